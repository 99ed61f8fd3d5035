"""Headline, authors and day of publication on all development pages, without the cost of their bodies.

    python -m benchmarks.pages_facts DATA_FOLDER

No page is left out: these figures change by a page at a time, and a tenth of the pages tells little.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path
from statistics import fmean
from typing import Any

from benchmarks.pages_quality import gold, metrics_of
from cleancopy.blocks.html import open_page
from cleancopy.document import Document
from cleancopy.trace import Origin, TracedText

KINDS = ("article", "news")


def scores(metrics: Any, page: dict[str, Any], data: bytes) -> dict[str, float]:
    """The scores of one page; those on which the gold is silent are missing."""
    text = data.decode("utf-8", "replace")
    opened = open_page(Document(page["id"], TracedText.of(Origin(text, text.encode("utf-8"), "utf-8"))))
    found = opened.metadata()
    title = metrics.title_scores(page["title"], found.headline)
    day = metrics.date_scores(page["date"], found.date)
    told = {"title": title and title[0], "date": day and day[0]}
    if page["author"]:
        told["author_f1"] = metrics.author_f1([page["author"]], list(found.authors))
    else:
        told["nobody_invented"] = float(not found.authors)
    return {name: value for name, value in told.items() if value is not None}


def figures(data_dir: Path) -> dict[str, float]:
    """The means over all pages, in percent, by kind and fact; they must not fall."""
    directory = data_dir / "pages"
    metrics = metrics_of(directory)
    found: dict[str, list[float]] = defaultdict(list)
    for page, data in gold(directory, 1):
        if page["kind"] in KINDS:
            for name, value in scores(metrics, page, data).items():
                found[f"{page['kind']} {name}"].append(value)
    return {name: round(100 * fmean(values), 2) for name, values in sorted(found.items())}


def main(data_dir: Path) -> dict[str, float]:
    """Print the figures and return them."""
    result = figures(data_dir)
    for name, value in result.items():
        print(f"{name:24} {value:.2f}")
    return result


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    sys.exit(0 if main(parser.parse_args().data) else 1)
