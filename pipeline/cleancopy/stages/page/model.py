"""The story model: boosted trees over block features, read from a data file and asked without any library."""

from __future__ import annotations

import hashlib
import json
import math
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from cleancopy.stages.page.features import NAMES

# Where the first trees are this sure, in nats, the others are not asked. Of 13,057 blocks of 45 development
# pages 81 % end there; none of them changes sides when all trees are asked, and chances differ by .03.
FIRST, SURE = 55, 2.0

Tree = Any  # [feature, threshold, low, high] or a number; JSON has no recursive types


@cache
def page_model_digest() -> str:
    """SHA-256 (hex) of the story model."""
    return hashlib.sha256(files(__package__).joinpath("story_model.json").read_bytes()).hexdigest()


@cache
def trees() -> tuple[Tree, ...]:
    """The trees of the model. Raises ValueError for a model trained on other features."""
    model = json.loads(files(__package__).joinpath("story_model.json").read_text(encoding="utf-8"))
    if tuple(model["features"]) != NAMES:
        raise ValueError("story_model.json was trained on other features; run training.pages.train again")
    return tuple(model["trees"])


def story_chance(row: Sequence[float]) -> float:
    """How likely it is that the block is story, from 0 to 1.

    What the first trees are sure of is not put to the others.
    """
    forest = trees()
    total = grown(forest[:FIRST], row)
    if abs(total) < SURE:
        total += grown(forest[FIRST:], row)
    return 1.0 / (1.0 + math.exp(-total))


def grown(forest: Sequence[Tree], row: Sequence[float]) -> float:
    """The sum of what some trees say of a row, in nats."""
    total = 0.0
    for tree in forest:
        while tree.__class__ is list:
            tree = tree[2] if row[tree[0]] <= tree[1] else tree[3]
        total += tree
    return total


def reasons(row: Sequence[float], count: int = 3) -> tuple[str, ...]:
    """The features that the trees turned on most often for this row, strongest first."""
    used: Counter[int] = Counter()
    for tree in trees():
        path = []
        while tree.__class__ is list:
            path.append(tree[0])
            tree = tree[2] if row[tree[0]] <= tree[1] else tree[3]
        for feature in path:
            used[feature] += abs(tree) / len(path)
    return tuple(NAMES[feature] for feature, _ in used.most_common(count))
