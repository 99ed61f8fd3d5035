"""Many questions about a text answered in one pass: the one place in this room that knows RE2.

RE2 reads each byte once, whatever the number of expressions (2 ns a byte for the thirty of `proof`, as measured; a
search by `re` for one of them takes 1 to 20). It knows nothing of what stands before or behind a match, so that what
the expressions say may be less than what is looked for afterwards; never more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import re2

# Room for each automaton; what does not fit is forgotten and made anew. By 8,500 texts, sound and damaged in every way,
# that of `proof` came to use 3 MB.
MEMORY = 64 << 20


def options() -> re2.Options:
    """What both kinds of expressions are compiled with."""
    chosen = re2.Options()
    chosen.max_mem = MEMORY
    chosen.never_capture = True
    chosen.log_errors = False
    return chosen


class Sieve:
    """Some expressions that are looked for together."""

    __slots__ = ("_set",)

    def __init__(self, expressions: Sequence[str]) -> None:
        self._set = re2.Set.SearchSet(options())
        for expression in expressions:
            self._set.Add(expression)
        self._set.Compile()

    def hits(self, data: bytes) -> int:
        """Which of the expressions a text, given in UTF-8, holds: bit n stands for the n-th of them."""
        found = 0
        for number in self._set.Match(data) or ():
            found |= 1 << number
        return found


def code(char: str) -> str:
    """The character in an expression."""
    return f"\\x{{{ord(char):x}}}"


def one_of(chars: Iterable[str]) -> str:
    """An expression for any of these characters."""
    codes = sorted(set(map(ord, chars)))
    ranges: list[list[int]] = []
    for number in codes:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return "[" + "".join(f"{code(chr(first))}-{code(chr(last))}" for first, last in ranges) + "]"


def literally(text: str) -> str:
    """An expression for exactly this text."""
    return "".join(map(code, text))
