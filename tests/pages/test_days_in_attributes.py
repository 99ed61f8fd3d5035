"""Days that a page tells in attributes alone, and what its address says of days in numbers."""

from __future__ import annotations

import pytest

from cleancopy.blocks.html.claims import objects
from cleancopy.blocks.html.moments import attribute_day, only_attribute_day
from tests.pages.sample import HEADLINE
from tests.pages.test_own_facts import PUBLISHED, SHOWN_HEADING, TIME, authors, page


@pytest.mark.parametrize(
    ("markup", "day"),
    [
        ('<span itemprop="datePublished" content="2013-05-02"></span>', "2013-05-02"),
        ('<div content="2013-05-02" itemprop="datePublished dateCreated">3 hours ago</div>', "2013-05-02"),
        ('<abbr class="published" title="2013-05-02T10:20:00Z">yesterday</abbr>', "2013-05-02"),
        (
            '<span property="dc:date dc:created" content="2013-05-02T10:20:00+02:00">02/05</span>',
            "2013-05-02",
        ),
        ('<div aria-label="Published: 9:14 p.m. ET May 2, 2013 Updated: May 4, 2013"></div>', "2013-05-02"),
        ('<time datetime="2013-05-02"></time>', "2013-05-02"),
        ('<i data-publish-date="1367483000"></i>', "2013-05-02"),
        ('<i data-date="2013-05-02"></i><i data-updated-at="2013-05-09"></i>', "2013-05-02"),
        ('<i data-date="2013-05-02"></i><i data-date="2013-05-03"></i>', None),
        ('<i data-date="soon"></i>', None),
    ],
)
def test_days_in_attributes(markup: str, day: str | None) -> None:
    assert (page((PUBLISHED, '"x": 1'), (TIME, markup)).created or "")[:10] == (day or "")


def test_a_claim_that_is_no_day_leaves_the_next_one_to_speak() -> None:
    metas = '<meta name="pubdate" content="today"><meta name="dc.date.issued" content="2013-05-02"></head>'
    assert page((PUBLISHED, '"x": 1'), (TIME, ""), ("</head>", metas)).created == "2013-05-02"


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://paper.example.co.uk/a", "2013-05-02"),
        ("https://paper.example.gov/a", "2013-02-05"),
        ("https://paper.example.com/a", None),
    ],
)
def test_the_address_tells_the_order_of_day_and_month(address: str, day: str | None) -> None:
    link = f'<link rel="canonical" href="{address}"></head>'
    shown = '<p class="date">02/05/2013</p>'
    record = page((PUBLISHED, '"x": 1'), (TIME, shown), ("</head>", link))
    assert record.created == day


def test_attributes_are_searched_in_bounded_time() -> None:
    assert attribute_day("<a " + "property=" * 200_000) == ""
    assert only_attribute_day("<a " + " data-a-a-a-a" * 200_000) == ""


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ('{"@type": "NewsArticle", "headline": "A",}', {"@type": "NewsArticle", "headline": "A"}),
        ('{"@type": "NewsArticle", // ours\n "headline": "A // B"}', {"@type": "NewsArticle", "headline": "A // B"}),
        ('{&quot;@type&quot;: &quot;NewsArticle&quot;}', {"@type": "NewsArticle"}),
        (
            '{"@type": "NewsArticle", "headline": "A \\"b\\" c", "description": "He said "no"", '
            '"datePublished": "2024-05-07", "author": {"@type": "Person", "name": "Ann Lee"}}',
            {
                "@type": "NewsArticle",
                "headline": 'A "b" c',
                "datePublished": "2024-05-07",
                "author": {"@type": "Person", "name": "Ann Lee"},
            },
        ),
        ('{"@type": "NewsArticle", "headline": "He said "no" to it"}', {"@type": "NewsArticle"}),
    ],
)  # fmt: skip
def test_broken_json_ld_tells_what_is_sure(script: str, told: dict[str, object]) -> None:
    assert objects(script)[0] == told


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("<p><span>By Ann Lee</span><span>Harbour desk</span></p>", ["Ann Lee"]),
        ("<p><span>מאת: דנה לוי</span><span>פורסם: 01.06.20</span></p>", ["דנה לוי"]),
        ("<p><span>By</span><span>Ann Lee</span></p>", ["Ann Lee"]),
        ("<p>By <b>A</b>nn Lee</p>", ["Ann Lee"]),
        ('<p class="author">Ann Lee<sup>1</sup>, Bo Ek<sup>2</sup></p>', ["Ann Lee", "Bo Ek"]),
        ('<div itemprop="author"><p>Ann Lee</p></div>', ["Ann Lee"]),
        ('<p>Submitted by <a property="foaf:name">Ann Lee</a> on Tue, 05/07/2024</p>', ["Ann Lee"]),
        ("<p>Posted on May 7, 2024 by Ann Lee</p>", ["Ann Lee"]),
        ("<p>Veröffentlicht am 7. Mai 2024 von Ann Lee</p>", ["Ann Lee"]),
    ],
)
def test_parts_of_a_byline_that_only_markup_keeps_apart(byline: str, names: list[str]) -> None:
    assert authors("", byline) == names


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        (f"The Marsh Courier Online: {HEADLINE}", f"<table><tr><td><font size=5><b>{HEADLINE}</b></font></td></tr></table>"),
        (f"{HEADLINE} ~ The Marsh Courier", f'<span class="TituloNoticia">{HEADLINE}</span>'),
        (f"{HEADLINE}_News_Marsh", f"<div>{HEADLINE}</div>"),
    ],
)  # fmt: skip
def test_a_headline_that_no_heading_tells(title: str, shown: str) -> None:
    changes = [
        (f'"headline": "{HEADLINE}"', '"x": 1'),
        (SHOWN_HEADING, shown),
        ("<title>", f"<title>{title}</title><title>"),
    ]
    assert page(*changes).headline == HEADLINE
