"""Every rule of the package keeps its own examples."""

from __future__ import annotations

import pytest

from cleancopy.rules import Rule, failures, shipped_rules

RULES = shipped_rules()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_keeps_its_own_examples(rule: Rule) -> None:
    assert list(failures(rule)) == []
