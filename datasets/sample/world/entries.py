"""Plain text that tells the facts: entries about one entity, and short questions without options."""

from __future__ import annotations

import random

from .facts import Fact, World
from .questions import capitalised


def told(fact: Fact, generator: random.Random) -> str:
    statement = generator.choice(fact.relation.statements)
    return capitalised(statement.format(x=fact.entity, v=fact.value))


def entry(world: World, generator: random.Random) -> str:
    """All that is known of an entity or two, in any order and in changing words."""
    paragraphs = []
    for _ in range(generator.randint(1, 3)):
        subject = generator.choice(World.SUBJECTS)
        about = [relation for relation in world.relations if relation.subject == subject]
        entity = generator.choice(list(about[0].values))
        facts = [Fact(relation, entity) for relation in about]
        generator.shuffle(facts)
        paragraphs.append(" ".join(told(fact, generator) for fact in facts))
    return "\n".join(paragraphs)


def answered(world: World, generator: random.Random) -> str:
    """Questions with their answers in words."""
    lines = []
    for _ in range(generator.randint(2, 5)):
        fact = generator.choice(world.asked[generator.choice(World.SUBJECTS)])
        asked = capitalised(generator.choice(fact.relation.questions).format(x=fact.entity))
        lines.append(f"Question: {asked}\nAnswer: {fact.value}")
    return "\n".join(lines)
