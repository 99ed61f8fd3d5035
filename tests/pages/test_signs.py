"""Signs at a block: pictures, italics, the words it shares; and lines that name themselves."""

from __future__ import annotations

import pytest

import cleancopy
from cleancopy.blocks.html import Page, open_page
from cleancopy.blocks.html.evidence import PICTURE_BESIDE, PICTURE_ELSEWHERE, PICTURE_NEXT_DOOR
from cleancopy.config import load_config
from cleancopy.document import Document
from cleancopy.stages.page.features import NAMES, PageFeatures
from cleancopy.trace import Origin, TracedText
from tests.pages.sample import CAPTION, PAGE, STORY, TEXT


def page(text: str) -> Page:
    """The page opened as a run does it."""
    return open_page(Document("page", TracedText.of(Origin(text, text.encode(), "utf-8"))))


def named(text: str) -> dict[str, dict[str, float]]:
    """The features of a page by the text of each block."""
    opened = page(text)
    rows = PageFeatures(opened, opened.metadata()).rows()
    return {block: dict(zip(NAMES, row, strict=True)) for block, row in zip(opened.blocks, rows, strict=True)}


@pytest.mark.parametrize(
    ("markup", "near"),
    [
        ("<div><img src=a><p>Text</p></div>", PICTURE_BESIDE),
        ("<div><p><img src=a>Text</p></div>", PICTURE_BESIDE),
        ("<div><a href=b><img src=a></a><p>Text</p></div>", PICTURE_BESIDE),
        ("<div><div><img src=a></div><p>Text</p></div>", PICTURE_NEXT_DOOR),
        ("<div><div><div><img src=a></div></div><p>Text</p></div>", PICTURE_ELSEWHERE),
        ("<div><p>Text</p><img src=a></div>", 0),
    ],
)
def test_how_close_a_picture_stands_is_told(markup: str, near: int) -> None:
    (evidence,) = page(markup).evidence
    assert evidence.picture == near


def test_a_picture_belongs_to_the_next_block_alone() -> None:
    found = [item.picture for item in page("<div><p>One</p><img src=a><p>Two</p><p>Three</p></div>").evidence]
    assert found == [0, PICTURE_BESIDE, 0]


def test_italics_are_counted_and_end() -> None:
    first, second = page("<p><em>All of it</em></p><p>Some <i>of it</i> only</p>").evidence
    assert (first.italic, first.length) == (9, 9)
    assert (second.italic, second.length) == (5, 13)


def test_a_block_that_speaks_of_the_storys_subject_shares_its_words() -> None:
    found = named(PAGE)
    assert (
        found[CAPTION]["shared"]
        > found["Sign up for our newsletter and get the news every morning."]["shared"]
    )
    assert found[STORY[1]]["shared_words"] > 1
    assert {row["claim"] for row in found.values()} == {3.0}


def test_a_caption_that_names_its_photographer_is_no_story() -> None:
    said = "The mayor at the northern pier in May. Photo: Ann Lee/Reuters"
    changed = PAGE.replace(f"<p>{STORY[1]}</p>", f"<p>{STORY[1]}</p><p>{said}</p>")
    result = cleancopy.clean(changed.encode(), name="page.html")
    assert result.text == TEXT
    assert any("northern pier in May" in caption.text for caption in result.record.captions)
    assert cleancopy.verify(changed.encode(), result.record, result.ledger) == []


def test_the_users_word_beats_a_sure_rule() -> None:
    said = "Advertisement"
    changed = PAGE.replace(f"<p>{STORY[1]}</p>", f"<p>{STORY[1]}</p><p>{said}</p>")
    assert said not in cleancopy.clean(changed.encode(), name="page.html").text
    config = load_config(overrides=["rules.off=furniture-en"])
    assert cleancopy.clean(changed.encode(), name="page.html", config=config).record.kind == "article"
