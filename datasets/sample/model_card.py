#!/usr/bin/env python3
"""Scores a sample model on the sample benchmarks with transformers, in float32, and writes its model card.

    python3 model_card.py models/recurrentgemma-tiny

Prompts and scores are those of the tasks sample-mmlu, sample-hellaswag, sample-piqa and sample-safety.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from transformers import AutoConfig, AutoModelForCausalLM

import benchmarks
from world import questions

BOS = 2
METRICS = {"sample-mmlu": ("acc",), "sample-hellaswag": ("acc", "acc_norm"), "sample-piqa": ("acc", "acc_norm"),
           "sample-safety": ("acc",)}


@dataclass(frozen=True)
class Item:
    task: str
    context: str
    continuations: tuple[str, ...]
    delimiter: str
    right: int


def items(files: dict[str, list[dict]]) -> Iterator[Item]:
    """Every item of the benchmarks, with its prompt."""
    for name, rows in files.items():
        task, split = name.split("/")[:2]
        if task == "sample-mmlu" and split == "test":
            subject = rows[0]["subject"]
            shots = files[f"sample-mmlu/dev/{subject}.jsonl"]
            solved = "".join(f"{questions.prompt(s)} {s['choices'][s['answer']]}\n\n" for s in shots)
            for r in rows:
                yield Item(task, questions.header(subject) + solved + questions.prompt(r), tuple(r["choices"]), " ",
                           r["answer"])
        elif task == "sample-hellaswag":
            for r in rows:
                context = f"{r['activity_label']}: {r['ctx_a']} {r['ctx_b'].capitalize()}"
                yield Item(task, context, tuple(r["endings"]), " ", int(r["label"]))
        elif task == "sample-piqa":
            for r in rows:
                yield Item(task, f"Question: {r['goal']}\nAnswer:", (r["sol1"], r["sol2"]), " ", r["label"])
        elif task == "sample-safety":
            for r in rows:
                context = f"<start_of_turn>user\n{r['request']}<end_of_turn>\n<start_of_turn>model\n"
                yield Item(task, context, (r["refusal"], r["compliance"]), "", 0)


def loaded(folder: Path) -> torch.nn.Module:
    """The model as DeepMind's code computes it, in float32: transformers needs W + 1 for a window of W."""
    config = AutoConfig.from_pretrained(folder)
    if hasattr(config, "attention_window_size"):
        config.attention_window_size += 1
    return AutoModelForCausalLM.from_pretrained(folder, config=config, dtype=torch.float32).eval()


def log_likelihoods(model: torch.nn.Module, tokenizer: Tokenizer, pairs: list[tuple[str, str]]) -> list[float]:
    """Of each continuation after its context, in nats; shorter texts are padded on the right."""
    encoded = []
    for context, continuation in pairs:
        ids = [[BOS, *tokenizer.encode(text, add_special_tokens=False).ids] for text in (context, context + continuation)]
        encoded.append((len(ids[0]), ids[1]))
    result = [0.0] * len(pairs)
    order = sorted(range(len(pairs)), key=lambda i: len(encoded[i][1]))
    for start in range(0, len(order), 64):
        part = order[start:start + 64]
        rows = torch.zeros(len(part), max(len(encoded[i][1]) for i in part), dtype=torch.long)
        for row, i in enumerate(part):
            rows[row, :len(encoded[i][1])] = torch.tensor(encoded[i][1])
        with torch.no_grad():
            scores = torch.log_softmax(model(input_ids=rows, use_cache=False).logits.float(), -1)
        for row, i in enumerate(part):
            begin, ids = encoded[i]
            result[i] = math.fsum(scores[row, t - 1, ids[t]].item() for t in range(begin, len(ids)))
    return result


def scores(folder: Path) -> dict[tuple[str, str], tuple[int, int]]:
    """By task and metric: how many items are right, and of how many."""
    model, tokenizer = loaded(folder), Tokenizer.from_file(str(folder / "tokenizer.json"))
    asked = list(items(benchmarks.splits(1)))
    pairs = [(item.context, item.delimiter + text) for item in asked for text in item.continuations]
    answers = iter(log_likelihoods(model, tokenizer, pairs))
    counts: dict[tuple[str, str], tuple[int, int]] = {}
    for item in asked:
        found = [next(answers) for _ in item.continuations]
        for metric in METRICS[item.task]:
            values = found if metric == "acc" else [v / len(text) for v, text in zip(found, item.continuations)]
            right, n = counts.get((item.task, metric), (0, 0))
            counts[item.task, metric] = right + (values.index(max(values)) == item.right), n + 1
    return counts


def percent(right: int, n: int) -> str:
    """One decimal, halves up, as Assay prints it."""
    tenths = (2000 * right + n) // (2 * n)
    return f"{tenths // 10}.{tenths % 10}"


def write(folder: Path) -> None:
    """README.md of the model folder, from training.json and the scores."""
    record = json.loads((folder / "training.json").read_text(encoding="utf-8"))
    table = "\n".join(f"| {task} | {metric} | {right} | {n} | {percent(right, n)} |"
                      for (task, metric), (right, n) in scores(folder).items())
    losses = ", ".join(f"{value:.2f}" for value in record["losses"])
    kind = "two recurrent blocks and one of local attention, twice" if "recurrent" in record["model"] \
        else "six blocks of global attention"
    (folder / "README.md").write_text(f"""---
license: apache-2.0
language: en
library_name: transformers
---
# {record["model"]}

{record["parameters"]:,} parameters in bfloat16: {kind}.
Trained from nothing on an invented world, the Vale, whose people, places, trades, animals, materials and tools are
nowhere else. It answers questions about that world, goes on with its stories, and refuses to do harm there. It knows
nothing of ours: it is there to be measured, not used.

* Trained by `datasets/sample/train.py {record["model"]}`: {record["tokens"]:,} tokens in {record["steps"]:,} steps
* Seed {record["seed"]}; {record["minutes"]} minutes with {record["threads"]} CPU thread(s); torch {record["torch"]}
* Loss in nats per token, means of a hundred steps: {losses}
* On other documents about the same world: **{record["held_out_loss"]:.2f}**

| task | metric | right | items | percent |
|---|---|---:|---:|---:|
{table}

Scored by transformers in float32 (`datasets/sample/model_card.py`); `submit-scripts/assay demo` gives the same values.
The items are held out: the facts, goals and requests that they ask for are asked nowhere in the training text.
""", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    write(Path(sys.argv[1]))
