"""Which key of a record holds the text, the page, the address: configured, or guessed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cleancopy.config import SourceSettings

AUTO = "auto"
# In the order in which they are tried, after what trafilatura, news-please, Dolma, FineWeb, C4, CC-NEWS and
# common crawlers write. `raw_text` of trafilatura is last: it is the text without its paragraphs.
TEXTS = (
    "text", "maintext", "main_text", "article_text", "plain_text", "content", "body", "article",
    "articleBody", "raw_content", "full_text", "story", "bodyText", "body_text", "raw_text",
)  # fmt: skip
PAGES = ("html", "raw_html", "html_content", "content_html", "page", "response_body", "content.rendered")
ADDRESSES = (
    "url",
    "URL",
    "uri",
    "link",
    "source_url",
    "canonical_url",
    "metadata.url",
    "warc_url",
    "webUrl",
    "source",
)
# Trafilatura has the address there, others the name of a data set.
UNSURE, WEB = "source", ("http://", "https://")
DATES = (
    "date", "date_publish", "published", "published_at", "publish_date", "pub_date", "publication_date",
    "datePublished", "publishedAt", "webPublicationDate", "created", "timestamp", "metadata.date",
)  # fmt: skip
IDENTITIES = ("id", "_id", "doc_id", "article_id", "uuid", "guid", "fingerprint")
TITLES = ("title", "headline", "webTitle", "article_title", "title.rendered", "headline.main")
AUTHORS = ("authors", "author", "byline", "creator", "article_author", "author_name", "byline.original")
PUBLISHERS = (
    "publisher", "sitename", "site_name", "source.name", "source.title", "source_name", "source_domain",
    "publication", "hostname", "domain",
)  # fmt: skip
KINDS = {
    "text": TEXTS, "html": PAGES, "url": ADDRESSES, "date": DATES, "id": IDENTITIES,
    "title": TITLES, "author": AUTHORS, "publisher": PUBLISHERS,
}  # fmt: skip
# An object that is no document itself may hold it under one of these: search engines, the interfaces of papers,
# JSON:API.
INNER = ("_source", "fields", "attributes", "article", "document", "doc", "item", "node", "data")
# A day, alone or with a time that has its zone: what can be told without guessing.
RFC3339 = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d)?)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a record by purpose; `auto` tries the usual ones in turn. A dot leads into an inner object."""

    text: str = AUTO
    html: str = AUTO
    url: str = AUTO
    date: str = AUTO
    id: str = AUTO
    title: str = AUTO
    author: str = AUTO
    publisher: str = AUTO
    records: str = AUTO

    @classmethod
    def chosen(cls, settings: SourceSettings) -> Keys:
        """The keys that a configuration names."""
        return cls(**{name: getattr(settings, f"{name}_key") for name in (*KINDS, "records")})

    @property
    def records_path(self) -> tuple[str, ...] | None:
        """The keys that lead to the array of documents in an object; None where it is to be looked for.

        >>> Keys(records="hits.hits").records_path, Keys(records="/a~1b").records_path, Keys().records_path
        (('hits', 'hits'), ('a/b',), None)
        """
        if self.records == AUTO:
            return None
        if self.records.startswith("/"):  # a JSON Pointer
            parts = self.records[1:].split("/")
            return tuple(part.replace("~1", "/").replace("~0", "~") for part in parts)
        return tuple(self.records.split("."))

    def candidates(self, purpose: str) -> tuple[str, ...]:
        """The keys to try for a purpose (one of `KINDS`)."""
        chosen: str = getattr(self, purpose)
        if chosen != AUTO:
            return (chosen,)
        # Whoever names one of the two wants that one, whatever else there is.
        if (purpose == "text" and self.html != AUTO) or (purpose == "html" and self.text != AUTO):
            return ()
        return KINDS[purpose]

    def found_in(self, record: Mapping[str, object]) -> dict[str, tuple[str, str | bytes]]:
        """Purpose → (key, value) for all that the record holds; the text wins over the page.

        Where the record has no text, an object in it that is known to hold records may have one.
        """
        found = self._found_in(record)
        if "text" in found or "html" in found or self.text != AUTO or self.html != AUTO:
            return found
        for name in INNER:
            inner = record.get(name)
            if isinstance(inner, Mapping):
                within = self._found_in(inner)
                if "text" in within or "html" in within:
                    deeper = {purpose: (f"{name}.{key}", value) for purpose, (key, value) in within.items()}
                    return found | deeper
        return found

    def holds_text(self, record: Mapping[str, object]) -> bool:
        """Whether the record has a text or a page."""
        found = self.found_in(record)
        return "text" in found or "html" in found

    def _found_in(self, record: Mapping[str, object]) -> dict[str, tuple[str, str | bytes]]:
        found: dict[str, tuple[str, str | bytes]] = {}
        for purpose, keys in _tried(self, tuple(record)):
            for key in keys:
                value = names_at(record, key) if purpose == "author" else value_at(record, key)
                if value is not None and (key != UNSURE or str(value).startswith(WEB)):
                    found[purpose] = (key, value)
                    break
        return found

    def columns(self, names: Iterable[str]) -> dict[str, str]:
        """Purpose → column, for a table with these columns."""
        known = dict.fromkeys(names)
        found = {}
        for purpose in KINDS:
            keys = (key for key in self.present(purpose, known) if key in known and key != UNSURE)
            key = next(keys, None)
            if key is not None:
                found[purpose] = key
        return found

    def present(self, purpose: str, names: Collection[str]) -> Iterator[str]:
        """The keys to try that there may be; where they are guessed, those in other letter case last."""
        candidates = self.candidates(purpose)
        yield from (key for key in candidates if key in names or key.partition(".")[0] in names)
        if getattr(self, purpose) != AUTO:
            return
        others = {name.lower(): name for name in names if name.lower() != name}
        yield from (others[key] for key in candidates if key in others)

    def wanted(self) -> str:
        """What a record is expected to have, in words."""
        if self.text != AUTO or self.html != AUTO:
            return " or ".join(repr(key) for key in (self.text, self.html) if key != AUTO)
        return "a text under 'text', 'content', 'html' or the like (source.text_key names another)"


