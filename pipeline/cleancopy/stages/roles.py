"""The role of every block: each alone, then in context, then the facts inside."""

from __future__ import annotations

from collections.abc import Iterator

from cleancopy.document import Change, Document, Label, apply
from cleancopy.rules import RuleSet
from cleancopy.stages.alone import label_alone
from cleancopy.stages.facts import find_facts
from cleancopy.stages.in_context import label_in_context


def assign_roles(document: Document, rules: RuleSet) -> Iterator[Change]:
    """Labels for every block that is not plain story, then the facts."""
    labels: list[Label] = list(label_in_context(label_alone(document, rules), rules))
    yield from labels
    yield from find_facts(apply(document, labels), rules)
