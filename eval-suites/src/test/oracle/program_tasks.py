"""Writes ../resources/harness/generation/programs.jsonl with lm-evaluation-harness 0.4.13's own tasks of programs: what
they ask, and which programs their filters and targets make of completions. No program is run.

  pip install lm_eval==0.4.13 evaluate
  python program_tasks.py BENCHMARKS

BENCHMARKS has humaneval and mbpp as their authors publish them; of those nothing is written but digests.
"""

import gzip
import hashlib
import json
import sys
from pathlib import Path

import datasets
import evaluate


class NoCode:
    """The tasks try their sandbox when they are imported; here no code runs."""

    def compute(self, **kwargs):
        return {"pass@1": 0.0}, {}


evaluate.load = lambda name: NoCode()

from lm_eval.api.instance import Instance  # noqa: E402
from lm_eval.api.task import ConfigurableTask  # noqa: E402
from lm_eval.tasks import TaskManager  # noqa: E402

BENCHMARKS = Path(sys.argv[1])
OUT = Path(__file__).parent.parent / "resources/harness/generation/programs.jsonl"
SHOTS = {"humaneval": 0, "humaneval_64": 0, "humaneval_instruct": 0, "humaneval_64_instruct": 0, "mbpp": 3,
         "mbpp_instruct": 3}
COMPLETIONS = [
    "    pass\n",
    "",
    "    return 1\n```\nThis adds ```python\nx = 1\n``` to it.",
    "def f():\n    return 1\n```",
    "def f():\n    return 1\n",
    "```python\ndef f():\n    return 2\n```\n",
    "```py\ndef f(): pass\n``` and ```\ng()\n```",
    "`````",
    "`` ` ```",
    "x\n```python\ny```python",
    "\n\n```\n\n```",
    "  ```é```",
    "a\r\nb\r\n```\r\n",
    "```\n```\n```",
]


def jsonl(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")
    with opened as lines:
        return [json.loads(line) for line in lines]


def documents(task):
    if task.startswith("humaneval"):
        return jsonl(BENCHMARKS / "humaneval/HumanEval.jsonl.gz")
    return jsonl(BENCHMARKS / "mbpp/mbpp.jsonl")[10:510]


def load(self, dataset_kwargs=None, **kwargs):
    self.dataset = datasets.DatasetDict(test=datasets.Dataset.from_list(documents(self.config.task)))


ConfigurableTask.download = load


def digest(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def programs(loaded, doc):
    instance = Instance(request_type="generate_until", doc=doc, arguments=("", {}), idx=0)
    instance.resps = list(COMPLETIONS)
    loaded._instances = [instance]
    loaded.apply_filters()
    # Where a task names no filter the harness keeps the first; each completion is one there.
    (filtered,) = instance.filtered_resps.values()
    predictions = COMPLETIONS if isinstance(filtered, str) else filtered
    return [prediction + "\n" + loaded.doc_to_target(doc) for prediction in predictions]


def main():
    rows = [{"completions": COMPLETIONS}]
    for name, shots in SHOTS.items():
        loaded = TaskManager().load([name])["tasks"][name]
        loaded.set_fewshot_seed(seed=1234)
        kwargs = loaded.config.generation_kwargs
        asked, made = [], []
        for doc in loaded.eval_docs:
            # The harness sets the beginning of the answer behind the last question itself.
            asked.append(digest(loaded.fewshot_context(doc, shots, gen_prefix=loaded.doc_to_prefix(doc))))
            made.extend(digest(program) for program in programs(loaded, doc))
        metrics = []
        for metric in loaded.config.metric_list:
            counts = metric.get("k")
            metrics += [f"pass@{k}" for k in counts] if counts else ["pass_at_1"]
        rows.append({
            "task": name, "shots": shots, "documents": len(asked), "prompts": digest("".join(asked)),
            "programs": digest("".join(made)), "version": str(loaded.VERSION), "until": kwargs["until"],
            "max_gen_toks": kwargs.get("max_gen_toks", 256), "temperature": kwargs.get("temperature", 0.0),
            "top_p": kwargs.get("top_p", 1.0), "repeats": loaded.config.repeats, "metrics": metrics,
            "filters": [each.name for each in loaded._filters], "example": made[:3]})
    OUT.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


main()
