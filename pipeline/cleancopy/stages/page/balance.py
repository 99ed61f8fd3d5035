"""Chances held against what the best text of a page is worth: where little is in doubt, more is needed.

Of all sets of blocks that one has the highest expected F1 that holds every block with a chance above half of that F1.
A page in doubt keeps to the threshold.
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
    """The chances lowered so that what stood at half of the expected F1 stands at the threshold, where that is lower.

    >>> [round(chance, 2) for chance in balanced([0.99, 0.5, 0.01], [50, 5, 50], 0.45)]
    [0.99, 0.47, 0.01]
    """
    half = expected_f1(chances, words) / 2
    if half <= threshold:
        return list(chances)
    factor = threshold / (1 - threshold) * (1 - half) / half
    return [factor * chance / (1 - chance + factor * chance) for chance in chances]
