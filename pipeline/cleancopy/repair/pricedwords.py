"""What words cost as they are and in each pair of pages: whether they are odd, and which pairs make them likelier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heapify, heappop, heapreplace

from cleancopy.repair.changing import FOREIGN_WORD
from cleancopy.repair.everywhere import cheapest
from cleancopy.repair.language import alphabets
from cleancopy.repair.later import compiled
from cleancopy.repair.letters import ANY, Letters, alphabet_of, every_language
from cleancopy.repair.likelypairs import likeliest_pairs
from cleancopy.repair.pagepairs import rarity, translated
from cleancopy.repair.price import words_in
from cleancopy.repair.wordbuilding import well_built

# So many pairs of pages are looked at closely, the likeliest by the letters of all languages.
FINALISTS = 5
# Before that, so many by which characters come out at all.
SEMI_FINALISTS = 12
# So many words tell the finalists.
WORDS_IN_SEMI_FINAL = 12
# What a character and the edges of a word cost in sound text, and how much more an odd word costs. In 217 damaged
# texts at least a fifth of the words were odd; in nine of ten sound ones fewer are.
USUAL, EDGES, SURPLUS = 2.8, 4.0, 4.0
ODD_SHARE = 0.2
# Thai has twice as many letters as others, and no spaces between words.
USUAL_IN_THAI, THAI = 4.0, compiled("[\u0e00-\u0e7f]")
# Names and foreign words remain odd in sound text.
STILL_ODD_SHARE = 0.34


def any_words_odd(words: Sequence[str], tables: list[Letters], share: float = ODD_SHARE) -> bool:
    """Whether so many of the words cost more than sound words do that one has to look for another explanation.

    A word that is usual in one language need not be priced in the others.
    """
    least = max(1, share * len(words))
    left = list(words)
    for table in tables:
        costs = word_costs(left, [table])
        left = [word for word, cost in zip(left, costs, strict=True) if cost > dear(word)]
        if len(left) < least:
            return False
    return True


def dear(word: str) -> float:
    """What a word costs at most that is not odd."""
    each = USUAL_IN_THAI if THAI.search(word) is not None else USUAL
    return each * len(word) + EDGES + SURPLUS


def sound_words(after: Sequence[str], tables: list[Letters]) -> bool:
    """Whether the words are words once they are changed: less strange than before is not enough.

    Few words, as English borrows them, may be of a language each: `crèche`, `Núñez`.
    """
    more = languages_of("".join(after), len(every_language()))
    if not any_words_odd(after, [*tables, *more], STILL_ODD_SHARE):
        return True
    if len(after) > FEW or tables[0].language != "en":
        return False
    odd = sum(1 for word in after if cheapest(word) + FOREIGN_WORD > dear(word))
    return odd < max(1, STILL_ODD_SHARE * len(after))


# So many words at most may be borrowed from several languages.
FEW = 6


def word_costs(words: Sequence[str], tables: list[Letters]) -> list[float]:
    """What each word costs in the language that it fits best."""
    columns = [
        [cost + FOREIGN_WORD for cost in words_in(ANY).of(words)]
        if table.language == ANY
        else words_in(table.language).of(words)
        for table in tables
    ]
    costs = list(map(min, *columns)) if len(columns) > 1 else columns[0]
    if any(map("".join(words).__contains__, DOUBLE_QUOTES)):
        costs = [
            cost + QUOTE_WITHIN * len(SPLIT.findall(word)) for word, cost in zip(words, costs, strict=True)
        ]
    return costs


# Between letters stands no quotation mark but an apostrophe: `k”nnen`, `sp„ter`.
DOUBLE_QUOTES = "\u201e\u201c\u201d\u201a"
SPLIT = compiled(f"(?<=[^\\W\\d_])[{DOUBLE_QUOTES}](?=[^\\W\\d_])")
QUOTE_WITHIN = 8.0


def foreign_costs(words: Sequence[str], tables: list[Letters]) -> list[float]:
    """What each word costs in languages that the text is less likely in; more than any word without such."""
    if not tables:
        return [NEVER] * len(words)
    return [
        min(costs) + FOREIGN_WORD
        for costs in zip(*(words_in(table.language).of(words) for table in tables), strict=True)
    ]


NEVER = 1e9


def judged(
    words: list[str], own: list[float], tables: list[Letters], english: bool
) -> Iterator[tuple[float, str, str]]:
    """How much likelier the words are by the likeliest pairs of pages, rarer pages counting less.

    Pairs that do not build words as words are built are left out. What stays as it is gains nothing.
    """
    every_word = "\n".join(words)
    likely = [alphabets()[table.language] for table in tables if table.language != ANY]
    semifinal = likeliest_pairs(every_word, frozenset().union(*likely), SEMI_FINALISTS)
    for _, read, written in finalists(words[:WORDS_IN_SEMI_FINAL], semifinal):
        every = translated(every_word, read, written)
        if not well_built(words, every, english):
            continue
        more = [table for table in languages_of("".join(every), FEW_LANGUAGES) if table not in tables]
        moved = [place for place, word in enumerate(words) if word != every[place]]
        before, after = [words[place] for place in moved], [every[place] for place in moved]
        cost = sum(map(min, [own[place] for place in moved], foreign_costs(before, more)))
        behind = sum(map(min, word_costs(after, tables), foreign_costs(after, more)))
        yield cost - behind - rarity(read, written), read, written


def finalists(words: list[str], pairs: list[tuple[str, str]]) -> list[tuple[float, str, str]]:
    """The pairs that make the words cheapest in the letters of all languages, with what they cost then.

    Words are priced a few at a time, always for the pair that is cheapest so far, as long as pairs are wanted.
    """
    price = words_in(ANY).of
    joined = "\n".join(words)
    after = {pair: translated(joined, *pair) for pair in pairs}
    open_ones = [(rarity(*pair), *pair, 0) for pair in pairs]
    heapify(open_ones)
    best: list[tuple[float, str, str]] = []
    while open_ones and len(best) < FINALISTS:
        total, read, written, done = open_ones[0]
        if best and total > best[0][0] + BEHIND_AT_MOST:
            break
        if done < len(words):
            total += sum(price(after[read, written][done : done + WORDS_AT_ONCE]))
            heapreplace(open_ones, (total, read, written, done + WORDS_AT_ONCE))
        else:
            heappop(open_ones)
            best.append((total, read, written))
    return best


WORDS_AT_ONCE = 2
# Pairs that are so many nats dearer than the cheapest one are not looked at. In 3,517 texts, damaged in some 300 ways,
# the right pair was 15 dearer at most.
BEHIND_AT_MOST = 40.0


def letters_of(text: str) -> frozenset[str]:
    """The letters beyond ASCII, as small ones."""
    return frozenset([char for char in set(text.lower()) if char > "\x7f" and char.isalpha()])


def languages_of(text: str, at_most: int) -> list[Letters]:
    """The tables of the languages that have all letters of the text; empty when more have them than that."""
    letters = letters_of(text)
    found = [language for language, alphabet in alphabets().items() if letters and letters <= alphabet]
    return [alphabet_of(language) for language in found] if len(found) <= at_most else []


FEW_LANGUAGES = 3
