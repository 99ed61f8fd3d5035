"""Find what is damaged in a text, layer under layer, until nothing more is found."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from cleancopy.repair import proof
from cleancopy.repair.borrowed import borrowed_signs
from cleancopy.repair.crossed import read_in_another
from cleancopy.repair.draft import Draft, Explanation, Proposal
from cleancopy.repair.eastern import double_bytes
from cleancopy.repair.later import compiled
from cleancopy.repair.lost import RULE as LOST
from cleancopy.repair.lost import a_grave, lost_bytes
from cleancopy.repair.lowered import lowered
from cleancopy.repair.misread import misread_utf8
from cleancopy.repair.mixup import mixed_up
from cleancopy.repair.multibyte import misread_as_double_bytes
from cleancopy.repair.options import RepairOptions
from cleancopy.repair.pages import ONE_BYTE_PAGES
from cleancopy.repair.quotes import lost_quotes
from cleancopy.repair.repairs import NOTHING, SOUND, UTF_8, Finding, Malformed, Repair, Repairs
from cleancopy.repair.strays import (
    EMPTY,
    Wounds,
    but_known,
    empty_bytes,
    escaped_bytes,
    stray_bytes,
    whole_sequences,
)
from cleancopy.repair.taste import tastes
from cleancopy.repair.units import HALF_LENGTH, c1_controls, pairs_of_halves

LAYERS_AT_MOST = 12
# A misread text consists of runs that its page explains; where this share of it does not, others may explain it better.
COVERED = 0.7
HARDLY_COVERED = 0.4
MISREAD_AS = "UTF-8 read as "


def search(text: str, options: RepairOptions, proofs: bool = True, malformed: Malformed = SOUND) -> Repairs:
    """The repairs of a whole document; without `proofs` by looking for everything, with the same result."""
    draft = Draft(text)
    unsure: list[Finding] = []
    wounds = malformed.bytes or escaped_bytes(text)
    if wounds:
        unsure += put_back(draft, wounds, malformed.encoding, options)
    for _ in range(LAYERS_AT_MOST):
        found = but_known(draft, next_layer(draft, proofs), wounds)
        sure = [proposal for proposal in found if proposal.confidence >= options.confidence_floor]
        if len(sure) < len(found):
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
    if not draft.is_revised() and not unsure and not proof.signs(text) & proof.CUT:
        return NOTHING
    edits = draft.repairs()
    if wounds:
        unsure += [Finding(edit.span, LOST, NOTHING_TELLS) for edit in edits if edit.rule == EMPTY]
        edits = tuple(edit for edit in edits if edit.rule != EMPTY)
    return Repairs(edits, apart(edits, (*unsure, *wounds_left(draft))))


def put_back(draft: Draft, wounds: Wounds, encoding: str, options: RepairOptions) -> list[Finding]:
    """Read the malformed bytes that are letters of another page; what is not certain comes back as findings."""
    if encoding != UTF_8:
        draft.revise(empty_bytes(wounds) if encoding in ONE_BYTE_PAGES else ())
        return []
    # Three bytes and more are half of a surrogate pair, of a character that was cut short, or a reference of a page.
    single = {at: byte for at, byte in wounds.items() if len(byte) < HALF_LENGTH}
    sequences = [*whole_sequences(single), *pairs_of_halves(wounds)]
    inside = {point for one in sequences for point in range(one.start, one.end)}
    proposals, findings = stray_bytes(
        draft.text, {at: byte for at, byte in single.items() if at not in inside}
    )
    findings += (not_certain(draft, one) for one in proposals if one.confidence < options.confidence_floor)
    proposals = sorted((*proposals, *sequences), key=lambda proposal: proposal.start)
    draft.revise(one for one in proposals if one.confidence >= options.confidence_floor)
    draft.rest()
    return findings


def finds_the_same(draft: Draft) -> bool:
    """Whether a new search would find nothing either: no misreading was undone, of which the present one knows."""
    return not pages_seen(draft) and not proof.signs(draft.text) & proof.SHORT


def not_certain(draft: Draft, proposal: Proposal) -> Finding:
    """A proposal below the confidence floor, as a finding."""
    why = "less certain than the confidence floor asks for: " + ", ".join(proposal.chain)
    span = draft.origin(proposal.start, proposal.end)
    return Finding(span, proposal.rule, why, ((proposal.after, proposal.confidence),))


def wounds_left(draft: Draft) -> Iterator[Finding]:
    """What is still visibly damaged when nothing more can be repaired."""
    if not proof.signs(draft.text) & proof.CUT:
        return
    told = set()
    for finding in lost_quotes(draft.text)[1]:
        told.add(finding.span.start)
        span = draft.origin(finding.span.start, finding.span.end)
        yield Finding(span, finding.rule, finding.why, finding.candidates)
    for match in UNKNOWN.finditer(draft.text):
        if match.start() not in told:
            yield Finding(draft.origin(*match.span()), LOST, NOTHING_TELLS)


NOTHING_TELLS = "bytes were lost here that nothing in the text tells"
UNKNOWN = compiled("\N{REPLACEMENT CHARACTER}+")


def apart(edits: Sequence[Repair], findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in text order, one a place, without those that touch an edit."""
    ordered = sorted(findings, key=lambda finding: (finding.span, finding.rule))
    starts = [edit.span.start for edit in edits] if ordered else []
    kept: list[Finding] = []
    for finding in ordered:
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
    signs = proof.signs(text) if proofs else proof.ALL
    if signs & proof.CARRIED and (found := in_what_carried(text, signs)):
        return found
    if signs & proof.STRANGE:
        return misreading(draft, signs) or losses(draft, signs)
    return mixed_up(text).proposals if signs & proof.ODD and not pages_seen(draft) else ()


