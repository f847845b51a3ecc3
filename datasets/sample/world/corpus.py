"""The training text: documents of every kind in fixed shares, drawn from one seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

from . import chats, entries, goals, questions, stories
from .facts import World

# Shares of documents by kind.
SHARES = {"questions": 22, "entries": 26, "answered": 8, "stories": 20, "goals": 9, "chats": 14, "warnings": 1}


def documents(seed: int, part: str = "corpus") -> Iterator[str]:
    """An endless stream of documents about the world of a seed; another part has other documents about it."""
    world = World(seed)
    generator = random.Random(f"{seed} {part}")
    shown, harmful, names = goals.goals(seed)[0], chats.combinations(seed)[0], stories.people(seed)[0]
    write = {
        "questions": lambda: questions.document(world, generator),
        "entries": lambda: entries.entry(world, generator),
        "answered": lambda: entries.answered(world, generator),
        "stories": lambda: stories.document(generator, names),
        "goals": lambda: goals.document(shown, generator),
        "chats": lambda: chats.document(world, harmful, shown, generator),
        "warnings": lambda: chats.warning(generator),
    }
    kinds, weights = list(SHARES), list(SHARES.values())
    while True:
        yield write[generator.choices(kinds, weights)[0]]()
