"""What a page says of itself where its layout, its software or its language make that hard to tell."""

from __future__ import annotations

import pytest

from tests.pages.sample import HEADLINE
from tests.pages.test_own_facts import FAR, PUBLISHED, SHOWN_HEADING, TIME, authors, page

OG = f'<meta property="og:title" content="{HEADLINE}"></head>'


@pytest.mark.parametrize(
    ("heading", "headline"),
    [
        # A heading of two lines, and words beside the headline that no claim has.
        (f"<h1><div>{HEADLINE[:14]}</div>{HEADLINE[14:]}</h1>", HEADLINE),
        (f"<h1>News: {HEADLINE}</h1>", HEADLINE),
        (f"<h1>{HEADLINE} / May 2024</h1>", HEADLINE),
        # A subtitle behind a colon is part of it.
        (f"<h1>{HEADLINE}: what it costs</h1>", f"{HEADLINE}: what it costs"),
        # Of two headings the one that leads elsewhere resembles the claims for its topic only.
        (
            f'<h1>A crossing for all of us</h1><h1><a href="/2">{HEADLINE} soon</a></h1>',
            "A crossing for all of us",
        ),
        # The only heading of the first level counts, wherever it stands.
        ('<div style="display:none"><h1>The bridge that nobody wanted</h1></div>', "The bridge that nobody wanted"),
    ],
)  # fmt: skip
def test_what_readers_see_as_the_headline(heading: str, headline: str) -> None:
    changes = [(SHOWN_HEADING, heading)]
    if "soon" not in heading and "display" not in heading:
        changes.append(("</head>", OG))
    assert page(*changes).headline == headline


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("<p>Written by Dr Ann van der Lee and Bo Ek</p>", ["Dr Ann van der Lee", "Bo Ek"]),
        ("<p>Written byAnn Lee</p>", ["Ann Lee"]),
        ("<p>Recipe by Ann Lee</p>", ["Ann Lee"]),
        ("<p>By Ann Lee, MD. Reviewed by Bo Ek</p>", ["Ann Lee, MD"]),
        ("<p>By Ann Lee View in print</p>", ["Ann Lee"]),
        ('<p class="author">Ann (Annie) Lee Published: May 7, 2024</p>', ["Ann (Annie) Lee"]),
        ("<h3>By Ann Lee, Courier Columnist</h3>", ["Ann Lee"]),
        ('<p class="author">Ann Lee</p><p class="author">Bo Ek</p>', ["Ann Lee", "Bo Ek"]),
        ("<div class=byline>Written by<br>Ann Lee, 4+ years<br>Bo Ek, editor</div>", ["Ann Lee", "Bo Ek"]),
        # The nearest of two bylines, a whole name before a single word, the people before the house.
        ('<p class="author">Ann Lee</p><p>Analysis</p><p>By Bo Ek</p>', ["Ann Lee"]),
        ('<p>Ann Lee</p><p>7 May 2024</p><p class="author">Articles by Ann</p>', ["Ann Lee"]),
        ('<p class="author">The Marsh Courier</p><p>Local</p><p class="author">Ann Lee</p>', ["Ann Lee"]),
        # A name in one line with a date.
        ("<p>Ann Lee | 05.04.2025 - Güncelleme : 06.04.2025</p>", ["Ann Lee"]),
        ("<p>Dec 26, 2025 • Ann Lee in Bridges</p>", ["Ann Lee"]),
        ("<p>Home • Ann Lee in Bridges</p>", []),
        ("<p>The Marsh Courier | 5 May 2024</p>", []),
        ("<ul><li>Ann Lee | 5 May 2024</li></ul>", []),
        ("<p>2024年05月07日 来源：城南网 记者：林晓雨</p>", ["林晓雨"]),
        ("<p>記者王小明／台北報導</p>", ["王小明"]),
        ("<p>文／林晓雨、赵明</p>", ["林晓雨", "赵明"]),
        ("<ul><li>한가람 기자</li><li>입력 2024.05.07</li></ul>", ["한가람"]),
        ('<div class="writer"><b>한가람 기자</b><a href="/w">다른기사 보기</a></div>', ["한가람"]),
        # No names.
        ("<p>记者从有关部门获悉，大桥已经修好。</p>", []),
        ("<p>현장에 취재 기자 세 명이 있었다.</p>", []),
        ("<h3>From Theory to Practice</h3>", []),
        ("<p>From theory to practice</p>", []),
        ('<p class="author">Contact: Ann Lee</p>', []),
        ("<p>Print This Text</p><p>7 May 2024</p>", []),
        ("<p>Text Size</p>", []),
        ("<p>Lorem Ipsum</p><p>7 May 2024</p>", []),
    ],
)  # fmt: skip
def test_whom_a_crowded_byline_names(byline: str, names: list[str]) -> None:
    assert authors("", byline, (TIME, "")) == names


