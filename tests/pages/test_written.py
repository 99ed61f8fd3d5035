"""Pages written by hand in the manner of many systems and languages: story, headline, people, day, captions.

Each page in `written/` says itself what is expected: `<!-- date: … -->` and `<!-- authors: … -->` on top, and a mark
before each part: `<!--headline-->`, `<!--standfirst-->`, `<!--body-->`, `<!--caption-->`, `<!--credit-->`.
What `<!--maybe-->` marks may be story or not. `<!--stays-->` marks what is none and stays all the same, `<!--lost-->` a
line that is story and is not kept, `<!--missed-->` a caption or a credit that is not told: known failures, which have to
be unmarked once they are mended.
"""

from __future__ import annotations

import html
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

import cleancopy

PAGES = sorted((Path(__file__).parent / "written").glob("*.html"))
PART = re.compile(r"<!--(headline|standfirst|body|caption|credit|maybe|stays|lost|missed)-->")
# A part ends where a block does, and before the next mark.
END = re.compile(
    r"</?(?:p|h[1-6]|li|ul|ol|figcaption|figure|div|td|th|table|pre|blockquote|section|time|br|a|button)\b|<!--",
    re.IGNORECASE,
)
TAG = re.compile(r"<[^>]+>")
TOP = re.compile(r"<!-- (date|authors): *(.*?) *-->")


class Written:
    """A page, what it expects, and what is made of it."""

    def __init__(self, path: Path) -> None:
        source = path.read_text(encoding="utf-8")
        self.parts: dict[str, list[str]] = {}
        for mark in PART.finditer(source):
            end = END.search(source, mark.end())
            assert end is not None
            text = plain(source[mark.end() : end.start()])
            self.parts.setdefault(mark.group(1), []).append(text)
        self.top = dict(TOP.findall(source))
        self.source = source.encode()
        self.cleaned = cleancopy.clean(self.source, name=path.name)
        self.paragraphs = [" ".join(part.split()) for part in self.cleaned.text.split("\n\n")]

    def marked(self, *names: str) -> list[str]:
        """The parts that carry one of these marks."""
        return [text for name in names for text in self.parts.get(name, ())]


def plain(source: str) -> str:
    """What a reader sees of a piece of markup."""
    return " ".join(html.unescape(TAG.sub("", source)).split())


@cache
def written(path: Path) -> Written:
    return Written(path)


@pytest.fixture(params=PAGES, ids=lambda path: path.stem)
def page(request: pytest.FixtureRequest) -> Written:
    return written(request.param)


def test_the_story_is_there_in_its_order(page: Written) -> None:
    """A part may end before its block does, at a link or a span."""
    places = []
    for part in page.marked("body"):
        found = [n for n, paragraph in enumerate(page.paragraphs) if paragraph.startswith(part)]
        assert found, part
        places.append(found)
    assert all(min(before) <= max(after) for before, after in pairwise(places))


def test_nothing_else_is(page: Written) -> None:
    known = page.marked("body", "standfirst", "maybe", "stays")
    assert [p for p in page.paragraphs if not any(p.startswith(part) for part in known)] == []
    gone = [part for part in page.marked("stays") if not any(p.startswith(part) for p in page.paragraphs)]
    back = [part for part in page.marked("lost") if any(p.startswith(part) for p in page.paragraphs)]
    assert gone == back == [], "no longer a known failure"


def test_headline_people_and_day(page: Written) -> None:
    record = page.cleaned.record
    names = [name for name in page.top["authors"].split("; ") if name]
    assert record.kind == "article"
    assert record.headline == page.marked("headline")[0]
    assert [author.name.casefold() for author in record.authors] == [name.casefold() for name in names]
    assert (record.created or "")[:10] == page.top["date"]


def test_the_standfirst_is_story_or_told_apart(page: Written) -> None:
    told = [*page.paragraphs, page.cleaned.record.standfirst or ""]
    assert [part for part in page.marked("standfirst") if not any(part in text for text in told)] == []


def test_captions_and_credits_are_told(page: Written) -> None:
    captions = [caption.text or "" for caption in page.cleaned.record.captions]
    credits = [caption.credit or "" for caption in page.cleaned.record.captions]
    assert [part for part in page.marked("caption") if not any(part in text for text in captions)] == []
    assert [part for part in page.marked("credit") if not any(part in text for text in credits)] == []
    missed = [part for part in page.marked("missed") if any(part in text for text in (*captions, *credits))]
    assert missed == [] or all(part in " ".join(captions) for part in missed), "no longer a known failure"


def test_the_record_is_proved(page: Written) -> None:
    cleaned = page.cleaned
    assert cleancopy.verify(page.source, cleaned.record, cleaned.ledger) == []
