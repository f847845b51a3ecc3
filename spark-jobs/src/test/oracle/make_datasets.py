"""Writes tiny invented data sets with the Hugging Face library, in the layouts that it and the hub have, and what it
reads back from them: one JSON object per row, what JSON has no form for as Python's str() writes it.

    python make_datasets.py OUTPUT    # src/test/resources/datasets; datasets 4, pyarrow
"""

import bz2
import datetime
import gzip
import json
import pathlib
import shutil
import sys

import datasets
import pyarrow
from datasets import ClassLabel, Features, Sequence, Value

features = Features(
    {
        "name": Value("string"),
        "count": Value("int64"),
        "small": Value("uint8"),
        "unsigned": Value("uint32"),
        "weight": Value("float64"),
        "single": Value("float32"),
        "whole": Value("bool"),
        "kind": ClassLabel(names=["stone", "cloud"]),
        "day": Value("date32"),
        "at": Value("timestamp[us]"),
        "zoned": Value("timestamp[ms, tz=UTC]"),
        "price": Value("decimal128(10, 2)"),
        "long": Value("large_string"),
        "parts": [Value("string")],
        "people": [{"name": Value("string"), "age": Value("int32")}],
        "answers": {"text": [Value("string")], "start": [Value("int32")]},
        "nested": {"inner": {"deep": [[Value("int64")]]}, "none": Value("string")},
    }
)


def rows(split):
    from decimal import Decimal

    at = datetime.datetime(2021, 3, 4, 5, 6, 7)
    return [
        {
            "name": f"{split} é \u2028 one",
            "count": 9007199254740993,
            "small": 200,
            "unsigned": 4000000000,
            "weight": 0.1,
            "single": 0.1,
            "whole": True,
            "kind": 1,
            "day": datetime.date(1969, 12, 31),
            "at": at.replace(microsecond=250),
            "zoned": at.replace(tzinfo=datetime.timezone.utc),
            "price": Decimal("12.50"),
            "long": "long text",
            "parts": ["a", None, ""],
            "people": [{"name": "Ann", "age": 4}, {"name": None, "age": None}],
            "answers": {"text": ["x", "y"], "start": [1, -2]},
            "nested": {"inner": {"deep": [[1], [], [2, 3]]}, "none": None},
        },
        {name: None for name in features},
        {
            "name": "",
            "count": -1,
            "small": 0,
            "unsigned": 0,
            "weight": -1e300,
            "single": 2.0,
            "whole": False,
            "kind": 0,
            "day": datetime.date(2024, 2, 29),
            "at": at,
            "zoned": at.replace(microsecond=5000, tzinfo=datetime.timezone.utc),
            "price": Decimal("-0.05"),
            "long": "",
            "parts": [],
            "people": [],
            "answers": {"text": [], "start": []},
            "nested": {"inner": {"deep": []}, "none": "some"},
        },
    ]


def expected(dataset):
    return "".join(
        json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in dataset
    )


out = pathlib.Path(sys.argv[1])
shutil.rmtree(out, ignore_errors=True)
out.mkdir(parents=True)
splits = datasets.DatasetDict(
    {split: datasets.Dataset.from_list(rows(split), features=features) for split in ("train", "test")}
)
splits.save_to_disk(out / "saved", num_shards={"train": 2, "test": 1})
loaded = datasets.load_from_disk(str(out / "saved"))
(out / "expected.jsonl").write_text(expected(loaded["test"]), encoding="utf-8")
hub = out / "hub"
hub.mkdir()
splits["test"].to_parquet(hub / "test-00000-of-00001.parquet")
again = datasets.load_dataset("parquet", data_files=str(hub / "*.parquet"), split="train")
assert expected(again) == expected(loaded["test"])
table = loaded["test"].data.table
with pyarrow.OSFile(str(out / "file.arrow"), "wb") as sink:
    options = pyarrow.ipc.IpcWriteOptions(compression="zstd")
    with pyarrow.ipc.new_file(sink, table.schema, options=options) as writer:
        writer.write_table(table)
words = pyarrow.table({"word": pyarrow.array(["b", "a", None, "b"]).dictionary_encode()})
with pyarrow.OSFile(str(out / "dictionary.arrow"), "wb") as sink:
    with pyarrow.ipc.new_stream(sink, words.schema) as writer:
        writer.write_table(words)
lines = b'{"n": 1, "t": "one"}\n{"n": 2, "t": "two"}\n'
(out / "rows.jsonl.gz").write_bytes(gzip.compress(lines, mtime=0))
(out / "rows.jsonl.zst").write_bytes(pyarrow.compress(lines, codec="zstd", asbytes=True))
# Two streams after each other, as pbzip2 writes them.
(out / "rows.jsonl.bz2").write_bytes(bz2.compress(lines[:21]) + bz2.compress(lines[21:]))

# What pandas takes the columns of a CSV file for.
text = (
    "id,label,score,flag,name,gap,mixed,empty,zero\n"
    '1,0,0.5,True,"a, b",1,1,,007\n'
    '2,1,1,False,NA,,x,,010\n'
    '-3,0,1e3,True,"say ""hi""\nthere",3,2.0,,1\n'
)
(out / "columns.csv").write_text(text, encoding="utf-8")
read = datasets.load_dataset("csv", data_files=str(out / "columns.csv"), split="train")
(out / "columns.expected.jsonl").write_text(expected(read), encoding="utf-8")

# As the library prepares a data set in its cache.
source = out / "source"
source.mkdir()
(source / "test.jsonl").write_bytes(lines)
cache = out / "cache"
datasets.load_dataset("json", data_files={"test": str(source / "test.jsonl")}, cache_dir=str(cache))
prepared = next(cache.glob("*/*/*/*/*.arrow"))
target = out / "prepared" / "someone___words" / "default" / "0.0.0" / "0a1b2c"
target.mkdir(parents=True)
shutil.copy(prepared, target / "words-test.arrow")
(target / "dataset_info.json").write_text('{"dataset_name": "words"}\n')
shutil.rmtree(cache)
shutil.rmtree(source)
for path in out.rglob("dataset_info.json"):
    if path.parent.name in ("train", "test"):
        path.write_text("{}\n")
