#!/usr/bin/env python3
"""Kills a generation job again and again, lets it go on, and compares its table with an uninterrupted one.

  kill_and_resume.py --model FOLDER --work DIR [--rows 50000] [--seed 1]

Runs `assay generate` on local-cluster[2,1,1024] over rows of short prompts, once in peace; then once more, killing the
driver twice and an executor three times with SIGKILL, each at a random moment, starting the same command
again whenever it has ended. Both tables are compared row for row; the text of every row counts, not its
order. Ends with 0 where they are equal.

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
ROWS_OF_A_CHUNK = 1024  # The default on a small cluster.
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
        "--conf", "spark.task.maxFailures=8",
    ]


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


def run_killed(options: argparse.Namespace, output: Path) -> None:
    draw = random.Random(options.seed)
    # Each at a moment of its own: after so many commits, in order, and up to two seconds.
    kills = ["executor", "driver", "executor", "driver", "executor"]
    after = sorted(draw.randint(0, int(0.8 * options.rows / ROWS_OF_A_CHUNK)) for _ in kills)
    log = (options.work / "killed.log").open("wb")
    while True:
        process = subprocess.Popen(command(options, output), stdout=log, stderr=log)
        while process.poll() is None:
            if not kills:
                process.wait()
                break
            while process.poll() is None and (not executors(process.pid) or chunks(output) < after[0]):
                time.sleep(0.1)
            time.sleep(draw.uniform(0, 2))
            if process.poll() is not None:
                break
            what = kills[0]
            victims = [process.pid] if what == "driver" else executors(process.pid)
            if not victims:
                continue
            victim = draw.choice(victims)
            os.kill(victim, signal.SIGKILL)
            kills.pop(0)
            after.pop(0)
            print(f"killed {what} {victim}; committed chunks: {chunks(output)}", flush=True)
        if process.returncode == 0:
            break
        print(f"the command ended with {process.returncode}; once more", flush=True)
    if kills:
        sys.exit(f"the job was complete before these were killed: {kills}; give more --rows")


def chunks(output: Path) -> int:
    return len(list(output.glob("_work/generation/chunk-*.json")))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True, help="an empty or new folder")
    parser.add_argument("--rows", type=int, default=50000)
    parser.add_argument("--seed", type=int, default=1, help="of the moments to kill at (%(default)s)")
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    write_rows(options.work / "rows.jsonl", options.rows, options.seed)
    peaceful, killed = options.work / "peaceful", options.work / "killed"
    for output in (peaceful, killed):
        shutil.rmtree(output, ignore_errors=True)
    started = time.monotonic()
    subprocess.run(command(options, peaceful), check=True)
    seconds = time.monotonic() - started
    print(f"uninterrupted: {seconds:.0f} s", flush=True)
    started = time.monotonic()
    run_killed(options, killed)
    print(f"killed and resumed: {time.monotonic() - started:.0f} s", flush=True)
    expected, found = table(peaceful), table(killed)
    print(f"rows: {len(expected)} and {len(found)}; sha256 {digest(expected)} and {digest(found)}")
    if len(expected) != options.rows or expected != found:
        sys.exit("the tables differ")
    print("the tables are equal, row for row")


def digest(rows: list[str]) -> str:
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]


if __name__ == "__main__":
    main()