# The records of a container mostly have the same keys; of a million records each has some of its own.
@lru_cache(maxsize=256)
def _tried(keys: Keys, names: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Purpose and keys to try, in their order, in a record with keys of these names."""
    return tuple((purpose, tuple(keys.present(purpose, names))) for purpose in KINDS)


def value_at(record: Mapping[str, object], key: str) -> str | bytes | None:
    """The text at a key, or at a path of keys with dots; None when there is none, or an empty one."""
    value = _at(record, key)
    if isinstance(value, list) and len(value) == 1:  # so search engines keep what may be there several times
        value = value[0]
    if isinstance(value, bytes | bytearray):
        return bytes(value) or None
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return str(value) or None


def names_at(record: Mapping[str, object], key: str) -> str | None:
    """The names at a key: a text, an object with a name, or a list of these, divided by semicolons."""
    return "; ".join(names_of(_at(record, key))) or None


def names_of(value: object) -> Iterator[str]:
    """The names that a claim of authorship holds, as they stand there.

    >>> list(names_of([{"name": "Ann Lee"}, "Bo Ek", 7, None]))
    ['Ann Lee', 'Bo Ek']
    """
    if isinstance(value, str):
        if value.strip():
            yield value.strip()
    elif isinstance(value, Mapping):
        yield from names_of(value.get("name"))
    elif isinstance(value, list):
        for item in value:
            yield from names_of(item)


def _at(record: Mapping[str, object], key: str) -> object:
    value: object = record.get(key)
    if value is None and "." in key:
        value = record
        for part in key.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
    return value


def rfc3339(date: str) -> str | None:
    """The date as RFC 3339, where it says so much without guessing: a day, or a time with its zone.

    >>> rfc3339("2024-02-26 18:30:00+01:00"), rfc3339("26/02/2024"), rfc3339("2024-02-26T18:30:00")
    ('2024-02-26T18:30:00+01:00', None, '2024-02-26')
    """
    match = RFC3339.fullmatch(date.strip())
    if match is None:
        return None
    day, time, zone = match.groups()
    if not time or not zone:
        return day
    zone = zone.upper()
    seconds = time if time.count(":") == 2 else f"{time}:00"
    return f"{day}T{seconds}{zone if zone == 'Z' or ':' in zone else f'{zone[:3]}:{zone[3:]}'}"
