"""Put the rules of a run together: the shipped packs, the user's own, less what is switched off."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cleancopy.errors import ConfigError, RuleError

from cleancopy.rules.built import read_built, sources, sources_digest, write_built
from cleancopy.rules.inferences import INFERENCES
from cleancopy.rules.parse import PackReader, nearest
from cleancopy.rules.pattern import Pattern
from cleancopy.rules.rule import Rule
from cleancopy.rules.ruleset import RuleSet, rule_cues
from cleancopy.rules.words import shipped_fragments, shipped_lists


def load_rules(
    packs: Sequence[str] | None = None,
    own: Sequence[tuple[str, str]] = (),
    off: Collection[str] = (),
) -> RuleSet:
    """The rules of the named shipped packs (None: all) and of `own` packs, given as (label, text).

    `off` names rules, packs or inferences to leave out. Raises ConfigError for names that do not
    exist and RuleError for a pack that is malformed or has two rules of one id.
    """
    rules, cues = _shipped()
    known_packs = tuple(dict.fromkeys(rule.pack for rule in rules))
    for name in packs or ():
        if name not in known_packs:
            raise ConfigError(f"rules: unknown pack {name!r}{nearest(name, known_packs)}")
    if own:
        mine = read_own(own)
        rules = [*rules, *mine]
        cues = [*cues, *(_cues(rule) for rule in mine)]
    _unique(rules)
    known = {*known_packs, *INFERENCES, *(rule.id for rule in rules), *(rule.pack for rule in rules)}
    for name in off:
        if name not in known:
            raise ConfigError(f"rules: nothing to switch off is called {name!r}{nearest(name, known)}")
    chosen = [
        number
        for number, rule in enumerate(rules)
        if (packs is None or rule.pack in packs or rule.pack not in known_packs)
        and rule.id not in off
        and rule.pack not in off
    ]
    return RuleSet([rules[n] for n in chosen], off, [cues[n] for n in chosen])


def read_own(own: Sequence[tuple[str, str]]) -> list[Rule]:
    """The rules of packs given as (label, text), with their examples; every pattern is tried out."""
    lists = shipped_lists()
    reader = PackReader(lists, shipped_fragments(lists))
    rules = [rule for label, text in own for rule in reader.read(label, text)]
    for rule in rules:
        for expression in rule.patterns:
            try:
                Pattern(expression)
            except ValueError as error:
                raise RuleError(f"{rule.place}: {rule.id}: match: not a pattern: {error}") from error
    return rules


def shipped_rules() -> list[Rule]:
    """Every shipped rule with its examples, read from the packs themselves."""
    packs = [(name, text) for name, text in sources().items() if name.startswith("packs/")]
    return read_own(packs)


def build() -> str:
    """The text of the built form for the packs and lists as they are now."""
    rules = shipped_rules()
    _unique(rules)
    return write_built(rules, [_cues(rule) for rule in rules], sources_digest(sources()))


def _shipped() -> tuple[list[Rule], list[list[str] | None]]:
    built = read_built(sources_digest(sources()))
    if built is not None:
        return built
    rules = shipped_rules()
    return rules, [_cues(rule) for rule in rules]


def _cues(rule: Rule) -> list[str] | None:
    found = rule_cues(rule)
    return None if found is None else sorted(found)


def _unique(rules: Sequence[Rule]) -> None:
    seen: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in seen:
            raise RuleError(f"{rule.place}: {rule.id}: this id is taken by {seen[rule.id].place}")
        seen[rule.id] = rule
