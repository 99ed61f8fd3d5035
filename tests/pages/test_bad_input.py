"""Whatever calls itself a page: a result or a reason, in bounded time and memory, and proofs that hold."""

from __future__ import annotations

import json
import time
import tracemalloc
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleancopy
from cleancopy.errors import EmptySource, NotText
from cleancopy.render import export_line, ledger_line, markdown, ninjs, record_line, schema_org
from tests.pages.sample import PAGE, STORY, TEXT

DATA = PAGE.encode()
# Seconds of processor time for the slowest of these inputs, with room for slow machines: a walk that is not
# linear in the length of the page needs minutes.
LIMIT = 30.0
MEGABYTE = 1 << 20


def cleaned(data: bytes) -> cleancopy.Cleaned:
    """The page cleaned, in bounded time, and proved."""
    begin = time.process_time()
    result = cleancopy.clean(data, media_type="text/html")
    assert time.process_time() - begin < LIMIT
    assert cleancopy.verify(data, result.record, result.ledger) == []
    return result


def paragraphs(count: int) -> str:
    return "".join(f"<p>{STORY[number % 4]} ({number})</p>\n" for number in range(count))


def page_of(body: str) -> bytes:
    return f"<!DOCTYPE html><html><head><title>T</title></head><body>{body}</body></html>".encode()


