"""Sentences near the story stay in it; texts that are no article are said to be none."""

from __future__ import annotations

import pytest

from cleancopy.document import Doubt, Label, Role
from cleancopy.model import LineModel
from cleancopy.stages import assign_roles
from cleancopy.stages.draft import Line, shape_of
from cleancopy.stages.shelter import Shelter, sheltered
from tests.stages.lines import document, shipped, story

LEAD = "The council voted on Monday to close the old bridge for two years while a new one is built beside it."
SIGNED = "Das Gericht will sein Urteil im kommenden Monat verkünden, teilte ein Sprecher am Montag in Kassel mit. (dpa/abc)"
POEM = [
    "Upon the hill the heather",
    "has nothing left to say",
    "the wind has taken all of it",
    "and carried it away",
]


def test_a_sign_off_proves_that_the_story_ends_there() -> None:
    lines = ["Alte Brücke gesperrt", SIGNED, "Auch interessant", "Newsletter abonnieren", "Kommentare"]
    assert SIGNED in story(lines)
    assert not {"Auch interessant", "Newsletter abonnieren", "Kommentare"} & set(story(lines))


def test_a_desk_s_sign_off_is_no_credit() -> None:
    hits = shipped().hits(
        "Die Pegel waren bekannt, sagte ihr Sprecher Franz Adler dem Blatt am Montag. (dpa/jkr)"
    )
    assert not any(hit.rule.role in (Role.CAPTION, Role.CREDIT) for hit in hits)


def test_the_entries_of_a_list_that_the_story_opens_are_sheltered() -> None:
    texts = [
        LEAD,
        LEAD,
        "The council will buy:",
        "stone and sand",
        "newsletter",
        LEAD,
        LEAD,
        "stone and sand",
    ]
    lines = [Line(number, text, shape_of(text)) for number, text in enumerate(texts)]
    chances = [0.1, 0.1, 0.4, 0.9, 0.9, 0.1, 0.1, 0.9]
    assert [number for number, safe in enumerate(sheltered(lines, chances, {}, shipped())) if safe] == [
        *(0, 1, 2, 3, 4, 5, 6)
    ]
    given = {2: Label(2, Role.BOILERPLATE, "related-en", 0.95)}
    safe = sheltered(lines, chances, given, shipped())
    assert not safe[3]
    assert not safe[4]


def test_a_list_right_behind_another_one_is_the_story_s_too() -> None:
    texts = [
        LEAD,
        "The council will buy:",
        *("stone", "sand", "steel", "glass"),
        "It will sell:",
        "timber",
        "bricks",
    ]
    lines = [Line(number, text, shape_of(text)) for number, text in enumerate([*texts, LEAD])]
    safe = sheltered(lines, [0.1, 0.4, 0.9, 0.9, 0.9, 0.9, 0.4, 0.9, 0.9, 0.1], {}, shipped())
    assert safe == [Shelter.STORY, *[Shelter.ENTRY] * 8, Shelter.STORY]


def told(lines: list[str]) -> list[str]:
    changes = assign_roles(document(lines), shipped(), LineModel.load())
    return [change.rule for change in changes if isinstance(change, Doubt)]


@pytest.mark.parametrize(
    ("lines", "said"), [(POEM, ["not-news"]), ([LEAD, LEAD + " Yes.", LEAD + " No."], [])]
)
def test_a_text_that_is_no_news_is_said_to_be_none(lines: list[str], said: list[str]) -> None:
    assert told(lines) == said


@pytest.mark.parametrize(
    ("run", "stays"),
    [
        (["Zutaten", "2 Zwiebeln", "750 ml Brühe", "Salz und Pfeffer"], True),
        (["Where it snows", "Cumbria", "Northumberland", "County Durham"], True),
        (
            [
                "Three steps",
                "1. Keep copies apart from the net",
                "2. Close what nobody uses",
                "3. Train on paper",
            ],
            True,
        ),
        (["Fegora V12", "499,00 €", "UVP 649,00 €", "-23 %"], False),
        (["Display: 5.4 inches", "Weight: 142 g", "Battery: 11 hours"], False),
        (["Monthly Plan", "RM13.90/month", "Billed each year"], False),
        (
            [
                "Council approves new harbour plan",
                "Two people are hurt in a crash near the station",
                "Why rents rise",
            ],
            False,
        ),
    ],
)
def test_short_lines_between_two_paragraphs_are_a_list_of_the_story_where_they_offer_nothing(
    run: list[str], stays: bool
) -> None:
    texts = [LEAD, LEAD, *run, LEAD, LEAD]
    lines = [Line(number, text, shape_of(text)) for number, text in enumerate(texts)]
    chances = [0.1, 0.1, *(0.93 for _ in run), 0.1, 0.1]
    given = {
        number: Label(number, Role.BOILERPLATE, "run-of-short-lines", 0.75)
        for number in range(2, len(run) + 2)
    }
    safe = sheltered(lines, chances, given, shipped())
    assert all(safe[2:-2]) is stays


def test_what_a_rule_knows_stands_in_no_list_of_the_story() -> None:
    texts = [LEAD, LEAD, "Pros", "Fits any pocket", "Seven years of updates", LEAD, LEAD]
    rules = shipped()
    lines = [Line(number, text, shape_of(text), rules.hits(text)) for number, text in enumerate(texts)]
    chances = [0.1, 0.1, 0.93, 0.93, 0.93, 0.1, 0.1]
    assert not any(sheltered(lines, chances, {}, rules)[2:-3])


def test_a_short_sentence_closes_the_paragraph_above_it() -> None:
    texts = [LEAD, LEAD, "Nobody was hurt.", "Share this", LEAD]
    lines = [Line(number, text, shape_of(text)) for number, text in enumerate(texts)]
    assert sheltered(lines, [0.1, 0.1, 0.7, 0.9, 0.99], {}, shipped())[2]
    assert not sheltered(lines, [0.1, 0.1, 0.99, 0.9, 0.99], {}, shipped())[2]
