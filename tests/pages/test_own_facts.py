"""What a page says of itself, held against what it shows: authors, the day of publication, the headline."""

from __future__ import annotations

import pytest

import cleancopy
from tests.pages.sample import HEADLINE, PAGE

CLAIM = '"author": {"@type": "Person", "name": "Zoë Lund"}'
BYLINE = '<div class="byline">By <a rel="author" href="/staff/lund">Zoë Lund</a></div>'
TIME = '<time class="date" datetime="2024-05-07">7 May 2024</time>'
PUBLISHED = '"datePublished": "2024-05-07T08:30:00+02:00"'


# So many short blocks that what follows them does not stand near the headline.
FAR = "<ul>" + "".join(f"<li>Pier {number}</li>" for number in range(16)) + "</ul>"


def page(*changes: tuple[str, str]) -> cleancopy.Record:
    """The record of the sample page after these replacements, each of which must find its place."""
    text = PAGE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return cleancopy.clean(text.encode(), name="page.html").record


def authors(claim: str, byline: str, *more: tuple[str, str]) -> list[str]:
    """The authors of a page that claims and shows these."""
    return [author.name for author in page((CLAIM, claim or '"x": 1'), (BYLINE, byline), *more).authors]


@pytest.mark.parametrize(
    ("claim", "names"),
    [
        ('"author": [{"@type": "Person", "name": "Ann Lee"}, {"@type": "Person", "name": "Bo Ek"}]', ["Ann Lee", "Bo Ek"]),
        ('"author": {"@type": "Person", "givenName": "Ann", "familyName": "Lee"}', ["Ann Lee"]),
        ('"author": {"@type": "Person", "name": "Ann Lee, MD, PhD"}', ["Ann Lee, MD, PhD"]),
        ('"author": {"@type": "Person", "name": "Dr. Ann Lee"}', ["Dr. Ann Lee"]),
        ('"author": {"@type": "Person", "name": "annlee7"}', ["annlee7"]),
        ('"author": {"@type": "Person", "name": "Metro Staff"}', ["Metro Staff"]),
        ('"author": {"@type": "Person", "name": "Ann Lee – Metro Team"}', ["Ann Lee"]),
        ('"author": {"@type": "Organization", "name": "Centre for Rivers and Lakes"}', ["Centre for Rivers and Lakes"]),
        ('"author": {"@type": "Organization", "name": "The Marsh Courier"}', []),
        ('"author": {"@type": "Person", "name": "admin"}', []),
        ('"author": {"@type": "Person", "name": "https://example.org/lee"}', []),
        ('"author": {"name": "page.head.extra.author"}', []),
    ],
)  # fmt: skip
def test_whom_a_page_claims_as_its_author(claim: str, names: list[str]) -> None:
    assert authors(claim, "") == names


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("<p>By Tom May and April Fulton</p>", ["Tom May", "April Fulton"]),
        ("<p>By Ann LeePublished: Jan 29, 2025</p>", ["Ann Lee"]),
        ('<p class="author">Dec 17, 2025Ann Lee</p>', ["Ann Lee"]),
        ('<p class="author">January 14, 2025<br>Ann Lee</p>', ["Ann Lee"]),
        ("<p>Written by:</p><p>Ann Lee</p>", ["Ann Lee"]),
        ("<p>By Ann Lee ⋅ Review Editor</p>", ["Ann Lee"]),
        ("<p>By Ann Lee, Senior Analyst, 7 May 2024</p>", ["Ann Lee"]),
        ("<p>Posted on May 7, 2024 &nbsp; Posted by Ann Lee 59 Comments</p>", ["Ann Lee"]),
        ('<p class="author">Ann Lee1; Bo Ek2</p>', ["Ann Lee", "Bo Ek"]),
        ('<p class="author">Newsdesk</p>', ["Newsdesk"]),
        ("<p>By 3i Global</p>", ["3i Global"]),
        ('<h4 class="author-name">By The Harbour editors</h4>', ["The Harbour editors"]),
        ('<h2 class="author-name">By Ann Lee</h2>', []),
        ('<div class="author">Ann LeeFounder</div>', ["Ann Lee"]),
        ('<div class="byline">Guide by Ann Lee Former Deputy Tech Editor</div>', ["Ann Lee"]),
        ('<div class="byline">By Ann Lee and The Marsh Courier</div>', ["Ann Lee"]),
        ("<p>Contributors: Ann Lee</p>", ["Ann Lee"]),
        ('<div class="author">TipsAnd TricksFor Everyday</div>', []),
        ('<div class="author">Personal finance</div>', []),
        ("<p>Trade Programme</p>", []),
        ('<p class="author">Former Town Consultant</p>', []),
        ("<ul><li>Learn Drawing</li><li>Learn Drawing</li></ul>", []),
    ],
)
def test_whom_a_byline_names(byline: str, names: list[str]) -> None:
    assert authors("", byline, (TIME, "")) == names


