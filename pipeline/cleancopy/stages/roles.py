"""The role of every block: each alone, then in context, then the facts inside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cleancopy.document import Change, Document, apply
from cleancopy.rules import RuleSet
from cleancopy.stages.alone import label_alone
from cleancopy.stages.facts import find_facts
from cleancopy.stages.in_context import label_in_context

if TYPE_CHECKING:
    from cleancopy.model.advice import Advice

# The balance that cleancopy.model calls its default.
BALANCE = "news"


def assign_roles(
    document: Document,
    rules: RuleSet,
    advice: Sequence[Advice] | None = None,
    preset: str = BALANCE,
) -> Iterator[Change]:
    """Labels for every block that is not plain story, then the facts.

    `advice` is what the model holds of each block, in order; None when it was not asked. `preset`
    names the balance between furniture that stays and story that goes. Raises ValueError when there
    is not one piece of advice for every block.
    """
    labels = list(label_in_context(label_alone(document, rules), rules))
    if advice is not None:
        from cleancopy.stages.advised import weigh_advice  # the model is heavy: loaded only when asked

        labels = list(weigh_advice(document, labels, rules, advice, preset))
    yield from labels
    yield from find_facts(apply(document, labels), rules)
