"""A model folder of a published shape, RecurrentGemma-2B's or Gemma-2B's, with random weights, always the same for a seed.

Speed does not depend on what weights say, so nothing has to be downloaded to measure it. Needs numpy.
"""

from __future__ import annotations

import json
import shutil
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

# config.json of google/recurrentgemma-2b.
RECURRENT_GEMMA = {
    "model_type": "recurrent_gemma", "architectures": ["RecurrentGemmaForCausalLM"], "vocab_size": 256000,
    "hidden_size": 2560, "intermediate_size": 15360, "num_hidden_layers": 26, "num_attention_heads": 10,
    "num_key_value_heads": 1, "head_dim": 256, "lru_width": 2560, "attention_window_size": 2048, "conv1d_width": 4,
    "_block_types": ["recurrent", "recurrent", "attention"], "hidden_activation": "gelu_pytorch_tanh",
    "logits_soft_cap": 30.0, "rms_norm_eps": 1e-06, "rope_theta": 10000.0, "partial_rotary_factor": 0.5,
    "attention_bias": False, "attention_dropout": 0.0, "w_init_variance_scale": 0.01,
    "final_w_init_variance_scale": 0.5, "use_cache": True, "tie_word_embeddings": True,
    "bos_token_id": 2, "eos_token_id": 1, "pad_token_id": 0,
}
# config.json of google/gemma-2b.
GEMMA = {
    "model_type": "gemma", "architectures": ["GemmaForCausalLM"], "vocab_size": 256000, "hidden_size": 2048,
    "intermediate_size": 16384, "num_hidden_layers": 18, "num_attention_heads": 8, "num_key_value_heads": 1,
    "head_dim": 256, "hidden_act": "gelu_pytorch_tanh", "hidden_activation": "gelu_pytorch_tanh", "rms_norm_eps": 1e-06,
    "rope_theta": 10000.0, "max_position_embeddings": 8192, "attention_bias": False, "attention_dropout": 0.0,
    "initializer_range": 0.02, "use_cache": True, "tie_word_embeddings": True, "bos_token_id": 2, "eos_token_id": 1,
    "pad_token_id": 0,
}
SHAPES = {"recurrentgemma-2b": RECURRENT_GEMMA, "gemma-2b": GEMMA}
SHARD_BYTES = 2 << 30
PART = 1 << 23  # Numbers drawn at a time.
TYPES = {"bfloat16": ("BF16", 2), "float32": ("F32", 4)}


@dataclass(frozen=True)
class Tensor:
    """deviation: of its normal distribution; 0 stands for a recurrence's decay, spread as published."""

    name: str
    shape: tuple[int, ...]
    deviation: float

    @property
    def numbers(self) -> int:
        return int(np.prod(self.shape))


def _linear(name: str, outputs: int, inputs: int, bias: bool = True) -> Iterator[Tensor]:
    """Keeps the variance of what it reads."""
    yield Tensor(name + ".weight", (outputs, inputs), inputs ** -0.5)
    if bias:
        yield Tensor(name + ".bias", (outputs,), 0.02)


def _recurrent_block(block: str) -> Iterator[Tensor]:
    shape = RECURRENT_GEMMA
    width, lru, heads = shape["hidden_size"], shape["lru_width"], shape["num_attention_heads"]
    part = lru // heads
    yield from _linear(block + "linear_x", lru, width)
    yield from _linear(block + "linear_y", lru, width)
    yield from _linear(block + "linear_out", width, lru)
    yield Tensor(block + "conv_1d.weight", (lru, 1, shape["conv1d_width"]), shape["conv1d_width"] ** -0.5)
    yield Tensor(block + "conv_1d.bias", (lru,), 0.02)
    for gate in ("input_gate", "recurrent_gate"):
        yield Tensor(f"{block}rg_lru.{gate}_weight", (heads, part, part), part ** -0.5)
        yield Tensor(f"{block}rg_lru.{gate}_bias", (heads, part), 0.02)
    yield Tensor(block + "rg_lru.recurrent_param", (lru,), 0)


def _attention_block(block: str, shape: dict) -> Iterator[Tensor]:
    width, head = shape["hidden_size"], shape["head_dim"]
    queries = shape["num_attention_heads"] * head
    yield from _linear(block + "q_proj", queries, width, bias=False)
    yield from _linear(block + "k_proj", head, width, bias=False)
    yield from _linear(block + "v_proj", head, width, bias=False)
    yield from _linear(block + "o_proj", width, queries, bias=shape is RECURRENT_GEMMA)


