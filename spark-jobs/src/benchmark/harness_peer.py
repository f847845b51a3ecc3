#!/usr/bin/env python3
"""lm-evaluation-harness and transformers, measured in a process of their own; compare_speed.py starts it.

Reads a job as JSON from standard input; every line of standard output is a record as JSON. Timed is
HFLM.loglikelihood, tokenization and all, as simple_evaluate calls it: neither loading nor reading data.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from importlib.metadata import version

import torch
from lm_eval import simple_evaluate
from lm_eval.models.huggingface import HFLM
from lm_eval.tasks import TaskManager

WARM_UP = ("hellaswag", 100)  # An item that nobody measures.
LOGIT_COPIES = 3  # transformers holds so many at a time: scaled, capped, normalised.


class TimedModel:
    """lm_eval's model for transformers, and the seconds that its last loglikelihood took."""

    def __init__(self, folder: str, dtype: str) -> None:
        self.model = HFLM(pretrained=folder, dtype=dtype, device="cpu", batch_size=1, add_bos_token=True)
        self.seconds = 0.0
        asked = self.model.loglikelihood

        def timed(requests):
            begin = time.perf_counter()
            answers = asked(requests, disable_tqdm=True)
            self.seconds = time.perf_counter() - begin
            return answers

        self.model.loglikelihood = timed

    def evaluate(self, tasks: TaskManager, task: str, batch: int, **chosen) -> dict[int, list[float]]:
        """Log-likelihoods of every choice, by document."""
        self.model.batch_size_per_gpu = batch
        results = simple_evaluate(
            model=self.model, tasks=[task], task_manager=tasks, bootstrap_iters=0, log_samples=True, **chosen)
        return {sample["doc_id"]: [float(answer[0]) for answer in sample["filtered_resps"]]
                for sample in results["samples"][task]}

    def sequences(self, requests: list[tuple[str, str]]) -> list[int]:
        """Tokens of each sequence that is computed: choices of one token share theirs."""
        encoded = (self.model._encode_pair(*request) for request in requests)
        return [len(tokens) for tokens in {tuple((context + choice)[:-1]) for context, choice in encoded}]

    def too_large(self, batch: int, smaller: int, sequences: list[int]) -> str | None:
        """Why a batch size is not tried, after the next smaller one or 0."""
        if len(sequences) <= smaller:
            return f"the items of the trial make {len(sequences)} sequences"
        config = self.model.model.config
        size = torch.finfo(self.model.model.dtype).bits // 8
        needed = batch * max(sequences) * config.vocab_size * size * LOGIT_COPIES
        if needed > 0.8 * available_memory():
            return f"its logits would take {needed / 1e9:.0f} GB"
        return None


def available_memory() -> float:
    try:
        with open("/proc/meminfo", encoding="ascii") as lines:
            return 1024 * next(int(line.split()[1]) for line in lines if line.startswith("MemAvailable"))
    except FileNotFoundError:
        return float("inf")  # No Linux: the batch is tried.


def requests(tasks: TaskManager, task: str, documents: int) -> dict[int, list[tuple[str, str]]]:
    """Contexts and continuations of the first documents, as the harness asks for them."""
    loaded = tasks.load([task])["tasks"][task]
    loaded.build_all_requests(limit=documents)
    found: dict[int, list[tuple[str, str]]] = {}
    for instance in sorted(loaded.instances, key=lambda one: (one.doc_id, one.idx)):
        found.setdefault(instance.doc_id, []).append(instance.args)
    return found


def tell(**record) -> None:
    print(json.dumps(record), flush=True)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def measured(model: TimedModel, tasks: TaskManager, job: dict, batch: int, documents: int) -> dict:
    load = os.getloadavg()
    answers = model.evaluate(tasks, job["task"], batch, limit=documents)
    return {"batch": batch, "items": len(answers), "seconds": model.seconds, "load_average": load,
            "log_likelihoods": answers}


def measure(job: dict) -> None:
    """The batch sizes on a few items each, those that job["trials"] lacks; then the best of them on all."""
    tasks = TaskManager(include_path=job["tasks"], include_defaults=False)
    model = TimedModel(job["model"], job["dtype"])
    warm_up, document = WARM_UP
    model.evaluate(tasks, warm_up, 1, samples={warm_up: [document]})
    token_seconds = model.seconds / sum(model.sequences(requests(tasks, warm_up, document + 1)[document]))
    tried = requests(tasks, job["task"], job["trial_documents"])
    sequences = model.sequences([one for item in tried.values() for one in item])
    say(f"  a batch size on {len(tried)} items: about {token_seconds * sum(sequences):.0f} s")
    rates = {int(batch): rate for batch, rate in job["trials"].items()}
    for smaller, batch in zip([0, *job["batch_sizes"]], job["batch_sizes"]):
        reason = model.too_large(batch, smaller, sequences)
        if batch in rates:
            continue
        if reason:
            say(f"  batch size {batch} is not tried: {reason}")
            tell(kind="trial", batch=batch, left_out=reason)
            continue
        trial = measured(model, tasks, job, batch, job["trial_documents"])
        rates[batch] = trial["items"] / trial["seconds"]
        say(f"  batch size {batch}: {trial['items']} items in {trial['seconds']:.1f} s")
        tell(kind="trial", **trial)
    best = max(rates, key=rates.get)
    say(f"  {job['documents']} items in batches of {best}: about {job['documents'] / rates[best]:.0f} s")
    tell(kind="peer", **measured(model, tasks, job, best, job["documents"]))


def main() -> None:
    logging.disable(logging.WARNING)
    job = json.load(sys.stdin)
    tell(kind="versions", threads=torch.get_num_threads(),
         **{name: version(name) for name in ("lm_eval", "transformers", "torch")})
    if job["work"] == "requests":
        tasks = TaskManager(include_path=job["tasks"], include_defaults=False)
        for task, documents in job["documents"].items():
            tell(kind="requests", task=task, requests=requests(tasks, task, documents))
    else:
        measure(job)


if __name__ == "__main__":
    main()
