"""What is measured on the links of a block: where they lead, and what else stands in the same link."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from cleancopy.blocks.html import BlockEvidence
from cleancopy.blocks.html.claims import Claims

LINKS: tuple[str, ...] = (
    "card_blocks",
    "card_words",
    "to_part",
    "to_site",
    "to_others",
    "to_nothing",
    "paid",
)
NOWHERE = (0.0,) * len(LINKS)
ELSEWHERE = ("http://", "https://", "//")
# A block stands in its link with so much of its text; cards hold at most this share of what is likely story.
LINKED, MOST_CARDS = 0.9, 0.4
END = re.compile(r"[/?#]")
NO_PAGE = ("javascript:", "mailto:", "tel:", "sms:", "data:")
PAID = frozenset({"sponsored", "nofollow", "ugc"})


class Links:
    """The links of a page."""

    def __init__(self, evidence: Sequence[BlockEvidence], words: Sequence[int], claims: Claims) -> None:
        self.evidence = evidence
        self.cards = Counter([item.card for item in evidence if item.card])
        self.said: Counter[int] = Counter()
        for item, count in zip(evidence, words, strict=True):
            if item.card:
                self.said[item.card] += count
        self.site = host(claims.canonical or claims.meta("og:url")) or self.usual()

    def usual(self) -> str:
        """The host that most links of the page name."""
        told = Counter([found for item in self.evidence for href in item.hrefs if (found := host(href))])
        return told.most_common(1)[0][0] if told else ""

    def row(self, number: int) -> tuple[float, ...]:
        """How many blocks and words stand in the block's link, the shares of its links by where they lead, and
        whether they are paid for or not vouched for."""
        item = self.evidence[number]
        if not item.hrefs:
            return NOWHERE
        part = site = others = nothing = 0
        for href in item.hrefs:
            if href[0] == "#":
                part += 1
            elif href.startswith(ELSEWHERE):
                inside = host(href) == self.site
                site += inside
                others += not inside
            elif href.startswith(NO_PAGE):
                nothing += 1
            else:
                site += 1
        count = len(item.hrefs)
        return (
            float(min(self.cards[item.card], 10)) if item.card else 0.0,
            math.log1p(self.said[item.card]) if item.card else 0.0,
            part / count,
            site / count,
            others / count,
            nothing / count,
            float(not PAID.isdisjoint(item.relations)),
        )


def cards(texts: Sequence[str], evidence: Sequence[BlockEvidence], likely: Sequence[bool]) -> set[int]:
    """The numbers of the likely blocks that share one link with others; none where they hold much of what is likely.

    Of 7,792 such blocks on 217 sites of the development pages 13 are in references, all of one site.
    """
    shared = {
        card for card, count in Counter([item.card for item in evidence if item.card]).items() if count > 1
    }
    found = {
        number
        for number, item in enumerate(evidence)
        if likely[number] and item.card in shared and item.link_density > LINKED
    }
    told = sum(len(text) for text, kept in zip(texts, likely, strict=True) if kept)
    return found if sum(len(texts[number]) for number in found) <= MOST_CARDS * told else set()


def host(address: str) -> str:
    """The last two parts of the name of an address's host; empty for one without a host."""
    _, slashes, rest = address.partition("//")
    name = END.split(rest, maxsplit=1)[0].rpartition("@")[2].partition(":")[0] if slashes else ""
    return ".".join(name.lower().split(".")[-2:])
