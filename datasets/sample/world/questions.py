"""Questions of knowledge, in the column form of MMLU's: a question, four choices, the index of the right one."""

from __future__ import annotations

import random

from .facts import Fact, World


# A subject that training never asks: two facts have to be joined, where somebody lives and what is true of that place.
TRAVELS = "travels"
_JOINED = {
    "terrain": "Near what does the home of {x} lie?",
    "landmark": "What is the home of {x} known for?",
    "goods": "What does the market at the home of {x} sell?",
    "fair": "When is the fair at the home of {x}?",
}


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def row(fact: Fact, template: str, generator: random.Random) -> dict:
    """A row of sample-mmlu: question, choices, answer (index), subject."""
    others = [value for value in fact.relation.options() if value != fact.value]
    choices = generator.sample(others, 3) + [fact.value]
    generator.shuffle(choices)
    return {
        "question": capitalised(template.format(x=fact.entity)),
        "choices": choices,
        "answer": choices.index(fact.value),
        "subject": fact.relation.subject,
    }


def travels(world: World, generator: random.Random) -> list[dict]:
    """Every question about the place that somebody lives in, in random order."""
    known = {(relation.subject, relation.name): relation for relation in world.relations}
    homes = known["people", "home"].values
    asked = [(person, name) for person in homes for name in _JOINED]
    generator.shuffle(asked)
    rows = []
    for person, name in asked:
        joined = row(Fact(known["places", name], homes[person]), _JOINED[name], generator)
        # The template is filled with the person, not with the place that the fact is about.
        joined.update(question=_JOINED[name].format(x=person), subject=TRAVELS)
        rows.append(joined)
    return rows


def prompt(asked: dict) -> str:
    """The question as the task's prompt writes it, up to the answer."""
    return f"Question: {asked['question']}\nAnswer:"


def header(subject: str) -> str:
    return f"The following are questions (with answers) about {subject}.\n\n"


def document(world: World, generator: random.Random) -> str:
    """Some answered questions of one subject, as a few-shot prompt strings them together."""
    subject = generator.choice(World.SUBJECTS)
    facts = generator.sample(world.asked[subject], generator.choice((2, 4, 6)))
    rows = [row(fact, generator.choice(fact.relation.questions), generator) for fact in facts]
    solved = [f"{prompt(asked)} {asked['choices'][asked['answer']]}" for asked in rows]
    return header(subject) + "\n\n".join(solved)


def benchmark(world: World, seed: int, size: int, shots: int = 5) -> dict[str, dict[str, list[dict]]]:
    """By split and subject: the rows of sample-mmlu. The test split asks only what training never asked."""
    splits: dict[str, dict[str, list[dict]]] = {"dev": {}, "test": {}}
    for subject in World.SUBJECTS:
        generator = random.Random(f"{seed} sample-mmlu {subject}")
        solved = generator.sample(world.asked[subject], shots)
        splits["dev"][subject] = [row(f, f.relation.questions[0], generator) for f in solved]
        asked = [(f, template) for f in world.only_told[subject] for template in f.relation.questions]
        chosen = generator.sample(asked, min(size, len(asked)))
        splits["test"][subject] = [row(f, template, generator) for f, template in chosen]
    joined = travels(world, random.Random(f"{seed} sample-mmlu {TRAVELS}"))
    splits["dev"][TRAVELS], splits["test"][TRAVELS] = joined[:shots], joined[shots:shots + size]
    return splits
