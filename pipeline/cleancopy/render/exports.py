"""A record in the words of others: schema.org, ninjs, Dolma. Nothing is said that the record does not say."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import msgspec

from cleancopy.document import Record

Exporter = Callable[[Record], dict[str, Any]]

SCHEMA_ORG = "https://schema.org"
NINJS = {
    "name": "ninjs",
    "version": "3.2",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.2.json#",
}
# What begins an absolute URI, up to its host; the signs that stand behind that as they are; a per cent sign
# that begins no escape (RFC 3986).
ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(//[^/?#]*)?")
URI_SIGNS = "%:/?@!$&'()*+,;=~"
STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def schema_org(record: Record) -> dict[str, Any]:
    """A NewsArticle (https://schema.org/NewsArticle) as JSON-LD; keys without a value are left out."""
    people: dict[str, list[dict[str, Any]]] = {}
    for person in record.authors:
        told: dict[str, Any] = {"@type": "Person", "name": person.name}
        if person.organization:
            told["affiliation"] = {"@type": "Organization", "name": person.organization}
        people.setdefault("author" if person.role == "author" else "contributor", []).append(told)
    captions = [{"caption": each.text, "creditText": each.credit} for each in record.captions]
    return _filled(
        {
            "@context": SCHEMA_ORG,
            "@type": "NewsArticle",
            "identifier": record.id,
            "url": _uri(record),
            "headline": record.headline,
            "alternativeHeadline": list(record.alternative_headlines),
            "abstract": record.standfirst,
            "inLanguage": record.language,
            "datePublished": record.created,
            "dateline": record.dateline.raw if record.dateline else None,
            "author": people.get("author"),
            "contributor": people.get("contributor"),
            "correction": [note.text for note in record.notes if note.role == "correction"],
            "image": [_filled({"@type": "ImageObject"} | each) for each in captions],
            "articleBody": record.text,
        }
    )


def ninjs(record: Record) -> dict[str, Any]:
    """A text item of ninjs 3.2 (https://iptc.org/standards/ninjs/); keys without a value are left out."""
    headlines = [{"role": "main", "value": record.headline}] if record.headline else []
    headlines += [{"role": "alternative", "value": each} for each in record.alternative_headlines]
    names = [person.name for person in record.authors if person.role == "author"]
    standfirst = record.standfirst
    return _filled(
        {
            "uri": _uri(record) or f"urn:sha256:{record.provenance.sha256}",
            "standard": NINJS,
            "type": "text",
            # The standard wants a time here; a day alone would be a guess.
            "versionCreated": record.created if record.created and "T" in record.created else None,
            "language": record.language,
            "by": ", ".join(names),
            "located": record.dateline.place if record.dateline else None,
            "headlines": headlines,
            "descriptions": [{"role": "summary", "contentType": "text/plain", "value": standfirst}]
            if standfirst
            else [],
            "bodies": [{"role": "main", "contentType": "text/plain", "value": record.text}],
        }
    )


def dolma(record: Record) -> dict[str, Any]:
    """A document of Dolma (https://github.com/allenai/dolma): id, text, source, created, metadata.

    Its own reader wants a `created` that is text, or none.
    """
    told: dict[str, Any] = {"id": record.id, "text": record.text, "source": "cleancopy"}
    created = {"created": record.created} if record.created else {}
    metadata = _filled({"source": record.source, "headline": record.headline} | record.given)
    return told | created | {"metadata": metadata}


def dolma_attributes(record: Record) -> dict[str, Any]:
    """What goes beside it, in the same order: spans of the text as [start, end, score], by name.

    Every block has its role, every passage that other documents have too is `shared`.
    """
    spans: dict[str, list[list[float]]] = {}
    for block in record.blocks:
        if isinstance(block.start, int) and isinstance(block.end, int):
            name = f"cleancopy__{block.role}"
            spans.setdefault(name, []).append([block.start, block.end, block.confidence])
    for passage in record.shared:
        spans.setdefault("cleancopy__shared", []).append([passage.start, passage.end, float(passage.count)])
    return {"id": record.id, "attributes": spans}


# What a run can write beside its own files: kind → path below the output directory → what is in a line.
EXPORTS: dict[str, dict[str, Exporter]] = {
    "schema.org": {"schema.org": schema_org},
    "ninjs": {"ninjs": ninjs},
    "dolma": {"dolma/documents": dolma, "dolma/attributes/cleancopy": dolma_attributes},
}


def export_line(told: dict[str, Any]) -> bytes:
    """What an exporter says as one line of UTF-8 JSON with its line feed."""
    return msgspec.json.encode(told) + b"\n"


def _uri(record: Record) -> str | None:
    """The document's address as RFC 3986 spells it, what may not stand in one escaped; None without one."""
    url = STRAY_PERCENT.sub("%25", record.given.get("url", "").strip())
    host = ABSOLUTE.match(url)
    if host is None:
        return None
    path, mark, fragment = url[host.end() :].partition("#")
    return f"{quote(host[0], URI_SIGNS + '[]')}{quote(path, URI_SIGNS)}{mark}{quote(fragment, URI_SIGNS)}"


def _filled(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value not in (None, "", [], {})}
