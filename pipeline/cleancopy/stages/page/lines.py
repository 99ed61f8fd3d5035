"""What the rules for lines say of a page: the user's own rules decide, the others take facts out of lines."""

from __future__ import annotations

from collections.abc import Iterator

from cleancopy.document import STORY, Document, Fact, Label, Role
from cleancopy.rules import RuleSet
from cleancopy.stages.alone import label_alone
from cleancopy.stages.facts import facts_inside
from cleancopy.stages.in_context import label_in_context

# Names and days of bylines come from the page's own facts.
TELLING = STORY | {Role.CAPTION, Role.CREDIT, Role.CONTRIBUTOR}


def own_labels(document: Document, rules: RuleSet) -> Iterator[Label]:
    """Labels of a labelled page by the user's own rules, which beat the page model.

    A rule that is bound to a place or to neighbours looks at the story alone: on a page furniture stands
    around it that a text would not have. Nothing when all rules are the shipped ones.
    """
    own = rules.own
    if not own.rules:
        return
    lines = label_alone(document, own)
    for line in lines:
        hit = next((hit for hit in line.hits if hit.rule.where.anywhere), None)
        if hit is not None and hit.rule.role is not None:
            yield Label(line.number, hit.rule.role, hit.rule.id, hit.rule.confidence)
    story = [line for line in lines if document.blocks[line.number].role in STORY]
    yield from (label for label in label_in_context(story, own) if own.rule(label.rule) is not None)


def line_facts(document: Document, rules: RuleSet) -> Iterator[Fact]:
    """Datelines and sign-offs of the story, credits in captions: spans in code points of the block."""
    return facts_inside(document, rules, TELLING)
