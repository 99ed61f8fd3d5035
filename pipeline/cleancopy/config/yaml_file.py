"""Read YAML as text with line numbers: `no`, dates and octals stay what was written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from cleancopy.config.given import Given
from cleancopy.config.text_file import read_text
from cleancopy.errors import ConfigError

PLAIN_TAGS = frozenset({"tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"})

# A configuration nests three deep; far below what exhausts Python's stack.
DEEPEST = 20


def read_yaml_file(path: Path, label: str) -> Given:
    """What the file says; an empty section for an empty file. Raises ConfigError, which names the line."""
    return read_yaml(read_text(path, label), label, path.parent)


def read_yaml(text: str, label: str, base: Path = Path()) -> Given:
    """What the text says, every value with its line. Raises ConfigError."""
    try:
        # An alias could make a small file endless; nothing in a configuration needs one.
        depth = 0
        for event in yaml.parse(text, Loader=yaml.BaseLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                raise ConfigError(
                    f"{_place(event.start_mark, label)}: sections or lists are nested too deeply"
                )
            if isinstance(event, yaml.AliasEvent):
                place = _place(event.start_mark, label)
                raise ConfigError(f"{place}: expected a value, found the alias *{event.anchor}")
        node = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise ConfigError(_syntax_error(error, label)) from None
    if node is None:
        return Given({}, f"{label}:1", base)
    return _given(node, label, base)


def _given(node: yaml.Node, label: str, base: Path) -> Given:
    place = f"{label}:{node.start_mark.line + 1}"
    if node.tag not in PLAIN_TAGS:
        raise ConfigError(f"{place}: expected a plain value, found the tag {node.tag}")
    if isinstance(node, yaml.MappingNode):
        return Given(_section(node, label, base), place, base)
    if isinstance(node, yaml.SequenceNode):
        return Given(tuple(_given(item, label, base) for item in node.value), place, base)
    return Given(str(node.value), place, base)


def _section(node: yaml.MappingNode, label: str, base: Path) -> dict[str, Given]:
    section: dict[str, Given] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, yaml.ScalarNode):
            raise ConfigError(f"{label}:{line}: expected the name of a key, found a list or a section")
        key = str(key_node.value)
        if key in section:
            raise ConfigError(f"{label}:{line}: {key}: given twice, first at {section[key].place}")
        given = _given(value_node, label, base)
        # The line of the key is where a reader looks, also when its value begins further down.
        section[key] = Given(given.value, f"{label}:{line}", base)
    return section


def _syntax_error(error: yaml.YAMLError, label: str) -> str:
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "this is not YAML"
    return f"{_place(getattr(error, 'problem_mark', None), label)}: not valid YAML: {problem}"


def _place(mark: Any, label: str) -> str:
    return label if mark is None else f"{label}:{mark.line + 1}"
