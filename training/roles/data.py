"""The documents that the model learns from: development dumps, whole pages, and pages of another collection."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from training.roles.dumps import Gold, cut_lines, holding, main_element, parse, squeezed, weak_role

# A page is believed when its labelled lines hold this much of the gold text, and not far more.
HELD = (0.75, 1.3)
# Longer and shorter pages of the second collection are lists and stubs, unlike any story.
PAGE_LINES = range(9, 201)
# A line outside the article that is longer than this may be another story's prose: no label.
OUTSIDE = 200
# Markup of the second collection is too unsure a witness for these: they are given no label.
UNSURE_ROLES = frozenset({"credit"})


@dataclass(frozen=True, slots=True)
class Example:
    """A line dump with a role for every line; `group` is what must not be on both sides of a split."""

    id: str
    group: str
    dump: str
    language: str
    lines: tuple[str, ...]
    roles: tuple[str, ...]


class DataMissing(Exception):
    """The folder does not hold the development data."""


def objects(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a compressed JSON Lines file; DataMissing when it is not there."""
    if not path.is_file():
        raise DataMissing(f"{path}: not found; give the folder with lines/ and pages/ as --data")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def development(data: Path) -> list[Example]:
    """Return the labelled dumps, in file order."""
    return [
        Example(
            found["id"],
            found["publisher"],
            found["dump"],
            found["lang"],
            tuple(line["text"] for line in found["lines"]),
            tuple(line["role"] for line in found["lines"]),
        )
        for found in objects(data / "lines" / "lines.jsonl.gz")
    ]


def _page(path: Path) -> str:
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as file:
        return file.read()


def whole_pages(data: Path, known: list[Example]) -> list[Example]:
    """Return the same pages from their first line to their last; what the article's dump lacks is furniture."""
    out = []
    for example in known:
        page = example.id.rsplit("-", 1)[0]
        path = data / "pages" / "news" / "html" / f"{page}.html.gz"
        body = parse(_page(path)) if example.dump == "block" and path.is_file() else None
        if body is None:
            continue
        lines = tuple(cut.text for cut in cut_lines(body))
        roles = _aligned(lines, example)
        out.append(Example(f"{page}-whole", example.group, "whole", example.language, lines, roles))
    return out


def _aligned(lines: tuple[str, ...], example: Example) -> tuple[str, ...]:
    keys, wanted = [squeezed(line) for line in lines], [squeezed(line) for line in example.lines]
    at: dict[int, int] = {}
    for block in SequenceMatcher(None, keys, wanted, autojunk=False).get_matching_blocks():
        at.update({block.a + step: block.b + step for step in range(block.size)})
    labelled = {key for key in wanted if len(key) > 24}
    return tuple(
        example.roles[at[number]]
        if number in at
        else "unsure"
        if key in labelled or len(lines[number]) >= OUTSIDE
        else "boilerplate"
        for number, key in enumerate(keys)
    )


def other_pages(data: Path) -> list[Example]:
    """Return the articles of the second collection, weakly labelled against their gold text."""
    out = []
    for page in objects(data / "pages" / "gold.jsonl.gz"):
        path = data / "pages" / "html" / f"{page['id']}.html.gz"
        if page["kind"] != "article" or not page["text"] or not path.is_file():
            continue
        body = parse(_page(path))
        if body is None:
            continue
        gold = Gold.of(page["title"], page["author"], page["text"])
        cuts = cut_lines(main_element(body, holding(gold.paragraphs)))
        roles = [weak_role(cut, gold) for cut in cuts]
        held = sum(
            len(squeezed(c.text)) for c, r in zip(cuts, roles, strict=True) if r in ("body", "subheading")
        )
        if len(cuts) in PAGE_LINES and HELD[0] < held / max(1, len(gold.story)) < HELD[1]:
            given = tuple("unsure" if role in UNSURE_ROLES else role for role in roles)
            site = urlsplit(page["url"]).netloc
            out.append(Example(page["id"], site, "other", "", tuple(cut.text for cut in cuts), given))
    return out
