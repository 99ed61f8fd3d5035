"""What a setting may hold: one kind for each sort of value, which reads it or says what it expected."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from cleancopy.config.given import Given, nearest, wrong
from cleancopy.config.text_file import read_text
from cleancopy.encoding.declared import codec_name
from cleancopy.errors import ConfigError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """How to read a value of one sort; `expected` says in words what is allowed."""

    expected: str
    read: Callable[[Given, str], T]
    listed: bool = False


SWITCH_WORDS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
SIZE = re.compile(r"(?P<number>\d[\d_]*)\s*(?P<unit>KiB|MiB|GiB)?", re.ASCII)
UNITS = {None: 1, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30}
COUNT = re.compile(r"\d[\d_]*", re.ASCII)
SHARE = re.compile(r"\d+(?:\.\d*)?(?:[eE]-\d+)?|\.\d+", re.ASCII)

# Longer numbers than this are a slip of the hand, and Python refuses to read them from some point on.
MOST_DIGITS = 18


def text_of(given: Given, key: str, expected: str) -> str:
    """The text that was written; ConfigError when it is a list, a section or nothing."""
    if not isinstance(given.value, str) or not given.value:
        raise wrong(given, key, expected)
    return given.value


def switch() -> Kind[bool]:
    """true or false; yes, no, on and off say the same."""
    expected = "true or false"

    def read(given: Given, key: str) -> bool:
        word = text_of(given, key, expected).lower()
        if word not in SWITCH_WORDS:
            raise wrong(given, key, expected)
        return SWITCH_WORDS[word]

    return Kind(expected, read)


def choice(what: str, names: Iterable[str]) -> Kind[str]:
    """One of the names, written exactly so."""
    known = tuple(names)
    expected = f"one of {', '.join(known)}"

    def read(given: Given, key: str) -> str:
        name = text_of(given, key, expected)
        if name not in known:
            hint = nearest(name, known) or f"; known: {', '.join(known)}"
            raise ConfigError(f"{given.place}: {key}: unknown {what} {name!r}{hint}")
        return name

    return Kind(expected, read)


def share() -> Kind[float]:
    """A number from 0 to 1."""
    expected = "a number from 0 to 1"

    def read(given: Given, key: str) -> float:
        text = text_of(given, key, expected)
        number = float(text) if SHARE.fullmatch(text) and len(text) < 40 else -1.0
        if not 0 <= number <= 1:
            raise wrong(given, key, expected)
        return number

    return Kind(expected, read)


def size() -> Kind[int]:
    """A number of bytes, at least 1."""
    expected = "a number of bytes such as 500000 or 64 MiB"

    def read(given: Given, key: str) -> int:
        match = SIZE.fullmatch(text_of(given, key, expected))
        if match is None or len(match["number"]) > MOST_DIGITS or not int(match["number"]):
            raise wrong(given, key, expected)
        return int(match["number"]) * UNITS[match["unit"]]

    return Kind(expected, read)


def count(least: int, word: Literal["auto", "unlimited"]) -> Kind[int | str]:
    """A whole number, or the word that stands for no fixed number."""
    expected = f"a whole number from {least} up, or {word}"

    def read(given: Given, key: str) -> int | str:
        text = text_of(given, key, expected)
        if text == word:
            return word
        if not COUNT.fullmatch(text) or len(text) > MOST_DIGITS or int(text) < least:
            raise wrong(given, key, expected)
        return int(text)

    return Kind(expected, read)


def codec() -> Kind[str]:
    """`auto`, or the name of an encoding that Python can decode text with."""
    expected = "auto, or an encoding such as utf-8 or windows-1252"

    def read(given: Given, key: str) -> str:
        name = text_of(given, key, expected)
        if name != "auto" and not codec_name(name):
            raise wrong(given, key, expected, nearest(name, COMMON_ENCODINGS))
        return name

    return Kind(expected, read)


COMMON_ENCODINGS = (
    "auto", "utf-8", "utf-16", "utf-32", "ascii", "latin-1", "iso-8859-1", "iso-8859-2", "iso-8859-15",
    "windows-1250", "windows-1251", "windows-1252", "cp1250", "cp1251", "cp1252", "koi8-r", "shift_jis",
    "euc-jp", "gb18030", "gbk", "big5", "euc-kr", "mac-roman",
)  # fmt: skip


def text() -> Kind[str]:
    """Any text that is not empty."""
    expected = "text"
    return Kind(expected, lambda given, key: text_of(given, key, expected))


def pack_file() -> Kind[tuple[str, str]]:
    """The path of a YAML file, relative to the folder of the configuration; read as (path, text)."""
    expected = "the path of a YAML file with rules"

    def read(given: Given, key: str) -> tuple[str, str]:
        path = text_of(given, key, expected)
        try:
            return path, read_text(given.base / path, path)
        except ConfigError as error:
            raise ConfigError(f"{given.place}: {key}: {error}") from None

    return Kind(expected, read)


def list_of(item: Kind[T], *, least: int = 0) -> Kind[tuple[T, ...]]:
    """A list without repeats, each item of one kind; outside files a text with commas will do."""
    expected = f"a list{' that is not empty' if least else ''}; each item: {item.expected}"

    def read(given: Given, key: str) -> tuple[T, ...]:
        """The items, each read by its kind; none twice."""
        items = items_of(given)
        if items is None or len(items) < least:
            raise wrong(given, key, expected)
        values = [item.read(each, f"{key}[{number}]") for number, each in enumerate(items)]
        for number, value in enumerate(values):
            if value in values[:number]:
                raise wrong(items[number], f"{key}[{number}]", "each item once")
        return tuple(values)

    return Kind(expected, read, listed=True)


def all_or(items: Kind[tuple[str, ...]]) -> Kind[tuple[str, ...] | None]:
    """A list, or the word `all`, which is read as None."""
    expected = f"all, or {items.expected}"

    def read(given: Given, key: str) -> tuple[str, ...] | None:
        if given.value == "all":
            return None
        if items_of(given) is None:
            raise wrong(given, key, expected)
        return items.read(given, key)

    return Kind(expected, read, listed=True)


def items_of(given: Given) -> tuple[Given, ...] | None:
    """The items of a list; None when the value is no list and cannot be read as one."""
    if isinstance(given.value, tuple):
        return given.value
    if isinstance(given.value, str) and given.inline:
        parts = [part.strip() for part in given.value.split(",")]
        return tuple(Given(part, given.place, given.base, inline=True) for part in parts if part)
    return None
