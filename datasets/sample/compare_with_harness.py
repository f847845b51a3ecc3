#!/usr/bin/env python3
"""Compares Assay with lm-evaluation-harness 0.4.13, item by item.

  compare_with_harness.py run --model DIR --data DIR --tasks sample-mmlu,sample-piqa --work DIR
      evaluates the tasks with both, on this machine, and compares;
  compare_with_harness.py compare --assay OUTPUT/harness/RUN --harness DIR
      compares samples_*.jsonl files that are there already.

Equal means: contexts and continuations to the byte, the right answer, every log-likelihood within
1e-3 + 1e-5 times its size, and every item's acc and acc_norm, but for ties closer than that.
The exit code is 0 where all is equal, and 1 where something differs.

To run both, Python needs the harness and what it runs models with:
pip install "lm_eval==0.4.13" torch transformers; Assay has to be built. The harness's model runs in
float32 on the CPU. Of a RecurrentGemma folder it reads a copy with attention_window_size + 1:
transformers lets a token attend to so many keys, itself included, DeepMind's code to one more.
"""
import argparse
import json
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

ASSAY = Path(__file__).resolve().parents[2] / "submit-scripts" / "assay"
SHIPPED = Path(__file__).resolve().parents[2] / "eval-suites/src/main/resources/dev/assay/eval/catalog/tasks"
SAMPLES = re.compile(r"samples_(.+)_\d{4}-\d\d-\d\dT[^_]*\.jsonl")
RECURRENT_GEMMA_LENGTH = 8192  # Its config.json states none, and the harness would take 2048.
SHOWN = 5


@dataclass
class Comparison:
    """Of one task."""

    items: int = 0
    prompts: int = 0
    picks: int = 0
    ties: int = 0
    largest: float = 0.0
    differences: list = field(default_factory=list)


def bound(value):
    return 1e-3 + 1e-5 * abs(value)


def rows(file):
    with file.open(encoding="utf-8") as lines:
        found = {}
        for line in lines:
            row = json.loads(line)
            if found.setdefault(row["doc_id"], row) is not row:
                raise SystemExit(f"{file} has document {row['doc_id']} twice")
        return found


def samples(folder):
    """Files by task."""
    found = {}
    for file in sorted(Path(folder).rglob("samples_*.jsonl")):
        match = SAMPLES.fullmatch(file.name)
        if match and found.setdefault(match[1], file) != file:
            raise SystemExit(f"{folder} has several samples files of {match[1]}: name the folder of one run")
    if not found:
        raise SystemExit(f"{folder} has no samples_*.jsonl")
    return found


def requests(row):
    """Context and continuation of every choice."""
    arguments = row["arguments"]
    if isinstance(arguments, dict):
        arguments = [arguments[f"gen_args_{i}"] for i in range(len(arguments))]
        return [(one["arg_0"], one["arg_1"]) for one in arguments]
    return [tuple(one) for one in arguments]


def log_likelihoods(row):
    return [float(response[0]) for response in row["filtered_resps"]]


def near_tie(likelihoods, lengths):
    """The order of the best choices is not certain within the bound."""
    scaled = sorted((-value / n, bound(value) / n) for value, n in zip(likelihoods, lengths))
    return len(scaled) > 1 and scaled[1][0] - scaled[0][0] <= scaled[0][1] + scaled[1][1]


def compare_item(ours, theirs, seen):
    """Adds an item to what was seen of its task; what differs, as text."""
    differs = []
    asked = requests(ours)
    if asked == requests(theirs):
        seen.prompts += 1
    else:
        differs.append(f"asked {asked[0]!r}, the harness {requests(theirs)[0]!r}")
    if str(ours["target"]) != str(theirs["target"]):
        differs.append(f"target {ours['target']}, the harness {theirs['target']}")
    if "error" in ours:
        return differs + [f"error {ours['error']}"]
    pairs = list(zip(log_likelihoods(ours), log_likelihoods(theirs)))
    if len(ours["filtered_resps"]) != len(theirs["filtered_resps"]):
        return differs + ["another number of choices"]
    for choice, (our, their) in enumerate(pairs):
        seen.largest = max(seen.largest, abs(our - their))
        if not abs(our - their) <= bound(their):
            differs.append(f"choice {choice}: log-likelihood {our}, the harness {their}")
    delimiter = " " if all(continuation.startswith(" ") for _, continuation in asked) else ""
    lengths = {"acc": [1] * len(asked), "acc_norm": [len(text) - len(delimiter) for _, text in asked]}
    equal = True
    for metric in ("acc", "acc_norm"):
        if ours.get(metric) != theirs.get(metric) and (metric in ours or metric in theirs):
            equal = False
            if metric in ours and metric in theirs and near_tie([their for _, their in pairs], lengths[metric]):
                seen.ties += 1
            else:
                differs.append(f"{metric} {ours.get(metric)}, the harness {theirs.get(metric)}")
    seen.picks += equal
    return differs


def compare_task(ours, theirs):
    seen = Comparison()
    for document in sorted(ours.keys() | theirs.keys()):
        seen.items += 1
        if document not in ours or document not in theirs:
            seen.differences.append(f"document {document}: only {'Assay' if document in ours else 'the harness'} has it")
            continue
        found = compare_item(ours[document], theirs[document], seen)
        seen.differences += [f"document {document}: {text}" for text in found]
    return seen


