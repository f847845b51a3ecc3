"""What Assay and lm-evaluation-harness logged of the same tasks, held against each other item by item."""
import json
import math
import re
from dataclasses import dataclass, field
from pathlib import Path

SAMPLES = re.compile(r"samples_(.+)_\d{4}-\d\d-\d\dT[^_]*\.jsonl")
PERPLEXITIES = {"perplexity", "word_perplexity", "byte_perplexity", "bits_per_byte"}
SHOWN = 5


@dataclass
class Comparison:
    """Of one task."""

    kind: str = ""
    items: int = 0
    prompts: int = 0
    answers: int = 0
    metrics: int = 0
    ties: int = 0
    largest: float = 0.0
    differences: list = field(default_factory=list)


def bound(log_likelihood):
    return 1e-3 + 1e-5 * abs(log_likelihood)


def rows(file):
    """By document and filter."""
    found = {}
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            key = row["doc_id"], row["filter"]
            if found.setdefault(key, row) is not row:
                raise SystemExit(f"{file} has document {key[0]} twice after filter {key[1]}")
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


def results(folder):
    """Scores and numbers of solved examples by task; empty where there is no such file."""
    files = sorted(Path(folder).rglob("results_*.json"))
    return json.loads(files[-1].read_text(encoding="utf-8")) if files else {}


def requests(row):
    """First and, where there is one, second argument of every request."""
    arguments = row["arguments"]
    if isinstance(arguments, dict):
        arguments = [arguments[f"gen_args_{i}"] for i in range(len(arguments))]
        arguments = [[one[key] for key in ("arg_0", "arg_1") if key in one] for one in arguments]
    return [tuple(one) for one in arguments]


def kind(asked):
    if len(asked[0]) == 1:
        return "loglikelihood_rolling"
    if isinstance(asked[0][1], dict):
        return "generate_until"
    return "loglikelihood" if len(asked) == 1 else "multiple_choice"


def same_request(ours, theirs):
    """Of settings of generation those count that the harness names."""
    if len(theirs) == 2 and isinstance(theirs[1], dict):
        return ours[0] == theirs[0] and all(ours[1].get(key) == value for key, value in theirs[1].items())
    return ours == theirs


def near_tie(likelihoods, lengths):
    """The order of the best choices is not certain within the bound."""
    scaled = sorted((-value / n, bound(value) / n) for value, n in zip(likelihoods, lengths))
    return len(scaled) > 1 and scaled[1][0] - scaled[0][0] <= scaled[0][1] + scaled[1][1]


class ItemComparison:
    """Of one item after one filter: what differs, as text."""

    def __init__(self, ours, theirs, seen):
        self.ours, self.theirs, self.seen = ours, theirs, seen
        self.asked = requests(theirs)
        self.kind = seen.kind = kind(self.asked)
        self.differs = []

    def differences(self):
        if "error" in self.ours:
            return [f"error {self.ours['error']}"]
        self.prompts()
        before = len(self.differs)
        if self.kind == "generate_until":
            self.texts()
        else:
            self.log_likelihoods()
        self.seen.answers += len(self.differs) == before
        before = len(self.differs)
        for metric in sorted(set(self.theirs["metrics"]) | set(self.ours["metrics"])):
            self.metric(metric)
        self.seen.metrics += len(self.differs) == before
        return self.differs

    def prompts(self):
        before = len(self.differs)
        asked = requests(self.ours)
        if len(asked) != len(self.asked):
            self.differs.append(f"{len(asked)} requests, the harness {len(self.asked)}")
        for number, (one, other) in enumerate(zip(asked, self.asked)):
            if not same_request(one, other):
                self.differs.append(f"request {number} {one!r}, the harness {other!r}")
        for what in ("target", "doc"):
            ours, theirs = self.ours[what], self.theirs[what]
            if ours != theirs and not (what == "target" and str(ours) == str(theirs)):
                self.differs.append(f"{what} {ours!r}, the harness {theirs!r}")
        self.seen.prompts += len(self.differs) == before

    def texts(self):
        for what in ("resps", "filtered_resps"):
            ours, theirs = self.ours[what], self.theirs[what]
            if ours != theirs:
                self.differs.append(f"{what} {ours!r}, the harness {theirs!r}")

    def log_likelihoods(self):
        ours, theirs = self.ours["filtered_resps"], self.theirs["filtered_resps"]
        if len(ours) != len(theirs):
            self.differs.append(f"{len(ours)} log-likelihoods, the harness {len(theirs)}")
        for choice, (our, their) in enumerate(zip(ours, theirs)):
            if self.kind == "loglikelihood_rolling":
                our, their = (our, ""), (their, "")
            self.likelihood(f"log-likelihood of {choice}", float(our[0]), float(their[0]))
            if str(our[1]) != str(their[1]):
                self.differs.append(f"greedy {our[1]} of {choice}, the harness {their[1]}")

    def likelihood(self, name, ours, theirs):
        self.seen.largest = max(self.seen.largest, abs(ours - theirs))
        if not abs(ours - theirs) <= bound(theirs):
            self.differs.append(f"{name} {ours}, the harness {theirs}")

    def metric(self, metric):
        if metric not in self.ours or metric not in self.theirs:
            self.differs.append(f"only {'Assay' if metric in self.ours else 'the harness'} has {metric}")
            return
        ours, theirs = self.ours[metric], self.theirs[metric]
        if metric in PERPLEXITIES:
            # Of whole texts with what they are divided by.
            ours, theirs = (one if isinstance(one, list) else [one] for one in (ours, theirs))
            self.likelihood(metric, ours[0], theirs[0])
            if ours[1:] != theirs[1:]:
                self.differs.append(f"{metric} over {ours[1:]}, the harness over {theirs[1:]}")
        elif ours != theirs:
            if self.uncertain(metric):
                self.seen.ties += 1
            else:
                self.differs.append(f"{metric} {ours}, the harness {theirs}")

    def uncertain(self, metric):
        if self.kind != "multiple_choice" or metric not in ("acc", "acc_norm"):
            return False
        continuations = [continuation for _, continuation in self.asked]
        delimiter = " " if all(text.startswith(" ") for text in continuations) else ""
        lengths = [1 if metric == "acc" else max(1, len(text) - len(delimiter)) for text in continuations]
        return near_tie([float(one[0]) for one in self.theirs["filtered_resps"]], lengths)


