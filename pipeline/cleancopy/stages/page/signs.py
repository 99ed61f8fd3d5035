"""What is measured on a block beside its place: pictures and italics at it, its neighbours' ends, words it shares."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, compress

from cleancopy.blocks.html import BlockEvidence
from cleancopy.blocks.html.claims import Claims
from cleancopy.blocks.html.names import folded

SIGNS: tuple[str, ...] = (
    "italic", "picture", "picture_behind", "sentences", "address", "bars", "prev_colon", "prev_bold", "next_ends",
    "next_bold", "main_before", "main_behind", "of_prose", "claim", "first_of_parent", "last_of_parent",
    "shared", "shared_words", "title_shared",
)  # fmt: skip
# What a page may claim to be, the most telling first, and the number that stands for it; 0 stands for nothing.
NEWS = 3.0
CLAIMED = (
    (re.compile("news", re.I), NEWS),
    (re.compile("blog", re.I), 2.0),
    (re.compile("article|report", re.I), 1.0),
)
ENDS = frozenset(".!?。！？…।")
COLONS = ":："
ADDRESSES = ("@", "http", "www.")
BARS = ("|", "•", " / ", "→")
# Words are told by so many first letters; shorter words than the second number tell nothing of a subject.
STEM, SHORTEST = 6, 4
MOST_SENTENCES, MOST_BARS, MOST_BLOCKS, MOST_BESIDE, MOST_SHARED = 8, 4, 15, 5, 20
# What stands for a neighbour where there is none: how it ends, whether with a colon, how bold it is.
NOBODY = (-1.0, -1.0, -1.0)


class Signs:
    """The signs of the wanted blocks of a page.

    `prose` and `in_main` tell which blocks tell its story in all likelihood; those are wanted.
    """

    def __init__(
        self,
        texts: Sequence[str],
        evidence: Sequence[BlockEvidence],
        keys: Sequence[str],
        prose: Sequence[bool],
        in_main: Sequence[bool],
        wanted: Sequence[bool],
    ) -> None:
        self.texts = texts
        self.evidence = evidence
        self.wanted = wanted
        self.stems = [stems(key) if needed else set() for key, needed in zip(keys, wanted, strict=True)]
        self.telling = [is_prose and inside for is_prose, inside in zip(prose, in_main, strict=True)]
        self.in_main = in_main

    def rows(self, claims: Claims, headline: str, words: Sequence[int], total: int) -> list[list[float]]:
        """One row of numbers for each wanted block, in the order of `SIGNS`, and an empty one for the others.

        `total` are the page's words of prose.
        """
        claim = claimed(claims)
        title = stems(folded(headline))
        known: Counter[str] = Counter()
        for found, telling in zip(self.stems, self.telling, strict=True):
            if telling:
                known.update(found)
        sides = [side(text, item) for text, item in zip(self.texts, self.evidence, strict=True)]
        pictures = [*(float(item.picture) for item in self.evidence), 0.0]
        places = self.places()
        inside = [0, *accumulate(self.in_main)]
        rows: list[list[float]] = [[] for _ in self.texts]
        for number in compress(range(len(self.texts)), self.wanted):
            before, behind = inside[number], inside[-1] - inside[number + 1]
            previous = sides[number - 1] if number else NOBODY
            following = sides[number + 1] if number + 1 < len(sides) else NOBODY
            rows[number] = [
                italic(self.evidence[number]),
                pictures[number],
                pictures[number + 1],
                *marks(self.texts[number]),
                *previous[1:],
                following[0],
                following[2],
                float(min(MOST_BLOCKS, before)),
                float(min(MOST_BLOCKS, behind)),
                words[number] / total,
                claim,
                *places[number],
                *self.shared(number, known, title),
            ]
        return rows

    def shared(self, number: int, known: Counter[str], title: set[str]) -> tuple[float, float, float]:
        """The share of the block's words that other prose of the page has too, their number, the share of the title."""
        own = self.stems[number]
        least = 2 if self.telling[number] else 1
        count = sum([known[stem] >= least for stem in own])
        return (
            count / len(own) if own else -1.0,
            float(min(MOST_SHARED, count)),
            len(title & own) / len(title) if title else 0.0,
        )

    def places(self) -> list[tuple[float, float]]:
        """How many blocks of the same parent element stand before each block, and how many behind it."""
        parents = [outer.number if (outer := item.element.parent) else 0 for item in self.evidence]
        total = Counter(parents)
        seen: Counter[int] = Counter()
        found = []
        for parent in parents:
            before = seen[parent]
            behind = total[parent] - before - 1
            found.append((float(min(MOST_BESIDE, before)), float(min(MOST_BESIDE, behind))))
            seen[parent] += 1
        return found


def stems(key: str) -> set[str]:
    """The beginnings of the words of a folded text that may tell of its subject."""
    return {word[:STEM] for word in key.split() if len(word) >= SHORTEST}


def italic(item: BlockEvidence) -> float:
    """The share of the text that stands in italics."""
    return item.italic / item.length if item.length else 0.0


def marks(text: str) -> tuple[float, float, float]:
    """Sentences before the last one, whether an address is named, and signs between the parts of a line."""
    return (
        float(min(MOST_SENTENCES, text.count(". ") + text.count("。"))),
        float(any(sign in text for sign in ADDRESSES)),
        float(min(MOST_BARS, sum([text.count(bar) for bar in BARS]))),
    )


def side(text: str, item: BlockEvidence) -> tuple[float, float, float]:
    """What a block shows its neighbours: an end like a sentence's (.5: in quotes), a colon, the share in bold type."""
    text = text.rstrip()
    last = text[-1:]
    ends = 1.0 if last in ENDS else 0.5 if text[-2:-1] in ENDS else 0.0
    return ends, float(last in COLONS), item.bold / item.length if item.length else 0.0


def claimed(claims: Claims) -> float:
    """The number of what the page claims to be."""
    for pattern, number in CLAIMED:
        if any(pattern.search(name) for name in claims.types):
            return number
    return float(claims.meta("og:type").lower() == "article")
