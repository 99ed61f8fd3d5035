"""Patterns in linear time: the one place that knows RE2."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import re2

# Room for the automata of one pattern and of the cue set; RE2 refuses what does not fit.
# The shipped cue set needs under 4 MB, the longest shipped pattern under 2 MB.
MEMORY = 64 << 20


def _options() -> re2.Options:
    options = re2.Options()
    options.max_mem = MEMORY
    options.log_errors = False
    return options


PATTERN_OPTIONS = _options()


class Pattern:
    """One compiled expression. Raises ValueError, with RE2's own words, for one that RE2 refuses."""

    __slots__ = ("_compiled", "_numbers")

    def __init__(self, expression: str) -> None:
        try:
            self._compiled = re2.compile(expression, PATTERN_OPTIONS)
        except re2.error as error:
            reason = error.args[0] if error.args else error
            raise ValueError(reason.decode() if isinstance(reason, bytes) else str(reason)) from error
        self._numbers: tuple[tuple[str, int], ...] = tuple(self._compiled.groupindex.items())

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its groups."""
        return tuple(name for name, _ in self._numbers)

    def find(self, text: str, data: bytes) -> tuple[tuple[str, int, int], ...] | None:
        """The named groups that took part, as (name, start, end); None when nothing fits.

        `data` is `text` in UTF-8, encoded once for all patterns; places are code points of `text`.
        """
        match = self._compiled.search(data)
        if match is None:
            return None
        spans = [(name, *match.span(number)) for name, number in self._numbers]
        if len(data) == len(text):
            return tuple(span for span in spans if span[1] >= 0)
        return tuple(
            (name, _point(data, start), _point(data, end)) for name, start, end in spans if start >= 0
        )


def _point(data: bytes, offset: int) -> int:
    return len(data[:offset].decode())


class Literals:
    """Many fixed strings, looked for in one pass: first those whose case counts, then those in any case."""

    __slots__ = ("_filled", "_set")

    def __init__(self, exact: Sequence[str], folded: Sequence[str]) -> None:
        self._filled = bool(exact or folded)
        self._set = re2.Set.SearchSet(_options())
        for string in exact:
            self._set.Add(re2.escape(string))
        for string in folded:
            self._set.Add(f"(?i:{re2.escape(string)})")
        if self._filled:
            self._set.Compile()

    def inside(self, data: bytes) -> Iterable[int]:
        """The numbers of the strings that occur in a text, given in UTF-8."""
        found: Iterable[int] | None = self._set.Match(data) if self._filled else None
        return found or ()
