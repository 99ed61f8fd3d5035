"""One page taken for another, told by words: changed, some of them are among the commonest of the text's language."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from cleancopy.repair.language import alphabets
from cleancopy.repair.later import compiled
from cleancopy.repair.letters import TWINS
from cleancopy.repair.likelihood import in_place
from cleancopy.repair.likelypairs import likeliest_pairs
from cleancopy.repair.pagepairs import rarity, translation

# The pairs of pages that are looked at, the likeliest by which characters come out.
LOOKED_AT = 16
# So many words must become common ones, and this share of those that are changed.
SEVERAL, SHARE = 2, 0.6
# One word alone tells where it has so many letters, of which the text's language lacks one.
LONG = 4
WORD = compiled("[^\\W\\d_]+(?:\u2019[^\\W\\d_]+)?")


@cache
def packed_words() -> dict[str, bytes]:
    """The commonest words with letters beyond ASCII, for each language in Latin script; packed."""
    head, _, body = files("cleancopy.repair").joinpath("data/accented.bin").read_bytes().partition(b"\n")
    packed = {}
    end = 0
    for language, length in json.loads(head).items():
        packed[language] = body[end : end + length]
        end += length
    return packed


@cache
def common_words(language: str) -> frozenset[str]:
    """Those of a language; none where they are not known."""
    packed = packed_words().get(language)
    return frozenset(zlib.decompress(packed).decode("utf-8").split()) if packed else frozenset()


def shape(word: str) -> str:
    """The word in small letters, with a question mark for each character beyond ASCII."""
    return word.lower().encode("ascii", "replace").decode("ascii")


@cache
def shapes(language: str) -> frozenset[str]:
    """The shapes of the common words of a language."""
    return frozenset(map(shape, common_words(language)))


SHAPE = compiled(r"[a-z?]+")


def may_be_told_by_words(words: list[str], language: str) -> bool:
    """Whether none of the words is a common one, and one has the shape of such: else none can become one, or need to.

    It is asked for before the language is told for certain, which costs most.
    """
    known, common = shapes(language), common_words(language)
    return not any(is_common(word, common) for word in words) and any(
        piece in known for word in words for piece in SHAPE.findall(shape(word))
    )


def told_by_words(words: list[str], language: str) -> tuple[str, str] | None:
    """The pair of pages by which words with characters beyond ASCII become common ones; None when that is not clear."""
    common = common_words(language)
    if not common or any(is_common(word, common) for word in words):
        return None
    ranked = sorted(by_words(words, language, common), key=lambda one: (-one[0], one[1]))
    if not ranked or not is_enough(ranked[0], words, language):
        return None
    hits, _, first = ranked[0]
    table = translation(*first)
    for others, _, pair in ranked[1:]:
        if others == hits and any(
            word.translate(table) != word.translate(translation(*pair)) for word in words
        ):
            return None
    return first


def by_words(
    words: list[str], language: str, common: frozenset[str]
) -> Iterator[tuple[int, float, tuple[str, str]]]:
    """How many words become common ones, how rare the pages are, and the pair; of those by which some do."""
    for read, written in likeliest_pairs("\n".join(words), alphabets()[language], LOOKED_AT):
        table = translation(read, written)
        hits = sum(1 for word in words if becomes_common(word, word.translate(table), common))
        if hits:
            yield hits, rarity(read, written), (read, written)


def made_common(words: Sequence[str], after: Sequence[str], languages: Iterable[str]) -> frozenset[str]:
    """Which of the words become common ones, of the one among these languages that gains the most.

    None in a language of which a word is changed that is a common one as it is.
    """
    best: frozenset[str] = frozenset()
    pairs = [(word, new) for word, new in zip(words, after, strict=True) if word != new]
    for language in languages:
        common = common_words(language)
        if common and not any(is_common(word, common) for word, _ in pairs):
            made = frozenset(word for word, new in pairs if becomes_common(word, new, common))
            best = max(best, made, key=len)
    return best


def becomes_common(word: str, after: str, common: frozenset[str]) -> bool:
    """Whether every character of a word that was changed is in a common word now, or a sign in its place."""
    changed = {place for place, (old, new) in enumerate(zip(word, after, strict=True)) if old != new}
    if not changed:
        return False
    within = {
        place
        for found in WORD.finditer(after)
        if is_written_evenly(found.group()) and is_among(found.group().lower(), common)
        for place in range(*found.span())
    }
    if changed.isdisjoint(within):
        return False
    return all(not after[place].isalnum() and in_place(after, place) for place in changed - within)


def is_common(word: str, common: frozenset[str]) -> bool:
    """Whether a word with characters beyond ASCII is a common one as it is."""
    return any(is_among(found.lower(), common) for found in WORD.findall(word) if not found.isascii())


def is_written_evenly(word: str) -> bool:
    """Whether a word is in small letters, in capitals, or has one of these in front; no `CéSAR` is."""
    return word[1:].islower() or word.isupper() or len(word) == 1


def is_among(word: str, common: frozenset[str]) -> bool:
    """Whether a word in small letters is one of those, as it is or with the letters that are written for others."""
    return word in common or word.translate(WRITTEN_FOR) in common


WRITTEN_FOR = str.maketrans(TWINS)


def is_enough(best: tuple[int, float, tuple[str, str]], words: list[str], language: str) -> bool:
    """Whether so many of the words become common ones that the pages were confused."""
    hits, _, pair = best
    table = translation(*pair)
    moved = [word for word in words if word.translate(table) != word]
    if hits < SHARE * len(moved):
        return False
    if hits >= SEVERAL:
        return True
    if any(is_common(moved[0], common_words(one)) for one in packed_words()):
        return False  # a foreign word: `Atmosphäre` in French
    after = moved[0].translate(table)
    inside = all(ord(char) not in table for char in (moved[0][-1], moved[0].rstrip(".,;:!?")[-1:]) if char)
    strange = any(
        char.lower() not in alphabets()[language] for char in moved[0] if ord(char) in table and char > "\x7f"
    )
    return inside and strange and len(WORD.findall(after)[0]) >= LONG
