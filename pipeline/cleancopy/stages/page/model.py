"""The story model: boosted trees over block features, read from a data file and asked without any library.

Every block is judged once by what is seen of it, then, where that leaves it open, again by what was
said of the blocks around it.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from msgspec import Struct

from cleancopy.model.forest import Forest, Node, Score, Scores, Tree, together
from cleancopy.stages.page.again import NAMES_AGAIN, JudgedOnce
from cleancopy.stages.page.features import NAMES, PageFeatures
from cleancopy.stages.page.menus import CHANCE, menu_links

# Outside these chances nothing is looked at again: of 208,264 blocks of the development pages 72 % are, and
# none of them changed sides on the second look (crossed by site).
OPEN_LOW, OPEN_HIGH = 0.05, 0.95

# So many trees are asked for reasons; the first ones carry most of a sum.
REASONING = 40

Branch = Any  # [feature, threshold, low, high] or a number; JSON has no recursive types
Turns = tuple[
    tuple[int, float], ...
]  # the features on the way to a leaf, each with its share of what the leaf says


@dataclass(frozen=True)
class Look:
    """The trees of one look, and the names of the features that they ask for."""

    names: tuple[str, ...]
    trees: tuple[Branch, ...]

    @cached_property
    def score(self) -> Score:
        """The sum of what the trees say of a row, in nats."""
        return Forest([laid_out(tree) for tree in self.trees]).score

    @cached_property
    def turns(self) -> tuple[Scores, Sequence[Turns]]:
        """The numbers of the leaves of the first `REASONING` trees that a row comes to, and what each turned on.

        A tree of leaves that hold their numbers is asked as any other.
        """
        told: list[Turns] = []

        def numbered(branch: Branch, path: tuple[int, ...]) -> Branch:
            if branch.__class__ is not list:
                told.append(tuple((feature, abs(branch) / len(path)) for feature in path))
                return len(told) - 1
            feature, threshold, low, high = branch
            behind = (*path, feature)
            return [feature, threshold, numbered(low, behind), numbered(high, behind)]

        forests = [Forest([laid_out(numbered(tree, ()))]) for tree in self.trees[:REASONING]]
        return together(forests), told


def laid_out(tree: Branch) -> Tree:
    """A nested tree as `Forest` takes it."""
    nodes: list[Node] = []
    leaves: list[float] = []

    def place(branch: Branch) -> int:
        """Lay out a branch and what is below it: its place, below zero for a leaf."""
        if branch.__class__ is not list:
            leaves.append(branch)
            return -len(leaves)
        at = len(nodes)
        nodes.append((0, 0.0, 0, 0))
        feature, threshold, low, high = branch
        nodes[at] = feature, threshold, place(low), place(high)
        return at

    place(tree)
    return tuple(nodes), tuple(leaves)


class Judged(Struct, frozen=True, gc=False):
    """The chance that a block is story, 0 to 1, and the row of features that spoke last; empty for links of menus."""

    chance: float
    row: Sequence[float]


@cache
def page_model_digest() -> str:
    """SHA-256 (hex) of the story model."""
    return hashlib.sha256(files(__package__).joinpath("story_model.json").read_bytes()).hexdigest()


@cache
def looks() -> tuple[Look, Look]:
    """The first and the second look. Raises ValueError for a model trained on other features."""
    model = json.loads(files(__package__).joinpath("story_model.json").read_text(encoding="utf-8"))
    found = tuple(Look(tuple(part["features"]), tuple(part["trees"])) for part in model["looks"])
    if tuple(look.names for look in found) != (NAMES, NAMES + NAMES_AGAIN):
        raise ValueError("story_model.json was trained on other features; run training.pages.train again")
    return found[0], found[1]


def judge(features: PageFeatures) -> list[Judged]:
    """How likely each block of a page is story."""
    rows = features.rows(without=menu_links(features))
    chances = [first_chance(row) if row else CHANCE for row in rows]
    once = JudgedOnce(features, chances)
    second = looks()[1]
    judged = []
    for number, (chance, row) in enumerate(zip(chances, rows, strict=True)):
        if OPEN_LOW < chance < OPEN_HIGH:
            row = row + once.row(number)
            chance = likelihood(second.score(row))
        judged.append(Judged(chance, row))
    return judged


def first_chance(row: Sequence[float]) -> float:
    """How likely the block is story by itself, from 0 to 1."""
    return likelihood(looks()[0].score(row))


def likelihood(nats: float) -> float:
    """A sum of trees as a chance."""
    return 1.0 / (1.0 + math.exp(-nats))


def reasons(row: Sequence[float], count: int = 3) -> tuple[str, ...]:
    """The features that the trees turned on most often for this row, strongest first.

    The row's length tells which look was the last; an empty one has no reasons.
    """
    if not row:
        return ()
    look = looks()[len(row) > len(NAMES)]
    leaves, told = look.turns
    used: dict[int, float] = {}
    for leaf in leaves(row):
        for feature, share in told[int(leaf)]:
            used[feature] = used.get(feature, 0.0) + share
    return tuple(look.names[feature] for feature in sorted(used, key=used.__getitem__, reverse=True)[:count])
