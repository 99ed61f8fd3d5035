"""A second story below the first goes with its head; entries of one story, each with its day, stay."""

from __future__ import annotations

import cleancopy
from cleancopy.document import Role
from cleancopy.stages.another import ANOTHER
from tests.stages.lines import labelled, story

HEADLINE = "Old bridge to close for two years"
BYLINE = "By Ann Poe"
STORY = [
    "The council voted on Monday to close the old bridge for two years while a new one is built beside it.",
    "Traffic will be led over the northern ring road, which the council says can take another nine thousand cars.",
    "The bridge dates from 1923 and was last repaired in 1987, when the town paid for new bearings and a walkway.",
    "“We would have liked to do this ten years ago,” the mayor said, “but nobody wanted to pay the bill for it.”",
]
OTHER = [
    "The school choir won the county prize on Sunday with three songs that its teacher had written over the summer.",
    "More than forty choirs had come to the old town hall, among them four from the islands and two from abroad.",
    "The prize is worth nine hundred pounds, and the choir wants to spend it on a journey to the coast in the spring.",
]
DAY, LATER = "Published 6 January 2026 at 16:42", "Published 7 January 2026 at 08:05"
END = ["Share this article", "Related articles"]
TOP = [HEADLINE, BYLINE, DAY]


def test_a_second_story_goes_from_the_furniture_above_it_on() -> None:
    page = [*TOP, *STORY, *END, "Choir wins county prize", "By Bob Roe", LATER, *OTHER]
    assert story(page) == STORY
    assert {block.rule for block in labelled(page)[-3:]} == {ANOTHER}
    assert labelled(page)[0].role is Role.HEADLINE


def test_what_is_cleaned_of_it_is_not_refused_and_rests() -> None:
    page = [*TOP, *STORY, *END, "Choir wins county prize", "By Bob Roe", LATER, *OTHER]
    first = cleancopy.clean("\n\n".join(page).encode())
    assert first.text.split("\n\n") == STORY
    assert cleancopy.clean(first.text.encode()).text == first.text


def test_without_furniture_above_it_the_next_entry_is_the_same_story() -> None:
    page = [*TOP, *STORY, "What came later", LATER, *OTHER]
    assert all(line in story(page) for line in OTHER)


def test_entries_that_are_dated_each_are_one_story() -> None:
    days = [f"Published {day} January 2026 at 08:05" for day in (7, 8, 9)]
    entries = [line for day in days for line in ("Share this article", day, *OTHER)]
    assert all(line in story([*TOP, *STORY, *entries]) for line in OTHER)


def test_a_day_alone_heads_an_entry_of_the_same_story() -> None:
    page = [HEADLINE, "6 January 2026", *STORY, *END, "Choir wins county prize", "7 January 2026", *OTHER]
    assert all(line in story(page) for line in OTHER)


def test_a_time_of_day_heads_no_story() -> None:
    page = [HEADLINE, "16:42", *STORY, *END, "08:05", *OTHER]
    assert ANOTHER not in {block.rule for block in labelled(page)}


def test_other_months_and_weekdays_make_no_other_form() -> None:
    top = [HEADLINE, BYLINE, "Published Monday, December 30, 2025"]
    page = [
        *top,
        *STORY,
        *END,
        "Choir wins county prize",
        "By Bob Roe",
        "Published Friday, January 2, 2026",
        *OTHER,
    ]
    assert story(page) == STORY


def test_teasers_with_their_days_are_other_stories() -> None:
    teasers = [
        line
        for day in (3, 4, 5, 7)
        for line in (
            f"The bakers of the valley meet on the {day}th",
            f"Published {day} January 2026 at 08:05",
        )
    ]
    page = [*TOP, *STORY, *END, *teasers, "Choir wins county prize", LATER, *OTHER]
    assert story(page) == STORY