def test_several_people_in_a_line_of_their_own_beside_a_date() -> None:
    line = "<p>Ann M. Lee, Bo Ek, Chi Wu</p>"
    assert authors("", f"{line}<p>7 May 2024</p>", (TIME, "")) == ["Ann M. Lee", "Bo Ek", "Chi Wu"]
    assert authors("", f"{line}<p>Rivers</p>", (TIME, "")) == []


@pytest.mark.parametrize(
    ("claim", "byline", "names"),
    [
        # An account that the page does not show is believed only where nobody is named otherwise.
        ("ann.lee", '<p class="author">Ann Lee</p>', ["Ann Lee"]),
        ("bek-peak", "", ["bek-peak"]),
        # A marked name right under the headline goes before one that the page does not show.
        ("Bo Ek", '<p class="author">Ann Lee</p>', ["Ann Lee"]),
        ("Ann Lee", "<p>By Dr Ann Lee and Bo Ek</p>", ["Dr Ann Lee", "Bo Ek"]),
        ("Lee Print Works Ltd", "", []),
    ],
)
def test_a_claim_held_against_the_byline(claim: str, byline: str, names: list[str]) -> None:
    assert authors(f'"author": {{"@type": "Person", "name": "{claim}"}}', byline, (TIME, "")) == names


def test_a_section_beside_a_date_is_nobody() -> None:
    line = "<p>Mill Road | 5 May 2024</p>"
    assert authors("", line, (TIME, "")) == ["Mill Road"]
    assert authors('"articleSection": "Mill Road"', line, (TIME, "")) == []
    assert authors("", line, (TIME, ""), ("</ul></nav>", "<li>Mill Road</li></ul></nav>")) == []


def test_the_house_in_the_byline_does_not_take_the_place_of_a_claimed_person() -> None:
    claim = '"author": {"@type": "Person", "name": "Ann Lee"}'
    assert authors(claim, '<p class="author">The Marsh Courier</p>', (TIME, "")) == ["Ann Lee"]


def test_the_only_name_that_markup_calls_an_author_s_is_believed_anywhere() -> None:
    marked = '<p class="author">{}</p>'
    first, second = marked.format("Ann Lee"), marked.format("Bo Ek")
    assert authors("", "", ("</article>", f"{FAR}{first}</article>")) == ["Ann Lee"]
    assert authors("", "", ("</article>", f"{FAR}{first}<p>Rivers</p>{second}</article>")) == []


def test_names_in_the_order_of_a_catalogue_are_turned() -> None:
    tags = '<meta name="dc.creator" content="Lee, Ann"><meta name="dc.creator" content="Ek, Bo"></head>'
    assert authors("", "", ("</head>", tags)) == ["Ann Lee", "Bo Ek"]


def created(*lines: str, far: bool = False, head: str = "", claimed: str = '"x": 1') -> str | None:
    """The day that a page tells whose only dates are these lines, under its headline or far from it."""
    shown = "".join(lines)
    changes = [(PUBLISHED, claimed), (TIME, "" if far else shown)]
    if far:
        changes.append(("</article>", f"{FAR}{shown}</article>"))
    if head:
        changes.append(("</head>", f"{head}</head>"))
    return page(*changes).created


