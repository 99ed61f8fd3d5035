"""The model advises; sure rules, datelines and a copy at rest are not put to the vote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from cleancopy.document import STORY, Block, apply
from cleancopy.model.advice import Advice
from cleancopy.rules import load_rules
from cleancopy.stages import assign_roles
from tests.stages.lines import document, shipped

HEADLINE = "Old bridge to close for two years"
LEAD = "The council voted on Monday to close the old bridge for two years while a new one is built beside it."
NEXT = "Traffic will be led over the northern ring road, which can take another nine thousand cars a day, they say."
LAST = "The bridge dates from 1923 and was last repaired in 1987, when the town paid for new bearings and a walkway."
WIRE = "LEEDS, England (AP) — The council voted on Monday to close the old bridge for two years, after a long debate."

TEXT = Advice(0.01, (("body", 0.97), ("boilerplate", 0.03)))
FURNITURE = Advice(0.999, (("boilerplate", 0.98), ("caption", 0.02)))


class Stub:
    """A model that takes these lines for furniture, with this much certainty, and all others for story."""

    def __init__(self, cut: Sequence[str], advice: Advice = FURNITURE) -> None:
        self.cut, self.advice = cut, advice

    def advise(
        self,
        lines: Sequence[str],
        needed: Sequence[bool] | None = None,
        held: Sequence[tuple[str, float] | None] | None = None,
    ) -> list[Advice]:
        return [self.advice if line in self.cut else TEXT for line in lines]

    def reasons(
        self,
        lines: Sequence[str],
        roles: Mapping[int, str],
        needed: Sequence[bool] | None = None,
    ) -> dict[int, tuple[str, ...]]:
        return {index: (f"says {lines[index][:3]}",) for index in roles}


def labelled(lines: Sequence[str], cut: Sequence[str]) -> tuple[Block, ...]:
    made = document(lines)
    return apply(made, assign_roles(made, shipped(), Stub(cut))).blocks


def test_a_line_that_no_rule_knows_is_cut_on_the_model_s_advice() -> None:
    teaser = "The mayor who would not pay for a bridge, and three others who did so with pleasure"
    blocks = labelled([HEADLINE, LEAD, NEXT, LAST, teaser, "Most read"], [teaser])
    assert (blocks[4].role.value, blocks[4].rule) == ("boilerplate", "model")
    assert blocks[4].note == "chance 1.00; says The"


def test_a_sure_rule_stands_against_the_model() -> None:
    blocks = labelled([HEADLINE, LEAD, "Advertisement", NEXT, LAST], [])
    assert blocks[2].rule == "ad-label-en"


def test_a_paragraph_with_a_dateline_is_never_cut_by_the_model() -> None:
    blocks = labelled([HEADLINE, WIRE, NEXT, LAST], [WIRE])
    assert blocks[1].role.value == "body"


def test_a_sentence_beside_the_story_is_not_cut_on_the_model_s_word_alone() -> None:
    last = "Nobody was hurt, the police said. The road is open again."
    for lines in (
        [HEADLINE, LEAD, "Share", last, "Menu", NEXT],
        [HEADLINE, LEAD, NEXT, "Share", "Menu", last],
    ):
        blocks = labelled([*lines, "Most read"], [last])
        assert next(block.role.value for block in blocks if block.text == last) == "body"


def test_a_text_that_the_rules_settle_is_not_put_to_the_model() -> None:
    made = document([HEADLINE, LEAD, NEXT, LAST, WIRE, LEAD])

    class Nobody(Stub):
        def advise(
            self,
            lines: Sequence[str],
            needed: Sequence[bool] | None = None,
            held: Sequence[tuple[str, float] | None] | None = None,
        ) -> list[Advice]:
            raise AssertionError(lines)

    blocks = apply(made, assign_roles(made, shipped(), Nobody([]))).blocks
    assert [block.role.value for block in blocks][1:] == ["body"] * 5


@pytest.mark.parametrize(("share", "role"), [(0.1, "headline"), (0.01, "body")])
def test_the_place_tells_the_headline_where_the_model_holds_it_for_possible(share: float, role: str) -> None:
    made = document([HEADLINE, LEAD, "A town holds its breath", NEXT, LAST])
    stub = Stub([HEADLINE], Advice(0.01, (("body", 0.99 - share), ("headline", share))))
    assert apply(made, assign_roles(made, shipped(), stub)).blocks[0].role.value == role


def test_short_sentences_behind_a_box_that_points_elsewhere_stay() -> None:
    short = "The mayor denies it."
    lines = [HEADLINE, LEAD, NEXT, "Read more", "Ten things to do in the town", short, LAST, WIRE]
    blocks = labelled([*lines, "Most read", "Share"], [short, lines[4]])
    assert [block.role.value for block in blocks[4:6]] == ["boilerplate", "body"]


def asked_about(lines: Sequence[str]) -> list[str]:
    """The lines that the model is asked about in the first round."""
    asked: list[list[str]] = []

    class Listening(Stub):
        def advise(
            self,
            lines: Sequence[str],
            needed: Sequence[bool] | None = None,
            held: Sequence[tuple[str, float] | None] | None = None,
        ) -> list[Advice]:
            assert needed is not None
            asked.append([line for line, ask in zip(lines, needed, strict=True) if ask])
            return super().advise(lines, needed, held)

    made = document(lines)
    list(assign_roles(made, shipped(), Listening([])))
    return asked[0]


def test_the_model_is_not_asked_about_what_is_settled() -> None:
    teasers = [f"another story of the day, number {number}" for number in ("one", "two", "three")]
    close = ["Most read", "Share", "Advertisement", "Read more", *teasers]
    heading = "A town holds its breath"
    one, two, three = f"{LEAD} {NEXT}", f"{NEXT} {LAST}", f"{LAST} {LEAD}"
    asked = asked_about([HEADLINE, LEAD, two, three, heading, one, two, LAST, two, three, *close])
    assert HEADLINE in asked
    assert not {one, two, three, LAST, heading, *close} & set(asked)


def test_the_model_is_asked_about_names_amid_furniture() -> None:
    close = ["Most read", "Share", "Advertisement", "Read more", "Ann Poe", "Most read"]
    asked = asked_about([HEADLINE, "By Ann Poe", LEAD, "A town holds its breath", NEXT, LAST, *close])
    assert "Ann Poe" in asked
    assert not {"By Ann Poe", "Share"} & set(asked)


def test_the_model_is_told_what_rules_and_inferences_hold() -> None:
    told: list[tuple[str, float] | None] = []

    class Listening(Stub):
        def advise(
            self,
            lines: Sequence[str],
            needed: Sequence[bool] | None = None,
            held: Sequence[tuple[str, float] | None] | None = None,
        ) -> list[Advice]:
            told.extend(held or [])
            return super().advise(lines, needed, held)

    lines = [
        HEADLINE,
        "By Ann Poe",
        LEAD,
        "Share",
        "A town holds its breath",
        NEXT,
        "Ann Poe contributed reporting.",
    ]
    made = document(lines)
    list(assign_roles(made, shipped(), Listening([])))
    assert told[:3] == [("headline", 0.8), ("byline", 0.95), None]
    assert [one[0] for one in told[3:7] if one is not None] == ["boilerplate", "subheading", "note"]


def test_a_copy_comes_to_rest_with_the_model_too() -> None:
    lines = [HEADLINE, LEAD, "Share", NEXT, "Ten things to do", LAST, "Most read"]
    once = [block.text for block in labelled(lines, ["Ten things to do"]) if block.role in STORY]
    assert [block.text for block in labelled(once, ["Ten things to do"]) if block.role in STORY] == once


def test_advice_is_one_piece_a_line() -> None:
    class Short(Stub):
        def advise(
            self,
            lines: Sequence[str],
            needed: Sequence[bool] | None = None,
            held: Sequence[tuple[str, float] | None] | None = None,
        ) -> list[Advice]:
            return [TEXT]

    with pytest.raises(ValueError):
        list(assign_roles(document(["Ten things", LEAD, "The ring road"]), shipped(), Short([])))


def test_an_agency_s_sign_ends_the_report_and_makes_no_caption() -> None:
    last = "The council will vote again in May, and until then the ring road has to do, the mayor said. (AP/Reuters)"
    blocks = labelled([HEADLINE, LEAD, NEXT, last, "Most read", "Share"], [])
    assert blocks[3].role.value == "body"


TITLED = Advice(0.01, (("headline", 0.9), ("body", 0.09), ("boilerplate", 0.01)))


def titled(lines: Sequence[str], called: Sequence[str]) -> list[str]:
    """The lines that are headlines where a model takes these for some; no place tells one here."""
    made = document(lines)
    rules = load_rules(off=["headline-by-place"])
    blocks = apply(made, assign_roles(made, rules, Stub(called, TITLED))).blocks
    return [block.text for block in blocks if block.role.value == "headline"]


def test_what_only_the_model_calls_a_headline_has_some_words() -> None:
    rest = ["Share this article", LEAD, NEXT, LAST, "Most read", "Old bridges of the north"]
    assert titled([HEADLINE, *rest], [HEADLINE]) == [HEADLINE]
    assert titled(["Makes: 12", *rest], ["Makes: 12"]) == []


def test_below_a_headline_the_model_s_next_one_says_some_of_its_words() -> None:
    rest = ["Share this article", LEAD, NEXT, LAST, "Most read", "Old bridges of the north"]
    again, other = "The bridge that closes for years", "Two pounds of flour"
    assert titled([HEADLINE, again, *rest], [HEADLINE, again]) == [HEADLINE, again]
    assert titled([HEADLINE, other, *rest], [HEADLINE, other]) == [HEADLINE]
