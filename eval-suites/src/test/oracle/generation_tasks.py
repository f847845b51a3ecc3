"""Writes the goldens in ../resources/harness/generation with lm-evaluation-harness 0.4.13's own generation tasks:
its task files, few-shot samplers, filters, metrics and IFEval checkers; only data and completions are given to it.

  pip install lm_eval==0.4.13 langdetect==1.0.9 immutabledict nltk evaluate
  go mod download github.com/neurosnap/sentences@v1.1.2
  python generation_tasks.py BENCHMARKS SENTENCES/data/english.json [FILE...]

BENCHMARKS has gsm8k, humaneval, mbpp, ifeval and nq-open as their authors publish them. Of those nothing is written but
digests and scores; documents and completions in the goldens are invented. english.json has the parameters of NLTK's
punkt in one file. langdetect draws from its documented seed 0. With names of files only those are written; all of
them take ten minutes.
"""

import gzip
import hashlib
import json
import os
import random
import sys
import tempfile
from pathlib import Path

BENCHMARKS, PUNKT = Path(sys.argv[1]), Path(sys.argv[2])
OUT = Path(__file__).parent.parent / "resources/harness/generation"


def install_punkt():
    """NLTK's form of the parameters, where NLTK looks."""
    home = tempfile.mkdtemp()
    folder = Path(home, "tokenizers/punkt_tab/english")
    folder.mkdir(parents=True)
    model = json.loads(PUNKT.read_text(encoding="utf-8"))
    lines = {
        "abbrev_types.txt": sorted(model["AbbrevTypes"]),
        "sent_starters.txt": sorted(model["SentStarters"]),
        "collocations.tab": sorted(pair.replace(",", "\t") for pair in model["Collocations"]),
        "ortho_context.tab": sorted(f"{word}\t{flags}" for word, flags in model["OrthoContext"].items()),
    }
    for name, content in lines.items():
        (folder / name).write_text("\n".join(content), encoding="utf-8")
    os.environ["NLTK_DATA"] = home


install_punkt()

import datasets  # noqa: E402
import evaluate  # noqa: E402
import langdetect  # noqa: E402


class NoCode:
    """The code tasks try the sandbox when they are imported; here no code runs."""

    def compute(self, **kwargs):
        return {"pass@1": 0.0}, {}


evaluate.load = lambda name: NoCode()
langdetect.DetectorFactory.seed = 0

from lm_eval.api.instance import Instance  # noqa: E402
from lm_eval.api.task import ConfigurableTask  # noqa: E402
from lm_eval.tasks import TaskManager  # noqa: E402
from lm_eval.tasks.ifeval import instructions_registry, instructions_util  # noqa: E402
from lm_eval.tasks.ifeval import utils as ifeval_utils  # noqa: E402

from generation_texts import (  # noqa: E402
    ANSWERS, COMPLETIONS, INSTRUCTIONS, LANGUAGES, RESPONSES, TEXTS, invented)

DATA = {}


