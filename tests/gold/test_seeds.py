"""Every line of the five seeds has the role and the facts that people gave it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cleancopy.document import Block, Document, apply, divided
from cleancopy.rules import load_rules
from cleancopy.stages import assign_roles
from cleancopy.trace import Origin, Span, TracedText

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "seeds"
GOLD: dict[str, Any] = json.loads((HERE / "gold.json").read_text("utf-8"))
RULES = load_rules()


def lines_of(text: str) -> Iterator[tuple[int, Span]]:
    """Number (from 1) and span of every line that is not empty."""
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, Span(start, start + len(line))
        start += len(line) + 1


def labelled(name: str) -> dict[int, Block]:
    """The blocks of a seed by line number, after its listed repairs and with roles and facts."""
    text = (SEEDS / name).read_text("utf-8")
    lines = text.split("\n")
    for repair in GOLD[name]["repairs"]:
        lines[repair["line"] - 1] = lines[repair["line"] - 1].replace(repair["before"], repair["after"])
    text = "\n".join(lines)
    numbers, spans = zip(*lines_of(text), strict=True)
    origin = Origin(text, text.encode(), "utf-8")
    document = divided(Document(name, TracedText.of(origin)), spans)
    return dict(zip(numbers, apply(document, assign_roles(document, RULES)).blocks, strict=True))


def values(block: Block, name: str) -> list[str]:
    return [fact.value for fact in block.facts if fact.name == name]


@pytest.mark.parametrize("name", GOLD)
def test_every_line_of_a_seed_has_its_role(name: str) -> None:
    blocks = labelled(name)
    expected = {line["line"]: line["role"] for line in GOLD[name]["lines"]}
    assert {number: block.role.value for number, block in blocks.items()} == expected


@pytest.mark.parametrize("name", GOLD)
def test_every_fact_of_a_seed_is_found_exactly(name: str) -> None:
    blocks = labelled(name)
    for line in GOLD[name]["lines"]:
        block = blocks[line["line"]]
        dateline = line.get("dateline", {})
        for fact in ("place", "agency"):
            assert values(block, fact) == [dateline[fact] for _ in range(fact in dateline)]
        assert values(block, "names") == line.get("names", [])
        for fact, key in (("organization", "organization"), ("credit", "credit"), ("site", "site_suffix")):
            assert values(block, fact) == [line[key] for _ in range(key in line)]
        if "caption" in line:
            assert values(block, "caption") == [line["caption"]]
        if "headline" in line:
            assert values(block, "headline") == [line["headline"]]


def test_a_cut_copy_of_the_headline_is_an_alternative_headline() -> None:
    blocks = labelled("002_9b92e51da23185db.txt")
    assert values(blocks[1], "alternative") == [
        "France's Macron does not rule out Europeans sending troops to"
    ]
