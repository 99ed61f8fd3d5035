"""Which keys the records of a container have, told from its first record, for a person to check."""

from __future__ import annotations

from itertools import islice
from typing import BinaryIO

import msgspec

from cleancopy.errors import UnreadableSource
from cleancopy.readers.files import Source
from cleancopy.readers.keys import KINDS, Keys
from cleancopy.readers.parquet import column_names
from cleancopy.readers.records import elements
from cleancopy.readers.streams import DAMAGED, lines, opened
from cleancopy.readers.tables import header_of

# Lines among which the first record is looked for.
FIRST = 20


def keys_of(source: Source, keys: Keys, max_bytes: int) -> dict[str, str] | None:
    """Purpose (text, html, url, date, id) → key or column; None for what has no records with keys.

    Empty when the first record has none of them. Raises SourceError where there is none to be read.
    """
    content, _, compression = source.kind.partition("+")
    if content not in ("jsonl", "json", "csv", "tsv", "parquet"):
        return None
    try:
        with opened(source.path, content, compression, source.name) as (stream, _):
            if content in ("jsonl", "json"):
                record = _first(stream, content, max_bytes)
                found = keys.found_in(record) if isinstance(record, dict) else {}
                chosen = {purpose: key for purpose, (key, _) in found.items()}
            elif content == "parquet":
                chosen = keys.columns(column_names(source.path, source.name))
            else:
                chosen = keys.columns(header_of(stream, keys, max_bytes))
    except (ValueError, *DAMAGED) as error:
        told = getattr(error, "strerror", None) or str(error)
        raise UnreadableSource(f"{source.name}: cannot be read: {told}") from error
    if "text" in chosen:
        chosen.pop("html", None)
    return {purpose: chosen[purpose] for purpose in KINDS if purpose in chosen}


def _first(stream: BinaryIO, content: str, max_bytes: int) -> object:
    if content == "json":
        return next(elements(stream, max_bytes), None)
    for _, line, _ in islice(lines(stream, 0, max_bytes), FIRST):
        if line and line.strip():
            try:
                return msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"))
            except msgspec.DecodeError:
                continue
    return None
