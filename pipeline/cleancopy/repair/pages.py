"""Code pages as they were misused: which byte each character stood for."""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache, reduce
from importlib.resources import files
from itertools import pairwise
from operator import or_
from struct import unpack
from typing import Any

from msgspec import Struct

from cleancopy.repair.later import compiled

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


class Page(Struct, frozen=True):
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
    spellings: dict[int, str]
    encoding: Any

    def misread(self, text: str) -> bytes:
        """The bytes that were read as this text, whose characters must all be in the page; UnicodeEncodeError else."""
        return codecs.charmap_encode(text, "strict", self.encoding)[0]


@cache
def tables() -> dict[str, str]:
    """What the bytes from 80 on mean in each page, U+FFFD where nothing: as Python's codecs say.

    (To load all those codecs takes ten times as long as this table, which `training/repair/build_pages.py` made.)
    """
    packed = files("cleancopy.repair").joinpath("data/pages.bin").read_bytes()
    lines = zlib.decompress(packed).decode("utf-8").split("\n")
    return dict(line.split("\t") for line in lines)


@cache
def spelled(name: str) -> str:
    """The same for one page with what lenient decoders let through for bytes that mean nothing: their number."""
    chars = tables()[name]
    if UNKNOWN not in chars:
        return chars
    return "".join(
        char if char != UNKNOWN else chr(byte) if chr(byte) not in chars else NO_CHARACTER
        for byte, char in enumerate(chars, 0x80)
    )


@cache
def page(name: str) -> Page:
    """The page of that Python codec name."""
    chars, known = spelled(name), tables()[name]
    undefined = frozenset(byte for byte, char in enumerate(known, 0x80) if char == UNKNOWN)
    spellings = {byte: char for byte, char in enumerate(chars, 0x80) if char != NO_CHARACTER}
    to_latin1 = {ord(char): byte for byte, char in spellings.items()}
    leads, trails = leads_of(chars), trails_of(chars)
    letters = frozenset(char for char in trails if char.isalpha() and char > LAST_LATIN)
    encoding = codecs.charmap_build("".join(map(chr, range(0x80))) + chars)
    title = ONE_BYTE_PAGES.get(name, name)
    return Page(name, title, to_latin1, undefined, leads, trails, letters, spellings, encoding)


def leads_of(chars: str) -> frozenset[str]:
    """What may begin a sequence in a page of these characters."""
    return frozenset(chars[0xC2 - 0x80 : 0xF5 - 0x80]) - {NO_CHARACTER}


def trails_of(chars: str) -> frozenset[str]:
    """What may go on in one."""
    return frozenset(chars[: 0xC0 - 0x80]) - {NO_CHARACTER}


UNKNOWN = "\N{REPLACEMENT CHARACTER}"
# What stands in the tables of Python's codecs for a byte that means nothing.
NO_CHARACTER = "\ufffe"


class Users(Struct, frozen=True):
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
    for rank, chars in enumerate(map(spelled, ONE_BYTE_PAGES)):
        for char in leads_of(chars):
            users.leads[char] = users.leads.get(char, 0) | 1 << rank
        for char in trails_of(chars):
            users.trails[char] = users.trails.get(char, 0) | 1 << rank
            if char > LAST_LATIN and char.isalpha():
                users.letter_trails[char] = (*users.letter_trails.get(char, ()), rank)
    return users


@cache
def leads_by_length() -> tuple[dict[str, int], ...]:
    """For each character the pages, as bits, in which it is the lead of a sequence of two, of three, of four."""
    found: tuple[dict[str, int], ...] = ({}, {}, {})
    for rank, chars in enumerate(map(spelled, ONE_BYTE_PAGES)):
        for byte, char in enumerate(chars[0xC2 - 0x80 : 0xF5 - 0x80], 0xC2):
            if char != NO_CHARACTER:
                leads = found[(byte >= LEADS_OF_THREE) + (byte >= LEADS_OF_FOUR)]
                leads[char] = leads.get(char, 0) | 1 << rank
    return found


LEADS_OF_THREE, LEADS_OF_FOUR = 0xE0, 0xF0


