"""Find what is damaged in a text, layer under layer, until nothing more is found."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cleancopy.repair.draft import Draft, Explanation, Proposal
from cleancopy.repair.eastern import double_bytes
from cleancopy.repair.entities import open_entities, whole_entities
from cleancopy.repair.escapes import escapes, json_strings, naked
from cleancopy.repair.mail import quoted_printable, utf7
from cleancopy.repair.misread import misread_utf8
from cleancopy.repair.mixup import mixed_up
from cleancopy.repair.multibyte import misread_as_double_bytes
from cleancopy.repair.options import DEFAULT, RepairOptions
from cleancopy.repair.repairs import Repairs
from cleancopy.repair.residue import bare, named, numbered
from cleancopy.repair.units import c1_controls, surrogate_pairs, utf16_as_bytes

# Damage that was done last is undone first: what carried the text, then how its characters were written.
WRAPPINGS: tuple[Callable[[str], list[Proposal]], ...] = (
    utf16_as_bytes,
    surrogate_pairs,
    whole_entities,
    open_entities,
    escapes,
    naked,
    json_strings,
    quoted_printable,
    utf7,
    numbered,
    named,
    bare,
)
# Under them lies one misreading at a time; the explanation that makes the text likeliest is taken.
MISREADINGS: tuple[Callable[[str], Explanation], ...] = (misread_as_double_bytes, double_bytes, mixed_up)
LAYERS_AT_MOST = 12


def find_repairs(text: str, options: RepairOptions = DEFAULT) -> Repairs:
    """The repairs of a whole document, disjoint, in the code points of `text`; empty for sound text."""
    draft = Draft(text)
    for _ in range(LAYERS_AT_MOST):
        found = next_layer(draft.text)
        if not found:
            break
        draft.revise(found)
    return Repairs(draft.repairs())


# A misread text consists of runs that its page explains; where this share of it does not, others may explain it better.
COVERED = 0.7


def next_layer(text: str) -> Sequence[Proposal]:
    """The outermost damage of the text; empty when there is none."""
    for unwrap in WRAPPINGS:
        if found := unwrap(text):
            return found
    best = misread_utf8(text)
    covered = sum(proposal.end - proposal.start for proposal in best.proposals)
    beyond = sum(1 for char in text if char > "\x7f")
    if covered < COVERED * beyond:
        best = max((best, *(explain(text) for explain in MISREADINGS)), key=lambda explanation: explanation.gain)
    return best.proposals or c1_controls(text)
