"""Dividing plain text: what is a block, and what a single line break means."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleancopy.blocks import divide

LONG = (
    "This is a paragraph of running text that goes on for so long that nobody would take it for a verse " * 2
)


def blocks(text: str) -> list[str]:
    return [span.cut(text) for span in divide(text).spans]


def test_paragraphs_between_blank_lines_are_blocks() -> None:
    assert blocks("One.\n\nTwo.\n \t\nThree.\n") == ["One.", "Two.", "Three."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\v", "\f"])
def test_every_line_end_ends_a_line(end: str) -> None:
    assert blocks(f"By A. Writer{end}{LONG}{end}{LONG}") == ["By A. Writer", LONG.strip(), LONG.strip()]


def test_where_lines_are_paragraphs_a_single_line_break_ends_one() -> None:
    assert divide(f"{LONG}\n{LONG}").line_paragraphs
    assert divide("One.\n\nTwo.").line_paragraphs


def test_verse_keeps_its_line_breaks() -> None:
    verse = "Roses are red,\nviolets are blue,\n\nsugar is sweet,\nand so are you."
    division = divide(verse)
    assert not division.line_paragraphs
    assert len(division.spans) == 4


def test_lines_wrapped_at_a_column_are_one_paragraph() -> None:
    wrapped = (
        "The committee met on Tuesday to talk about the new bridge over the\n"
        "river, which the town has wanted for years and which nobody has yet\n"
        "found the money for. It will meet again.\n"
        "\n"
        "Nothing was decided about the old bridge, which carries some twelve\n"
        "hundred cars a day and has been closed to lorries for a long while."
    )
    assert len(blocks(wrapped)) == 2
    assert blocks(wrapped)[0].count("\n") == 2


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\u200b\n\ufeff", "\x00"])
def test_white_space_alone_has_no_blocks(text: str) -> None:
    assert blocks(text) == []


def test_invisible_characters_at_the_edges_are_not_part_of_a_block() -> None:
    assert blocks("\ufeff\u200b One.\u200b \n\n\xa0Two.") == ["One.", "Two."]


@given(st.text(alphabet="ab. \n\r\t\x00\u200b\u2028é", max_size=60))
def test_blocks_hold_every_visible_letter_once(text: str) -> None:
    spans = divide(text).spans
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    outside = text
    for span in reversed(spans):
        outside = outside[: span.start] + outside[span.end :]
    assert not any(letter in outside for letter in "ab.é")
    assert all(span.cut(text).strip() for span in spans)
