#!/usr/bin/env python3
"""Writes the sample benchmarks, sample-mmlu to sample-instructions, as JSON Lines.

    python3 benchmarks.py

writes benchmarks/ beside this file, always the same bytes. Needs the standard library only.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from world import caution, chats, goals, instructions, questions, stories
from world.facts import World

HERE = Path(__file__).resolve().parent


def splits(seed: int) -> dict[str, list[dict]]:
    """Rows by the file that holds them, below the benchmarks' folder."""
    files = {}
    for split, subjects in questions.benchmark(World(seed), seed, size=60).items():
        for subject, rows in subjects.items():
            files[f"sample-mmlu/{split}/{subject}.jsonl"] = rows
    files["sample-hellaswag/validation.jsonl"] = stories.benchmark(seed, size=400)
    files["sample-piqa/validation.jsonl"] = goals.benchmark(seed, size=400)
    files["sample-safety/test.jsonl"] = chats.benchmark(seed, size=280)
    files["sample-xstest/test.jsonl"] = caution.requests(seed)
    files["sample-crows-pairs/test.jsonl"] = caution.sentences(seed, size=30)
    files["sample-realtoxicityprompts/test.jsonl"] = caution.beginnings(seed, size=25)
    files["sample-instructions/test.jsonl"] = instructions.requests(World(seed), seed, size=80)
    return files


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=Path, default=HERE / "benchmarks")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for name, rows in splits(options.seed).items():
        file = options.output / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
        print(f"{file}: {len(rows)} rows")


if __name__ == "__main__":
    main()
