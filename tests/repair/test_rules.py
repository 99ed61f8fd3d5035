"""Every rule keeps its own examples."""

from __future__ import annotations

import pytest

from cleancopy.repair import DEFAULT, RULES, RepairOptions, applied, find_repairs


def options(rule):
    return RepairOptions(**{rule.option: True}) if rule.option else DEFAULT


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_repairs_its_example_under_its_own_name(rule):
    before, after = rule.hit
    found = find_repairs(before, options(rule))
    assert applied(before, found) == after
    assert rule.id in {edit.rule for edit in found.edits}


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_a_rule_leaves_its_look_alike(rule):
    assert find_repairs(rule.miss, options(rule)).edits == ()


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if rule.option], ids=lambda rule: rule.id)
def test_matters_of_taste_are_off_unless_asked_for(rule):
    assert find_repairs(rule.hit[0]).edits == ()
