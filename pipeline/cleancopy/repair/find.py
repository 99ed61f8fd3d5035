"""Find what is damaged in a text, layer under layer, until nothing more is found."""

from __future__ import annotations

from cleancopy.repair.draft import Draft
from cleancopy.repair.entities import open_entities, whole_entities
from cleancopy.repair.escapes import escapes
from cleancopy.repair.misread import misread_utf8
from cleancopy.repair.options import DEFAULT, RepairOptions
from cleancopy.repair.repairs import Repairs

PASSES = (whole_entities, open_entities, escapes, misread_utf8)
LAYERS_AT_MOST = 12


def find_repairs(text: str, options: RepairOptions = DEFAULT) -> Repairs:
    """The repairs of a whole document, disjoint, in the code points of `text`; empty for sound text."""
    draft = Draft(text)
    for _ in range(LAYERS_AT_MOST):
        found = next((proposals for find in PASSES if (proposals := find(draft.text))), None)
        if found is None:
            break
        draft.revise(found)
    return Repairs(draft.repairs())
