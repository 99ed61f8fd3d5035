"""Runs of UTF-8 that was read in a page, found among its bytes, are what a search for its characters finds."""

from __future__ import annotations

import re
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from cleancopy.repair.pages import NAMES, bytes_read, end_of_run, explained_at_most, page, runs_of_sequences


@cache
def sequences(name: str) -> re.Pattern[str]:
    """A pattern for runs of whole UTF-8 sequences, and of surrogate pairs as CESU-8 writes them, in this page."""

    def of(low: int, high: int) -> str:
        chars = "".join(page(name).spellings.get(byte, "") for byte in range(low, high + 1))
        return f"[{re.escape(chars)}]" if chars else "(?!)"

    trail = of(0x80, 0xBF)
    no_three = f"(?<={of(0xE0, 0xE0)}){of(0x80, 0x9F)}|(?<={of(0xED, 0xED)}){of(0xA0, 0xBF)}"
    no_four = f"(?<={of(0xF0, 0xF0)}){of(0x80, 0x8F)}|(?<={of(0xF4, 0xF4)}){of(0x90, 0xBF)}"
    return re.compile(
        f"(?:{of(0xC2, 0xDF)}{trail}|(?={of(0xE0, 0xEF)})(?!{of(0xE0, 0xEF)}(?:{no_three})){of(0xE0, 0xEF)}{trail}{{2}}"
        f"|{of(0xED, 0xED)}{of(0xA0, 0xAF)}{trail}{of(0xED, 0xED)}{of(0xB0, 0xBF)}{trail}"
        f"|(?!{of(0xF0, 0xF4)}(?:{no_four})){of(0xF0, 0xF4)}{trail}{{3}})+"
    )


def misread(data: bytes, name: str) -> str:
    """The bytes read in that page."""
    spellings = page(name).spellings
    return "".join(chr(byte) if byte < 0x80 else spellings.get(byte, "\ufffd") for byte in data)


WORDS = st.sampled_from(
    ["\u00e9", "\u0416\u0443", "\u65e5\u672c", "\U0001f600", "a", " ", "\u2019", "\xff", "\ufffe"]
)
BYTES = st.one_of(
    WORDS.map(lambda word: word.encode("utf-8")),
    st.sampled_from(
        [b"\xed\xa0\xbd\xed\xb8\x80", b"\xe0\x80\x80", b"\xf4\x90\x80\x80", b"\xc3", b"\xe2\x80", b"\xf0\x9f"]
    ),
    st.binary(max_size=4),
)
PIECES = st.lists(BYTES, max_size=12).map(b"".join)


@settings(max_examples=600, deadline=None)
@given(PIECES, st.sampled_from(NAMES), st.sampled_from(NAMES), st.text(max_size=3))
def test_runs_are_those_of_the_characters(data: bytes, name: str, other: str, text: str) -> None:
    whole = misread(data, name) + text + misread(data, other)
    found = [(*run.span(), run.group()) for run in sequences(name).finditer(whole)]
    assert [(start, end, whole[start:end]) for start, end, _ in runs_of_sequences(whole, name)] == found
    assert [data for *_, data in runs_of_sequences(whole, name)] == [
        page(name).misread(run) for *_, run in found
    ]
    assert len(bytes_read(whole, name)) == len(whole)
    for start in range(len(whole)):
        run = sequences(name).match(whole, start)
        assert end_of_run(whole, start, name) == (run.end() if run is not None else start)


@settings(max_examples=300, deadline=None)
@given(PIECES, st.sampled_from(NAMES))
def test_no_page_explains_more_than_is_told_of_it(data: bytes, name: str) -> None:
    text = misread(data * 3, name)
    most = {rank: length for length, rank in explained_at_most(text, (1 << len(NAMES)) - 1)}
    for rank, each in enumerate(NAMES):
        explained = sum(end - start for start, end, _ in runs_of_sequences(text, each))
        assert explained <= most.get(rank, 0)
