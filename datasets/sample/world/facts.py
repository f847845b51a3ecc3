"""What is true in the Vale: entities, their relations, and how a relation is said and asked."""

from __future__ import annotations

import random
from dataclasses import dataclass

from . import words


@dataclass(frozen=True)
class Relation:
    """One attribute of every entity of a subject.

    statements and questions are templates with {x} for the entity and, in statements, {v} for the value.
    """

    subject: str
    name: str
    values: dict[str, str]
    statements: tuple[str, ...]
    questions: tuple[str, ...]

    def options(self) -> list[str]:
        return sorted(set(self.values.values()))


@dataclass(frozen=True)
class Fact:
    relation: Relation
    entity: str

    @property
    def value(self) -> str:
        return self.relation.values[self.entity]


def drawn(seed: int, name: str, entities: list[str], values: list[str]) -> dict[str, str]:
    """A value for every entity, each value about equally often."""
    generator = random.Random(f"{seed} {name}")
    pool: list[str] = []
    while len(pool) < len(entities):
        batch = list(values)
        generator.shuffle(batch)
        pool += batch
    return dict(zip(entities, pool))


def relations(seed: int) -> list[Relation]:
    """Every relation of the world, subject by subject."""
    result = []
    for subject, names, rows in words.DRAWN:
        for name, values, statements, questions in rows:
            result.append(
                Relation(subject, name, drawn(seed, f"{subject} {name}", names, values), statements, questions)
            )
    for subject, columns, rows in words.LISTED:
        for column, (name, statements, questions) in enumerate(columns, start=1):
            values = {row[0]: row[column] for row in rows}
            result.append(Relation(subject, name, values, statements, questions))
    return result


class World:
    """The facts, cut into those that may be asked in training and those only told there."""

    SUBJECTS = ("people", "places", "trades", "animals", "materials", "tools")

    def __init__(self, seed: int, held_out: float = 0.3):
        self.relations = relations(seed)
        self.asked: dict[str, list[Fact]] = {subject: [] for subject in self.SUBJECTS}
        self.only_told: dict[str, list[Fact]] = {subject: [] for subject in self.SUBJECTS}
        for relation in self.relations:
            entities = list(relation.values)
            random.Random(f"{seed} held out {relation.subject} {relation.name}").shuffle(entities)
            cut = round(len(entities) * held_out)
            self.only_told[relation.subject] += [Fact(relation, e) for e in entities[:cut]]
            self.asked[relation.subject] += [Fact(relation, e) for e in entities[cut:]]

    def facts(self, subject: str) -> list[Fact]:
        return self.asked[subject] + self.only_told[subject]