@lru_cache(maxsize=30_000)
def pages_beginning(chars: str) -> int:
    """The pages, as bits, in which four characters, or as many as there are, may begin with a whole sequence.

    Those in which the first one is a lead and as many trails follow as it asks for.
    """
    trails = users_of_bytes().trails
    found, together = 0, EVERY_PAGE
    for char, leads in zip(chars[1:], leads_by_length(), strict=False):
        together &= trails.get(char, 0)
        found |= leads.get(chars[0], 0) & together
    return found


def pages_with_whole_sequences(text: str) -> int:
    """The pages, as bits, in which a whole sequence may stand somewhere in the text; others, in rare cases."""
    places = set(TWO_BEYOND_ASCII.findall(text))
    return reduce(or_, [pages_beginning(first + behind) for first, behind in places], 0)


# A character beyond ASCII with another one behind it, and the next two.
TWO_BEYOND_ASCII = compiled("([^\x00-\x7f])(?=([^\x00-\x7f].?.?))", re.DOTALL)
PAIRS_AT_MOST = 16_384


def around_trails(text: str, trails: re.Pattern[str], reach: int) -> str:
    """The surroundings of each such trail, a line each."""
    places = (hit.start() for hit in trails.finditer(text))
    return "\n".join(text[max(0, place - reach) : place + reach] for place in places)


@lru_cache(maxsize=256)
def trails_behind_others(pages: int) -> re.Pattern[str]:
    """A pattern for trails of these pages behind a character beyond ASCII."""
    trails = "".join(char for char, users in users_of_bytes().trails.items() if users & pages)
    return re.compile(f"[{ranges(trails)}](?<=[^\\x00-\\x7f].)", re.DOTALL) if trails else NOTHING


def ranges(chars: Iterable[str]) -> str:
    """These characters for a set of a pattern, which is compiled in half the time so."""
    codes = set(map(ord, chars))
    first = sorted(code for code in codes if code - 1 not in codes)
    last = sorted(code for code in codes if code + 1 not in codes)
    return "".join(
        f"{re.escape(chr(one))}-{re.escape(chr(other))}" for one, other in zip(first, last, strict=True)
    )


NOTHING = compiled("(?!)")


# A trail cannot begin a word. Where letters that do so would be trails of the page, it is an alphabet's own page.
MISPLACED_AT_MOST = 5


