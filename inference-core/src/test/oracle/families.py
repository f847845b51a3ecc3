"""Writes tiny checkpoints of model families with transformers' logits, log-likelihoods and greedy answers, in float32.

  pip install torch==2.15.0 transformers==5.24.0 safetensors
  python families.py ../resources/families

Weights are random, in bfloat16, so large that soft caps, windows and norms bite. config.json has the keys of published
files, config.transformers5.json those that transformers writes.
"""

import json
import random
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from transformers import AutoConfig, AutoModelForCausalLM

VOCABULARY = 48
LENGTHS = (3, 20)
TEXTS = 3
PROMPTS = 20
COMMON = {"hidden_size": 16, "intermediate_size": 24, "num_attention_heads": 2, "num_key_value_heads": 1,
          "num_hidden_layers": 3, "vocab_size": VOCABULARY, "max_position_embeddings": 64, "bos_token_id": 2,
          "eos_token_id": 1, "pad_token_id": 0}
SILU = {"hidden_act": "silu"}
GELU = {"hidden_activation": "gelu_pytorch_tanh"}
PUBLISHED = {
    "llama": {**COMMON, **SILU, "model_type": "llama", "rms_norm_eps": 1e-5, "rope_theta": 50000.0, "attention_bias": True,
              "mlp_bias": True, "tie_word_embeddings": True,
              "rope_scaling": {"rope_type": "llama3", "factor": 4.0, "low_freq_factor": 1.0, "high_freq_factor": 4.0,
                               "original_max_position_embeddings": 16}},
    "llama-linear": {**COMMON, **SILU, "model_type": "llama", "num_attention_heads": 3, "num_key_value_heads": 3,
                     "hidden_size": 18, "rope_scaling": {"type": "linear", "factor": 2.5}},
    "qwen2": {**COMMON, **SILU, "model_type": "qwen2", "rope_theta": 1000000, "use_sliding_window": True, "sliding_window": 6,
              "max_window_layers": 1, "tie_word_embeddings": True},
    "qwen3": {**COMMON, **SILU, "model_type": "qwen3", "head_dim": 12, "attention_bias": True, "use_sliding_window": False,
              "sliding_window": 6, "max_window_layers": 1},
    "gemma2": {**COMMON, **GELU, "model_type": "gemma2", "head_dim": 10, "query_pre_attn_scalar": 7, "sliding_window": 6,
               "attn_logit_softcapping": 3.0, "final_logit_softcapping": 5.0},
    "gemma3": {**COMMON, **GELU, "model_type": "gemma3_text", "head_dim": 10, "query_pre_attn_scalar": 12, "sliding_window": 6,
               "sliding_window_pattern": 3, "rope_theta": 1000000, "rope_local_base_freq": 100,
               "rope_scaling": {"rope_type": "linear", "factor": 4.0}},
    "phi3": {**COMMON, **SILU, "model_type": "phi3", "rms_norm_eps": 1e-5, "sliding_window": 7},
}


def randomize(model: torch.nn.Module, generator: torch.Generator) -> None:
    for name, weight in model.named_parameters():
        drawn = torch.randn(weight.shape, generator=generator)
        if weight.dim() == 2:
            spread = 0.9 if "embed_tokens" in name else 1.6 / weight.shape[1] ** 0.5
            drawn = drawn * spread
        elif "bias" in name:
            drawn = drawn * 0.6
        else:
            drawn = drawn * 0.2 + (0.0 if model.config.model_type.startswith("gemma") else 1.0)
        weight.data.copy_(drawn.to(torch.bfloat16).float())


def checkpoint(folder: Path, published: dict) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(published, indent=1) + "\n", encoding="utf-8")
    config = AutoConfig.from_pretrained(folder)
    config.name_or_path = ""
    (folder / "config.transformers5.json").write_text(config.to_json_string(use_diff=False), encoding="utf-8")
    model = AutoModelForCausalLM.from_config(config, attn_implementation="eager", dtype=torch.float32).eval()
    generator = torch.Generator().manual_seed(sum(map(ord, folder.name)))
    randomize(model, generator)
    tensors = {name: weight.to(torch.bfloat16).contiguous() for name, weight in model.state_dict().items()
               if not (config.tie_word_embeddings and name == "lm_head.weight")}
    save_file(tensors, folder / "model.safetensors")
    golden = {}
    for length in LENGTHS:
        tokens = torch.randint(3, VOCABULARY, (TEXTS, length), generator=generator)
        tokens[:, 0] = 2
        with torch.no_grad():
            golden[f"tokens_{length}"] = tokens
            golden[f"logits_{length}"] = model(tokens, use_cache=False).logits.contiguous()
    save_file(golden, folder / "golden.safetensors")
    requests(folder, model)
    generations(folder, model)


def requests(folder: Path, model: torch.nn.Module) -> None:
    """Choices of every length after contexts of every length, on both sides of the windows."""
    numbers = random.Random(folder.name)
    with (folder / "requests.jsonl").open("w", encoding="utf-8") as file:
        for length in (1, 5, 6, 7, 8, 13, 19):
            context = [2] + [numbers.randrange(3, VOCABULARY) for _ in range(length - 1)]
            choices = [[numbers.randrange(3, VOCABULARY) for _ in range(count)] for count in (1, 2, 9)]
            scores = [score(model, context, choice) for choice in choices]
            file.write(json.dumps({"id": f"after-{length}", "context_ids": context, "continuations_ids": choices,
                                   "expected": [s for s, _ in scores], "expected_greedy": [g for _, g in scores]}) + "\n")


def generations(folder: Path, model: torch.nn.Module) -> None:
    """Greedy answers that run over the windows; a margin is how far the best logit lies above the second."""
    numbers = random.Random(folder.name)
    with (folder / "generations.jsonl").open("w", encoding="utf-8") as file:
        for _ in range(PROMPTS):
            length = numbers.randint(2, 9)
            prompt = [2] + [numbers.randrange(3, VOCABULARY) for _ in range(length - 1)]
            answer = model.generate(
                torch.tensor([prompt]), attention_mask=torch.ones(1, length, dtype=torch.long), do_sample=False,
                max_new_tokens=40 - length, eos_token_id=1, pad_token_id=0, output_logits=True,
                return_dict_in_generate=True)
            margins = [float(f"{a - b:.3g}") for a, b in (logits[0].topk(2).values.tolist() for logits in answer.logits)]
            file.write(json.dumps({"prompt": prompt, "tokens": answer.sequences[0, length:].tolist(),
                                   "margins": margins}) + "\n")


def score(model: torch.nn.Module, context: list, choice: list) -> tuple:
    with torch.no_grad():
        logits = model(torch.tensor([context + choice]), use_cache=False).logits[0, len(context) - 1:-1].double()
    logs = logits.log_softmax(-1)
    chosen = torch.tensor(choice)
    return float(logs.gather(1, chosen[:, None]).sum()), bool((logits.argmax(-1) == chosen).all())


if __name__ == "__main__":
    torch.set_num_threads(1)
    for name, published in PUBLISHED.items():
        checkpoint(Path(sys.argv[1]) / name, published)
