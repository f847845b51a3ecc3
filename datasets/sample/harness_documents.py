#!/usr/bin/env python3
"""Writes documents of ten tasks of lm-evaluation-harness, in the columns of the data sets they are published in.

  harness_documents.py FOLDER [--real DIR] [--items N]

FOLDER can be given as --data to assay and to compare_with_harness.py. Where a file of --real has rows of a data set
they are taken, and invented ones where it has none. Files are looked for below DIR by these names:
NAME__CONFIGURATION__validation.jsonl (ai2_arc__ARC-Easy, openbookqa__main, sciq__none, boolq__none, nq_open__none,
winogrande__winogrande_xl), gsm8k/train.jsonl, gsm8k/test.jsonl, mmlu/dev/abstract_algebra.jsonl and
mmlu/test/abstract_algebra.jsonl. A data set with one real file gives its first N rows to the split that is asked, and
others to the split of solved examples.
"""
import argparse
import json
import random
from pathlib import Path

PEOPLE = ["Ada", "Bruno", "Chloë", "Dmitri", "Eun-ji", "Farid", "Grete", "Hoang"]
THINGS = ["lantern", "copper kettle", "rope", "ladder", "oak chest", "mirror", "bell", "woollen coat"]
PLACES = ["the harbour", "a cellar", "the mill", "Łódź", "the old bridge", "an orchard", "the quarry", "São Pedro"]
TRADES = ["carpenter", "baker", "pilot", "weaver", "surgeon", "beekeeper", "mason", "teacher"]
NUMBER_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


class Invented:
    """Documents without truth, of every form that the tasks meet."""

    def __init__(self, name):
        self.random = random.Random(name)

    def some(self, words, count=1):
        return self.random.sample(words, count)

    def sentence(self):
        person, thing, place, trade = (self.some(words)[0] for words in (PEOPLE, THINGS, PLACES, TRADES))
        return f"{person}, the {trade}, carried the {thing} to {place}."

    def letters(self, count):
        return [str(i + 1) for i in range(count)] if self.random.random() < 0.25 else list("ABCDE"[:count])

    def labelled(self, question, count, padding=""):
        labels = self.letters(count)
        return {"id": f"invented-{self.random.randrange(10**6)}", **question,
                "choices": {"text": self.some(THINGS, count), "label": labels},
                "answerKey": padding + self.random.choice(labels)}

    def arc(self):
        question = f"{self.sentence()} Which of these did {self.some(PEOPLE)[0]} see?"
        return self.labelled({"question": question}, self.random.choice([3, 4, 4, 5]))

    def openbookqa(self):
        stem = f"What is carried to {self.some(PLACES)[0]} is most likely"
        return self.labelled({"question_stem": stem}, 4, self.random.choice(["", "", " "]))

    def sciq(self):
        texts = self.some(THINGS, 4)
        support = self.random.choice(["", f"  {self.sentence()} {self.sentence()}", f"\n{self.sentence()}"])
        return {"question": f"What does a {self.some(TRADES)[0]} need first?", "distractor3": texts[2],
                "distractor1": texts[0], "distractor2": texts[1], "correct_answer": texts[3], "support": support}

    def boolq(self):
        passage = " ".join(self.sentence() for _ in range(self.random.randint(2, 6)))
        return {"question": f"did the {self.some(TRADES)[0]} carry the {self.some(THINGS)[0]}", "passage": passage,
                "idx": self.random.randrange(1000), "label": self.random.randrange(2)}

    def winogrande(self):
        one, two = self.some(PEOPLE, 2)
        end = self.random.choice(["was late.", "could not lift it, however hard the others pushed.", "stayed."])
        return {"sentence": f"{one} sold the {self.some(THINGS)[0]} to {two} because _ {end}",
                "option1": one, "option2": two, "answer": self.random.choice("12")}

    def blimp(self):
        who, other = self.some(PEOPLE, 2)
        verb, past = self.random.choice([("meeting", "bored"), ("leaving", "hurt"), ("praising", "upset")])
        return {"sentence_good": f"Who had {who} {past} before {verb} {other}?",
                "sentence_bad": f"Who had {who} {past} {other} before {verb}?", "field": "syntax",
                "linguistics_term": "island_effects", "UID": "adjunct_island", "simple_LM_method": True,
                "one_prefix_method": False, "two_prefix_method": False, "lexically_identical": True,
                "pair_id": self.random.randrange(1000)}

    def lambada(self):
        thing = self.some(THINGS)[0].split(" ")[-1]
        story = [self.sentence() for _ in range(self.random.randint(2, 4))]
        last = self.random.choice([f"\u201cTake it,\u201d said {self.some(PEOPLE)[0]} , and pointed at the {thing}",
                                   f"nobody had touched the {thing}", f"he did n't want the\n{thing}"])
        return {"text": " ".join([f"there was a {thing} .", *story, last])}

    def gsm8k(self):
        who, thing = self.some(PEOPLE)[0], self.some(THINGS)[0]
        many, price = self.random.randint(2, 60), self.random.randint(20, 900)
        total = many * price
        return {"question": f"{who} sells {many} pieces of {thing} for ${price} each. How much is that?",
                "answer": f"{who} gets {many} * {price} = $<<{many}*{price}={total}>>{total}.\n#### {total:,}"}

    def nq_open(self):
        answers = self.some([f"the {thing}" for thing in THINGS] + NUMBER_WORDS, self.random.randint(1, 3))
        return {"question": f"what was found in {self.some(PLACES)[0].lower()}", "answer": answers}

    def mmlu(self):
        n = self.random.randint(2, 12)
        choices = [str(number) for number in self.some(range(1, 40), 4)]
        return {"question": f"Find the order of {self.random.randrange(n)} in Z_{n}. ", "subject": "abstract_algebra",
                "choices": choices, "answer": self.random.randrange(4)}


