"""Whether two lists of log-likelihoods say the same of the same items."""

from __future__ import annotations

from dataclasses import dataclass

Answers = dict[str, list[float]]


@dataclass
class Agreement:
    """explained: other picks that lie no further apart than the two programs' arithmetic does elsewhere."""

    items: int = 0
    equal: int = 0
    explained: int = 0
    largest: float = 0.0


def pick(likelihoods: list[float]) -> int:
    return likelihoods.index(max(likelihoods))


def compare(ours: Answers, theirs: Answers) -> Agreement:
    """Of the items that both have."""
    apart = {document: max(abs(our - their) for our, their in zip(ours[document], theirs[document], strict=True))
             for document in theirs}
    seen = Agreement(items=len(apart), largest=max(apart.values()))
    for document in apart:
        our, their = pick(ours[document]), pick(theirs[document])
        if our == their:
            seen.equal += 1
            continue
        margin = ours[document][our] - ours[document][their]
        elsewhere = max((value for other, value in apart.items() if other != document), default=0.0)
        # Two values, each as far off as any of another item's.
        seen.explained += margin <= 2 * elsewhere
    return seen
