"""What is measured on a block's surroundings: the heading above it, its list, the containers inside the story's."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from cleancopy.blocks.html import BlockEvidence
from cleancopy.blocks.html.evidence import Element
from cleancopy.blocks.html.words import FLAG, FlagRow
from cleancopy.stages.page.tree import Tree

# Flags that are asked for between a block and the container of the story; outside it they hold for every block alike.
INNER = ("related", "newsletter", "comment", "share", "sidebar", "ad", "bio", "product", "embed", "quote", "toc", "faq",
         "tags", "nav", "header", "footer", "form", "list", "table", "figure", "unseen", "caption", "standfirst",
         "story", "article", "button")  # fmt: skip
INNER_ROW = FlagRow(INNER)
# What a heading may say that holds for the blocks below it.
SAYING = ("more", "share", "join", "legal", "comment", "contents", "tags", "author")
FAR = 30
SETTING: tuple[str, ...] = (
    *(f"inner_{name}" for name in INNER),
    "inner_steps", "under_level", "under_gap", "under_linked",
    *(f"under_{name}" for name in SAYING),
    "under_prose", "group_blocks", "group_words", "group_links", "group_ends", "outer_words", "outer_links",
    "outer_prose", "article_number", "article_share", "main_prose_before", "main_prose_after",
)  # fmt: skip


class Setting:
    """The surroundings of every block of a page; `main` holds most of its prose. See `rows`."""

    def __init__(
        self,
        evidence: Sequence[BlockEvidence],
        tree: Tree,
        main: Element | None,
        in_main: Sequence[bool],
    ) -> None:
        self.evidence = evidence
        self.tree = tree
        self.main = main
        self.in_main = in_main
        self.groups: dict[int, list[float]] = {}

    def rows(
        self,
        words: Sequence[int],
        density: Sequence[float],
        levels: Sequence[int],
        ends: Sequence[bool],
        prose: Sequence[bool],
        said: Sequence[Mapping[str, float]],
        wanted: Sequence[bool],
    ) -> list[list[float]]:
        """One row of numbers for each wanted block, in the order of `SETTING`, and an empty one for the others.

        What is known of each block: its words, the share of it that stands in links, its level as a
        heading (0: none), whether it ends like a sentence, whether it is prose, and what its words tell of.
        """
        told = [count if is_prose else 0 for count, is_prose in zip(words, prose, strict=True)]
        self.total = max(1, sum(told))
        tree = self.tree
        self.between = self.flags_between()
        self.articles = self.articles_around()
        self.blocks, self.words = tree.sums([1] * len(words)), tree.sums(words)
        self.linked = tree.sums([count * share for count, share in zip(words, density, strict=True)])
        self.ends, self.prose = tree.sums(ends), tree.sums(told)
        headings = self.headings(levels, density, told, said)
        inside = self.inside_main(told)
        articles: dict[int, int] = {}
        return [
            [
                *self.inner(number),
                *headings[number],
                *self.group(number),
                *self.article(number, articles),
                *inside[number],
            ]
            if needed
            else []
            for number, needed in enumerate(wanted)
        ]

    def inner(self, number: int) -> list[float]:
        """The flags between the block and the story's container, and how many elements lie between them."""
        item = self.evidence[number]
        if self.main is not None and self.in_main[number]:
            place = self.tree.places[number]
            steps = float(min(item.element.depth - self.main.depth, 12))
            return [*INNER_ROW(item.inline | self.between[place]), steps]
        return [*INNER_ROW(item.inline | item.element.around), -1.0]

    def flags_between(self) -> list[int]:
        """For each element the flags of it and of what stands between it and the story's container."""
        found: list[int] = []
        for element, outer in zip(self.tree.elements, self.tree.parents, strict=True):
            found.append(0 if element is self.main or outer < 0 else found[outer] | element.flags)
        return found

    def articles_around(self) -> list[int]:
        """For each element the place of the innermost article that it is or stands in; -1: none."""
        found: list[int] = []
        for place, (element, outer) in enumerate(zip(self.tree.elements, self.tree.parents, strict=True)):
            found.append(place if element.tag == "article" else found[outer] if outer >= 0 else -1)
        return found

    def headings(
        self,
        levels: Sequence[int],
        density: Sequence[float],
        told: Sequence[int],
        said: Sequence[Mapping[str, float]],
    ) -> list[list[float]]:
        """What the last heading above each block is, how far up, what it says, and how much prose followed it."""
        row, gap, prose = [0.0] * (2 + len(SAYING)), FAR, 0
        rows = []
        for number, level in enumerate(levels):
            rows.append([row[0], float(min(gap, FAR)), *row[1:], math.log1p(prose)])
            gap += 1
            prose += told[number]
            if level:
                row = [float(level), density[number], *(said[number].get(name, 0.0) for name in SAYING)]
                gap, prose = 0, 0
        return rows

    def group(self, number: int) -> list[float]:
        """The element around the block's own, and the one around that: blocks, words, links, sentences, prose."""
        group = self.tree.parents[self.tree.places[number]]
        if group < 0:
            return [0.0] * 7
        known = self.groups.get(group)
        if known is None:
            known = self.groups[group] = self.of_group(group)
        return known

    def of_group(self, group: int) -> list[float]:
        """What is told of a group to all blocks in it."""
        parents = self.tree.parents
        beyond = parents[group] if parents[group] >= 0 else group
        blocks = max(1.0, self.blocks[group])
        return [
            math.log1p(self.blocks[group]),
            math.log1p(self.words[group] / blocks),
            self.linked[group] / max(1.0, self.words[group]),
            self.ends[group] / blocks,
            math.log1p(self.words[beyond]),
            self.linked[beyond] / max(1.0, self.words[beyond]),
            self.prose[beyond] / self.total,
        ]

    def article(self, number: int, articles: dict[int, int]) -> list[float]:
        """Which of the page's article elements the block stands in (0: none), and how much of the prose that holds."""
        if not self.evidence[number].element.around & FLAG["article"]:
            return [0.0, 0.0]
        place = self.articles[self.tree.places[number]]
        if place < 0:
            return [0.0, 0.0]
        found = articles.setdefault(place, len(articles) + 1)
        return [float(min(found, 10)), self.prose[place] / self.total]

    def inside_main(self, told: Sequence[int]) -> list[list[float]]:
        """Words of prose of the story's container before and behind each block."""
        own = [count if inside else 0 for count, inside in zip(told, self.in_main, strict=True)]
        total, before, rows = sum(own), 0, []
        for count in own:
            rows.append([math.log1p(before), math.log1p(max(0, total - before - count))])
            before += count
        return rows