def test_a_byline_that_is_shown_beats_a_claim_that_is_not() -> None:
    house = '"author": {"@type": "Person", "name": "The Marsh Courier"}'
    other = '"author": {"@type": "Person", "name": "Bo Ek"}'
    assert authors(house, "<p>By Ann Lee</p>") == ["Ann Lee"]
    assert authors(other, "<p>By Ann Lee</p>") == ["Ann Lee"]
    assert authors(other, "<p>By Ann Lee and Bo Ek</p>") == ["Ann Lee", "Bo Ek"]
    assert authors(other, "") == ["Bo Ek"]
    # Who is the house and nobody else is believed when the page calls it a person.
    assert authors(house, "") == ["The Marsh Courier"]


def test_one_line_at_the_end_may_tell_who_wrote_it_and_two_may_not() -> None:
    line = "<p>This article was written by {}.</p>"
    first, second = line.format("Ann Lee, head of the archive"), line.format("Bo Ek")
    assert authors("", "", ("</article>", f"{FAR}{first}</article>")) == ["Ann Lee"]
    assert authors("", "", ("</article>", f"{FAR}{first}{second}</article>")) == []


def test_a_name_under_a_line_that_leads_it_in_is_believed_anywhere() -> None:
    led = "<p>Article by</p><p>Ann Lee</p>"
    assert authors("", "", ("</article>", f"{FAR}{led}</article>")) == ["Ann Lee"]
    assert authors("", "", ("</article>", f"{FAR}<p>Ann Lee</p></article>")) == []


def test_a_marked_name_far_down_is_believed_when_the_next_line_tells_of_the_same_person() -> None:
    marked = '<p class="author">Ann Lee</p><p>{} has written of rivers for twenty years.</p>'
    assert authors("", "", ("</article>", f"{FAR}{marked.format('Ann Lee')}</article>")) == ["Ann Lee"]
    assert authors("", "", ("</article>", f"{FAR}{marked.format('Bo Ek')}</article>")) == []


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        ('<meta name="cXenseParse:author" content="Ann Lee">', ["Ann Lee"]),
        ('<meta name="citation_author" content="Lee, Ann"><meta name="citation_author" content="Ek, Bo">', ["Ann Lee", "Bo Ek"]),
        ('<meta name="generator" content="Ann Lee">', []),
    ],
)  # fmt: skip
def test_meta_tags_that_name_the_authors(tag: str, names: list[str]) -> None:
    assert authors("", "", ("</head>", f"{tag}</head>")) == names


def test_the_name_of_the_house_behind_an_author_is_none_of_the_author_s() -> None:
    house = ('content="The Marsh Courier"', 'content="MARSH COURIER"')
    assert authors("", '<div class="byline">By Ann Lee MARSH COURIER</div>', house) == ["Ann Lee"]
    assert authors("", '<div class="byline">By Ann Lee Marsh</div>', house) == ["Ann Lee Marsh"]


def test_how_long_it_takes_to_read_is_nobody() -> None:
    label = '<meta name="twitter:data1" content="{}"></head>'
    assert authors("", "", ("</head>", label.format("7 minutes"))) == []
    assert authors("", "", ("</head>", label.format("Ann Lee"))) == ["Ann Lee"]


@pytest.mark.parametrize(
    ("published", "shown", "created"),
    [
        # A page that was built anew claims the day of that; what it shows is older and true.
        ('"datePublished": "2025-11-05T08:00:00+01:00"', "<p>Published 7 May 2024</p>", "2024-05-07"),
        # A day apart is a matter of zones: the claim holds.
        ('"datePublished": "2024-05-08T00:30:00+02:00"', "<p>7 May 2024</p>", "2024-05-08T00:30:00+02:00"),
        # What is shown and later is a change, not the publication.
        (PUBLISHED, "<p>Updated 9 June 2025</p>", "2024-05-07T08:30:00+02:00"),
        ('"dateModified": "2024-05-07T08:30:00+02:00"', "", None),
        ('"dateCreated": "2024-05-07"', "", "2024-05-07"),
    ],
)
def test_when_a_page_was_published(published: str, shown: str, created: str | None) -> None:
    assert page((PUBLISHED, published), (TIME, shown)).created == created


def test_a_line_about_publishing_is_believed_anywhere_when_it_is_alone() -> None:
    none = (PUBLISHED, '"x": 1')
    line = "<p>First published on 3 October 2023</p>"
    assert page(none, (TIME, ""), ("</article>", f"{FAR}{line}</article>")).created == "2023-10-03"
    other = "<p>First published on 4 October 2023</p>"
    assert page(none, (TIME, ""), ("</article>", f"{FAR}{line}{other}</article>")).created is None


