"""How words are built: whether some could not be words in any language, before a page is blamed and after."""

from __future__ import annotations

import re

from cleancopy.repair.language import alphabets, likely_languages, one_alphabet, other_alphabets, recognised

# A symbol, or a capital letter, inside a word; letters of two alphabets in one word.
# (Each alternative begins behind its first character, so that the search jumps from one of these to the next. The
# small letters of other alphabets are left out there: nothing but Latin letters beside them would be odd, which
# `BESIDE_LATIN` looks for.)
IN_WORD = re.compile(
    "[\x80-\x9f\u00a1-\u03b0\u03cf-\u042f\u0450-\u05cf\u05eb-\u061f\u064b-\u07ff"
    "\u201a\u201c-\u201e\u2020-\u2022\u2030\u2039\u203a\u20ac\u2122\u2200-\u25ff](?:"
    "(?<=[a-z\u00df-\u00f6\u00f8-\u00ff][\u00a1-\u00ac\u00ae-\u00bf\u00d7\u00f7\u0192\u02c6\u02dc\u2020-\u2022\u2030\u20ac"
    "\u2122\u2200-\u25ff\u201a\u201e\u201d\u201c\u2039\u203a\u00c0-\u00de\u0160\u0152\u017d\u0178\x80-\x9f])"
    "(?=[a-z\u00df-\u00f6\u00f8-\u00ff])"
    "|(?<=[\u0370-\u07ff])(?=[A-Za-z\u00c0-\u024f])|(?<=[A-Za-z\u00c0-\u024f][\u0370-\u07ff])"
    "|(?<=[\u0430-\u045f][\u0400-\u042f])"
    "|(?<=[\u2500-\u25ff])(?=[A-Za-z\u0400-\u04ff])|(?<=[A-Za-z\u0400-\u04ff][\u2500-\u25ff])"
    "|(?<=[\u00a1-\u00ac\u00ae-\u00bf\x80-\x9f\u2020-\u2022])[\u00a1-\u00ac\u00ae-\u00bf\x80-\x9f\u2020-\u2022]"
    "|(?<=[\u00c0-\u00ff])[\u00c0-\u00ff]{3}|(?<=[\u03b1-\u03ce][\u0391-\u03ab])"
    "|(?<=[\u00a1-\u00ac\u00ae-\u00bf\u2500-\u25ff\u0402-\u040f\u0452-\u045f])"
    "[\u00a1-\u00ac\u00ae-\u00bf\u2500-\u25ff\u0402-\u040f\u0452-\u045f]{2}"
    ")"
)
BEYOND_LATIN = re.compile("[\u0370-\u07ff]")
BESIDE_LATIN = re.compile("[A-Za-z\u00c0-\u024f](?:(?=[\u0370-\u07ff])|(?<=[\u0370-\u07ff].))", re.DOTALL)
# Every odd word holds one of these: a letter of an alphabet, a symbol, a sign where no text has it.
MAY_BE_ODD = re.compile(
    "[\x80-\x9f\u00a1-\u07ff\u2014\u201a\u201c-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac\u2122\u2200-\u25ff]"
)


BEFORE_ARABIC = re.compile("[\x80-\u05ff]")


def looks_odd(text: str) -> bool:
    """Whether some word is built as no language builds words, or the letters are not those of the text's languages."""
    around = surroundings(text)
    if MAY_BE_ODD.search(around) is None or is_plainly_written(around):
        return False
    letters = frozenset(filter(str.isalpha, set(BEFORE_ARABIC.findall(around))))
    if IN_WORD.search(around) is not None:
        return True
    if not letters:
        return AT_END.search(around) is not None
    small = frozenset(char.lower() for char in letters if len(char.lower()) == 1)
    latin = frozenset(letter for letter in small if letter < "\u0250")
    if not one_alphabet(small) or is_beside_latin(around):
        return True
    if not latin:
        return False
    if FOR_A_SIGN.search(around) is not None:
        return True
    languages = likely_languages(text)
    return bool(languages) and not any(latin <= alphabets()[language] for language in languages[:2])


# The languages in other alphabets than the Latin one whose letters a word consists of, as bits, if it is built as words
# are; of so many words.
known_words: dict[str, int] = {}
WORDS_REMEMBERED = 30_000


