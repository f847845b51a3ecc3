"""What the tokenizers library holds to be letters, numbers, white space and composing characters.

The library asks three tables: Oniguruma's for the patterns of splits, Rust's for Digits, and the one of a crate for NFC,
each of a Unicode version of its own. All three are asked here about every code point, and the answers are written down as
ranges, so that no table of a JDK has a say.

    python unicode_tables.py > ../../main/resources/dev/assay/core/tokenizer/characters.txt

Needs tokenizers 0.23.3.
"""

import tokenizers
from tokenizers import Regex, normalizers, pre_tokenizers

CODE_POINTS = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]


def matching(pattern):
    split = pre_tokenizers.Split(Regex(pattern), "removed")
    return {c for c in CODE_POINTS if not split.pre_tokenize_str(chr(c))}


def digits():
    split = pre_tokenizers.Digits(individual_digits=True)
    return {c for c in CODE_POINTS if len(split.pre_tokenize_str("xx" + chr(c))) == 2}


def composing():
    """Decomposing characters, their parts, and marks that change places with others."""
    nfd = normalizers.NFD()
    found = set()
    for c in CODE_POINTS:
        character = chr(c)
        parts = nfd.normalize_str(character)
        if parts != character:
            found.add(c)
            found.update(map(ord, parts))
        # Class 1, overlay, and class 240, iota subscript: any other mark goes after the one or before the other.
        elif nfd.normalize_str(character + "\u0334") != character + "\u0334":
            found.add(c)
        elif nfd.normalize_str("\u0345" + character) != "\u0345" + character:
            found.add(c)
    return found


def line(name, points):
    ranges = []
    for c in sorted(points):
        if ranges and c == ranges[-1][1] + 1:
            ranges[-1][1] = c
        else:
            ranges.append([c, c])
    return name + "".join(" %x" % a if a == b else " %x-%x" % (a, b) for a, b in ranges)


if __name__ == "__main__":
    numbers = matching(r"\p{N}")
    print(f"# Made by unicode_tables.py from tokenizers {tokenizers.__version__}: ranges of code points, hexadecimal.")
    print(line("letters", matching(r"\p{L}")))
    print(line("numbers", numbers))
    print(line("digits", digits() - numbers))
    print(line("spaces", matching(r"\s")))
    print(line("composing", composing()))