def _recurrent_gemma_layer(layer: int) -> Iterator[Tensor]:
    name, width, inner = f"model.layers.{layer}.", RECURRENT_GEMMA["hidden_size"], RECURRENT_GEMMA["intermediate_size"] // 2
    yield Tensor(name + "temporal_pre_norm.weight", (width,), 0.1)
    if layer % 3 == 2:
        yield from _attention_block(name + "temporal_block.", RECURRENT_GEMMA)
    else:
        yield from _recurrent_block(name + "temporal_block.")
    yield Tensor(name + "channel_pre_norm.weight", (width,), 0.1)
    yield from _linear(name + "mlp_block.gate_proj", inner, width)
    yield from _linear(name + "mlp_block.up_proj", inner, width)
    yield from _linear(name + "mlp_block.down_proj", width, inner)


def _gemma_layer(layer: int) -> Iterator[Tensor]:
    name, width, inner = f"model.layers.{layer}.", GEMMA["hidden_size"], GEMMA["intermediate_size"]
    yield Tensor(name + "input_layernorm.weight", (width,), 0.1)
    yield from _attention_block(name + "self_attn.", GEMMA)
    yield Tensor(name + "post_attention_layernorm.weight", (width,), 0.1)
    yield from _linear(name + "mlp.gate_proj", inner, width, bias=False)
    yield from _linear(name + "mlp.up_proj", inner, width, bias=False)
    yield from _linear(name + "mlp.down_proj", width, inner, bias=False)


def tensors(shape: dict, layers: int) -> Iterator[Tensor]:
    """All of the model's, in the order of the folder."""
    width = shape["hidden_size"]
    yield Tensor("model.embed_tokens.weight", (shape["vocab_size"], width), width ** -0.5)
    for layer in range(layers):
        yield from (_gemma_layer if shape is GEMMA else _recurrent_gemma_layer)(layer)
    yield Tensor("model.norm.weight" if shape is GEMMA else "model.final_norm.weight", (width,), 0.1)


def _parts(tensor: Tensor, random: np.random.Generator) -> Iterator[np.ndarray]:
    """Its numbers in float32, some at a time, each one that bfloat16 has."""
    for start in range(0, tensor.numbers, PART):
        count = min(PART, tensor.numbers - start)
        if tensor.deviation:
            values = random.standard_normal(count, dtype=np.float32) * np.float32(tensor.deviation)
        else:
            decay = np.sqrt(random.uniform(0.9 ** 2, 0.999 ** 2, count))
            values = np.log(1 / decay - 1).astype(np.float32)
        bits = values.view(np.uint32)
        bits += 0x7FFF + ((bits >> 16) & 1)  # To the nearest, ties to even.
        bits &= 0xFFFF0000
        yield values


def _write_shard(file: Path, shard: list[tuple[int, Tensor]], folder_type: str, seed: int) -> None:
    code, size = TYPES[folder_type]
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    end = 0
    for _, tensor in shard:
        begin, end = end, end + tensor.numbers * size
        header[tensor.name] = {"dtype": code, "shape": list(tensor.shape), "data_offsets": [begin, end]}
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with file.open("wb") as out:
        out.write(struct.pack("<Q", len(text)) + text)
        for number, tensor in shard:
            for values in _parts(tensor, np.random.default_rng([seed, number])):
                half = (values.view(np.uint32) >> 16).astype(np.uint16)
                out.write((half if folder_type == "bfloat16" else values).tobytes())


def _shards(shape: dict, layers: int, size: int) -> list[list[tuple[int, Tensor]]]:
    """Of at most SHARD_BYTES each, or one tensor."""
    found: list[list[tuple[int, Tensor]]] = [[]]
    held = 0
    for number, tensor in enumerate(tensors(shape, layers)):
        needed = tensor.numbers * size
        if found[-1] and held + needed > SHARD_BYTES:
            found.append([])
            held = 0
        found[-1].append((number, tensor))
        held += needed
    return found


def write(folder: Path, tokenizer: Path, name: str, layers: int | None, folder_type: str, seed: int) -> None:
    """Writes the folder; config.json comes last, so that a folder that has one is whole."""
    if (folder / "config.json").exists():
        raise SystemExit(f"{folder} has a config.json already: give another folder, or remove it")
    folder.mkdir(parents=True, exist_ok=True)
    shape = SHAPES[name]
    layers = layers or shape["num_hidden_layers"]
    shards = _shards(shape, layers, TYPES[folder_type][1])
    names = [f"model-{number:05}-of-{len(shards):05}.safetensors" for number in range(1, len(shards) + 1)]
    for name, shard in zip(names, shards):
        _write_shard(folder / name, shard, folder_type, seed)
    total = sum(tensor.numbers for shard in shards for _, tensor in shard) * TYPES[folder_type][1]
    index = {"metadata": {"total_size": total},
             "weight_map": {tensor.name: name for name, shard in zip(names, shards) for _, tensor in shard}}
    (folder / "model.safetensors.index.json").write_text(json.dumps(index, indent=1), encoding="utf-8")
    for file in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copyfile(tokenizer / file, folder / file)
    config = shape | {"num_hidden_layers": layers, "torch_dtype": folder_type, "random_weights_seed": seed}
    (folder / "config.json").write_text(json.dumps(config, indent=1), encoding="utf-8")
