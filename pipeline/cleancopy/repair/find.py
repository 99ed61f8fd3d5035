"""Find what is damaged in a text, layer under layer, until nothing more is found."""

from __future__ import annotations

import re

from cleancopy.repair.draft import Draft, Proposal
from cleancopy.repair.options import DEFAULT, RepairOptions
from cleancopy.repair.repairs import Repairs

PUNCTUATION = {
    "â€™": "’", "â€˜": "‘", "â€œ": "“", "â€\x9d": "”", "â€“": "–", "â€”": "—", "â€¦": "…", "â€¢": "•",
}
MISREAD = re.compile("|".join(map(re.escape, PUNCTUATION)))
CUT_QUOTE = re.compile("(?<=[\\w.,!?…])â€(?=[\\s,.;:)]|$)")
RESIDUE = re.compile(r"(?<=[a-z][a-z])39(?=s\b|t\b|re\b|ve\b|ll\b|d\b|m\b)")


def find_repairs(text: str, options: RepairOptions = DEFAULT) -> Repairs:
    """The repairs of a whole document, disjoint, in the code points of `text`; empty for sound text."""
    draft = Draft(text)
    draft.revise(Proposal(*m.span(), PUNCTUATION[m.group()], "utf8-misread", ("UTF-8 read as Windows-1252",), 0.99) for m in MISREAD.finditer(draft.text))
    draft.revise(Proposal(*m.span(), "”", "closing-quote", ("UTF-8 read as Windows-1252", "byte 9D lost"), 0.95) for m in CUT_QUOTE.finditer(draft.text))
    draft.revise(Proposal(*m.span(), "'", "entity-residue", ("&#39; lost its &#;",), 0.95) for m in RESIDUE.finditer(draft.text))
    return Repairs(draft.repairs())
