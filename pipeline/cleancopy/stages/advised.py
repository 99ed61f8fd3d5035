"""Rules first, where they are sure; for all other blocks the model's advice is weighed with what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleancopy.document import NOTES, Label, Role
from cleancopy.model.advice import Advice
from cleancopy.model.decision import RuleHit, decide
from cleancopy.model.roles import TEXT_ROLES
from cleancopy.rules import RuleSet
from cleancopy.stages.draft import Line

# A rule of at least this confidence is not put to the vote; inferences always are.
SURE = 0.85
# The model knows one role for all notes; a note that no rule knows is most often about the writer.
NOTE = "note"
# What only a paragraph of a report holds.
REPORT = frozenset({"dateline", "sign_off"})

# Who signs a text, dates it or puts a picture to it, makes news of it.
SIGNED = NOTES | {Role.BYLINE, Role.DATE, Role.CAPTION, Role.CREDIT}


def weigh_advice(
    lines: Sequence[Line],
    labels: Sequence[Label],
    rules: RuleSet,
    advice: Sequence[Advice],
    preset: str,
) -> Iterator[Label]:
    """The final labels, in the order of the lines; lines without one are story.

    `advice` has one piece a line. In a document that does not look like news, and that nobody has
    signed, only sure rules count.
    """
    given = {label.block: label for label in labels}
    hits = [_hits(given.get(line.number)) for line in lines]
    verdict = decide([line.text for line in lines], advice, hits, preset)
    signed = any(is_sure(label, rules) and label.role in SIGNED for label in labels)
    for line, decision in zip(lines, verdict.decisions, strict=True):
        label = given.get(line.number)
        if label is not None and is_sure(label, rules):
            yield label
        elif not (verdict.looks_like_news or signed):
            continue
        elif label is not None and _agrees(label, decision.role):
            yield label
        elif decision.role != Role.BODY and not (label is None and is_report(line, rules)):
            role = Role.AUTHOR_BIO if decision.role == NOTE else Role(decision.role)
            yield Label(line.number, role, decision.by, decision.confidence)


def is_sure(label: Label, rules: RuleSet) -> bool:
    """Was the label given by a rule, not by an inference, and with confidence?"""
    return rules.rule(label.rule) is not None and label.confidence >= SURE


def is_report(line: Line, rules: RuleSet) -> bool:
    """Does the line begin with a dateline, or end with an agency's sign-off?"""
    hits = (rules.fits(finder, line.text) for finder in rules.finders(Role.BODY))
    return any(hit is not None and any(name in REPORT for name, _, _ in hit.found) for hit in hits)


def _agrees(label: Label, role: str) -> bool:
    """Is it the same role, or another one of the text? What heads what is told by the place."""
    spoken = _spoken(label.role)
    return role == spoken or (role in TEXT_ROLES and spoken in TEXT_ROLES)


def _hits(label: Label | None) -> tuple[RuleHit, ...]:
    return () if label is None else ((_spoken(label.role), label.rule, label.confidence),)


def _spoken(role: Role) -> str:
    """The role as the model calls it."""
    return NOTE if role in NOTES else role.value
