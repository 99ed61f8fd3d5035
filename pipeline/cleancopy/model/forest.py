"""Boosted trees as flat tables: numbers in, one score out, without any library."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

# A tree is a list of nodes (feature, threshold, left, right); a child below zero is leaf number -1 - child.
Node = tuple[int, float, int, int]
Tree = tuple[tuple[Node, ...], tuple[float, ...]]


class Forest:
    """The sum of small regression trees."""

    def __init__(self, trees: Sequence[Tree]) -> None:
        self._trees = tuple(trees)

    @classmethod
    def read(cls, data: Sequence[Mapping[str, Any]]) -> Forest:
        """Build from what `packed` wrote."""
        return cls(
            [
                (
                    tuple(zip(t["feature"], t["threshold"], t["left"], t["right"], strict=True)),
                    tuple(t["leaf"]),
                )
                for t in data
            ]
        )

    def packed(self) -> list[dict[str, list[Any]]]:
        """Return plain lists for a JSON file."""
        names = ("feature", "threshold", "left", "right")
        return [
            {**{name: [node[at] for node in nodes] for at, name in enumerate(names)}, "leaf": list(leaves)}
            for nodes, leaves in self._trees
        ]

    def score(self, numbers: Sequence[float]) -> float:
        """Return the sum over all trees; a number equal to a threshold goes left."""
        total = 0.0
        for nodes, leaves in self._trees:
            at = 0
            while at >= 0:
                feature, threshold, left, right = nodes[at]
                at = left if numbers[feature] <= threshold else right
            total += leaves[-1 - at]
        return total