def is_plainly_written(text: str) -> bool:
    """Whether all words are built as words are, and of letters that one language in another alphabet has."""
    words = set(text.split())
    writers = -1
    for own in set(map(known_words.get, words)):
        writers &= own or 0
    if writers:
        return True
    writers = writers_of(text)
    if not writers:
        return False
    if len(known_words) + len(words) > WORDS_REMEMBERED:
        known_words.clear()
    for word in words:
        known_words[word] = known_words.get(word, 0) | writers
    return True


def writers_of(text: str) -> int:
    """The languages in other alphabets that have all letters of the text, as bits; none where a word is built oddly."""
    letters = frozenset(filter(str.isalpha, set(BEFORE_ARABIC.findall(text.lower()))))
    if not letters or IN_WORD.search(text) is not None or is_beside_latin(text):
        return 0
    return sum(1 << rank for rank, alphabet in enumerate(other_alphabets()) if letters <= alphabet)


def is_oddly_built(words: str) -> bool:
    """Whether one of the words has a sign or a letter where no language has one."""
    return IN_WORD.search(words) is not None or is_beside_latin(words)


def is_beside_latin(words: str) -> bool:
    """Whether a letter of another alphabet stands beside a Latin one."""
    return BEYOND_LATIN.search(words) is not None and BESIDE_LATIN.search(words) is not None


RUN = re.compile("[^\x00-\x7f]+")
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
        piece = text[max(0, match.start() - 2) : match.end() + 4]
        pieces.append(piece)
        length += len(piece)
        if length > SURROUNDINGS_AT_MOST:
            break
    return "\n".join(pieces)


# A sign at the end of a word where news writes none.
AT_END = re.compile(
    "(?<=[a-z])[\u2026\u00a1\u00a2\u00a3\u2014\u2030\u2021\u02c6"
    "\u2020\u2022\u00b3\u00be\u00ba\u00df\u0192](?: [a-z]|[,.\"'])"
)
# A letter with an accent where English and German have a sign: `don\u00edt`, ` \u00fb `, `\u00f4blue wall\u00f6`.
FOR_A_SIGN = re.compile(
    "(?<=[a-z])[\u00c0-\u00ff](?=(?:s|t|re|ve|ll|d|m)(?![^\\W_]))"
    "|(?<![^ ])[\u00df-\u00ff](?![^ ])|(?<![^ ])[\u00d0-\u00ff][a-z]{2,}"
)


# A sign between two letters, where words have none: but for the dash of English (`sources—they`), for the apostrophe of
# `don't`, `l'eau` and `Türkiye'nin`, in Cyrillic, and for the dot of Catalan.
SIGN_IN_WORD = re.compile(
    "(?<=[^\\W\\d_])[\u02c6-\u02dd\ufb00-\ufb06\u00a1-\u00a9\u00ab-\u00b4\u00b6\u00b8\u00b9\u00bb-\u00bf\u2013\u2018-\u203a\u20ac\u2122\u2200-\u25ff\x80-\x9f]"
    "(?=[^\\W\\d_])"
)
APOSTROPHE = re.compile(
    "[^\\W\\d_]\u2019(?:s|t|re|ve|ll|d|m)(?![^\\W_])"
    "|(?<![^\\W_])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|aujourd|un|all|d[ae]ll|nell|sull|quest|quell|O)\u2019"
    "|(?<![^\\W_])[A-Z\u00c0-\u00de\u0130\u015e][^\\W\\d_]+\u2019"
    "(?:[dt][ae]n?|[nyl]?[\u0131iu\u00fcae]n?|n[\u0131iu\u00fc]n|l[ae]r\\w*|y?l[ae]|s[\u0131iu\u00fc]|[c\u00e7][ae])(?![^\\W_])"
    "|[\u0400-\u04ff\u0590-\u07ff]\u2019[\u0400-\u04ff\u0590-\u07ff]",
    re.I,
)
# The dash between words is English; elsewhere it stands between spaces.
EM_DASH = re.compile("(?<=[^\\W\\d_])\u2014(?=[^\\W\\d_])")
# Of the changed words so many may be ill built all the same.
ILL_BUILT_SHARE = 0.1


def well_built(words: list[str], table: dict[int, str], english: bool) -> bool:
    """Whether the changed words are built as words are: signs stand around them, not in them."""
    moved = [after for word in words if (after := word.translate(table)) != word]
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
