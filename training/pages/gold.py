"""Development pages with a gold for each block: is it part of the story?"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cleancopy.blocks.html import Page, open_page
from cleancopy.document import Document
from cleancopy.trace import Origin, TracedText

WORD = re.compile(r"\w+")


@dataclass
class GoldPage:
    """A page, where it comes from, its gold text and record, and its source."""

    id: str
    site: str
    kind: str
    text: str
    record: dict[str, Any]
    data: bytes


def pages(directory: Path) -> Iterator[GoldPage]:
    """All development pages: the benchmark's, then the news pages."""
    with gzip.open(directory / "gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            data = gzip.decompress((directory / f"html/{record['id']}.html.gz").read_bytes())
            host = urlsplit(record["url"]).netloc.removeprefix("www.")
            yield GoldPage(record["id"], host, record["kind"], record["text"] or "", record, data)
    with gzip.open(directory / "news/gold.jsonl.gz", "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            data = gzip.decompress((directory / f"news/html/{record['id']}.html.gz").read_bytes())
            parts = [
                text
                for section in record["sections"]
                for text in (*section["headings"], *section["paragraphs"])
            ]
            yield GoldPage(record["id"], record["publisher"], "news", "\n\n".join(parts), record, data)


def opened(page: GoldPage) -> Page:
    """The page opened, as the package does it."""
    text = page.data.decode("utf-8", "replace")
    return open_page(Document(page.id, TracedText.of(Origin(text, text.encode("utf-8"), "utf-8"))))


def labels(blocks: list[str], gold: str) -> list[int]:
    """1 where a block is in the gold text, 0 where not; in doubt (short, and said more often) by its neighbours."""
    words = WORD.findall(gold)
    grams = Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))
    lines = Counter(tuple(WORD.findall(line)) for line in gold.split("\n"))
    joined = f" {' '.join(words)} "
    result: list[int] = [-1] * len(blocks)
    tokens = [WORD.findall(block) for block in blocks]
    for number, found in enumerate(tokens):
        if not found:
            result[number] = 0
        elif len(found) >= 8:
            mine = [tuple(found[i : i + 4]) for i in range(len(found) - 3)]
            result[number] = int(sum(gram in grams for gram in mine) * 2 > len(mine))
        elif f" {' '.join(found)} " not in joined:
            result[number] = 0
    sure = [number for number, label in enumerate(result) if label == 1]
    first, last = (sure[0], sure[-1]) if sure else (0, len(blocks))
    for number, found in enumerate(tokens):
        if result[number] < 0:
            inside = first - 3 <= number <= last + 4
            as_line = lines[tuple(found)] > 0
            result[number] = int(inside and (as_line or (len(found) >= 4 and grams[tuple(found[:4])] > 0)))
            if as_line and inside and not first <= number <= last and len(found) < 3:
                result[number] = 0
    return result
