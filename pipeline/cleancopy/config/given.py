"""A value as somebody wrote it, and where: the common form of files, environment and command line."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from cleancopy.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Given:
    """Text, a list or a section that stands at `place`; `base` is the folder that its paths start from.

    `inline` marks text from the environment or the command line, where commas make a list.
    """

    value: str | tuple[Given, ...] | dict[str, Given]
    place: str
    base: Path = Path()
    inline: bool = False

    def described(self) -> str:
        """What was found, for a message: the text in quotes, or the kind of thing that stands there."""
        if isinstance(self.value, dict):
            return "a section"
        if isinstance(self.value, tuple):
            return "a list"
        return repr(self.value) if self.value else "nothing"


def wrong(given: Given, key: str, expected: str, hint: str = "") -> ConfigError:
    """The error that names place, key, what was expected and what was found."""
    return ConfigError(f"{given.place}: {key}: expected {expected}, found {given.described()}{hint}")


def nearest(name: str, names: Iterable[str]) -> str:
    """` (did you mean 'x'?)` for the closest of the names; empty when none is close."""
    known = list(names)
    folded = {known_name.casefold(): known_name for known_name in known}
    close = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    if not close:
        close = [known_name for known_name in folded if name and known_name.startswith(name.casefold())][:1]
    return f" (did you mean {folded[close[0]]!r}?)" if close else ""


def given_from(value: object, place: str) -> Given:
    """A plain Python value as `Given`: the way in for overrides from a program.

    Raises ConfigError for anything but text, numbers, booleans, paths, lists and mappings of these.
    """
    if isinstance(value, Mapping):
        return Given({str(key): given_from(item, place) for key, item in value.items()}, place)
    if isinstance(value, bool):
        return Given("true" if value else "false", place)
    if isinstance(value, (list, tuple)):
        return Given(tuple(given_from(item, place) for item in value), place)
    if isinstance(value, (str, int, float, Path)):
        return Given(str(value), place, inline=True)
    raise ConfigError(f"{place}: expected text, a number, a list or a section, found {value!r}")
