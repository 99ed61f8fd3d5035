"""Divide large containers into pieces, so that several processes can work on one."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cleancopy.readers.files import Source
from cleancopy.readers.kinds import compression_of
from cleancopy.readers.parquet import row_groups
from cleancopy.readers.recoding import UTF16
from cleancopy.readers.streams import binary


def pieces(source: Source, piece_bytes: int) -> Iterator[Source]:
    """The source, divided where its format can be: lines of JSON, members of ZIP, row groups of Parquet.

    Compressed files, tables of text, tar and WARC are one piece: where a record begins in them is only known
    to who has read all before it.
    """
    if source.size <= piece_bytes:
        yield source
    elif source.kind == "jsonl" and _is_plain(source.path):
        for start in range(0, source.size, piece_bytes):
            end = min(start + piece_bytes, source.size)
            yield replace(source, start=start, end=end, size=end - start)
    elif source.kind == "zip":
        yield from _grouped(source, _member_sizes(source.path), piece_bytes)
    elif source.kind == "parquet":
        yield from _grouped(source, row_groups(source.path, source.name), piece_bytes)
    else:
        yield source


def _is_plain(path: str) -> bool:
    """Whether a line feed in the file is one byte that ends a line: it is not packed, and no UTF-16."""
    try:
        with binary(path) as stream:
            head = stream.read(4)
    except OSError:
        return True
    return head[:2] not in UTF16 and not compression_of(head)


def _member_sizes(path: str) -> list[int]:
    try:
        with binary(path) as stream, zipfile.ZipFile(stream) as archive:
            return [member.compress_size for member in archive.infolist()]
    except (OSError, zipfile.BadZipFile, ValueError):
        return []


def _grouped(source: Source, sizes: Sequence[int], piece_bytes: int) -> Iterator[Source]:
    """Neighbours together until a piece is full; the source itself when nothing is known of it."""
    start = total = 0
    for number, size in enumerate(sizes):
        if number > start and total + size > piece_bytes:
            yield replace(source, start=start, end=number, size=total)
            start, total = number, 0
        total += size
    if start == 0:
        yield source
    else:
        yield replace(source, start=start, end=len(sizes), size=total)
