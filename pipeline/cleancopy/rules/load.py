"""Put the rules of a run together: the shipped packs, the user's own, less what is switched off."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import get_args

from cleancopy.document.changes import FactName
from cleancopy.errors import ConfigError, RuleError
from cleancopy.rules.built import read_built, sources, sources_digest, write_built
from cleancopy.rules.inferences import INFERENCES
from cleancopy.rules.pattern import Pattern
from cleancopy.rules.rule import Rule
from cleancopy.rules.ruleset import Known, RuleSet, known_of
from cleancopy.rules.words import nearest, shipped_fragments, shipped_lists

# What a named group may be called: a fact, `dates` for words of which the date is the fact, `city` and
# `wire` for a place and an agency that must be known ones.
GROUPS = (*get_args(FactName), "dates", "city", "wire")


def load_rules(
    packs: Sequence[str] | None = None,
    own: Sequence[tuple[str, str]] = (),
    off: Collection[str] = (),
) -> RuleSet:
    """The rules of the named shipped packs (None: all) and of `own` packs, given as (label, text).

    `off` names rules, packs or inferences to leave out. Raises ConfigError for names that do not
    exist and RuleError for a pack that is malformed or has two rules of one id.
    """
    rules, told = _shipped()
    known_packs = tuple(dict.fromkeys(rule.pack for rule in rules))
    for name in packs or ():
        if name not in known_packs:
            raise ConfigError(f"rules: unknown pack {name!r}{nearest(name, known_packs)}")
    if own:
        rules = [*rules, *read_own(own)]
    _unique(rules)
    known = {*known_packs, *INFERENCES, *(rule.id for rule in rules), *(rule.pack for rule in rules)}
    for name in off:
        if name not in known:
            raise ConfigError(f"rules: nothing to switch off is called {name!r}{nearest(name, known)}")
    chosen = [
        rule
        for rule in rules
        if (packs is None or rule.pack in packs or rule.pack not in known_packs)
        and rule.id not in off
        and rule.pack not in off
    ]
    return RuleSet(chosen, off, told)


def read_own(own: Sequence[tuple[str, str]]) -> list[Rule]:
    """The rules of packs given as (label, text), with their examples; every pattern is tried out."""
    from cleancopy.rules.parse import PackReader  # YAML is only read when the built form does not serve

    lists = shipped_lists()
    reader = PackReader(lists, shipped_fragments(lists))
    rules = [rule for label, text in own for rule in reader.read(label, text)]
    for rule in rules:
        for expression in rule.patterns:
            try:
                names = Pattern(expression).names
            except ValueError as error:
                raise RuleError(f"{rule.place}: {rule.id}: match: not a pattern: {error}") from error
            for name in names:
                if name not in GROUPS:
                    found = f"unknown group {name!r}{nearest(name, GROUPS)}"
                    raise RuleError(
                        f"{rule.place}: {rule.id}: match: {found}; groups are {', '.join(GROUPS)}"
                    )
    return rules


def shipped_rules() -> list[Rule]:
    """Every shipped rule with its examples, read from the packs themselves."""
    packs = [(name, text) for name, text in sources().items() if name.startswith("packs/")]
    return read_own(packs)


def build() -> str:
    """The text of the built form for the packs and lists as they are now."""
    rules = shipped_rules()
    _unique(rules)
    return write_built(rules, _known(rules), sources_digest(sources()))


def _shipped() -> tuple[list[Rule], dict[str, Known]]:
    built = read_built(sources_digest(sources()))
    if built is not None:
        return built
    rules = shipped_rules()
    return rules, _known(rules)


def _known(rules: Sequence[Rule]) -> dict[str, Known]:
    patterns = [pattern for rule in rules if rule.role is not None for pattern in rule.patterns]
    return {pattern: known_of(pattern) for pattern in patterns}


def _unique(rules: Sequence[Rule]) -> None:
    seen: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in seen:
            raise RuleError(f"{rule.place}: {rule.id}: this id is taken by {seen[rule.id].place}")
        seen[rule.id] = rule
