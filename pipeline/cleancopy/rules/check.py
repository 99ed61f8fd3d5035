"""Does a rule do what its own examples say? Shared by the tests and by `cleancopy rules test`."""

from __future__ import annotations

from collections.abc import Iterator

from cleancopy.rules.people import split_names
from cleancopy.rules.rule import Example, Rule
from cleancopy.rules.ruleset import RuleSet


def failures(rule: Rule, rules: RuleSet | None = None) -> Iterator[str]:
    """A sentence for every example that the rule breaks; nothing when it keeps them all.

    Only the rule itself is asked, and where in a document it may speak is left aside.
    Each pattern must be needed: it has to fit one of the hits.
    """
    alone = rules or RuleSet([rule])
    for example in rule.hits:
        yield from _missing(rule, alone, example)
    for example in rule.misses:
        if alone.fits(rule, example.text) is not None:
            yield f"{rule.place}: {rule.id}: misses: found {example.text!r}, which it must leave alone"
    if len(rule.patterns) > 1:
        for number, pattern in enumerate(rule.patterns, 1):
            if not any(alone.fits_pattern(pattern, example.text) for example in rule.hits):
                yield f"{rule.place}: {rule.id}: match: no hit shows what pattern {number} is for"


def _missing(rule: Rule, alone: RuleSet, example: Example) -> Iterator[str]:
    hit = alone.fits(rule, example.text)
    if hit is None or (
        rule.role is not None and not any(h.rule.id == rule.id for h in alone.hits(example.text))
    ):
        yield f"{rule.place}: {rule.id}: hits: does not find {example.text!r}"
        return
    for name, expected in example.facts.items():
        found = tuple(
            example.text[start:end]
            for group, low, high in hit.found
            if group == name
            for start, end in (split_names(example.text[low:high], low) if name == "names" else [(low, high)])
        )
        if found != expected:
            yield (
                f"{rule.place}: {rule.id}: hits: {example.text!r}: {name}:"
                f" found {list(found)}, expected {list(expected)}"
            )
