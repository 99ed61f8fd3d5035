"""The price of text as a sum over its pairs is what pricing it character by character tells."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleancopy.repair.everywhere import cheapest
from cleancopy.repair.letters import every_language
from cleancopy.repair.likelihood import cost_in_order
from cleancopy.repair.price import LONG, PAIRS_AT_MOST, cost, costs_between, priced_between, prices_in

# Characters of every kind that is priced in its own way, side by side.
MIXED = (
    "abcdeABCDE \u00e4\u00f6\u00c4\u00d6\u0130\u0131\u0160 \u2018\u2019\u201c\u201d\u2013\u2026"
    "\u00a9\u00ae\u00c3\u00a2\u20ac\u2122\u00bc\u00b2\u00aa\u00a0 12.,-\n\t\x92"
    "\u0430\u0431\u0410\u0411\u0491\u2116 \u03b1\u03bc\u0391 \u4e2d\u6587\u304b\u30ab\u3002\ud55c"
    "\u0627\u0650 \u05d0\u05b9 \u0939\u093f\u0915\u094d \u1ec7\u1eeb\u0111 \u2500\u2502\u2588"
    "\u0301 \ufb01 \u01c5 \U0001f600\ufffd\u200b"
)
TEXTS = st.one_of(st.text(st.sampled_from(MIXED), max_size=14), st.text(max_size=8))


@settings(max_examples=600, deadline=None)
@given(TEXTS, st.sampled_from(sorted(every_language())))
def test_price_is_that_of_the_characters_in_order(text: str, language: str) -> None:
    table = every_language()[language]
    assert cost(text, table) == cost_in_order(text, table)


@pytest.mark.parametrize(
    "text",
    [
        "\u201cDon\u2019t\u201d \u2013 ab\u2019 \u2019s \u2026 ab\u2026",
        "caf\u00c3\u00a9 a\u00a9b \u00a9b a\u00a9\u00a9b a\u00a9 b \u4e2d\u00a9b",
        "AB ABc aBCd NATO\u2019s A\u00a9b",
        "5\u03bcm \u03b1\u03b2\u03b3 \u0394t",
        "\u0430\u2500\u2500\u0431 1\u0430",
    ],
)
def test_price_of_what_its_neighbours_decide(text: str) -> None:
    for table in every_language().values():
        assert cost(text, table) == cost_in_order(text, table)


def test_no_more_pairs_are_remembered_than_the_bound() -> None:
    every = "".join(map(chr, range(0x4E00, 0x4E00 + PAIRS_AT_MOST + 100)))
    table = every_language()["de"]
    assert cost(every, table) == cost_in_order(every, table)
    assert len(prices_in("de")) <= PAIRS_AT_MOST


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_the_cheapest_language_is_that_of_all_asked_in_turn(word: str) -> None:
    assert cheapest(word) == min(cost_in_order(f" {word} ", table) for table in every_language().values())


@settings(max_examples=1500, deadline=None)
@given(
    st.text(st.sampled_from(MIXED), max_size=3),
    st.text(st.sampled_from(MIXED), min_size=LONG, max_size=LONG + 10) | TEXTS,
    st.text(st.sampled_from(MIXED), max_size=3),
)
def test_a_piece_between_others_costs_what_the_three_cost_together(
    before: str, piece: str, behind: str
) -> None:
    assert priced_between(before, piece, behind) == cost(before + piece + behind)
    assert not piece or costs_between(before, (piece,), behind) == [cost(before + piece + behind)]
