"""What is measured on the box that a block stands in: fields and buttons of forms near it, text that it says again."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from cleancopy.stages.page.tree import Tree

BOXES: tuple[str, ...] = ("control_steps", "control_count", "control_blocks", "control_share", "said_inside")
# A field of a form counts so many elements out from the block's own.
FAR = 6
# A line of so many words may be lifted out of the story, as quotations are; so much text is searched for it.
SHORTEST, LONGEST, SEARCHED = 5, 60, 200_000


class Boxes:
    """The boxes of a page: for each element how many fields and buttons of forms stand in it."""

    def __init__(self, tree: Tree, controls: Sequence[Sequence[int]], blocks: Sequence[float]) -> None:
        self.tree = tree
        self.blocks = blocks
        self.within = Counter([number for around in controls for number in around])
        self.known: dict[int, tuple[float, float, int]] = {}

    def row(self, number: int, prose: Sequence[float], total: float) -> tuple[float, ...]:
        """How far out the nearest element with a field lies, how many it has, its blocks, and its share of the prose.

        `prose` has the words of prose of each element, `total` those of the page.
        """
        if not self.within:
            return NOWHERE
        own = self.tree.places[number]
        found = self.known.get(own)
        if found is None:
            found = self.known[own] = self.nearest(number)
        steps, count, place = found
        if place < 0:
            return NOWHERE
        return steps, math.log1p(count), math.log1p(self.blocks[place]), prose[place] / total

    def nearest(self, number: int) -> tuple[float, float, int]:
        """The steps to the innermost element around a block that holds a field, how many it holds, and its place."""
        for steps, place in enumerate(self.tree.line(number, FAR)):
            if count := self.within.get(self.tree.elements[place].number, 0):
                return float(steps), float(count), place
        return float(FAR), 0.0, -1


# What stands for the nearest box where none is near.
NOWHERE = (float(FAR), 0.0, 0.0, 0.0)


def lifted(keys: Sequence[str], words: Sequence[int], telling: Sequence[bool]) -> list[float]:
    """For each line 1 where a longer line of the story holds all its words in their order, else 0.

    `keys` are the folded lines, `telling` those that tell the story in all likelihood.
    """
    story = "\n".join([f" {key} " for key, told in zip(keys, telling, strict=True) if told])[:SEARCHED]
    found = []
    for key, count, told in zip(keys, words, telling, strict=True):
        inside = False
        if SHORTEST <= count <= LONGEST:
            phrase = f" {key} "
            at = story.find(phrase)
            if at >= 0 and told:
                # The line itself is part of the story: it must come again.
                at = story.find(phrase, at + 1)
            inside = at >= 0
        found.append(float(inside))
    return found
