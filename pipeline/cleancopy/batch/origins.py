"""Which documents come from the same place."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from cleancopy.readers import Found, Source

# An address as nearly all are: its host is told ten times as fast as by taking it apart.
USUAL = re.compile(r"https?://(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)*)/[!-~]*")


def origin_of(source: Source, found: Found, wanted: str) -> str:
    """The origin of a document: its host, the folder or the file that it stands in; as `corpus.origin` says.

    `auto` takes the host where an address is known, else the file of a record, the folder of a document.
    """
    host = _host(found.told("url"))
    if wanted == "host" or (wanted == "auto" and host):
        return host
    if wanted == "file" or (wanted == "auto" and not found.member):
        return source.name
    # Of a member of an archive the folder inside the archive, which its path begins with.
    place = found.member if source.kind else source.name
    return place.rpartition("/")[0] or "."


def _host(url: str) -> str:
    if usual := USUAL.fullmatch(url):
        return usual[1]
    try:
        return (urlsplit(url.strip()).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
