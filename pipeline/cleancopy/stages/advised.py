"""Rules first, where they are sure; for all other blocks the model's advice is weighed with what they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleancopy.document import NOTES, Document, Label, Role
from cleancopy.model.advice import Advice
from cleancopy.model.decision import RuleHit, decide
from cleancopy.rules import RuleSet

# A rule of at least this confidence is not put to the vote; inferences always are.
SURE = 0.85
# The model knows one role for all notes; a note that no rule knows is most often about the writer.
NOTE = "note"


def weigh_advice(
    document: Document,
    labels: Sequence[Label],
    rules: RuleSet,
    advice: Sequence[Advice],
    preset: str,
) -> Iterator[Label]:
    """The final labels, in the order of the blocks; blocks without one are story.

    In a document that does not look like news only sure rules count.
    """
    if len(advice) != len(document.blocks):
        raise ValueError(f"{len(advice)} pieces of advice for {len(document.blocks)} blocks")
    given = {label.block: label for label in labels}
    hits = [_hits(given.get(number)) for number in range(len(document.blocks))]
    verdict = decide([block.text for block in document.blocks], advice, hits, preset)
    for number, decision in enumerate(verdict.decisions):
        label = given.get(number)
        if (label is not None and is_sure(label, rules)) or (
            label is not None and decision.role == _spoken(label.role)
        ):
            yield label
        elif decision.role != Role.BODY:
            role = Role.AUTHOR_BIO if decision.role == NOTE else Role(decision.role)
            yield Label(number, role, decision.by, decision.confidence)


def is_sure(label: Label, rules: RuleSet) -> bool:
    """Was the label given by a rule, not by an inference, and with confidence?"""
    return rules.rule(label.rule) is not None and label.confidence >= SURE


def _hits(label: Label | None) -> tuple[RuleHit, ...]:
    return () if label is None else ((_spoken(label.role), label.rule, label.confidence),)


def _spoken(role: Role) -> str:
    """The role as the model calls it."""
    return NOTE if role in NOTES else role.value
