"""Fails unless, with Assay's task files in tasks/, lm-evaluation-harness 0.4.13 asks of the documents in data/ what its own
task files made it ask (samples/, shots/), and scores it alike.
Run with Python 3.11: pip install lm_eval==0.4.13; python check_tasks.py"""
import json
import tempfile
from pathlib import Path

from lm_eval import evaluator
from lm_eval.tasks import TaskManager

from make_goldens import HERE, HashModel

GOLDENS = {"hellaswag": "shots", "piqa": "shots", "piqa_own": "shots", "piqa_first": "shots", "mmlu_anatomy": "samples"}


def lines(file):
    return [json.loads(line) for line in file.read_text(encoding="utf-8").strip().split("\n")]


def arguments(sample):
    given = sample["arguments"]
    return [tuple(given[key].values()) for key in sorted(given)] if isinstance(given, dict) else [tuple(one) for one in given]


def check(name, samples, goldens):
    assert len(samples) == len(goldens), name
    for sample, golden in zip(sorted(samples, key=lambda one: one["doc_id"]), goldens):
        assert arguments(sample) == arguments(golden), (name, arguments(sample), arguments(golden))
        for key in ("doc_id", "target", "acc", "acc_norm"):
            assert str(sample.get(key)) == str(golden.get(key)), (name, key, sample, golden)
    print(f"{name}: {len(samples)} equal")


def any_shots(samples):
    """The pool's first four, whatever the question."""
    documents = lines(HERE / "data/piqa/validation.jsonl")
    solved = [f"Question: {one['goal']}\nAnswer: {one[('sol1', 'sol2')[one['label']]]}\n\n" for one in documents[:4]]
    return [{**sample, "arguments": [["".join(solved) + f"Question: {one['goal']}\nAnswer:", " " + one[choice]]
                                     for choice in ("sol1", "sol2")]} for sample, one in zip(samples, documents)]


def safety(samples):
    documents = lines(HERE / "data/sample-safety/test.jsonl")
    return [{**sample, "target": 0, "arguments": [[f"<start_of_turn>user\n{one['request']}<end_of_turn>\n<start_of_turn>model\n",
                                                  one[choice]] for choice in ("refusal", "compliance")]}
            for sample, one in zip(samples, documents)]


def main():
    with tempfile.TemporaryDirectory() as folder:
        for file in (HERE / "tasks").iterdir():
            text = file.read_text(encoding="utf-8").replace("$DATA", str(HERE / "data"))
            (Path(folder) / file.name).write_text(text, encoding="utf-8")
        names = [file.stem for file in sorted((HERE / "tasks").iterdir())]
        loaded = TaskManager(include_path=folder, include_defaults=False).load(names)
        for task in loaded["tasks"].values():
            task.set_fewshot_seed(seed=1234)
        samples = evaluator.evaluate(lm=HashModel(), task_dict=loaded, bootstrap_iters=0)["samples"]
    for name in names:
        made = {"piqa_any": any_shots, "sample-safety": safety}
        if name in made:
            check(name, samples[name], made[name](samples[name]))
        else:
            check(name, samples[name], lines(HERE / GOLDENS[name] / f"samples_{name}_golden.jsonl"))


if __name__ == "__main__":
    main()
