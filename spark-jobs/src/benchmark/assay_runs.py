"""Assay as a user runs it: `assay score` fed through a pipe, `assay evaluate` timed by Spark's event log."""

from __future__ import annotations

import json
import os
import re
import subprocess
import threading
import time
from dataclasses import dataclass
from pathlib import Path

LAUNCHER = Path(__file__).resolve().parents[3] / "submit-scripts" / "assay"
CHUNK = re.compile(r"evaluate .*, chunk (\d+) of \d+")


@dataclass(frozen=True)
class Request:
    """An item as `assay score` takes it."""

    document: int
    context: str
    continuations: tuple[str, ...]

    def line(self) -> str:
        return json.dumps({"context": self.context, "continuations": self.continuations})


def environment(java: str | None) -> dict[str, str]:
    return {**os.environ, "JAVA_HOME": java} if java else dict(os.environ)


def java_version(java: str | None) -> str:
    command = f"{java}/bin/java" if java else "java"
    told = subprocess.run([command, "-version"], capture_output=True, text=True, check=True).stderr
    return re.search(r'version "([^"]+)"', told)[1]


def assay(java: str | None, *arguments: object) -> None:
    """Runs a command that has nothing to say; its errors go to standard error."""
    done = subprocess.run([LAUNCHER, *map(str, arguments)], env=environment(java), stdout=subprocess.DEVNULL)
    if done.returncode:
        raise SystemExit(f"assay {arguments[0]} ended with {done.returncode}")


class ScoreProcess:
    """A running `assay score`. Timed is from the first row sent to the last answer read, not its start."""

    def __init__(self, model: Path, java: str | None, log: Path) -> None:
        self._log = log
        with log.open("ab") as errors:
            self._process = subprocess.Popen(
                [LAUNCHER, "score", "--model", model, "--input", "-", "--output", "-"], env=environment(java),
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors)

    def __enter__(self) -> ScoreProcess:
        return self

    def __exit__(self, error: type[BaseException] | None, *_) -> None:
        if error:
            self._process.kill()
        else:
            self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()

    def score(self, requests: list[Request], answer: str = "loglikelihoods") -> tuple[float, dict[int, list]]:
        """Seconds, and log-likelihoods (or another field of an answer) of every choice by document."""
        rows = "".join(request.line() + "\n" for request in requests).encode()
        begin = time.perf_counter()
        sender = threading.Thread(target=self._send, args=(rows,))
        sender.start()
        lines = [self._process.stdout.readline() for _ in requests]
        seconds = time.perf_counter() - begin
        sender.join()
        return seconds, {request.document: self._answer(line, answer) for request, line in zip(requests, lines)}

    def _send(self, rows: bytes) -> None:
        self._process.stdin.write(rows)
        self._process.stdin.flush()

    def _answer(self, line: bytes, answer: str) -> list:
        row = json.loads(line) if line else {"error": "it ended"}
        if "error" in row:
            raise SystemExit(f"assay score: {row['error']}; see {self._log}")
        return row[answer]


@dataclass(frozen=True)
class Chunk:
    """A chunk of an evaluation: when its Spark job began and ended, in seconds, and its requests."""

    number: int
    begin: float
    end: float
    requests: int


def evaluate(model: Path, task: str, limit: int, data: Path, work: Path, java: str | None,
             chunk_tokens: int) -> list[Chunk]:
    """Runs `assay evaluate` on local[2]; its tables and files go to work/output."""
    events = work / "events"
    events.mkdir(parents=True)
    settings = {"spark.assay.chunkTokens": chunk_tokens, "spark.eventLog.enabled": "true",
                "spark.eventLog.dir": events.resolve().as_uri(), "spark.eventLog.rolling.enabled": "false",
                "spark.eventLog.compress": "false"}
    with (work / "evaluate.log").open("wb") as log:
        done = subprocess.run(
            [LAUNCHER, "evaluate", "--model", model, "--tasks", task, "--limit", str(limit), "--data", data,
             "--output", work / "output", "--master", "local[2]",
             *(word for key, value in settings.items() for word in ("--conf", f"{key}={value}"))],
            env=environment(java) | {"ASSAY_LOG": str(work / "spark.log")}, stdout=log, stderr=subprocess.STDOUT)
    if done.returncode:
        raise SystemExit(f"assay evaluate ended with {done.returncode}; see {work / 'evaluate.log'}")
    file, = (path for path in events.iterdir() if not path.name.startswith("."))
    return chunks(file)


def chunks(event_log: Path) -> list[Chunk]:
    """Of one run, in order."""
    begun, ended, stages, requests = {}, {}, {}, {}
    for line in event_log.read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        if event["Event"] == "SparkListenerJobStart":
            match = CHUNK.fullmatch(event["Properties"].get("spark.job.description", ""))
            if match:
                begun[event["Job ID"]] = int(match[1]), event["Submission Time"] / 1000
                stages.update(dict.fromkeys(event["Stage IDs"], event["Job ID"]))
        elif event["Event"] == "SparkListenerJobEnd":
            ended[event["Job ID"]] = event["Completion Time"] / 1000
        elif event["Event"] == "SparkListenerTaskEnd" and event["Stage ID"] in stages:
            job = stages[event["Stage ID"]]
            for counted in event["Task Info"]["Accumulables"]:
                if counted.get("Name") == "assay requests answered":
                    requests[job] = requests.get(job, 0) + int(counted["Update"])
    return sorted((Chunk(number, begin, ended[job], requests.get(job, 0)) for job, (number, begin) in begun.items()),
                  key=lambda chunk: chunk.number)


def evaluated(output: Path) -> tuple[list[Request], dict[int, list[float]]]:
    """What a run asked and was answered, from its samples file."""
    file, = output.rglob("samples_*.jsonl")
    requests, answers = [], {}
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        asked = [row["arguments"][f"gen_args_{choice}"] for choice in range(len(row["arguments"]))]
        requests.append(Request(row["doc_id"], asked[0]["arg_0"], tuple(one["arg_1"] for one in asked)))
        answers[row["doc_id"]] = [float(value) for value, _ in row["filtered_resps"]]
    return requests, answers


def in_order_of_tokens(requests: list[Request], model: Path, work: Path, java: str | None) -> list[Request]:
    """As an evaluation takes a task's requests."""
    texts, ids = work / "contexts.jsonl", work / "ids.jsonl"
    texts.write_text("".join(json.dumps({"text": request.context}) + "\n" for request in requests), encoding="utf-8")
    ids.unlink(missing_ok=True)
    assay(java, "tokenize", "--model", model, "--input", texts, "--output", ids)
    tokens = [json.loads(line)["ids"] for line in ids.read_text(encoding="utf-8").splitlines()]
    return [request for _, _, request in sorted(
        zip(tokens, [request.document for request in requests], requests), key=lambda one: one[:2])]
