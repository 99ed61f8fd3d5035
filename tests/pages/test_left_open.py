"""What is left open inside a line ends with its block; places to link to are no links; cards; boxes for mail addresses."""

from __future__ import annotations

import pytest

from cleancopy.blocks.html.walk import walk
from tests.pages.sample import PAGE, STORY
from tests.pages.test_out_of_the_story import AS_BLOG, between, role

LATER = "And so they did, all of them, in the rain."


@pytest.mark.parametrize(
    "inside", ['<a href="/x">Go', "<b>Go", "<em>Go", '<span class="credit">Go', "<strong><i>Go"]
)
def test_what_is_left_open_ends_with_its_block(inside: str) -> None:
    for source in (
        f"<div><p>{inside}</p><p>{LATER}</p></div>",
        f"<div><p>{inside}<p>{LATER}</div>",
        f"<div><div>{inside}</div>{LATER}</div>",
        f"<ul><li>{inside}<li>{LATER}</ul>",
    ):
        later = walk(source).evidence[1]
        assert (later.linked, later.bold, later.italic, later.inline) == (0, 0, 0, 0), source


def test_what_is_around_blocks_stays_open_in_them() -> None:
    first, second = walk(f'<a href="/x"><b><h3>Go</h3><p>{LATER}</p></b></a>').evidence
    assert first.link_density == second.link_density == 1
    assert second.bold == second.length
    assert first.card == second.card > 0


def test_a_link_ends_the_link_before_it() -> None:
    item = walk(f'<p><a href="/x">Go <a href="/y">there</a> {LATER}</p>').evidence[0]
    assert item.linked == len("Go") + len("there")
    assert item.hrefs == ("/x", "/y")


def test_a_place_to_link_to_is_no_link() -> None:
    item = walk(f'<p><a name="top">{LATER}</a></p>').evidence[0]
    assert (item.linked, item.links, item.hrefs) == (0, 0, ())


CARD = (
    '<a class="x" href="https://other.example/2"><h3>Boats</h3><p>The boats waved back at the mayor.</p></a>'
)


def test_what_shares_a_link_is_no_story() -> None:
    assert role(between(CARD), "waved")[1] == "page-card"
    assert role(between(CARD), "Boats")[1] == "page-card"
    alone = '<p><a href="https://other.example/2">The boats waved back.</a></p>'
    assert role(between(alone), "waved")[1] == "page-model"


def test_a_story_in_one_link_stays() -> None:
    whole = PAGE.replace('<div class="article-body">', '<a href="/1"><div class="article-body">').replace(
        "</div></article>", "</div></a></article>"
    )
    assert role(whole, STORY[1])[1] == "page-model"


BOX = '<div class="x9"><p>The mayor waved.</p><div><input type="email" placeholder="you@home.example"></div></div>'


@pytest.mark.parametrize("page", [PAGE, AS_BLOG])
def test_a_small_box_for_a_mail_address_is_no_story(page: str) -> None:
    assert role(between(BOX, page), "waved")[1] == "page-signup"
    other = BOX.replace('type="email" placeholder="you@home.example"', 'type="text"')
    assert role(between(other, page), "waved")[1] == "page-model"
