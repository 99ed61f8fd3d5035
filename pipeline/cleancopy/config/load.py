"""Load a configuration: built-in, preset, file, environment, command line, the later ones winning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from cleancopy.config.given import Given, given_from, nearest
from cleancopy.config.kinds import items_of
from cleancopy.config.presets import DEFAULT_PRESET, PRESETS
from cleancopy.config.settings import KEYS, SECTIONS, Config, Key
from cleancopy.errors import ConfigError

OVERRIDES = "overrides"
ENVIRONMENT_PREFIX = "CLEANCOPY_"
# Tells the command line which file to read; it is no setting.
CONFIG_VARIABLE = "CLEANCOPY_CONFIG"

BY_NAME = {key.name: key for key in KEYS}

Layer = dict[str, Given]


def load_config(
    path: Path | str | None = None,
    *,
    preset: str | None = None,
    environment: Mapping[str, str] | None = None,
    overrides: Sequence[str] | Mapping[str, object] = (),
) -> Config:
    """The configuration that these layers make, the strongest last.

    Built-in values, preset, file, environment, overrides. `overrides` are texts such as
    `story.dateline=cut`, or a mapping with dotted or nested keys. Without `path` no file is read, without
    `environment` no variable; packs in `rules.own` are read as well. Raises ConfigError, which says where.

    >>> load_config(overrides=["story.dateline=cut"]).story.dateline
    'cut'
    """
    layers = [
        _file_layer(path) if path is not None else {},
        _environment_layer(environment or {}),
        _override_layer(overrides),
    ]
    if preset is not None:
        layers.append({"preset": Given(preset, "--preset")})
    chosen = _chosen_preset(layers)
    merged: Layer = {}
    for layer in (_preset_layer(chosen), *layers):
        merged |= layer
    values = {key.name: key.kind.read(merged[key.name], key.name) for key in KEYS if key.name in merged}
    config = _configured(values)
    _check_rule_names(merged, config)
    places = tuple((name, merged[name].place) for name in values)
    return replace(config, places=places)


def _chosen_preset(layers: Iterable[Layer]) -> str:
    chosen = DEFAULT_PRESET
    for layer in layers:
        if "preset" in layer:
            chosen = str(BY_NAME["preset"].kind.read(layer["preset"], "preset"))
    return chosen


def _preset_layer(name: str) -> Layer:
    return {key: given_from(value, f"preset {name}") for key, (value, _) in PRESETS[name].settings.items()}


def _file_layer(path: Path | str) -> Layer:
    # Without a file there is no need to load a YAML parser.
    from cleancopy.config.yaml_file import read_yaml_file

    return _flat(read_yaml_file(Path(path), str(path)))


def _environment_layer(environment: Mapping[str, str]) -> Layer:
    """CLEANCOPY_STORY__DATELINE=cut sets story.dateline; an unknown CLEANCOPY_ name is an error."""
    layer: Layer = {}
    for variable in sorted(environment):
        if variable.startswith(ENVIRONMENT_PREFIX) and variable != CONFIG_VARIABLE:
            name = variable.removeprefix(ENVIRONMENT_PREFIX).lower().replace("__", ".")
            place = f"environment {variable}"
            layer[_known(name, place).name] = _inline(environment[variable], place)
    return layer


def _override_layer(overrides: Sequence[str] | Mapping[str, object]) -> Layer:
    if isinstance(overrides, Mapping):
        return _flat(_nested(overrides))
    layer: Layer = {}
    for override in overrides:
        name, equals, value = override.partition("=")
        if not equals:
            raise ConfigError(f"--set {override}: expected KEY=VALUE such as story.dateline=cut")
        layer[_known(name.strip(), "--set").name] = _inline(value.strip(), "--set")
    return layer


def _inline(value: str, place: str) -> Given:
    """A value from one line; a list may stand in brackets, as in a file: `[a, b]`, its items in quotes too."""
    bracketed = value.startswith("[") and value.endswith("]")
    if bracketed and ('"' in value or "'" in value):
        from cleancopy.config.yaml_file import read_yaml

        items = read_yaml(value, place).value
        if isinstance(items, tuple):
            return Given(tuple(replace(item, place=place) for item in items), place)
    return Given(value[1:-1] if bracketed else value, place, inline=True)


def _nested(overrides: Mapping[str, object]) -> Given:
    """Overrides of a program as one section; `story.dateline` is the same as {story: {dateline: …}}."""
    sections: dict[str, Given] = {}
    for name, value in overrides.items():
        section, dot, key = name.partition(".")
        if not dot:
            sections[name] = given_from(value, OVERRIDES)
            continue
        holder = sections.setdefault(section, Given({}, OVERRIDES))
        if isinstance(holder.value, dict):
            holder.value[key] = given_from(value, OVERRIDES)
    return Given(sections, OVERRIDES)


def _flat(given: Given) -> Layer:
    """A file's nested sections as dotted keys; ConfigError for keys that do not exist."""
    if not isinstance(given.value, dict):
        raise ConfigError(f"{given.place}: expected sections such as `story:`, found {given.described()}")
    layer: Layer = {}
    for name, value in given.value.items():
        layer |= _section(name, value) if name in SECTIONS else {_known(name, value.place).name: value}
    return layer


def _section(section: str, given: Given) -> Layer:
    if given.value == "":
        return {}  # every key of the section is commented out
    if not isinstance(given.value, dict):
        raise ConfigError(f"{given.place}: {section}: expected keys below it, found {given.described()}")
    return {_known(f"{section}.{name}", value.place).name: value for name, value in given.value.items()}


def _known(name: str, place: str) -> Key:
    if name in BY_NAME:
        return BY_NAME[name]
    if name in SECTIONS:
        keys = ", ".join(key for key in BY_NAME if key.startswith(f"{name}."))
        raise ConfigError(f"{place}: {name}: expected one of its keys: {keys}")
    raise ConfigError(f"{place}: {name}: unknown key{nearest(name, (*SECTIONS, *BY_NAME))}")


def _configured(values: Mapping[str, object]) -> Config:
    top: dict[str, Any] = {}
    sections: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        section, dot, key = name.partition(".")
        if dot:
            sections.setdefault(section, {})[key] = value
        else:
            top[section] = value
    built_in = Config()
    top |= {section: replace(getattr(built_in, section), **found) for section, found in sections.items()}
    return replace(built_in, **top)


def _check_rule_names(merged: Layer, config: Config) -> None:
    """Nothing when every pack and rule that is named exists. The rules are read only where some are named."""
    keys = ("rules.packs", "rules.off")
    named = [(key, merged[key]) for key in keys if getattr(config.rules, key.removeprefix("rules."))]
    # What a program hands over is a configuration that was checked already, perhaps without its own packs.
    named = [(key, given) for key, given in named if given.place != OVERRIDES]
    if not named:
        return
    from cleancopy.rules import INFERENCES, load_rules

    rules = load_rules(own=config.rules.own).rules
    packs = {rule.pack for rule in rules}
    everything = {*packs, *(rule.id for rule in rules), *INFERENCES}
    for key, given in named:
        known, what = (packs, "pack") if key == "rules.packs" else (everything, "rule or pack")
        for number, item in enumerate(items_of(given) or ()):
            if item.value not in known:
                name = item.described()
                hint = nearest(str(item.value), known)
                raise ConfigError(f"{item.place}: {key}[{number}]: unknown {what} {name}{hint}")
