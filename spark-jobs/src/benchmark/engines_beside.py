"""One model in several engines, in turn: a prompt of 512 tokens, one sequence, 32 sequences, and HellaSwag's items.

llama.cpp's own programs (llama-bench, llama-batched-bench, llama-perplexity) and Jlama, which has no batches of sequences.
A peer's settings are tried in the first round, and each figure's best is kept for the others.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import time
from pathlib import Path

from assay_runs import Request, ScoreProcess, assay, java_version
from measurements import machine

FIGURES = ("prompt", "generation", "batch")
PROMPT, NEAR, STEPS, BATCH = 512, 64, 16, 32
WORDS = re.compile(r" +")
JLAMA = Path(__file__).with_name("jlama") / "JlamaPeer.java"
# Of activations, and of activations in products.
JLAMA_TYPES = ("F32 F32", "F32 I8", "BF16 BF16")


def _lines(command: list[object], **more) -> list[str]:
    done = subprocess.run([*map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True, **more)
    return done.stdout.splitlines()


def _assay(options: argparse.Namespace, java: str | None) -> dict[str, float]:
    report = options.work / "bench.json"
    report.unlink(missing_ok=True)
    assay(java, "bench", "--model", options.model, "--quick", "--threads", options.threads, "--batches", f"1,{BATCH}",
          "--positions", NEAR, "--prompt_lengths", PROMPT, "--output", report)
    measured = json.loads(report.read_text(encoding="utf-8"))["models"][0]
    by_batch = {one["batch"]: one["tokens_per_second"]["median"] for one in measured["generation"]}
    return {"prompt": measured["prompts"][0]["tokens_per_second"]["median"], "generation": by_batch[1], "batch": by_batch[BATCH]}


def _llama_cpp(options: argparse.Namespace, setting: str) -> dict[str, float]:
    flash, unit = setting.split()
    common = ["-m", options.gguf, "-t", options.threads, "-b", 512, "-ub", unit, "-fa", flash]
    found = json.loads("\n".join(_lines([options.llama_cpp / "llama-bench", *common, "-p", PROMPT, "-n", 0, "-r", 3, "-o", "json"])))
    steps = json.loads("\n".join(_lines(
        [options.llama_cpp / "llama-bench", *common, "-p", 0, "-n", STEPS, "-d", NEAR, "-r", 3, "-o", "json"])))
    batch = _lines([options.llama_cpp / "llama-batched-bench", *common, "-c", BATCH * (NEAR + STEPS) * 2, "-npp", NEAR, "-ntg", STEPS,
                    "-npl", BATCH, "--output-format", "jsonl"])
    last = json.loads(next(line for line in reversed(batch) if line.startswith("{")))
    return {"prompt": statistics.median(found[0]["samples_ts"]), "generation": statistics.median(steps[0]["samples_ts"]),
            "batch": last["speed_tg"]}


def _jlama(options: argparse.Namespace, setting: str) -> dict[str, float]:
    lines = _lines([Path(options.jlama_java) / "bin" / "java", "--add-modules", "jdk.incubator.vector",
                    "--enable-native-access=ALL-UNNAMED", "-cp", f"{options.jlama}/*", JLAMA, options.model, *setting.split()])
    found = json.loads(next(line for line in reversed(lines) if line.startswith("{")))
    return found | {"batch": found["generation"]}


def _hellaswag(options: argparse.Namespace) -> list[dict]:
    """Items as llama.cpp's file has them: one line each of what is read."""
    items = []
    for line in options.hellaswag.read_text(encoding="utf-8").splitlines()[:options.items]:
        item = json.loads(line)
        texts = [WORDS.sub(" ", re.sub(r"\[.*?\]", "", text.replace(" [title]", ". "))).strip()
                 for text in (item["activity_label"] + ": " + item["ctx"], *item["endings"])]
        items.append({"context": texts[0], "endings": texts[1:], "label": item["label"]})
    return items


