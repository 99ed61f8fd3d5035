"""Patterns that are compiled when they are first used.

This room has some two hundred, most of them for one kind of damage. Compiling all of them takes a fifteenth of a
second, as much as repairing fifty sound articles; a text needs a few.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, Generic, cast


def compiled(expression: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The pattern of that expression, which is compiled as soon as anything is asked of it."""
    return cast("re.Pattern[AnyStr]", Later(expression, flags))


class Later(Generic[AnyStr]):
    """What stands for a pattern; every attribute that was asked for once is the pattern's own from then on."""

    def __init__(self, expression: AnyStr, flags: int) -> None:
        self._expression: AnyStr = expression
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        own = getattr(re.compile(self._expression, self._flags), name)
        setattr(self, name, own)
        return own
