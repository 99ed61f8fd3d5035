"""Parts of a line that layout keeps apart and the text does not, as in <span>By Ann Lee</span><span>5 May</span>."""

from __future__ import annotations

from collections.abc import Sequence

from cleancopy.blocks.html.names import only_leads
from cleancopy.document.dates import visible_date

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
