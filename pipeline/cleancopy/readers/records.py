"""JSON Lines, JSON arrays and tables of text, record by record, never whole in memory."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from cleancopy.errors import UnreadableSource
from cleancopy.readers.found import BrokenRecord, Found
from cleancopy.readers.streams import CHUNK, line_end, lines
from cleancopy.readers.where import Where

_decode = msgspec.json.Decoder().decode
BOM = b"\xef\xbb\xbf"


def json_lines(stream: BinaryIO, where: Where) -> Iterator[Found]:
    """Every line an object; empty lines are passed over, a broken one is a document that failed.

    A piece has the lines that begin in it, so that pieces together have each line once.
    """
    offset = where.start
    if offset:
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
        record = _decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return where.failed(place, BrokenRecord, f"expected a line of JSON: {_told(error)}")
    return where.record(place, record)


def _told(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"the byte {error.object[error.start]:02X} at {error.start} is no UTF-8"
    return "nested too deep" if isinstance(error, RecursionError) else str(error)


def json_array(stream: BinaryIO, where: Where) -> Iterator[Found]:
    """Every element of the array that the file holds; a single object is one record.

    What follows an element that is malformed cannot be divided any more and fails as a whole.
    """
    row = 0
    try:
        for record in elements(stream, where.max_bytes):
            yield where.record(f"row={row}", record)
            row += 1
    except ValueError as error:
        yield where.failed(f"row={row}", BrokenRecord, f"{error}; what follows is not read")


def elements(stream: BinaryIO, most: int) -> Iterator[object]:
    """The elements of an array, or the one value that there is. Raises ValueError where it is malformed.

    None of them is read beyond `most` characters.
    """
    text = _Text(stream)
    if text.first() != "[":
        yield text.value(most)
        if text.first():
            raise ValueError("expected one array or one object, found more (is this JSON Lines?)")
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
        self._stream = stream
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
        data = self._stream.read(size)
        self._over = not data
        try:
            text = self._decoder.decode(data, final=self._over)
        except UnicodeDecodeError as error:
            self._over = True
            raise ValueError(f"the byte {error.object[error.start]:02X} is no UTF-8") from None
        self._buffer = self._buffer[self._position :] + text
        self._position = 0
        return not self._over


def table(stream: BinaryIO, where: Where, delimiter: str) -> Iterator[Found]:
    """Every row of a CSV or TSV file with a header, rows counted from 0.

    The file may be in any encoding that agrees with ASCII; a text is handed on with the bytes it has.
    """
    source = _Rows(stream, where.max_bytes)
    csv.field_size_limit(max(where.max_bytes, 1 << 17))
    rows = csv.reader(source, delimiter=delimiter)
    header = next(rows, None)
    if header is None:
        return
    columns = where.keys.columns(header)
    if "text" not in columns and "html" not in columns:
        named = ", ".join(map(repr, header[:12]))
        yield where.failed("", BrokenRecord, f"expected {where.keys.wanted()}; found the columns {named}")
        return
    places = {purpose: header.index(name) for purpose, name in columns.items()}
    number = -1
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield where.failed(
                f"row={number}", BrokenRecord, f"expected a row of {len(header)} cells: {error}"
            )
            continue
        if row:
            yield _row(row, places, len(header), where, f"row={number}", source.cut)
        source.cut = False


def header_of(stream: BinaryIO, delimiter: str, max_bytes: int) -> list[str]:
    """The names of the columns of a table; none for an empty file."""
    return next(csv.reader(_Rows(stream, max_bytes), delimiter=delimiter), [])


def _row(row: list[str], places: dict[str, int], width: int, where: Where, place: str, cut: bool) -> Found:
    if cut:
        return where.too_large(place, "a line of more bytes")
    if len(row) != width:
        return where.failed(place, BrokenRecord, f"expected {width} cells as in the header, found {len(row)}")
    values: dict[str, str | bytes] = {name: row[at] for name, at in places.items() if row[at].strip()}
    if "text" not in values and "html" not in values:
        return where.failed(place, BrokenRecord, "the cell of the text is empty")
    for name in ("text", "html"):
        if name in values:
            # Not `str`: what the bytes mean is decided by whoever cleans them.
            values[name] = str(values[name]).encode("utf-8", "surrogateescape")
    return where.document(place, values)


class _Rows:
    """The lines of a table as the csv module wants them; a line beyond the limit is cut, and says so."""

    def __init__(self, stream: BinaryIO, longest: int) -> None:
        head = stream.readline(4)
        utf16 = head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
        joined = io.BufferedReader(_Joined(head.removeprefix(BOM), stream), CHUNK)
        encoding = "utf-16" if utf16 else "utf-8"
        self._text = io.TextIOWrapper(joined, encoding, "surrogateescape", newline="")
        self._longest = longest
        self.cut = False

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(self._longest + 1):
            if len(line) > self._longest and not line.endswith("\n"):
                self.cut = True
                while (more := self._text.readline(CHUNK)) and not more.endswith("\n"):
                    pass
                line = line[:CHUNK].replace('"', "") + "\n"
            yield line


class _Joined(io.RawIOBase):
    """Some bytes, then a stream."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head, self._stream = head, stream

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill the buffer; 0 at the end."""
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._head or self._stream.read(len(view))
        data, self._head = data[: len(view)], data[len(view) :] if self._head else b""
        view[: len(data)] = data
        return len(data)


def unreadable(where: Where, error: Exception) -> Found:
    """A container that cannot be read further."""
    told = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return where.failed("", UnreadableSource, f"the rest cannot be read: {str(told)[:200].lower()}")
