"""What a page's name for its outermost boxes is worth: nothing, where a box holds the page's prose.

`dialog-off-canvas-main-canvas` wraps whole pages of one system and is no dialog, `__next` those of another and leads to
no further story; a footer that holds nine tenths of the prose is none.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleancopy.blocks.html.evidence import BlockEvidence, Element
from cleancopy.blocks.html.words import FLAG

# A block of so many characters, mostly outside links, is prose; a page tells by three of them and more.
LONG, LINKED, FEWEST = 100, 0.35, 3
# From this share of the prose on, a box is what the page is about. On the development pages 575 boxes that furniture
# names hold so much, and in 554 most of that is story; comments and what is a menu or footer by its element are the
# rest, and keep their names.
MOST = 0.75
KEPT = frozenset(
    {
        "story",
        "article",
        "main",
        "list",
        "table",
        "figure",
        "figcaption",
        "form",
        "time",
        "pre",
        "title",
        "comment",
    }
)
SURE = frozenset({"nav", "footer", "menu", "figcaption"})
FURNITURE = sum(bit for name, bit in FLAG.items() if name not in KEPT)


def forget_wholes(elements: Sequence[Element], evidence: Sequence[BlockEvidence]) -> None:
    """Take the names of furniture off elements that hold the prose of the page; `elements` with outer ones first."""
    prose = [item for item in evidence if item.length >= LONG and item.linked <= LINKED * item.length]
    if len(prose) < FEWEST:
        return
    held: dict[int, int] = {}
    for item in prose:
        if item.element.around & FURNITURE:
            for element in item.element.chain():
                if element.flags & FURNITURE and element.tag not in SURE:
                    held[element.number] = held.get(element.number, 0) + item.length
    least = MOST * sum(item.length for item in prose)
    wholes = {number for number, length in held.items() if length >= least}
    if not wholes:
        return
    for element in elements:
        if element.number in wholes:
            element.flags &= ~FURNITURE
        outer = element.parent
        element.around = element.flags | (outer.around if outer is not None else 0)
