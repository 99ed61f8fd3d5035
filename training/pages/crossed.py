"""What the story model reaches on sites that it has not seen: trained and measured crosswise, by site.

    python -m training.pages.crossed DATA_DIRECTORY [--folds N]

Every page is judged by a model that saw no page of its site. Prints body figures of the development
articles and news pages, and the share of pages whose text holds what is none of it.
"""

from __future__ import annotations

import argparse
import zlib
from collections import defaultdict
from pathlib import Path
from statistics import fmean
from typing import Any

from benchmarks.pages_quality import metrics_of
from cleancopy.blocks.html import Page
from cleancopy.document import Role
from cleancopy.stages.page import PageOptions, decide
from cleancopy.stages.page.features import PageFeatures
from training.pages.gold import GoldPage, labels, opened, pages
from training.pages.train import KINDS, fitted

Example = tuple[GoldPage, Page, list[list[float]], list[int]]


def fold_of(page: GoldPage, folds: int) -> int:
    """The same number for all pages of a site, the same in every run."""
    return zlib.crc32(page.site.encode()) % folds


def examples(directory: Path) -> list[Example]:
    """Every article and news page opened, with features and labels."""
    found: list[Example] = []
    for gold in pages(directory):
        if gold.kind in KINDS:
            page = opened(gold)
            rows = PageFeatures(page, page.metadata()).rows()
            found.append((gold, page, rows, labels(page.blocks, gold.text)))
    return found


def crossed(data: list[Example], folds: int) -> dict[str, list[float]]:
    """The chances of each page's blocks, by the page's id, from a model that saw none of its site."""
    chances: dict[str, list[float]] = {}
    for fold in range(folds):
        model = fitted(
            [(rows, told) for gold, _, rows, told in data if rows and fold_of(gold, folds) != fold]
        )
        for gold, _, rows, _ in data:
            if fold_of(gold, folds) == fold:
                chances[gold.id] = [float(chance) for chance in model.predict(rows)] if rows else []
    return chances


def judged(metrics: Any, gold: GoldPage, page: Page, chances: list[float]) -> dict[str, Any]:
    """The scores of one page, and what its text holds that is no body."""
    following = iter(chances)
    decision = decide(page, PageOptions(adviser=False), judge=lambda _: next(following))
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
    chances = crossed(data, folds)
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for gold, page, _, _ in data:
        rows[gold.kind].append(judged(metrics, gold, page, chances[gold.id]))
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
