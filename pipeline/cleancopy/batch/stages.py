"""What each task does to one source. No Luigi here: a row comes in, a row comes out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TypeVar

from cleancopy.batch.packing import Packed, Refused, Row, pack, refused, unpack
from cleancopy.clean import Cleaned, Cleaner
from cleancopy.document import Document
from cleancopy.errors import SourceError
from cleancopy.readers import Source

T = TypeVar("T")


def repair(cleaner: Cleaner, source: Source, old: Row | None = None) -> Row:
    """The source read, decoded and repaired, or the reason why not; `old` if it is of the same bytes."""
    data: bytes | None = None
    try:
        data = source.read()
        if old is not None and old.sha256 == hashlib.sha256(data).hexdigest():
            return old
        return pack(cleaner.repaired(data, name=source.name))
    except SourceError as error:
        return refused(source, data, error)


def label(cleaner: Cleaner, source: Source, row: Row) -> Row:
    """The document divided into blocks, each with its role."""
    return _onward(source, row, lambda document: pack(cleaner.labelled(document)))


def separate(cleaner: Cleaner, source: Source, row: Row) -> Row:
    """The document with everything marked that is not story."""
    return _onward(source, row, lambda document: pack(cleaner.separated(document)))


def tell(cleaner: Cleaner, source: Source, row: Row) -> Cleaned | Refused:
    """The record and the ledger of a document that went through all stages, one by one."""
    return _onward(source, row, cleaner.told)


def finish(cleaner: Cleaner, source: Source, row: Row) -> Cleaned | Refused:
    """The record and the ledger of a document that was only repaired."""
    return _onward(source, row, cleaner.finish)


def _onward(source: Source, row: Row, step: Callable[[Document], T]) -> T | Refused:
    if isinstance(row, Refused):
        return row
    assert isinstance(row, Packed)
    data: bytes | None = None
    try:
        document = unpack(row, source)
        data = document.origin.data
        return step(document)
    except SourceError as error:
        return refused(source, data, error)
