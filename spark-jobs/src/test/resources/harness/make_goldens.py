#!/usr/bin/env python3
"""Writes sample.jsonl.gz: what lm-evaluation-harness 0.4.13 answered of the sample models and suites, item by item.

    datasets/sample/compare_with_harness.py run --model datasets/sample/models/NAME \\
        --data datasets/sample/benchmarks --tasks sample-mmlu,sample-hellaswag,sample-piqa,sample-safety --work WORK/NAME
    make_goldens.py sample.jsonl.gz WORK/NAME...

A row has model, task, doc_id and resps: [log-likelihood, greedy] of every choice.
"""
import gzip
import json
import re
import sys
from pathlib import Path

rows = []
for folder in map(Path, sys.argv[2:]):
    for file in sorted((folder / "harness").rglob("samples_*.jsonl")):
        task = re.fullmatch(r"samples_(.+)_\d{4}-\d\d-\d\dT.*", file.stem)[1]
        for line in file.open(encoding="utf-8"):
            row = json.loads(line)
            rows.append({"model": folder.name, "task": task, "doc_id": row["doc_id"],
                         "resps": [[float(r[0]), str(r[1]) == "True"] for r in row["filtered_resps"]]})
rows.sort(key=lambda r: (r["model"], r["task"], r["doc_id"]))
text = "".join(json.dumps(row) + "\n" for row in rows)
Path(sys.argv[1]).write_bytes(gzip.compress(text.encode(), mtime=0))
