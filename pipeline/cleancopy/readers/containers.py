"""The documents of a source: itself, or what its container holds, one after the other."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO

from cleancopy.errors import SourceError, TooLarge
from cleancopy.readers.archives import tar_members, zip_members
from cleancopy.readers.files import Source
from cleancopy.readers.found import Found
from cleancopy.readers.keys import Keys
from cleancopy.readers.kinds import TEXT, by_content, compression_of, named
from cleancopy.readers.parquet import arrow, parquet_rows
from cleancopy.readers.records import json_array, json_lines, unreadable
from cleancopy.readers.streams import DAMAGED, HEAD, decompressed, opened
from cleancopy.readers.tables import table
from cleancopy.readers.unpacking import zstd_reader
from cleancopy.readers.warc import warc_records
from cleancopy.readers.where import Where


def documents(source: Source, keys: Keys, max_bytes: int) -> Iterator[Found]:
    """Every document of the source, in its order, always the same ones; few of them in memory at a time.

    What cannot be read is a document that failed, with its reason; nothing is passed over in silence but
    what is no document at all: empty lines, directories, pictures in a crawl.
    Raises MissingLibrary where a library for this kind of container is not installed.
    """
    if not source.kind:
        yield _as_it_is(source, keys, max_bytes)
        return
    content, _, compression = source.kind.partition("+")
    if content == "warc" and compression == "gzip":
        compression = ""  # each record is packed by itself, and called by its offset in the packed file
    where = Where(source.name, source.member, keys, max_bytes, source.start, source.end)
    try:
        with opened(source.path, content, compression, source.name) as (stream, raw):
            passed = source.start if content == "jsonl" else 0
            whole = stream if stream is raw else _seekable(stream, content, where)
            for found in _read(whole, content, where):
                if found.weight or content in ("zip", "parquet"):
                    yield found
                    continue
                position = raw.tell()
                yield found.at(max(0, position - passed))
                passed = max(passed, position)
    except SourceError as error:
        yield where.failed("", type(error), _without_name(error, source.name))
    except DAMAGED as error:
        yield unreadable(where, error)


def _as_it_is(source: Source, keys: Keys, max_bytes: int) -> Found:
    """A file that is a document itself; one beyond the limit is refused by its size, not read to find out."""
    if source.size > max_bytes:
        where = Where(source.name, source.member, keys, max_bytes)
        return where.too_large("", f"{source.size} bytes").at(source.size)
    return Found(source.name, source.member, source.size, file=source)


def kind_of_content(path: str, content: str = "auto") -> str:
    """The kind of a file that has no telling name, from its first bytes; `content` where that is known."""
    with open(path, "rb") as raw:
        compression = compression_of(raw.read(HEAD))
        raw.seek(0)
        if content == "auto":
            try:
                content = by_content(decompressed(raw, compression, path).read(HEAD))
            except (SourceError, *DAMAGED):
                content = TEXT  # reading it will tell
    return named(content, compression)


def require(kind: str, name: str) -> None:
    """Nothing, or MissingLibrary when a library that reads this kind of container is not installed."""
    content, _, compression = kind.partition("+")
    if compression == "zstd":
        zstd_reader(io.BytesIO(), name)
    if content == "parquet":
        arrow(name)
    elif content == "warc":
        next(warc_records(io.BytesIO(), Where(name, "", Keys(), 1)), None)


def _read(stream: BinaryIO, content: str, where: Where) -> Iterator[Found]:
    readers: dict[str, Callable[[BinaryIO, Where], Iterator[Found]]] = {
        "jsonl": json_lines,
        "json": json_array,
        "csv": table,
        "tsv": table,
        "zip": partial(zip_members, expand=_expand),
        "tar": partial(tar_members, expand=_expand),
        "warc": warc_records,
        "parquet": parquet_rows,
        TEXT: _whole,
    }
    return readers[content](stream, where)


def _expand(stream: BinaryIO, kind: str, where: Where) -> Iterator[Found]:
    """The documents of a container inside another."""
    content, _, compression = kind.partition("+")
    try:
        inner = decompressed(stream, compression, where.name)
        yield from _read(_seekable(inner, content, where), content, where)
    except SourceError as error:
        yield where.failed("", type(error), _without_name(error, where.name))
    except DAMAGED as error:
        yield unreadable(where, error)


def _seekable(stream: BinaryIO, content: str, where: Where) -> BinaryIO:
    """A stream that the reader of this content can read; formats with their index at the end are held whole."""
    if content not in ("zip", "parquet"):
        return stream
    data = stream.read(where.max_bytes + 1)
    if len(data) > where.max_bytes:
        raise TooLarge(f"{where.name}: more than {where.max_bytes} bytes, to be unpacked in memory")
    return io.BytesIO(data)


def _whole(stream: BinaryIO, where: Where) -> Iterator[Found]:
    """One document: all that the stream holds."""
    data = stream.read(where.max_bytes + 1)
    if len(data) > where.max_bytes:
        yield where.too_large("", f"more than {where.max_bytes} bytes unpacked")
        return
    yield Found(where.name, where.member, data=data)


def _without_name(error: SourceError, name: str) -> str:
    return str(error).removeprefix(f"{name}: ")
