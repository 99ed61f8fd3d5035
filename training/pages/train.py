"""Train the story model: boosted trees over the block features, written as plain lists.

    python -m training.pages.train DATA_DIRECTORY

Reads the development pages, writes `pipeline/cleancopy/stages/page/story_model.json`; the same pages
give the same bytes. Needs lightgbm, numpy and rapidfuzz, which the package itself does not.
"""

from __future__ import annotations

import json
import math
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightgbm
import numpy

from cleancopy.blocks.html import Page
from cleancopy.stages.page.again import NAMES_AGAIN, JudgedOnce
from cleancopy.stages.page.features import NAMES, PageFeatures
from training.pages.gold import GoldPage, labels, opened, pages

TARGET = Path(__file__).parents[2] / "pipeline/cleancopy/stages/page/story_model.json"
TREES = 160
FOLDS = 5
PAGE_WEIGHT = 100.0
# A block weighs as much as its words to this power: long paragraphs are seldom in doubt, and a single short line
# spoils a body. On news pages, crossed by site, perfect bodies rise by a point against words as they are.
WORD_POWER = 0.7
# The second look learns from the blocks that the first one leaves open, a little beyond those that it is asked about.
LEARNED_LOW, LEARNED_HIGH = 0.02, 0.98
SETTINGS = {
    "objective": "binary",
    "num_leaves": 15,
    "learning_rate": 0.065,
    "min_data_in_leaf": 60,
    "num_threads": 1,
    "verbose": -1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "max_bin": 63,
}
KINDS = ("article", "news")


@dataclass
class Example:
    """A page of the development data: its blocks' features, first rows and labels."""

    gold: GoldPage
    page: Page
    features: PageFeatures
    rows: list[list[float]]
    labels: list[int]


def examples(directory: Path) -> list[Example]:
    """Every article and news page with blocks."""
    found: list[Example] = []
    for gold in pages(directory):
        if gold.kind in KINDS:
            page = opened(gold)
            features = PageFeatures(page, page.metadata())
            told = labels(page.blocks, gold.text)
            found.append(Example(gold, page, features, features.rows(), told))
    return found


def fold_of(page: GoldPage, folds: int) -> int:
    """The same number for all pages of a site, the same in every run."""
    return zlib.crc32(page.site.encode()) % folds


def weights(rows: list[list[float]]) -> list[float]:
    """Every page counts the same, and in a page a long block more than a short one."""
    own = [max(1.0, math.expm1(row[0])) ** WORD_POWER for row in rows]
    return [PAGE_WEIGHT * weight / sum(own) for weight in own]


def fitted(data: list[Example], rows: list[list[list[float]]], chosen: list[list[int]] | None = None) -> Any:
    """A booster trained on these rows of pages, of each page all or those with the chosen numbers."""
    chosen = chosen or [list(range(len(page_rows))) for page_rows in rows]
    told = list(zip(data, rows, chosen, strict=True))
    flat = numpy.array([page_rows[n] for _, page_rows, numbers in told for n in numbers], numpy.float32)
    answers = numpy.array([example.labels[n] for example, _, numbers in told for n in numbers])
    weight = numpy.concatenate(
        [numpy.array(weights(page_rows))[numbers] for _, page_rows, numbers in told if numbers]
    )
    return lightgbm.train(SETTINGS, lightgbm.Dataset(flat, answers, weight=weight), TREES)


def chances(model: Any, rows: list[list[float]]) -> list[float]:
    """What a booster says of a page's rows."""
    return [float(chance) for chance in model.predict(rows)] if rows else []


def rows_again(example: Example, first: list[float]) -> list[list[float]]:
    """The rows for the second look at a page, by the chances of the first."""
    once = JudgedOnce(example.features, first)
    return [row + once.row(number) for number, row in enumerate(example.rows)]


def apart(data: list[Example], folds: int = FOLDS) -> list[list[float]]:
    """The chances of each page's blocks by a model that saw no page of its site."""
    found: list[list[float]] = [[] for _ in data]
    for fold in range(folds):
        others = [example for example in data if fold_of(example.gold, folds) != fold]
        model = fitted(others, [example.rows for example in others])
        for place, example in enumerate(data):
            if fold_of(example.gold, folds) == fold:
                found[place] = chances(model, example.rows)
    return found


def fitted_again(data: list[Example], rows: list[list[list[float]]], once: list[list[float]]) -> Any:
    """A booster for the second look, trained on the blocks that the first one left open."""
    left = [[n for n, chance in enumerate(told) if LEARNED_LOW < chance < LEARNED_HIGH] for told in once]
    return fitted(data, rows, left)


def both(data: list[Example]) -> tuple[Any, Any]:
    """The boosters for the first and for the second look.

    The second learns from chances as they are on sites that the first has not seen.
    """
    first = fitted(data, [example.rows for example in data])
    once = apart(data)
    seen = [rows_again(example, told) for example, told in zip(data, once, strict=True)]
    return first, fitted_again(data, seen, once)


def tree(node: dict[str, Any]) -> Any:
    """A tree as nested lists: [feature, threshold, low, high], or the value of a leaf."""
    if "leaf_value" in node:
        return round(node["leaf_value"], 4)
    low, high = tree(node["left_child"]), tree(node["right_child"])
    return [node["split_feature"], float(f"{node['threshold']:.5g}"), low, high]


def written(model: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """A booster as the model file holds it."""
    return {
        "features": names,
        "trees": [tree(found["tree_structure"]) for found in model.dump_model()["tree_info"]],
    }


def main(directory: Path) -> None:
    """Train on everything and write the model."""
    first, second = both(examples(directory))
    body = {"looks": [written(first, NAMES), written(second, NAMES + NAMES_AGAIN)]}
    TARGET.write_text(json.dumps(body, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
