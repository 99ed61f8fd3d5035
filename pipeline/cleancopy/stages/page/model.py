"""The story model: boosted trees over block features, read from a data file and asked without any library."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from cleancopy.stages.page.features import NAMES

Tree = Any  # [feature, threshold, low, high] or a number; JSON has no recursive types


@cache
def trees() -> tuple[Tree, ...]:
    """The trees of the model. Raises ValueError for a model trained on other features."""
    model = json.loads(files(__package__).joinpath("story_model.json").read_text(encoding="utf-8"))
    if tuple(model["features"]) != NAMES:
        raise ValueError("story_model.json was trained on other features; run training.pages.train again")
    return tuple(model["trees"])


def story_chance(row: Sequence[float]) -> float:
    """How likely it is that the block is story, from 0 to 1."""
    total = 0.0
    for tree in trees():
        while tree.__class__ is list:
            tree = tree[2] if row[tree[0]] <= tree[1] else tree[3]
        total += tree
    return 1.0 / (1.0 + math.exp(-total))


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
