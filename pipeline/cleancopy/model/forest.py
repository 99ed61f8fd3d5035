"""Boosted trees without a library: numbers in, one score out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any

# A node is (feature, threshold, left, right); a child below zero is leaf number -1 - child.
Node = tuple[int, float, int, int]
Tree = tuple[tuple[Node, ...], tuple[float, ...]]
Score = Callable[[Sequence[float]], float]
Scores = Callable[[Sequence[float]], tuple[float, ...]]


class Forest:
    """The sum of small regression trees.

    The trees become one Python expression, made of nothing but integers and
    floats of the tables; the numbers are its parameters, for reading those is
    quicker than reading places of a list. A third of the time of walking the
    tables.
    """

    def __init__(self, trees: Sequence[Tree]) -> None:
        self._trees = tuple(trees)

    @classmethod
    def read(cls, data: Sequence[Mapping[str, Any]]) -> Forest:
        """Build from what `packed` wrote; raises ValueError or TypeError where a number is none."""
        return cls(
            [
                (
                    tuple(
                        (int(feature), float(threshold), int(left), int(right))
                        for feature, threshold, left, right in zip(
                            t["feature"], t["threshold"], t["left"], t["right"], strict=True
                        )
                    ),
                    tuple(float(leaf) for leaf in t["leaf"]),
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

    @cached_property
    def score(self) -> Score:
        """A function of the numbers: the sum over all trees; a number equal to a threshold goes left."""
        scores = together([self])
        return lambda numbers: scores(numbers)[0]

    @property
    def features(self) -> int:
        """How many numbers the trees look at, those between counted too."""
        return max((node[0] + 1 for nodes, _ in self._trees for node in nodes), default=0)

    @property
    def expression(self) -> str:
        """The sum as Python, its numbers called x0, x1, …"""
        return "+".join(_expression(nodes, leaves, 0) for nodes, leaves in self._trees) or "0.0"


def together(forests: Sequence[Forest]) -> Scores:
    """A function of the numbers that gives the score of each forest, in their order."""
    names = [f"x{number}" for number in range(max((forest.features for forest in forests), default=0))]
    sums = "".join(f"{forest.expression}," for forest in forests)
    source = f"lambda {', '.join([*names, '*_'])}: ({sums})"
    made: Callable[..., tuple[float, ...]] = eval(compile(source, "<trees>", "eval"), {"__builtins__": {}})
    return lambda numbers: made(*numbers)


def _expression(nodes: Sequence[Node], leaves: Sequence[float], at: int) -> str:
    if at < 0:
        return repr(leaves[-1 - at])
    feature, threshold, left, right = nodes[at]
    yes, no = _expression(nodes, leaves, left), _expression(nodes, leaves, right)
    return f"({yes} if x{feature}<={threshold!r} else {no})"
