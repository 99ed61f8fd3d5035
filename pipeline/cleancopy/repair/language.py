"""Which languages a text is likely in, as far as its letters tell: enough to judge its words by."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from cleancopy.repair.later import compiled
from cleancopy.repair.letters import (
    ANY,
    STEPS,
    Letters,
    alphabet_of,
    every_language,
    frequent_words,
    letters_beyond_ascii,
    places,
    script_of,
)
from cleancopy.repair.likelihood import SPACE
from cleancopy.repair.price import cost, words_in

# The words are read from the beginning of the text, up to here.
LETTERS_READ = 1500
# The likeliest languages that a text is judged by; with one, a quotation in another language would look damaged.
LANGUAGES = 3
# A language that fewer than this share of the best one's common words speak for is not likely.
NEARLY = 0.6


@lru_cache(maxsize=8)
def likely_languages(text: str) -> tuple[str, ...]:
    """The languages in Latin script whose commonest words the text uses most, the best first; empty without any."""
    users, known = users_of_words(), languages_with_words()
    start = text[:LETTERS_READ].encode("utf-8", "surrogatepass").translate(SMALL_WITHOUT_APOSTROPHES)
    for space in SPACES_BEYOND_ASCII:
        if space in start:
            start = start.replace(space, b" ")
    words = common_words().intersection(start.split())
    counts = sum(map(users.__getitem__, words)).to_bytes(len(known), "little")
    best = max(counts)
    found: list[str] = []
    for count in range(best, int(NEARLY * best), -1):
        rank = counts.find(count)
        while rank >= 0:
            found.append(known[rank])
            rank = counts.find(count, rank + 1)
        if len(found) >= LANGUAGES:
            break
    return tuple(found[:LANGUAGES])


# What stands between words, but for the white space of ASCII.
SMALL_WITHOUT_APOSTROPHES = bytes(range(0x100)).lower().replace(b"'", b" ")
SPACES_BEYOND_ASCII = tuple(
    sign.encode() for sign in "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}"
)


@cache
def common_words() -> frozenset[bytes]:
    """The commonest words of all these languages."""
    return frozenset(users_of_words())


@cache
def languages_with_words() -> tuple[str, ...]:
    """The languages whose commonest words are known, in order."""
    return tuple(sorted(frequent_words()))


@cache
def users_of_words() -> dict[bytes, int]:
    """For each of the commonest words, which are of plain letters, the languages that use it so often.

    As a number with a byte for each language, in order: the sum over words holds how many of them each language has,
    which are no more than `FREQUENT_WORDS` of the table.
    """
    users: dict[bytes, int] = {}
    for rank, language in enumerate(languages_with_words()):
        for word in frequent_words()[language]:
            users[word.encode()] = users.get(word.encode(), 0) | 1 << 8 * rank
    return users


# What a letter costs at most, on the average, in the table of the language that a text is written in. In 90 of 100
# paragraphs of languages known it is 2.2 to 2.65 nats, in others (Albanian, Estonian, Breton, Gaelic) 2.7 to 4.
FLUENT = 2.65
# The same where a quarter of the words, the strangest ones, may be names and foreign, if as many of its different words
# as this are among the commonest of the language: 0.2 to 0.5 are, in languages not known 0.05 to 0.2.
FLUENT_BUT_FOR_NAMES, COMMON_SHARE, STRANGE_SHARE = 2.55, 0.2, 0.25
WORD_OF_SMALL_LETTERS = compiled(r"[^\W\d_]{2,}")
ENOUGH_LETTERS, LETTERS_JUDGED = 30, 500


@lru_cache(maxsize=64)
def recognised(text: str) -> str:
    """The language in Latin script that the text is surely written in; empty when it reads like none that is known."""
    found = WORD_OF_SMALL_LETTERS.findall(text[:LETTERS_JUDGED])
    words = [word.lower() for word in found if word[1:].islower()]
    joined = " ".join(words)
    if len(joined) < ENOUGH_LETTERS or 2 * len(joined.encode("ascii", "ignore")) < len(joined):
        return ""
    best, language = cheapest(joined)
    if best <= FLUENT * len(joined):
        return language
    common = frequent_words().get(language, frozenset()).intersection(words)
    if len(common) < COMMON_SHARE * len(set(words)):
        return ""
    table = alphabet_of(language)
    prices = zip(words_in(language).of(words), words, strict=True)
    priced = sorted(((price - SPACE) / len(word), word) for price, word in prices)
    usual = " ".join(word for _, word in priced[: int(len(words) * (1 - STRANGE_SHARE))])
    return language if cost(usual, table) <= FLUENT_BUT_FOR_NAMES * len(usual) else ""


def cheapest(words: str) -> tuple[float, str]:
    """The language in Latin script in which these words, of small letters and spaces, cost least, and what they cost.

    The pairs of letters alone, which are counted once for all languages, tell what each costs that has all of them, and
    what others cost at least; so nearly all of the languages are passed over.
    """
    best = (math.inf, "")
    letters = set(words) - {" "}
    for bound, language in sorted(costs_at_least(words)):
        if bound > best[0]:
            break
        table = latin_tables()[language]
        best = min(best, (bound if table.index.keys() >= letters else cost(words, table), language))
    return best


@cache
def latin_tables() -> dict[str, Letters]:
    """The letter tables of the languages in Latin script, without that of all languages together."""
    tables = every_language().items()
    return {code: table for code, table in tables if table.script == LATIN and code != ANY}


def costs_at_least(words: str) -> Iterator[tuple[float, str]]:
    """What the words cost in each language, pairs with letters that it lacks not counted."""
    total = sum(map(least_costs().__getitem__, map(str.__add__, f" {words}", words)))
    spaces = SPACE * words.count(" ")
    for language in latin_tables():
        yield (total & COST) / STEPS + spaces, language
        total >>= COST_BITS


# The costs of all languages are added up as one number, so many bits each: a text of words as long as is judged costs
# less than two to their power.
COST_BITS = 24
COST = (1 << COST_BITS) - 1


class LeastCosts(dict[str, int]):
    """What each pair of letters costs in all languages, in steps; nothing where one lacks it. Told when first asked."""

    __slots__ = ()

    def __missing__(self, pair: str) -> int:
        if len(self) >= PAIRS_AT_MOST:
            self.clear()
        tables, seconds = latin_tables().values(), numbers(pair[1])
        firsts = [0] * len(seconds) if pair[0] == " " else numbers(pair[0])
        costs = bytearray(len(seconds) * COST_BITS // 8)
        costs[:: COST_BITS // 8] = bytes(
            table.costs[first * table.size + second] if first is not None and second is not None else 0
            for table, first, second in zip(tables, firsts, seconds, strict=True)
        )
        packed = self[pair] = int.from_bytes(costs, "little")
        return packed


@lru_cache(maxsize=512)
def numbers(letter: str) -> Sequence[int | None]:
    """The number of a small letter in each of the tables; None where it is none of its letters."""
    return [table.index.get(letter) for table in latin_tables().values()]


PAIRS_AT_MOST = 8192


@cache
def least_costs() -> LeastCosts:
    """The costs of the pairs."""
    return LeastCosts()


def likely_tables(text: str) -> list[Letters]:
    """The letter tables of the likely languages, and always that of all languages."""
    return [alphabet_of(language) for language in (*likely_languages(text), ANY)]


# Letters that the word lists hold because texts behind them had been read in Windows-1252.
LEFT_BY_DAMAGE = {"ro": frozenset("\N{LATIN SMALL LETTER A WITH TILDE}\N{LATIN SMALL LETTER THORN}")}


@cache
def alphabets() -> dict[str, frozenset[str]]:
    """For each language the letters beyond ASCII that it uses."""
    return {
        language: letters_beyond_ascii(language) - LEFT_BY_DAMAGE.get(language, frozenset())
        for language in places()
        if language != ANY
    }


@cache
def other_alphabets() -> tuple[frozenset[str], ...]:
    """The letters of each language that is not written in Latin ones."""
    return tuple(letters for language, letters in alphabets().items() if script_of(language) != LATIN)


LATIN = "LATIN"


@cache
def script_alphabets() -> tuple[frozenset[str], ...]:
    """For each script but Latin all letters of its languages together."""
    together: dict[str, frozenset[str]] = {}
    for language, letters in alphabets().items():
        script = script_of(language)
        if script != LATIN:
            together[script] = together.get(script, frozenset()) | letters
    return tuple(together.values())


def one_alphabet(letters: frozenset[str]) -> bool:
    """Whether some language uses all of these small letters beyond ASCII."""
    return any(letters <= alphabet for alphabet in alphabets().values())
