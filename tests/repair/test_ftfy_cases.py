"""The cases of ftfy's own test suite: what concerns damage comes out as that suite expects, or the difference is told."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
import yaml

from cleancopy.repair import applied, find_repairs

CASES = Path(__file__).parents[1] / "cases" / "ftfy"
FILES = ("in-the-wild", "known-failures", "language-names", "negative", "synthetic")
# What ftfy changes as a matter of style, and we by default do not.
STRAIGHT = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc", "'") | dict.fromkeys("\u201c\u201d\u201e\u201f", '"')
)


def cases():
    return [case for name in FILES for case in json.loads((CASES / f"{name}.json").read_text("utf-8"))]


def differences():
    rows = yaml.safe_load((CASES / "differences.yaml").read_text(encoding="utf-8"))
    return {row["original"]: row for row in rows}


def without_style(text):
    text = unicodedata.normalize("NFKC", text).translate(STRAIGHT)
    return re.sub(r"\s+", " ", text).strip()


DIFFERENCES = differences()


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["label"][:60])
def test_a_case_comes_out_as_there_or_as_told(case):
    original = case["original"]
    ours = applied(original, find_repairs(original))
    expected = {without_style(case[key]) for key in ("fixed", "fixed-encoding") if key in case}
    told = DIFFERENCES.get(original)
    if told is None:
        assert without_style(ours) in expected
    else:
        assert ours == told["ours"]
        assert without_style(ours) not in expected, "no longer a difference: take it out of differences.yaml"


def test_every_difference_is_of_a_case_and_gives_its_reason():
    originals = {case["original"] for case in cases()}
    for row in DIFFERENCES.values():
        assert row["original"] in originals
        assert len(row["why"]) > 20
