"""Proofs about one document: replay, restore, verify. They trust the source and the ledger, not each other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from msgspec import UNSET

from cleancopy.document.ledger import Entry, Ledger
from cleancopy.document.record import Record
from cleancopy.errors import LedgerError
from cleancopy.trace import ByteSpan


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that a proof found wrong: which property, at which source bytes, and what."""

    property: str
    source: ByteSpan
    message: str

    def __str__(self) -> str:
        return f"{self.property}: bytes {self.source.start}-{self.source.end}: {self.message}"


def replay(source: bytes, ledger: Ledger) -> str:
    """The story text, made again from the source and the ledger alone.

    Raises LedgerError when the source is another one, or entries overlap or lie outside it.
    """
    if len(source) != ledger.size or hashlib.sha256(source).hexdigest() != ledger.sha256:
        raise LedgerError(f"{ledger.id}: the source is not the one that this ledger tells of")
    return _replayed(source, ledger)


def restore(record: Record, ledger: Ledger) -> bytes:
    """The source bytes, made again from the copy and the ledger alone.

    Raises LedgerError when the two do not belong together or the result has another digest.
    """
    if record.id != ledger.id:
        raise LedgerError(f"the ledger of {ledger.id} does not belong to the record of {record.id}")
    data = _restored(record.text, ledger)
    if hashlib.sha256(data).hexdigest() != ledger.sha256:
        raise LedgerError(
            f"{record.id}: copy and ledger do not give the source back; one of them was changed"
        )
    return data


def verify(source: bytes, record: Record, ledger: Ledger) -> list[Flaw]:
    """What is wrong with a record and its ledger, measured against the source; empty when all is proved.

    Checks conservation (entries and kept stretches make up the source, once each), read-back (the
    source says what the ledger claims it said), replay, restore, and the text of every block.
    """
    whole = ByteSpan(0, ledger.size)
    if hashlib.sha256(source).hexdigest() != ledger.sha256:
        return [Flaw("conservation", whole, "the source is not the one that this ledger tells of")]
    flaws = [*_out_of_order(ledger), *_misread(source, ledger.encoding, ledger.entries)]
    if flaws:
        return flaws
    try:
        if replay(source, ledger) != record.text:
            flaws.append(Flaw("replay", whole, "source and ledger do not give the text of the record"))
        if restore(record, ledger) != source:
            flaws.append(Flaw("restore", whole, "copy and ledger do not give the source"))
    except LedgerError as error:
        flaws.append(Flaw("restore", whole, str(error)))
    return flaws + list(_wrong_blocks(source, record, ledger))


def _replayed(source: bytes, ledger: Ledger) -> str:
    pieces: list[str] = []
    position = 0
    for entry in ledger.entries:
        start, end = entry.source
        if not position <= start <= end <= ledger.size:
            raise LedgerError(
                f"{ledger.id}: the entry at bytes {start}-{end} overlaps or lies outside the source"
            )
        pieces += (_decoded(source[position:start], ledger), entry.after)
        position = end
    pieces.append(_decoded(source[position:], ledger))
    return "".join(pieces)


def _decoded(data: bytes, ledger: Ledger) -> str:
    try:
        return data.decode(ledger.encoding)
    except UnicodeDecodeError as error:
        raise LedgerError(
            f"{ledger.id}: bytes that the ledger calls kept are not {ledger.encoding}: {error}"
        ) from None


def _restored(text: str, ledger: Ledger) -> bytes:
    pieces: list[bytes] = []
    place = position = 0
    for entry in ledger.entries:
        kept, place = _take(text, place, entry.source[0] - position, ledger)
        if text[place : place + len(entry.after)] != entry.after:
            raise LedgerError(f"{ledger.id}: the copy does not say {entry.after!r} at code point {place}")
        place += len(entry.after)
        pieces += (kept, _bytes_before(entry, ledger.encoding))
        position = entry.source[1]
    kept, place = _take(text, place, ledger.size - position, ledger)
    if place != len(text):
        raise LedgerError(f"{ledger.id}: the copy goes on after the source has ended, at code point {place}")
    return b"".join((*pieces, kept))


def _take(text: str, place: int, size: int, ledger: Ledger) -> tuple[bytes, int]:
    """The next `size` bytes worth of kept text, and the place behind it."""
    if size < 0:
        raise LedgerError(f"{ledger.id}: entries overlap")
    try:
        kept = _encoded(text[place : place + size], size, ledger.encoding)[:size]
        length = len(kept.decode(ledger.encoding))
    except UnicodeError as error:
        raise LedgerError(
            f"{ledger.id}: the copy at code point {place} is not {ledger.encoding}: {error}"
        ) from None
    if len(kept) != size:
        raise LedgerError(f"{ledger.id}: the copy ends {size - len(kept)} bytes too early")
    return kept, place + length


def _encoded(text: str, size: int, encoding: str) -> bytes:
    """At least `size` bytes of the text; what stands behind them need not exist in the encoding."""
    try:
        return text.encode(encoding, "surrogatepass")
    except UnicodeEncodeError as error:
        known = text[: error.start].encode(encoding, "surrogatepass")
        if len(known) < size:
            raise
        return known


def _bytes_before(entry: Entry, encoding: str) -> bytes:
    if entry.bytes is not UNSET:
        return bytes.fromhex(entry.bytes)
    return entry.before.encode(encoding)


def _out_of_order(ledger: Ledger) -> Iterator[Flaw]:
    position = 0
    for entry in ledger.entries:
        start, end = entry.source
        if not position <= start <= end <= ledger.size:
            yield Flaw(
                "conservation", ByteSpan(min(start, end), end), "overlaps another entry or lies outside"
            )
        position = max(position, end)
        for inner in entry.inner:
            if not start <= inner.source[0] <= inner.source[1] <= end:
                yield Flaw("conservation", ByteSpan(*inner.source), "lies outside the entry that holds it")


def _misread(source: bytes, encoding: str, entries: tuple[Entry, ...]) -> Iterator[Flaw]:
    for entry in entries:
        span = ByteSpan(*entry.source)
        try:
            same = _bytes_before(entry, encoding) == span.cut(source)
        except (UnicodeError, ValueError):
            same = False
        if not same:
            yield Flaw("read-back", span, f"the source does not say {entry.before!r} there")
        yield from _misread(source, encoding, entry.inner)


def _wrong_blocks(source: bytes, record: Record, ledger: Ledger) -> Iterator[Flaw]:
    """Blocks outside the story: their source, with the inner edits made, must be their text."""
    outside = {entry.source: entry for entry in ledger.entries if entry.op in ("separate", "remove")}
    for block in record.blocks:
        if block.text is UNSET or len(block.source) != 1:
            continue
        entry = outside.get(block.source[0])
        if entry is None or entry.joint:
            continue  # an edit reaches over the edge of the block; the whole of it is proved by replay
        try:
            text = _rewritten(source, entry, ledger)
        except LedgerError as error:
            yield Flaw("replay", ByteSpan(*entry.source), str(error))
            continue
        if text != block.text:
            yield Flaw(
                "replay", ByteSpan(*entry.source), f"the block says {block.text!r}, the ledger {text!r}"
            )


def _rewritten(source: bytes, entry: Entry, ledger: Ledger) -> str:
    pieces: list[str] = []
    position = entry.source[0]
    for inner in entry.inner:
        pieces += (_decoded(source[position : inner.source[0]], ledger), inner.after)
        position = inner.source[1]
    pieces.append(_decoded(source[position : entry.source[1]], ledger))
    return "".join(pieces)