@pytest.mark.parametrize(
    ("language", "line", "created"),
    [
        ("en", "<h4>Published</h4><p>7 May 2024</p>", "2024-05-07"),
        ("en", "<h4>Updated</h4><p>7 May 2024</p>", None),
        ("en-GB", "<p>Published: 03/05/2024</p>", "2024-05-03"),
        ("en-US", "<p>Published: 03/05/2024</p>", "2024-03-05"),
        ("fr", "<p>Publié 03/05/2024</p>", "2024-05-03"),
        ("en", "<p>Published: 03/05/2024</p>", None),
        ("en", "<p>Published: 04-May-2024</p>", "2024-05-04"),
    ],
)
def test_a_day_behind_a_word_or_under_it_in_the_order_of_the_language(
    language: str, line: str, created: str | None
) -> None:
    record = page(
        (PUBLISHED, '"x": 1'),
        (TIME, ""),
        ('lang="en"', f'lang="{language}"'),
        ("</article>", f"{FAR}{line}</article>"),
    )
    assert record.created == created


def test_meta_tags_and_microdata_that_tell_the_day() -> None:
    none = (PUBLISHED, '"x": 1'), (TIME, "")
    tag = '<meta name="published" content="July 17, 2025"></head>'
    assert page(*none, ("</head>", tag)).created == "2025-07-17"
    item = '<span itemprop="datePublished"><time datetime="2025-07-18">then</time></span>'
    other = '<p><time datetime="2025-07-19">later</time></p>'
    assert page(*none, ("</article>", f"{FAR}{other}{item}</article>")).created == "2025-07-18"


SHOWN_HEADING = f'<h1 class="headline">{HEADLINE}</h1>'


@pytest.mark.parametrize(
    ("heading", "headline"),
    [
        # The site's own name is a heading of the first level, and the headline a lower one, or none at all.
        (f"<h1>The Marsh Courier</h1><h3>{HEADLINE}</h3>", HEADLINE),
        (f"<h1>The Marsh Courier</h1><p>{HEADLINE}</p>", HEADLINE),
        ("<h1>The Marsh Courier</h1>", HEADLINE),
        (f"<h1>{HEADLINE} – The Marsh Courier</h1>", HEADLINE),
        ("<h1>Council agrees to re\u00adbuild the bridge at Little Marsh</h1>", HEADLINE),
        # Another heading than what is claimed is believed where it speaks of the same.
        ("<h1>The bridge at Little Marsh will be rebuilt</h1>", "The bridge at Little Marsh will be rebuilt"),
    ],
)
def test_the_name_of_the_site_is_no_headline(heading: str, headline: str) -> None:
    assert page((SHOWN_HEADING, heading)).headline == headline


def test_what_stands_beside_the_claimed_title_is_the_house() -> None:
    told = "Small bridges over small rivers"
    title = f"<title>{HEADLINE} | The Marsh Courier</title>"
    record = page(
        (title, f'<title>Ada’s Notebook: {told}</title><meta property="og:title" content="{told}">'),
        (f'"headline": "{HEADLINE}"', '"x": 1'),
        (SHOWN_HEADING, f"<h1>Ada’s Notebook</h1><h3>{told}</h3>"),
    )
    assert record.headline == told


def test_what_two_claims_agree_on_beats_a_heading_that_says_something_else() -> None:
    claimed = f'<meta property="og:title" content="{HEADLINE}"></head>'
    other = (SHOWN_HEADING, "<h1>Town updates</h1>")
    assert page(other, ("</head>", claimed)).headline == HEADLINE
    # One claim alone does not.
    alone = (f"<title>{HEADLINE} | The Marsh Courier</title>", "")
    assert page(other, alone, ("</head>", claimed)).headline == "Town updates"


def test_a_claimed_title_is_told_whole_and_without_what_follows_it() -> None:
    none = (SHOWN_HEADING, "")
    torn = '<meta property="og:title" content="Council agrees to rebuild the …"></head>'
    assert page(none, ("</head>", torn)).headline == HEADLINE
    longer = f'<meta property="og:title" content="{HEADLINE}-News-Courier"></head>'
    assert page(none, ("</head>", longer)).headline == HEADLINE


def test_a_first_level_heading_beats_a_lower_one_that_only_resembles_the_claimed_title() -> None:
    heading = f'<h1 class="headline">{HEADLINE}</h1>'
    told = "Ten things to know about the bridge before you go there"
    record = page((heading, f"<h1>{told}</h1><h2>The bridge at Little Marsh: what the council says</h2>"))
    assert record.headline == told


def test_parts_of_a_headline_that_only_layout_sets_apart_are_told_as_claimed() -> None:
    heading = f'<h1 class="headline">{HEADLINE}</h1>'
    whole = f"Little Marsh: {HEADLINE}"
    record = page(
        (f"<title>{HEADLINE}", f"<title>{whole}"),
        (heading, f"<h1><span>Little Marsh</span><br>{HEADLINE}</h1>"),
    )
    assert record.headline == whole
