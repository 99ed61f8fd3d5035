"""The page model looks twice: first at each block, then at what was said of the blocks around it."""

from __future__ import annotations

import pytest

from cleancopy.blocks.html import Page, open_page
from cleancopy.document import Document
from cleancopy.stages.page.again import NAMES_AGAIN, JudgedOnce
from cleancopy.stages.page.features import NAMES, PageFeatures, copies
from cleancopy.stages.page.model import OPEN_HIGH, OPEN_LOW, first_chance, judge, looks, reasons
from cleancopy.trace import Origin, TracedText
from tests.pages.sample import PAGE, STORY


def page(text: str = PAGE) -> Page:
    """The page opened as a run does it."""
    return open_page(Document("page", TracedText.of(Origin(text, text.encode(), "utf-8"))))


@pytest.fixture(scope="module")
def features() -> PageFeatures:
    opened = page()
    return PageFeatures(opened, opened.metadata())


def named(row: list[float]) -> dict[str, float]:
    return dict(zip(NAMES_AGAIN, row, strict=True))


def test_a_block_hears_what_its_neighbours_are(features: PageFeatures) -> None:
    place = features.texts.index("Advertisement")
    chances = [0.9 if text in STORY else 0.1 for text in features.texts]
    row = named(JudgedOnce(features, chances).row(place))
    assert (row["chance"], row["chance_before1"], row["chance_behind1"]) == (0.1, 0.9, 0.9)
    assert row["parent_likely"] == pytest.approx(0.9)
    assert (row["since_likely"], row["until_likely"], row["behind_first"]) == (0, 0, 2)
    assert 0.4 < row["story_before"] < 0.6
    around = named(JudgedOnce(features, chances).row(features.texts.index("Home")))
    assert (row["in_75%_of_story"], around["in_75%_of_story"]) == (1.0, 0.0)
    assert (row["behind_last"], around["behind_last"]) == (-2, -11)


def test_a_page_without_likely_blocks_has_no_edge(features: PageFeatures) -> None:
    once = JudgedOnce(features, [0.01] * len(features.texts))
    assert (once.first, once.last) == (0, 0)
    assert named(once.row(5))["since_likely"] == 4


def test_copies_before_and_behind_are_counted() -> None:
    assert copies(["a", "b", "a", "a"]) == [(0, 2), (0, 0), (1, 1), (2, 0)]


def test_the_second_look_hears_of_copies() -> None:
    opened = page(PAGE.replace("New buses for the school", STORY[1]))
    features = PageFeatures(opened, opened.metadata())
    chances = [0.9 if text in STORY else 0.1 for text in features.texts]
    places = [number for number, text in enumerate(features.texts) if text == STORY[1]]
    assert len(places) == 2
    rows = [named(JudgedOnce(features, chances).row(number)) for number in places]
    assert [(row["copies_before_likely"], row["copies_behind_likely"]) for row in rows] == [
        (-1.0, 0.9),
        (0.9, -1.0),
    ]


def test_only_open_blocks_are_looked_at_again(features: PageFeatures) -> None:
    first = [first_chance(row) for row in features.rows()]
    judged = judge(features)
    assert any(len(block.row) > len(NAMES) for block in judged)
    for chance, block in zip(first, judged, strict=True):
        if not block.row:
            continue  # a link of a menu
        again = OPEN_LOW < chance < OPEN_HIGH
        assert len(block.row) == len(NAMES) + again * len(NAMES_AGAIN)
        assert again or block.chance == chance


def test_reasons_name_features_of_the_look_that_decided(features: PageFeatures) -> None:
    for block in judge(features):
        if not block.row:
            continue
        told = reasons(block.row)
        assert len(told) == 3
        assert set(told) <= set(looks()[len(block.row) > len(NAMES)].names)
        assert len(block.row) > len(NAMES) or not set(told) & set(NAMES_AGAIN)


def test_an_empty_page_has_nothing_to_judge() -> None:
    opened = page("<html><body></body></html>")
    assert judge(PageFeatures(opened, opened.metadata())) == []
