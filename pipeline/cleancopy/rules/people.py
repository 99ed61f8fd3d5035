"""Names of people and organizations in a line: where one ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from cleancopy.rules.places import is_city, is_nowhere, is_wire, wires
from cleancopy.rules.words import shipped_list

MOST_WORDS = 6
NAMES_REMEMBERED = 4096
# Papers are called so, of two words: Le Monde, El País, Die Zeit, The Guardian.
ARTICLES = frozenset(("Le", "La", "Les", "El", "Los", "Il", "Der", "Die", "Das", "Het", "The"))
TITLE_WORDS = 2
# An abbreviation: `CNN`, `WDR`.
SIGN = re.compile(r"[A-ZÄÖÜ]{2,5}")
# A name never begins so, but a byline does.
BY_WORDS = frozenset(("by", "von", "par", "por", "di", "door", "av", "af", "text", "texte", "texto", "oleh"))
# The longest credit of the development pages has 118 code points, the shortest caption 12.
LONGEST_CREDIT = 120
SHORTEST_CAPTION = 12
# The same in scripts in which a letter is a syllable or a word.
SHORTEST_IN_EAST_ASIA, EAST_ASIA = 5, "\u2e80"
# Two or more short signs, the last in small letters: `dpa/jkr`. So desks sign a report; pictures name people.
DESKS = re.compile(r"[^\s/]{2,9}(?:/[^\s/]{2,9})*/(?!(?:dpa|afp|epd|afx|apa|sda|kna|epa)$)[^\W\d_A-Z]{2,4}")


@cache
def particles() -> frozenset[str]:
    """Words that may be lower case inside a name."""
    return frozenset(shipped_list("names_particles"))


@cache
def nobody() -> frozenset[str]:
    """Words, in lower case, that stand where names stand and mean a newsroom."""
    return frozenset(word.lower() for word in shipped_list("names_nobody"))


@cache
def join() -> re.Pattern[str]:
    """What stands between two names: signs, or a word such as "and"."""
    words = "|".join(map(re.escape, shipped_list("names_joins")))
    return re.compile(rf"\s*(?:[,;/|&、，・]|\s(?:{words})\s)\s*(?:(?:{words})\s)?")


@cache
def whereabouts() -> re.Pattern[str]:
    """Where somebody reported from, behind the name: `in Paris`."""
    words = "|".join(map(re.escape, shipped_list("names_whereabouts")))
    return re.compile(rf"\s+(?:{words})\s+\S.*$")


def is_name(text: str) -> bool:
    """Does this look like the name of one person: one to six words, each with a capital or a particle?"""
    words = text.split()
    if not nobody().isdisjoint(word.lower() for word in words):
        return False
    if not 1 <= len(words) <= MOST_WORDS or any(letter.isdigit() for letter in text):
        return False
    if len(words) == TITLE_WORDS and words[0] in ARTICLES:
        return False
    if not _capital(words[0]) and words[0].lower() not in particles():
        return False
    return _capital(words[-1]) and all(_capital(word) or word.lower() in particles() for word in words)


def _capital(word: str) -> bool:
    word = word.lstrip("“\"'(‘")
    return bool(word) and (
        word[0].isupper() or (word[0].isalpha() and not word[0].islower()) or word[0] == "ʻ"
    )


def split_names(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """The spans of single names in `text`, shifted by `start`; parts that are no names are left out."""
    position = 0
    for joint in [*join().finditer(text), None]:
        end = joint.start() if joint else len(text)
        part = whereabouts().sub("", text[position:end])
        begin = position + len(part) - len(part.lstrip())
        stop = position + len(part.rstrip())
        if stop > begin and is_name(text[begin:stop]):
            yield start + begin, start + stop
        position = joint.end() if joint else end


def people_and_houses(text: str, start: int = 0) -> Iterator[tuple[str, int, int]]:
    """What `split_names` finds, as `names` or `organization`: a house is no person, and a job is nobody.

    A house is an agency of the lists, a sign of capitals beside a name that has others (`Ann Poe, CNN`), or what
    follows a name in the same part (`ANN POE Associated Press`).
    """
    spans = list(split_names(text, start))
    parts = [text[low - start : high - start] for low, high in spans]
    plain = any(" " in part and not part.isupper() for part in parts)
    for (low, high), part in zip(spans, parts, strict=True):
        words = part.split()
        if _is_house(part) or (plain and SIGN.fullmatch(part)):
            yield "organization", low, high
            continue
        if words[0].lower() in BY_WORDS and _is_house(" ".join(words[1:])):
            yield "organization", high - len(part.split(None, 1)[1]), high
            continue
        if SIGN.fullmatch(words[0]) and _is_house(words[0]):
            yield "organization", low, low + len(words[0])
            continue
        if words[-1].lower() in _jobs():
            continue
        house = next(
            (" ".join(words[at:]) for at in range(2, len(words)) if _is_house(" ".join(words[at:]))), ""
        )
        if house and part.endswith(house):
            yield "names", low, low + len(part[: -len(house)].rstrip())
            yield "organization", high - len(house), high
        else:
            yield "names", low, high


def _is_house(text: str) -> bool:
    """Is this an agency or a wire of the lists, with or without an article, in any case?"""
    name = text.casefold()
    return bool(name) and name.removeprefix("the ") in _houses()


@cache
def _houses() -> frozenset[str]:
    return frozenset(name.casefold().removeprefix("the ") for name in wires())


@cache
def _jobs() -> frozenset[str]:
    """The last words of what people who make news are called beside their names, in lower case."""
    return frozenset(job.split()[-1].lower() for job in shipped_list("jobs"))


@lru_cache(NAMES_REMEMBERED)  # a line is asked about in every round
def all_names(text: str) -> bool:
    """Does the text consist of names and the words that join them?"""
    covered = list(split_names(text))
    if not covered:
        return False
    parts = [part for part in join().split(text) if part and part.strip()]
    return len(parts) == len(covered)


@cache
def agencies() -> frozenset[str]:
    """News agencies as they write themselves, some of them in small letters."""
    return frozenset(shipped_list("agency"))


def is_plausible(fact: str, text: str) -> bool:
    """Can this text be that fact? Names must be names, cities and wires known; places begin with a capital."""
    if fact == "names":
        return all_names(text)
    if fact == "credit":
        return len(text) <= LONGEST_CREDIT and DESKS.fullmatch(text) is None
    if fact == "caption":
        least = SHORTEST_IN_EAST_ASIA if text[:1] > EAST_ASIA else SHORTEST_CAPTION
        return len(text) >= least and not text.endswith(":")
    if fact == "city":
        return is_city(text)
    if fact == "wire":
        return is_wire(text)
    if fact == "place" and is_nowhere(text):
        return False
    if fact in ("place", "organization"):
        return bool(text) and (not text[0].islower() or text in agencies())
    return True
