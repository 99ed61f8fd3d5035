"""How much a block needs to be story depends on how sure the page's best text is."""

from __future__ import annotations

from itertools import product

import pytest

from cleancopy.stages.page.balance import balanced, expected_f1
from cleancopy.stages.page.roles import STORY


@pytest.mark.parametrize(
    ("chances", "words"),
    [
        ([0.9, 0.5, 0.1, 0.4], [50, 20, 60, 5]),
        ([0.3, 0.2, 0.25], [10, 400, 3]),
        ([0.99, 0.98, 0.47, 0.44, 0.0], [80, 90, 12, 2, 300]),
    ],
)
def test_no_other_set_of_blocks_is_expected_to_be_better(chances: list[float], words: list[int]) -> None:
    whole = sum(chance * count for chance, count in zip(chances, words, strict=True))
    best = 0.0
    for chosen in product((0, 1), repeat=len(chances)):
        taken = sum(count * kept for count, kept in zip(words, chosen, strict=True))
        hit = sum(c * n * kept for c, n, kept in zip(chances, words, chosen, strict=True))
        best = max(best, 2 * hit / (taken + whole))
    assert expected_f1(chances, words) == pytest.approx(best)


def test_a_line_in_doubt_needs_more_where_all_else_is_sure() -> None:
    sure = balanced([0.99, 0.99, 0.47], [100, 100, 10], STORY)
    doubtful = balanced([0.6, 0.5, 0.4], [100, 100, 10], STORY)
    assert sure[2] < STORY
    assert doubtful == [0.6, 0.5, 0.4]
    assert sorted(sure, reverse=True) == sure


def test_chances_of_nothing_and_certainty_stay() -> None:
    assert balanced([0.0, 0.0], [3, 4], STORY) == [0.0, 0.0]
    assert balanced([], [], STORY) == []
    assert balanced([1.0, 0.0], [3, 0], STORY) == pytest.approx([1.0, 0.0], abs=1e-5)
