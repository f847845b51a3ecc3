#!/usr/bin/env python3
"""Compares Assay with lm-evaluation-harness 0.4.13, item by item.

  compare_with_harness.py run --model DIR --data DIR --tasks arc_easy,gsm8k,nq_open@5 --work DIR
      evaluates the tasks with both, on this machine, and compares;
  compare_with_harness.py compare --assay OUTPUT/harness/RUN --harness DIR
      compares samples_*.jsonl files that are there already.

Equal means: documents, prompts, continuations and targets to the byte; every log-likelihood within 1e-3 + 1e-5 times
its size, and greedy or not; every generated text to the byte, as written and after each filter; every metric of every
item, and every task's scores, but for ties closer than that. The exit code is 0 where all is equal, and 1 where
something differs.

Both read the same task files: the harness's own ones (of other tasks, those that come with Assay), whose documents
are files that Assay found below --data. `harness_documents.py` writes such a folder for ten tasks.

To run both, Python needs the harness and what it runs models with:
pip install "lm_eval[hf]==0.4.13" torch transformers; Assay has to be built. The harness's model runs in
float32 on the CPU. Of a RecurrentGemma folder it reads a copy with attention_window_size + 1:
transformers lets a token attend to so many keys, itself included, DeepMind's code to one more.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from harness_samples import compare

ASSAY = Path(__file__).resolve().parents[2] / "submit-scripts" / "assay"
SHIPPED = Path(__file__).resolve().parents[2] / "eval-suites/src/main/resources/dev/assay/eval/catalog/tasks"
RECURRENT_GEMMA_LENGTH = 8192  # Its config.json states none, and the harness would take 2048.


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
    """Writes task files that include the tasks' own, over the very documents that Assay reads; their names."""
    import lm_eval.tasks
    from lm_eval.tasks._yaml_loader import load_yaml

    tasks = [options.assay, "tasks", options.tasks, "--include_path", Path(lm_eval.tasks.__file__).parent]
    subprocess.run([*tasks, "--documents", work / "documents", "--data", options.data.resolve()], check=True)
    listed = json.loads(subprocess.run([*tasks, "--json"], check=True, stdout=subprocess.PIPE).stdout)
    shots = dict(name.split("@") for name in options.tasks.split(",") if "@" in name)
    splits = {}
    for file in sorted((work / "documents").glob("*.jsonl")):
        task, split = file.name[: -len(".jsonl")].rsplit(".", 1)
        splits.setdefault(task, {})[split] = str(file)
    own_files = {task["name"]: SHIPPED / task["file"].removeprefix("assay:") for task in listed}
    (work / "tasks").mkdir()
    for task, files in splits.items():
        own_file = own_files[task]
        lines = {
            "include": str(own_file),
            "task": task, "dataset_path": "json", "dataset_name": None, "dataset_kwargs": {"data_files": files},
        }
        definition = load_yaml(own_file, resolve_func=False)
        if task in shots:
            lines["num_fewshot"] = int(shots[task])
        if options.max_gen_toks and definition["output_type"] == "generate_until":
            lines["generation_kwargs"] = {**definition["generation_kwargs"], "max_gen_toks": options.max_gen_toks}
        # A split that nothing is taken from has no file.
        lines |= {key: None for key in ("training_split", "validation_split", "fewshot_split")
                  if definition.get(key, "") not in ("", None, *files)}
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
    names = ",".join(task_files(options, work))
    subprocess.run(
        [options.assay, "evaluate", "--model", model, "--tasks", names, "--include_path", work / "tasks", "--output",
         work / "assay", "--max_failed", "0.99", *limit], check=True)
    folder, more = for_transformers(model, work)
    arguments = ",".join([f"pretrained={folder}", "dtype=float32", "add_bos_token=True", *more])
    offline = {"HF_HUB_OFFLINE": "1", "HF_DATASETS_CACHE": str(work / "cache")}
    subprocess.run(
        [sys.executable, "-m", "lm_eval", "--model", "hf", "--model_args", arguments, "--device", "cpu",
         "--batch_size", "1", "--include_path", work / "tasks", "--tasks", names, "--log_samples",
         "--output_path", work / "harness", *limit], check=True, env={**os.environ, **offline})
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
    both.add_argument("--max_gen_toks", type=int, help="tokens of a generated text at most (default: the tasks')")
    both.add_argument("--assay", type=Path, default=ASSAY, help="the assay command (%(default)s)")
    there = commands.add_parser("compare", help="compare what is there")
    there.add_argument("--assay", type=Path, required=True, help="folder of Assay's samples_*.jsonl")
    there.add_argument("--harness", type=Path, required=True, help="folder of the harness's")
    options = parser.parse_args()
    return run(options) if options.command == "run" else compare(options.assay, options.harness)


if __name__ == "__main__":
    sys.exit(main())
