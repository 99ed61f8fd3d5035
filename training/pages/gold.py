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

from benchmarks.pages_quality import news_text
from cleancopy.blocks.html import Page, open_page
from cleancopy.document import Document
from cleancopy.trace import Origin, TracedText

WORD = re.compile(r"\w+")
# With these a page's blocks labelled 1 have F1 .992 with the gold text (articles) and .996 (news).
RUN, SHARE = 3, 0.5
# A block of so few words beside one that is none of the story may be an entry of a list of contents, or a name in a
# menu, whose words the story says again.
FEW = 8


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
            yield GoldPage(record["id"], record["publisher"], "news", news_text(record), record, data)


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
    tokens = [[numbers.setdefault(word, len(numbers)) for word in WORD.findall(block)] for block in blocks]
    shown = [number for found in tokens for number in found]
    owner = [number for number, found in enumerate(tokens) for _ in found]
    matched = [0] * len(blocks)
    for part in LCSseq.opcodes(wanted, shown):
        if part.tag != "equal":
            continue
        for place in range(part.dest_start, part.dest_end):
            number = owner[place]
            matched[number] += part.dest_end - part.dest_start >= min(RUN, len(tokens[number]))
    told = [count > SHARE * len(found) for count, found in zip(matched, tokens, strict=True)]
    return [int(is_story) for is_story in needed(told, tokens, wanted)]


def needed(told: list[bool], tokens: list[list[int]], wanted: list[int]) -> list[bool]:
    """The labels without short blocks at an edge of the story whose words the other blocks give just as well."""
    told = list(told)

    def covered() -> int:
        shown = [word for found, is_story in zip(tokens, told, strict=True) if is_story for word in found]
        return LCSseq.similarity(wanted, shown)

    best = covered() if any(told) else 0
    for number, found in enumerate(tokens):
        inside = 0 < number < len(told) - 1 and told[number - 1] and told[number + 1]
        if not told[number] or inside or not 0 < len(found) <= FEW:
            continue
        told[number] = False
        without = covered()
        if best - without < SHARE * len(found):
            best = without
        else:
            told[number] = True
    return told