@lru_cache(maxsize=8)
def own_pages(text: str) -> int:
    """The pages that were made for the alphabet which the text is sound in: letters that would be trails begin words.

    Bit n stands for page n of `ONE_BYTE_PAGES`.
    """
    owners = owners_of_letters()
    mostly_ascii = 2 * len(text.encode("ascii", "ignore")) > len(text)
    counts = sum(map(owners.__getitem__, letters_that_begin(mostly_ascii).findall(f" {text}")))
    if not counts:
        return 0
    by_page = unpack(f"<{len(NAMES)}H", counts.to_bytes(COUNT_BITS // 8 * len(NAMES), "little"))
    return sum([1 << rank for rank, count in enumerate(by_page) if count >= MISPLACED_AT_MOST])


@cache
def letters_that_begin(mostly_ascii: bool) -> re.Pattern[str]:
    """A pattern for trails that are letters and begin a run of several characters beyond ASCII.

    What is rare in the text, letters or characters of ASCII before them, is looked for first.
    """
    letters = ranges("".join(users_of_bytes().letter_trails))
    if mostly_ascii:
        return re.compile(f"[{letters}](?<=[\\x00-\\x7f].)(?=[^\\x00-\\x7f])", re.DOTALL)
    return re.compile(f"[\\x00-\\x7f]([{letters}])(?=[^\\x00-\\x7f])")


# How often letters begin words is counted for all pages in one number, so many bits for each: of texts of up to 2,400
# letters.
COUNT_BITS = 16


@cache
def owners_of_letters() -> dict[str, int]:
    """For each trail that is a letter of an alphabet one for each page that it is such a trail in."""
    return {
        letter: sum(1 << rank * COUNT_BITS for rank in ranks)
        for letter, ranks in users_of_bytes().letter_trails.items()
    }


def bits(pages: int) -> Iterator[int]:
    """The numbers of these pages, in order."""
    while pages:
        lowest = pages & -pages
        yield lowest.bit_length() - 1
        pages ^= lowest


def explained_at_most(text: str, possible: int) -> list[tuple[int, int]]:
    """How many characters of the text make up UTF-8 in each of the possible pages at most, the most first.

    Those in which a lead stands before a trail somewhere: each such pair may begin a sequence of the lead's length.
    """
    total = sum(map(lengths_of_pairs().__getitem__, pairwise(text)))
    mask = (1 << LENGTH_BITS) - 1
    found = [(total >> rank * LENGTH_BITS & mask, rank) for rank in bits(possible)]
    return sorted((one for one in found if one[0]), reverse=True)


# Characters are counted for all pages in one number, so many bits for each.
LENGTH_BITS = 32


class LengthsOfPairs(dict[tuple[str, str], int]):
    """The length of the sequence that a pair of characters may begin, for every page; told when first asked."""

    __slots__ = ("leads", "trails")

    def __init__(self) -> None:
        super().__init__()
        self.leads: dict[str, int] = {}
        for length, leads in enumerate(leads_by_length(), 2):
            for char, pages in leads.items():
                self.leads[char] = self.leads.get(char, 0) | length * spread(pages)
        mask = (1 << LENGTH_BITS) - 1
        self.trails = {char: mask * spread(pages) for char, pages in users_of_bytes().trails.items()}

    def __missing__(self, pair: tuple[str, str]) -> int:
        if len(self) >= PAIRS_AT_MOST:
            self.clear()
        lengths = self[pair] = self.leads.get(pair[0], 0) & self.trails.get(pair[1], 0)
        return lengths


def spread(pages: int) -> int:
    """One for each of the pages, in its field."""
    return sum(1 << rank * LENGTH_BITS for rank in bits(pages))


@cache
def lengths_of_pairs() -> LengthsOfPairs:
    """The lengths by the pairs met so far."""
    return LengthsOfPairs()


# A run of whole UTF-8 sequences, and of surrogate pairs as CESU-8 writes them.
# (It begins with all leads, so that the search jumps from one to the next.)
TRAIL = rb"[\x80-\xbf]"
SEQUENCE = (
    rb"[\xc2-\xf4](?:(?<=[\xc2-\xdf])" + TRAIL + rb"|(?<=[\xe0-\xef])(?!(?<=\xe0)[\x80-\x9f]|(?<=\xed)[\xa0-\xbf])"
    + TRAIL + TRAIL + rb"|(?<=\xed)[\xa0-\xaf]" + TRAIL + rb"\xed[\xb0-\xbf]" + TRAIL
    + rb"|(?<=[\xf0-\xf4])(?!(?<=\xf0)[\x80-\x8f]|(?<=\xf4)[\x90-\xbf])" + TRAIL + TRAIL + TRAIL + rb")"
)  # fmt: skip
SEQUENCES = compiled(SEQUENCE + rb"(?:" + SEQUENCE + rb")*")


def bytes_read(text: str, name: str) -> bytes:
    """The bytes that were read in that page, one for each character: a question mark for those that are not in it."""
    return codecs.charmap_encode(text, "replace", page(name).encoding)[0]


def runs_of_sequences(text: str, name: str) -> Iterator[tuple[int, int, bytes]]:
    """Each run of whole UTF-8 sequences read in that page: where it starts and ends in the text, and its bytes."""
    for run in SEQUENCES.finditer(bytes_read(text, name)):
        yield run.start(), run.end(), run.group()


def end_of_run(text: str, start: int, name: str) -> int:
    """Where the run of sequences ends that starts there; the start where none does."""
    run = SEQUENCES.match(bytes_read(text[start : start + RUN_MOSTLY], name))
    if run is not None and run.end() + LONGEST_SEQUENCE > RUN_MOSTLY:
        run = SEQUENCES.match(bytes_read(text[start:], name))
    return start + run.end() if run is not None else start


# Hardly any run is as long as this; and a surrogate pair has so many bytes.
RUN_MOSTLY, LONGEST_SEQUENCE = 30, 6
