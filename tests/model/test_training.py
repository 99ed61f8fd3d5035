"""The training: splits, counts, labels.  Needs nothing but the repository."""

from __future__ import annotations

import pytest

from training.roles.calibration import fitted, reliability
from training.roles.crossval import FOLDS, folds
from training.roles.data import DataMissing, Example, development
from training.roles.dumps import Gold, cut_lines, parse, weak_role
from training.roles.tally import tally


def example(name: str, group: str) -> Example:
    return Example(name, group, "block", "en", ("line",), ("body",))


def test_a_publisher_is_in_one_fold_only() -> None:
    of = folds([example(f"{n}", f"publisher {n % 13}") for n in range(50)])
    assert len(of) == 13
    assert set(of.values()) == set(range(FOLDS))


def test_missing_data_is_told(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DataMissing, match="--data"):
        development(tmp_path)


def test_the_tally_counts_as_the_scorer_does() -> None:
    lines = ("Share", "A story line.", "Foto: dpa", "?")
    counted = tally(
        [(lines, ("boilerplate", "body", "credit", "unsure"), ("credit", "caption", "credit", "body"))]
    )
    figures = counted.figures()
    assert figures["residue_removed_chars"] == 1.0
    assert figures["body_kept_chars"] == 0.0
    assert figures["documents_without_fault"] == 0.0
    assert figures["f1_credit"] == pytest.approx(2 / 3)


def test_lines_are_cut_at_blocks_and_breaks() -> None:
    body = parse("<html><body><p>One <b>two</b><br>three</p><div>four<p>five</p>six</div></body></html>")
    assert body is not None
    assert [cut.text for cut in cut_lines(body)] == ["One two", "three", "four", "five", "six"]


def test_weak_roles_come_from_gold_then_markup() -> None:
    page = (
        "<html><body><h1>Ferry reopens</h1><p>The ferry opened again on Sunday morning.</p><h2>Tickets</h2>"
        "<figcaption>The ferry</figcaption><a>Share</a></body></html>"
    )
    body = parse(page)
    assert body is not None
    gold = Gold.of("Ferry reopens", None, "The ferry opened again on Sunday morning.\nTickets")
    assert [weak_role(cut, gold) for cut in cut_lines(body)] == [
        *("headline", "body", "subheading", "caption", "boilerplate")
    ]


def test_calibration_finds_the_curve() -> None:
    scores = [-2.0] * 100 + [2.0] * 100
    outcomes = [n < 10 for n in range(100)] + [n < 90 for n in range(100)]
    slope, intercept = fitted(scores, outcomes)
    assert slope == pytest.approx(1.0986, abs=0.01)
    assert intercept == pytest.approx(0.0, abs=0.01)


def test_reliability_compares_what_was_said_with_what_was_so() -> None:
    assert reliability([(0.05, False), (0.05, True), (0.95, True)]) == [
        (0.02, 0.1, 2, 0.05, 0.5),
        (0.9, 0.98, 1, 0.95, 1.0),
    ]
