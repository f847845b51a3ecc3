"""Writes the goldens in ../resources/harness/metrics with lm-evaluation-harness 0.4.13's own metrics, aggregations,
standard errors and filters (and through them sacrebleu 2 and scikit-learn) over invented items.

  pip install lm_eval==0.4.13 sacrebleu scikit-learn
  python metrics.py
"""

import json
import math
import os
import random
from pathlib import Path
from types import SimpleNamespace

import numpy as np

os.environ["DISABLE_MULTIPROC"] = "1"
from lm_eval.api import metrics  # noqa: E402
from lm_eval.api.registry import get_metric  # noqa: E402
from lm_eval.api.task import ConfigurableTask  # noqa: E402
from lm_eval.filters import build_filter_ensemble  # noqa: E402
from lm_eval.tasks.crows_pairs import utils as crows_pairs  # noqa: E402
from lm_eval.tasks.truthfulqa import utils as truthfulqa  # noqa: E402
from lm_eval.tasks.wikitext import preprocess_wikitext as wikitext  # noqa: E402

OUT = Path(__file__).parent.parent / "resources/harness/metrics"
RANDOM = random.Random(20)
AGGREGATIONS = {
    "acc": metrics.mean, "acc_norm": metrics.mean, "acc_bytes": metrics.mean, "acc_mutual_info": metrics.mean,
    "exact_match": metrics.mean, "f1": metrics.f1_score, "mcc": metrics.matthews_corrcoef,
    "brier_score": metrics.brier_score, "perplexity": metrics.perplexity,
    "word_perplexity": metrics.weighted_perplexity, "byte_perplexity": metrics.weighted_perplexity,
    "bits_per_byte": metrics.bits_per_byte, "bleu": metrics.bleu, "chrf": metrics.chrf, "chrf++": metrics.chrfpp,
    "ter": metrics.ter, "likelihood_diff": metrics.mean, "pct_stereotype": metrics.mean}  # fmt: skip
CHOICE_METRICS = ["acc", "acc_norm", "acc_bytes", "acc_mutual_info", "exact_match", "f1", "mcc", "brier_score"]
WORDS = ["the", "cat", "Cat", "sat", "on", "a", "mat,", "mat", "(quickly)", "3.14", "10-12", "naïve", "猫", "&quot;it", "don't", "end.", "x", "😀ok", "-", "1,000"]  # fmt: skip


class Golden(ConfigurableTask):
    """A task of nothing but its process_results: the references come with each document."""

    def __init__(self, output_type, names, multiple=0):
        self._config = SimpleNamespace(process_results=None, doc_to_choice=None)
        self.OUTPUT_TYPE = output_type
        self._metric_fn_list = {name: get_metric(name) for name in names}
        self._metric_fn_kwargs = {name: {} for name in names}
        self.multiple_input, self.multiple_target = 0, multiple

    def doc_to_choice(self, doc):
        return doc["choices"]

    def doc_to_target(self, doc):
        return doc["target"]


def number(value):
    value = float(value)
    return str(value) if math.isnan(value) or math.isinf(value) else value


def aggregated(name, values):
    aggregation, samples = AGGREGATIONS[name], 100_000
    if name in ("bleu", "chrf", "chrf++", "ter"):
        samples = 100
    if name in ("f1", "mcc"):
        samples = 2000  # scikit-learn takes three minutes for the harness's 100,000
    error = metrics.stderr_for_metric(aggregation, samples)
    return {"value": number(aggregation(values)), "error": number(error(values)) if error else "nan", "samples": samples}


def task(name, output_type, items, results, function=None):
    """results: one dict of each item, the harness's."""
    line = {
        "name": name, "output_type": output_type, "function": function, "items": items,
        "values": [{k: number(v) for k, v in r.items() if isinstance(v, (int, float))} for r in results],
        "scores": {k: aggregated(k, [r[k] for r in results]) for k in results[0]},
    }  # fmt: skip
    return json.dumps(line, ensure_ascii=True)


