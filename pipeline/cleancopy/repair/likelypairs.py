"""Which pairs of pages are likeliest to have made characters: those behind which the least strange ones are."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import cache, lru_cache, reduce
from operator import and_, itemgetter, mul
from struct import pack, unpack

from cleancopy.repair.language import script_alphabets
from cleancopy.repair.later import compiled
from cleancopy.repair.letters import LAST_LATIN
from cleancopy.repair.likelihood import IN_PLACE
from cleancopy.repair.pagepairs import (
    LATIN_PAGES,
    OTHER_PAGES,
    READ_IN,
    WRITTEN_IN,
    meaning,
    rarity,
)
from cleancopy.repair.pages import NO_CHARACTER, UNKNOWN, page, spelled, tables

BEYOND_ASCII, PLAIN_LETTER = compiled("[^\x00-\x7f]"), compiled("[A-Za-z]")


def likeliest_pairs(joined: str, alphabet: frozenset[str], at_most: int) -> list[tuple[str, str]]:
    """The pairs of pages, read in and written in, that can have made the characters, the likeliest first.

    What is strange is counted for all pages together and in whole numbers. Sums in nats, which tell pairs apart that
    are alike but for rounding, are made for such pairs alone.
    """
    beyond = BEYOND_ASCII.findall(joined)
    counts = Counter(map(ord, beyond))
    read_in = [read for read in READ_IN if characters(read).issuperset(beyond)] if counts else []
    latin = len(PLAIN_LETTER.findall(joined)) > PLAIN * len(joined)
    beside = (alphabet, *(() if latin else script_alphabets()))
    candidates = Candidates(counts)
    for read in read_in:
        candidates.add(strangeness(read, latin, beside))
    found = candidates.least_strange(at_most)
    alike = Counter(strange for strange, _, _ in found)
    known = letters_of_pages(beside)
    exact = sorted(
        (
            strange,
            in_nats(counts, read, written, known[written]) if alike[strange] > 1 else 0.0,
            read,
            written,
        )
        for strange, read, written in found
    )
    return [(read, written) for _, _, read, written in exact[:at_most]]


class Candidates:
    """Pairs of pages, with how strange what they make of some characters is: in fortieths of a nat, rarity included.

    Of several that make the same of them the first one counts, and none that makes the characters themselves.
    """

    __slots__ = ("codes", "counts", "seen", "told")

    def __init__(self, counts: Counter[int]) -> None:
        self.codes = list(counts)
        self.counts = list(counts.values())
        self.told: list[tuple[int, str, str]] = []
        self.seen = {tuple(map(chr, counts))}

    def add(self, table: Strangeness) -> None:
        """Count the pairs of one page with all others: each that text may have been written in, in their order."""
        packed = sum(map(mul, map(table.__getitem__, self.codes), self.counts))
        costs = unpack(table.format, packed.to_bytes(FIELD // 8 * len(table.letters), "little"))
        pages = reduce(and_, map(table.pages.__getitem__, self.codes))
        behind = zip(*map(table.meanings.__getitem__, self.codes), strict=True)
        for (written, page_bit, first, last, rare), meanings in zip(table.written, behind, strict=True):
            if meanings not in self.seen:
                self.seen.add(meanings)
                if pages & page_bit:
                    self.told.append((min(costs[first:last]) + rare, table.read, written))

    def least_strange(self, at_most: int) -> list[tuple[int, str, str]]:
        """So many of the pairs, the least strange first; more where the last ones are alike."""
        ranked = sorted(self.told)
        if len(ranked) <= at_most:
            return ranked
        return ranked[: bisect_right(ranked, ranked[at_most - 1][0], key=itemgetter(0))]


# What is strange about a character in all pages is one number, so many bits for each.
FIELD = 32
# (All costs, and a quarter of the rarity of a pair, are multiples of this share of a nat.)
SHARE = 40


class Strangeness(dict[int, int]):
    """How strange it is what a character, read in one page, means in the pages that text is written in.

    For each page beside each of its alphabets, in fortieths of a nat; told when first asked. `meanings` are the
    characters that it means there, and `pages` tells in which of them, as bits, its byte means anything.
    """

    __slots__ = ("format", "latin", "letters", "meanings", "pages", "read", "written")

    def __init__(self, read: str, latin: bool, beside: tuple[frozenset[str], ...]) -> None:
        super().__init__()
        self.read = read
        self.latin = latin
        self.meanings: dict[int, tuple[str, ...]] = {}
        self.pages: dict[int, int] = {}
        self.written: list[tuple[str, int, int, int, int]] = []
        self.letters: list[tuple[int, frozenset[str]]] = []
        known = letters_of_pages(beside)
        for rank, written in enumerate(written_in(latin)):
            first = len(self.letters)
            self.letters += [(rank, letters) for letters in known[written]]
            rare = round(rarity(read, written) / 4 * SHARE)
            self.written.append((written, 1 << rank, first, len(self.letters), rare))
        self.format = f"<{len(self.letters)}I"

    def __missing__(self, code: int) -> int:
        meanings, alone, self.pages[code] = meanings_of(code, self.read, self.latin)
        self.meanings[code] = meanings
        costs = [0 if meanings[rank] in letters else alone[rank] for rank, letters in self.letters]
        packed = self[code] = int.from_bytes(pack(self.format, *costs), "little")
        return packed


def written_in(latin: bool) -> tuple[str, ...]:
    """The pages with Latin letters, or those with others."""
    return LATIN_PAGES if latin else OTHER_PAGES


@lru_cache(maxsize=8192)
def meanings_of(code: int, read: str, latin: bool) -> tuple[tuple[str, ...], tuple[int, ...], int]:
    """What the byte of a character in a page means in each of those pages, how strange that is, and in which it means
    anything, as bits."""
    byte = page(read).to_latin1.get(code)
    there = [tables()[name][byte - 0x80] if byte is not None else UNKNOWN for name in written_in(latin)]
    pages = sum(1 << rank for rank, char in enumerate(there) if char != UNKNOWN)
    meanings = tuple(char if char != UNKNOWN else chr(code) for char in there)
    return meanings, tuple(map(shares_alone, meanings)), pages


@lru_cache(maxsize=128)
def strangeness(read: str, latin: bool, beside: tuple[frozenset[str], ...]) -> Strangeness:
    """The strangeness of what is read in that page; of as many kinds of texts as a corpus has."""
    return Strangeness(read, latin, beside)


def in_nats(counts: Counter[int], read: str, written: str, alphabets: list[frozenset[str]]) -> float:
    """How strange what that pair of pages makes of the characters is, with its rarity."""
    meanings = [meaning(code, read, written) for code in counts]
    chars = dict(zip(meanings, map(mul, map(strangeness_alone, meanings), counts.values()), strict=True))
    strange: float = sum(chars.values()) - max(familiar(chars, letters) for letters in alphabets)
    return strange + rarity(read, written) / 4


# With more plain letters than this share in them, the words are written in Latin script.
PLAIN = 0.3
# How strange a character is beside letters of the alphabets in question.
SIGN, OTHER_LETTER, OTHER_SIGN, STRANGER = 0.7, 2.0, 5.0, 4.0


def familiar(strange: dict[str, float], letters: frozenset[str]) -> float:
    """How much of the strangeness of characters is none beside letters of this alphabet, which they belong to."""
    return sum(map(strange.__getitem__, strange.keys() & letters))


@lru_cache(maxsize=64)
def letters_of_pages(alphabets: tuple[frozenset[str], ...]) -> dict[str, list[frozenset[str]]]:
    """For each page those of the alphabets of which it holds letters, with their capitals; the first one else."""
    every = [with_capitals(letters) for letters in alphabets]
    return {
        name: [letters for letters in every if letters & characters(name)] or every[:1] for name in WRITTEN_IN
    }


@cache
def characters(name: str) -> frozenset[str]:
    """The characters of a page beyond ASCII."""
    return frozenset(spelled(name)) - {NO_CHARACTER}


@lru_cache(maxsize=64)
def with_capitals(letters: frozenset[str]) -> frozenset[str]:
    """The letters with every character of a page whose small form is one of them."""
    return letters.union(char for char, small in small_forms().items() if small in letters)


@cache
def small_forms() -> dict[str, str]:
    """The small form of every character of a page."""
    chars = frozenset().union(*map(characters, {**READ_IN, **WRITTEN_IN}))
    return {char: char.lower() for char in chars}


@cache
def shares_alone(char: str) -> int:
    """The same as `strangeness_alone`, in fortieths of a nat."""
    return round(strangeness_alone(char) * SHARE)


@cache
def strangeness_alone(char: str) -> float:
    """How strange a character of some page is that the alphabet in question does not have."""
    if char in IN_PLACE:
        return SIGN
    if char.isalpha():
        return OTHER_LETTER if char < LAST_LATIN else STRANGER
    return OTHER_SIGN
