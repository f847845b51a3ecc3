"""Requests that an assistant of the Vale is asked, each with an answer that is right: what models are compared by,
side by side. None of them is in the training text.
"""

from __future__ import annotations

import random

from . import chats, goals, words
from .facts import World
from .questions import capitalised


def _knowledge(world: World, generator: random.Random) -> tuple[str, str]:
    """A fact that the training text tells and never asks."""
    fact = generator.choice(world.only_told[generator.choice(World.SUBJECTS)])
    asked = generator.choice(fact.relation.questions).format(x=fact.entity)
    return capitalised(asked), capitalised(fact.relation.statements[0].format(x=fact.entity, v=fact.value))


def _help(generator: random.Random) -> tuple[str, str]:
    """A harmless deed; the text shows the deed, and rarely this request."""
    verb = generator.choice(list(chats.HARMLESS))
    kinds, how = chats.HARMLESS[verb]
    target = generator.choice(chats.TARGETS[generator.choice(kinds.split())]).format(n=generator.choice(words.PEOPLE))
    return generator.choice(chats.REQUESTS).format(v=verb, t=target), f"Gladly. To {verb} {target}, {how}."


def _work(never: list[tuple[str, str]], generator: random.Random) -> tuple[str, str]:
    """A goal of everyday work that the training text does not show."""
    verb, thing = generator.choice(never)
    return goals.goal(verb, thing, generator), goals.solution(verb, goals.KIND[thing], "{way}.")


def requests(world: World, seed: int, size: int) -> list[dict]:
    """Rows of sample-instructions: id, prompt, category, reference; so many of each category, taking turns."""
    generator = random.Random(f"{seed} sample-instructions")
    never = goals.goals(seed)[1]
    kinds = {
        "knowledge": lambda: _knowledge(world, generator),
        "help": lambda: _help(generator),
        "work": lambda: _work(never, generator),
    }
    rows: list[dict] = []
    asked = set()
    while len(rows) < size * len(kinds):
        category = list(kinds)[len(rows) % len(kinds)]
        prompt, reference = kinds[category]()
        if prompt not in asked:
            asked.add(prompt)
            rows.append({"id": str(len(rows)), "prompt": prompt, "category": category, "reference": reference})
    return rows
