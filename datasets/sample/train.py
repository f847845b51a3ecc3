#!/usr/bin/env python3
"""Trains one of the sample models on the text of the Vale, on CPU, and writes its folder.

    python3 train.py recurrentgemma-tiny
    python3 train.py gemma-tiny

writes models/NAME beside this file: config.json, model.safetensors (bfloat16), tokenizer.json, training.json
and the model card README.md. The same seed gives the same text, tokenizer and first weights; after that only rounding
differs between machines. Needs: pip install torch transformers tokenizers safetensors.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer

import architecture
import model_card
import tokenizer as sample_tokenizer
from world import corpus

HERE = Path(__file__).resolve().parent
EOS, BOS, END_OF_TURN = 1, 2, 107
LENGTH, BATCH, STEPS = 256, 16, 1200
PEAK_RATE, LAST_RATE, WARM_UP = 4e-3, 2e-4, 100
HELD_OUT = 200  # rows of documents about the same world, for the loss that is not of the training text


def sequences(tokenizer: Tokenizer, documents: Iterator[str]) -> Iterator[list[int]]:
    """Rows of ids: whole documents one after the other, the last one cut; every row begins with a document."""
    row: list[int] = []
    for document in documents:
        row += [BOS, *tokenizer.encode(document, add_special_tokens=False).ids, EOS]
        if len(row) > LENGTH:
            yield row[:LENGTH + 1]
            row = []


def rate(step: int, steps: int) -> float:
    """A cosine after a linear warm-up."""
    done = step / steps
    return min(1.0, (step + 1) / WARM_UP) * (LAST_RATE + (PEAK_RATE - LAST_RATE) * 0.5 * (1 + math.cos(math.pi * done)))


def optimizer(model: torch.nn.Module) -> torch.optim.Optimizer:
    matrices = [p for name, p in model.named_parameters() if p.dim() >= 2 and "embed" not in name]
    others = [p for name, p in model.named_parameters() if p.dim() < 2 or "embed" in name]
    groups = [{"params": matrices, "weight_decay": 0.1}, {"params": others, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=PEAK_RATE, betas=(0.9, 0.98))


def loss(model: torch.nn.Module, rows: torch.Tensor) -> torch.Tensor:
    """Mean cross-entropy, in nats per token, of every token after the first."""
    logits = model(input_ids=rows[:, :-1], use_cache=False).logits
    return torch.nn.functional.cross_entropy(logits.flatten(0, 1).float(), rows[:, 1:].flatten())


def trained(model: torch.nn.Module, rows: Iterator[list[int]], steps: int) -> list[float]:
    """Trains the model; its losses, each the mean of a hundred steps."""
    optimize, losses, began = optimizer(model), [], time.time()
    for step in range(steps):
        for group in optimize.param_groups:
            group["lr"] = rate(step, steps)
        batch = torch.tensor([next(rows) for _ in range(BATCH)])
        value = loss(model, batch)
        optimize.zero_grad(set_to_none=True)
        value.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimize.step()
        losses.append(value.item())
        if (step + 1) % 100 == 0:
            seconds = time.time() - began
            print(f"step {step + 1}: loss {sum(losses[-100:]) / 100:.3f}, "
                  f"{(step + 1) * BATCH * LENGTH / seconds:.0f} tokens/s, {seconds:.0f} s", flush=True)
    return [round(sum(losses[i:i + 100]) / len(losses[i:i + 100]), 4) for i in range(0, steps, 100)]


def held_out_loss(model: torch.nn.Module, tokenizer: Tokenizer, seed: int) -> float:
    documents = corpus.documents(seed, "held out")
    rows = torch.tensor(list(itertools.islice(sequences(tokenizer, documents), HELD_OUT)))
    with torch.no_grad():
        return sum(loss(model, part).item() for part in rows.split(20)) / math.ceil(HELD_OUT / 20)


def write(folder: Path, model: torch.nn.Module, content: dict) -> None:
    """The folder as transformers writes it, rounded to bfloat16, with DeepMind's count of the window."""
    if hasattr(model.config, "attention_window_size"):
        model.config.attention_window_size = architecture.WINDOW
    # A dialogue's turn ends as instruction-tuned Gemma's does.
    model.generation_config.eos_token_id = [EOS, END_OF_TURN]
    model.to(torch.bfloat16).save_pretrained(folder)
    sample_tokenizer.write(folder, content)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", choices=["recurrentgemma-tiny", "gemma-tiny"])
    parser.add_argument("--output", type=Path, help="folder of the model (default: models/NAME beside this file)")
    parser.add_argument("--seed", type=int, default=1, help="of the world, the text and the weights (default: 1)")
    parser.add_argument("--threads", type=int, default=1, help="of torch (default: 1)")
    parser.add_argument("--steps", type=int, default=STEPS, help=f"of {BATCH} × {LENGTH} tokens (default: {STEPS})")
    options = parser.parse_args()
    folder = options.output or HERE / "models" / options.model
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    architecture.use_fast_recurrence()
    content = sample_tokenizer.train(options.seed)
    tokenizer = Tokenizer.from_str(json.dumps(content))
    model = architecture.made(options.model, tokenizer.get_vocab_size())
    began = time.time()
    losses = trained(model, sequences(tokenizer, corpus.documents(options.seed)), options.steps)
    minutes = (time.time() - began) / 60
    write(folder, model, content)
    record = {
        "model": options.model, "seed": options.seed, "parameters": sum(p.numel() for p in model.parameters()),
        "steps": options.steps, "tokens": options.steps * BATCH * LENGTH, "losses": losses,
        "held_out_loss": round(held_out_loss(model_card.loaded(folder), tokenizer, options.seed), 4),
        "minutes": round(minutes, 1), "threads": options.threads, "torch": torch.__version__.split("+")[0],
    }
    (folder / "training.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    model_card.write(folder)


if __name__ == "__main__":
    main()
