"""Code pages as they were misused: which byte each character stood for."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

# The pages that UTF-8 gets read as, the likeliest first, with the name people know them by.
ONE_BYTE_PAGES = {
    "cp1252": "Windows-1252",
    "iso8859-1": "ISO 8859-1",
    "mac_roman": "Mac Roman",
    "cp1251": "Windows-1251",
    "cp1250": "Windows-1250",
    "cp1254": "Windows-1254",
    "iso8859-2": "ISO 8859-2",
    "iso8859-15": "ISO 8859-15",
    "cp437": "code page 437",
    "cp850": "code page 850",
    "koi8-r": "KOI8-R",
    "cp1256": "Windows-1256",
    "cp1253": "Windows-1253",
    "cp1255": "Windows-1255",
    "cp1257": "Windows-1257",
    "cp1258": "Windows-1258",
    "cp852": "code page 852",
    "cp866": "code page 866",
    "koi8-u": "KOI8-U",
    "iso8859-5": "ISO 8859-5",
    "iso8859-9": "ISO 8859-9",
    "iso8859-7": "ISO 8859-7",
    "iso8859-8": "ISO 8859-8",
    "iso8859-6": "ISO 8859-6",
    "iso8859-13": "ISO 8859-13",
    "iso8859-4": "ISO 8859-4",
    "iso8859-3": "ISO 8859-3",
    "iso8859-10": "ISO 8859-10",
    "iso8859-14": "ISO 8859-14",
    "iso8859-16": "ISO 8859-16",
    "cp874": "Windows-874",
    "mac_cyrillic": "Mac Cyrillic",
    "mac_latin2": "Mac Central European",
    "mac_greek": "Mac Greek",
    "mac_turkish": "Mac Turkish",
    "mac_iceland": "Mac Icelandic",
    "cp857": "code page 857",
    "cp858": "code page 858",
    "cp855": "code page 855",
    "cp860": "code page 860",
    "cp863": "code page 863",
    "cp865": "code page 865",
    "cp861": "code page 861",
    "cp737": "code page 737",
    "cp775": "code page 775",
    "cp862": "code page 862",
    "cp864": "code page 864",
}


# Trails that are letters beyond this one belong to an alphabet that the page was made for.
LAST_LATIN = "\u036f"


@dataclass(frozen=True, slots=True)
class Page:
    """A one-byte page, misread way round: from its characters back to bytes.

    `to_latin1` is a table for `str.translate` that turns each character into the one with its byte's number.
    Bytes that the page leaves empty come through as the characters of their number, as lenient decoders let them.
    """

    name: str
    title: str
    to_latin1: dict[int, int]
    undefined: frozenset[int]
    leads: frozenset[str]
    trails: frozenset[str]
    letter_trails: frozenset[str]
    spellings: dict[int, str] = field(repr=False, compare=False)

    def misread(self, text: str) -> bytes:
        """The bytes that were read as this text, whose characters must all be in the page."""
        return text.translate(self.to_latin1).encode("latin-1")


@cache
def page(name: str) -> Page:
    """The page of that Python codec name."""
    chars: dict[int, str] = {}
    for byte in range(0x80, 0x100):
        char = codecs.decode(bytes([byte]), name, "ignore")
        if char:
            chars[byte] = char
    undefined = frozenset(set(range(0x80, 0x100)) - chars.keys())
    to_latin1 = {ord(char): byte for byte, char in chars.items()}
    spellings: dict[int, str] = dict(chars)
    for byte in undefined:
        if byte not in to_latin1:
            to_latin1[byte] = byte
            spellings[byte] = chr(byte)
    leads = frozenset("".join(spellings.get(byte, "") for byte in range(0xC2, 0xF5)))
    trails = frozenset("".join(spellings.get(byte, "") for byte in range(0x80, 0xC0)))
    letters = frozenset(char for char in trails if char.isalpha() and char > LAST_LATIN)
    return Page(name, ONE_BYTE_PAGES.get(name, name), to_latin1, undefined, leads, trails, letters, spellings)


@dataclass(frozen=True, slots=True)
class Users:
    """For each character the pages in which it is a lead, a trail, and a trail that is a letter of its own alphabet.

    The first two as bits, bit n for page n of `ONE_BYTE_PAGES`, the third as numbers.
    """

    leads: dict[str, int]
    trails: dict[str, int]
    letter_trails: dict[str, tuple[int, ...]]


EVERY_PAGE = (1 << len(ONE_BYTE_PAGES)) - 1
NAMES = tuple(ONE_BYTE_PAGES)


@cache
def users_of_bytes() -> Users:
    """The users of every character of every page."""
    users = Users({}, {}, {})
    for rank, known in enumerate(map(page, ONE_BYTE_PAGES)):
        for char in known.leads:
            users.leads[char] = users.leads.get(char, 0) | 1 << rank
        for char in known.trails:
            users.trails[char] = users.trails.get(char, 0) | 1 << rank
        for char in known.letter_trails:
            users.letter_trails[char] = (*users.letter_trails.get(char, ()), rank)
    return users


def pairs_of(text: str, pages: int) -> tuple[int, int]:
    """Those of the pages, as bits, in which a lead stands before a trail somewhere in the text; how many trails do."""
    users = users_of_bytes()
    hits = trails_behind_others(pages).findall(text)
    found = 0
    for trail, lead in set(hits):
        found |= users.leads.get(lead, 0) & users.trails[trail]
    return found & pages, len(hits)


def around_trails(text: str, pages: int, reach: int) -> str:
    """The surroundings of each such trail, a line each."""
    places = (hit.start() for hit in trails_behind_others(pages).finditer(text))
    return "\n".join(text[max(0, place - reach) : place + reach] for place in places)


@lru_cache(maxsize=256)
def trails_behind_others(pages: int) -> re.Pattern[str]:
    """A pattern for trails of these pages behind a character beyond ASCII; it finds both, the trail first."""
    trails = "".join(char for char, users in users_of_bytes().trails.items() if users & pages)
    return re.compile(f"([{re.escape(trails)}])(?<=([^\\x00-\\x7f]).)", re.DOTALL) if trails else NOTHING


NOTHING = re.compile("(?!)()()")


FIRST_OF_RUNS = re.compile("([^\x00-\x7f])[^\x00-\x7f]+")
# A trail cannot begin a word. Where letters that do so would be trails of the page, it is an alphabet's own page.
MISPLACED_AT_MOST = 5


def own_pages(text: str) -> int:
    """The pages that were made for the alphabet which the text is sound in: letters that would be trails begin words.

    Bit n stands for page n of `ONE_BYTE_PAGES`.
    """
    owners = users_of_bytes().letter_trails
    begun = [0] * len(ONE_BYTE_PAGES)
    for letter, count in Counter(FIRST_OF_RUNS.findall(text)).items():
        for rank in owners.get(letter, ()):
            begun[rank] += count
    return sum(1 << rank for rank, count in enumerate(begun) if count >= MISPLACED_AT_MOST)


def bits(pages: int) -> Iterator[int]:
    """The numbers of these pages, in order."""
    return (rank for rank in range(len(NAMES)) if pages >> rank & 1)


def explained_at_most(text: str, possible: int) -> list[tuple[int, int]]:
    """How many characters of the text can make up UTF-8 in each of the possible pages at most, the most first."""
    users = users_of_bytes()
    owners = [
        (count, users.leads.get(char, 0) | users.trails.get(char, 0)) for char, count in Counter(text).items()
    ]
    return sorted(
        ((sum(count for count, pages in owners if pages >> rank & 1), rank) for rank in bits(possible)),
        reverse=True,
    )


@cache
def sequences(name: str) -> re.Pattern[str]:
    """A pattern for runs of whole UTF-8 sequences read in that page; made when the page is first suspected."""
    return sequences_pattern(page(name).spellings)


@cache
def pairs(name: str) -> re.Pattern[str]:
    """A pattern for a lead and a trail of that page: where none is, no sequence is."""
    spellings = page(name).spellings
    return re.compile(char_class(spellings, 0xC2, 0xF4) + char_class(spellings, 0x80, 0xBF))


def runs_of_sequences(text: str, name: str) -> Iterator[re.Match[str]]:
    """The matches of `sequences` in a text, found by looking for pairs first, which is quicker in sound text."""
    pair, run = pairs(name), sequences(name)
    place = pair.search(text)
    while place is not None:
        found = run.match(text, place.start())
        if found is not None:
            yield found
        place = pair.search(text, found.end() if found is not None else place.start() + 1)


def char_class(spellings: dict[int, str], low: int, high: int) -> str:
    """A class of a pattern for all characters that stand for the bytes from low to high, both included."""
    chars = "".join(dict.fromkeys("".join(spellings.get(byte, "") for byte in range(low, high + 1))))
    return f"[{re.escape(chars)}]" if chars else "(?!)"


def sequences_pattern(spellings: dict[int, str]) -> re.Pattern[str]:
    """A pattern for a run of whole UTF-8 sequences, and of surrogate pairs as CESU-8 writes them, in this page."""

    def of(low: int, high: int) -> str:
        return char_class(spellings, low, high)

    trail = of(0x80, 0xBF)
    one = "|".join(
        (
            f"{of(0xC2, 0xDF)}{trail}",
            f"{of(0xE0, 0xE0)}{of(0xA0, 0xBF)}{trail}",
            f"{of(0xE1, 0xEC)}{trail}{trail}",
            f"{of(0xED, 0xED)}{of(0x80, 0x9F)}{trail}",
            f"{of(0xED, 0xED)}{of(0xA0, 0xAF)}{trail}{of(0xED, 0xED)}{of(0xB0, 0xBF)}{trail}",
            f"{of(0xEE, 0xEF)}{trail}{trail}",
            f"{of(0xF0, 0xF0)}{of(0x90, 0xBF)}{trail}{trail}",
            f"{of(0xF1, 0xF3)}{trail}{trail}{trail}",
            f"{of(0xF4, 0xF4)}{of(0x80, 0x8F)}{trail}{trail}",
        )
    )
    return re.compile(f"(?:{one})+")
