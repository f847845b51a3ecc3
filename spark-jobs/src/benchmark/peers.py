"""Assay beside lm-evaluation-harness and transformers."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from agreement import compare
from assay_runs import Request, ScoreProcess, assay, java_version
from measurements import Measurements

PEER = Path(__file__).with_name("harness_peer.py")
BATCH_SIZES = (1, 4, 16)
TRIAL_ITEMS = 4
WARM_UP_DOCUMENT = 100  # Of HellaSwag, as harness_peer.py's.
LOADED = Request(0, "a", (" b",))  # Its answer waits for the weights.


@dataclass(frozen=True)
class Items:
    """How many of a task's first documents."""

    task: str
    assay: int
    peer: int


ITEMS = {"mmlu": Items("mmlu_abstract_algebra", 100, 12), "hellaswag": Items("hellaswag", 24, 24),
         "piqa": Items("piqa", 48, 48)}


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def load() -> str:
    return f"load {os.getloadavg()[0]:.2f}"


def _peer(job: dict) -> Iterator[dict]:
    """The records of a job, as they come."""
    quiet = {"TQDM_DISABLE": "1", "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
    with subprocess.Popen([sys.executable, PEER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                          env=os.environ | quiet) as process:
        try:
            process.stdin.write(json.dumps(job))
            process.stdin.close()
            for line in process.stdout:
                # Libraries print there too.
                if line.startswith('{"kind"'):
                    yield json.loads(line)
        except BaseException:
            process.kill()
            raise
    if process.returncode:
        raise SystemExit(f"{PEER.name} ended with {process.returncode}")


def _characters(requests: list[Request]) -> int:
    """About what Assay computes: beginnings that neighbours share count once."""
    counted, before = 0, ""
    for request in sorted(requests, key=lambda one: one.context):
        counted += len(request.context) - len(os.path.commonprefix([before, request.context]))
        counted += sum(map(len, request.continuations))
        before = request.context
    return counted


class Comparison:
    """Of one call."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        options.work.mkdir(parents=True, exist_ok=True)
        self.measurements = Measurements(options.output, options.model)
        self.tasks = options.work / "tasks"
        self.javas = {java_version(home): home for home in options.java}
        self.requests: dict[str, list[Request]] = {}

    def prepare(self) -> None:
        """Task files of the harness over Assay's data, and what the harness asks for."""
        names = ",".join(items.task for items in ITEMS.values())
        shutil.rmtree(self.tasks, ignore_errors=True)  # Of a call before.
        assay(None, "tasks", names, "--harness", self.tasks, "--data", self.options.data.resolve())
        documents = {items.task: items.assay for items in ITEMS.values()}
        documents["hellaswag"] = max(documents["hellaswag"], WARM_UP_DOCUMENT + 1)
        for record in _peer({"work": "requests", "tasks": str(self.tasks), "documents": documents}):
            if record.pop("kind") == "versions":
                self.measurements.set_versions(record)
            else:
                self.requests[record["task"]] = [
                    Request(int(document), asked[0][0], tuple(choice for _, choice in asked))
                    for document, asked in record["requests"].items()]

    def block(self, name: str) -> None:
        """The peer on a task, in its types, and Assay before and after all of them."""
        limit = getattr(self.options, f"limit_{name}")
        if limit > ITEMS[name].assay:
            raise SystemExit(f"--limit_{name} {limit}: Assay computes the first {ITEMS[name].assay}: give no more")
        beside = {"task": name, "types": ",".join(self.options.types), "beside_items": limit}
        for version, home in self.javas.items():
            self._time_assay(version, home, when="before", **beside)
        for dtype in self.options.types:
            self._time_peer(name, dtype, limit, beside)
        for version, home in self.javas.items():
            self._time_assay(version, home, when="after", **beside)

    def _time_assay(self, version: str, home: str | None, **key) -> None:
        key = {"kind": "assay", "java": version} | key
        if self.measurements.find(**key):
            return
        items = ITEMS[key["task"]]
        measured = self.requests[items.task][:items.assay]
        warm_up = self.requests["hellaswag"][WARM_UP_DOCUMENT:WARM_UP_DOCUMENT + 1]
        with ScoreProcess(self.options.model, home, self.options.work / "score.log") as process:
            process.score([LOADED])
            seconds, _ = process.score(warm_up)
            about = seconds * _characters(measured) / _characters(warm_up)
            say(f"{key['task']}, Assay, JDK {version}, {key['when']} the peer in {key['types']}, {load()}:"
                f" {len(measured)} items, about {about:.0f} s")
            average = os.getloadavg()
            seconds, answers = process.score(measured)
        say(f"  {len(measured)} items in {seconds:.1f} s")
        self.measurements.add(**key, items=len(measured), seconds=seconds, load_average=average,
                              log_likelihoods=answers)

    def _time_peer(self, name: str, dtype: str, limit: int, beside: dict) -> None:
        key = {"task": name, "type": dtype}
        if self.measurements.find(kind="peer", limit=limit, types=beside["types"], **key):
            return
        say(f"{name}, lm_eval + transformers, {dtype}, {load()}")
        trial_key = key | {"kind": "trial", "of_items": min(TRIAL_ITEMS, limit)}
        trials = {trial["batch"]: _rate(trial) for trial in self.measurements.all(**trial_key) if "seconds" in trial}
        job = {"work": "measure", "model": str(self.options.model.resolve()), "dtype": dtype,
               "tasks": str(self.tasks), "task": ITEMS[name].task, "documents": limit,
               "trial_documents": trial_key["of_items"], "batch_sizes": BATCH_SIZES, "trials": trials}
        for record in _peer(job):
            if record["kind"] == "trial":
                if not self.measurements.find(**trial_key, batch=record["batch"]):
                    self.measurements.add(**trial_key | record)
            elif record["kind"] == "peer":
                self.measurements.add(**key, limit=limit, types=beside["types"], **record)
                say(f"  {record['items']} items in {record['seconds']:.1f} s")


def _rate(record: dict) -> float:
    return record["items"] / record["seconds"]


def _trials(measurements: Measurements, **key) -> str:
    told = [f"{trial['batch']}: " + (f"{_rate(trial):.3f}" if "seconds" in trial else "–")
            for trial in measurements.all(kind="trial", **key)]
    return ", ".join(told)


def _row(measurements: Measurements, peer: dict, before: dict, after: dict) -> list[str]:
    key = {"task": peer["task"], "type": peer["type"]}
    trials = _trials(measurements, of_items=min(TRIAL_ITEMS, peer["limit"]), **key)
    ratio = (_rate(before) + _rate(after)) / 2 / _rate(peer)
    seen = compare(before["log_likelihoods"], peer["log_likelihoods"])
    same = "yes" if before["log_likelihoods"] == after["log_likelihoods"] else "NO"
    loads = " ".join(f"{one['load_average'][0]:.1f}" for one in (before, peer, after))
    return [*key.values(), str(peer["items"]), trials, str(peer["batch"]), f"{_rate(peer):.3f}", before["java"],
            str(before["items"]), f"{_rate(before):.3f}, {_rate(after):.3f}", f"**{ratio:.2f}**",
            f"{seen.equal} of {seen.items}", str(seen.explained), f"{seen.largest:.2g}", same, loads]


def _rows(measurements: Measurements) -> Iterator[list[str]]:
    """Of every peer that has an Assay before and after it."""
    for peer in measurements.all(kind="peer"):
        beside = {"kind": "assay", "task": peer["task"], "types": peer["types"], "beside_items": peer["limit"]}
        for before in measurements.all(when="before", **beside):
            after = measurements.find(when="after", java=before["java"], **beside)
            if after:
                yield _row(measurements, peer, before, after)


def table(measurements: Measurements) -> str:
    """Markdown."""
    heads = ["task", "peer's type", "its items", "items/s by batch size, four items", "best", "its items/s", "JDK",
             "Assay's items", "its items/s, before and after", "ratio", "equal picks", "others, within arithmetic",
             "largest \\|Δ\\|", "Assay twice the same bits", "load before each"]
    lines = [heads, ["---"] * len(heads), *_rows(measurements)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def run(options: argparse.Namespace) -> None:
    unknown = set(options.tasks) - ITEMS.keys() | set(options.types) - {"float32", "bfloat16"}
    if unknown:
        raise SystemExit(f"nothing is called {', '.join(sorted(unknown))}: see --help")
    comparison = Comparison(options)
    comparison.prepare()
    for name in options.tasks:
        comparison.block(name)
    print(json.dumps(comparison.measurements.machine | comparison.measurements.versions))
    print(table(comparison.measurements))
