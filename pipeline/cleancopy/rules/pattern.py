"""Patterns in linear time: the one place that knows RE2."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import re2

# Room for the automata of the cue set, and of a pattern that does not fit into less; RE2 refuses what does not fit.
# The shipped cue set needs under 4 MB, the longest shipped pattern under 2 MB.
MEMORY = 64 << 20
# Room for those of one pattern: RE2 fills it with the states that it has met, and there are hundreds of patterns.
USUAL_MEMORY = 8 << 20


def _options(
    literal: bool = False, never_capture: bool = False, case_sensitive: bool = True, memory: int = MEMORY
) -> re2.Options:
    options = re2.Options()
    options.case_sensitive = case_sensitive
    options.never_capture = never_capture
    options.max_mem = memory
    options.log_errors = False
    options.literal = literal
    return options


PATTERN_OPTIONS, LARGE_PATTERN_OPTIONS = _options(memory=USUAL_MEMORY), _options()
SCREEN_OPTIONS, LARGE_SCREEN_OPTIONS = (
    _options(never_capture=True, memory=memory) for memory in (USUAL_MEMORY, MEMORY)
)


class Pattern:
    """One expression, compiled when it is first looked for, or when its names are asked.

    Most texts that it is tried on it does not fit. A set of one tells that in a quarter of the time that
    looking for its place takes; the place is looked for only where it fits.
    """

    __slots__ = ("_expression", "_found", "_numbers", "_screen")

    def __init__(self, expression: str) -> None:
        self._expression = expression
        self._screen: _Set | None = None
        self._found: Any = None
        self._numbers: tuple[tuple[str, int], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its groups. Raises ValueError, with RE2's own words, where RE2 refuses the expression."""
        self._compiled()
        return tuple(name for name, _ in self._numbers)

    def find(self, text: str, data: bytes) -> tuple[tuple[str, int, int], ...] | None:
        """The named groups that took part, as (name, start, end); None when nothing fits.

        `data` is `text` in UTF-8, encoded once for all patterns; places are code points of `text`.
        """
        screen = self._screen
        if screen is None:
            screen = self._screen = _screen(self._expression)
        if not screen.inside(data):
            return None
        match = self._compiled().search(data)
        if match is None:
            return None
        spans = [(name, *match.span(number)) for name, number in self._numbers]
        if len(data) == len(text):
            return tuple(span for span in spans if span[1] >= 0)
        return tuple(
            (name, _point(data, start), _point(data, end)) for name, start, end in spans if start >= 0
        )

    def _compiled(self) -> Any:
        if self._found is None:
            compiled = _compiled(self._expression)
            self._numbers = tuple(compiled.groupindex.items())
            self._found = compiled
        return self._found


def _compiled(expression: str) -> Any:
    for options in (PATTERN_OPTIONS, LARGE_PATTERN_OPTIONS):
        try:
            return re2.compile(expression, options)
        except re2.error as error:
            reason = error.args[0] if error.args else error
    raise ValueError(reason.decode() if isinstance(reason, bytes) else str(reason))


def _screen(expression: str) -> _Set:
    try:
        return _Set([expression], SCREEN_OPTIONS)
    except re2.error:
        _compiled(expression)  # raises for what is no pattern
        return _Set([expression], LARGE_SCREEN_OPTIONS)


def _point(data: bytes, offset: int) -> int:
    return len(data[:offset].decode())


class _Set:
    """Several expressions, tried in one pass; an empty set matches nothing."""

    __slots__ = ("_set",)

    def __init__(self, expressions: Sequence[str], options: re2.Options) -> None:
        self._set = re2.Set.SearchSet(options) if expressions else None
        if self._set is not None:
            for expression in expressions:
                self._set.Add(expression)
            self._set.Compile()

    def inside(self, data: bytes) -> Sequence[int]:
        """The numbers of those that fit a text, given in UTF-8, in no order."""
        return (self._set.Match(data) or ()) if self._set is not None else ()


class Literals(_Set):
    """Many fixed strings, looked for in one pass, in any case."""

    __slots__ = ()

    def __init__(self, strings: Sequence[str]) -> None:
        super().__init__(strings, _options(literal=True, case_sensitive=False))


class Patterns(_Set):
    """A few expressions, tried in one pass.

    For those that fail soon on most texts, such as ones that are bound to the beginning: a hundred of
    all kinds take longer together than one by one (700 µs a paragraph).
    """

    __slots__ = ()

    def __init__(self, expressions: Sequence[str]) -> None:
        super().__init__(expressions, _options(never_capture=True))
