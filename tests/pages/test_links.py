"""Where the links of a block lead, and what stands in the same link."""

from __future__ import annotations

import pytest

from cleancopy.blocks.html.styles import undisplayed
from cleancopy.blocks.html.walk import walk
from cleancopy.stages.page.features import NAMES, PageFeatures
from tests.pages.sample import PAGE
from tests.pages.test_second_look import page

CARD = '<a href="https://marsh.example/2"><h3>Boats</h3><p>All of them are here.</p></a>'
HEAD = '<link rel="canonical" href="https://www.marsh.example/1"></head>'


def measured(markup: str, words: str) -> dict[str, float]:
    """The features of the block with these words."""
    opened = page(PAGE.replace("</article>", markup + "</article>").replace("</head>", HEAD))
    rows = PageFeatures(opened, opened.metadata()).rows()
    return dict(zip(NAMES, rows[opened.blocks.index(words)], strict=True))


def test_what_stands_in_one_link_is_a_card() -> None:
    found = measured(CARD, "All of them are here.")
    assert found["card_blocks"] == 2
    assert found["to_site"] == 1
    assert measured("<p>See <a href='/2'>them</a> here.</p>", "See them here.")["card_blocks"] == 0


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("#top", "to_part"),
        ("/2", "to_site"),
        ("2.html", "to_site"),
        ("https://shop.marsh.example/2", "to_site"),
        ("//boats.example/2", "to_others"),
        ("http://[broken", "to_others"),
        ("mailto:a@marsh.example", "to_nothing"),
    ],
)
def test_where_a_link_leads(address: str, name: str) -> None:
    found = measured(f'<p><a href="{address}">Go there</a></p>', "Go there")
    assert {key: found[key] for key in found if key.startswith("to_") and found[key]} == {name: 1.0}


def test_paid_links_say_so() -> None:
    assert measured('<p><a rel="sponsored" href="//b.example">Buy</a></p>', "Buy")["paid"] == 1
    assert measured('<p><a rel="noopener" href="//b.example">Buy</a></p>', "Buy")["paid"] == 0


@pytest.mark.parametrize(
    ("sheet", "names"),
    [
        (".a{display:none}", {"a"}),
        (".a, #b , .c .d{color:red;display : none !important}", {"a", "b"}),
        ("@media (max-width:9px){.a{display:none}} .b{display:none}", {"b"}),
        (".a{color:red} p{display:none}", set()),
        ("display:none } .a{display:none}", {"a"}),
        ("", set()),
    ],
)
def test_what_a_style_sheet_does_not_show(sheet: str, names: set[str]) -> None:
    assert undisplayed(sheet, 0, len(sheet)) == names


def test_a_block_knows_that_its_class_is_not_displayed() -> None:
    tabs = '<div class="y x"><p>Unseen</p></div><div class="x active"><p>Seen</p></div><p>Seen</p>'
    hidden = walk(f"<style>.x{{display:none}}</style>{tabs}")
    assert [item.has("undisplayed") for item in hidden.evidence] == [True, False, False]