def compare_task(ours, theirs):
    seen = Comparison()
    for key in sorted(ours.keys() | theirs.keys()):
        seen.items += 1
        item = f"document {key[0]}" + ("" if key[1] == "none" else f" after {key[1]}")
        if key not in ours or key not in theirs:
            seen.differences.append(f"{item}: only {'Assay' if key in ours else 'the harness'} has it")
            continue
        found = ItemComparison(ours[key], theirs[key], seen).differences()
        seen.differences += [f"{item}: {text}" for text in found]
    return seen


def compare_scores(task, ours, theirs, seen):
    """Adds the differences of a task's scores. What is drawn for the error of a perplexity is not compared."""
    shots, their_shots = ours["n-shot"][task], theirs["n-shot"][task]
    if shots != their_shots:
        seen.differences.append(f"{shots} solved examples, the harness {their_shots}")
    ours, theirs = ours["results"][task], theirs["results"][task]
    for name, value in theirs.items():
        metric = name.split(",")[0].removesuffix("_stderr")
        if "," not in name or (metric in PERPLEXITIES and "_stderr," in name):
            continue
        mine = ours.get(name)
        close = 2e-3 if metric in PERPLEXITIES else 1e-9
        number = isinstance(mine, float) and isinstance(value, float)
        if mine != value and not (number and math.isclose(mine, value, rel_tol=close)) and not seen.ties:
            seen.differences.append(f"{name} {mine}, the harness {value}")


def compare(assay, harness):
    """Prints a table, and what differs. The exit code: 0 where all is equal, else 1."""
    ours, theirs = samples(assay), samples(harness)
    our_scores, their_scores = results(assay), results(harness)
    equal = True
    print(f"{'task':26} {'kind':21} {'items':>5} {'prompts =':>9} {'answers =':>9} {'metrics =':>9} {'near ties':>9} "
          f"{'largest |Δ|':>11}")
    for task in sorted(ours.keys() | theirs.keys()):
        if task not in ours or task not in theirs:
            print(f"{task:26} only {'Assay' if task in ours else 'the harness'} has it")
            equal = False
            continue
        seen = compare_task(rows(ours[task]), rows(theirs[task]))
        if our_scores and their_scores:
            compare_scores(task, our_scores, their_scores, seen)
        largest = "-" if seen.kind == "generate_until" else f"{seen.largest:.2e}"
        print(f"{task:26} {seen.kind:21} {seen.items:5} {seen.prompts:9} {seen.answers:9} {seen.metrics:9} "
              f"{seen.ties:9} {largest:>11}")
        for difference in seen.differences[:SHOWN]:
            print("  " + difference)
        if len(seen.differences) > SHOWN:
            print(f"  and {len(seen.differences) - SHOWN} more")
        equal &= not seen.differences
    print("equal" if equal else "different")
    return 0 if equal else 1
