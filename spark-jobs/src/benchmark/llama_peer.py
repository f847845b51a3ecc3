#!/usr/bin/env python3
"""llama.cpp's side of `compare_speed.py gguf`: a job as JSON on standard input, records as JSON lines on standard output.

Runs in a Python that has llama-cpp-python. A job names the GGUF file, the threads, requests (context, continuations) and
prompts. Records: log-likelihoods by request, greedy texts by prompt, and tokens/s of a prompt of 512 tokens and of one
sequence after 64, each the median of several runs after one that is not counted.
"""

from __future__ import annotations

import json
import statistics
import sys
import time

import llama_cpp
import numpy as np

PROMPT_TOKENS = 512
NEAR_TOKENS = 64
STEPS = 64
RUNS = 5


def tell(kind: str, **record) -> None:
    print(json.dumps({"kind": kind} | record), flush=True)


class Peer:
    def __init__(self, job: dict) -> None:
        self.model = llama_cpp.Llama(job["model"], n_ctx=2048, n_batch=512, n_threads=job["threads"],
                                     n_threads_batch=job["threads"], logits_all=job["work"] == "answers", verbose=False)
        # As the harness has it: BOS where the file's tokenizer puts it.
        self.begins = bool(int(self.model.metadata.get("tokenizer.ggml.add_bos_token", "0")
                               .replace("true", "1").replace("false", "0")))

    def ids(self, text: str) -> list[int]:
        return self.model.tokenize(text.encode(), add_bos=self.begins, special=False)

    def log_likelihood(self, context: str, continuation: str) -> float:
        prompt, whole = self.ids(context), self.ids(context + continuation)
        self.model.reset()
        self.model.eval(whole)
        logits = self.model.scores[len(prompt) - 1:len(whole) - 1].astype(np.float64)
        logits -= logits.max(axis=1, keepdims=True)
        logits -= np.log(np.exp(logits).sum(axis=1, keepdims=True))
        return float(logits[np.arange(len(logits)), whole[len(prompt):]].sum())

    def greedy(self, prompt: str, tokens: int) -> str:
        self.model.reset()
        self.model.eval(self.ids(prompt))
        chosen: list[int] = []
        while len(chosen) < tokens:
            chosen.append(int(np.argmax(self.model.scores[self.model.n_tokens - 1])))
            self.model.eval(chosen[-1:])
        return self.model.detokenize(chosen).decode(errors="replace")

    def prompt_seconds(self) -> float:
        ids = [(7 * place) % 1000 + 5 for place in range(PROMPT_TOKENS)]
        self.model.reset()
        begin = time.perf_counter()
        self.model.eval(ids)
        return time.perf_counter() - begin

    def step_seconds(self) -> float:
        self.model.reset()
        self.model.eval([(7 * place) % 1000 + 5 for place in range(NEAR_TOKENS)])
        begin = time.perf_counter()
        for step in range(STEPS):
            self.model.eval([step + 5])
        return (time.perf_counter() - begin) / STEPS


def main() -> None:
    job = json.load(sys.stdin)
    peer = Peer(job)
    tell("versions", llama_cpp_python=llama_cpp.__version__)
    if job["work"] == "answers":
        tell("answers", log_likelihoods=[[peer.log_likelihood(asked["context"], text) for text in asked["continuations"]]
                                         for asked in job["requests"]],
             texts=[peer.greedy(prompt, job["tokens"]) for prompt in job["prompts"]])
        return
    peer.prompt_seconds()
    tell("speed", prompt=PROMPT_TOKENS / statistics.median(peer.prompt_seconds() for _ in range(RUNS)),
         generation=1 / statistics.median(peer.step_seconds() for _ in range(RUNS)))


if __name__ == "__main__":
    main()
