"""The role of every block: each alone, then in context, then the facts inside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from msgspec.structs import replace

from cleancopy.document import STORY, Change, Document, Doubt, Label, Role, apply
from cleancopy.rules import RuleSet
from cleancopy.stages.alone import label_alone
from cleancopy.stages.asking import needed
from cleancopy.stages.doubt import (
    Judgement,
    believed,
    held,
    is_doubtful,
    is_no_page,
    without_small_print,
)
from cleancopy.stages.draft import Line
from cleancopy.stages.facts import find_facts
from cleancopy.stages.in_context import ROUNDS, label_in_context

if TYPE_CHECKING:
    from cleancopy.model.advice import Advice
    from cleancopy.model.roles import Held


class Adviser(Protocol):
    """Who can be asked about the lines of a document; `cleancopy.model.LineModel` is one."""

    def advise(
        self,
        lines: Sequence[str],
        needed: Sequence[bool] | None = None,
        held: Sequence[Held | None] | None = None,
    ) -> Sequence[Advice]:
        """One piece of advice a line, in order.

        `held` is what rules and inferences hold of them: a role, as the model calls it, and how sure. Where
        `needed` is False that is the advice, or that the line is a paragraph.
        """
        ...

    def reasons(
        self,
        lines: Sequence[str],
        roles: Mapping[int, str],
        needed: Sequence[bool] | None = None,
    ) -> Mapping[int, Sequence[str]]:
        """What spoke for these roles, in words, for each line by its index; `needed` as `advise` was given it."""
        ...


# The balance that cleancopy.model calls its default.
BALANCE = "news"
# The rule that the adviser's decisions go by.
ADVISED = "model"

# What is said of a text that is no article; of one or two lines nothing can be said.
NOT_NEWS = "not-news"
WHY_NOT_NEWS = "this does not look like news; nothing is cut but what a rule is sure of"
LEAST_LINES = 3


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
    alone = without_small_print(label_alone(document, rules))
    if adviser is None:
        labels = list(label_in_context(alone, rules))
    else:
        settled, first = _settled(alone, rules, adviser, preset)
        labels = list(_explained(alone, settled, adviser, first))
        if not first.news and len(alone) >= LEAST_LINES:
            yield Doubt(document.blocks[alone[0].number].span, NOT_NEWS, WHY_NOT_NEWS)
    yield from labels
    yield from find_facts(apply(document, labels), rules)


def _explained(
    alone: Sequence[Line], labels: Sequence[Label], adviser: Adviser, first: Judgement
) -> Iterator[Label]:
    """The labels, those that the adviser decided with its chance and its reasons in words.

    In the `first` round it was asked about most of them.
    """
    index = {line.number: at for at, line in enumerate(alone)}
    asked = {index[label.block]: label.role.value for label in labels if label.rule == ADVISED}
    reasons: Mapping[int, Sequence[str]] = {}
    if asked:
        reasons = adviser.reasons([line.text for line in alone], asked, first.needed or None)
    for label in labels:
        if label.rule == ADVISED:
            why = "; ".join((f"chance {label.confidence:.2f}", *reasons[index[label.block]]))
            label = replace(label, note=why)
        yield label


def _settled(
    alone: Sequence[Line], rules: RuleSet, adviser: Adviser, preset: str
) -> tuple[list[Label], Judgement]:
    """The labels after as many rounds as it takes until nothing more is taken out of the story.

    With them what was judged of the text as it came.
    """
    kept = list(alone)
    named: dict[int, Label] = {}
    rounds: list[Judgement] = []
    for _ in range(ROUNDS):
        for line in kept:
            named.pop(line.number, None)
        judged = _judged(kept, rules, adviser, preset)
        named |= {label.block: label for label in judged.labels}
        rounds.append(judged)
        if judged.settled:
            break
        rest = [line for line in kept if line.number not in named or named[line.number].role in STORY]
        if len(rest) == len(kept):
            break
        kept = rest
    return [named[number] for number in sorted(named)], rounds[0]


def _judged(lines: Sequence[Line], rules: RuleSet, adviser: Adviser, preset: str) -> Judgement:
    """The labels of one round; the model is asked where the rules leave enough in doubt.

    They are settled when all labels of the rules stand: then another round would give the same.
    """
    labels = list(label_in_context(lines, rules))
    if is_no_page(lines):
        return Judgement([label for label in labels if _stays(label, lines)], False, settled=True)
    if not is_doubtful(lines, labels, rules):
        judged = believed(lines, labels, rules)
        settled = len(judged.labels) == len(labels) and not _opens_doubt(lines, labels, rules)
        return replace(judged, settled=settled)
    from cleancopy.stages.advised import weigh_advice  # the model is heavy: loaded only when asked

    asked = needed(lines, labels, rules)
    advice = adviser.advise([line.text for line in lines], asked, held(lines, labels))
    judged = weigh_advice(lines, labels, rules, advice, preset)
    return replace(judged, needed=asked)


def _stays(label: Label, lines: Sequence[Line]) -> bool:
    """In what is no page: is it a label of the text, or of the title, which is the first line above a sentence?

    A title above anything else would leave another first line behind, which looks like a title as well.
    """
    if label.role is Role.HEADLINE:
        return len(lines) > 1 and label.block == lines[0].number and lines[1].shape.ended
    return label.role in STORY


def _opens_doubt(lines: Sequence[Line], labels: Sequence[Label], rules: RuleSet) -> bool:
    """Would what is kept, by itself, leave enough in doubt to ask the model?"""
    taken = {label.block for label in labels if label.role not in STORY}
    rest = [line for line in lines if line.number not in taken]
    return is_doubtful(rest, [label for label in labels if label.block not in taken], rules)
