"""Tables of text, row by row, never whole in memory."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from cleancopy.readers.found import BrokenRecord, Found
from cleancopy.readers.keys import Keys
from cleancopy.readers.recoding import BOM, UTF16, Joined
from cleancopy.readers.streams import CHUNK
from cleancopy.readers.where import Where

# What stands between cells, whatever a file is called: spreadsheets write semicolons into .csv where the
# comma belongs to numbers, and tabs into what they call Unicode text.
SEPARATORS = (",", "\t", ";", "|")


def table(stream: BinaryIO, where: Where) -> Iterator[Found]:
    """Every row of a CSV or TSV file with a header, rows counted from 0.

    The file may be in any encoding that agrees with ASCII; a text is handed on with the bytes it has.
    """
    source = _Rows(stream, where.max_bytes)
    csv.field_size_limit(max(where.max_bytes, 1 << 17))
    rows, header = _divided(source, where.keys)
    if not header:
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
            yield _row(row, places, header, where, f"row={number}", source.cut)
        source.cut = False


def header_of(stream: BinaryIO, keys: Keys, max_bytes: int) -> list[str]:
    """The names of the columns of a table; none for an empty file."""
    return _divided(_Rows(stream, max_bytes), keys)[1]


def _divided(source: _Rows, keys: Keys) -> tuple[Iterator[list[str]], list[str]]:
    """The rows behind the header, and the header; divided by what brings a known column to light, else by commas."""
    lines = iter(source)
    first = next(lines, "")
    separator = next((each for each in SEPARATORS if _has_text(first, each, keys)), SEPARATORS[0])
    rows = csv.reader(chain([first] if first else [], lines), delimiter=separator)
    return rows, next(rows, [])


def _has_text(line: str, separator: str, keys: Keys) -> bool:
    columns = keys.columns(next(csv.reader([line], delimiter=separator), []))
    return "text" in columns or "html" in columns


def _row(
    row: list[str], places: dict[str, int], header: list[str], where: Where, place: str, cut: bool
) -> Found:
    if cut:
        return where.too_large(place, "a line of more bytes")
    if len(row) != len(header):
        return where.failed(
            place, BrokenRecord, f"expected {len(header)} cells as in the header, found {len(row)}"
        )
    values: dict[str, str | bytes] = {name: row[at] for name, at in places.items() if row[at].strip()}
    if "text" not in values and "html" not in values:
        return where.failed(place, BrokenRecord, "the cell of the text is empty")
    for name in ("text", "html"):
        if name in values:
            # Not `str`: what the bytes mean is decided by whoever cleans them.
            values[name] = str(values[name]).encode("utf-8", "surrogateescape")
    return where.document(place, values, keys=tuple((name, header[at]) for name, at in places.items()))


class _Rows:
    """The lines of a table as the csv module wants them; a line beyond the limit is cut, and says so."""

    def __init__(self, stream: BinaryIO, longest: int) -> None:
        head = stream.readline(4)
        utf16 = head[:2] in UTF16
        joined = io.BufferedReader(Joined(head.removeprefix(BOM), stream), CHUNK)
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
