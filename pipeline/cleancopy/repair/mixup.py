"""One code page taken for another: each byte became a character, only the wrong one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from cleancopy.repair.changing import LETTERS_AT_MOST, changes
from cleancopy.repair.draft import NO_EXPLANATION, Explanation
from cleancopy.repair.everywhere import cheapest
from cleancopy.repair.language import (
    alphabets,
    likely_languages,
    likely_tables,
    recognised,
)
from cleancopy.repair.later import compiled
from cleancopy.repair.letters import ANY, LAST_LATIN, Letters, alphabet_of, every_language, frequent_words
from cleancopy.repair.lexicon import LONG, made_common, may_be_told_by_words, told_by_words
from cleancopy.repair.likelypairs import characters
from cleancopy.repair.marks import CLOSING, OPENING, told_by_marks
from cleancopy.repair.native import is_natural
from cleancopy.repair.pagepairs import READ_IN, reread, translated, translation
from cleancopy.repair.pages import ONE_BYTE_PAGES
from cleancopy.repair.price import words_in
from cleancopy.repair.pricedwords import (
    DOUBLE_QUOTES,
    EDGES,
    QUOTE_WITHIN,
    SPLIT,
    USUAL,
    WORDS_IN_SEMI_FINAL,
    any_words_odd,
    judged,
    languages_of,
    letters_of,
    sound_words,
    word_costs,
)
from cleancopy.repair.typed import spelled, unless_typed
from cleancopy.repair.wordbuilding import (
    LETTERS_TO_RECOGNISE,
    RUN,
    has_outsiders,
    is_oddly_built,
)

# So many words that hold the characters in question are judged.
WORDS_AT_MOST = 24

# The odds against a mixup, in nats, and what each changed character must earn on the average.
AGAINST_MIXUP = 7.0
PER_CHARACTER = 2.0
# Signs to draw with are cheap in a row, and earn less.
DRAWN = 0.5
# A word may lose this much and still be changed with the others, as it had been written in the same page; more where
# the others gain much.
WORD_LOSS = 1.0
WORD_LOSS_AT_MOST = 30.0
# Nats a word at which the text as a whole was written in another page, not some words of it.
WHOLLY = 8.0


def mixed_up(text: str) -> Explanation:
    """The pair of pages that explains the words of the text best; no explanation when they explain themselves."""
    return unless_typed(text, by_a_pair(spelled(text)))


def by_a_pair(text: str) -> Explanation:
    """The pair of pages that explains the words of the text best, typed signs apart."""
    if is_natural(text) or not is_of_a_page(text):
        return NO_EXPLANATION
    words = sample(text)
    tables = likely_tables(text)
    found = by_price(text, words, tables) or by_common_words(text, words) or by_marks(text)
    if found is None:
        return NO_EXPLANATION
    gain, read, written, disputed = found
    chain = (f"{ONE_BYTE_PAGES[written]} read as {ONE_BYTE_PAGES[read]}",)
    language = recognised(reread(text[:LETTERS_TO_RECOGNISE], read, written)) or ANY
    tables = [tables[0], tables[-1], alphabet_of(language)]
    loss = WORD_LOSS if gain < WHOLLY * len(words) else WORD_LOSS_AT_MOST
    common = common_by(words, read, written)
    return Explanation(gain, tuple(changes(text, (read, written), tables, chain, loss, disputed, common)))


def is_of_a_page(text: str) -> bool:
    """Whether the first character beyond ASCII, which is in the words to be judged, is in a page text is read in."""
    first = RUN.search(text)
    return first is not None and any(first.group()[0] in characters(read) for read in READ_IN)


# What a pair of pages gains, where text was read and where it was written, and the words that it does not explain
# more clearly than another one.
Found = tuple[float, str, str, frozenset[str]]
NO_WORDS: frozenset[str] = frozenset()


def by_price(text: str, words: list[str], tables: list[Letters]) -> Found | None:
    """The pair of pages that makes the words cheapest, and what it gains; None when they may be sound."""
    if not any_words_odd(words[:WORDS_IN_SEMI_FINAL], [tables[0], tables[-1]]) and not has_outsiders(
        text, words
    ):
        return None
    own = word_costs(words, tables)
    english = likely_languages(text)[:1] == ("en",)
    pairs = judged(words, own, tables, english)
    found = sorted(((with_common_words(one, words), *one[1:]) for one in pairs), reverse=True)
    if not found or found[0][0] < AGAINST_MIXUP:
        return None
    ranked = believable_pairs(found, words, tables)
    if not ranked:
        return None
    disputed = in_dispute(ranked, words)
    return (*ranked[0], disputed) if is_believable(ranked[0], words, disputed, text) else None


def believable_pairs(
    found: Sequence[tuple[float, str, str]], words: list[str], tables: list[Letters]
) -> list[tuple[float, str, str]]:
    """The first of the pairs whose words are words, and those behind it that are nearly as likely."""
    joined = "\n".join(words)
    ranked: list[tuple[float, str, str]] = []
    for one in found:
        if ranked and ranked[0][0] - one[0] >= MARGIN:
            break
        if sound_words(translated(joined, *one[1:]), tables):
            ranked.append(one)
    return ranked


def by_common_words(text: str, words: list[str]) -> Found | None:
    """The pair of pages by which words become common ones of the language that the text is surely written in."""
    if not any(may_be_told_by_words(words, language) for language in likely_languages(text)):
        return None
    language = recognised(text[:LETTERS_TO_RECOGNISE])
    if not language or language not in likely_languages(text):
        return None
    pair = told_by_words(words, language)
    return (AGAINST_MIXUP, *pair, NO_WORDS) if pair and pair != CONTROLS_OF_WINDOWS else None


def by_marks(text: str) -> Found | None:
    """The pair of pages by which letters become quotation marks where nothing else stands."""
    pair = told_by_marks(text)
    return (AGAINST_MIXUP, *pair, NO_WORDS) if pair is not None else None


# What a word counts for, in nats, that becomes one of the commonest with letters beyond ASCII of a language.
COMMON_WORD = 3.0


def common_by(words: list[str], read: str, written: str) -> frozenset[str]:
    """Which of the words become common ones of one language by that pair of pages."""
    return common_among("\n".join(words), read, written)


@lru_cache(maxsize=16)
def common_among(lines: str, read: str, written: str) -> frozenset[str]:
    """The same of words that are given a line each: it is asked several times for the pairs of one text."""
    words, after = lines.split("\n"), translated(lines, read, written)
    languages = [table.language for table in languages_of("".join(after), len(every_language()))]
    return made_common(words, after, languages)


def with_common_words(one: tuple[float, str, str], words: list[str]) -> float:
    """What a pair of pages gains, in nats, with what common words count for, but for a short one alone."""
    gain, read, written = one
    made = common_by(words, read, written)
    tells = len(made) > 1 or any(len(word) >= LONG for word in made)
    return gain + (COMMON_WORD * len(made) if tells else 0.0)


def in_dispute(ranked: list[tuple[float, str, str]], words: list[str]) -> frozenset[str]:
    """The words that a pair of pages nearly as likely as the first one makes other words of."""
    joined = "\n".join(words)
    _, *best = ranked[0]
    rivals = [translated(joined, *one[1:]) for one in ranked[1:]]
    return frozenset(
        word
        for word, after, *others in zip(words, translated(joined, *best), *rivals, strict=True)
        if any(other != after for other in others)
    ) - common_by(words, *best)


def is_believable(
    best: tuple[float, str, str], words: list[str], disputed: frozenset[str], text: str
) -> bool:
    """Whether the likeliest pair of pages explains most words clearly better than the next."""
    gain, read, written = best
    after, table = translated("\n".join(words), read, written), translation(read, written)
    if (read, written) == CONTROLS_OF_WINDOWS or len(disputed) > DISPUTED * len(words):
        return False
    changed = sum(
        DRAWN if "\u2500" <= char < "\u25a0" else 1.0 for word in words for char in word if ord(char) in table
    )
    return gain >= max(AGAINST_MIXUP, PER_CHARACTER * changed) and (
        against_all(words, after, reread(text[:LETTERS_TO_RECOGNISE], read, written))
        or (gain > PLAIN_WORDS and len(common_by(words, read, written)) >= SEVERAL_COMMON)
    )


# This pair turns control characters into signs, and nothing else: a rule of its own, which judges each of them.
CONTROLS_OF_WINDOWS = ("iso8859-1", "cp1252")

# How much likelier the best explanation must be than the next one that gives other words.
MARGIN = 1.5
# Of so many of the words another pair may make as likely other ones.
DISPUTED = 0.15


def sample(text: str) -> list[str]:
    """Words with characters beyond ASCII, each once, cut to a bearable length."""
    words: dict[str, None] = {}
    end = 0
    for match in RUN.finditer(text):
        first, last = match.span()
        if first < end:
            continue
        before = text[first - LETTERS_AT_MOST if first > LETTERS_AT_MOST else 0 : first]
        start = first - (len(before.split()[-1]) if before and not before[-1].isspace() else 0)
        behind = text[first : start + LETTERS_AT_MOST].split()
        word = text[start:first] + behind[0] if behind else text[start:last]
        end = start + max(1, len(word))
        words[word] = None
        if len(words) == WORDS_AT_MOST:
            break
    return list(words)


def against_all(words: list[str], after: Sequence[str], beginning: str) -> bool:
    """Whether the words stay likelier when each may be of any language, before and after; few plain words need more.

    `beginning` is that of the changed text.
    """
    moved = [pair for pair in zip(words, after, strict=True) if pair[0] != pair[1]][:WORDS_AGAINST_ALL]
    if len(moved) == 1 and is_told_otherwise(*moved[0], beginning):
        return False
    if all(becomes_a_sign(*pair, beginning) for pair in moved) and (
        not are_quoted([after for _, after in moved])
    ):
        return False
    gain = 0.0
    for before, after in moved:
        gain += cheapest(before) - cheapest(after) + QUOTE_WITHIN * len(SPLIT.findall(before))
    letters = letters_of("".join(after for _, after in moved))
    odd = any(is_oddly_built(before) or SPLIT.search(before) for before, _ in moved)
    if letters and min(letters) > LAST_LATIN:
        if sum(map(len, (after for _, after in moved))) < LETTERS_OF_ANOTHER_SCRIPT:
            return False
        return gain > ODD_WORDS if odd else gain > PLAIN_WORDS and len(moved) >= SEVERAL
    # Letters that became other letters of the same alphabet: the words look odd in every language but their own.
    language = recognised(beginning)
    if len(moved) == 1 and any(is_foreign(moved[0][1], likely) for likely in likely_languages(beginning)[:1]):
        return False  # (by that word the language may have been recognised)
    if not language:
        return (odd and gain > ODD_WORDS) or (gain > PLAIN_WORDS and are_at_home(moved, beginning))
    if len(moved) == 1 and not odd and is_dear(moved[0][1], language):
        return False
    strangers = sum(1 for _, after in moved if is_foreign(after, language))
    if strangers <= (STRANGERS_SHARE * len(moved) if odd else 0):
        return gain > ODD_WORDS
    return gain > PLAIN_WORDS and len(moved) >= SEVERAL


def are_at_home(moved: Sequence[tuple[str, str]], text: str) -> bool:
    """Whether several words have letters that the likely language of the text lacks, and none of them once changed."""
    return len(moved) >= SEVERAL and any(
        all(is_foreign(before, language) and not is_foreign(after, language) for before, after in moved)
        for language in likely_languages(text)[:1]
    )


def is_but_a_sign(before: str, after: str) -> bool:
    """Whether nothing but letters became signs, in a word that is built as words are, or at its edges: `tiramisù,`.

    A stray letter, or a word of another language, is likelier.
    """
    changed = [place for place, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    if len(after) < 2 or any(after[place].isalnum() for place in changed):
        return False
    within = [place for place, char in enumerate(before) if char.isalnum() or char > "\x7f"]
    return changed == [] or not is_oddly_built(before) or {within[0], within[-1]}.issuperset(changed)


def becomes_a_sign(before: str, after: str, text: str) -> bool:
    """Whether a word is only rid of letters for signs that tell nothing: no dash between words, and none by itself."""
    if len(after) == 1:
        return not after.isalnum() and DASH.match(after) is None
    return is_but_a_sign(before, after) and not joins_words(after, text, DASH)


def are_quoted(words: Sequence[str]) -> bool:
    """Whether quotation marks stand before some words and behind some, a dash by itself, or apostrophes before an `s`.

    Signs elsewhere foreign words seem to have: `siccità` is `siccit…` in another page, `són` is `s—n`.
    """
    bare = [word.strip(STOPS) for word in words]
    return any(DASH.fullmatch(word) or POSSESSIVE.search(word) for word in bare) or (
        any(word[0] in QUOTATION for word in bare) and any(word[-1] in QUOTATION for word in bare)
    )


POSSESSIVE = compiled("[^\\W\\d_]{4}\u2019s$")
QUOTATION = OPENING | CLOSING | frozenset("\u201a\u201e\u2039\u203a\u00ab\u00bb")


def is_told_otherwise(before: str, after: str, text: str) -> bool:
    """Whether a lone word is likelier to be sound: letters would be signs, or quotation marks lack their spaces."""
    if is_but_a_sign(before, after):
        return not joins_words(after, text, DASH)
    return joins_words(before.rstrip(STOPS), text, QUOTES)


STOPS = ".,;:!?"


def joins_words(word: str, text: str, marks: re.Pattern[str]) -> bool:
    """Whether such marks stand between pieces of letters of which one is a common word of the text's language."""
    pieces = set(marks.split(word))
    if len(pieces) < PAIR or not all(map(str.isalpha, pieces)) or max(map(len, pieces)) <= PAIR:
        return False
    return any(
        not pieces.isdisjoint(frequent_words().get(language, ())) for language in likely_languages(text)[:1]
    )


