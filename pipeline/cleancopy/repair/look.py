"""The door to the engine: most text is proven sound without it, and then it is never loaded."""

from __future__ import annotations

from cleancopy.repair import proof
from cleancopy.repair.options import DEFAULT, RepairOptions
from cleancopy.repair.repairs import NOTHING, SOUND, Malformed, Repairs
from cleancopy.repair.uncollected import uncollected


def find_repairs(text: str, options: RepairOptions = DEFAULT, malformed: Malformed = SOUND) -> Repairs:
    """The repairs of a whole document, disjoint, in the code points of `text`; empty for sound text.

    `malformed` are the source bytes that were not well formed: what is no UTF-8 can be a letter of another page.
    (The halves of surrogate pairs that Python's `surrogateescape` leaves in a text tell the same.)

    The engine is imported with the first text that is not proven sound.
    """
    if not options.tastes and (proof.is_sound(text) or (not malformed.bytes and is_native(text))):
        return NOTHING
    from cleancopy.repair.find import search

    with uncollected():
        return search(text, options, malformed=malformed)


def is_native(text: str) -> bool:
    """Whether a text that is more than plain is proven sound."""
    from cleancopy.repair import native

    return native.is_native(text, proof.signs(text))
