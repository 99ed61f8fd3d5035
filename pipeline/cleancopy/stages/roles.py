"""The role of every block: each alone, then in context, then the facts inside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from cleancopy.document import STORY, Change, Document, Label, apply
from cleancopy.rules import RuleSet
from cleancopy.stages.alone import label_alone
from cleancopy.stages.draft import Line, is_sure
from cleancopy.stages.facts import find_facts
from cleancopy.stages.in_context import ROUNDS, label_in_context

if TYPE_CHECKING:
    from cleancopy.model.advice import Advice


class Adviser(Protocol):
    """Who can be asked about the lines of a document; `cleancopy.model.LineModel` is one."""

    def advise(self, lines: Sequence[str]) -> Sequence[Advice]:
        """One piece of advice a line, in order."""
        ...

    def reasons(self, lines: Sequence[str], roles: Mapping[int, str]) -> Mapping[int, Sequence[str]]:
        """What spoke for these roles, in words, for each line by its index."""
        ...


# The balance that cleancopy.model calls its default.
BALANCE = "news"
# So many words with a full stop are a sentence.
SENTENCE_WORDS = 4
# Inferences from the place in the document that no adviser improves on where all else is sentences.
TOLD_BY_PLACE = frozenset(
    {
        "byline-by-place",
        "caption-title",
        "headline-by-place",
        "headline-repeated",
        "standfirst-by-place",
        "subheading-by-shape",
    }
)
# The rule that the adviser's decisions go by.
ADVISED = "model"


def assign_roles(
    document: Document,
    rules: RuleSet,
    adviser: Adviser | None = None,
    preset: str = BALANCE,
) -> Iterator[Change]:
    """Labels for every block that is not plain story, then the facts.

    `adviser` is who else is asked about lines that no rule is sure of; None for the rules alone. It is
    asked again about what is kept, until nothing more goes: only then does a clean copy come out of a
    second cleaning unchanged. `preset` names the balance between furniture that stays and story that goes.
    """
    alone = label_alone(document, rules)
    if adviser is None:
        labels = list(label_in_context(alone, rules))
    else:
        labels = list(_explained(alone, _settled(alone, rules, adviser, preset), adviser))
    yield from labels
    yield from find_facts(apply(document, labels), rules)


def has_doubts(lines: Sequence[Line], labels: Sequence[Label], rules: RuleSet) -> bool:
    """Is there a line worth asking about: neither a sentence, nor told by a rule or by its place?

    Where all that is left is sentences an adviser is not asked: that is the cheap way for plain articles,
    and on the development dumps it costs 0.2 points of the residue for 0.01 of the body.
    """
    given = {label.block: label for label in labels}
    for line in lines:
        label = given.get(line.number)
        if label is None:
            if not (line.shape.ended and line.shape.words >= SENTENCE_WORDS):
                return True
        elif not (is_sure(label, rules) or label.rule in TOLD_BY_PLACE):
            return True
    return False


def _explained(alone: Sequence[Line], labels: Sequence[Label], adviser: Adviser) -> Iterator[Label]:
    """The labels, those that the adviser decided with its chance and its reasons in words."""
    index = {line.number: at for at, line in enumerate(alone)}
    asked = {index[label.block]: label.role.value for label in labels if label.rule == ADVISED}
    reasons = adviser.reasons([line.text for line in alone], asked) if asked else {}
    for label in labels:
        if label.rule == ADVISED:
            why = "; ".join((f"chance {label.confidence:.2f}", *reasons[index[label.block]]))
            label = replace(label, note=why)
        yield label


def _settled(alone: Sequence[Line], rules: RuleSet, adviser: Adviser, preset: str) -> list[Label]:
    """The labels after as many rounds as it takes until nothing more is taken out of the story."""
    kept = list(alone)
    named: dict[int, Label] = {}
    for _ in range(ROUNDS):
        for line in kept:
            named.pop(line.number, None)
        labels = list(label_in_context(kept, rules))
        if not has_doubts(kept, labels, rules):
            named |= {label.block: label for label in labels}
            break
        from cleancopy.stages.advised import weigh_advice  # brings the model: only where it is asked

        advice = adviser.advise([line.text for line in kept])
        named |= {label.block: label for label in weigh_advice(kept, labels, rules, advice, preset)}
        rest = [line for line in kept if line.number not in named or named[line.number].role in STORY]
        if len(rest) == len(kept):
            break
        kept = rest
    return [named[number] for number in sorted(named)]
