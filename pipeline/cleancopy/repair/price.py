"""The price of text, as `likelihood` defines it, from the prices of its pairs of characters.

What a character costs depends on the one before it, but for three cases that the one behind it decides as well. So the
pairs are priced once, and a text is a sum over them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import islice, pairwise

from cleancopy.repair.letters import ANY, STEPS, Letters, alphabet_of, any_language, every_language
from cleancopy.repair.likelihood import (
    ASCII,
    CAPITAL_AFTER_CAPITAL,
    CAPITAL_AT_START,
    CAPITAL_IN_WORD,
    CLOSING_BEFORE,
    DIGIT,
    EAST_ASIAN,
    FOREIGN,
    IN_PLACE,
    MARK,
    OPENING_BEFORE,
    OTHER_ALPHABET,
    SCRIPT_CHANGE,
    SMALL_AFTER_CAPITALS,
    SYMBOL,
    SYMBOL_AGAINST_LETTER,
    SYMBOL_IN_WORD,
    TYPOGRAPHIC,
    WELL_PLACED,
    cost_in_order,
    in_place,
    kind_and_cost,
    may_be_in_place,
)
from cleancopy.repair.pages import ranges

# So many pairs are remembered for a language: sound texts in alphabets have some 500, 2,000 paragraphs that are damaged
# in every way 60,000 together, and nearly as many characters of which both neighbours decide. Those of East Asia have
# any number: they are not remembered, and are quickly priced.
PAIRS_AT_MOST = 65_536
FIRST_EASTERN, LAST_KANA = "\u2e80", "\u30ff"
# What is added to a pair whose neighbours matter, and to one that has to be priced in order: more than any text costs,
# so that the sum tells whether there are such. (Prices are multiples of a sixteenth: no such sum is rounded.)
LOOK, IN_ORDER = 2.0**24, 2.0**40


class PairPrices(dict[tuple[str, str], float]):
    """What each character costs in nats behind each other one, in the table of one language; priced when first met."""

    __slots__ = ("letters", "models", "numbers")

    def __init__(self, letters: Letters) -> None:
        super().__init__()
        self.letters = letters
        self.models = Models(letters)
        # Small letters by their number, capitals by that and more.
        self.numbers = {char: number + CAPITALS for char, number in letters.capitals.items()} | letters.index
        for char in filter(is_greek, list(self.numbers)):
            del self.numbers[char]

    def __missing__(self, pair: tuple[str, str]) -> float:
        before, char = pair
        if before > FIRST_EASTERN < char and (before > LAST_KANA or char > LAST_KANA):
            return price_of_eastern(before, char, self.letters)
        if len(self) >= PAIRS_AT_MOST:
            self.clear()
        first, second = self.numbers.get(before), self.numbers.get(char)
        if first is not None and second is not None:
            price = self.price_of_letters(first, second)
        else:
            known = self.models[before], self.models[char]
            price = price_of_pair(before, char, self.letters) if known == pair else self[known]
        self[pair] = price
        return price

    def price_of_letters(self, first: int, second: int) -> float:
        """What a letter of the language costs behind another one."""
        letters = self.letters
        price = letters.costs[first % CAPITALS * letters.size + second % CAPITALS] / STEPS
        if second < CAPITALS:
            return price
        return price + (CAPITAL_IN_WORD if first < CAPITALS else CAPITAL_AFTER_CAPITAL + LOOK)


# More than any table has letters.
CAPITALS = 1 << 16


class Models(dict[str, str]):
    """For each character the one that it is priced as: a letter of the language as itself, signs of a kind alike."""

    __slots__ = ("first", "letters")

    def __init__(self, letters: Letters) -> None:
        super().__init__()
        self.letters = letters
        self.first: dict[tuple[object, ...], str] = {}

    def __missing__(self, char: str) -> str:
        if len(self) >= PAIRS_AT_MOST:
            self.clear()
        if char in self.letters.index or char in self.letters.capitals or char in IN_PLACE:
            model = char
        else:
            sides = (
                char.isspace(),
                char.isalpha(),
                char.isalnum(),
                char in OPENING_BEFORE,
                char in CLOSING_BEFORE,
            )
            model = self.first.setdefault((kind_and_cost(char), sides), char)
        self[char] = model
        return model


@cache
def prices_in(language: str) -> PairPrices:
    """The prices of the pairs in that language."""
    return PairPrices(alphabet_of(language))


def price_of_pair(before: str, char: str, letters: Letters) -> float:
    """What a character costs behind the other one that is not both a letter, marked when more than these two decide."""
    index, capitals = letters.index, letters.capitals
    if any(is_greek(one) and (one in index or one in capitals) for one in (before, char)):
        return IN_ORDER
    if char in index:
        return price_behind_sign(before, char, index[char], 0.0, letters)
    if char in capitals:
        return price_behind_sign(before, char, capitals[char], CAPITAL_AT_START, letters)
    return price_of_sign(before, char, letters)


def price_behind_sign(before: str, char: str, number: int, own: float, letters: Letters) -> float:
    """What a letter costs behind what is none, or none of the table; its `number` and what it costs by itself."""
    kind, cost_of_sign, _ = kind_and_cost(before)
    if kind == SYMBOL and before not in IN_PLACE:
        own += SYMBOL_AGAINST_LETTER
    elif kind != ASCII and before not in IN_PLACE:
        return difference(before, char, letters)
    if number in letters.beyond_latin:
        own += OTHER_ALPHABET + (SCRIPT_CHANGE if cost_of_sign == DIGIT and kind == ASCII else 0.0)
    return letters.costs[number] / STEPS + own


def price_of_sign(before: str, char: str, letters: Letters) -> float:
    """What a character that is no letter of the table costs behind the other one, marked as it is for a pair."""
    kind, own, script = kind_and_cost(char)
    if kind == MARK or (kind == FOREIGN and not script):
        return IN_ORDER
    if char in IN_PLACE:
        return own + (LOOK if may_be_in_place(char, before) else 0.0)
    if kind == ASCII:
        return own
    if kind != FOREIGN:
        before_kind, _, script = kind_and_cost(before)
        is_letter = before in letters.index or before in letters.capitals
        mark = LOOK if is_letter or before_kind == FOREIGN else 0.0
        if kind != SYMBOL:
            return difference(before, char, letters) + mark
        touches = is_letter or (before_kind == FOREIGN and script != "")
        return own + mark + (SYMBOL_AGAINST_LETTER if touches and own > TYPOGRAPHIC else 0.0)
    if script in EAST_ASIAN:
        return own + eastern_surplus(before, script, letters.language)
    return difference(before, char, letters)


def price_of_eastern(before: str, char: str, letters: Letters) -> float:
    """What a character costs behind the other one where both are such as texts of East Asia have."""
    own = own_if_eastern(char)
    return own if own and own_if_eastern(before) else price_of_pair(before, char, letters)


@lru_cache(maxsize=8192)
def own_if_eastern(char: str) -> float:
    """What a letter of East Asia costs beside others; nothing for other characters."""
    kind, own, script = kind_and_cost(char)
    return own if kind == FOREIGN and script in EAST_ASIAN else 0.0


def eastern_surplus(before: str, script: str, language: str) -> float:
    """What a letter of a script of East Asia costs behind a character beside its own cost: nothing behind others."""
    if before > FIRST_EASTERN and kind_and_cost(before)[2] in EAST_ASIAN:
        return 0.0
    return surplus_behind(before, script, language)


@lru_cache(maxsize=4096)
def surplus_behind(before: str, script: str, language: str) -> float:
    """The same behind what is no such letter; all letters of a script are alike in that."""
    letter = LETTER_OF[script]
    return difference(before, letter, alphabet_of(language)) - kind_and_cost(letter)[1]


LETTER_OF = {"CJK": "\u4e00", "HIRAGANA": "\u3042", "KATAKANA": "\u30a2", "HANGUL": "\uac00"}


def is_greek(char: str) -> bool:
    """Whether a letter is one that stands for a sign of science when it stands alone."""
    return "\u0370" <= char <= "\u03ff"


def difference(before: str, char: str, letters: Letters) -> float:
    """What the two together cost more than the first; behind a sign that has its place as behind a space."""
    known = " " if before in IN_PLACE else before
    return cost_in_order(known + char, letters) - cost_alone(known, letters.language)


@lru_cache(maxsize=4096)
def cost_alone(char: str, language: str) -> float:
    """What a character costs by itself in that language."""
    return cost_in_order(char, alphabet_of(language))


def cost(text: str, letters: Letters | None = None) -> float:
    """What the text costs in nats, in the language of the table or else in any; the same as in order, but faster."""
    prices = prices_in(letters.language if letters else ANY)
    total = sum(map(prices.__getitem__, zip(" " + text, text, strict=False)), 0.0)
    return total if total < LOOK else looked_at(total, text, prices.letters)


def costs_between(before: str, pieces: Iterable[str], behind: str) -> list[float]:
    """What each of the pieces costs in any language together with what stands before and behind it."""
    price = prices_in(ANY).__getitem__
    apart = sum(map(price, zip(" " + before, before, strict=False)), 0.0)
    apart += sum(map(price, pairwise(behind)), 0.0)
    last, first = before[-1:] or " ", behind[:1]
    costs = []
    for piece in pieces:
        total = sum(map(price, zip(last + piece, piece + first, strict=False)), apart)
        costs.append(total if total < LOOK else cost(before + piece + behind))
    return costs


def looked_at(total: float, text: str, letters: Letters) -> float:
    """What a text costs of which the sum over its pairs tells that more than these decide."""
    return cost_in_order(text, letters) if total >= IN_ORDER else total % LOOK + for_neighbours(text, letters)


class Neighbours(dict[str, float]):
    """What a character costs more or less by those on either side of it, in one language; told when first asked."""

    __slots__ = ("letters",)

    def __init__(self, letters: Letters) -> None:
        super().__init__()
        self.letters = letters

    def __missing__(self, three: str) -> float:
        if len(self) >= PAIRS_AT_MOST:
            self.clear()
        price = self[three] = self.told(*three)
        return price

    def told(self, before: str, char: str, behind: str) -> float:
        """What signs in their place cost less, and symbols inside words and capitals before small letters more."""
        index, capitals = self.letters.index, self.letters.capitals
        if char in capitals:
            return SMALL_AFTER_CAPITALS if before in capitals and behind in index else 0.0
        kind, own, _ = kind_and_cost(char)
        if char in IN_PLACE:
            return WELL_PLACED - own if in_place(f"{before}{char}{behind}", 1) else 0.0
        if char in index or kind in (FOREIGN, ASCII) or not (behind in index or behind in capitals):
            return 0.0
        is_inside = before in index or before in capitals or kind_and_cost(before)[0] == FOREIGN
        return SYMBOL_IN_WORD if is_inside else 0.0


@cache
def neighbours_in(language: str) -> Neighbours:
    """The same in that language."""
    return Neighbours(alphabet_of(language))


@cache
def with_neighbours() -> re.Pattern[str]:
    """A pattern for what depends on its neighbours in some language, with those.

    That is all but the signs and the small letters of ASCII and what is nothing but a small letter anywhere.
    """
    table = any_language()
    signs = {char for char in map(chr, range(0x80)) if kind_and_cost(char)[0] == ASCII} - IN_PLACE
    small = {char for char in table.index if char.isascii() or kind_and_cost(char)[0] == FOREIGN}
    others = signs.union(small).difference(*(language.capitals for language in every_language().values()))
    return re.compile(f"[^{ranges(others)}](?=.(?<=(...)))", re.DOTALL)


def for_neighbours(text: str, letters: Letters) -> float:
    """What the characters of a text cost more or less by those on either side of them."""
    prices = neighbours_in(letters.language)
    return sum(map(prices.__getitem__, with_neighbours().findall(f" {text} ")), 0.0)


def priced(text: str) -> float:
    """The cost of a short piece in any language, remembered: damage repeats itself, and several pages explain it."""
    return priced_how(text)[0]


@lru_cache(maxsize=32_768)
def priced_how(text: str) -> tuple[float, bool]:
    """The same, and whether its characters had to be priced in order."""
    prices = prices_in(ANY)
    total = sum(map(prices.__getitem__, zip(" " + text, text, strict=False)), 0.0)
    return total if total < LOOK else looked_at(total, text, prices.letters), total >= IN_ORDER


def priced_between(before: str, piece: str, behind: str) -> float:
    """The cost of the three together, which a long piece need not be gone through for anew.

    What a character costs is decided by the ones beside it; so the others add what they add to the ends of the piece.
    """
    head, tail = piece[:ENDS], piece[-ENDS:]
    told = (
        [priced_how(one) for one in (piece, before + head, head, tail + behind, tail)]
        if len(piece) > LONG
        else []
    )
    if not told or any(in_order for _, in_order in told):
        return priced(before + piece + behind)
    whole, first, without, last, alone = (price for price, _ in told)
    return whole + first - without + last - alone


# So many characters at either end tell what others add to it; pieces longer than this are not gone through twice.
ENDS, LONG = 2, 12


# So many words are remembered for a language: several pairs of pages leave a word as it is, and texts repeat words.
WORDS_AT_MOST = 32_768


class WordPrices(dict[str, float]):
    """What each word costs in nats, with the edges of a word around it, in one language; priced when first met."""

    __slots__ = ("letters",)

    def __init__(self, letters: Letters) -> None:
        super().__init__()
        self.letters = letters

    def __missing__(self, word: str) -> float:
        if len(self) >= WORDS_AT_MOST:
            self.clear()
        price = self[word] = cost(f" {word} ", self.letters)
        return price

    def of(self, words: Sequence[str]) -> list[float]:
        """The price of each of these words, none of which holds a space; those first met are priced together."""
        new = [word for word in words if word not in self]
        if len(new) > 1:
            if len(self) + len(new) > WORDS_AT_MOST:
                self.clear()
            joined = f" {'  '.join(new)} "
            pairs = map(prices_in(self.letters.language).__getitem__, zip(" " + joined, joined, strict=False))
            for word in new:
                total = sum(islice(pairs, len(word) + 2), 0.0)
                self[word] = total if total < LOOK else looked_at(total, f" {word} ", self.letters)
        return list(map(self.__getitem__, words))


@cache
def words_in(language: str) -> WordPrices:
    """The prices of the words in that language."""
    return WordPrices(alphabet_of(language))
