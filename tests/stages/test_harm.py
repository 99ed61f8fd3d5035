"""The loss budget: what is in doubt stays, what is certain goes, and what would be lost is refused."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cleancopy.document import STORY, Document, Doubt, Label, Role, apply, divided
from cleancopy.errors import HarmDone
from cleancopy.stages.harm import SPARED, check_harm, share_lost, spared
from cleancopy.stages.selection import select_story
from cleancopy.trace import Origin, Span, TracedText

PARAGRAPH = (
    "The council agreed on Tuesday evening, after a long debate in the town hall, to rebuild the old bridge "
    "over the river, which has been closed to lorries for more than a year."
)


def document(labels: Sequence[Label], paragraphs: int = 4) -> Document:
    """So many paragraphs, labelled."""
    text = "\n\n".join([PARAGRAPH] * paragraphs)
    whole = Document("text", TracedText.of(Origin(text, text.encode(), "utf-8")))
    step = len(PARAGRAPH) + 2
    spans = [Span(at * step, at * step + len(PARAGRAPH)) for at in range(paragraphs)]
    return apply(divided(whole, spans), labels)


def gone(number: int, rule: str, confidence: float, role: Role = Role.BOILERPLATE) -> Label:
    return Label(number, role, rule, confidence)


def told(found: Document) -> list[tuple[str, Role]]:
    return [(block.rule, block.role) for block in found.blocks]


@pytest.mark.parametrize("rule", ["model", "run-of-short-lines"])
def test_paragraphs_that_are_in_doubt_stay_where_the_budget_would_not_hold(rule: str) -> None:
    found = document([gone(3, rule, 0.87)])
    changes = list(spared(found, STORY, 0.2))
    assert [type(change) for change in changes] == [Label, Doubt]
    after = apply(found, changes)
    assert told(after)[3] == (SPARED, Role.BODY)
    assert [oddity.rule for oddity in after.oddities] == [SPARED]
    check_harm(apply(after, select_story(after, STORY)), 0.2)


def test_within_the_budget_nothing_comes_back() -> None:
    assert list(spared(document([gone(3, "model", 0.87)]), STORY, 0.25)) == []


def test_all_of_them_come_back_or_none() -> None:
    found = document([gone(2, "model", 0.6), gone(3, "model", 0.9)], paragraphs=5)
    after = apply(found, spared(found, STORY, 0.2))
    assert [role for _, role in told(after)] == [Role.BODY] * 5


def test_what_the_model_is_nearly_certain_of_counts_by_its_chance() -> None:
    found = document([gone(2, "model", 0.98), gone(3, "model", 0.98)])
    assert list(spared(found, STORY, 0.2)) == []
    assert share_lost(found, [block.role not in STORY for block in found.blocks], ()) < 0.03


def test_a_standfirst_that_is_half_of_a_short_story_stays_in_it() -> None:
    found = document([gone(0, "standfirst-by-place", 0.6, Role.STANDFIRST)], paragraphs=2)
    assert told(apply(found, spared(found, STORY, 0.2)))[0] == (SPARED, Role.BODY)


def test_what_a_rule_took_out_stays_out_and_is_refused() -> None:
    found = document([gone(3, "my-own-rule", 0.9)])
    assert list(spared(found, STORY, 0.2)) == []
    with pytest.raises(HarmDone, match="of what looks like story"):
        check_harm(apply(found, select_story(found, STORY)), 0.2)


def test_what_a_shipped_rule_is_sure_of_is_no_story() -> None:
    found = document([gone(3, "copyright-line", 0.9)])
    check_harm(apply(found, select_story(found, STORY)), 0.0, proved={"copyright-line"})


def test_where_the_body_is_not_wanted_nothing_is_spared() -> None:
    found = document([gone(3, "model", 0.6)])
    assert list(spared(found, {Role.HEADLINE}, 0.2)) == []
