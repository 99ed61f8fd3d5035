"""Counting over sorted lines, against the slow and obvious way; merging without holding everything."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleancopy.batch import runs
from cleancopy.corpus import (
    LINE,
    ORIGIN,
    Repeat,
    Wanted,
    Whose,
    findings,
    keys_in,
    line_key,
    mentions,
    passage_key,
    said,
    without_lone,
    zone_of,
)

LINES = st.lists(
    st.sampled_from(["one", "two", "three", "four", "a much longer line"]), min_size=1, max_size=6
)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=12))
def test_counts_are_those_of_the_obvious_way(corpus: list[list[str]]) -> None:
    sorted_lines: set[bytes] = set()
    companies = defaultdict(set)
    for number, lines in enumerate(corpus):
        sha = f"{number:064}"
        whose = Whose(f"{number}", sha[:32], None, "here", 0)
        sorted_lines.update(mentions(said(lines, "here", Wanted()), whose, f"{hash(sha) & (2**64 - 1):016x}"))
        for index, line in enumerate(lines):
            longest = sorted(range(len(lines)), key=lambda at: (-len(lines[at]), at))
            others = [at for at in longest if at != index]
            company = lines[others[0]] if others else None
            companies[zone_of(index, len(lines)), line].add(company)
    everything = sorted(sorted_lines)
    for size, least in product((1, 2, 7, 1000), (1, 2, 3)):
        lists = [everything[start : start + size] for start in range(0, len(everything), size)]
        several = list(without_lone(lists, least))
        assert list(findings(several, least, 0.0)) == list(findings(everything, least, 0.0))
        heads = Counter(line[:18] for line in everything)
        lone = [line for line in everything if heads[line[:18]] == 1 and line[:1] != ORIGIN]
        assert set(several) == set(everything) - (
            set(lone) if least > 1 else {x for x in lone if x[:1] != LINE}
        )
    found = [one for one in findings(everything, 2, 0.0) if isinstance(one, Repeat)]
    expected = [
        len(company) for (zone, _), company in companies.items()
        if len(company) >= 2 and (zone != "amid" or len(company) >= 0.4 * len(corpus))
    ]  # fmt: skip
    assert sorted(one.documents for one in found) == sorted(expected)


@given(st.text(st.one_of(st.characters(), st.sampled_from("_ -’“é0Ａß\ud800"))))
def test_the_key_of_a_passage_is_that_of_the_plain_way(text: str) -> None:
    padded = text + "x" * 100
    plain = "".join(letter for letter in padded if letter.isalnum())
    assert passage_key(padded) == passage_key(plain)
    assert passage_key(padded) == passage_key(f"“{padded}” — _")
    assert (passage_key(padded) == passage_key("x" * 100)) == (plain.casefold() == "x" * 100)


TEXTS = st.lists(
    st.text(st.one_of(st.characters(), st.sampled_from(" \t\x1e_ -’“é0Ａß\ud800İ")), max_size=40).map(
        lambda text: text * 4
    )
    | st.text("ab c", min_size=80, max_size=120),
    max_size=12,
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_what_a_document_says_is_what_its_blocks_say_one_by_one(texts: list[str]) -> None:
    told = said(texts, "here", Wanted())
    lines = [line_key(text, "here", zone_of(index, len(texts))) for index, text in enumerate(texts)]
    assert keys_in(told.lines) == lines
    assert [key.strip() or None for key in keys_in(told.passages)] == [passage_key(text) for text in texts]


def test_a_long_line_is_no_furniture() -> None:
    assert keys_in(said(["x" * 1001, "x"], "here", Wanted()).lines)[0].isspace()


def test_a_passage_is_known_by_its_letters_alone() -> None:
    one = "European nations are “worried” that the U.S. will dial back support, as aid for Kyiv is teetering in Congress this week."
    two = one.replace("“worried”", '"worried"').replace(", as", " as").upper()
    assert passage_key(one) == passage_key(two) is not None
    assert passage_key(one[:80]) is None


@pytest.mark.parametrize(("in_memory", "at_once"), [(10, 2), (1000, 3), (1, 128)])
def test_sorting_on_disk_gives_every_line_once(
    tmp_path: Path, monkeypatch, in_memory: int, at_once: int
) -> None:
    monkeypatch.setattr(runs, "IN_MEMORY", in_memory)
    monkeypatch.setattr(runs, "OPEN_AT_ONCE", at_once)
    monkeypatch.setattr(runs, "AHEAD", 40 * at_once)
    paths, every = [], set()
    for number in range(7):
        run = runs.Run(tmp_path / f"{number}.txt")
        for value in range(number, 200, number + 1):
            lines = {b"%05d\n" % value, b"%05d\n" % (value // 2)}
            every |= lines
            run.add(iter(sorted(lines)))
        paths.append(run.write())
    merged = list(runs.merged(paths, tmp_path))
    assert merged == sorted(merged)
    assert set(merged) == every
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{number}.txt" for number in range(7)]
