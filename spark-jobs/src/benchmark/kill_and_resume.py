#!/usr/bin/env python3
"""Kills and suspends a generation job again and again, lets it go on, and compares its table with an uninterrupted one.

  kill_and_resume.py --model FOLDER --work DIR [--rows 50000] [--kills 5] [--suspensions 0] [--seed 1]

Runs `assay generate` on local-cluster[2,1,1024] over rows of short prompts, once in peace; then once more, killing
drivers and executors with SIGKILL, each at a random moment, starting the same command again whenever it has ended. A
suspended executor (SIGSTOP) goes on after some seconds; a suspended driver goes on after another one, which takes itself
for another host's, has taken its place and committed something: it has to end with 6. Both tables are compared row for
row; the text of every row counts, not its order. Ends with 0 where they are equal.

Needs a build (mvn -B package -DskipTests) and nothing else: --model may be any small model folder, e.g. one of
datasets/sample/models.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

LAUNCHER = Path(__file__).resolve().parents[3] / "submit-scripts" / "assay"
PATIENCE = 4.0  # Seconds without a heartbeat after which a driver is taken for gone.
WORDS = "river stone under quickly lamp carries seven blue window mends old boat with wool near green hill".split()


def write_rows(path: Path, rows: int, seed: int) -> None:
    draw = random.Random(seed)
    with path.open("w", encoding="utf-8") as out:
        for row in range(rows):
            body = " ".join(draw.choice(WORDS) for _ in range(draw.randint(2, 9)))
            out.write(json.dumps({"id": row, "body": body}) + "\n")


def command(options: argparse.Namespace, output: Path) -> list[str]:
    return [
        str(LAUNCHER), "generate", "--master", "local-cluster[2,1,1024]", "--model", str(options.model),
        "--input", str(options.work / "rows.jsonl"), "--output", str(output), "--output_format", "json",
        "--template", "Say {body}", "--id_column", "id", "--max_new_tokens", "8", "--temperature", "0.7",
        "--seed", "3", "--conf", "spark.executor.memory=1g", "--conf", "spark.ui.enabled=false",
        "--conf", "spark.task.maxFailures=8", "--chunk_rows", str(options.chunk_rows),
    ]


def start(options: argparse.Namespace, output: Path, log, driver: int) -> subprocess.Popen:
    """A driver that takes itself for one on a host of its own: another cannot ask whether its process lives."""
    properties = {"beatMillis": 500, "patienceMillis": int(1000 * PATIENCE), "host": f"host-{driver}"}
    told = " ".join(f"-Dassay.lock.{name}={value}" for name, value in properties.items())
    environment = os.environ | {"JDK_JAVA_OPTIONS": told}
    return subprocess.Popen(command(options, output), stdout=log, stderr=log, env=environment)


def executors(driver: int) -> list[int]:
    """Java processes that the driver started."""
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            line = (entry / "cmdline").read_bytes()
        except (OSError, ValueError):
            continue
        if parent == driver and b"CoarseGrainedExecutorBackend" in line:
            found.append(int(entry.name))
    return found


def table(output: Path) -> list[str]:
    rows = []
    for file in sorted(output.glob("chunk-*")):
        with file.open(encoding="utf-8") as lines:
            rows.extend(line.rstrip("\n") for line in lines)
    return sorted(rows)


def run_disturbed(options: argparse.Namespace, output: Path) -> None:
    draw = random.Random(options.seed)
    events = [(what, draw.choice(["driver", "executor"])) for what, count in
              (("kill", options.kills), ("suspend", options.suspensions)) for _ in range(count)]
    draw.shuffle(events)
    # Each at a moment of its own: after so many commits, in order, and a part of a second.
    after = sorted(draw.randint(0, int(0.9 * options.rows / options.chunk_rows)) for _ in events)
    log = (options.work / "disturbed.log").open("wb")
    drivers = 0
    process = start(options, output, log, drivers)
    while True:
        while process.poll() is None and events and (not executors(process.pid) or chunks(output) < after[0]):
            time.sleep(0.05)
        time.sleep(draw.uniform(0, 0.5) if events else 0)
        if process.poll() is None and events:
            what, whom = events[0]
            victims = [process.pid] if whom == "driver" else executors(process.pid)
            if not victims:
                continue
            victim = draw.choice(victims)
            print(f"{what} {whom} {victim}; committed chunks: {chunks(output)}", flush=True)
            if what == "kill":
                os.kill(victim, signal.SIGKILL)
            elif whom == "executor":
                suspend(victim, draw.uniform(1, 2 * PATIENCE))
            else:
                drivers += 1
                process = take_over(options, output, log, process, drivers)
            events.pop(0)
            after.pop(0)
        elif process.wait() == 0:
            break
        else:
            print(f"the command ended with {process.returncode}; once more", flush=True)
            drivers += 1
            process = start(options, output, log, drivers)
    if events:
        sys.exit(f"the job was complete before these were to happen: {events}; give more --rows")


def suspend(process: int, seconds: float) -> None:
    try:
        os.kill(process, signal.SIGSTOP)
        time.sleep(seconds)
        os.kill(process, signal.SIGCONT)
    except ProcessLookupError:
        pass  # Its driver gave it up meanwhile.


def take_over(
    options: argparse.Namespace, output: Path, log, suspended: subprocess.Popen, number: int
) -> subprocess.Popen:
    """Suspends a driver until another has taken its place; the other one."""
    os.kill(suspended.pid, signal.SIGSTOP)
    before = chunks(output)
    time.sleep(1.5 * PATIENCE)
    other = start(options, output, log, number)
    while other.poll() is None and chunks(output) <= before:
        time.sleep(0.05)
    os.kill(suspended.pid, signal.SIGCONT)
    if suspended.wait() != 6:
        sys.exit(f"the suspended driver ended with {suspended.returncode}, not with 6")
    return other


def chunks(output: Path) -> int:
    return len(list(output.glob("_work/generation/chunk-*.json")))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="an empty or new folder")
    parser.add_argument("--rows", type=int, default=50000)
    parser.add_argument("--chunk_rows", type=int, default=1024, help="rows between two commits (%(default)s)")
    parser.add_argument("--kills", type=int, default=5, help="of drivers and executors (%(default)s)")
    parser.add_argument("--suspensions", type=int, default=0, help="of drivers and executors (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the moments, and of whom (%(default)s)")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    write_rows(options.work / "rows.jsonl", options.rows, options.seed)
    peaceful, disturbed = options.work / "peaceful", options.work / "disturbed"
    for output in (peaceful, disturbed):
        shutil.rmtree(output, ignore_errors=True)
    started = time.monotonic()
    subprocess.run(command(options, peaceful), check=True)
    seconds = time.monotonic() - started
    print(f"uninterrupted: {seconds:.0f} s", flush=True)
    started = time.monotonic()
    run_disturbed(options, disturbed)
    print(f"disturbed: {time.monotonic() - started:.0f} s", flush=True)
    expected, found = table(peaceful), table(disturbed)
    print(f"rows: {len(expected)} and {len(found)}; sha256 {digest(expected)} and {digest(found)}")
    if len(expected) != options.rows or expected != found:
        sys.exit("the tables differ")
    print("the tables are equal, row for row")


def digest(rows: list[str]) -> str:
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]


if __name__ == "__main__":
    main()
