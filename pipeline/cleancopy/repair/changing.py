"""What a pair of pages changes in a text, word by word: all of it, but for the words that would lose by it."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from itertools import repeat

from cleancopy.repair.draft import Proposal
from cleancopy.repair.later import compiled
from cleancopy.repair.letters import ANY, Letters
from cleancopy.repair.pagepairs import reread, translation
from cleancopy.repair.price import WordPrices, words_in

RULE = "page-mixup"
CONFIDENCE = 0.95
# What a word costs for being in another language than the text.
FOREIGN_WORD = 2.0
# Words are judged by so many of their letters.
LETTERS_AT_MOST = 24

# What is left of a word from its first character beyond ASCII; a space beyond ASCII is one inside of it, once.
REST_OF_WORD = compiled(r"[^\x00-\x7f](?:(?<=\S)\S*(?:[^\S\x00-\x7f]\S*)?|(?<=\s)\S*)")
WIDE_SPACES = tuple(
    map(chr, (0x85, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000))
)


def changes(
    text: str,
    pair: tuple[str, str],
    tables: list[Letters],
    chain: tuple[str, ...],
    loss: float,
    disputed: Collection[str] = (),
    common: Collection[str] = (),
) -> Iterable[Proposal]:
    """A proposal for each run of characters that the pages tell apart, in words that lose no more than this by it.

    Words in dispute stay as they are, and those that become common ones are changed whatever they lose.
    """
    whole = reread(text, *pair)
    verdicts = Verdicts(tables, pair, loss)
    verdicts.update(dict.fromkeys(disputed, False) | dict.fromkeys(common, True))
    mostly_ascii = 2 * len(text.encode("ascii", "ignore")) > len(text)
    if mostly_ascii or disputed or any(map(text.__contains__, WIDE_SPACES)) or not verdicts.all_true(text):
        places = list(worthwhile(text, pair, verdicts))
    else:
        places = [run.span() for run in runs_changed(*pair).finditer(text)]
    starts, ends = zip(*places, strict=True) if places else ((), ())
    after = [whole[start:end] for start, end in places]
    return map(Proposal, starts, ends, after, repeat(RULE), repeat(chain), repeat(CONFIDENCE))


class Verdicts(dict[str, bool]):
    """Whether a word, or the beginning of a long one, is to be changed; told when first asked."""

    __slots__ = ("loss", "pair", "prices")

    def __init__(self, tables: list[Letters], pair: tuple[str, str], loss: float) -> None:
        super().__init__()
        self.pair = pair
        self.loss = loss
        self.prices: list[tuple[WordPrices, float]] = [
            (words_in(language), FOREIGN_WORD if language == ANY else 0.0)
            for language in dict.fromkeys(table.language for table in tables)
        ]

    def __missing__(self, word: str) -> bool:
        verdict = self[word] = self.told(word, reread(word, *self.pair))
        return verdict

    def told(self, word: str, after: str) -> bool:
        """Whether the word loses no more than it may."""
        first, extra = self.prices[0]
        # (What costs so little anywhere costs less than the word did; most words need no more.)
        return first[after] + extra < self.loss or (
            min([own[after] + more for own, more in self.prices])
            < min([own[word] + more for own, more in self.prices]) + self.loss + inside(word, after)
        )

    def all_true(self, text: str) -> bool:
        """Whether every word of a text that has no spaces beyond ASCII is to be changed, if it has such characters."""
        words = [word for word in {word[:LETTERS_AT_MOST] for word in text.split()} if not word.isascii()]
        if not words:
            return True
        after = reread("\n".join(words), *self.pair).split("\n")
        # (What costs so little anywhere costs less than the word did; most words need no more.)
        first, extra = self.prices[0]
        dear = [
            pair
            for pair, cost in zip(zip(words, after, strict=True), first.of(after), strict=True)
            if cost + extra >= self.loss
        ]
        behind = self.cheapest([new for _, new in dear])
        dearest = [(*pair, cost) for pair, cost in zip(dear, behind, strict=True) if cost >= self.loss]
        before = self.cheapest([word for word, _, _ in dearest])
        return all(
            cost < own + self.loss + inside(word, new)
            for (word, new, cost), own in zip(dearest, before, strict=True)
        )

    def cheapest(self, words: Sequence[str]) -> Iterable[float]:
        """What each of the words costs in the language that it is cheapest in; all at once, which is quicker."""
        columns = [
            [cost + more for cost in own.of(words)] if more else own.of(words) for own, more in self.prices
        ]
        return map(min, *columns) if len(columns) > 1 else columns[0]


def inside(word: str, after: str) -> float:
    """What a word is dearer by for signs between letters that become letters: a price takes them for the ends of words.

    Sound text has them there, but seldom where other words show which pages were confused.
    """
    return SIGN_WITHIN * sum(after[match.start()].isalpha() for match in WITHIN.finditer(word))


WITHIN = compiled("(?<=[^\\W\\d_])[\u2018-\u201a\u201c-\u201e\u2013\u2014\u2026](?=[^\\W\\d_])")
SIGN_WITHIN = 6.0


def worthwhile(text: str, pair: tuple[str, str], verdicts: Verdicts) -> Iterator[tuple[int, int]]:
    """The runs of characters that the pages tell apart, in words that are to be changed; parted where words end."""
    runs = (run.span() for run in runs_changed(*pair).finditer(text))
    start_of_run, end_of_run = next(runs, BEHIND_EVERY_TEXT)
    for start, end in places_of_words(text):
        if start_of_run >= end:
            continue
        verdict = verdicts[text[start : min(end, start + LETTERS_AT_MOST)]]
        while start_of_run < end:  # (a run with spaces in it may go on in the next word)
            stop = min(end_of_run, end)
            if verdict:
                yield start_of_run, stop
            start_of_run, end_of_run = (
                next(runs, BEHIND_EVERY_TEXT) if stop == end_of_run else (stop, end_of_run)
            )


BEHIND_EVERY_TEXT = (sys.maxsize, sys.maxsize)


def places_of_words(text: str) -> Iterator[tuple[int, int]]:
    r"""The places where `\\S*[^\\x00-\\x7f]\\S*` finds a word, which looks at each letter of the others too."""
    end = 0
    for rest in REST_OF_WORD.finditer(text):
        first, last = rest.span()
        start = first
        if first > end and not text[first - 1].isspace():
            start -= len(text[end:first].rsplit(None, 1)[-1])
        yield start, last
        end = last


@cache
def runs_changed(read: str, written: str) -> re.Pattern[str]:
    """A pattern for runs of the characters that the pair of pages changes."""
    chars = "".join(map(chr, translation(read, written)))
    return re.compile(f"[{re.escape(chars)}][{re.escape(chars)}]*")
