"""What the story model reaches on sites that it has not seen: trained and measured crosswise, by site.

    python -m training.pages.crossed DATA_DIRECTORY [--folds N]

Every page is judged by a model that saw no page of its site. Prints body figures of the development
articles and news pages, and the share of pages whose text holds what is none of it.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from itertools import combinations_with_replacement
from pathlib import Path
from statistics import fmean
from typing import Any

from benchmarks.pages_quality import metrics_of
from cleancopy.blocks.html import Page
from cleancopy.document import Role
from cleancopy.stages.page import PageOptions, decide
from cleancopy.stages.page.model import OPEN_HIGH, OPEN_LOW, Judged
from training.pages.gold import GoldPage
from training.pages.train import Example, chances, examples, fitted, fitted_again, fold_of, rows_again


def first_chances(data: list[Example], folds: int) -> list[list[list[float]]]:
    """For each fold the chances of every page's blocks by models that saw neither that fold nor the page's own site."""
    told: list[list[list[float]]] = [[[] for _ in data] for _ in range(folds)]
    own = [fold_of(example.gold, folds) for example in data]
    for pair in combinations_with_replacement(range(folds), 2):
        others = [example for example, fold in zip(data, own, strict=True) if fold not in pair]
        model = fitted(others, [example.rows for example in others])
        for place, example in enumerate(data):
            if own[place] in pair:
                told[pair[own[place] == pair[0]]][place] = chances(model, example.rows)
    return told


def crossed(data: list[Example], folds: int) -> dict[str, list[Judged]]:
    """What each page's blocks are judged, by the page's id, by models that saw none of its site.

    The second look learns from chances as they are on sites that the first has not seen; those models have not seen
    the measured sites either, so nothing of these comes in by way of what is learned from.
    """
    told = first_chances(data, folds)
    found: dict[str, list[Judged]] = {}
    for fold, once in enumerate(told):
        rows = [rows_again(example, early) for example, early in zip(data, once, strict=True)]
        others = [place for place, example in enumerate(data) if fold_of(example.gold, folds) != fold]
        second = fitted_again(*([part[place] for place in others] for part in (data, rows, once)))
        for example, page_rows, early in zip(data, rows, once, strict=True):
            if fold_of(example.gold, folds) == fold:
                late = chances(second, page_rows)
                found[example.gold.id] = [
                    Judged(again if OPEN_LOW < first < OPEN_HIGH else first, row)
                    for first, again, row in zip(early, late, page_rows, strict=True)
                ]
    return found


def scored(metrics: Any, gold: GoldPage, page: Page, judged: list[Judged]) -> dict[str, Any]:
    """The scores of one page, and what its text holds that is no body."""
    decision = decide(page, PageOptions(adviser=False), judged_by=lambda _: judged)
    story = decision.story
    text = "\n\n".join(page.blocks[number] for number in story)
    captions = {page.blocks[n] for n, item in enumerate(page.evidence) if item.has("figcaption")}
    title = gold.record.get("title") or gold.record.get("headline") or ""
    return {
        "shingles": metrics.shingle_counts(gold.text, text),
        "word_f1": metrics.word_prf(gold.text, text)[2],
        "headline": float(any(page.blocks[n].strip() == title.strip() for n in story)),
        "caption": float(any(page.blocks[n] in captions and len(page.blocks[n]) > 20 for n in story)),
        "byline": float(any(Role.BYLINE is label.role for label in decision.labels if label.block in story)),
    }


def main(directory: Path, folds: int) -> None:
    """Print the figures by kind of page."""
    metrics = metrics_of(directory)
    data = examples(directory)
    judged = crossed(data, folds)
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for example in data:
        gold = example.gold
        rows[gold.kind].append(scored(metrics, gold, example.page, judged[gold.id]))
    for kind, found in rows.items():
        total = metrics.shingle_summary([row["shingles"] for row in found])
        named = {name: fmean(row[name] for row in found) for name in found[0] if name != "shingles"}
        told = {"f1": total["f1"], "exact": total["accuracy"], **named}
        print(f"{kind:10} {len(found):4}", "  ".join(f"{name} {value:.3f}" for name, value in told.items()))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    given = parser.parse_args()
    main(given.data, given.folds)