def likelihood():
    return RANDOM.choice([-1.5, -2.0, -3.25, 0.0, -RANDOM.random() * 20, -RANDOM.random() * 20])


def choice_text():
    return RANDOM.choice(["", "a", "no", "naïve", "猫が好き", "😀", "a longer choice", "b c"])


def choice_items(count, choices, several=False):
    items = []
    for _ in range(count):
        texts = [choice_text() for _ in range(choices)]
        right = sorted(RANDOM.sample(range(choices), RANDOM.randint(1, choices))) if several else [RANDOM.randrange(choices)]
        scores = [[likelihood(), RANDOM.random() < 0.4] for _ in texts]
        items.append({"texts": texts, "right": right, "scores": scores, "unconditional": [likelihood() for _ in texts]})
    return items


def choices(name, count, of, several=False):
    names = [name for name in CHOICE_METRICS if of == 2 or name != "f1"]
    if several:
        names = ["acc", "acc_norm", "acc_bytes", "exact_match"]
    harness = Golden("multiple_choice", names, 1 if several else 0)
    items = choice_items(count, of, several)
    results = []
    for item in items:
        doc = {"choices": item["texts"], "target": item["right"] if several else item["right"][0]}
        pairs = [tuple(pair) for pair in item["scores"]]
        if not several:
            pairs += [(value, False) for value in item["unconditional"]]
        with np.errstate(all="ignore"):
            results.append(harness.process_results(doc, pairs))
    return task(name, "multiple_choice", items, results)


def functions():
    items = choice_items(60, 5, True)
    doc = lambda item: {"mc2_targets": {"labels": [int(i in item["right"]) for i in range(5)]}}  # noqa: E731
    yield task("mc2", "multiple_choice", items, [truthfulqa.process_results_mc2(doc(i), i["scores"]) for i in items], "truthfulqa_mc2")
    items = choice_items(60, 2)
    yield task("crows", "multiple_choice", items, [crows_pairs.process_results({}, i["scores"]) for i in items], "crows_pairs")


def likelihoods():
    items = [{"scores": [[-RANDOM.random() * 5, RANDOM.random() < 0.5]]} for _ in range(40)]
    harness = Golden("loglikelihood", ["perplexity", "acc"])
    yield task("lambada", "loglikelihood", items, [harness.process_results({}, [tuple(i["scores"][0])]) for i in items])
    items = [{"text": sentence(30) + RANDOM.choice(["", "\n", " "]), "scores": [[-RANDOM.random() * 300, False]]} for _ in range(40)]
    harness = Golden("loglikelihood_rolling", ["word_perplexity", "byte_perplexity", "bits_per_byte"])
    yield task("rolling", "loglikelihood_rolling", items, [harness.process_results({"target": i["text"]}, [i["scores"][0][0]]) for i in items])
    yield task("pages", "loglikelihood_rolling", items, [wikitext.process_results({"page": i["text"]}, [i["scores"][0][0]]) for i in items], "wikitext")


def sentence(most):
    return " ".join(RANDOM.choice(WORDS) for _ in range(RANDOM.randint(0, most)))


def changed(text):
    words = text.split()
    for _ in range(RANDOM.randint(0, 4)):
        kind = RANDOM.randrange(4)
        if kind == 0 and words:
            words.pop(RANDOM.randrange(len(words)))
        elif kind == 1:
            words.insert(RANDOM.randint(0, len(words)), RANDOM.choice(WORDS))
        elif kind == 2 and len(words) > 3:
            at, to = RANDOM.randrange(len(words) - 2), RANDOM.randrange(len(words))
            moved = words[at : at + 2]
            del words[at : at + 2]
            words[to:to] = moved
    return " ".join(words) + RANDOM.choice(["", "\n", " ."])


