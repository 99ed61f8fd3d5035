"""`cleancopy config`: what is set, where it was set, and whether it is right."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import click

from cleancopy.cli.exits import Exit
from cleancopy.cli.options import config_options, configured
from cleancopy.cli.streams import colour_wanted, print_out, shown
from cleancopy.config import KEYS, PRESETS, Config, nearest


@click.group("config")
def command() -> None:
    """Look at the configuration: each value and where it came from."""


@command.command("show")
@click.argument("names", metavar="[KEY]...", nargs=-1)
@click.option("--format", "kind", type=click.Choice(["yaml", "json"]), default="yaml", show_default=True)
@config_options
def show_command(
    names: tuple[str, ...], kind: str, config: str | None, preset: str | None, settings: tuple[str, ...]
) -> Exit:
    """Print the configuration in force, each value with the file and line that it came from.

    KEY is a setting such as story.dateline, or a section. What is printed is a configuration file:
    loaded again it says the same.
    """
    chosen = configured(config, preset, settings)
    known = [key.name for key in KEYS]
    for name in names:
        if not _asked(known, [name]):
            raise click.UsageError(f"no setting is called {name!r}{nearest(name, known)}")
    asked = _asked(known, names) if names else known
    if kind == "json":
        values, origins = _flat(chosen), chosen.origins()
        told = {name: {"value": values[name], "origin": origins[name]} for name in asked}
        print_out(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for line in _yaml_lines(chosen, asked):
            print_out(line)
    return Exit.DONE


@command.command("check")
@click.argument("path", metavar="[FILE]", required=False, type=click.Path())
@config_options
def check_command(
    path: str | None, config: str | None, preset: str | None, settings: tuple[str, ...]
) -> Exit:
    """Check a configuration and the rules that it names; exit code 2 and one line when it is wrong."""
    from cleancopy.clean import Cleaner

    chosen = configured(path or config, preset, settings)
    rules = Cleaner(chosen).rules.rules
    changed = sum(origin != "built-in" for origin in chosen.origins().values())
    name = shown(path or config or "the configuration")
    print_out(
        f"{name}: right; {changed} of {len(KEYS)} settings are not built-in, {len(rules)} rules in force"
    )
    return Exit.DONE


@command.command("presets")
def presets_command() -> Exit:
    """Tell what each preset is for, what it sets, and why."""
    for number, preset in enumerate(PRESETS.values()):
        print_out(("\n" if number else "") + f"{preset.name}: {preset.purpose}")
        for name, (value, why) in preset.settings.items():
            print_out(f"  {name}: {_scalar(list(value) if isinstance(value, tuple) else value)}  # {why}")
    return Exit.DONE


def _asked(known: Sequence[str], names: Sequence[str]) -> list[str]:
    return [key for key in known if any(key == name or key.startswith(f"{name}.") for name in names)]


def _flat(config: Config) -> dict[str, object]:
    values: dict[str, object] = {}
    for name, value in config.effective().items():
        if isinstance(value, dict):
            values |= {f"{name}.{key}": inner for key, inner in value.items()}
        else:
            values[name] = value
    return values


def _yaml_lines(config: Config, names: Sequence[str]) -> Iterator[str]:
    values, origins = _flat(config), config.origins()
    rows: list[tuple[str, str]] = []
    section = ""
    for name in names:
        head, dot, key = name.rpartition(".")
        if dot and head != section:
            rows.append((f"{head}:", ""))
        section = head
        rows.append((f"{'  ' if dot else ''}{key}: {_scalar(values[name])}", origins[name]))
    widest = min(48, max(len(text) for text, _ in rows))
    colour = colour_wanted()
    for text, origin in rows:
        comment = f"# {shown(origin)}"
        told = (
            click.style(comment, dim=origin == "built-in", fg=None if origin == "built-in" else "cyan")
            if colour
            else comment
        )
        yield f"{text:<{widest}}  {told}" if origin else text


def _scalar(value: object) -> str:
    """A value as YAML on one line; JSON is YAML, and words that need no quotes go without."""
    if isinstance(value, list):
        return f"[{', '.join(map(_scalar, value))}]"
    if isinstance(value, str) and value.replace("_", "").replace("-", "").isalnum() and value.isascii():
        return value
    return json.dumps(value, ensure_ascii=False)
