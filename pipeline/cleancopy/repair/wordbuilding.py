"""How words are built: whether some could not be words in any language, before a page is blamed and after."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from cleancopy.repair.language import alphabets, likely_languages, one_alphabet, other_alphabets, recognised
from cleancopy.repair.later import compiled
from cleancopy.repair.sieve import Sieve

# A symbol, or a capital letter, inside a word; letters of two alphabets in one word. (The small letters of other
# alphabets are left out there: nothing but Latin letters beside them would be odd, which `BESIDE_LATIN` looks for.)
SIGNS = r"\x{a1}-\x{ac}\x{ae}-\x{bf}"
BULLETS = r"\x{2020}-\x{2022}"
SMALL = r"[a-z\x{df}-\x{f6}\x{f8}-\x{ff}]"
LATIN = r"[A-Za-z\x{c0}-\x{24f}]"
# Of the letters of Greek, Cyrillic, Hebrew and Arabic all but the small ones, and the signs among them.
OTHERS = r"[\x{370}-\x{3b0}\x{3cf}-\x{42f}\x{450}-\x{5cf}\x{5eb}-\x{61f}\x{64b}-\x{7ff}]"
DRAWN, BESIDE_DRAWN = r"[\x{2500}-\x{25ff}]", r"[A-Za-z\x{400}-\x{4ff}]"
SEVERAL_SIGNS = rf"[{SIGNS}\x{{2500}}-\x{{25ff}}\x{{402}}-\x{{40f}}\x{{452}}-\x{{45f}}]"
ODDLY_BUILT = "|".join(
    (
        rf"{SMALL}[{SIGNS}{BULLETS}\x{{80}}-\x{{9f}}\x{{c0}}-\x{{de}}\x{{f7}}\x{{152}}\x{{160}}\x{{178}}\x{{17d}}\x{{192}}\x{{2c6}}"
        rf"\x{{2dc}}\x{{201a}}\x{{201c}}-\x{{201e}}\x{{2030}}\x{{2039}}\x{{203a}}\x{{20ac}}\x{{2122}}\x{{2200}}-\x{{25ff}}]{SMALL}",
        f"{OTHERS}{LATIN}|{LATIN}{OTHERS}",
        r"[\x{430}-\x{45f}][\x{400}-\x{42f}]|[\x{3b1}-\x{3ce}][\x{391}-\x{3ab}]",
        f"{DRAWN}{BESIDE_DRAWN}|{BESIDE_DRAWN}{DRAWN}",
        # A sign or a digit of Thai behind a Latin letter, a letter between two; words of both stand side by side.
        r"[a-z](?:[\x{e31}\x{e34}-\x{e3a}\x{e47}-\x{e5b}]|[\x{e00}-\x{e7f}][a-z])",
        rf"[{SIGNS}{BULLETS}\x{{80}}-\x{{9f}}]{{2}}|[\x{{c0}}-\x{{ff}}]{{4}}|{SEVERAL_SIGNS}{{3}}",
    )
)
LETTERS_OF_OTHERS = r"[\x{370}-\x{7ff}]"
BESIDE_LATIN = f"{LATIN}{LETTERS_OF_OTHERS}|{LETTERS_OF_OTHERS}{LATIN}"
# Every odd word holds one of these: a letter of an alphabet, a symbol, a sign where no text has it.
MAY_BE_ODD = (
    r"[\x{80}-\x{9f}\x{a1}-\x{7ff}\x{e00}-\x{e7f}\x{2014}\x{201a}\x{201c}-\x{201e}\x{2020}-\x{2022}\x{2026}\x{2030}\x{2039}\x{203a}"
    r"\x{20ac}\x{2122}\x{2200}-\x{25ff}]"
)
# A sign at the end of a word where news writes none.
AT_END = (
    r"[a-z][\x{a1}-\x{a3}\x{b3}\x{ba}\x{be}\x{df}\x{192}\x{2c6}\x{2014}\x{2020}-\x{2022}\x{2026}\x{2030}]"
    r"(?: [a-z]|[,.\"'])"
)
MAY_BE_LETTERS = r"[\x{aa}\x{b5}\x{ba}\x{c0}-\x{5ff}]"
SYMBOLS, ODD, MIXED, AT_ENDS, LETTERS = (1 << number for number in range(5))


@cache
def sieve() -> Sieve:
    """The expressions for what makes words odd, in that order."""
    return Sieve((MAY_BE_ODD, ODDLY_BUILT, BESIDE_LATIN, AT_END, MAY_BE_LETTERS))


def signs_in(text: str) -> int:
    """Which of them a text holds, as those bits."""
    return sieve().hits(text.encode("utf-8", "surrogatepass"))


def looks_odd(text: str) -> bool:
    """Whether some word is built as no language builds words, or the letters are not those of the text's languages."""
    around = surroundings(text)
    signs = signs_in(around)
    if signs & ODD or not signs & SYMBOLS:
        return signs & ODD != 0
    if not signs & MIXED and signs & LETTERS and is_plainly_written(around):
        return False
    letters = letters_before_arabic(around) if signs & LETTERS else frozenset()
    if not letters:
        return signs & AT_ENDS != 0
    small = frozenset(char.lower() for char in letters if len(char.lower()) == 1)
    latin = frozenset(letter for letter in small if letter < "\u0250")
    if not one_alphabet(small) or signs & MIXED:
        return True
    if not latin:
        return False
    if FOR_A_SIGN.search(around) is not None:
        return True
    languages = likely_languages(text)
    return bool(languages) and not any(latin <= alphabets()[language] for language in languages[:2])


