"""Text whose letters and signs beyond ASCII stand where its language has them: no page was taken for another there."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cleancopy.repair.language import LETTERS_READ, likely_languages
from cleancopy.repair.later import compiled
from cleancopy.repair.letters import ANY, STEPS, Letters, every_language
from cleancopy.repair.likelihood import DASHES, IN_PLACE, in_place
from cleancopy.repair.sieve import Searcher, code, none_of, one_of

# A character beyond ASCII with the one before and the one behind it; found in the order own, before, behind.
TRIPLE = compiled("([^\x00-\x7f])(?<=(.).)(?=(.))", re.DOTALL)
# The words that a mixup is judged by have about so many such characters.
ENOUGH = 30
# With fewer characters of ASCII than this share the text is in another alphabet.
LATIN_SHARE = 0.5
# What a letter may cost in nats behind the one before, and the one behind it, in its language: names and foreign words
# cost more, so a few of the places may. In sound German, French, Spanish, Turkish, Polish and Swedish news 0 to 6 of
# 100 places do, in news of those languages whose pages were taken for others 30 and more.
RARE = 7.5
STRANGE_SHARE = 0.1
# With letters that the language lacks in so many places one looks closer, as `has_outsiders` does.
OUTSIDERS = 3
USUAL, OUTSIDE, STRANGE = "usual", "outside", "strange"
# Signs that stand between words and beside numbers, and the raised letters of ordinal numbers.
SIGNS = frozenset(
    "\N{EURO SIGN}\N{POUND SIGN}\N{SECTION SIGN}\N{COPYRIGHT SIGN}\N{REGISTERED SIGN}\N{DEGREE SIGN}\N{MIDDLE DOT}"
    "\N{BULLET}\N{TRADE MARK SIGN}\N{NO-BREAK SPACE}\N{NUMERO SIGN}"
    "\N{INVERTED QUESTION MARK}\N{INVERTED EXCLAMATION MARK}"
)
APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
QUOTES_AND_DOTS = IN_PLACE - frozenset(DASHES)
ORDINALS = frozenset("\N{FEMININE ORDINAL INDICATOR}\N{MASCULINE ORDINAL INDICATOR}")
SPACES = "\t\n\r \N{NO-BREAK SPACE}"
# What stands beside a letter that is none: the edge of a word.
EDGE = 0
# So many places that may not be usual are looked at one by one. The others are counted as far as they most likely
# suffice, most of them being different.
LOOKED_AT, TWICE = 8, 2


def is_usual(text: str) -> bool:
    """Whether the text is in a language known by its commonest words, and its characters stand as they do in it."""
    start = text[:LETTERS_READ]
    plain = len(start.encode("ascii", "ignore"))
    if plain < LATIN_SHARE * len(start):
        return False
    likely = likely_languages(text)
    if not likely:
        return False
    read = f" {text if len(start) - plain < ENOUGH else start} "
    unusual = unusual_places(read, likely[0])
    if unusual is None:
        every = set(TRIPLE.findall(read))
        return are_all_but_few(every, likely[0])
    found = [place(*one, likely[0]) for one in unusual]
    if found.count(OUTSIDE) >= OUTSIDERS:
        return False
    rare = len(found) - found.count(USUAL)
    reach = int(rare / STRANGE_SHARE * len(start) / max(len(start) - plain, 1) * TWICE)
    return rare == 0 or any(
        are_few(found, len(set(TRIPLE.findall(read, 0, end)))) for end in (reach, len(read))
    )


def are_few(places: list[str], distinct: int) -> bool:
    """Whether so few of these places are not usual that names and foreign words explain them."""
    outside, strange = places.count(OUTSIDE), places.count(STRANGE)
    return outside < OUTSIDERS and outside + strange <= STRANGE_SHARE * distinct


def are_all_but_few(places: set[tuple[str, str, str]], language: str) -> bool:
    """Whether so few of the places are not usual in the language, as soon as it is told that more are."""
    outside = strange = 0
    for one in places:
        told = place(*one, language)
        if told != USUAL:
            outside += told == OUTSIDE
            strange += told == STRANGE
            if outside >= OUTSIDERS or outside + strange > STRANGE_SHARE * len(places):
                return False
    return True


def unusual_places(text: str, language: str) -> set[tuple[str, str, str]] | None:
    """The characters beyond ASCII that may not stand as they do in the language, each with those beside it.

    None where they are so many that looking at every character is quicker.
    """
    data = text.encode("utf-8", "surrogatepass")
    found: set[tuple[str, str, str]] = set()
    read = place = 0
    for number, (start, end) in enumerate(unusual_in(language).spans(data)):
        if number == LOOKED_AT:
            return None
        place += len(data[read:start].decode("utf-8", "surrogatepass"))
        length = len(data[start:end].decode("utf-8", "surrogatepass"))
        # (What begins inside of this place concerns the character behind it as well.)
        for index in range(max(1, place), min(place + length + 1, len(text) - 1)):
            if text[index] > "\x7f":
                found.add((text[index], text[index - 1], text[index + 1]))
        read, place = end, place + length
    return found


@cache
def unusual_in(language: str) -> Searcher:
    """What is looked for: letters beside others that they are rare beside, signs where they have no place, strangers.

    What stands beside a letter and is neither one of the language nor a usual sign is taken for rare as well.
    """
    letters = every_language()[language]
    every = {**letters.index, **letters.capitals}
    beyond = sorted(letter for letter in every if letter > "\x7f")
    edges = "".join(char for char in (*map(chr, range(0x80)), *SIGNS, *IN_PLACE) if not char.isalpha())
    plain = "".join(char for char in (*every, *map(chr, range(0x80))) if char.isalnum())
    known = {**dict.fromkeys(edges, EDGE), **every}
    rare = [f"{none_of(known)}{one_of(beyond)}|{one_of(beyond)}{none_of(known)}"] if beyond else []
    small = frozenset(char for char in every if char.islower())
    costs, size, most = letters.costs, letters.size, RARE * STEPS
    for letter in beyond:
        own = every[letter]
        before = {char for char, number in known.items() if costs[number * size + own] > most}
        behind = [char for char, number in known.items() if costs[own * size + number] > most]
        before |= small if letter.isupper() else set()
        rare += [f"{one_of(before)}{code(letter)}"] if before else []
        rare += [f"{code(letter)}{one_of(behind)}"] if behind else []
    inside = one_of((*SIGNS, *QUOTES_AND_DOTS - {APOSTROPHE}))
    no_edge, spaces, dashes = none_of(edges), one_of(SPACES), one_of(DASHES)
    signs = (
        f"{no_edge}{inside}{no_edge}",
        f"{none_of(plain + SPACES)}{dashes}|{spaces}{dashes}{none_of(SPACES)}|{one_of(plain)}{dashes}{none_of(plain)}",
        none_of((*beyond, *SIGNS, *IN_PLACE, *map(chr, range(0x80)))),
    )
    return Searcher("|".join((*rare, *signs)))


@lru_cache(maxsize=20_000)
def place(char: str, before: str, behind: str, language: str) -> str:
    """Whether the language has that character between those, or any other language does, or none."""
    if char in QUOTES_AND_DOTS:
        inside = before.isalpha() and behind.isalpha()
        return STRANGE if inside and char != APOSTROPHE else USUAL
    if not char.isalpha():
        return USUAL if is_usual_sign(char, before, behind) else STRANGE
    if fits(char, before, behind, every_language()[language]):
        return USUAL
    if fits(char, before, behind, every_language()[ANY]):
        return OUTSIDE
    return STRANGE


def is_usual_sign(char: str, before: str, behind: str) -> bool:
    """Whether a sign stands where signs of its kind stand."""
    if char in DASHES:
        return in_place(before + char + behind, 1)
    if char in ORDINALS:
        return before.isdigit() or before == "."
    return char in SIGNS and not (before.isalpha() and behind.isalpha())


def fits(char: str, before: str, behind: str, letters: Letters) -> bool:
    """Whether a letter is not rare between those in the language of that table."""
    return follows(char, before, letters) and not is_rare(char, behind, letters)


def follows(char: str, before: str, letters: Letters) -> bool:
    """Whether a letter is not rare behind that one: no capital stands behind a small letter."""
    return not (before.islower() and char.isupper()) and not is_rare(before, char, letters)


def is_rare(first: str, second: str, letters: Letters) -> bool:
    """Whether a letter is rare behind the other one in the language, or one of them is none of its letters."""
    one, other = number(first, letters), number(second, letters)
    if one is None or other is None:
        return True
    return letters.costs[one * letters.size + other] > RARE * STEPS


def number(char: str, letters: Letters) -> int | None:
    """The number of a letter in the table, of a capital as of a small one; None for a letter that it lacks."""
    if not char.isalpha():
        return EDGE
    return letters.index.get(char, letters.capitals.get(char))