PAIR = 2
DASH, QUOTES = compiled("[\u2013\u2014]"), compiled(f"[{DOUBLE_QUOTES}]")


def is_foreign(word: str, language: str) -> bool:
    """Whether a word has letters that the language lacks, or an accent above one that it never stands on."""
    composed = unicodedata.normalize("NFC", word)
    if DOTTED in composed and language not in WITH_DOTTED:  # as a small letter it is a plain one
        return True
    return ACCENTS.search(composed) is not None or not letters_of(composed) <= alphabets()[language]


ACCENTS = compiled("[\u0300-\u036f]")
DOTTED, WITH_DOTTED = "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}", ("tr", "az")


def is_dear(word: str, language: str) -> bool:
    """Whether a word costs more than sound ones do: a single one that may be a name must become a usual word."""
    return words_in(language)[word] > USUAL * len(word) + EDGES + LONE_SURPLUS


# `Töhwane` in a German text costs 2.5 nats more than usual, `turístico` in a Spanish one 3.1 less.
LONE_SURPLUS = 2.0


# What the changed words must gain in this way: words built as no language builds them, or that become words of the
# text's own language; and words that might be names in any language, of which there must be several. A text in a
# language that is not known has odd words from end to end: there nothing but odd building is evidence.
ODD_WORDS, PLAIN_WORDS, SEVERAL = 3.0, 25.0, 4
WORDS_AGAINST_ALL = 8
# So many words that become common ones of one language tell it as surely as its letters do.
SEVERAL_COMMON = 3
# Three letters of another alphabet by themselves are no text in it.
LETTERS_OF_ANOTHER_SCRIPT = 4


# Of words that were built oddly so many may become names with letters of other languages.
STRANGERS_SHARE = 0.34
