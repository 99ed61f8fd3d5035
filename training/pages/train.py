"""Train the story model: boosted trees over the block features, written as plain lists.

    python -m training.pages.train DATA_DIRECTORY

Reads the development pages, writes `pipeline/cleancopy/stages/page/story_model.json`; the same pages
give the same bytes. Needs lightgbm and numpy, which the package itself does not.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import lightgbm
import numpy

from cleancopy.stages.page.features import NAMES, PageFeatures
from training.pages.gold import GoldPage, labels, opened, pages

TARGET = Path(__file__).parents[2] / "pipeline/cleancopy/stages/page/story_model.json"
TREES = 160
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


def examples(page: GoldPage) -> tuple[list[list[float]], list[int]]:
    """The features and labels of a page's blocks."""
    found = opened(page)
    rows = PageFeatures(found, found.metadata()).rows()
    return rows, labels(found.blocks, page.text)


def weights(rows: list[list[float]]) -> list[float]:
    """Long blocks count more, long pages less than in proportion."""
    own = [max(1.0, row[0]) for row in rows]
    return [weight / sum(own) ** 0.5 for weight in own]


def fitted(data: list[tuple[list[list[float]], list[int]]]) -> Any:
    """A booster trained on pages."""
    rows = numpy.array([row for page_rows, _ in data for row in page_rows], dtype=numpy.float32)
    answers = numpy.array([label for _, page_labels in data for label in page_labels])
    weight = numpy.array([w for page_rows, _ in data for w in weights(page_rows)])
    return lightgbm.train(SETTINGS, lightgbm.Dataset(rows, answers, weight=weight), TREES)


def tree(node: dict[str, Any]) -> Any:
    """A tree as nested lists: [feature, threshold, low, high], or the value of a leaf."""
    if "leaf_value" in node:
        return round(node["leaf_value"], 4)
    low, high = tree(node["left_child"]), tree(node["right_child"])
    return [node["split_feature"], float(f"{node['threshold']:.5g}"), low, high]


def main(directory: Path) -> None:
    """Train on everything and write the model."""
    data = [examples(page) for page in pages(directory) if page.kind in KINDS]
    model = fitted([page for page in data if page[0]])
    trees = [tree(found["tree_structure"]) for found in model.dump_model()["tree_info"]]
    body = {"features": NAMES, "trees": trees}
    TARGET.write_text(json.dumps(body, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
