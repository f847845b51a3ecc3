#!/usr/bin/env python3
"""The same weights as a GGUF file: `random_gguf.py FOLDER FILE.gguf [--type bfloat16|q8_0]`, FOLDER being of Gemma's shape
(`compare_speed.py model FOLDER --shape gemma-2b`). Needs gguf (PyPI) and numpy.

Vocabulary and metadata are as llama.cpp's own converter writes them, as far as scores and speed depend on them.
"""

from __future__ import annotations

import argparse
import json
import struct
from pathlib import Path

import gguf
import numpy as np

NAMES = {
    "input_layernorm": "attn_norm", "self_attn.q_proj": "attn_q", "self_attn.k_proj": "attn_k", "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output", "post_attention_layernorm": "ffn_norm", "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up", "mlp.down_proj": "ffn_down",
}
TYPES = {"bfloat16": gguf.GGMLQuantizationType.BF16, "q8_0": gguf.GGMLQuantizationType.Q8_0}


def _tensors(folder: Path):
    """Names and the 16 bits of each number."""
    for shard in sorted(folder.glob("*.safetensors")):
        with shard.open("rb") as file:
            length, = struct.unpack("<Q", file.read(8))
            header = json.loads(file.read(length))
        for name, entry in header.items():
            if name != "__metadata__":
                begin, end = entry["data_offsets"]
                yield name, np.memmap(shard, np.uint16, "r", 8 + length + begin, tuple(entry["shape"]))


def _name(name: str) -> str:
    if name == "model.embed_tokens.weight":
        return "token_embd.weight"
    if name == "model.norm.weight":
        return "output_norm.weight"
    _, _, layer, rest = name.split(".", 3)
    return f"blk.{layer}.{NAMES[rest.removesuffix('.weight')]}.weight"


def _vocabulary(writer: gguf.GGUFWriter, folder: Path) -> None:
    stored = json.loads((folder / "tokenizer.json").read_text(encoding="utf-8"))
    pieces = sorted(stored["model"]["vocab"].items(), key=lambda item: item[1])
    special = {one["id"] for one in stored["added_tokens"] if one["special"]}
    kinds = gguf.TokenType
    writer.add_tokenizer_model("llama")
    writer.add_token_list([piece for piece, _ in pieces])
    writer.add_token_scores([-float(token) for _, token in pieces])
    writer.add_token_types([kinds.CONTROL if token in special else
                            kinds.BYTE if len(piece) == 6 and piece.startswith("<0x") else kinds.NORMAL
                            for piece, token in pieces])
    writer.add_bos_token_id(2)
    writer.add_eos_token_id(1)
    writer.add_add_bos_token(True)
    writer.add_add_space_prefix(False)


def write(folder: Path, file: Path, kind: str) -> None:
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    writer = gguf.GGUFWriter(file, "gemma")
    writer.add_name(folder.name)
    writer.add_context_length(config["max_position_embeddings"])
    writer.add_embedding_length(config["hidden_size"])
    writer.add_block_count(config["num_hidden_layers"])
    writer.add_feed_forward_length(config["intermediate_size"])
    writer.add_head_count(config["num_attention_heads"])
    writer.add_head_count_kv(config["num_key_value_heads"])
    writer.add_key_length(config["head_dim"])
    writer.add_value_length(config["head_dim"])
    writer.add_layer_norm_rms_eps(config["rms_norm_eps"])
    _vocabulary(writer, folder)
    for name, bits in _tensors(folder):
        if bits.ndim == 1:
            # Files of llama.cpp have Gemma's norms with the one that is added.
            values = (bits.astype(np.uint32) << 16).view(np.float32) + 1
            writer.add_tensor(_name(name), values)
        elif kind == "bfloat16":
            writer.add_tensor(_name(name), bits.view(np.uint8), raw_dtype=TYPES[kind])
        else:
            values = (np.asarray(bits).astype(np.uint32) << 16).view(np.float32)
            writer.add_tensor(_name(name), gguf.quants.quantize(values, TYPES[kind]), raw_dtype=TYPES[kind])
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("file", type=Path)
    parser.add_argument("--type", choices=TYPES, default="bfloat16")
    given = parser.parse_args()
    write(given.folder, given.file, given.type)
