"""Writes what lm-evaluation-harness 0.4.13 asks of invented documents by task files of its own.

    python task_items.py FOLDER

FOLDER receives data/NAME.jsonl (the documents, train and test alike), tasks/NAME.yaml and
items.jsonl, a line for each document: the task, its number of shots, whether a chat template is
applied, doc_id, the arguments of its requests and its target as logged, or that the harness refuses it. The task files cover the forms that keys can
have; make the test resources harness/items with it.
"""

import json
import random
import sys
from pathlib import Path

from lm_eval.tasks import TaskManager

OUT = Path(sys.argv[1])
WORDS = "amber brook cedar dune ember fjord grove heath isle jade knoll larch mesa".split()


def documents(seed, count):
    rnd = random.Random(seed)
    rows = []
    for i in range(count):
        choices = rnd.sample(WORDS, 4)
        gold = rnd.randrange(4)
        rows.append(
            {
                "question": " ".join(rnd.sample(WORDS, 3)) + rnd.choice(["", "?", " ", " {{x}}", "\n"]),
                "choices": choices,
                "gold": gold,
                "letter": "ABCD"[gold],
                "digits": str(gold),
                "answer": choices[gold],
                "aliases": rnd.sample(choices, 2),
                "sentence": f"{rnd.choice(WORDS)} met {rnd.choice(WORDS)}, so _ was {rnd.choice(WORDS)}.",
                "hint": rnd.choice(["", "so ", "thus"]),
                "score": rnd.choice([1, 2.5, True, None]),
            }
        )
    return rows


CHOICE = {"output_type": "multiple_choice", "doc_to_text": "Q: {{question}}\nA:", "doc_to_choice": "choices", "doc_to_target": "gold"}
TEXT = {"output_type": "generate_until", "doc_to_text": "Q: {{question}}\nA:", "doc_to_target": "{{answer}}", "generation_kwargs": {"until": ["\n"]}}

TASKS = {
    "choice_column": CHOICE,
    "choice_template": {**CHOICE, "doc_to_choice": "{{choices}}", "doc_to_target": "{{gold}}"},
    "choice_list": {**CHOICE, "doc_to_choice": ["A", "B", "C", "D"], "doc_to_target": "letter"},
    "choice_mapping": {**CHOICE, "doc_to_choice": {"x": "A", "y": "B", "z": "C", "w": "D"}, "doc_to_target": "{{digits}}", "doc_to_text": "question"},
    "choice_digits": {**CHOICE, "doc_to_target": "{{digits}}", "description": "Of {{letter}}.\n\n"},
    "choice_first": {**CHOICE, "fewshot_config": {"sampler": "first_n"}, "target_delimiter": "", "fewshot_delimiter": "\n---\n"},
    "choice_own_shots": {**CHOICE, "fewshot_split": "test"},
    "choice_targets": {**CHOICE, "doc_to_target": "{{[gold, 0]}}"},
    "choice_opened": {**CHOICE, "gen_prefix": "The answer is"},
    "choice_opened_by_column": {**CHOICE, "gen_prefix": "hint"},
    "choice_without": {**CHOICE, "metric_list": [{"metric": "acc_mutual_info"}]},
    "contexts": {**CHOICE, "doc_to_text": "{{gold}}", "doc_to_choice": "{{[question ~ choices[0], question ~ choices[1], question ~ choices[2], question ~ choices[3]]}}", "doc_to_target": "{{sentence}}"},
    "samples": {**CHOICE, "fewshot_config": {"sampler": "first_n", "samples": [{"question": "one", "choices": ["I", "II"], "gold": 1}, {"question": "two", "choices": ["I", "II"], "gold": 0}, {"question": "six", "choices": ["I", "II"], "gold": 0}]}},
    "shots_written_apart": {**TEXT, "fewshot_config": {"doc_to_text": "E: {{question}}\n", "doc_to_target": "{{letter}}: {{answer}}", "target_delimiter": "=", "fewshot_delimiter": "\n\n\n"}},
    "shots_without_answers": {**TEXT, "fewshot_config": {"doc_to_target": ""}},
    "text": TEXT,
    "text_aliases": {**TEXT, "doc_to_target": "aliases"},
    "text_printed_list": {**TEXT, "doc_to_target": "{{aliases}}"},
    "text_score": {**TEXT, "doc_to_target": "{{score}}", "doc_to_text": "{{score}} {{score is none}} {{choices|join(', ')}}"},
    "text_opened": {**TEXT, "gen_prefix": "It is {{letter}}"},
    "text_regex": {**TEXT, "doc_to_text": "{{question|regex_replace('[aeiou]', '*')}}:"},
    "word": {"output_type": "loglikelihood", "doc_to_text": "{{sentence.split(' ')[:-1]|join(' ')}}", "doc_to_target": "{{' ' + sentence.split(' ')[-1]}}"},
    "whole": {"output_type": "loglikelihood_rolling", "doc_to_text": "", "doc_to_target": "{{sentence}}\n{{question}}"},
}


def chat_template(messages, add_generation_prompt=True):
    return json.dumps([messages, add_generation_prompt])


def main():
    for folder in ("data", "tasks"):
        (OUT / folder).mkdir(parents=True, exist_ok=True)
    files = {}
    for split, seed, count in (("train", 1, 40), ("test", 2, 12)):
        file = OUT / "data" / f"{split}.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in documents(seed, count)))
        files[split] = str(file)
    lines = []
    for name, keys in TASKS.items():
        config = {"task": name, "dataset_path": "json", "training_split": "train", "test_split": "test", **keys}
        local = {**config, "dataset_kwargs": {"data_files": {s: f"../data/{s}.jsonl" for s in files}}}
        # JSON is YAML.
        (OUT / "tasks" / f"{name}.yaml").write_text(json.dumps(local, indent=2) + "\n")
        config["dataset_kwargs"] = {"data_files": files}
        task = TaskManager(include_defaults=False)._load_spec(config)
        for shots, chat in ((0, False), (3, False), (2, True)):
            task.set_config("num_fewshot", shots)
            task.set_fewshot_seed(1234)
            try:
                task.build_all_requests(apply_chat_template=chat, fewshot_as_multiturn=True, chat_template=chat_template if chat else None)
            except AssertionError:
                lines.append({"task": name, "shots": shots, "chat": chat, "refused": True})
                continue
            items, targets = {}, {}
            for instance in task.instances:
                items.setdefault(instance.doc_id, []).append([a for a in instance.args if isinstance(a, str)])
                targets[instance.doc_id] = task.doc_to_target(instance.doc)
            for doc_id, arguments in items.items():
                lines.append({"task": name, "shots": shots, "chat": chat, "doc_id": doc_id, "arguments": arguments, "target": str(targets[doc_id])})
    (OUT / "items.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    print(len(lines))


main()
