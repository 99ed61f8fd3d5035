"""Records and ledgers as JSON Lines, and back."""

from __future__ import annotations

import msgspec

from cleancopy.document import Ledger, Record
from cleancopy.errors import LedgerError

_encoder = msgspec.json.Encoder(order=None)
_records = msgspec.json.Decoder(Record)
_ledgers = msgspec.json.Decoder(Ledger)


def record_line(record: Record) -> bytes:
    """The record as one line of UTF-8 JSON with its line feed; the same bytes for the same record."""
    return _encoder.encode(record) + b"\n"


def ledger_line(ledger: Ledger) -> bytes:
    """The ledger of one document as one line of UTF-8 JSON with its line feed."""
    return _encoder.encode(ledger) + b"\n"


def read_record(line: bytes) -> Record:
    """The record that a line of `documents/` holds; LedgerError tells where the line is not one."""
    try:
        return _records.decode(line)
    except msgspec.DecodeError as error:
        raise LedgerError(f"not a record: {error}") from None


def read_ledger(line: bytes) -> Ledger:
    """The ledger that a line of `ledger/` holds; LedgerError tells where the line is not one."""
    try:
        return _ledgers.decode(line)
    except msgspec.DecodeError as error:
        raise LedgerError(f"not a ledger: {error}") from None
