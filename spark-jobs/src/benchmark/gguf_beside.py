"""Assay beside llama.cpp on GGUF files: what they answer, and how fast they read and write."""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
from pathlib import Path

from agreement import compare
from assay_runs import Request, ScoreProcess, assay, java_version

PEER = Path(__file__).with_name("llama_peer.py")
PROMPTS = ("The capital of France is", "Once upon a time, in a small village by the sea,", "def fibonacci(n):\n")
TOKENS = 48


def _peer(options: argparse.Namespace, model: Path, **job) -> dict:
    """The last record of a job."""
    job = {"model": str(model.resolve()), "threads": options.threads} | job
    done = subprocess.run([options.peer_python, PEER], input=json.dumps(job), stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


def _speed(options: argparse.Namespace, model: Path, java: str | None) -> dict:
    report = options.work / "bench.json"
    report.unlink(missing_ok=True)
    assay(java, "bench", "--model", model, "--quick", "--threads", options.threads, "--batches", "1", "--positions", "64",
          "--prompt_lengths", "512", "--output", report)
    measured = json.loads(report.read_text(encoding="utf-8"))["models"][0]
    return {"prompt": measured["prompts"][0]["tokens_per_second"]["median"],
            "generation": measured["generation"][0]["tokens_per_second"]["median"]}


def _answers(options: argparse.Namespace, model: Path, java: str | None) -> dict:
    """Both sides' log-likelihoods, and how many of the peer's greedy texts are Assay's most probable ones."""
    requests = []
    for number, line in enumerate(options.requests.read_text(encoding="utf-8").splitlines()[:options.limit]):
        asked = json.loads(line)
        requests.append(Request(number, asked["context"], tuple(asked["continuations"])))
    asked = [{"context": one.context, "continuations": one.continuations} for one in requests]
    theirs = _peer(options, model, work="answers", requests=asked, prompts=PROMPTS, tokens=TOKENS)
    with ScoreProcess(model, java, options.work / "score.log") as process:
        _, ours = process.score(requests)
    seen = compare({str(number): values for number, values in ours.items()},
                   {str(number): values for number, values in enumerate(theirs["log_likelihoods"])})
    return {"items": seen.items, "equal_picks": seen.equal, "within_arithmetic": seen.explained,
            "largest_difference": seen.largest, "texts": theirs["texts"]}


def _measure(options: argparse.Namespace, model: Path, java: str | None) -> dict:
    ours, theirs, loads = [], [], []
    for _ in range(options.rounds):
        loads.append(os.getloadavg()[0])
        theirs.append(_peer(options, model, work="speed"))
        ours.append(_speed(options, model, java))
    record: dict = {"load_averages": loads}
    for name in ("prompt", "generation"):
        record[name] = {"llama.cpp": [one[name] for one in theirs], "assay": [one[name] for one in ours],
                        "ratio": statistics.median(one[name] for one in ours)
                        / statistics.median(one[name] for one in theirs)}
    return record


def run(options: argparse.Namespace) -> None:
    options.work.mkdir(parents=True, exist_ok=True)
    records = []
    for model in options.models:
        for java in options.java:
            record = {"model": model.name, "java": java_version(java), "threads": options.threads}
            if options.requests:
                record |= _answers(options, model, java)
            if options.rounds:
                record |= _measure(options, model, java)
            records.append(record)
            options.output.write_text(json.dumps(records, indent=1), encoding="utf-8")
            print(json.dumps(record), flush=True)
