"""Which keys the records of a container have, told from its first record, for a person to check."""

from __future__ import annotations

import re
from itertools import islice
from typing import BinaryIO

from cleancopy.errors import UnreadableSource
from cleancopy.readers.files import Source
from cleancopy.readers.found import Found
from cleancopy.readers.keys import KINDS, Keys
from cleancopy.readers.parquet import column_names
from cleancopy.readers.records import json_array, json_lines
from cleancopy.readers.streams import DAMAGED, opened
from cleancopy.readers.tables import header_of
from cleancopy.readers.where import Where

# Records among which the first one that can be read is looked for.
FIRST = 20
# The address of a document in an array inside an object.
IN_AN_ARRAY = re.compile(r"#pointer=(.+)/\d+$")


def keys_of(source: Source, keys: Keys, max_bytes: int) -> dict[str, str] | None:
    """Purpose (one of `KINDS`) → key or column; None for what has no records with keys.

    Under `records` stands where in an object they are. Empty when the first records have none of them.
    Raises SourceError where there is none to be read.
    """
    content, _, compression = source.kind.partition("+")
    first: Found | None = None
    if content not in ("jsonl", "json", "csv", "tsv", "parquet"):
        return None
    try:
        with opened(source.path, content, compression, source.name) as (stream, _):
            if content in ("jsonl", "json"):
                first = _first(stream, content, Where(source.name, source.member, keys, max_bytes))
                chosen = dict(first.keys) if first is not None else {}
            elif content == "parquet":
                chosen = keys.columns(column_names(source.path, source.name))
            else:
                chosen = keys.columns(header_of(stream, keys, max_bytes))
    except (ValueError, *DAMAGED) as error:
        told = getattr(error, "strerror", None) or str(error)
        raise UnreadableSource(f"{source.name}: cannot be read: {told}") from error
    if "text" in chosen:
        chosen.pop("html", None)
    told = {purpose: chosen[purpose] for purpose in KINDS if purpose in chosen}
    array = IN_AN_ARRAY.search(first.name) if first is not None else None
    return {"records": array[1]} | told if array else told


def _first(stream: BinaryIO, content: str, where: Where) -> Found | None:
    """The first document; the first that has an error where no other is near."""
    found = [*islice((json_array if content == "json" else json_lines)(stream, where), FIRST)]
    return next((each for each in found if each.error is None), found[0] if found else None)
