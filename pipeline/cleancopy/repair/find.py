"""Find what is damaged in a text, layer under layer, until nothing more is found."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from cleancopy.repair import proof, runs
from cleancopy.repair.debris import byte_order_marks, excel_escapes, misread_signs
from cleancopy.repair.draft import Draft, Proposal
from cleancopy.repair.eastern import double_bytes
from cleancopy.repair.entities import open_entities, whole_entities
from cleancopy.repair.escapes import escapes, json_strings, naked
from cleancopy.repair.lost import RULE as LOST
from cleancopy.repair.lost import a_grave, lost_bytes
from cleancopy.repair.mail import quoted_printable, utf7
from cleancopy.repair.misread import misread_utf8
from cleancopy.repair.mixup import mixed_up
from cleancopy.repair.multibyte import misread_as_double_bytes
from cleancopy.repair.options import RepairOptions
from cleancopy.repair.quotes import lost_quotes
from cleancopy.repair.repairs import NOTHING, Finding, Repair, Repairs
from cleancopy.repair.residue import bare, named, numbered
from cleancopy.repair.taste import tastes
from cleancopy.repair.units import c1_controls, surrogate_pairs, utf16_as_bytes
from cleancopy.repair.wrapped import encoded_words, form_data


class Step(Struct, frozen=True):
    """A kind of damage: whether the text may hold it, which costs little, and how it is found, which costs more."""

    may: Callable[[str], bool]
    find: Callable[[str], list[Proposal]]


# Damage that was done last is undone first: what carried the text, then how its characters were written.
STRANGE_WRAPPINGS = (
    Step(runs.may_hold_controls, utf16_as_bytes),
    Step(runs.may_hold_controls, surrogate_pairs),
)
PLAIN_WRAPPINGS = (
    Step(proof.may_hold_entities, whole_entities),
    Step(proof.may_hold_entities, open_entities),
    Step(proof.may_hold_form_data, form_data),
    Step(proof.may_hold_escapes, escapes),
    Step(proof.may_hold_naked_escapes, naked),
    Step(proof.may_hold_backslashes, json_strings),
    Step(proof.may_hold_encoded_words, encoded_words),
    Step(proof.may_hold_equals_signs, quoted_printable),
    Step(proof.may_hold_plus_signs, utf7),
    Step(proof.may_hold_hashes, numbered),
    Step(proof.may_hold_closed_names, named),
)
PLAIN_WORDS = (Step(proof.may_hold_bare_names, bare), Step(proof.may_hold_excel_escapes, excel_escapes))
REMAINS = (Step(runs.may_hold_marks, byte_order_marks), Step(runs.may_hold_misread_signs, misread_signs))
LAYERS_AT_MOST = 12
# A misread text consists of runs that its page explains; where this share of it does not, others may explain it better.
COVERED = 0.7
HARDLY_COVERED = 0.4
MISREAD_AS = "UTF-8 read as "


def search(text: str, options: RepairOptions, proofs: bool = True) -> Repairs:
    """The repairs of a whole document; without `proofs` by looking for everything, with the same result."""
    draft = Draft(text)
    unsure: list[Finding] = []
    for _ in range(LAYERS_AT_MOST):
        found = next_layer(draft, proofs)
        sure = [proposal for proposal in found if proposal.confidence >= options.confidence_floor]
        unsure += (
            not_certain(draft, proposal)
            for proposal in found
            if proposal.confidence < options.confidence_floor
        )
        if sure:
            draft.revise(sure)
        elif draft.text == draft.base or (not found and finds_the_same(draft)):
            break
        else:
            draft.rest()
    while options.tastes and (found := tastes(draft.text, options)):
        draft.revise(found)
    if proofs and not draft.pieces and not unsure and proof.is_plain(text):
        return NOTHING
    edits = draft.repairs()
    return Repairs(edits, apart(edits, (*unsure, *wounds_left(draft))))


def finds_the_same(draft: Draft) -> bool:
    """Whether a new search would find nothing either: no misreading was undone, of which the present one knows."""
    return not pages_seen(draft) and not runs.may_be_cut_short(draft.text)


def not_certain(draft: Draft, proposal: Proposal) -> Finding:
    """A proposal below the confidence floor, as a finding."""
    why = "less certain than the confidence floor asks for: " + ", ".join(proposal.chain)
    span = draft.origin(proposal.start, proposal.end)
    return Finding(span, proposal.rule, why, ((proposal.after, proposal.confidence),))


def wounds_left(draft: Draft) -> Iterator[Finding]:
    """What is still visibly damaged when nothing more can be repaired."""
    if not runs.may_hold_cut_quotes(draft.text):
        return
    told = set()
    for finding in lost_quotes(draft.text)[1]:
        told.add(finding.span.start)
        span = draft.origin(finding.span.start, finding.span.end)
        yield Finding(span, finding.rule, finding.why, finding.candidates)
    for match in UNKNOWN.finditer(draft.text):
        if match.start() not in told:
            yield Finding(
                draft.origin(*match.span()), LOST, "bytes were lost here that nothing in the text tells"
            )


UNKNOWN = re.compile("\N{REPLACEMENT CHARACTER}+")


def apart(edits: Sequence[Repair], findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in text order, one a place, without those that touch an edit."""
    starts = [edit.span.start for edit in edits]
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda finding: (finding.span, finding.rule)):
        index = bisect_right(starts, finding.span.end) - 1
        if (
            index >= 0
            and edits[index].span.end > finding.span.start
            and edits[index].span.start < finding.span.end
        ):
            continue
        if not kept or kept[-1].span.end <= finding.span.start:
            kept.append(finding)
    return tuple(kept)


