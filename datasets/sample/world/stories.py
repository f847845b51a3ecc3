"""Short stories whose continuation follows from what happened, in the form of HellaSwag's."""

from __future__ import annotations

import random
from dataclasses import dataclass

from . import words

WOMEN = frozenset(
    """Belna Mirel Tamsa Wenna Ilva Neris Sella Jorva Ursa Odila Liska Thessa Vanna Carra Minna Brisa Runa Adela Sorrel
    Petra Elka Hesper Ylva Marit Freda Nolla Ketta Lunet Sabeth Meera Astra Clova Jessa Ottla Gwenna Brida Tilda Kerra
    Vesna""".split()
)

PROCEDURES = {
    "Baking bread": ("mixes flour and water in the bowl", "kneads the dough on the table",
                     "lets the dough rise by the hearth", "shapes the dough into a loaf",
                     "puts the loaf into the oven", "takes the brown loaf out of the oven"),
    "Making a jug": ("digs clay at the bank", "picks the stones out of the clay", "sets the clay on the wheel",
                     "draws the clay up into a jug", "leaves the jug in the sun to dry", "burns the dry jug in the kiln"),
    "Weaving a blanket": ("combs the wool", "spins the wool into yarn", "dyes the yarn in the vat",
                          "strings the yarn on the loom", "throws the shuttle from side to side",
                          "cuts the blanket from the loom"),
    "Mending a roof": ("sets the ladder against the wall", "climbs up to the roof", "pulls out the rotten straw",
                       "lays new straw in the gap", "ties the straw down with cord", "climbs down and stores the ladder"),
    "Planting beans": ("turns the soil with a spade", "rakes the soil flat", "makes a row of small holes",
                       "drops a bean into each hole", "covers the beans with soil", "waters the row"),
    "Fishing": ("pushes the boat into the water", "rows out to the deep place", "throws the net over the side",
                "waits until the net is heavy", "pulls the net into the boat", "rows home with the fish"),
    "Making candles": ("melts the wax in the pot", "ties the wicks to a stick", "dips the wicks into the wax",
                       "hangs the stick up to cool", "dips the candles once more", "trims the candles with a knife"),
    "Washing clothes": ("carries the basket to the stream", "soaks the clothes in the stream", "rubs soap into the clothes",
                        "rinses the soap out", "wrings the water from the clothes", "hangs the clothes on the line"),
    "Milking the goat": ("calls the goat to the gate", "ties the goat to the post", "sits down on the low stool",
                         "milks the goat into the pail", "unties the goat", "carries the pail to the cellar"),
    "Forging a nail": ("lights the coals", "pumps the bellows until the coals glow", "holds the iron in the coals",
                       "beats the glowing iron to a point", "cools the nail in water", "drops the nail into the box"),
    "Cooking soup": ("washes the roots", "cuts the roots into small pieces", "puts the pieces into the pot",
                     "hangs the pot over the fire", "stirs the soup with a ladle", "fills the bowls with soup"),
    "Gathering honey": ("puts on the thick veil", "blows smoke at the hive", "lifts a comb out of the hive",
                        "brushes the bees from the comb", "presses the honey from the comb", "fills the honey into jars"),
    "Making a barrel": ("splits the oak into staves", "bends the staves over steam", "stands the staves in a ring",
                        "drives a hoop over the staves", "fits the lid into the barrel", "fills the barrel to test it"),
    "Writing a letter": ("cuts a new quill", "stirs the ink", "writes the letter line by line", "lets the ink dry",
                         "folds the letter twice", "seals the letter with wax"),
    "Lighting the stove": ("rakes the old ashes out", "lays dry twigs in the stove", "lights the twigs with a spark",
                           "adds a log when the twigs burn", "closes the door of the stove", "warms both hands at the stove"),
    "Crossing the river": ("walks down to the ferry", "rings the bell for the ferryman", "pays the ferryman a coin",
                           "sits down in the ferry", "steps out on the other bank", "waves to the ferryman"),
}

_THINGS = ["key", "ring", "coin", "letter", "pear", "spoon", "ribbon", "button", "nut", "feather"]
_HIDES = ["box", "sack", "drawer", "jar", "basket", "pot", "chest", "cup", "boot", "barrel"]
_FILLER = ["Outside it begins to rain.", "A cart rolls down the street.", "The bells of the tower ring.",
           "Then it is time for supper.", "The wind shakes the old door.", "A neighbour comes in to talk for a while.",
           "The fire burns low and the room grows dark.", "Somebody sings in the street until late.",
           "The next day is a market day and many people come."]


@dataclass(frozen=True)
class Story:
    label: str
    told: str
    subject: str
    endings: tuple[str, ...]
    right: str


def pronoun(name: str) -> str:
    return "she" if name in WOMEN else "he"


