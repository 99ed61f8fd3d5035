"""Read YAML without its traps: every scalar stays text, and every value knows its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from cleancopy.errors import RuleError

# The same reader twice: the one in C where PyYAML was built with it.
LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class Value:
    """A YAML value: text, a list, or a mapping with text keys; `line` counts from 1."""

    line: int
    data: str | list[Value] | dict[str, Value]

    @property
    def kind(self) -> str:
        """The kind in words, for messages."""
        return {str: "text", list: "a list", dict: "a mapping"}[type(self.data)]

    def texts(self) -> Iterator[str]:
        """The text itself, or the texts of a list; values of other kinds are left out."""
        for value in self.data if isinstance(self.data, list) else [self]:
            if isinstance(value.data, str):
                yield value.data


def read_yaml(label: str, text: str) -> Value:
    """The document in `text`; raises RuleError with file and line when it is no YAML."""
    try:
        node = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{label}:{mark.line + 1}" if mark else label
        raise RuleError(f"{where}: not YAML: {getattr(error, 'problem', None) or error}") from error
    if node is None:
        return Value(1, {})
    try:
        return _value(label, node, set())
    except RecursionError:
        raise RuleError(f"{label}: nested too deeply") from None


def _value(label: str, node: yaml.Node, seen: set[int]) -> Value:
    line = node.start_mark.line + 1
    if id(node) in seen:
        # With aliases a small file can stand for an endless one.
        raise RuleError(f"{label}:{line}: aliases are not read; write the value out")
    seen.add(id(node))
    if isinstance(node, yaml.SequenceNode):
        return Value(line, [_value(label, item, seen) for item in node.value])
    if isinstance(node, yaml.MappingNode):
        members: dict[str, Value] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise RuleError(f"{label}:{key.start_mark.line + 1}: a key must be text")
            if key.value in members:
                raise RuleError(
                    f"{label}:{key.start_mark.line + 1}: {key.value}: stands twice in one mapping"
                )
            members[key.value] = _value(label, value, seen)
        return Value(line, members)
    return Value(line, str(node.value))
