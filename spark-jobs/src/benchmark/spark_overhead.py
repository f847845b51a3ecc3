"""`assay evaluate` beside `assay score` on the same requests: what Spark, rows and commits cost."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from dataclasses import asdict
from pathlib import Path

import assay_runs
from assay_runs import ScoreProcess
from measurements import Measurements


def say(text: str) -> None:
    print(f"{text}, load {os.getloadavg()[0]:.2f}", file=sys.stderr, flush=True)


def _rate(record: dict) -> float:
    return record["items"] / record["seconds"]


class Comparison:
    """Of one JDK: evaluate, score, evaluate. The first chunk warms up, of both."""

    def __init__(self, options: argparse.Namespace, measurements: Measurements, home: str | None) -> None:
        self.options = options
        self.measurements = measurements
        self.home = home
        self.key = {"task": options.task, "limit": options.limit, "chunk_tokens": options.chunk_tokens,
                    "java": assay_runs.java_version(home)}
        self.work = options.work / "-".join(str(part) for part in self.key.values())

    def run(self) -> None:
        before = self._evaluate("before")
        if not self.measurements.find(kind="score", **self.key):
            self._score(before)
        self._evaluate("after")

    def _evaluate(self, when: str) -> dict:
        key = self.key | {"kind": "evaluate", "when": when}
        known = self.measurements.find(**key)
        if known:
            return known
        folder = self.work / when
        if folder.exists():
            shutil.rmtree(folder)  # Of a call that was cut off: a run that goes on cannot be timed.
        say(f"{self.options.task}, {self.options.limit} items, JDK {self.key['java']}, assay evaluate")
        average = os.getloadavg()
        chunks = assay_runs.evaluate(self.options.model, self.options.task, self.options.limit, self.options.data,
                                     folder, self.home, self.options.chunk_tokens)
        if len(chunks) < 2:
            raise SystemExit("the run has one chunk, and that warms up: give fewer --chunk_tokens")
        items, seconds = sum(chunk.requests for chunk in chunks[1:]), chunks[-1].end - chunks[0].end
        say(f"  {items} items after the first {chunks[0].requests} in {seconds:.1f} s")
        return self.measurements.add(**key, items=items, seconds=seconds, load_average=average,
                                     chunks=[asdict(chunk) for chunk in chunks])

    def _score(self, evaluated: dict) -> None:
        """The same requests in the same order."""
        folder: Path = self.work / "before"
        requests, expected = assay_runs.evaluated(folder / "output")
        if len(requests) != sum(chunk["requests"] for chunk in evaluated["chunks"]):
            raise SystemExit(f"{folder} has {len(requests)} items, and {evaluated['chunks']} other requests")
        ordered = assay_runs.in_order_of_tokens(requests, self.options.model, folder, self.home)
        warm_up = evaluated["chunks"][0]["requests"]
        with ScoreProcess(self.options.model, self.home, folder / "score.log") as process:
            _, answers = process.score(ordered[:warm_up])
            say(f"assay score, about {evaluated['seconds']:.0f} s")
            average = os.getloadavg()
            seconds, rest = process.score(ordered[warm_up:])
        say(f"  {len(rest)} items in {seconds:.1f} s")
        self.measurements.add(kind="score", **self.key, items=len(rest), seconds=seconds, load_average=average,
                              equal_bits=answers | rest == expected)


def table(measurements: Measurements) -> str:
    """Markdown."""
    heads = ["task", "JDK", "items", "tokens of a chunk", "evaluate, items/s, before and after", "score, items/s",
             "ratio", "equal bits", "load before each"]
    lines = [heads, ["---"] * len(heads)]
    for score in measurements.all(kind="score"):
        key = {name: score[name] for name in ("task", "limit", "chunk_tokens", "java")}
        before, after = (measurements.find(kind="evaluate", when=when, **key) for when in ("before", "after"))
        if after:
            ratio = (_rate(before) + _rate(after)) / 2 / _rate(score)
            loads = " ".join(f"{one['load_average'][0]:.1f}" for one in (before, score, after))
            lines.append([score["task"], score["java"], str(score["items"]), str(score["chunk_tokens"]),
                          f"{_rate(before):.2f}, {_rate(after):.2f}", f"{_rate(score):.2f}", f"**{ratio:.3f}**",
                          "yes" if score["equal_bits"] else "NO", loads])
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def run(options: argparse.Namespace) -> None:
    measurements = Measurements(options.output, options.model)
    for home in options.java:
        Comparison(options, measurements, home).run()
    print(json.dumps(measurements.machine))
    print(table(measurements))
