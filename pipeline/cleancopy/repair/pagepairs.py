"""Which pairs of pages can have made characters: one that text was written in, and another that it was read in."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from operator import mul

from cleancopy.repair.language import script_alphabets
from cleancopy.repair.letters import LAST_LATIN
from cleancopy.repair.likelihood import IN_PLACE
from cleancopy.repair.pages import page

# What text was really written in, and what each costs in nats for being rarer than the others.
WRITTEN_IN = {
    "cp1252": 0.0, "cp1251": 0.0, "cp1250": 1.0, "cp1253": 1.0, "cp1254": 1.0, "cp1255": 1.0, "cp1256": 1.0,
    "cp1257": 1.5, "iso8859-2": 1.0, "iso8859-5": 1.5, "iso8859-7": 1.5, "iso8859-9": 2.0, "iso8859-15": 2.0,
    "koi8-r": 0.5, "koi8-u": 1.0, "cp866": 1.0, "cp437": 1.0, "cp850": 0.5, "cp852": 1.0, "mac_roman": 0.5,
    "mac_cyrillic": 2.0, "mac_latin2": 2.0, "mac_greek": 2.5, "mac_turkish": 3.0, "cp737": 2.0, "cp857": 2.0,
    "cp862": 3.0, "iso8859-4": 5.0, "iso8859-13": 5.0, "iso8859-8": 2.0, "iso8859-6": 2.0, "cp1258": 2.0, "cp874": 2.0,
    "cp775": 4.0, "cp855": 3.0,
    "mac_iceland": 3.0, "cp861": 3.0, "cp860": 3.0, "cp865": 3.0, "cp863": 3.0,
    "iso8859-16": 5.0, "iso8859-10": 5.0, "iso8859-3": 5.0,
}  # fmt: skip
# Those that hold accented Latin letters, and those that hold another alphabet.
OTHER_PAGES = (
    "cp1251", "cp1253", "cp1255", "cp1256", "iso8859-5", "iso8859-7", "iso8859-8", "iso8859-6", "koi8-r",
    "koi8-u", "cp866", "mac_cyrillic", "mac_greek", "cp737", "cp855", "cp862", "cp874",
)  # fmt: skip
LATIN_PAGES = [name for name in WRITTEN_IN if name not in OTHER_PAGES]
# What it was read in.
READ_IN = {
    "cp1252": 0.0, "iso8859-1": 0.2, "cp1251": 0.3, "cp1250": 0.3, "mac_roman": 0.5, "cp850": 0.5, "koi8-r": 0.5,
    "cp437": 0.7, "cp1253": 0.7, "cp1254": 0.7, "cp1255": 0.7, "cp1256": 0.7, "cp1257": 0.7, "cp866": 0.7, "cp852": 0.7,
    "iso8859-2": 0.7, "iso8859-5": 1.0, "iso8859-7": 1.0, "iso8859-15": 1.0, "mac_cyrillic": 1.0, "koi8-u": 1.0,
}  # fmt: skip


def rarity(read: str, written: str) -> float:
    """What a pair of pages costs in nats for being rarer than others."""
    return READ_IN[read] + WRITTEN_IN[written]


def pairs(joined: str, alphabet: frozenset[str]) -> Iterator[tuple[float, str, str]]:
    """Each pair of pages that can have made the characters, with how strange the characters behind them are."""
    counts = Counter(map(ord, BEYOND_ASCII.findall(joined)))
    read_in = [read for read in READ_IN if counts.keys() <= page(read).to_latin1.keys()]
    if not read_in:
        return
    latin = len(PLAIN_LETTER.findall(joined)) > PLAIN * len(joined)
    known = letters_of_pages((alphabet, *(() if latin else script_alphabets())))
    written_in = LATIN_PAGES if latin else OTHER_PAGES
    seen = {tuple(map(chr, counts))}
    for read in read_in:
        meanings = zip(*(meanings_of(code, read, latin) for code in counts), strict=True)
        for written, meaning in zip(written_in, meanings, strict=False):
            if meaning in seen:
                continue
            seen.add(meaning)
            if counts.keys() <= in_both(read, written):
                chars = dict(
                    zip(meaning, map(mul, map(strangeness_alone, meaning), counts.values()), strict=True)
                )
                strange = sum(chars.values()) - max(familiar(chars, letters) for letters in known[written])
                yield strange + rarity(read, written) / 4, read, written


BEYOND_ASCII, PLAIN_LETTER = re.compile("[^\x00-\x7f]"), re.compile("[A-Za-z]")


@lru_cache(maxsize=8192)
def meanings_of(code: int, read: str, latin: bool) -> tuple[str, ...]:
    """What the byte of a character in a page means in each of the pages with Latin letters, or in the others."""
    names = LATIN_PAGES if latin else OTHER_PAGES
    return tuple(translation(read, written).get(code, chr(code)) for written in names)


# With more plain letters than this share in them, the words are written in Latin script.
PLAIN = 0.3
# How strange a character is beside letters of the alphabets in question.
SIGN, OTHER_LETTER, OTHER_SIGN, STRANGER = 0.7, 2.0, 5.0, 4.0


def familiar(strange: dict[str, float], letters: frozenset[str]) -> float:
    """How much of the strangeness of characters is none beside letters of this alphabet, which they belong to."""
    return sum(map(strange.__getitem__, strange.keys() & letters))


@cache
def characters(name: str) -> frozenset[str]:
    """The characters of a page beyond ASCII."""
    return frozenset(map(chr, page(name).to_latin1))


@lru_cache(maxsize=64)
def letters_of_pages(alphabets: tuple[frozenset[str], ...]) -> dict[str, list[frozenset[str]]]:
    """For each page those of the alphabets of which it holds letters, with their capitals; the first one else."""
    every = [with_capitals(letters) for letters in alphabets]
    return {
        name: [letters for letters in every if letters & characters(name)] or every[:1] for name in WRITTEN_IN
    }


@lru_cache(maxsize=64)
def with_capitals(letters: frozenset[str]) -> frozenset[str]:
    """The letters with every character of a page whose small form is one of them."""
    chars = frozenset().union(*map(characters, {**READ_IN, **WRITTEN_IN}))
    return letters.union(char for char in chars if char.lower() in letters)


@lru_cache(maxsize=4096)
def strangeness_alone(char: str) -> float:
    """How strange a character is that the alphabet in question does not have."""
    if char in IN_PLACE:
        return SIGN
    if char.isalpha():
        return OTHER_LETTER if char < LAST_LATIN else STRANGER
    return OTHER_SIGN


@cache
def translation(read: str, written: str) -> dict[int, str]:
    """For each character of the one page, that of the other page for the same byte, where they differ."""
    table = {}
    for code, byte in page(read).to_latin1.items():
        char = codecs.decode(bytes([byte]), written, "ignore")
        if char and ord(char) != code:
            table[code] = char
    return table


@lru_cache(maxsize=64)
def translated(words: str, read: str, written: str) -> tuple[str, ...]:
    """The words, given a line each, as they are when they were written in the one page and read in the other."""
    return tuple(words.translate(translation(read, written)).split("\n"))


@cache
def in_both(read: str, written: str) -> frozenset[int]:
    """The characters of the one page whose byte is a character in the other one too."""
    return frozenset(
        code for code, byte in page(read).to_latin1.items() if codecs.decode(bytes([byte]), written, "ignore")
    )
