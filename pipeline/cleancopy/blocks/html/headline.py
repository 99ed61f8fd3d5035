"""Which line of a page is its headline: titles that it claims, held against the lines that it shows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleancopy.blocks.html.claims import texts
from cleancopy.blocks.html.evidence import HEADINGS, BlockEvidence, Element
from cleancopy.blocks.html.houses import (
    SITE_MARK,
    bare_title,
    longer_side,
    named_houses,
    publisher,
    whole_title,
)
from cleancopy.blocks.html.names import folded
from cleancopy.blocks.html.shown import Shown
from cleancopy.blocks.html.words import FLAG, word_groups

METAS = word_groups("meta_names.txt")["title"]
# A headline has at least and at most so many characters; what is shorter is a section, longer a text.
SHORTEST_HEADLINE, LONGEST_HEADLINE = 4, 300
# The only heading of the first level is believed without a claim like it from so many letters or three words on.
SHORTEST_ALONE = 12
# What a heading of each level is worth before anything else is known of it.
LEVELS = {1: 2.0, 2: 0.8, 3: 0.3}
# What a line needs to be the headline. A heading of the first level that no claim resembles has 1.5.
LEAST = 1.0
# A line that is a link leads to another page, and resembles the claims for its topic.
LINKED = 0.9
# Words in common with a claim: from here on a line is like it, and below this it says something else.
ALIKE, UNLIKE = 0.55, 0.25
HEADLINE = FLAG["headline"]
# Elements whose lines are no headlines unless they are headings.
NO_TITLES = frozenset({"li", "button", "summary", "label", "option", "td", "th", "nav", "a"})
# Words before a headline, as in "Blog: ", and behind it, as in " / Dec 2025".
KICKER = re.compile(r"\s*[\w&-]+(?: [\w&-]+){0,2}\s*[:|/\n]\s*")
TRAILER = re.compile(r"\s*[|/]\s*[\w&-]+(?: [\w&-]+){0,2}\s*")
# What may stand inside a word and is not shown.
UNSEEN = re.compile("[\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}]")


class Headlines:
    """The lines of a page that may be its headline, and the titles that it claims, the surest first."""

    def __init__(self, shown: Shown) -> None:
        self.shown = shown
        claims = shown.claims
        self.house = publisher(claims)
        self.houses = named_houses(claims)
        self.wanted = [
            claim
            for claim in (
                claims.meta("og:title"),
                *texts(claims.article.get("headline"))[:1],
                claims.meta("twitter:title"),
                claims.title,
                claims.meta(*METAS),
            )
            if claim
        ]
        self.bare = [bare_title(claim, self.house) for claim in self.wanted]
        told = (*self.wanted, *self.bare, longer_side(claims.title))
        self.keys = {folded(claim) for claim in told} - {""} - self.houses
        self.words = [Words(key) for key in self.keys]
        # A line of another length says something else, whatever is folded away.
        sizes = [len(key) for key in self.keys]
        self.shortest, self.longest = min(sizes, default=0) // 2, 2 * max(sizes, default=0) + 10

    def told(self) -> tuple[str, int | None, str]:
        """The headline, the block where it stands or in whose place, and whether it is `visible` or `claimed`.

        An empty text where nothing tells it; no block where the page does not show it.
        """
        place = self.best()
        if place is None:
            claim = whole_title(self.bare)
            return claim, None, "claimed" if claim else ""
        line = self.shown.blocks[place]
        if agreed := self.agreed_against(line):
            return agreed, place, "claimed"
        whole = fuller(self.without_house(line), [*self.wanted, *self.bare])
        return self.joined(place) or self.without_kicker(whole), place, "visible"

    def best(self) -> int | None:
        """The line that is most likely the headline; None where none is likely enough."""
        best: tuple[float, int] | None = None
        only: list[int] = []
        for number, (text, item) in enumerate(zip(self.shown.blocks, self.shown.evidence, strict=True)):
            if SHORTEST_HEADLINE <= len(text) <= LONGEST_HEADLINE and self.may_be_headline(text, item):
                score = self.score(text, item) - 0.001 * number
                if score > LEAST and (best is None or score > best[0]):
                    best = score, number
                if item.level == 1 and self.may_stand_alone(text, item):
                    only.append(number)
        if best is not None:
            return best[1]
        return only[0] if len(only) == 1 else None

    def may_stand_alone(self, text: str, item: BlockEvidence) -> bool:
        """Whether a heading of the first level is the headline where no other line is, whatever is around it."""
        if any(map(item.has, ("nav", "footer", "cookie"))):
            return False
        return (len(text.split()) > 2 or len(text) > SHORTEST_ALONE) and folded(text) not in self.houses

    def may_be_headline(self, text: str, item: BlockEvidence) -> bool:
        """Whether a line is a heading, or is named one, or says what the page claims as its title."""
        if item.level or ((item.around | item.inline) & HEADLINE and item.near("headline", 1)):
            return True
        if not self.shortest <= len(text) <= self.longest:
            return False
        # Pages laid out in tables have their headline in a cell, and no link in it.
        if item.tag in NO_TITLES and (item.tag != "td" or item.links):
            return False
        return item.link_density < 0.5 and folded(text) in self.keys

    def score(self, text: str, item: BlockEvidence) -> float:
        """How much speaks for a line."""
        key, level = folded(text), item.level
        score = LEVELS.get(level, 0.0)
        if key in self.keys:
            score += 3.0
        elif key in self.houses:
            score -= 2.0
        elif key and item.link_density <= LINKED and self.is_alike(key):
            score += 2.0 if level == 1 else 0.6
        elif level == 1 and self.keys:
            score -= 0.5
        if item.near("headline", 1) or "headline" in item.itemprops:
            score += 0.3
        if any(map(item.has, ("hidden", "nav", "footer"))) or item.near("related", 4):
            score -= 1.5
        if item.link_density > LINKED:
            score -= 0.5
        return score

    def is_alike(self, key: str) -> bool:
        """Whether a folded line has enough words in common with one of the claims."""
        words = Words(key)
        return any(words.overlap(other) >= ALIKE for other in self.words)

    def agreed_against(self, line: str) -> str:
        """The title that Open Graph and <title> agree on, where the line says something else; empty elsewhere."""
        claimed = self.shown.claims.meta("og:title")
        if not claimed or not self.shown.claims.title or folded(line) in self.keys:
            return ""
        bare = bare_title(claimed, self.house)
        key = folded(bare)
        agree = key == folded(bare_title(self.shown.claims.title, self.house)) and len(key.split()) > 1
        return bare if agree and shared(folded(line), key) < UNLIKE else ""

    def without_house(self, line: str) -> str:
        """A shown headline without the name of the house behind it."""
        parts = SITE_MARK.split(line)
        if len(parts) > 1 and folded(parts[-1]) in self.houses:
            return line[: line.rindex(SITE_MARK.findall(line)[-1])]
        return line

    def joined(self, place: int) -> str:
        """The claim that says all lines of the heading in which the best one stands; empty where there is none."""
        blocks, evidence = self.shown.blocks, self.shown.evidence
        top = heading_around(evidence[place])
        if top is None:
            return ""
        first, last = place, place
        while first and evidence[first - 1].element.within(top):
            first -= 1
        while last + 1 < len(blocks) and evidence[last + 1].element.within(top):
            last += 1
        if first == last:
            return ""
        key = folded("".join(blocks[first : last + 1])).replace(" ", "")
        return next((c for c in (*self.wanted, *self.bare) if folded(c).replace(" ", "") == key), "")

    def without_kicker(self, line: str) -> str:
        """A shown headline without the short words before or behind it that several claims go without."""
        for claim in self.bare:
            if len(claim.split()) < 4 or len(claim) >= len(line) or self.bare.count(claim) < 2:
                continue
            if line.endswith(claim) and KICKER.fullmatch(line[: -len(claim)]):
                return claim
            if line.startswith(claim) and TRAILER.fullmatch(line[len(claim) :]):
                return claim
        return line


def heading_around(item: BlockEvidence) -> Element | None:
    """The heading that a block stands in; None outside of headings."""
    if not item.level:
        return None
    return next((element for element in item.element.chain() if element.tag in HEADINGS), None)


def fuller(shown: str, claims: Sequence[str]) -> str:
    """The shown headline; where the page sets its parts apart by layout alone, the claim of the same words instead.

    >>> fuller("Bahn\\nMehr Züge", ["Bahn: Mehr Züge", "Mehr Züge"]), fuller("More trains", ["“More trains”"])
    ('Bahn: Mehr Züge', 'More trains')
    """
    key = folded(shown)
    for claim in claims:
        told = folded(claim)
        joined = "\n" in shown or told != key or claim.count(":") > shown.count(":")
        if joined and told.replace(" ", "") == key.replace(" ", ""):
            return claim
    return " ".join(UNSEEN.sub("", shown).split())


class Words:
    """The words of a folded title, and those of them that are long, or numbers, or in letters of their own."""

    # A title of fewer words is like anything.
    LEAST = 3

    def __init__(self, key: str) -> None:
        self.all = set(key.split())
        self.long = {word for word in self.all if len(word) > 3 or not word.isascii() or word[0].isdigit()}

    def overlap(self, other: Words) -> float:
        """The share of the words of the shorter title that the longer holds too; 0 for very short ones.

        Where both have enough long words, the short ones, which any two titles share, do not count.

        >>> Words("about the new river bridge plans").overlap(Words("about old river boats sinking"))
        0.5
        """
        if min(len(self.long), len(other.long)) >= self.LEAST:
            return len(self.long & other.long) / min(len(self.long), len(other.long))
        smaller = min(len(self.all), len(other.all))
        return len(self.all & other.all) / smaller if smaller >= self.LEAST else 0.0


def shared(one: str, other: str) -> float:
    """The share of the words of the shorter text that the longer holds too; 0 when one is empty."""
    first, second = set(one.split()), set(other.split())
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0