def test_a_day_above_twelve_tells_the_order_of_all_days_of_a_page() -> None:
    assert created("<p>03/05/2024</p>") is None
    assert created("<p>03/05/2024</p>", "<p>Next: 12/25/2024</p>") == "2024-03-05"
    assert created("<p>03/05/2024</p>", "<p>Next: 25/12/2024</p>") == "2024-05-03"


@pytest.mark.parametrize(
    ("shown", "day"),
    [
        ("2024. május 5.", "2024-05-05"),
        ("Ngày 5 tháng 3 năm 2024", "2024-03-05"),
        ("5. října 2024", "2024-10-05"),
        ("٥ مارس ٢٠٢٤", "2024-03-05"),
        ("5 मार्च 2024", "2024-03-05"),
        ("Senin, 5 Mei 2025", "2025-05-05"),
        ("5 Μαΐου 2024", "2024-05-05"),
    ],
)
def test_days_in_more_languages(shown: str, day: str) -> None:
    assert created(f"<p>{shown}</p>") == day


def test_a_day_under_the_headline_goes_before_one_above_it() -> None:
    above = (SHOWN_HEADING, f'<p><time datetime="2025-01-01">1 Jan</time></p>{SHOWN_HEADING}')
    assert page(above, (PUBLISHED, '"x": 1')).created == "2024-05-07"


def test_a_shown_day_that_the_claim_agrees_with_stays_beside_an_earlier_one() -> None:
    claim = '"datePublished": "2024-05-07"'
    earlier, same = "<p>In print on 2 May 2024</p>", "<p>Online on 7 May 2024</p>"
    assert created(earlier, same, claimed=claim) == "2024-05-07"
    assert created(earlier, "<p>Updated 7 May 2024</p>", claimed=claim) == "2024-05-02"


@pytest.mark.parametrize(
    ("claim", "address", "day"),
    [
        # A morning in UTC may be the evening before where the page was written: the address tells.
        ("2024-05-07T03:05:00+00:00", "", "2024-05-07T03:05:00+00:00"),
        ("2024-05-07T03:05:00+00:00", "/2024/05/06/bridge", "2024-05-06"),
        ("2024-05-07T03:05:00+00:00", "/2024/05/07/bridge", "2024-05-07T03:05:00+00:00"),
        # No zone explains this, and a zone of its own is the page's word.
        ("2024-05-07T22:05:00Z", "", "2024-05-06"),
        ("2024-05-07T22:05:00+02:00", "", "2024-05-07T22:05:00+02:00"),
        ("2024-05-07", "", "2024-05-07"),
    ],
)
def test_a_page_that_shows_the_day_before_the_claimed_one(claim: str, address: str, day: str) -> None:
    head = f'<link rel="canonical" href="https://marsh.example{address}">' if address else ""
    assert created("<p>6 May 2024</p>", head=head, claimed=f'"datePublished": "{claim}"') == day


def test_a_day_in_a_caption_is_none_of_the_page() -> None:
    caption = "<figure><figcaption>The pier, 2 May 2024</figcaption></figure>"
    assert created(caption, "<p>7 May 2024</p>") == "2024-05-07"
    line = "<p>The old pier of Little Marsh, as it stood on 2 May 2024</p>"
    assert created(line, "<p>Published 7 May 2024</p>") == "2024-05-07"


def test_the_only_day_of_a_page_unless_it_is_one_of_a_change() -> None:
    assert created("<p>May 7, 2024</p>", far=True) == "2024-05-07"
    assert created("<p>May 7, 2024</p><p>May 8, 2024</p>", far=True) is None
    assert created("<p>Last updated: May 7, 2024</p>", far=True) is None


def test_what_a_page_tells_its_own_scripts_is_asked_last() -> None:
    script = '<script>window.state = {"publishedAt": "2024-05-07T08:00:00Z"}</script>'
    assert created(head=script) == "2024-05-07T08:00:00Z"
    assert created("<p>5 May 2024</p>", head=script) == "2024-05-05"
    assert created(head=f'{script}<script>x = {{"publishedAt": "2024-05-09"}}</script>') is None
