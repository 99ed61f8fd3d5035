"""JSON Lines, JSON arrays and objects around them, record by record, never whole in memory."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import BinaryIO, cast

import msgspec

from cleancopy.errors import UnreadableSource
from cleancopy.readers.elements import Text, TooLong, items
from cleancopy.readers.found import BrokenRecord, Found
from cleancopy.readers.recoding import BOM, Joined, as_utf8
from cleancopy.readers.streams import CHUNK, line_end, lines
from cleancopy.readers.where import Where
from cleancopy.readers.wrapped import WHOLE, divided, streamed

_decode = msgspec.json.Decoder().decode
# What programs write that are less strict: NaN, control characters, numbers of any length.
_lenient = json.JSONDecoder(strict=False, parse_int=str).decode


def json_lines(stream: BinaryIO, where: Where) -> Iterator[Found]:
    """Every line an object; empty lines are passed over, a broken one is a document that failed.

    A piece has the lines that begin in it, so that pieces together have each line once.
    """
    offset = where.start
    if not offset:
        stream = as_utf8(stream)
    else:
        stream.seek(offset - 1)
        most = where.end - offset + 1 if where.end else None
        rest = line_end(stream, most)
        if rest is None:
            return  # one line goes through all of this piece
        offset += rest - 1
    for place, line, size in lines(stream, offset, where.max_bytes):
        if where.end and place >= where.end:
            return
        if line is None:
            yield where.too_large(f"offset={place}", f"a line of {size} bytes")
            continue
        if place == 0:
            line = line.removeprefix(BOM)
        if line.strip():
            yield from _json_line(line, where, f"offset={place}")


def _json_line(line: bytes, where: Where, place: str) -> Iterator[Found]:
    try:
        record = _value(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        yield where.failed(place, BrokenRecord, f"expected a line of JSON: {_told(error)}")
    else:
        yield from divided(record, where, place)


def _value(line: bytes) -> object:
    try:
        return _decode(line)
    except msgspec.DecodeError:
        try:
            return _lenient(line.decode())
        except (json.JSONDecodeError, UnicodeDecodeError):
            pass
        raise  # it says better what is wrong


def _told(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"the byte {error.object[error.start]:02X} at {error.start} is no UTF-8"
    return "nested too deep" if isinstance(error, RecursionError) else str(error)


def json_array(stream: BinaryIO, where: Where) -> Iterator[Found]:
    """Every element of the array that the file holds; a single object is one record, as is each of several.

    An object that holds no text itself may hold an array of those that do.
    What follows an element that is malformed cannot be divided any more and fails as a whole; but where the
    file has an object on its first line, and more behind, it is read as JSON Lines.
    """
    stream = as_utf8(stream)
    first = stream.readline(CHUNK)
    more = stream.peek(1).strip()
    stream = cast(BinaryIO, io.BufferedReader(Joined(first, stream), CHUNK))
    if more and _is_object(first):
        yield from json_lines(stream, where)
        return
    row = 0
    text = Text(stream)
    try:
        if text.first() == "[":
            for record in items(text, where.max_bytes):
                yield from divided(record, where, f"row={row}")
                row += 1
            return
        while not row or text.first():
            yield from _object(text, where, f"row={row}" if row else "")
            row += 1
    except ValueError as error:
        yield where.failed(f"row={row}", BrokenRecord, f"{error}; what follows is not read")


def _object(text: Text, where: Where, place: str) -> Iterator[Found]:
    """One record, or the documents in it; what is too large to be looked at as a whole is read on the way."""
    try:
        record = text.value(min(where.max_bytes, WHOLE))
    except TooLong:
        if text.first() != "{":
            raise
        yield from streamed(text, where, place)
    else:
        yield from divided(record, where, place)


def _is_object(line: bytes) -> bool:
    try:
        return line.endswith(b"\n") and isinstance(_value(line), dict)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False


def unreadable(where: Where, error: Exception) -> Found:
    """A container that cannot be read further."""
    told = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return where.failed("", UnreadableSource, f"the rest cannot be read: {str(told)[:200].lower()}")
