"""What each task does to one document. No Luigi here: a row comes in, a row comes out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import NamedTuple, TypeVar

import msgspec

from cleancopy.batch.packing import Packed, Refused, Row, pack, refused, unpack
from cleancopy.blocks import believed_type
from cleancopy.clean import Cleaned, Cleaner
from cleancopy.corpus import REPEATED, Knowledge, Said
from cleancopy.document import Document, Record, apply
from cleancopy.errors import HarmDone, SourceError, apart
from cleancopy.readers import Found, with_claims
from cleancopy.render import ledger_line, record_line

T = TypeVar("T")
# The lines of a document: its record, its ledger.
Pair = tuple[bytes, bytes]


class Told(NamedTuple):
    """A document that is done: its record, and what is written of it."""

    record: Record
    lines: Pair


def repair(cleaner: Cleaner, found: Found, old: Row | None = None) -> tuple[Row, Document | None]:
    """The document read, decoded and repaired, or the reason why not; `old` if it is of the same bytes.

    Beside the row comes the document that it was made of; None where there is none or nothing was made.
    """
    data: bytes | None = None
    try:
        data = found.read()
        if old is not None and (old.sha256, old.claims) == (hashlib.sha256(data).hexdigest(), found.claims):
            return old, None
        believed = believed_type(found.media_type, data)
        with apart(found.name):
            document = cleaner.repaired(data, name=found.name, declared=found.declared, media_type=believed)
        return msgspec.structs.replace(pack(document), claims=found.claims), document
    except SourceError as error:
        return refused(found, data, error), None


def label(cleaner: Cleaner, found: Found, row: Row, knowledge: Knowledge, origin: str) -> Row:
    """The document divided into blocks, each with its role; what is known of the corpus has its say."""
    return _onward(
        found,
        row,
        lambda document, said: pack(_labelled(cleaner, document, said, knowledge, origin)[0], said),
    )


def separate(cleaner: Cleaner, found: Found, row: Row, knowledge: Knowledge, origin: str) -> Row:
    """The document with everything marked that is not story."""
    return _onward(found, row, lambda document, said: pack(cleaner.separated(document), said))


def tell(cleaner: Cleaner, found: Found, row: Row, knowledge: Knowledge, origin: str) -> Told | Refused:
    """The record and the lines of a document that went through all stages, one by one."""
    return _onward(
        found, row, lambda document, said: _told(cleaner, cleaner.told(document), said, found, knowledge)
    )


def finish(cleaner: Cleaner, found: Found, row: Row, knowledge: Knowledge, origin: str) -> Told | Refused:
    """The record and the lines of a document that was only repaired."""

    def rest(document: Document, said: Said | None) -> Told:
        labelled, separated = _labelled(cleaner, document, said, knowledge, origin)
        cleaned = cleaner.told(separated or cleaner.separated(labelled))
        return _told(cleaner, cleaned, said, found, knowledge)

    return _onward(found, row, rest)


def _labelled(
    cleaner: Cleaner, document: Document, said: Said | None, knowledge: Knowledge, origin: str
) -> tuple[Document, Document | None]:
    """Roles, and boilerplate that the corpus shows; not where that alone would break the loss budget.

    Beside it the same with the story selected, where that was needed to find out.
    """
    document = cleaner.labelled(document)
    if not cleaner.rules.allows(REPEATED):
        return document, None
    labels = list(knowledge.labels(document, origin, said))
    if not labels:
        return document, None
    known = apply(document, labels)
    try:
        return known, cleaner.separated(known)
    except HarmDone:
        return document, None


def _told(cleaner: Cleaner, cleaned: Cleaned, said: Said | None, found: Found, knowledge: Knowledge) -> Told:
    """What is written of it, with what the container says of the document, and what it shares with others."""
    record = cleaned.record
    if found.given:
        repair = cleaner.config.repair
        options = repair.options if repair.enabled else None
        record = with_claims(record, dict(found.given), dict(found.keys), options)
    if shared := knowledge.passages(cleaned.record, said):
        record = msgspec.structs.replace(record, shared=shared)
    return Told(record, (record_line(record), ledger_line(cleaned.ledger)))


def _onward(found: Found, row: Row, step: Callable[[Document, Said | None], T]) -> T | Refused:
    if isinstance(row, Refused):
        return row
    assert isinstance(row, Packed)
    data: bytes | None = None
    try:
        document = unpack(row, found)
        data = document.origin.data
        with apart(found.name):
            return step(document, row.said)
    except SourceError as error:
        return refused(found, data, error)
