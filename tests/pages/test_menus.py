"""Short links of menus and footers are not looked at closely, and nothing else is spared that."""

from __future__ import annotations

import pytest

from cleancopy.stages.page.features import NAMES, PageFeatures
from cleancopy.stages.page.menus import CHANCE, menu_links
from cleancopy.stages.page.model import judge, reasons
from tests.pages.sample import PAGE, STORY
from tests.pages.test_second_look import page

MENU = '<nav class="menu"><ul>'
LONG = "The whole story of the bridge at Little Marsh and of all that came before it"


def spared(source: str) -> set[str]:
    """The blocks of a page that are not looked at closely."""
    opened = page(source)
    features = PageFeatures(opened, opened.metadata())
    return {text for text, left in zip(features.texts, menu_links(features), strict=True) if left}


def test_the_links_of_a_menu_are_spared() -> None:
    assert spared(PAGE) == {"Home", "Town", "Sport"}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("<li>Rivers</li>", "no link"),
        (f'<li><a href="/4">{LONG}</a></li>', "too long"),
        ('<h2><a href="/4">Rivers</a></h2>', "a heading"),
        ('<article><a href="/4">Rivers</a></article>', "an article"),
    ],
)
def test_what_is_looked_at_in_a_menu(line: str, why: str) -> None:
    assert spared(PAGE.replace(MENU, MENU + line)) == {"Home", "Town", "Sport"}, why


def test_nothing_is_spared_in_a_menu_that_holds_prose_or_on_a_page_without_any() -> None:
    in_a_menu = PAGE.replace('<article class="story">', "<nav><article>").replace(
        "</article>", "</article></nav>"
    )
    assert spared(in_a_menu) == set()
    little = PAGE
    for paragraph in STORY[1:]:
        little = little.replace(f"<p>{paragraph}</p>", "")
    assert spared(little) == set()


def test_a_spared_block_has_a_chance_and_no_reasons_and_the_others_stay_as_they_are() -> None:
    opened = page(PAGE)
    features = PageFeatures(opened, opened.metadata())
    left = menu_links(features)
    judged, rows = judge(features), features.rows()
    assert [block.chance for block, spare in zip(judged, left, strict=True) if spare] == [CHANCE] * 3
    for block, row, spare in zip(judged, rows, left, strict=True):
        assert list(block.row[: len(NAMES)]) == ([] if spare else row)
        assert bool(reasons(block.row)) is not spare