def translations(name, count, most):
    names = ["bleu", "chrf", "chrf++", "ter"]
    harness = Golden("generate_until", names)
    items = []
    for _ in range(count):
        right = sentence(most)
        items.append({"right": [right], "completions": [changed(right) if RANDOM.random() < 0.8 else sentence(most)]})
    results = [harness.process_results({"target": i["right"][0]}, [i["completions"][0]]) for i in items]
    return task(name, "generate_until", items, results)


def matches():
    """exact_match by itself, with every option."""
    answers = ["The cat, 12", "the cat 12", "THE CAT", "a\x00", "a", "İ", "i̇", "straße", "STRASSE", "10", "1,0", "", "!", "it's 5", "its"]
    options = [{}, {"ignore_case": True}, {"ignore_punctuation": True}, {"ignore_numbers": True},
               {"ignore_case": True, "ignore_punctuation": True, "ignore_numbers": True},
               {"regexes_to_ignore": [",", "^the "], "ignore_case": True}]  # fmt: skip
    for _ in range(300):
        option, right = RANDOM.choice(options), [RANDOM.choice(answers) for _ in range(RANDOM.randint(1, 3))]
        answer = RANDOM.choice(answers)
        score = metrics.exact_match_hf_evaluate(predictions=[answer] * len(right), references=right, **option)
        yield json.dumps({"options": option, "right": right, "answer": answer, "score": 1.0 if score["exact_match"] > 0 else 0.0})


FILTERS = [
    [["take_first", None]],
    [["take_first_k", {"k": 3}], ["regex", {"regex_pattern": "([0-9]+)"}], ["majority_vote", None], ["take_first", None]],
    [["regex", {"regex_pattern": "([0-9]+)|(x)"}], ["majority_vote", None], ["take_first", None]],
    [["lowercase", None], ["take_first_k", {"k": 2}]],
    [["uppercase", None], ["remove_whitespace", None]],
    [["regex", {"regex_pattern": "([a-c])", "group_select": 0, "fallback": "z"}], ["take_first", None], ["map", {"mapping_dict": {"a": 1, "b": True, "c": "see"}, "default_value": 0}], ["take_first", None]],
    [["map", {"mapping_dict": {"7": "seven"}}], ["take_first", None]],
    [["multi_choice_regex", {"regex_pattern": "answer is (\\([A-Z]\\))", "group_select": 0, "ignore_case": True, "ignore_punctuation": True}], ["take_first", None]],
    [["multi_choice_regex", {"regex_pattern": "(\\([A-Z]\\))", "regexes_to_ignore": [" the"]}]],
]  # fmt: skip


def filters():
    answers = ["7", "x 12 y 7", " a B c ", "naïve Straße", "it is 7.", "The answer is (B).", "the answer is (C", "so : B", "Guilty of Romance", "guilty, of romance!", "none", "", "c"]
    picks = [["Guilty", "Guilty of Romance", "None"], ["a", "b.", " the c "], ["", "7", "x"]]
    for _ in range(400):
        steps = RANDOM.choice(FILTERS)
        completions = [RANDOM.choice(answers) for _ in range(RANDOM.randint(3, 6))]
        options = RANDOM.choice(picks)
        instance = SimpleNamespace(resps=completions, doc={"choices": options}, filtered_resps={})
        build_filter_ensemble("f", steps).apply([instance])
        left = instance.filtered_resps["f"]
        left = [str(one) for one in left] if isinstance(left, list) else [str(left)]
        yield json.dumps({"steps": [{"function": f, **(a or {})} for f, a in steps], "completions": completions, "choices": options, "left": left})


def write(name, lines):
    (OUT / name).write_text("".join(line + "\n" for line in lines))


write("filters.jsonl", filters())
write("exact_match.jsonl", matches())
write("tasks.jsonl", [
    choices("two", 30, 2), choices("four", 40, 4), choices("several", 60, 4, True), *functions(), *likelihoods(),
    translations("short", 60, 8), translations("long", 25, 60)])  # fmt: skip
