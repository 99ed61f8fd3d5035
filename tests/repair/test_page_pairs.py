"""What is told fast about pairs of pages is what is told slowly, one pair and one character at a time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from cleancopy.repair.changing import changes, places_of_words
from cleancopy.repair.draft import Proposal
from cleancopy.repair.language import alphabets, script_alphabets
from cleancopy.repair.letters import ANY, Letters, every_language
from cleancopy.repair.likelypairs import (
    BEYOND_ASCII,
    PLAIN,
    PLAIN_LETTER,
    in_nats,
    letters_of_pages,
    likeliest_pairs,
)
from cleancopy.repair.pagepairs import (
    LATIN_PAGES,
    OTHER_PAGES,
    READ_IN,
    WRITTEN_IN,
    in_both,
    reread,
    translation,
)
from cleancopy.repair.pages import page
from cleancopy.repair.price import cost, words_in

LETTERS = st.sampled_from(
    "abc .,\n\t\x1c\xa0\u2003\x85\u00e9\u00fc\u00df\u00c4\u0160\u2020\u201a\u2019\u2013\u0416\u0436\u0443\u0451\u0457\u03b1\u05d0\u2502\x92\u4e2d"
)
TEXTS = st.text(LETTERS, max_size=40) | st.text(max_size=12)
PAIRS = st.tuples(st.sampled_from(sorted(READ_IN)), st.sampled_from(sorted(WRITTEN_IN)))


@settings(max_examples=600, deadline=None)
@given(TEXTS, PAIRS)
def test_text_is_reread_as_each_of_its_characters_is(text: str, pair: tuple[str, str]) -> None:
    assert reread(text, *pair) == text.translate(translation(*pair))


def test_every_character_of_every_page_is_reread_as_itself() -> None:
    for read in READ_IN:
        for written in WRITTEN_IN:
            text = "".join(map(chr, (*range(0x80), *page(read).to_latin1)))
            assert reread(text, read, written) == text.translate(translation(read, written))


def slowly(joined: str, alphabet: frozenset[str]) -> Iterator[tuple[float, str, str]]:
    """Each pair of pages that can have made the characters, with how strange the characters behind them are."""
    counts = Counter(map(ord, BEYOND_ASCII.findall(joined)))
    latin = len(PLAIN_LETTER.findall(joined)) > PLAIN * len(joined)
    known = letters_of_pages((alphabet, *(() if latin else script_alphabets())))
    seen = {tuple(map(chr, counts))}
    for read in READ_IN:
        if not counts or not counts.keys() <= page(read).to_latin1.keys():
            continue
        for written in LATIN_PAGES if latin else OTHER_PAGES:
            meaning = tuple(translation(read, written).get(code, chr(code)) for code in counts)
            if meaning not in seen and counts.keys() <= in_both(read, written):
                yield in_nats(counts, read, written, known[written]), read, written
            seen.add(meaning)


BYTES = st.lists(st.sampled_from([*range(0x80, 0x100, 3), 0xE4, 0xF6, 0xFC, 0xA0, 0x92]), max_size=14).map(
    bytes
)


@settings(max_examples=300, deadline=None)
@given(
    BYTES,
    st.sampled_from(sorted(READ_IN)),
    st.sampled_from(["", "abc def ghi jkl ", "a b"]),
    st.sampled_from([frozenset(), *alphabets().values()]),
    st.integers(1, 20),
)
def test_the_likeliest_pairs_are_those_of_the_least_strange_characters(
    data: bytes, read: str, plain: str, alphabet: frozenset[str], at_most: int
) -> None:
    joined = plain + "".join(page(read).spellings.get(byte, "") for byte in data)
    expected = [pair for _, *pair in sorted(slowly(joined, alphabet))[:at_most]]
    assert [list(pair) for pair in likeliest_pairs(joined, alphabet, at_most)] == expected


@settings(max_examples=800, deadline=None)
@given(TEXTS)
def test_words_are_where_a_search_through_all_letters_finds_them(text: str) -> None:
    assert list(places_of_words(text)) == [word.span() for word in re.finditer(r"\S*[^\x00-\x7f]\S*", text)]


def changed_slowly(
    text: str, pair: tuple[str, str], tables: list[Letters], loss: float
) -> Iterator[tuple[int, int, str]]:
    """Each run of changed characters within a word that loses no more than this by it."""
    table = translation(*pair)
    extra = {one.language: 2.0 if one.language == ANY else 0.0 for one in tables}
    for word in re.finditer(r"\S*[^\x00-\x7f]\S*", text):
        short = word.group()[:24]
        before, after = (
            min(cost(f" {one} ", every_language()[language]) + more for language, more in extra.items())
            for one in (short, short.translate(table))
        )
        turned = short.translate(table)
        within = sum(
            short[at - 1].isalpha() and short[at + 1].isalpha() and turned[at].isalpha()
            for at in range(1, len(short) - 1)
            if short[at] in "\u2018\u2019\u201a\u201c\u201d\u201e\u2013\u2014\u2026"
        )
        if after < before + loss + 6.0 * within:
            for run in re.finditer(f"[{re.escape(''.join(map(chr, table)))}]+", word.group()):
                start = word.start() + run.start()
                yield start, start + len(run.group()), run.group().translate(table)


@settings(max_examples=600, deadline=None)
@given(
    TEXTS,
    PAIRS.filter(lambda pair: pair[0] != pair[1]),
    st.sampled_from([1.0, 30.0]),
    st.sampled_from([("de", ANY), (ANY,), (ANY, "fr")]),
)
def test_words_are_changed_as_each_by_itself(
    text: str, pair: tuple[str, str], loss: float, languages: tuple[str, ...]
) -> None:
    tables = [every_language()[language] for language in languages]
    found = list(changes(text, pair, tables, ("chain",), loss))
    assert {*map(type, found)} <= {Proposal}
    changed = {place: one.after[place - one.start] for one in found for place in range(one.start, one.end)}
    expected = changed_slowly(text, pair, tables, loss)
    assert changed == {
        start + index: char for start, _, after in expected for index, char in enumerate(after)
    }


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(LETTERS, min_size=1, max_size=6), max_size=8), st.sampled_from(["de", "ru", ANY]))
def test_words_priced_together_cost_what_each_does(words: list[str], language: str) -> None:
    prices = words_in(language)
    prices.clear()
    assert prices.of(words) == [cost(f" {word} ", every_language()[language]) for word in words]