def letters_before_arabic(text: str) -> frozenset[str]:
    """The letters beyond ASCII and before Arabic."""
    return frozenset(char for char in set(text) if "\x80" <= char < FIRST_ARABIC and char.isalpha())


FIRST_ARABIC = "\u0600"


def is_plainly_written(text: str) -> bool:
    """Whether all words, none of which is built oddly, are of letters that one language in another alphabet has."""
    letters = letters_before_arabic(text.lower())
    return bool(letters) and any(map(letters.issubset, other_alphabets()))


def is_oddly_built(words: str) -> bool:
    """Whether one of the words has a sign or a letter where no language has one."""
    return signs_in(words) & (ODD | MIXED) != 0


# (A class in front, which the search jumps to; behind a `+` it would try every letter.)
RUN = compiled("[^\x00-\x7f][^\x00-\x7f]*")
# A mixup concerns all of a text: so many characters tell of it.
SURROUNDINGS_AT_MOST = 700


def surroundings(text: str) -> str:
    """The characters beyond ASCII, each run with the few characters before and behind it, a line each.

    Where most characters are beyond it, simply the beginning of the text.
    """
    start = text[:SURROUNDINGS_AT_MOST]
    if 2 * len(start.encode("ascii", "ignore")) < len(start):
        return start
    pieces = []
    length = 0
    for match in RUN.finditer(text):
        first, last = match.span()
        piece = text[first - 2 if first > 2 else 0 : last + 4]
        pieces.append(piece)
        length += len(piece)
        if length > SURROUNDINGS_AT_MOST:
            break
    return "\n".join(pieces)


# A letter with an accent where English and German have a sign: `don\u00edt`, ` \u00fb `, `\u00f4blue wall\u00f6`.
FOR_A_SIGN = compiled(
    "(?<=[a-z])[\u00c0-\u00ff](?=(?:s|t|re|ve|ll|d|m)(?![^\\W_]))"
    "|(?<![^ ])[\u00df-\u00ff](?![^ ])|(?<![^ ])[\u00d0-\u00ff][a-z]{2,}"
)


# A sign between two letters, where words have none: but for the dash of English (`sources—they`), for the apostrophe of
# `don't`, `l'eau` and `Türkiye'nin`, in Cyrillic, and for the dot of Catalan.
SIGN_IN_WORD = compiled(
    "[\u02c6-\u02dd\ufb00-\ufb06\u00a1-\u00a9\u00ab-\u00b4\u00b6\u00b8\u00b9\u00bb-\u00bf\u2013\u2018-\u203a\u20ac\u2122\u2200-\u25ff\x80-\x9f]"
    "(?<=[^\\W\\d_].)(?=[^\\W\\d_])"
)
APOSTROPHE = compiled(
    "[^\\W\\d_]\u2019(?:s|t|re|ve|ll|d|m)(?![^\\W_])"
    "|(?<![^\\W_])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|aujourd|un|all|d[ae]ll|nell|sull|quest|quell|O)\u2019"
    "|(?<![^\\W_])[A-Z\u00c0-\u00de\u0130\u015e][^\\W\\d_]+\u2019"
    "(?:[dt][ae]n?|[nyl]?[\u0131iu\u00fcae]n?|n[\u0131iu\u00fc]n|l[ae]r\\w*|y?l[ae]|s[\u0131iu\u00fc]|[c\u00e7][ae])(?![^\\W_])"
    "|[\u0400-\u04ff\u0590-\u07ff]\u2019[\u0400-\u04ff\u0590-\u07ff]",
    re.I,
)
# The dash between words is English; elsewhere it stands between spaces.
EM_DASH = compiled("\u2014(?<=[^\\W\\d_].)(?=[^\\W\\d_])")
# Of the changed words so many may be ill built all the same.
ILL_BUILT_SHARE = 0.1


def well_built(words: list[str], after: Sequence[str], english: bool) -> bool:
    """Whether the changed words are built as words are: signs stand around them, not in them."""
    moved = [new for word, new in zip(words, after, strict=True) if new != word]
    joined = "\n".join(moved)
    if SIGN_IN_WORD.search(joined) is None and (english or EM_DASH.search(joined) is None):
        return True
    ill = sum(1 for word in moved if is_ill_built(word, english))
    return ill <= ILL_BUILT_SHARE * len(moved)


def is_ill_built(word: str, english: bool) -> bool:
    """Whether a sign stands between two letters of a word where no language writes one."""
    if not english and EM_DASH.search(word) is not None:
        return True
    return SIGN_IN_WORD.search(APOSTROPHE.sub(" ", word)) is not None


# So many different words with letters that their language lacks are no names.
OUTSIDERS = 3


def has_outsiders(text: str, words: list[str]) -> bool:
    """Whether several words hold letters that the language which the text is surely written in does not have.

    It is asked for, which costs most, only where they are outside of a language that the commonest words speak for.
    """
    likely = likely_languages(text)
    if likely and not any(are_outside(words, language) for language in likely):
        return False
    language = recognised(text[:LETTERS_TO_RECOGNISE])
    return bool(language) and are_outside(words, language)


def are_outside(words: list[str], language: str) -> bool:
    """Whether several of the words hold letters that the language does not have."""
    alphabet = alphabets()[language]
    strangers = {char for char in set("".join(words).lower()) - alphabet if char > "\x7f" and char.isalpha()}
    return bool(strangers) and sum(1 for word in words if not strangers.isdisjoint(word.lower())) >= OUTSIDERS


LETTERS_TO_RECOGNISE = 600
