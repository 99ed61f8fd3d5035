"""A story that a page holds twice, once for each width of the screen, is told once."""

from __future__ import annotations

from collections.abc import Sequence

# What is repeated word for word has at least so many blocks and words. Crossed by site, five articles lose such
# repeats: four of them score .57, .16, .15 and .03 better, one .03 worse. A single paragraph is repeated by will as
# often as not.
LEAST_BLOCKS, LEAST_WORDS = 3, 60
# So many places that begin alike are compared.
MOST_BEGINNINGS = 8


def repeats(keys: Sequence[str], words: Sequence[int]) -> dict[int, int]:
    """Which lines say again, in one run, what a run of lines before them said, and for each the line that said it.

    Empty keys do not count.
    """
    found: dict[int, int] = {}
    begun: dict[str, list[int]] = {}
    line = 0
    while line < len(keys):
        key = keys[line]
        places = begun.setdefault(key, []) if key else []
        length, first = max(((alike(keys, place, line), place) for place in places), default=(0, 0))
        if length >= LEAST_BLOCKS and sum(words[line : line + length]) >= LEAST_WORDS:
            found.update(zip(range(line, line + length), range(first, first + length), strict=True))
            line += length
            continue
        if key and len(places) < MOST_BEGINNINGS:
            places.append(line)
        line += 1
    return found


def alike(keys: Sequence[str], first: int, second: int) -> int:
    """How many lines from two places on are the same, up to the second place and to a line that says nothing."""
    length = 0
    while second + length < len(keys) and first + length < second and keys[second + length]:
        if keys[first + length] != keys[second + length]:
            break
        length += 1
    return length
