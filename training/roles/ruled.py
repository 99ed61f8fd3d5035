"""What the rules and inferences of the package say of the documents of the training."""

from __future__ import annotations

from collections.abc import Iterable

from cleancopy.model.roles import Held
from cleancopy.rules import RuleSet, load_rules
from cleancopy.stages.doubt import held
from cleancopy.stages.draft import Line, shape_of
from cleancopy.stages.in_context import label_in_context
from training.roles.data import Example


def lines_of(example: Example, rules: RuleSet) -> list[Line]:
    """Return the lines of a document as the stage sees them, with what the rules say of each alone."""
    return [Line(n, text, shape_of(text), rules.hits(text)) for n, text in enumerate(example.lines)]


def held_by_rules(examples: Iterable[Example]) -> list[list[Held | None]]:
    """Return for every document what is held of its lines, as the stage tells the model."""
    rules, out = load_rules(), []
    for example in examples:
        lines = lines_of(example, rules)
        out.append(held(lines, list(label_in_context(lines, rules))))
    return out