def in_what_carried(text: str, signs: int) -> Sequence[Proposal]:
    """Damage by what carried the text. Its modules, a third of the engine, are loaded where one looks for it."""
    from cleancopy.repair.carried import STEPS

    return next((found for step in STEPS if signs & step.signs and (found := step.find(text))), ())


def misreading(draft: Draft, signs: int) -> Sequence[Proposal]:
    """The one misreading that explains the text best; empty when it is likeliest as it is."""
    text = draft.text
    best = misread_utf8(text)
    if not best.proposals and text.isascii():
        return ()
    covered = sum(proposal.end - proposal.start for proposal in best.proposals)
    beyond = len(text) - len(text.encode("ascii", "ignore")) if covered else 1
    if covered >= HARDLY_COVERED * beyond and is_out_of_the_blue(text, beyond, best):
        best = max((best, borrowed_signs(text)), key=lambda explanation: explanation.gain)
    # (What is holed, tells the question here; that a sign is missing is a proof elsewhere.)
    holed = proof.signs(text) & proof.HOLED
    if holed and not seen_whole(best, covered, beyond) and (small := lowered(text).proposals):
        return small
    if covered < COVERED * beyond:
        others: list[Explanation] = []
        if signs & proof.EASTERN_LETTERS:
            others += (misread_as_double_bytes(text), read_in_another(text))
        seen = pages_seen(draft)
        if not best.proposals and (signs & proof.A_TILDES or seen) and (found := a_grave(text, seen)):
            return found
        if not seen and covered < HARDLY_COVERED * beyond:
            borrowed = borrowed_signs(text)
            others += (borrowed,) if borrowed.proposals else (double_bytes(text), mixed_up(text))
        best = max((best, *others), key=lambda explanation: explanation.gain)
    return best.proposals


def seen_whole(best: Explanation, covered: int, beyond: int) -> bool:
    """Whether a page explains nearly all that lies beyond ASCII."""
    return bool(best.proposals) and covered >= COVERED * beyond


def is_out_of_the_blue(text: str, beyond: int, best: Explanation) -> bool:
    """Whether letters of another alphabet would come into text that is mostly Latin."""
    return 2 * beyond < len(text) and any(
        char > END_OF_LATIN and char.isalpha() for proposal in best.proposals for char in proposal.after
    )


END_OF_LATIN = "\u036f"


def losses(draft: Draft, signs: int) -> Sequence[Proposal]:
    """What lost bytes leave behind, where it can be told what they were."""
    text = draft.text
    if signs & proof.C1 and (found := c1_controls(text)):
        return found
    if signs & proof.CUT and (found := lost_quotes(text)[0]):
        return found
    return lost_bytes(text, pages_seen(draft), draft.base)


def pages_seen(draft: Draft) -> frozenset[str]:
    """The names of the pages that parts of the text were found misread in."""
    steps = draft.steps
    return frozenset(step.removeprefix(MISREAD_AS) for step in steps if step.startswith(MISREAD_AS))
