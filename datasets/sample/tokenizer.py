"""Trains the tokenizer of the sample models: a SentencePiece-style BPE with byte fallback.

The file has the form of Gemma's tokenizer.json: the control tokens with Gemma's ids (pad 0, eos 1, bos 2,
start_of_turn 106, end_of_turn 107), 256 byte tokens, a space written as U+2581, no pre-tokenization but at spaces.
Needs the package tokenizers.
"""

from __future__ import annotations

import itertools
import json
from pathlib import Path

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

from world import corpus

VOCABULARY = 2048
CONTROL = ["<pad>", "<eos>", "<bos>", "<unk>", "<mask>", "<2mass>", "[@BOS@]", *(f"<unused{i}>" for i in range(99)),
           "<start_of_turn>", "<end_of_turn>"]
BYTES = [f"<0x{byte:02X}>" for byte in range(256)]


def texts(seed: int, documents: int):
    for document in itertools.islice(corpus.documents(seed), documents):
        yield document.replace("<start_of_turn>", "\n").replace("<end_of_turn>", "\n")


def train(seed: int, documents: int = 20_000) -> dict:
    """The content of tokenizer.json."""
    tokenizer = Tokenizer(models.BPE(byte_fallback=True, unk_token="<unk>", fuse_unk=True))
    tokenizer.normalizer = normalizers.Replace(" ", "\u2581")
    # While it learns, a piece stays within a word: it may begin with a space, and holds no punctuation.
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split("\u2581", "merged_with_next"),
        pre_tokenizers.Split(Regex(r"[\n.,:;?!'\-]"), "isolated"),
    ])
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY, special_tokens=CONTROL + BYTES, initial_alphabet=[chr(c) for c in range(33, 127)],
        show_progress=False)
    tokenizer.train_from_iterator(texts(seed, documents), trainer)
    tokenizer.pre_tokenizer = pre_tokenizers.Split(" ", "merged_with_previous")
    tokenizer.decoder = decoders.Sequence([decoders.Replace("\u2581", " "), decoders.ByteFallback(), decoders.Fuse()])
    content = json.loads(tokenizer.to_str())
    # The bytes are pieces of the model, found by falling back, not texts to be looked for.
    content["added_tokens"] = [token for token in content["added_tokens"] if token["content"] in CONTROL]
    return content


def write(folder: Path, content: dict) -> None:
    """tokenizer.json and tokenizer_config.json, as transformers and Assay read them."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "tokenizer.json").write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    chat = ("{{ bos_token }}{% for message in messages %}{% set role = 'model' if message['role'] == 'assistant' else "
            "message['role'] %}{{ '<start_of_turn>' + role + '\\n' + message['content'] | trim + '<end_of_turn>\\n' }}"
            "{% endfor %}{% if add_generation_prompt %}{{ '<start_of_turn>model\\n' }}{% endif %}")
    config = {
        "add_bos_token": True, "add_eos_token": False, "bos_token": "<bos>", "eos_token": "<eos>", "pad_token": "<pad>",
        "unk_token": "<unk>", "clean_up_tokenization_spaces": False, "model_max_length": 8192,
        "tokenizer_class": "PreTrainedTokenizerFast", "chat_template": chat,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
