"""What a word costs in the language that it is cheapest in: its pairs are priced for all languages together."""

from __future__ import annotations

from functools import cache, lru_cache
from struct import Struct

from cleancopy.repair.letters import STEPS, Letters, every_language
from cleancopy.repair.likelihood import IN_PLACE, SYMBOL_COST, WELL_PLACED
from cleancopy.repair.price import IN_ORDER, LOOK, for_neighbours, is_greek, price_of_pair, words_in

# The prices of a pair are one number, so many bytes for each language: its cost in steps, above that how many of its
# pairs depend on their neighbours, and how many have to be priced in order.
COST, LOOKED_AT, ORDERED = (1 << 28) - 1, 1 << 28, 1 << 40
# So many pairs are remembered; for each that takes as many bytes as all languages have.
PAIRS_AT_MOST = 8192


class PricesEverywhere(dict[tuple[str, str], int]):
    """What each character costs behind each other one in every language; priced when first met."""

    __slots__ = ("fields", "tables")

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Letters] = list(every_language().values())
        self.fields = Struct(f"<{len(self.tables)}Q")

    def __missing__(self, pair: tuple[str, str]) -> int:
        if len(self) >= PAIRS_AT_MOST:
            self.clear()
        prices = [field(IN_ORDER)] * len(self.tables) if any(map(is_greek, pair)) else self.priced(*pair)
        packed = self[pair] = int.from_bytes(self.fields.pack(*prices), "little")
        return packed

    def priced(self, before: str, char: str) -> list[int]:
        """The price of a pair in each language.

        That is what the table tells of the two letters, and what depends on nothing but the kinds that they are of.
        """
        more: dict[tuple[int, int, bool], int] = {}
        found = []
        for table, (kind, first), (own, second) in zip(
            self.tables, letter_in_each(before), letter_in_each(char), strict=True
        ):
            told = table.costs[first * table.size + second] if own else 0
            kinds = kind, own, second in table.beyond_latin
            if kinds not in more:
                more[kinds] = field(price_of_pair(before, char, table)) - told
            found.append(told + more[kinds])
        return found

    def of(self, text: str) -> tuple[int, ...]:
        """What a short text costs in each language."""
        total = sum(map(self.__getitem__, zip(" " + text, text, strict=False)))
        return self.fields.unpack(total.to_bytes(self.fields.size, "little"))


def field(price: float) -> int:
    """The price of a pair as it is added up."""
    if price >= IN_ORDER:
        return ORDERED
    return int(price % LOOK * STEPS) + (LOOKED_AT if price >= LOOK else 0)


@lru_cache(maxsize=4096)
def letter_in_each(char: str) -> list[tuple[int, int]]:
    """For each language whether a character is none of its letters, a small one or a capital, and its number."""
    return [
        (SMALL, table.index[char])
        if char in table.index
        else (CAPITAL, table.capitals[char])
        if char in table.capitals
        else (NO_LETTER, 0)
        for table in every_language().values()
    ]


NO_LETTER, SMALL, CAPITAL = range(3)


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
    ordered = [words_in(tables[rank].language)[word] for rank, cost in enumerate(costs) if cost >= ORDERED]
    best = min(ordered, default=float("inf"))
    saved = sum([SYMBOL_COST[char] - WELL_PLACED for char in word if char in IN_PLACE])
    for steps, cost, rank in sorted(
        [(cost & COST, cost, rank) for rank, cost in enumerate(costs) if cost < ORDERED]
    ):
        if steps / STEPS - saved > best:
            break
        neighbours = for_neighbours(text, tables[rank]) if cost >= LOOKED_AT else 0.0
        best = min(best, steps / STEPS + neighbours)
    return best
