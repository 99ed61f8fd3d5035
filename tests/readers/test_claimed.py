"""What a container says of its document: used where the document does not say it, and marked as taken from there."""

from __future__ import annotations

import pytest

import cleancopy
from cleancopy.readers import with_claims
from cleancopy.repair import DEFAULT

BODY = "The council said on Monday that it would rebuild the bridge, which has been closed since spring.\n\n"
BARE = cleancopy.clean((BODY * 3).encode()).record
SIGNED = cleancopy.clean(
    f"Council votes to rebuild the bridge\n\nBy Carla Diaz\n\n{BODY * 3}".encode()
).record


def claimed(record=BARE, **given):
    keys = {purpose: f"meta.{purpose}" for purpose in given}
    return with_claims(record, given, keys, DEFAULT)


def names(author, **more):
    return [person.name for person in claimed(author=author, **more).authors]


def test_headline_authors_and_date_are_taken_with_their_keys():
    record = claimed(title="Bridge to be rebuilt", author="Ann Lee", date="2024-02-26")
    assert (record.headline, record.created) == ("Bridge to be rebuilt", "2024-02-26")
    assert [(author.name, author.role) for author in record.authors] == [("Ann Lee", "author")]
    assert record.claimed == {"created": "meta.date", "headline": "meta.title", "authors": "meta.author"}
    assert record.given == {"title": "Bridge to be rebuilt", "author": "Ann Lee", "date": "2024-02-26"}
    assert (record.text, record.blocks) == (BARE.text, BARE.blocks)


def test_what_the_text_says_of_itself_goes_before():
    assert SIGNED.headline and SIGNED.authors
    record = claimed(SIGNED, title="Another title", author="Ann Lee")
    assert (record.headline, record.authors, record.claimed) == (SIGNED.headline, SIGNED.authors, {})


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("Ann Lee, Bo Ek", ["Ann Lee", "Bo Ek"]),
        ("Ann Lee; Bo Ek", ["Ann Lee", "Bo Ek"]),
        ("By Ann Lee and Bo van der Ek", ["Ann Lee", "Bo van der Ek"]),
        ("Ann Lee; Senior Reporter", ["Ann Lee"]),
        ("José Peña", ["José Peña"]),
        ("JosÃ© PeÃ±a", ["José Peña"]),
        ("Reuters", []),
        ("Associated Press", []),
        ("The Guardian", []),
        ("admin", []),
        ("newsdesk@example.org", []),
        ("https://www.facebook.com/example", []),
        ("Newsroom Staff", []),
        ("12", []),
        ("", []),
    ],
)
def test_authors_are_people(claim, expected):
    assert names(claim) == expected


@pytest.mark.parametrize(
    "more",
    [
        {"publisher": "Millbrook Courier"},
        {"publisher": "millbrookcourier.com"},
        {"url": "https://www.millbrookcourier.com/a"},
    ],
)
def test_a_publisher_is_no_author(more):
    assert names("Millbrook Courier", **more) == []
    assert names("Ann Lee; Millbrook Courier", **more) == ["Ann Lee"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Bridge to be rebuilt | Millbrook Courier", "Bridge to be rebuilt"),
        ("Bridge to be rebuilt - More soon", "Bridge to be rebuilt - More soon"),
        (" Bridge &amp; road\nto be <b>rebuilt</b> ", "Bridge & road to be rebuilt"),
        ("Itâ€™s done", "It’s done"),
        ("2024", None),
        ("x" * 301, None),
    ],
)
def test_a_headline_is_the_title_without_the_site(title, expected):
    assert claimed(title=title, publisher="Millbrook Courier").headline == expected


def test_without_repair_claims_stay_as_they_are():
    assert with_claims(BARE, {"title": "Itâ€™s done"}, {}, None).headline == "Itâ€™s done"


def test_nothing_given_changes_nothing():
    assert with_claims(BARE, {}, {}, DEFAULT) is BARE
