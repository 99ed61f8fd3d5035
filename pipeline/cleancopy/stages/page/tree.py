"""The elements around the blocks of a page, and sums over what stands inside each."""

from __future__ import annotations

from collections.abc import Sequence

from cleancopy.blocks.html import BlockEvidence
from cleancopy.blocks.html.evidence import Element


class Tree:
    """Every element that a block stands in, outer ones first, each with its place in that order.

    `places` has the place of each block's own element, `parents` that of the element around each (-1: none).
    Both are empty for a page without blocks.
    """

    def __init__(self, evidence: Sequence[BlockEvidence]) -> None:
        found: dict[int, Element] = {}
        for item in evidence:
            element: Element | None = item.element
            while element is not None and element.number not in found:
                found[element.number] = element
                element = element.parent
        order = sorted(found)
        place = {number: at for at, number in enumerate(order)}
        self.elements = [found[number] for number in order]
        self.parents = [-1 if e.parent is None else place[e.parent.number] for e in self.elements]
        self.places = [place[item.element.number] for item in evidence]

    def sums(self, values: Sequence[float]) -> list[float]:
        """For each element the sum of what its blocks count, those of elements inside it too."""
        total = [0.0] * len(self.elements)
        for place, value in zip(self.places, values, strict=True):
            total[place] += value
        for place in range(len(total) - 1, 0, -1):
            total[self.parents[place]] += total[place]
        return total

    def innermost(self, sums: Sequence[float], least: float) -> Element | None:
        """The deepest element, and of those the first, whose sum is at least so large; the page if there is none.

        None on a page without blocks.
        """
        wide = [element for element, total in zip(self.elements, sums, strict=True) if total >= least]
        wide = wide or self.elements[:1]
        return max(wide, key=lambda element: (element.depth, -element.number), default=None)

    def around(self, block: int) -> tuple[int, int]:
        """The places of the element around a block's own and of the next one out; the outermost where there is none."""
        outer = self.parents[self.places[block]]
        if outer < 0:
            return 0, 0
        return outer, max(0, self.parents[outer])

    def inside(self, holder: Element | None) -> list[bool]:
        """For each element whether it is the holder or stands in it; nothing stands in None."""
        found: list[bool] = []
        for element, outer in zip(self.elements, self.parents, strict=True):
            found.append(element is holder or (outer >= 0 and found[outer]))
        return found

    def line(self, block: int, steps: int) -> list[int]:
        """The places of a block's own element and of those around it, innermost first, at most `steps`."""
        found: list[int] = []
        place = self.places[block]
        while place >= 0 and len(found) < steps:
            found.append(place)
            place = self.parents[place]
        return found
