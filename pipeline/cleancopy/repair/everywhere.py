"""What a word costs in the language that it is cheapest in: its pairs are priced for all languages together."""

from __future__ import annotations

from functools import cache, lru_cache
from operator import add, getitem, mul
from struct import Struct as Packing

from msgspec import Struct

from cleancopy.repair.letters import STEPS, Letters, every_language
from cleancopy.repair.likelihood import IN_PLACE, SYMBOL_COST, WELL_PLACED
from cleancopy.repair.price import IN_ORDER, LOOK, for_neighbours, prices_in, words_in

# The prices of a pair are one number, so many bytes for each language: its cost in steps, above that how many of its
# pairs depend on their neighbours, and how many have to be priced in order.
COST, LOOKED_AT, ORDERED = (1 << 28) - 1, 1 << 28, 1 << 40
# So many pairs are remembered; for each that takes as many bytes as all languages have.
PAIRS_AT_MOST = 8192


class PricesEverywhere(dict[tuple[str, str], int]):
    """What each character costs behind each other one in every language; priced when first met."""

    __slots__ = ("costs", "fields", "tables")

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Letters] = list(every_language().values())
        self.costs = [table.costs for table in self.tables]
        self.fields = Packing(f"<{len(self.tables)}Q")

    def __missing__(self, pair: tuple[str, str]) -> int:
        if len(self) >= PAIRS_AT_MOST:
            self.clear()
        packed = self[pair] = int.from_bytes(self.fields.pack(*self.priced(*pair)), "little")
        return packed

    def priced(self, before: str, char: str) -> list[int]:
        """The price of a pair in each language.

        That is what the table tells of the two letters, and what depends on nothing but the kinds that they are of.
        """
        first, second = letter_in_each(before), letter_in_each(char)
        told = list(
            map(mul, map(getitem, self.costs, map(add, first.rows, second.numbers)), second.is_letter)
        )
        kinds = [one * KINDS + other for one, other in zip(first.kinds, second.kinds, strict=True)]
        more: dict[int, int] = {}
        for kind in set(kinds):
            rank = kinds.index(kind)
            price = field(prices_in(self.tables[rank].language)[before, char])
            more[kind] = price - told[rank] if price < ORDERED else ORDERED
        return list(map(add, told, map(more.__getitem__, kinds)))

    def of(self, text: str) -> tuple[int, ...]:
        """What a short text costs in each language."""
        total = sum(map(self.__getitem__, zip(" " + text, text, strict=False)))
        return self.fields.unpack(total.to_bytes(self.fields.size, "little"))


def field(price: float) -> int:
    """The price of a pair as it is added up."""
    if price >= IN_ORDER:
        return ORDERED
    return int(price % LOOK * STEPS) + (LOOKED_AT if price >= LOOK else 0)


class InEach(Struct, frozen=True, gc=False):
    """What a character is in each language: its number (none for a stranger), its row among the costs, whether it is a
    letter, and of which kind."""

    numbers: list[int]
    rows: list[int]
    is_letter: list[bool]
    kinds: list[int]


@lru_cache(maxsize=4096)
def letter_in_each(char: str) -> InEach:
    """What a character is in each language."""
    found = InEach([], [], [], [])
    for table in every_language().values():
        number, kind = table.index.get(char), SMALL
        if number is None:
            number, kind = table.capitals.get(char), CAPITAL
        if number is None:
            number, kind = 0, NO_LETTER
        elif number in table.beyond_latin:
            kind += BEYOND_LATIN
        found.numbers.append(number)
        found.rows.append(number * table.size)
        found.is_letter.append(kind != NO_LETTER)
        found.kinds.append(kind)
    return found


NO_LETTER, SMALL, CAPITAL, BEYOND_LATIN, KINDS = 0, 1, 2, 2, 5


@cache
def prices() -> PricesEverywhere:
    """The prices of the pairs met so far."""
    return PricesEverywhere()


@lru_cache(maxsize=8192)
def cheapest(word: str) -> float:
    """What a word costs in the language that it is cheapest in.

    Where neighbours matter that is found out for the cheapest ones alone: they make nothing cheaper but signs that
    stand in their place.
    """
    text = f" {word} "
    tables = prices().tables
    costs = prices().of(text)
    best = NEVER
    if max(costs) >= ORDERED:
        best = min(
            [words_in(tables[rank].language)[word] for rank, cost in enumerate(costs) if cost >= ORDERED]
        )
    saved = sum([SYMBOL_COST[char] - WELL_PLACED for char in word if char in IN_PLACE])
    steps = [cost & COST if cost < ORDERED else ORDERED for cost in costs]
    while (least := min(steps)) < ORDERED and least / STEPS - saved <= best:
        rank = steps.index(least)
        steps[rank] = ORDERED
        neighbours = for_neighbours(text, tables[rank]) if costs[rank] >= LOOKED_AT else 0.0
        best = min(best, least / STEPS + neighbours)
    return best


NEVER = float("inf")
