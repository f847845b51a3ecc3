"""Questions of knowledge, in the column form of MMLU's: a question, four choices, the index of the right one."""

from __future__ import annotations

import random

from .facts import Fact, World


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
    return splits