def boolq_columns(number, row):
    """Of the data set's own file the columns of SuperGLUE."""
    if "label" in row:
        return row
    return {"question": row["question"], "passage": row["passage"], "idx": number, "label": int(row["answer"])}


# Folder of the data set and its configuration; the invented document; the split that is asked, and its real file;
# the split of solved examples, and its real file where it has its own.
DATASETS = [
    ("allenai/ai2_arc/ARC-Easy", Invented.arc, "test", "ai2_arc__ARC-Easy__validation.jsonl", "train", None),
    ("allenai/openbookqa/main", Invented.openbookqa, "test", "openbookqa__main__validation.jsonl", "train", None),
    ("allenai/sciq", Invented.sciq, "test", "sciq__none__validation.jsonl", "train", None),
    ("aps/super_glue/boolq", Invented.boolq, "validation", "boolq__none__validation.jsonl", "train", None),
    ("allenai/winogrande/winogrande_xl", Invented.winogrande, "validation",
     "winogrande__winogrande_xl__validation.jsonl", "train", None),
    ("nyu-mll/blimp/adjunct_island", Invented.blimp, "train", None, None, None),
    ("EleutherAI/lambada_openai/default", Invented.lambada, "test", None, None, None),
    ("openai/gsm8k/main", Invented.gsm8k, "test", "gsm8k/test.jsonl", "train", "gsm8k/train.jsonl"),
    ("google-research-datasets/nq_open", Invented.nq_open, "validation", "nq_open__none__validation.jsonl", "train",
     None),
    ("cais/mmlu/abstract_algebra", Invented.mmlu, "test", "mmlu/test/abstract_algebra.jsonl", "dev",
     "mmlu/dev/abstract_algebra.jsonl"),
]


def real_rows(real, name):
    files = sorted(real.rglob(name)) if real and name else []
    if not files:
        return []
    with files[0].open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [boolq_columns(*one) for one in enumerate(rows)] if name.startswith("boolq") else rows


def write(folder, split, rows):
    folder.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / f"{split}.jsonl").write_text(text, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--real", type=Path, help="folder of real documents")
    parser.add_argument("--items", type=int, default=20, help="documents that are asked of each task (%(default)s)")
    options = parser.parse_args()
    for place, invent, asked, file, solved, solved_file in DATASETS:
        made = Invented(place)
        rows, examples = real_rows(options.real, file), real_rows(options.real, solved_file)
        origin = "real" if rows else "invented"
        if not rows:
            rows = [invent(made) for _ in range(options.items + 40)]
        write(options.folder / place, asked, rows[: options.items])
        if solved:
            write(options.folder / place, solved, examples or rows[options.items :])
        print(f"{place:36} {origin}")


if __name__ == "__main__":
    main()
