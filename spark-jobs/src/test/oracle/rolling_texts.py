"""Writes ../resources/harness/rolling: invented texts, and what lm-evaluation-harness 0.4.13 answers of them.

  pip install "lm_eval[hf]==0.4.13" torch transformers
  python rolling_texts.py

texts.jsonl has a text a line, most of them longer than the models may read at once. answers.jsonl has, for each sample
model and each number of tokens it may read, log-likelihood, words and bytes of every text, and the three scores of
rolling_texts.yaml, in float32 on the CPU. RecurrentGemma is read with attention_window_size + 1, as
datasets/sample/compare_with_harness.py says.
"""

import json
import os
import random
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
OUT = Path(__file__).resolve().parents[1] / "resources/harness/rolling"
LENGTHS = [48, 200]
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["HF_DATASETS_CACHE"] = tempfile.mkdtemp()
sys.path.insert(0, str(ROOT / "datasets/sample"))

from lm_eval import simple_evaluate  # noqa: E402
from lm_eval.models.huggingface import HFLM  # noqa: E402
from lm_eval.tasks import TaskManager  # noqa: E402
from transformers import AutoTokenizer  # noqa: E402

from compare_with_harness import for_transformers  # noqa: E402

WORDS = "the a river mill lantern Ada Bruno carries mends under before quickly old seven , . and not".split(" ")
MODELS = [ROOT / "datasets/sample/models" / name for name in ("recurrentgemma-tiny", "gemma-tiny")]


def of_length(tokenizer, rnd, tokens):
    """A text of exactly so many tokens, BOS counted."""
    while True:
        text = rnd.choice(WORDS)
        while len(tokenizer.encode(text)) < tokens:
            text += " " + rnd.choice(WORDS)
        if len(tokenizer.encode(text)) == tokens:
            return text


def texts(tokenizer):
    rnd = random.Random(20)
    prose = " ".join(rnd.choice(WORDS) for _ in range(700))
    return [
        "",
        " ",
        "\n\n",
        "mill",
        "Ada mends the lantern before Bruno carries it to the mill.",
        "  two\tdays,\u00a0three\u2003nights \u2028 and\r\n\x0bone more\x1c. ",
        "<bos>Ada was here.",
        "Ada <eos> Bruno <start_of_turn>user",
        "Zażółć gęślą jaźń — 京都の橋は古い。 Ελλάδα, עברית, ภาษาไทย, e\u0301 \U0001f3d4\ufe0f \U0001f469\u200d\U0001f52c!",
        *[of_length(tokenizer, rnd, tokens) for length in LENGTHS for tokens in (length - 1, length, length + 1)],
        *[of_length(tokenizer, rnd, tokens) for tokens in (2 * LENGTHS[0], 2 * LENGTHS[0] + 1)],
        prose,
        "\U0001f3d4 " * 150 + "京都 " * 80,
    ]


def answers(model, folder, length, tasks):
    harness = HFLM(pretrained=str(folder), dtype="float32", device="cpu", batch_size=1, max_length=length,
                   add_bos_token=True)
    found = simple_evaluate(model=harness, tasks=["rolling_texts"], task_manager=tasks, bootstrap_iters=0)
    samples = sorted(found["samples"]["rolling_texts"], key=lambda sample: sample["doc_id"])
    scores = found["results"]["rolling_texts"]
    return {
        "model": model.name,
        "max_length": length,
        "scores": {name.split(",")[0]: value for name, value in scores.items() if name.endswith("y,none")
                   or name.endswith("byte,none")},
        "texts": [{"log_likelihood": sample["word_perplexity"][0], "words": sample["word_perplexity"][1],
                   "bytes": sample["byte_perplexity"][1]} for sample in samples],
    }


def main():
    tokenizer = AutoTokenizer.from_pretrained(MODELS[0])
    lines = [json.dumps({"text": text}) + "\n" for text in texts(tokenizer)]
    (OUT / "texts.jsonl").write_text("".join(lines), encoding="utf-8")
    os.chdir(OUT)  # The harness reads the task's file from the working folder.
    tasks = TaskManager(include_path=str(OUT), include_defaults=False)
    lines = []
    for model in MODELS:
        folder, _ = for_transformers(model, Path(tempfile.mkdtemp()))
        lines += [json.dumps(answers(model, folder, length, tasks)) + "\n" for length in LENGTHS]
    (OUT / "answers.jsonl").write_text("".join(lines), encoding="utf-8")


main()
