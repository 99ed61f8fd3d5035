"""Chances held against what the best text of a page is worth: where much is in doubt less is enough, else more.

Of all sets of blocks that one has the highest expected F1 that holds every block with a chance above half of that F1.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul


def expected_f1(chances: Sequence[float], words: Sequence[int]) -> float:
    """The highest expected F1 over words that a set of the page's blocks reaches; 0 for a page without any.

    >>> expected_f1([1.0, 0.0], [10, 10]), round(expected_f1([0.5, 0.5], [10, 10]), 3)
    (1.0, 0.667)
    """
    told = sorted(zip(chances, words, strict=True), reverse=True)
    whole = sum(map(mul, chances, words))
    best = likely = taken = 0.0
    for chance, count in told:
        if chance * 2 <= best:
            break
        likely += chance * count
        taken += count
        found = 2 * likely / (taken + whole) if taken else 0.0
        if found > best:
            best = found
    return best


def balanced(chances: Sequence[float], words: Sequence[int], threshold: float) -> list[float]:
    """The chances moved so that what stood at half of the expected F1 stands at the threshold.

    >>> [round(chance, 2) for chance in balanced([0.9, 0.5, 0.1], [50, 50, 50], 0.5)]
    [0.93, 0.6, 0.14]
    """
    half = expected_f1(chances, words) / 2
    if not half:
        return list(chances)
    factor = threshold / (1 - threshold) * (1 - half) / half
    return [factor * chance / (1 - chance + factor * chance) for chance in chances]
