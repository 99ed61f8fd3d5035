"""The role of every block: each alone, then in context, then the facts inside."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from cleancopy.document import STORY, Change, Document, Label, apply
from cleancopy.rules import RuleSet
from cleancopy.stages.alone import label_alone
from cleancopy.stages.draft import Line
from cleancopy.stages.facts import find_facts
from cleancopy.stages.in_context import ROUNDS, label_in_context

if TYPE_CHECKING:
    from cleancopy.model.advice import Advice

# Asked for advice on the lines of a document, in order.
Adviser = Callable[[Sequence[str]], "Sequence[Advice]"]

# The balance that cleancopy.model calls its default.
BALANCE = "news"


def assign_roles(
    document: Document,
    rules: RuleSet,
    advice: Sequence[Advice] | Adviser | None = None,
    preset: str = BALANCE,
) -> Iterator[Change]:
    """Labels for every block that is not plain story, then the facts.

    `advice` is what the model holds of each block, in order, or who to ask for it; None when no model
    is wanted. Who is asked is asked again about what is kept, until nothing more goes: only then does
    a clean copy come out of a second cleaning unchanged. `preset` names the balance between furniture
    that stays and story that goes. Raises ValueError when there is not one piece of advice a block.
    """
    alone = label_alone(document, rules)
    if advice is None:
        labels = list(label_in_context(alone, rules))
    elif callable(advice):
        labels = list(_settled(alone, rules, advice, preset))
    else:
        if len(advice) != len(document.blocks):
            raise ValueError(f"{len(advice)} pieces of advice for {len(document.blocks)} blocks")
        labels = list(_advised(alone, rules, [advice[line.number] for line in alone], preset))
    yield from labels
    yield from find_facts(apply(document, labels), rules)


def _advised(lines: Sequence[Line], rules: RuleSet, advice: Sequence[Advice], preset: str) -> Iterator[Label]:
    from cleancopy.stages.advised import weigh_advice  # the model is heavy: loaded only when asked

    return weigh_advice(lines, list(label_in_context(lines, rules)), rules, advice, preset)


def _settled(alone: Sequence[Line], rules: RuleSet, ask: Adviser, preset: str) -> Iterator[Label]:
    """The labels after as many rounds as it takes until nothing more is taken out of the story."""
    kept = list(alone)
    named: dict[int, Label] = {}
    for _ in range(ROUNDS):
        for line in kept:
            named.pop(line.number, None)
        advice = ask([line.text for line in kept]) if kept else ()
        named |= {label.block: label for label in _advised(kept, rules, advice, preset)}
        rest = [line for line in kept if line.number not in named or named[line.number].role in STORY]
        if len(rest) == len(kept):
            break
        kept = rest
    return (named[number] for number in sorted(named))
