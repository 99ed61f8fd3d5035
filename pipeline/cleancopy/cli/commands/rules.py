"""`cleancopy rules`: the rules in force, one rule in full, and whether rules keep their own examples."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

import click

from cleancopy.cli.corpus_rules import coverage_command, impact_command, mine_command
from cleancopy.cli.exits import Exit
from cleancopy.cli.options import config_options, configured
from cleancopy.cli.streams import colour_wanted, line_width, print_out, printable
from cleancopy.config import Config
from cleancopy.errors import ConfigError, UnreadableSource
from cleancopy.rules import INFERENCES, Example, Rule, failures, read_own, shipped_rules

# Word lists make patterns of thousands of characters; nobody reads beyond the shape of one.
LONGEST_PATTERN = 200


@click.group("rules")
def command() -> None:
    """Look at the rules: which there are, what each one says, whether it does what it says."""


for _each in (mine_command, impact_command, coverage_command):
    command.add_command(_each)


@command.command("list")
@click.option("--pack", metavar="NAME", help="Only the rules of this pack.")
@click.option("--format", "kind", type=click.Choice(["text", "json"]), default="text", show_default=True)
@config_options
def list_command(
    pack: str | None, kind: str, config: str | None, preset: str | None, settings: tuple[str, ...]
) -> Exit:
    """List the rules, pack by pack: id, role, and why it is there; those switched off are marked."""
    chosen = configured(config, preset, settings)
    rules = [rule for rule in _all_rules(chosen) if pack in (None, rule.pack)]
    if not rules:
        raise click.UsageError(
            f"no pack is called {pack!r}{_nearest(pack or '', _packs(_all_rules(chosen)))}"
        )
    if kind == "json":
        for rule in rules:
            print_out(json.dumps(_plain(rule, _is_on(rule, chosen)), ensure_ascii=False))
        return Exit.DONE
    for line in _listed(rules, chosen):
        print_out(line)
    if pack is None:
        for line in _listed_inferences(chosen):
            print_out(line)
    return Exit.DONE


@command.command("show")
@click.argument("name", metavar="ID")
@config_options
def show_command(name: str, config: str | None, preset: str | None, settings: tuple[str, ...]) -> Exit:
    """Show one rule in full: why, what it matches, where, and the examples that prove it."""
    chosen = configured(config, preset, settings)
    rules = _all_rules(chosen)
    rule = next((rule for rule in rules if rule.id == name), None)
    if rule is not None:
        print_out("\n".join(_in_full(rule, _is_on(rule, chosen))))
    elif name in INFERENCES:
        state = "off" if name in chosen.rules.off else "on"
        print_out(
            f"{name}\nkind    inference: it looks at a whole document, not at one line\nstate   {state}"
        )
        print_out(f"why     {INFERENCES[name]}")
    else:
        raise click.UsageError(
            f"no rule is called {name!r}{_nearest(name, [*(r.id for r in rules), *INFERENCES])}"
        )
    return Exit.DONE


@command.command("test")
@click.argument("packs", metavar="[PACK]...", nargs=-1)
@config_options
def test_command(
    packs: tuple[str, ...], config: str | None, preset: str | None, settings: tuple[str, ...]
) -> Exit:
    """Check rules against their own examples. PACK is a file of yours, or the name of a shipped pack.

    Without PACK: every shipped rule and those that the configuration adds. Exit code 1 when a rule
    breaks an example.
    """
    rules = _asked(packs) if packs else _all_rules(configured(config, preset, settings))
    broken = 0
    for rule in rules:
        for failure in failures(rule):
            print_out(printable(failure))
            broken += 1
    examples = sum(len(rule.hits) + len(rule.misses) for rule in rules)
    outcome = f"{broken} broken" if broken else "all kept"
    print_out(f"{len(rules)} rules, {examples} examples: {outcome}")
    return Exit.FOUND if broken else Exit.DONE


def _all_rules(config: Config) -> list[Rule]:
    return [*shipped_rules(), *read_own(config.rules.own)]


def _asked(packs: Sequence[str]) -> list[Rule]:
    """The rules of these packs. Raises UsageError for a name that is neither a file nor a pack."""
    shipped: list[Rule] = []
    rules: list[Rule] = []
    for pack in packs:
        if Path(pack).suffix in (".yaml", ".yml") or Path(pack).exists():
            rules += read_own([(printable(pack), _text(pack))])
            continue
        shipped = shipped or shipped_rules()
        found = [rule for rule in shipped if rule.pack == pack]
        if not found:
            raise click.UsageError(f"no file and no pack is called {pack!r}{_nearest(pack, _packs(shipped))}")
        rules += found
    return rules


def _text(path: str) -> str:
    try:
        return Path(path).read_text("utf-8")
    except UnicodeDecodeError as error:
        raise ConfigError(
            f"{printable(path)}: expected UTF-8 text, found the byte {error.object[error.start]:02X}"
        ) from None
    except OSError as error:
        raise UnreadableSource(f"{printable(path)}: cannot be read: {error.strerror or error}") from None


def _packs(rules: Iterable[Rule]) -> list[str]:
    return list(dict.fromkeys(rule.pack for rule in rules))


def _nearest(name: str, names: Iterable[str]) -> str:
    known = list(names)
    close = get_close_matches(name, known, n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""


def _is_on(rule: Rule, config: Config) -> bool:
    chosen = config.rules
    own = rule.place.partition(":")[0] in {label for label, _ in chosen.own}
    in_use = own or chosen.packs is None or rule.pack in chosen.packs
    return in_use and rule.id not in chosen.off and rule.pack not in chosen.off


def _does(rule: Rule) -> str:
    if rule.role is not None:
        return rule.role.value
    return "facts in " + ", ".join(sorted(role.value for role in rule.within))


def _listed(rules: Sequence[Rule], config: Config) -> Iterator[str]:
    colour = colour_wanted()
    widest = max(len(rule.id) for rule in rules)
    roles = max(len(_does(rule)) for rule in rules)
    pack = None
    for rule in rules:
        if rule.pack != pack:
            yield from ([""] if pack is not None else [])
            yield click.style(rule.pack, bold=True) if colour else rule.pack
            pack = rule.pack
        off = "" if _is_on(rule, config) else "(off) "
        line = f"  {rule.id:<{widest}}  {_does(rule):<{roles}}  {off}{' '.join(rule.why.split())}"
        yield _shortened(line, line_width()) if sys.stdout.isatty() else line


def _shortened(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _listed_inferences(config: Config) -> Iterator[str]:
    yield ""
    yield click.style("inferences", bold=True) if colour_wanted() else "inferences"
    widest = max(map(len, INFERENCES), default=0)
    for name, why in INFERENCES.items():
        off = "(off) " if name in config.rules.off else ""
        yield f"  {name:<{widest}}  {off}{why}"


def _in_full(rule: Rule, on: bool) -> Iterator[str]:
    yield rule.id
    yield f"pack    {rule.pack} ({rule.place})"
    yield f"role    {_does(rule)}"
    yield f"state   {'on' if on else 'off'}, confidence {rule.confidence:g}"
    yield f"why     {' '.join(rule.why.split())}"
    yield f"where   {_where(rule)}"
    yield from (f"match   {_shortened(pattern, LONGEST_PATTERN)}" for pattern in rule.patterns)
    if rule.lines:
        some = ", ".join(sorted(rule.lines)[:5])
        yield f"lines   {len(rule.lines)}: {some}{' …' if len(rule.lines) > 5 else ''}"
    yield from (f"hit     {_example(example)}" for example in rule.hits)
    yield from (f"miss    {_example(example)}" for example in rule.misses)


def _where(rule: Rule) -> str:
    where = rule.where
    parts = [f"{where.shortest}-{where.longest} code points"]
    parts += [f"in {' or '.join(sorted(where.zones))}"] if where.zones else []
    parts += [f"after {' or '.join(sorted(role.value for role in where.after))}"] if where.after else []
    parts += [f"before {' or '.join(sorted(role.value for role in where.before))}"] if where.before else []
    return ", ".join(parts)


def _example(example: Example) -> str:
    facts = "; ".join(f"{name}: {', '.join(values)}" for name, values in example.facts.items())
    return printable(example.text) + (f"  ({printable(facts)})" if facts else "")


def _plain(rule: Rule, on: bool) -> dict[str, object]:
    return {
        "id": rule.id,
        "pack": rule.pack,
        "on": on,
        "role": rule.role.value if rule.role else None,
        "within": sorted(role.value for role in rule.within),
        "why": " ".join(rule.why.split()),
        "confidence": rule.confidence,
        "hits": len(rule.hits),
        "misses": len(rule.misses),
        "place": rule.place,
    }