def _their_items(options: argparse.Namespace, items: list[dict]) -> float:
    """Items/s from the first item's line to the last one's."""
    file = options.work / "hellaswag.txt"
    file.write_text("\n".join(line for item in items for line in (item["context"], str(item["label"]), *item["endings"])),
                    encoding="utf-8")
    command = [options.llama_cpp / "llama-perplexity", "-m", options.gguf, "-t", options.threads, "--hellaswag", "-f", file,
               "--hellaswag-tasks", len(items), "-c", 2048, "-b", 2048]
    process = subprocess.Popen([*map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    seen: list[tuple[int, float]] = []
    for line in process.stdout:
        if found := re.match(r"(\d+)\t", line):
            seen.append((int(found[1]), time.perf_counter()))
    if process.wait() or len(seen) < len(items):
        raise SystemExit(f"llama-perplexity scored {len(seen)} of {len(items)} items")
    # Items that are read together are told together: count from the end of the first group.
    first = next(at for at in range(1, len(seen)) if seen[at][1] - seen[at - 1][1] > 0.05) - 1
    return (seen[-1][0] - seen[first][0]) / (seen[-1][1] - seen[first][1])


def _our_items(options: argparse.Namespace, items: list[dict], java: str | None) -> float:
    requests = [Request(number, item["context"], tuple(" " + text for text in item["endings"])) for number, item in enumerate(items)]
    with ScoreProcess(options.model, java, options.work / "score.log") as process:
        process.score(requests[:1])
        seconds, _ = process.score(requests[1:])
    return (len(items) - 1) / seconds


def _engines(options: argparse.Namespace) -> dict[str, tuple]:
    """What runs an engine, and its settings."""
    engines: dict[str, tuple] = {f"assay, JDK {java_version(java)}": (lambda _, java=java: _assay(options, java), [""])
                                 for java in options.java}
    if options.llama_cpp:
        engines["llama.cpp"] = (lambda setting: _llama_cpp(options, setting), ["0 512", "1 512", "1 128"])
    if options.jlama:
        engines["Jlama"] = (lambda setting: _jlama(options, setting), list(JLAMA_TYPES))
    return engines


def _usable(name: str, setting: str, run) -> dict[str, float] | None:
    """None of a setting that the engine refuses."""
    try:
        return run(setting)
    except subprocess.CalledProcessError as error:
        print(f"{name} ended with {error.returncode} at '{setting}'", flush=True)
        return None


def _rounds(options: argparse.Namespace) -> dict:
    engines = _engines(options)
    best: dict[str, dict[str, tuple[float, str]]] = {name: {} for name in engines}
    values: dict[str, dict[str, list[float]]] = {name: {figure: [] for figure in FIGURES} for name in engines}
    loads = []
    for turn in range(options.rounds):
        loads.append(os.getloadavg()[0])
        for name, (run, settings) in engines.items():
            tried = settings if turn == 0 else dict.fromkeys(setting for _, setting in best[name].values())
            found = {setting: one for setting in tried if (one := _usable(name, setting, run))}
            for figure in FIGURES:
                if turn == 0:
                    best[name][figure] = max((one[figure], setting) for setting, one in found.items())
                values[name][figure].append(found[best[name][figure][1]][figure])
            print(name, {figure: round(values[name][figure][-1], 2) for figure in FIGURES}, "load", loads[-1], flush=True)
    return {"load_averages": loads, "settings": {name: {figure: one[1] for figure, one in found.items()} for name, found in best.items()},
            "tokens_per_second": values}


def run(options: argparse.Namespace) -> None:
    options.work.mkdir(parents=True, exist_ok=True)
    record: dict = {"model": options.model.name, "threads": options.threads, "machine": machine()}
    if options.rounds:
        record |= _rounds(options)
    if options.hellaswag and options.llama_cpp:
        items = _hellaswag(options)
        record["hellaswag"] = {"items": len(items), "llama.cpp": _their_items(options, items)} | {
            f"assay, JDK {java_version(java)}": _our_items(options, items, java) for java in options.java}
        record["hellaswag"]["llama.cpp again"] = _their_items(options, items)
    options.output.write_text(json.dumps(record, indent=1), encoding="utf-8")
    print(json.dumps(record), flush=True)