def procedure(generator: random.Random, names: list[str]) -> Story:
    """Two or three steps in order; the next one against others."""
    label = generator.choice(list(PROCEDURES))
    steps = PROCEDURES[label]
    name = generator.choice(names)
    at = generator.randint(2, len(steps) - 1)
    start = generator.randint(max(0, at - 3), at - 2)
    told = " ".join(
        f"{name if i == 0 else pronoun(name).capitalize()} {step}." for i, step in enumerate(steps[start:at]))
    wrong = [step for step in steps if step not in steps[start:at + 1]]
    others = [step for other in PROCEDURES if other != label for step in PROCEDURES[other]]
    wrong = generator.sample(wrong, min(2, len(wrong)))
    wrong += generator.sample(others, 3 - len(wrong))
    return Story(label, told, f"then {pronoun(name)}", tuple(f"{w}." for w in wrong), f"{steps[at]}.")


def hiding(generator: random.Random, names: list[str]) -> Story:
    """Things are put away, perhaps moved; one of them is looked for."""
    name = generator.choice(names)
    things = generator.sample(_THINGS, generator.choice((2, 3)))
    hides = generator.sample(_HIDES, 4)
    where = dict(zip(things, hides))
    she = pronoun(name).capitalize()
    told = [f"{name if i == 0 else she} puts the {t} into the {where[t]}." for i, t in enumerate(things)]
    told += generator.sample(_FILLER, generator.choice((0, 1, 2, 4)))
    if generator.random() < 0.4:
        moved = generator.choice(things)
        where[moved] = hides[3]
        told.append(f"{she} moves the {moved} to the {hides[3]}.")
    wanted = generator.choice(things)
    told.append(f"Later {pronoun(name)} wants the {wanted}.")
    wrong = [f"looks into the {h}." for h in hides if h != where[wanted]]
    return Story("Looking for things", " ".join(told), f"so {pronoun(name)}", tuple(wrong),
                 f"looks into the {where[wanted]}.")


def giving(generator: random.Random, names: list[str]) -> Story:
    """Two people and two things; one is given away, and one person's hands are asked for."""
    giver, taker = generator.sample(names, 2)
    mine, theirs = generator.sample(_THINGS, 2)
    filler = generator.sample(_FILLER, generator.choice((0, 1, 3)))
    asked = generator.choice((giver, taker))
    told = [f"{giver} has a {mine}.", f"{taker} has a {theirs}.", *filler, f"{giver} gives the {mine} to {taker}.",
            f"{asked} opens both hands."]
    endings = {
        giver: "holds nothing.", taker: f"holds the {mine} and the {theirs}.",
    }
    wrong = [f"holds the {mine}.", f"holds the {theirs}.", endings[taker if asked == giver else giver]]
    return Story("Giving things", " ".join(told), f"now {pronoun(asked)}", tuple(wrong), endings[asked])


def story(generator: random.Random, names: list[str]) -> Story:
    return generator.choice((procedure, procedure, hiding, giving))(generator, names)


def searches(generator: random.Random, names: list[str]) -> str:
    """Many things are put away, and looked for one after the other."""
    name = generator.choice(names)
    things = generator.sample(_THINGS, generator.randint(2, 4))
    where = dict(zip(things, generator.sample(_HIDES, len(things))))
    she = pronoun(name)
    told = [f"{name if i == 0 else she.capitalize()} puts the {t} into the {where[t]}." for i, t in enumerate(things)]
    told += generator.sample(_FILLER, generator.choice((0, 0, 1, 2)))
    generator.shuffle(things)
    told += [f"Later {she} wants the {t}. So {she} looks into the {where[t]}." for t in things]
    return "Looking for things: " + " ".join(told)


def document(generator: random.Random, names: list[str]) -> str:
    """Stories as HellaSwag's prompt writes them, with the right continuation."""
    lines = []
    for _ in range(generator.randint(1, 4)):
        lines.append(searches(generator, names) if generator.random() < 0.3 else text(story(generator, names)))
    return "\n".join(lines)


def text(s: Story) -> str:
    return f"{s.label}: {s.told} {s.subject.capitalize()} {s.right}"


def people(seed: int) -> tuple[list[str], list[str]]:
    """Names for stories in training, and names that no story in training has."""
    names = list(words.PEOPLE)
    random.Random(f"{seed} story names").shuffle(names)
    return names[:60], names[60:]


def benchmark(seed: int, size: int) -> list[dict]:
    """Rows of sample-hellaswag: activity_label, ctx_a, ctx_b, endings, label."""
    generator = random.Random(f"{seed} sample-hellaswag")
    names = people(seed)[1]
    rows, seen = [], set()
    while len(rows) < size:
        s = story(generator, names)
        if s.told in seen:
            continue
        seen.add(s.told)
        endings = [*s.endings, s.right]
        generator.shuffle(endings)
        rows.append({"ind": len(rows), "activity_label": s.label, "ctx_a": s.told, "ctx_b": s.subject,
                     "endings": endings, "label": str(endings.index(s.right))})
    return rows