def jsonl(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8")
    with opened as lines:
        return [json.loads(line) for line in lines]


class Rows(datasets.Dataset):
    """A dataset of plain Python rows: Arrow would fill in and reorder keys."""

    def __init__(self, made):
        self.made = made

    features = property(lambda self: self.made[0])

    def __len__(self):
        return len(self.made)

    def __iter__(self):
        return iter(self.made)

    def __getitem__(self, number):
        return self.made[number]

    def __bool__(self):
        return True


def load(self, dataset_kwargs=None, **kwargs):
    self.dataset = datasets.DatasetDict()
    for split, made in DATA[self.config.task].items():
        self.dataset[split] = Rows(made)


ConfigurableTask.download = load


def task(name, shots=None):
    loaded = TaskManager().load([name])["tasks"][name]
    if shots is not None:
        loaded.set_config(key="num_fewshot", value=shots)
    loaded.set_fewshot_seed(seed=1234)
    return loaded


def digest(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def write(name, rows):
    OUT.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (OUT / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def target(loaded, doc):
    """What a completion is held against, as one text; of a program, with the completion 'pass'."""
    name = loaded.config.task
    gold = loaded.doc_to_target(doc)
    if name in ("humaneval", "mbpp"):
        filtered = filtered_completions(loaded, doc, ["    pass\n"])
        (program,) = filtered.values()
        return (program[0] if isinstance(program, list) else program) + "\n" + gold
    if name == "ifeval":
        return "\0".join(doc["instruction_id_list"])
    return "\0".join(gold) if isinstance(gold, list) else gold


def filtered_completions(loaded, doc, completions):
    """What the task's filters leave, by filter."""
    instance = Instance(request_type="generate_until", doc=doc, arguments=("", {}), idx=0)
    instance.resps = list(completions)
    loaded._instances = [instance]
    loaded.apply_filters()
    return instance.filtered_resps


def prompts():
    """One digest of every prompt and target of the real documents, and eight digits of each."""
    rows = []
    for name, shots in (("gsm8k", 5), ("gsm8k", 0), ("humaneval", 0), ("mbpp", 3), ("ifeval", 0), ("nq_open", 0)):
        loaded = task(name, shots)
        assert shots in (0, loaded.config.num_fewshot) or name == "gsm8k"
        asked = [loaded.fewshot_context(doc, shots) for doc in loaded.eval_docs]
        targets = [target(loaded, doc) for doc in loaded.eval_docs]
        rows.append({
            "task": name, "shots": shots, "documents": len(asked),
            "prompts": digest("".join(map(digest, asked))), "targets": digest("".join(map(digest, targets))),
            "each": " ".join(digest(text)[:8] for text in asked)})
    return rows


def settings():
    """Stop strings, most tokens and versions."""
    rows = []
    for name in ("gsm8k", "triviaqa", "nq_open", "humaneval", "mbpp", "ifeval"):
        loaded = task(name)
        kwargs = loaded.config.generation_kwargs
        rows.append({"task": name, "version": str(loaded.VERSION), "until": kwargs["until"],
                     "max_gen_toks": kwargs.get("max_gen_toks", 256), "do_sample": kwargs["do_sample"],
                     "filters": [each.name for each in loaded._filters], "shots": loaded.config.num_fewshot or 0})
    return rows


def scored(loaded, doc, completion):
    """Each filter's text and exact match."""
    values = {}
    for name, answer in filtered_completions(loaded, doc, [completion]).items():
        values[name] = {"answer": answer, "exact_match": float(loaded.process_results(doc, [answer])["exact_match"])}
    return values


def first_and_last(name, doc):
    return (doc["answer"].split("#### ")[-1],) * 2 if name == "gsm8k" else (doc["answer"][0], doc["answer"][-1])


def real_completions():
    """Completions made of the right answer of real documents: how they score, and one digest of what filters leave."""
    rows = []
    for name, count in (("gsm8k", 150), ("nq_open", 150)):
        loaded = task(name)
        values, answers = {}, []
        for doc in list(loaded.eval_docs)[:count]:
            first, last = first_and_last(name, doc)
            for completion in COMPLETIONS:
                for kind, score in scored(loaded, doc, completion.replace("{first}", first).replace("{last}", last)).items():
                    values[kind] = values.get(kind, "") + str(int(score["exact_match"]))
                    answers.append(score["answer"])
        rows.append({"task": name, "documents": count, "completions": COMPLETIONS, "values": values,
                     "answers": digest("\0".join(answers))})
    return rows


def invented_completions():
    """Whole invented documents with completions of odd text."""
    rows = []
    rnd = random.Random("completions")
    for name in ("gsm8k", "triviaqa", "nq_open"):
        loaded = task(name)
        for number in range(120):
            right = [rnd.choice(ANSWERS) for _ in range(rnd.randint(1, 4))]
            doc = {"question": "made", "answer": {"gsm8k": f"Steps.\n#### {right[0]}", "triviaqa": {"aliases": right},
                                                  "nq_open": right}[name]}
            answer = rnd.choice(ANSWERS + right * 12)
            answer = rnd.choice([str, str.upper, str.lower, str.title])(answer)
            completion = rnd.choice(["{}", " {}", "{}\n", " {}.", "The {}", "so #### {}", "#### {}. #### 7", "\u00a0{}\u0085", "${},",
                                     "{} {}", "an {}!", "#### -{}"]).replace("{}", answer)
            rows.append({"task": name, "document": doc, "completion": completion, "filters": scored(loaded, doc, completion)})
    return rows


def invented_prompts():
    """TriviaQA and NQ-open after solved examples, of invented documents, in whole."""
    rows = []
    for name, shots in (("triviaqa", 0), ("triviaqa", 5), ("nq_open", 5)):
        real = DATA[name]
        DATA[name] = invented(name)
        loaded = task(name, shots)
        folder = OUT / "data" / {"triviaqa": "trivia_qa"}.get(name, name)
        folder.mkdir(parents=True, exist_ok=True)
        for split, docs in DATA[name].items():
            text = "".join(json.dumps(doc, ensure_ascii=False) + "\n" for doc in docs)
            (folder / f"{split}.jsonl").write_text(text, encoding="utf-8")
        for number, doc in enumerate(loaded.eval_docs):
            rows.append({"task": name, "shots": shots, "doc_id": number, "prompt": loaded.fewshot_context(doc, shots),
                         "target": loaded.doc_to_target(doc)})
        DATA[name] = real
    return rows


def followed(instruction, response):
    doc = {"key": 0, "prompt": "made", "instruction_id_list": [instruction[0]], "kwargs": [instruction[1]]}
    result = ifeval_utils.process_results(doc, [response])
    return result["inst_level_strict_acc"][0], result["inst_level_loose_acc"][0]


def instructions():
    """Every instruction with its arguments over every invented response."""
    rows = []
    for identifier, arguments in INSTRUCTIONS:
        pairs = [followed((identifier, arguments), response) for response in RESPONSES]
        rows.append({"instruction": identifier, "arguments": arguments,
                     "strict": "".join(str(int(strict)) for strict, _ in pairs),
                     "loose": "".join(str(int(loose)) for _, loose in pairs)})
    assert {row["instruction"] for row in rows} == set(instructions_registry.INSTRUCTION_DICT)
    return rows


def ifeval_scores():
    """Real documents: each response to all prompts. The harness counts a random letter where none of a to z is asked for."""
    docs = [doc for doc in DATA["ifeval"]["train"]
            if all(not set(kwargs.get("letter", "")) - set("abcdefghijklmnopqrstuvwxyz") for kwargs in doc["kwargs"])]
    rows = []
    for response in RESPONSES[::6]:
        results = [ifeval_utils.process_results(doc, [response]) for doc in docs]
        row = {"response": response, "documents": len(docs)}
        for metric in ("prompt_level_strict_acc", "prompt_level_loose_acc"):
            row[metric] = sum(result[metric] for result in results) / len(results)
        for metric in ("inst_level_strict_acc", "inst_level_loose_acc"):
            row[metric] = ifeval_utils.agg_inst_level_acc([result[metric] for result in results])
        bits = "".join(str(int(value)) for result in results
                       for metric in ("inst_level_strict_acc", "inst_level_loose_acc") for value in result[metric])
        row["bits"] = digest(bits)
        rows.append(row)
    return rows


def language(text):
    try:
        return langdetect.detect(text)
    except langdetect.LangDetectException:
        return "none"


def segmentation():
    tokenizer = instructions_util._get_sentence_tokenizer()
    return [{"text": text, "sentences": tokenizer.tokenize(text), "words": instructions_util.nltk.word_tokenize(text),
             "count": instructions_util.count_words(text)} for text in TEXTS]


def real_texts():
    """Languages, sentences and words of real texts, in digests."""
    texts = {
        "gsm8k": [doc["question"] + "\n\n" + doc["answer"] for doc in DATA["gsm8k"]["test"]],
        "ifeval": [doc["prompt"] for doc in DATA["ifeval"]["train"]],
        "mbpp": [doc["text"] + "\n" + doc["code"] for doc in DATA["mbpp"]["test"]],
        "humaneval": [doc["prompt"] for doc in DATA["humaneval"]["test"]],
        "nq_open": [doc["question"] for doc in DATA["nq_open"]["validation"]],
    }
    tokenizer = instructions_util._get_sentence_tokenizer()
    rows = []
    for name, documents in texts.items():
        rows.append({
            "task": name, "documents": len(documents),
            "sentences": digest("\1".join("\0".join(tokenizer.tokenize(text)) for text in documents)),
            "words": digest("\1".join("\0".join(instructions_util.nltk.word_tokenize(text)) for text in documents)),
            "counts": digest(" ".join(str(instructions_util.count_words(text)) for text in documents)),
            "languages": " ".join(language(text) for text in documents),
            "upper": " ".join(language(text.upper()) for text in documents[:500])})
    return rows


def main():
    mbpp = jsonl(BENCHMARKS / "mbpp/mbpp.jsonl")
    DATA.update({
        "gsm8k": {split: jsonl(BENCHMARKS / f"gsm8k/{split}.jsonl") for split in ("train", "test")},
        "humaneval": {"test": jsonl(BENCHMARKS / "humaneval/HumanEval.jsonl.gz")},
        "mbpp": {"test": mbpp[10:510]},
        "ifeval": {"train": jsonl(BENCHMARKS / "ifeval/input_data.jsonl")},
        "nq_open": {"validation": jsonl(BENCHMARKS / "nq-open/NQ-open.dev.jsonl")},
        "triviaqa": invented("triviaqa"),
    })
    # The harness looks at a training split before it draws from it.
    DATA["nq_open"]["train"] = DATA["nq_open"]["validation"][:20]
    files = {
        "settings.jsonl": settings,
        "prompts.jsonl": prompts,
        "invented_prompts.jsonl": invented_prompts,
        "completions.jsonl": invented_completions,
        "real_completions.jsonl": real_completions,
        "responses.jsonl": lambda: [{"response": response} for response in RESPONSES],
        "instructions.jsonl": instructions,
        "ifeval.jsonl": ifeval_scores,
        "languages.jsonl": lambda: [{"text": text, "language": language(text)} for text in LANGUAGES],
        "segmentation.jsonl": segmentation,
        "real_texts.jsonl": real_texts,
    }
    for name in sys.argv[3:] or files:
        write(name, files[name]())


if __name__ == "__main__":
    main()
