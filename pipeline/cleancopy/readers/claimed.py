"""What a container says of its document, told in the record where the document itself does not say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from cleancopy.blocks.html.claims import plain
from cleancopy.blocks.html.houses import SITE_MARK
from cleancopy.blocks.html.names import JOB, UNREAL, folded, people, size
from cleancopy.document import Author, Record, host_of
from cleancopy.readers.keys import rfc3339
from cleancopy.repair import RepairOptions, applied, find_repairs
from cleancopy.rules import is_name
from cleancopy.rules.people import agencies

# A headline is no longer; what is, is the beginning of a text.
LONGEST_TITLE = 300
MOST_AUTHORS = 20
# One word may be a first name, an account, or a paper.
LEAST_WORDS, MOST_WORDS = 2, 4


def with_claims(
    record: Record,
    given: Mapping[str, str],
    keys: Mapping[str, str],
    options: RepairOptions | None,
) -> Record:
    """The record with what its container gives (purpose → words), under which keys; `claimed` says what was taken.

    What the text says of itself goes before it. Titles and names are mended as text is, unless `options` is None.
    """
    if not given:
        return record
    taken: dict[str, str] = {}
    if record.created is None and (created := rfc3339(given.get("date", ""))) is not None:
        record = replace(record, created=created)
        taken["created"] = keys.get("date", "date")
    claim = given.get("title", "") if record.headline is None else ""
    if claim and (title := _headline(_mended(claim, options), _houses(given))):
        record = replace(record, headline=title)
        taken["headline"] = keys.get("title", "title")
    claim = given.get("author", "")
    if claim and not any(author.role == "author" for author in record.authors):
        names = [*_authors(_mended(claim, options), _houses(given))][:MOST_AUTHORS]
        if names:
            others = tuple(author for author in record.authors if author.name not in names)
            authors = tuple(Author(name=name, role="author") for name in names)
            record = replace(record, authors=authors + others)
            taken["authors"] = keys.get("author", "author")
    return replace(record, given=dict(given), claimed=taken)


def _mended(text: str, options: RepairOptions | None) -> str:
    if options is None or text.isascii():
        return text
    return applied(text, find_repairs(text, options))


def _houses(given: Mapping[str, str]) -> frozenset[str]:
    """The names of whoever published the document, folded and without spaces, as in an address."""
    host = host_of(given.get("url", ""))
    publisher = given.get("publisher", "").removeprefix("www.")
    named = (publisher, publisher.partition(".")[0], host, host.partition(".")[0])
    return frozenset(key for name in named if (key := _key(name)))


def _key(name: str) -> str:
    return folded(name).replace(" ", "")


def _headline(title: str, houses: frozenset[str]) -> str:
    """The title in one line, without the name of the site behind it; empty for what is no headline."""
    title = plain(title)
    marks = [*SITE_MARK.finditer(title)]
    if marks and _key(title[marks[-1].end() :]) in houses:
        title = title[: marks[-1].start()].rstrip()
    return title if any(map(str.isalpha, title)) and len(title) <= LONGEST_TITLE else ""


def _authors(claim: str, houses: frozenset[str]) -> Iterator[str]:
    """The people in a claim of authorship: no house, no desk, no agency, no account."""
    found: dict[str, None] = {}
    for part in claim.split(";"):
        part = plain(part)
        if UNREAL.search(part) or part in agencies():
            continue
        for name in people(part):
            few = LEAST_WORDS <= size(name) <= MOST_WORDS and name.partition(",")[0] not in agencies()
            if few and is_name(name.partition(",")[0]) and not JOB.search(name) and _key(name) not in houses:
                found[name] = None
    yield from found
