"""Which documents come from the same place."""

from __future__ import annotations

from cleancopy.document import host_of
from cleancopy.readers import Found, Source


def origin_of(source: Source, found: Found, wanted: str) -> str:
    """The origin of a document: its host, the folder or the file that it stands in; as `corpus.origin` says.

    `auto` takes the host where an address is known, else the file of a record, the folder of a document.
    """
    host = host_of(found.told("url"))
    if wanted == "host" or (wanted == "auto" and host):
        return host
    if wanted == "file" or (wanted == "auto" and not found.member):
        return source.name
    # Of a member of an archive the folder inside the archive, which its path begins with.
    place = found.member if source.kind else source.name
    return place.rpartition("/")[0] or "."