BAD = {
    "truncated in a tag": DATA[: DATA.index(b"</article>") - 20],
    "truncated in the head": DATA[: DATA.index(b"<meta property")],
    "truncated in a script": DATA[: DATA.index(b"SCRIPT-LEAK")],
    "truncated in a comment": DATA.replace(b'<div class="ad">', b"<!-- "),
    "truncated in an attribute": DATA.replace(b'<div class="ad">', b'<div class="ad'),
    "closing tags only": b"</p>" * 10_000,
    "opening tags only": b"<p><b><i><a href=x><td>" * 5_000,
    "soup": b"<p>One <b>two <i>three</b> four</i><td>five<li>six</table></div><h1>seven" * 500,
    "lone brackets": page_of("<p>" + "a < b > c & d <3 <>" * 5_000),
    "quotes without end": page_of('<p class="' * 3_000 + paragraphs(3)),
    "comments without end": page_of("<!-- " * 20_000 + paragraphs(3)),
    "10,000 levels": page_of("<div>" * 10_000 + paragraphs(6) + "</div>" * 10_000),
    "10,000 lists": page_of("<ul><li>" * 10_000 + paragraphs(6)),
    "10,000 inline levels": page_of("<p>" + "<b><span>" * 10_000 + STORY[0]),
    "frames": b"<html><head><title>F</title></head><frameset cols=2><frame src=a><frame src=b></frameset></html>",
    "plaintext": page_of("<p>Before</p><plaintext>" + paragraphs(3)),
    "NULs": DATA.replace(b" ", b" \x00"),
    "only NULs": b"<html><body>" + b"\x00" * 5_000 + b"</body></html>",
    "contradictory charsets": DATA.replace(
        b'<meta charset="utf-8">', b"<meta charset=utf-16><meta charset=koi8-r>"
    ),
    "an unknown charset": DATA.replace(b'charset="utf-8"', b'charset="x-made-up"'),
    "malformed bytes": DATA.replace(b"bridge", b"br\xffidge"),
    "CDATA": page_of("<![CDATA[" + STORY[0] + "]]>" + "<![CDATA[ without end"),
    "an entity at the edge": page_of("&ldquo;" + STORY[0] + "&#8221;") + b"&amp",
    "wrong references": page_of(f"<p>&#0;&#x110000;&#xD800;&bogus;&#99999999999; {STORY[0]} &amp;amp;</p>"),
    "zero-width blocks": page_of("<p>\u200b</p><p>&#8203;</p>" + paragraphs(4) + "<p>\ufeff</p><p>&shy;</p>"),
    "a JSON-LD bomb": page_of(
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>" + paragraphs(4)
    ),
    "a template": page_of(
        "<template>" + paragraphs(2) + "</template><svg><text>SVG</text></svg>" + paragraphs(4)
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_gives_a_result_whose_proofs_hold(name: str) -> None:
    result = cleaned(BAD[name])
    assert result.record.kind is not None
    assert "LEAK" not in result.document.text.text


@pytest.mark.parametrize("name", ["NULs", "contradictory charsets", "an unknown charset"])
def test_harmless_damage_costs_no_word(name: str) -> None:
    assert cleaned(BAD[name]).text.split() == TEXT.split()


@pytest.mark.parametrize("name", ["10,000 levels", "plaintext", "quotes without end"])
def test_text_in_bad_markup_is_not_lost(name: str) -> None:
    assert STORY[0] in cleaned(BAD[name]).document.text.text or name == "quotes without end"


@pytest.mark.parametrize(
    "data", [b"<html><body></body></html>", b"<html></html>", b"<!doctype html><title>x</title>"]
)
def test_a_page_that_shows_nothing_is_named_so(data: bytes) -> None:
    result = cleaned(data)
    assert (result.text, result.record.kind) == ("", "other")
    assert result.record.page is not None and result.record.page.evidence == "no visible text"


def test_nothing_but_white_space_is_no_page() -> None:
    with pytest.raises(EmptySource):
        cleancopy.clean(b" \n ", media_type="text/html")


def test_ten_megabytes_are_cleaned_in_bounded_time_and_memory() -> None:
    filler = f"<script>{'x' * 9000}</script><svg>{'y' * 1000}</svg><!-- {'z' * 480} -->"
    data = page_of(f"<article>{(filler + STORY[0] + '<p>') * 900}{paragraphs(100)}</article>")
    tracemalloc.start()
    try:
        result = cleancopy.clean(data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(data) > 9 * MEGABYTE and "z" * 20 not in result.document.text.text
    assert peak < 20 * len(data)


def test_a_page_of_thousands_of_paragraphs_takes_time_in_proportion() -> None:
    begin = time.process_time()
    result = cleancopy.clean(page_of("<article>" + paragraphs(3_000) + "</article>"))
    assert len(result.record.blocks) == 3_000
    assert time.process_time() - begin < 2 * LIMIT


@pytest.mark.parametrize("size", [2_000, 2_000_000])
def test_bytes_at_random_in_the_place_of_a_page_are_refused_at_once(size: int) -> None:
    data = b"<!DOCTYPE html><html><body><p>" + Random(5).randbytes(size)
    begin = time.process_time()
    with pytest.raises(NotText, match="control characters"):
        cleancopy.clean(data)
    assert time.process_time() - begin < LIMIT


def test_megabytes_of_script_are_skipped() -> None:
    script = "<script>" + "var a = '<p>SCRIPT-LEAK</p>'; " * 150_000 + "</script>"
    result = cleaned(page_of(script + PAGE[PAGE.index("<article") : PAGE.index("</article>")]))
    assert result.text == TEXT


SOUP = st.lists(
    st.one_of(
        st.sampled_from(
            ["<p>", "</p>", "<div class='a>b'>", "</div>", "<b>", "</b>", "<br>", "<a href=x>", "</a>", "<!--", "-->",
             "<script>", "</script>", "<li>", "<td>", "<h1>", "</h1>", "&amp;", "&", "&#8220;", "&nbsp;", "\x00", "<", ">",
             '"', "\n", "  ", "â€™", "Ã©", "\u200b", "\xa0", "<plaintext>", "<title>", "</title>", "<![CDATA[", "]]>", STORY[1],
             "<figure>", "<figcaption>", "<time datetime=2024-01-01>", "<svg>", "</svg>", "<pre>", "\r\n"]
        ),
        st.text(max_size=5),
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(deadline=None)
@given(SOUP, st.sampled_from(["utf-8", "cp1252", "utf-16", "shift_jis"]))
def test_every_byte_of_any_soup_is_accounted_for(soup: str, encoding: str) -> None:
    data = ("<!doctype html><body>" + soup).encode(encoding, "ignore")
    result = cleancopy.clean(data, media_type="text/html")
    assert cleancopy.verify(data, result.record, result.ledger) == []
    assert cleancopy.restore(result.record, result.ledger) == data


# What stands where a name, a title, a day or an address is expected.
ODD = st.sampled_from(
    [None, True, 0, -1, 1e308, "", "\ud83d", "\x00", "http://[bad", "//", "http://a b/[", "9" * 400, "2024-02-30",
     "-0001-13-45T99:99:99+99:99", "tomorrow", "&#55357;", "<b>", "%E9%", "١٢٣", "²", "e\u0301" * 50, "ﬁ", "PT9H",
     "The bridge reopens", "Jo Doe", "By Jo Doe, Staff", "2024-01-02T10:00:00Z", "https://example.org/a"]
)  # fmt: skip
KEYS = st.sampled_from(
    ["@type", "@id", "@value", "name", "headline", "author", "creator", "publisher", "datePublished", "dateModified",
     "articleBody", "description", "url", "mainEntityOfPage", "articleSection", "keywords", "inLanguage", "correction",
     "alternativeHeadline", "isAccessibleForFree", "hasPart", "contributor", "editor", "image", "text"]
)  # fmt: skip
TYPES = st.sampled_from(
    ["NewsArticle", "WebPage", "Person", "Organization", "LiveBlogPosting", ["Article", 3], None]
)
OBJECTS = st.recursive(
    ODD,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.builds(
            lambda kind, rest: {"@type": kind, **rest}, TYPES, st.dictionaries(KEYS, inner, max_size=5)
        )
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(OBJECTS, ODD, ODD)
def test_whatever_a_page_claims_of_itself_it_is_cleaned_and_can_be_written(
    claims: object, address: object, title: object
) -> None:
    head = (
        f'<link rel=canonical href="{address}"><meta property="og:title" content="{title}">'
        f'<meta name=author content="{address}"><meta property="article:published_time" content="{title}">'
        f'<script type="application/ld+json">{json.dumps(claims)}</script>'
    )
    data = PAGE.replace("</head>", head + "</head>").encode("utf-8", "surrogatepass")
    result = cleaned(data)
    for line in (
        record_line(result.record),
        ledger_line(result.ledger),
        export_line(schema_org(result.record)),
    ):
        assert line.decode().endswith("\n")
    assert export_line(ninjs(result.record)) and markdown(result.record).encode()
