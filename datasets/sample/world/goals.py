"""Everyday goals and ways to reach them, in the form of PIQA's."""

from __future__ import annotations

import random

OBJECTS = {
    "wood": ["plank", "stool", "gate", "spoon", "shelf", "bench", "beam", "chest"],
    "metal": ["nail", "kettle", "hinge", "horseshoe", "bell", "chain", "pan", "coin"],
    "cloth": ["blanket", "shirt", "curtain", "sail", "scarf", "sack", "apron", "flag"],
    "leather": ["boot", "belt", "saddle", "glove", "bag", "strap", "cap", "harness"],
    "clay": ["jug", "bowl", "brick", "tile", "cup", "lamp", "pot", "whistle"],
    "paper": ["letter", "book", "map", "kite", "poster", "list", "card", "notebook"],
    "bread": ["loaf", "bun", "cake", "pie", "biscuit", "flatbread", "tart", "dumpling"],
    "glass": ["window", "bottle", "bead", "mirror", "lens", "jar", "goblet", "vase"],
}

WAYS = {
    "cut": {"wood": "draw a saw through it", "metal": "strike it with a cold chisel", "cloth": "close the shears on it",
            "leather": "pull a sharp knife along a ruler", "clay": "press a wire through it while it is wet",
            "paper": "use the small scissors", "bread": "slice it with a bread knife",
            "glass": "scratch it with a diamond and snap it"},
    "mend": {"wood": "glue the crack and clamp it", "metal": "heat it and hammer it together",
             "cloth": "sew the tear with thread", "leather": "stitch it with an awl and waxed cord",
             "clay": "fill the crack with wet slip and burn it again", "paper": "paste a thin strip over the tear",
             "bread": "press the dough together and bake it again", "glass": "melt the edges with a blowpipe"},
    "clean": {"wood": "scrub it along the grain with sand", "metal": "rub it with ash and vinegar",
              "cloth": "wash it with soap in warm water", "leather": "wipe it with saddle soap",
              "clay": "rinse it and let it drip", "paper": "rub it gently with dry crumbs",
              "bread": "brush the flour off it", "glass": "polish it with a dry linen rag"},
    "keep": {"wood": "rub oil into it every spring", "metal": "coat it with grease against rust",
             "cloth": "fold it with lavender against moths", "leather": "wax it and hang it in the shade",
             "clay": "wrap it in straw so that it does not break", "paper": "press it flat in a dry drawer",
             "bread": "lay it in the cool bread box under a lid", "glass": "stand it far from the edge of the shelf"},
    "colour": {"wood": "brush walnut stain over it", "metal": "heat it until it turns blue",
               "cloth": "boil it in the dye vat", "leather": "rub black polish into it",
               "clay": "pour glaze over it before burning", "paper": "paint it with thin water colours",
               "bread": "brush egg over it before baking", "glass": "add copper dust while it is molten"},
    "shape": {"wood": "carve it with a gouge", "metal": "beat it on the anvil", "cloth": "pin it to a pattern and sew it",
              "leather": "soak it and stretch it over a last", "clay": "turn it on the wheel", "paper": "fold it along the lines",
              "bread": "roll the dough with a floured pin", "glass": "blow it while it glows"},
}

_ASKED = ("How do you {verb} a {thing}?", "To {verb} a {thing},", "What is a good way to {verb} a {thing}?")
_ANSWERED = ("you {way}.", "{way}.", "one should {way}.")
_MADE = ("A {thing} is made of {kind}.", "The {thing} was made of {kind}.", "They make a {thing} of {kind}.")

KIND = {thing: kind for kind, things in OBJECTS.items() for thing in things}


def goals(seed: int) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(verb, thing) pairs that training shows, and those it does not: all of a third of the things among them."""
    generator = random.Random(f"{seed} goals")
    never = {thing for things in OBJECTS.values() for thing in generator.sample(things, 3)}
    pairs = [(verb, thing) for verb in WAYS for thing in KIND if thing not in never]
    generator.shuffle(pairs)
    cut = round(len(pairs) * 0.6)
    return pairs[:cut], pairs[cut:] + [(verb, thing) for verb in WAYS for thing in KIND if thing in never]


def goal(verb: str, thing: str, generator: random.Random) -> str:
    return generator.choice(_ASKED).format(verb=verb, thing=thing)


def solution(verb: str, kind: str, form: str) -> str:
    text = form.format(way=WAYS[verb][kind])
    return text[:1].upper() + text[1:]


def document(shown: list[tuple[str, str]], generator: random.Random) -> str:
    lines = []
    for _ in range(generator.randint(2, 6)):
        verb, thing = generator.choice(shown)
        if generator.random() < 0.25:
            thing = generator.choice(list(KIND))
            lines.append(generator.choice(_MADE).format(thing=thing, kind=KIND[thing]))
        else:
            way = solution(verb, KIND[thing], generator.choice(_ANSWERED))
            lines.append(f"Question: {goal(verb, thing, generator)}\nAnswer: {way}")
    return "\n".join(lines)


def benchmark(seed: int, size: int) -> list[dict]:
    """Rows of sample-piqa: goal, sol1, sol2, label. The wrong way fits another material, or another goal."""
    generator = random.Random(f"{seed} sample-piqa")
    hidden = goals(seed)[1]
    asked = [(verb, thing, form) for verb, thing in hidden for form in _ASKED]
    rows = []
    for verb, thing, form in generator.sample(asked, size):
        said = generator.choice(_ANSWERED)
        right = solution(verb, KIND[thing], said)
        if generator.random() < 0.5:
            wrong = solution(verb, generator.choice([k for k in OBJECTS if k != KIND[thing]]), said)
        else:
            wrong = solution(generator.choice([v for v in WAYS if v != verb]), KIND[thing], said)
        label = generator.randrange(2)
        both = (wrong, right) if label else (right, wrong)
        rows.append({"goal": form.format(verb=verb, thing=thing), "sol1": both[0], "sol2": both[1], "label": label})
    return rows
