"""What markup says of bylines: which parts of a line it keeps apart, and what it calls an author."""

from __future__ import annotations

from collections.abc import Sequence

from cleancopy.blocks.html.evidence import Element
from cleancopy.blocks.html.names import only_leads
from cleancopy.document.dates import visible_date

AUTHOR_PROPERTIES = frozenset({"author", "creator", "dc:creator", "schema:author", "foaf:name"})
# What is put between two parts: nothing is said of how they belong together.
APART = " · "
LONGEST_DAY = 30


def parted(text: str, joints: Sequence[int]) -> str:
    """The line with a mark between parts that touch each other, where a word ends and one in capitals or a day begins.

    >>> parted("By Ann Lee5 May 2024", [10]), parted("ByAnn Lee", [2]), parted("Once upon", [1])
    ('By Ann Lee · 5 May 2024', 'By Ann Lee', 'Once upon')
    """
    pieces, begin = [], 0
    for joint in joints:
        if not begin < joint < len(text):
            continue
        before, behind = text[joint - 1], text[joint]
        part = text[begin:joint]
        # A number may point to a note; a day does not.
        dated = behind.isdigit() and visible_date(text[joint : joint + LONGEST_DAY])
        starts = dated or (behind.isalpha() and not behind.islower())
        if not (before.isalnum() and starts) or len(part.strip()) < 2:
            continue
        pieces += [part, APART if len(part.split()) > 1 and not only_leads(part) else " "]
        begin = joint
    return "".join([*pieces, text[begin:]])


def names_author(element: Element | None) -> bool:
    """Whether microdata, RDFa or a relation on an element or the one around it call what stands in it an author."""
    for _ in range(2):
        if element is None:
            return False
        attributes = element.attributes
        for key in ("itemprop", "property", "rel"):
            if key in attributes and not AUTHOR_PROPERTIES.isdisjoint(attributes[key].lower().split()):
                return True
        element = element.parent
    return False