def compare(assay, harness):
    ours, theirs = samples(assay), samples(harness)
    equal = True
    print(f"{'task':34} {'items':>6} {'prompts =':>9} {'picks =':>8} {'near ties':>9} {'largest |Δ|':>12}")
    for task in sorted(ours.keys() | theirs.keys()):
        if task not in ours or task not in theirs:
            print(f"{task:34} only {'Assay' if task in ours else 'the harness'} has it")
            equal = False
            continue
        seen = compare_task(rows(ours[task]), rows(theirs[task]))
        print(f"{task:34} {seen.items:6} {seen.prompts:9} {seen.picks:8} {seen.ties:9} {seen.largest:12.2e}")
        for difference in seen.differences[:SHOWN]:
            print("  " + difference)
        if len(seen.differences) > SHOWN:
            print(f"  and {len(seen.differences) - SHOWN} more")
        equal &= not seen.differences
    print("equal" if equal else "different")
    return 0 if equal else 1


def for_transformers(model, work):
    """The folder the harness reads, and the model arguments that go with it."""
    config = json.loads((model / "config.json").read_text(encoding="utf-8"))
    if config["model_type"] != "recurrent_gemma":
        return model, []
    copy = work / "model"
    copy.mkdir()
    for file in model.iterdir():
        if file.is_file() and file.name != "config.json":
            (copy / file.name).symlink_to(file.resolve())
    config["attention_window_size"] += 1
    (copy / "config.json").write_text(json.dumps(config, indent=1), encoding="utf-8")
    return copy, [f"max_length={RECURRENT_GEMMA_LENGTH}"]


def task_files(options, work):
    """The tasks' own files, read over the very documents that Assay reads; their names."""
    from lm_eval.tasks import TaskManager

    subprocess.run(
        [options.assay, "tasks", options.tasks, "--documents", work / "documents", "--data", options.data.resolve()],
        check=True)
    shots = dict(name.split("@") for name in options.tasks.split(",") if "@" in name)
    splits = {}
    for file in sorted((work / "documents").glob("*.jsonl")):
        task, split = file.name[: -len(".jsonl")].rsplit(".", 1)
        splits.setdefault(task, {})[split] = str(file)
    index = TaskManager().task_index
    (work / "tasks").mkdir()
    for task, files in splits.items():
        shipped = sorted(SHIPPED.rglob(task + ".yaml"))
        lines = {
            "include": str(index[task].yaml_path if task in index else shipped[0]),
            "task": task, "dataset_path": "json", "dataset_name": None, "dataset_kwargs": {"data_files": files},
        }
        if task in shots:
            lines["num_fewshot"] = int(shots[task])
        if "train" not in files:
            lines["training_split"] = None
        # JSON is YAML, too.
        (work / "tasks" / (task + ".yaml")).write_text(json.dumps(lines), encoding="utf-8")
    return list(splits)


def run(options):
    work = options.work.resolve()
    if work.exists() and any(work.iterdir()):
        raise SystemExit(f"{work} is not empty: give another --work, or remove it")
    if shutil.which(str(options.assay)) is None:
        raise SystemExit(f"{options.assay} is not there: build Assay, or give --assay")
    work.mkdir(parents=True, exist_ok=True)
    model = options.model.resolve()
    limit = ["--limit", options.limit] if options.limit else []
    names = task_files(options, work)
    subprocess.run(
        [options.assay, "evaluate", "--model", model, "--tasks", options.tasks, "--data", options.data.resolve(),
         "--output", work / "assay", *limit], check=True)
    folder, more = for_transformers(model, work)
    arguments = ",".join([f"pretrained={folder}", "dtype=float32", "add_bos_token=True", *more])
    subprocess.run(
        [sys.executable, "-m", "lm_eval", "--model", "hf", "--model_args", arguments, "--device", "cpu",
         "--batch_size", "1", "--include_path", work / "tasks", "--tasks", ",".join(names), "--log_samples",
         "--output_path", work / "harness", *limit], check=True)
    return compare(work / "assay", work / "harness")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    both = commands.add_parser("run", help="evaluate with both, then compare")
    both.add_argument("--model", type=Path, required=True, help="model folder, with a tokenizer.json")
    both.add_argument("--data", type=Path, required=True, help="folder of benchmark data")
    both.add_argument("--tasks", required=True, help="tasks or groups, with commas; name@N sets the shots of one")
    both.add_argument("--work", type=Path, required=True, help="new folder for everything that is written")
    both.add_argument("--limit", help="documents per task")
    both.add_argument("--assay", type=Path, default=ASSAY, help="the assay command (%(default)s)")
    there = commands.add_parser("compare", help="compare what is there")
    there.add_argument("--assay", type=Path, required=True, help="folder of Assay's samples_*.jsonl")
    there.add_argument("--harness", type=Path, required=True, help="folder of the harness's")
    options = parser.parse_args()
    return run(options) if options.command == "run" else compare(options.assay, options.harness)


if __name__ == "__main__":
    sys.exit(main())
