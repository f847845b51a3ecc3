"""Writes small byte-level tokenizers of an invented text, and what tokenizers 0.23 makes of random texts with them.

  pip install tokenizers==0.23.3
  python byte_level_tokenizers.py ../resources/tokenizers [lines per tokenizer, 300 by default]

The splits are those of GPT-2, SmolLM, Llama 3 and Qwen. Texts hold characters of every kind that a split tells apart, of Unicode
versions up to 17, marks in any order, all white space and what looks like it, and the added tokens.
"""

import json
import random
import sys
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

CORPUS = [
    "The lantern-maker of Quillmere said that she'd count the windows, and they're painted blue.",
    "I'll borrow 1047 copper kites; we've 12 of them, don't we? It's 3 o'clock.  Two spaces,\n\n\tand a tab.",
    "Every harbour sang: oven, harvest, rain, ninth, stone, story, frost.\r\nA second line; a third line!",
    "naïve café, Ärger, 你好世界, Привет мир, δύο λόγια, שלום, ١٢٣, Ⅷ ½ ²",
    "def f(x):\n    return x * 2  # twice\n\n\nclass Kite:\n        pass\n",
]
LLAMA3 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}"
    r"| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
QWEN2 = LLAMA3.replace(r"\p{N}{1,3}", r"\p{N}")

FRAGMENTS = (
    ["the", "Lantern", "kites", "a", "I", "x", "é", "ß", "ſ", "K", "İ", "你好", "мир", "λόγ", "𝒳", "𐐷", "ª", "ʼn", "ŉ"]
    + ["'s", "'S", "'T", "'re", "'RE", "'Ve", "'m", "'ll", "'lL", "'l", "'D", "'ſ", "''s", "’s", "'", "'r", "' s"]
    + ["1", "12", "1234", "12345678", "½", "²", "Ⅷ", "٣٤", "一", "𝟘", "\U00011de3", "\U00016ff4", "\U00010d41", "೬"]
    + [" ", " ", " ", "  ", "   ", "\t", "\n", "\n\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x1f", "\x85", "\xa0"]
    + ["\u1680", "\u180e", "\u2000", "\u200a", "\u200b", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000", "\ufeff"]
    + [".", ",", "!?", "#", "_", "(", ")", "--", "…", "=>", "€", "\u0000", "\u0004", "\ue000", "\ufffd", "\uffff", "\u0378"]
    + ["\u0301", "\u0316", "\u0345", "\u0334", "\u0344", "e\u0301", "a\u0323\u0306", "\u1100\u1161\u11a8", "\uac00\u11a8"]
    + ["\u212b", "\u2126", "\u0958", "\u0fb2\u0f81", "\u1e9b\u0323", "\u309a", "\u3099", "か\u3099", "\U0001d15e"]
    + ["\u1c89", "\ua7cb", "\U000105d2\u0307", "\U000113c2\U000113c2", "\U00016d63\U00016d67", "\u0897\u0316", "\u0898\u0301"]
    + ["\u07fd\u0301", "\U00011935\U00011930", "\U0001e030", "\u1ac1\u0316", "\U00010eab\u0316", "\U0001e08f", "\u0c3c\u0301"]
    + ["👩‍🚀", "🚀", "🏳️‍🌈", "☃", "\u200d", "\ufe0f", "\U000f1234", "\U00040000", "\U0010ffff"]
    + ["<|end|>", "<|left|>", "<|both|>", "<|right|>", "<|end", "|>", "<think>", "</think>", "<think", "<", "<|en"]
)


def tokenizer(split, alphabet, ignore_merges):
    made = Tokenizer(models.BPE(ignore_merges=ignore_merges))
    level = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=split in ("gpt2", "smollm"))
    if split == "smollm":
        made.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Digits(individual_digits=True), level])
    elif split == "gpt2":
        made.pre_tokenizer = level
    else:
        pattern = Regex(LLAMA3 if split == "llama3" else QWEN2)
        made.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Split(pattern, "isolated"), level])
    if split == "qwen2":
        made.normalizer = normalizers.NFC()
    made.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=len(alphabet) + 260, initial_alphabet=alphabet, limit_alphabet=len(alphabet), show_progress=False
    )
    made.train_from_iterator(CORPUS * 3, trainer)
    made.add_special_tokens([AddedToken("<|end|>", normalized=False, special=True)])
    made.add_tokens([AddedToken("<|left|>", normalized=False, lstrip=True)])
    made.add_tokens([AddedToken("<|both|>", normalized=False, lstrip=True, rstrip=True)])
    made.add_tokens([AddedToken("<|right|>", normalized=False, rstrip=True)])
    made.add_tokens([AddedToken("<think>", normalized=False), AddedToken("</think>", normalized=False)])
    return made


def text(numbers):
    return "".join(numbers.choice(FRAGMENTS) for _ in range(numbers.randrange(1, 14)))


def main(folder, lines):
    whole = sorted(pre_tokenizers.ByteLevel.alphabet())
    # Bytes of control characters, and those that begin rare planes: SmolLM's has none of these either.
    lacking = [c for c in whole if c not in (chr(0x100 + 0), chr(0x100 + 4), chr(0x100 + 28), "ñ", "ò", "ó", "ô")]
    for split in ("gpt2", "smollm", "llama3", "qwen2"):
        made = tokenizer(split, lacking if split == "smollm" else whole, split == "llama3")
        target = Path(folder) / ("byte-level-" + split)
        target.mkdir(exist_ok=True)
        document = json.loads(made.to_str())
        (target / "tokenizer.json").write_text(json.dumps(document, ensure_ascii=True, separators=(",", ":")), "utf-8")
        numbers = random.Random(split)
        with (target / "golden.jsonl").open("w", encoding="utf-8") as golden:
            for _ in range(lines):
                row = {"text": text(numbers)}
                row["ids"] = made.encode(row["text"], add_special_tokens=False).ids
                for name, skipped in (("decoded", False), ("skipped", True)):
                    decoded = made.decode(row["ids"], skip_special_tokens=skipped)
                    if decoded != row["text"]:
                        row[name] = decoded
                print(json.dumps(row), file=golden)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 300)
