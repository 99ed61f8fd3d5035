"""Text whose letters and signs beyond ASCII stand where its language has them: no page was taken for another there."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cleancopy.repair.language import LATIN, LETTERS_READ, alphabets, likely_languages
from cleancopy.repair.later import compiled
from cleancopy.repair.letters import ANY, STEPS, Letters, alphabet_of, script_of
from cleancopy.repair.likelihood import DASHES, IN_PLACE, in_place

# A character beyond ASCII with the one before and the one behind it, as one string.
TRIPLE = compiled("[^\x00-\x7f](?=.(?<=(...)))", re.DOTALL)
# The words that a mixup is judged by have about so many such characters.
ENOUGH = 30
# With fewer characters of ASCII than this share the text is in another alphabet.
LATIN_SHARE = 0.5
BEYOND_ASCII = bytes(range(0x80, 0x100))
# What a letter may cost in nats behind the one before, and the one behind it, in its language: names and foreign words
# cost more, so a few of the places may. In sound German, French, Spanish, Turkish, Polish and Swedish news 0 to 6 of
# 100 places do, in news of those languages whose pages were taken for others 30 and more.
RARE = 7.5
STRANGE_SHARE = 0.1
PLACES_TO_EXCUSE = 4
# With letters that the language lacks in so many places one looks closer, as `has_outsiders` does.
OUTSIDERS = 3
USUAL, RARELY, OUTSIDE, STRANGE = "usual", "rarely", "outside", "strange"
# So many different letters tell the language, in so many places; else its commonest words do.
LETTERS_TO_TELL, PLACES_TO_TELL = 2, 6
# Signs that stand between words and beside numbers, and the raised letters of ordinal numbers.
SIGNS = frozenset(
    "\N{EURO SIGN}\N{POUND SIGN}\N{SECTION SIGN}\N{COPYRIGHT SIGN}\N{REGISTERED SIGN}\N{DEGREE SIGN}\N{MIDDLE DOT}"
    "\N{BULLET}\N{TRADE MARK SIGN}\N{NO-BREAK SPACE}\N{NUMERO SIGN}"
    "\N{INVERTED QUESTION MARK}\N{INVERTED EXCLAMATION MARK}"
)
APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
QUOTES_AND_DOTS = IN_PLACE - frozenset(DASHES)
ORDINALS = frozenset("\N{FEMININE ORDINAL INDICATOR}\N{MASCULINE ORDINAL INDICATOR}")
# What stands beside a letter that is none: the edge of a word.
EDGE = 0
# So many places are remembered for a language; news has some hundred in an article, and mostly the same ones.
REMEMBERED = 30_000


def is_usual(text: str) -> bool:
    """Whether the text is in a language known by its letters or commonest words, and all stands as it does there."""
    start = text[:LETTERS_READ]
    plain = len(start.encode("utf-8", "surrogatepass").translate(None, BEYOND_ASCII))
    if plain < LATIN_SHARE * len(start):
        return False
    places = set(TRIPLE.findall(f" {text if len(start) - plain < ENOUGH else start} "))
    if len(places) >= PLACES_TO_TELL and any(
        are_all_but_few(places, language)
        for language in languages_with_letters(frozenset([one[1] for one in places]))
    ):
        return True
    likely = likely_languages(text)
    return bool(likely) and are_all_but_few(places, likely[0])


def are_all_but_few(places: set[str], language: str) -> bool:
    """Whether so few of the places are not usual in the language that names and foreign words explain them.

    Among several usual places one where a letter of the language stands rarely is no sign of anything.
    """
    known = usual_places(language)
    outside = strange = rarely = 0
    for one in places - known:
        told = place(one, language)
        if told == USUAL:
            known.add(one)
        rarely += told == RARELY
        outside += told == OUTSIDE
        strange += told == STRANGE
        if outside >= OUTSIDERS or outside + strange > STRANGE_SHARE * len(places):
            return False
    if len(known) > REMEMBERED:
        known.clear()
    if outside + strange + rarely <= STRANGE_SHARE * len(places):
        return True
    return rarely == 1 and not outside + strange and len(places) >= PLACES_TO_EXCUSE


@lru_cache(maxsize=1024)
def languages_with_letters(chars: frozenset[str]) -> tuple[str, ...]:
    """The languages in Latin script that have all letters among these characters; none for letters too few to tell."""
    small = frozenset(char.lower() for char in chars if char.isalpha() and len(char.lower()) == 1)
    if len(small) < LETTERS_TO_TELL:
        return ()
    return tuple(language for language, letters in latin_alphabets().items() if small <= letters)


@cache
def latin_alphabets() -> dict[str, frozenset[str]]:
    """The letters beyond ASCII of each language in Latin script."""
    return {language: letters for language, letters in alphabets().items() if script_of(language) == LATIN}


@cache
def usual_places(language: str) -> set[str]:
    """The usual places met so far in a language: an answer to a question that nothing else decides."""
    return set()


@lru_cache(maxsize=20_000)
def place(around: str, language: str) -> str:
    """Whether the language has a character between these two, or rarely, or any other language does, or none."""
    before, char, behind = tuple(around)
    if char in QUOTES_AND_DOTS:
        inside = before.isalpha() and behind.isalpha()
        return STRANGE if inside and char != APOSTROPHE else USUAL
    if not char.isalpha():
        return USUAL if is_usual_sign(char, before, behind) else STRANGE
    letters = alphabet_of(language)
    if fits(char, before, behind, letters):
        return USUAL
    if stands_rarely(char, before, behind, letters):
        return RARELY
    if fits(char, before, behind, alphabet_of(ANY)):
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


def stands_rarely(char: str, before: str, behind: str, letters: Letters) -> bool:
    """Whether a letter of the language stands beside another one, both its own, though hardly ever so."""
    around = [one for one in (before, behind) if one.isalpha()]
    return (
        bool(around)
        and not (before.islower() and char.isupper())
        and not (char.isupper() and behind.islower() and before.isupper())
        and all(number(one, letters) is not None for one in (char, *around))
    )


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
