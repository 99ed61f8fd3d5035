"""What the rules for lines say of a page: the user's own rules decide, the others take facts out of lines."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from cleancopy.document import STORY, Document, Fact, Label, Role
from cleancopy.rules import INFERENCES, RuleSet
from cleancopy.stages.alone import label_alone
from cleancopy.stages.facts import facts_inside
from cleancopy.stages.in_context import label_in_context

# What the shipped rules are so sure of is no story, wherever it stands: captions and credits that name themselves,
# labels of advertisements. Of such blocks in the story of development pages, judged crosswise by site, 13 of 15
# captions, 10 of 10 labels and 32 of 54 credits are not in the reference; perfect news bodies rise by .6 points.
SURE: dict[Role | None, float] = {Role.CAPTION: 0.95, Role.CREDIT: 0.95, Role.BOILERPLATE: 0.99}
# Names and days of bylines come from the page's own facts.
LONGEST_SURE = 300
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


def sure_labels(document: Document, rules: RuleSet) -> Iterator[Label]:
    """Labels of the story's short blocks that a shipped rule is sure about; see `SURE`."""
    sure = sure_rules(rules)
    for number, block in enumerate(document.blocks):
        if block.role is Role.BODY and len(block.text) <= LONGEST_SURE:
            hit = next(iter(sure.hits(block.text.strip())), None)
            if hit is not None and hit.rule.role is not None:
                yield Label(number, hit.rule.role, hit.rule.id, hit.rule.confidence)


@lru_cache(maxsize=4)
def sure_rules(rules: RuleSet) -> RuleSet:
    """The shipped ones of these rules that `SURE` is about, without inferences."""
    chosen = [
        rule
        for rule in rules.rules
        if rule.id in rules.shipped and rule.where.anywhere and rule.confidence >= SURE.get(rule.role, 2.0)
    ]
    return RuleSet(chosen, off=INFERENCES)


def line_facts(document: Document, rules: RuleSet) -> Iterator[Fact]:
    """Datelines and sign-offs of the story, credits in captions: spans in code points of the block."""
    return facts_inside(document, rules, TELLING)
