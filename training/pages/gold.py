"""Development pages with a gold for each block: is it part of the story?"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rapidfuzz.distance import LCSseq

from cleancopy.blocks.html import Page, open_page
from cleancopy.document import Document
from cleancopy.trace import Origin, TracedText

WORD = re.compile(r"\w+")
# With these a page's blocks labelled 1 have F1 .991 with the gold text (articles) and .994 (news).
RUN, SHARE = 3, 0.5


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
    """1 where a block is in the gold text, 0 where not.

    The words of page and gold are aligned in order (longest common subsequence), so that of words that
    stand on a page twice those count that stand where the gold has them. A word alone in the middle of
    others is chance: it counts in a run of at least `RUN`, or where its run is the whole block.
    """
    numbers: dict[str, int] = {}
    wanted = [numbers.setdefault(word, len(numbers)) for word in WORD.findall(gold)]
    tokens = [WORD.findall(block) for block in blocks]
    shown = [numbers.setdefault(word, len(numbers)) for found in tokens for word in found]
    owner = [number for number, found in enumerate(tokens) for _ in found]
    matched = [0] * len(blocks)
    for part in LCSseq.opcodes(wanted, shown):
        if part.tag != "equal":
            continue
        for place in range(part.dest_start, part.dest_end):
            number = owner[place]
            matched[number] += part.dest_end - part.dest_start >= min(RUN, len(tokens[number]))
    return [int(count > SHARE * len(found)) for count, found in zip(matched, tokens, strict=True)]
