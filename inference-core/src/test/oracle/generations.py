"""Writes generations.jsonl into golden checkpoints: 100 prompts, continued greedily by transformers' generate, in float32.

  pip install torch==2.15.0 transformers==5.24.0
  python generations.py ../resources/goldens

Prompt and continuation stay inside the window, beyond which transformers is no oracle for RecurrentGemma. Prompts have four
tokens at least: shorter than its convolution, transformers' cache and its full pass answer differently (5 of 100 prompts of
one token). A margin is how far the best logit lies above the second.
"""

import json
import random
import sys
from pathlib import Path

import torch
from transformers import AutoModelForCausalLM

PROMPTS = 100
SHORTEST = 4
BOS, EOS, PAD = 2, 1, 0
WINDOWS = {"gemma-gqa-bf16": 48, "mistral-window-bf16": 19, "recurrentgemma-odd": 16}


def margin(logits: torch.Tensor) -> float:
    best, second = torch.topk(logits.float(), 2).values.tolist()
    return float(f"{best - second:.3g}")


def generations(folder: Path, window: int) -> None:
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, attn_implementation="eager").eval()
    numbers = random.Random(folder.name)
    with (folder / "generations.jsonl").open("w", encoding="utf-8") as file:
        for _ in range(PROMPTS):
            length = numbers.randint(SHORTEST, window // 2)
            prompt = [BOS] + [numbers.randrange(3, model.config.vocab_size) for _ in range(length - 1)]
            answer = model.generate(
                torch.tensor([prompt]), attention_mask=torch.ones(1, length, dtype=torch.long), do_sample=False,
                max_new_tokens=window - length, eos_token_id=EOS, pad_token_id=PAD, output_logits=True,
                return_dict_in_generate=True)
            file.write(json.dumps({"prompt": prompt, "tokens": answer.sequences[0, length:].tolist(),
                                   "margins": [margin(logits[0]) for logits in answer.logits]}) + "\n")


if __name__ == "__main__":
    torch.set_num_threads(1)
    for name, window in WINDOWS.items():
        generations(Path(sys.argv[1]) / name, window)
