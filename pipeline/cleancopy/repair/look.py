"""The door to the engine: most text is proven sound without it, and then it is never loaded."""

from __future__ import annotations

from cleancopy.repair import proof
from cleancopy.repair.options import DEFAULT, RepairOptions
from cleancopy.repair.repairs import NOTHING, Repairs


def find_repairs(text: str, options: RepairOptions = DEFAULT) -> Repairs:
    """The repairs of a whole document, disjoint, in the code points of `text`; empty for sound text.

    The engine (tables of letters, some eighty patterns, a tenth of a second) is imported with the first text that
    is not proven sound.
    """
    if proof.is_sound(text) and not options.tastes:
        return NOTHING
    from cleancopy.repair.find import search

    return search(text, options)
