"""Headings that the document itself gives away."""

from __future__ import annotations

import pytest

from cleancopy.document import Role, apply
from cleancopy.rules import load_rules
from cleancopy.stages.roles import assign_roles
from tests.stages.lines import document

STORY = (
    "The council voted on Monday to close the old bridge for two years while a new one is built beside it."
)
OTHER = "Traffic will be led over the northern ring road, which can take another nine thousand cars a day, they say."
MORE = (
    "We would have liked to do this ten years ago, the mayor said, but nobody wanted to pay the bill for it."
)


def roles(lines: list[str]) -> list[Role]:
    made = document(lines)
    return [block.role for block in apply(made, list(assign_roles(made, load_rules()))).blocks]


@pytest.mark.parametrize("names", [("1. Ash", "2. Birch", "3. Cherry"), ("3. Ash", "2. Birch", "1. Cherry")])
def test_short_lines_that_count_up_or_down_head_what_stands_below(names: tuple[str, ...]) -> None:
    lines = [
        STORY,
        "Advertisement",
        "ash.example",
        names[0],
        OTHER,
        names[1],
        MORE,
        "x.example",
        names[2],
        OTHER,
    ]
    found = roles(lines)
    assert [role for role, line in zip(found, lines, strict=True) if line in names] == [Role.SUBHEADING] * 3


def test_the_table_of_contents_goes_and_its_headings_stay() -> None:
    lines = [
        STORY,
        OTHER,
        "Display",
        "Battery life",
        "Verdict",
        "Display",
        MORE,
        "Battery life",
        OTHER,
        "Verdict",
        STORY,
    ]
    found = roles(lines)
    assert found[2:5] == [Role.BOILERPLATE] * 3
    assert [found[at] for at in (5, 7, 9)] == [Role.SUBHEADING] * 3


def test_two_lines_that_are_the_same_are_no_contents() -> None:
    assert Role.BOILERPLATE not in roles([STORY, "Nobody spoke", OTHER, "Nobody spoke", MORE])
