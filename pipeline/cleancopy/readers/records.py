"""JSON Lines and JSON arrays, record by record, never whole in memory."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from typing import BinaryIO, cast

import msgspec

from cleancopy.errors import UnreadableSource
from cleancopy.readers.found import BrokenRecord, Found
from cleancopy.readers.recoding import BOM, Joined, as_utf8
from cleancopy.readers.streams import CHUNK, line_end, lines
from cleancopy.readers.where import Where

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
            yield _json_line(line, where, f"offset={place}")


def _json_line(line: bytes, where: Where, place: str) -> Found:
    try:
        record = _value(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return where.failed(place, BrokenRecord, f"expected a line of JSON: {_told(error)}")
    return where.record(place, record)


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
    try:
        for record in elements(stream, where.max_bytes):
            yield where.record(f"row={row}", record)
            row += 1
    except ValueError as error:
        yield where.failed(f"row={row}", BrokenRecord, f"{error}; what follows is not read")


def _is_object(line: bytes) -> bool:
    try:
        return line.endswith(b"\n") and isinstance(_value(line), dict)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False


def elements(stream: BinaryIO, most: int) -> Iterator[object]:
    """The elements of an array, or all values that there are. Raises ValueError where one is malformed.

    None of them is read beyond `most` characters.
    """
    text = _Text(as_utf8(stream))
    if text.first() != "[":
        yield text.value(most)
        while text.first():
            yield text.value(most)
        return
    text.skip(1)
    ended = text.first() == "]"
    while not ended:
        yield text.value(most)
        letter = text.first()
        if letter not in (",", "]"):
            raise ValueError("the array has no end" if not letter else f"expected a comma, found {letter!r}")
        text.skip(1)
        ended = letter == "]"


class _Text:
    """A stream of JSON from which values are taken one by one."""

    def __init__(self, stream: BinaryIO) -> None:
        # Not `read`: that would lose what comes before the place where a file is cut off.
        self._read = getattr(stream, "read1", stream.read)
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("strict")
        self._json = json.JSONDecoder(strict=False)
        self._buffer = ""
        self._position = 0
        self._over = False

    def first(self) -> str:
        """The next letter that is no white space; empty at the end."""
        while True:
            while self._position < len(self._buffer):
                letter = self._buffer[self._position]
                if letter not in " \t\r\n":
                    return letter
                self._position += 1
            if not self._more(CHUNK):
                return ""

    def skip(self, letters: int) -> None:
        """Go past so many letters."""
        self._position += letters

    def value(self, most: int) -> object:
        """The value that begins at the next letter; ValueError when there is none, or none so short."""
        self.first()
        size = CHUNK
        while True:
            try:
                value, end = self._json.raw_decode(self._buffer, self._position)
            except RecursionError:
                raise ValueError("nested too deep") from None
            except ValueError as error:
                if len(self._buffer) - self._position > most:
                    raise ValueError(f"no value ends within {most} characters (source.max_bytes)") from None
                if not self._more(size):
                    raise ValueError(f"malformed JSON: {error.args[0]}") from None
                size *= 2
                continue
            if end == len(self._buffer) and self._more(CHUNK):
                continue  # a number may go on
            self._position = end
            return value

    def _more(self, size: int) -> bool:
        """Read on; False at the end. Raises ValueError for what is no UTF-8."""
        if self._over:
            return False
        data = self._read(size)
        self._over = not data
        try:
            text = self._decoder.decode(data, final=self._over)
        except UnicodeDecodeError as error:
            self._over = True
            raise ValueError(f"the byte {error.object[error.start]:02X} is no UTF-8") from None
        self._buffer = self._buffer[self._position :] + text
        self._position = 0
        return not self._over


def unreadable(where: Where, error: Exception) -> Found:
    """A container that cannot be read further."""
    told = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return where.failed("", UnreadableSource, f"the rest cannot be read: {str(told)[:200].lower()}")
