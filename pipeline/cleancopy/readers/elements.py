"""JSON read value by value: the elements of an array, or of many values one after the other."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO

from cleancopy.readers.recoding import as_utf8
from cleancopy.readers.streams import CHUNK


class TooLong(ValueError):
    """A value is longer than what is read of it."""


def elements(stream: BinaryIO, most: int) -> Iterator[object]:
    """The elements of an array, or all values that there are. Raises ValueError where one is malformed.

    None of them is read beyond `most` characters.
    """
    text = Text(as_utf8(stream))
    if text.first() == "[":
        yield from items(text, most)
        return
    yield text.value(most)
    while text.first():
        yield text.value(most)


def items(text: Text, most: int) -> Iterator[object]:
    """The elements of the array that begins at the next letter. Raises ValueError where one is malformed."""
    text.skip(1)
    ended = text.first() == "]"
    while not ended:
        yield text.value(most)
        letter = text.first()
        if letter not in (",", "]"):
            raise ValueError("the array has no end" if not letter else f"expected a comma, found {letter!r}")
        text.skip(1)
        ended = letter == "]"


class Text:
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
        """The value that begins at the next letter; ValueError when there is none, TooLong when none is so short.

        The text stands where it stood then.
        """
        self.first()
        size = CHUNK
        while True:
            try:
                value, end = self._json.raw_decode(self._buffer, self._position)
            except RecursionError:
                raise ValueError("nested too deep") from None
            except ValueError as error:
                if len(self._buffer) - self._position > most:
                    raise TooLong(f"no value ends within {most} characters (source.max_bytes)") from None
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
