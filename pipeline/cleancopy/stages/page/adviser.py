"""Ask trafilatura where our own model is in doubt: its text votes on our blocks, and nothing else of it is used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from cleancopy.blocks.html import Page

WORD = re.compile(r"\w+")
GRAM = 3
# Code points of source. The largest article page of the development set has some three million, nearly all of it
# script; trafilatura's time and memory grow with the page, and it takes a minute for ten million.
LARGEST = 4_000_000

Adviser = Callable[[Page], list[float]]


def advised(page: Page) -> list[float]:
    """For each block the share of it that trafilatura extracts, 0 to 1; empty when it has nothing to say."""
    if len(page.document.origin.text) > LARGEST:
        return []
    from trafilatura import extract  # slow to import, and few pages need it

    text = extract(page.document.origin.text, include_comments=False, include_tables=True)
    if not text:
        return []
    words = WORD.findall(text)
    grams = Counter(tuple(words[start : start + GRAM]) for start in range(max(1, len(words) - GRAM + 1)))
    votes = []
    for block in page.blocks:
        found = WORD.findall(block)
        mine = [tuple(found[start : start + GRAM]) for start in range(max(1, len(found) - GRAM + 1))]
        votes.append(sum(gram in grams for gram in mine) / len(mine) if found else 0.0)
    return votes
