"""Which pairs of pages can have made characters: one that text was written in, and another that it was read in."""

from __future__ import annotations

import codecs
from functools import cache, lru_cache

from cleancopy.repair.later import compiled
from cleancopy.repair.pages import UNKNOWN, page, spelled, tables

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
LATIN_PAGES = tuple(name for name in WRITTEN_IN if name not in OTHER_PAGES)
# What it was read in.
READ_IN = {
    "cp1252": 0.0, "iso8859-1": 0.2, "cp1251": 0.3, "cp1250": 0.3, "mac_roman": 0.5, "cp850": 0.5, "koi8-r": 0.5,
    "cp437": 0.7, "cp1253": 0.7, "cp1254": 0.7, "cp1255": 0.7, "cp1256": 0.7, "cp1257": 0.7, "cp866": 0.7, "cp852": 0.7,
    "iso8859-2": 0.7, "iso8859-5": 1.0, "iso8859-7": 1.0, "iso8859-15": 1.0, "mac_cyrillic": 1.0, "koi8-u": 1.0,
    "cp874": 1.2,
}  # fmt: skip


def rarity(read: str, written: str) -> float:
    """What a pair of pages costs in nats for being rarer than others."""
    return READ_IN[read] + WRITTEN_IN[written]


@cache
def translation(read: str, written: str) -> dict[int, str]:
    """For each character of the one page, that of the other page for the same byte, where they differ."""
    meanings = tables()[written]
    return {
        code: meanings[byte - 0x80]
        for code, byte in page(read).to_latin1.items()
        if meanings[byte - 0x80] != UNKNOWN and ord(meanings[byte - 0x80]) != code
    }


def meaning(code: int, read: str, written: str) -> str:
    """What the byte behind a character of the one page means in the other one; the character where it means nothing."""
    byte = page(read).to_latin1.get(code)
    char = tables()[written][byte - 0x80] if byte is not None else UNKNOWN
    return char if char != UNKNOWN else chr(code)


def reread(text: str, read: str, written: str) -> str:
    """The text with its bytes read in the page that they were written in; as long as before.

    The same as `text.translate(translation(read, written))`, which takes a hundred times as long a character.
    """
    try:
        data = page(read).misread(text)
    except UnicodeEncodeError:  # some characters are in no such page: they stay
        table = translation(read, written)
        return BEYOND.sub(lambda run: run.group().translate(table), text)
    return codecs.charmap_decode(data, "strict", meanings_of_bytes(read, written))[0]


BEYOND = compiled("[^\x00-\x7f][^\x00-\x7f]*")


@cache
def meanings_of_bytes(read: str, written: str) -> str:
    """The characters that the bytes behind those of the one page mean in the other one, by number."""
    there = zip(tables()[written], spelled(read), strict=True)
    return PLAIN + "".join(char if char != UNKNOWN else own for char, own in there)


PLAIN = "".join(map(chr, range(0x80)))


@lru_cache(maxsize=64)
def translated(words: str, read: str, written: str) -> tuple[str, ...]:
    """The words, given a line each, as they are when they were written in the one page and read in the other."""
    return tuple(reread(words, read, written).split("\n"))


@cache
def in_both(read: str, written: str) -> frozenset[int]:
    """The characters of the one page whose byte is a character in the other one too."""
    meanings = tables()[written]
    return frozenset(code for code, byte in page(read).to_latin1.items() if meanings[byte - 0x80] != UNKNOWN)
