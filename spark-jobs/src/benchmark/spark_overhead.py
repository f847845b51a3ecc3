"""`assay evaluate` beside `assay score` on the same requests: what Spark, rows and commits cost."""

from __future__ import annotations

import argparse
import json
import os
import sys

import assay_runs
from assay_runs import ScoreProcess
from measurements import Measurements


def say(text: str) -> None:
    print(f"{text}, load {os.getloadavg()[0]:.2f}", file=sys.stderr, flush=True)


def _measure(options: argparse.Namespace, home: str | None, version: str, key: dict) -> dict:
    """Evaluates twice, before and after score; the first chunk warms up, of both."""
    runs = []
    for when in ("before", "after"):
        work = options.work / f"{options.task}-{options.limit}-{options.chunk_tokens}-{version}-{when}"
        if work.exists():
            raise SystemExit(f"{work} is there: remove it, or give another --work")
        if when == "after":
            scored = _score(options, home, runs[0])
        say(f"{options.task}, assay evaluate, JDK {version}")
        average = os.getloadavg()
        chunks = assay_runs.evaluate(options.model, options.task, options.limit, options.data, work, home,
                                     options.chunk_tokens)
        if len(chunks) < 2:
            raise SystemExit("the run has one chunk, and that warms up: give fewer --chunk_tokens")
        runs.append({"work": work, "chunks": chunks, "load_average": average})
    first, *rest = runs[0]["chunks"]
    return key | {
        "items": sum(chunk.requests for chunk in rest), "warm_up_items": first.requests, "chunks": len(rest),
        "evaluate_seconds": [run["chunks"][-1].end - run["chunks"][0].end for run in runs],
        "load_averages": [runs[0]["load_average"], scored["load_average"], runs[1]["load_average"]],
        "score_seconds": scored["seconds"], "equal_bits": scored["equal_bits"]}


def _score(options: argparse.Namespace, home: str | None, run: dict) -> dict:
    """The same requests in the same order."""
    requests, expected = assay_runs.evaluated(run["work"] / "output")
    if len(requests) != sum(chunk.requests for chunk in run["chunks"]):
        raise SystemExit(f"{len(requests)} items, and other requests in {run['work'] / 'events'}")
    ordered = assay_runs.in_order_of_tokens(requests, options.model, run["work"], home)
    warm_up = run["chunks"][0].requests
    with ScoreProcess(options.model, home, run["work"] / "score.log") as process:
        _, answers = process.score(ordered[:warm_up])
        say(f"{options.task}, assay score on {len(requests) - warm_up} of {len(requests)} items")
        average = os.getloadavg()
        seconds, rest = process.score(ordered[warm_up:])
    return {"seconds": seconds, "load_average": average, "equal_bits": answers | rest == expected}


def run(options: argparse.Namespace) -> None:
    options.work.mkdir(parents=True, exist_ok=True)
    measurements = Measurements(options.output, options.model)
    for home in options.java:
        version = assay_runs.java_version(home)
        key = {"kind": "spark", "task": options.task, "limit": options.limit, "chunk_tokens": options.chunk_tokens,
               "java": version}
        if not measurements.find(**key):
            measurements.add(**_measure(options, home, version, key))
    print(json.dumps(measurements.machine))
    print("| task | JDK | items | chunks of about | evaluate, items/s, before and after | score, items/s | ratio"
          " | equal bits | load before each |")
    print("|" + "---|" * 9)
    for record in measurements.all(kind="spark"):
        rates = [record["items"] / seconds for seconds in record["evaluate_seconds"]]
        score = record["items"] / record["score_seconds"]
        loads = " ".join(f"{one[0]:.1f}" for one in record["load_averages"])
        print(f"| {record['task']} | {record['java']} | {record['items']} | {record['chunk_tokens']} tokens |"
              f" {', '.join(f'{rate:.2f}' for rate in rates)} | {score:.2f} | **{sum(rates) / 2 / score:.3f}** |"
              f" {'yes' if record['equal_bits'] else 'NO'} | {loads} |")
