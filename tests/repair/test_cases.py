"""Whole cases: damage found and made up, sound text to leave alone, and failures that are known."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from cleancopy.repair import applied, find_repairs

CASES = Path(__file__).parents[1] / "cases"


def cases(name):
    return yaml.safe_load((CASES / f"repair_{name}.yaml").read_text(encoding="utf-8"))


def repaired(text):
    return applied(text, find_repairs(text))


@pytest.mark.parametrize("case", cases("found") + cases("made_up"), ids=lambda case: case["name"])
def test_damage_is_repaired(case):
    assert repaired(case["text"]) == case["expect"]


@pytest.mark.parametrize("text", cases("leave_alone"))
def test_sound_text_is_left_alone(text):
    assert find_repairs(text).edits == ()


@pytest.mark.parametrize("case", cases("known_failures"), ids=lambda case: case["name"])
@pytest.mark.xfail(strict=True, reason="known failure")
def test_known_failures(case):
    assert repaired(case["text"]) == case["expect"]
