"""How likely letters stand beside each other, from the table that `training/repair/build_letters.py` made."""

from __future__ import annotations

import json
import zlib
from functools import cache
from importlib.resources import files

from msgspec import Struct

# The table holds costs (negative logarithms of chances) in sixteenths of a nat.
STEPS = 16

# No letter of the Latin alphabet that a table holds lies behind this one, but for Vietnamese.
LAST_LATIN = "\N{LATIN SMALL LETTER Z WITH CARON}"

# The letters behind this one carry points or signs of their own script: Hebrew, Arabic, the scripts of India.
FIRST_POINTED = "\u0590"

# Its small form is two code points, which no table row has.
CAPITAL_DOTTED_I = "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}"

# Letters that are written for others that the word lists have: Romanian with cedillas.
TWINS = {
    "\N{LATIN SMALL LETTER S WITH CEDILLA}": "\N{LATIN SMALL LETTER S WITH COMMA BELOW}",
    "\N{LATIN SMALL LETTER T WITH CEDILLA}": "\N{LATIN SMALL LETTER T WITH COMMA BELOW}",
}

# The mark of the lists of ideographs, and the cost of one that is in no list.
EAST_ASIAN = "EAST ASIAN"
UNKNOWN = 16.0

# The name of the table of all languages together.
ANY = "*"


class Letters(Struct, frozen=True):
    """The letters of one language, small and capital, and what each costs behind each other one.

    `costs[index[a] * size + index[b]]` is the cost of b behind a; index 0 is the edge of a word.
    """

    language: str
    script: str
    index: dict[str, int]
    capitals: dict[str, int]
    size: int
    costs: bytes
    beyond_latin: frozenset[int]
    pointed: frozenset[int]

    def cost(self, first: str, second: str) -> float:
        """The cost in nats of `second` behind `first`; "" or a stranger counts as the edge of a word."""
        return self.costs[self.index.get(first, 0) * self.size + self.index.get(second, 0)] / STEPS


@cache
def unpacked() -> tuple[dict[str, list[str]], bytes]:
    """For each language its script and letters; and the costs of all of them, one behind the other."""
    packed = files("cleancopy.repair").joinpath("data/letters.bin").read_bytes()
    head, _, body = zlib.decompress(packed).partition(b"\n")
    return json.loads(head), body


@cache
def ideographs() -> dict[str, float]:
    """What each frequent character of Chinese, Japanese and Korean costs in the language that uses it most."""
    header, body = unpacked()
    start = len(body) - sum(len(chars) for script, chars, *_ in header.values() if script == EAST_ASIAN)
    costs: dict[str, float] = {}
    for script, chars, *_ in header.values():
        if script == EAST_ASIAN:
            for char, cost in zip(chars, body[start : start + len(chars)], strict=True):
                costs[char] = min(cost / STEPS, costs.get(char, UNKNOWN))
            start += len(chars)
    return costs


@cache
def frequent_words() -> dict[str, frozenset[str]]:
    """The commonest words of plain letters, for each language in Latin script."""
    header, _ = unpacked()
    return {language: frozenset(entry[2].split()) for language, entry in header.items() if len(entry) > 2}


@cache
def places() -> dict[str, int]:
    """The languages that have an alphabet, each with the place where its costs begin."""
    found = {}
    start = 0
    for language, (script, alphabet, *_) in unpacked()[0].items():
        if script != EAST_ASIAN:
            found[language] = start
            start += (len(alphabet) + 1) ** 2
    return found


def script_of(language: str) -> str:
    """The name of the script that a language is written in, as Unicode has it."""
    return unpacked()[0][language][0]


def letters_beyond_ascii(language: str) -> frozenset[str]:
    """The small letters beyond ASCII of a language, told without the table of their costs."""
    letters = set(unpacked()[0][language][1])
    twins = {letter for letter, twin in TWINS.items() if twin in letters}
    return frozenset(letter for letter in letters | twins if letter > "\x7f")


@cache
def alphabet_of(language: str) -> Letters:
    """The alphabet of a language; `ANY` is that of all languages together."""
    header, body = unpacked()
    script, alphabet, *_ = header[language]
    size, start = len(alphabet) + 1, places()[language]
    index = {letter: number for number, letter in enumerate(alphabet, 1)}
    for letter, twin in TWINS.items():
        if letter not in index and twin in index:
            index[letter] = index[twin]
    capitals = {letter.upper(): number for letter, number in index.items() if len(letter.upper()) == 1}
    capitals = {letter: number for letter, number in capitals.items() if letter not in index}
    if "i" in index:
        capitals[CAPITAL_DOTTED_I] = index["i"]
    beyond = frozenset(number for letter, number in index.items() if letter > LAST_LATIN)
    pointed = frozenset(number for letter, number in index.items() if letter > FIRST_POINTED)
    costs = body[start : start + size * size]
    return Letters(language, script, index, capitals, size, costs, beyond, pointed)


@cache
def every_language() -> dict[str, Letters]:
    """All alphabets by language code."""
    return {language: alphabet_of(language) for language in places()}


def any_language() -> Letters:
    """The table of all languages together."""
    return alphabet_of(ANY)