def next_layer(draft: Draft, proofs: bool) -> Sequence[Proposal]:
    """The outermost damage of the text; empty when there is none."""
    text = draft.text
    plain = proofs and proof.is_plain(text)
    for steps, part in (
        (STRANGE_WRAPPINGS, text),
        (PLAIN_WRAPPINGS, proof.ascii_part(text)),
        (PLAIN_WORDS, text),
        (REMAINS, text),
    ):
        if plain and (steps is STRANGE_WRAPPINGS or steps is REMAINS):
            continue
        for step in steps:
            if (not proofs or step.may(part)) and (found := step.find(text)):
                return found
    if plain:
        return () if pages_seen(draft) or not proof.may_be_mixed_up(text) else mixed_up(text).proposals
    return misreading(draft, proofs) or losses(draft, proofs)


def misreading(draft: Draft, proofs: bool) -> Sequence[Proposal]:
    """The one misreading that explains the text best; empty when it is likeliest as it is."""
    text = draft.text
    best = misread_utf8(text)
    covered = sum(proposal.end - proposal.start for proposal in best.proposals)
    beyond = len(text) - len(text.encode("ascii", "ignore"))
    if covered < COVERED * beyond:
        others = []
        if not proofs or runs.may_be_misread_as_double_bytes(text):
            others.append(misread_as_double_bytes(text))
        if not best.proposals and (found := a_grave(text, pages_seen(draft))):
            return found
        if not pages_seen(draft) and covered < HARDLY_COVERED * beyond:
            others += (double_bytes(text), mixed_up(text))
        best = max((best, *others), key=lambda explanation: explanation.gain)
    return best.proposals


def losses(draft: Draft, proofs: bool) -> Sequence[Proposal]:
    """What lost bytes leave behind, where it can be told what they were."""
    text = draft.text
    if (not proofs or runs.may_hold_controls(text)) and (found := c1_controls(text)):
        return found
    if (not proofs or runs.may_hold_cut_quotes(text)) and (found := lost_quotes(text)[0]):
        return found
    return lost_bytes(text, pages_seen(draft), draft.base)


def pages_seen(draft: Draft) -> frozenset[str]:
    """The names of the pages that parts of the text were found misread in."""
    steps = draft.steps
    return frozenset(step.removeprefix(MISREAD_AS) for step in steps if step.startswith(MISREAD_AS))
