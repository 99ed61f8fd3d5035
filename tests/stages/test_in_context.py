"""What a line is depends on its place and its neighbours; where nothing is sure it stays story."""

from __future__ import annotations

import pytest

from cleancopy.document import Role
from cleancopy.rules import load_rules
from tests.stages.lines import labelled, story

SUMMARY = (
    "The old bridge will close for two years, and nobody in the town knows yet how to get to work by then."
)
LEAD = "The council voted on Monday to close the old bridge for two years while a new one is built beside it."
NEXT = "Traffic will be led over the northern ring road, which the council says can take another nine thousand cars."
LAST = "The bridge dates from 1923 and was last repaired in 1987, when the town paid for new bearings and a walkway."
QUOTE = "“We would have liked to do this ten years ago,” the mayor said, “but nobody wanted to pay the bill for it.”"


def roles(lines: list[str]) -> list[str]:
    return [block.role.value for block in labelled(lines)]


def test_the_first_line_above_the_paragraphs_is_the_headline() -> None:
    assert roles(["Old bridge to close for two years", LEAD, NEXT, LAST])[0] == "headline"


def test_a_cut_repeat_of_the_headline_is_an_alternative_headline() -> None:
    blocks = labelled(
        ["Old bridge to close for two", "Old bridge to close for two years | The Valley Courier", LEAD, NEXT]
    )
    assert [block.role for block in blocks[:2]] == [Role.HEADLINE, Role.HEADLINE]
    assert [fact.value for fact in blocks[0].facts] == ["Old bridge to close for two"]
    assert blocks[0].fact("alternative") is not None
    headline, site = blocks[1].fact("headline"), blocks[1].fact("site")
    assert headline is not None and headline.value == "Old bridge to close for two years"
    assert site is not None and site.value == "The Valley Courier"


def test_a_sentence_below_the_headline_that_the_lead_tells_again_is_a_standfirst() -> None:
    summary = (
        "The council closes the bridge for years, and a new bridge will be built beside the present one."
    )
    assert roles(["Old bridge to close for two years", summary, LEAD, NEXT])[1] == "standfirst"
    assert roles([summary, LEAD, NEXT])[0] == "body"


def test_a_short_line_between_two_paragraphs_is_a_subheading() -> None:
    assert roles([LEAD, NEXT, "What it costs", QUOTE, LAST])[2] == "subheading"
    assert roles([LEAD, NEXT, "“Nobody wanted to pay.”", QUOTE, LAST])[2] == "subheading"
    assert roles([LEAD, NEXT, "Nobody wanted to pay.", QUOTE, LAST])[2] == "body"


def test_a_question_between_two_paragraphs_is_a_subheading_but_not_those_of_an_interview() -> None:
    assert roles([LEAD, NEXT, "Why is the bridge so old?", QUOTE, LAST])[2] == "subheading"
    assert roles([LEAD, NEXT, "– Why is the bridge so old?", QUOTE, LAST])[2] == "body"
    assert roles([LEAD, NEXT, "Why is the bridge so old?", "He did not say.", LAST])[2] == "body"
    interview = [line for n in range(11) for line in (f"How did you get to work in {1990 + n}?", NEXT)]
    assert "subheading" not in roles([LEAD, NEXT, *interview, LAST])


def test_the_entries_of_a_list_are_no_subheadings() -> None:
    entries = ["stone for the pillars", "a walkway of oak", "steel from the north"]
    assert roles([LEAD, "The council will buy:", *entries, NEXT, LAST])[2:4] == ["body", "body"]
    assert roles([LEAD, NEXT, "- Stone for the pillars", QUOTE, LAST])[2] == "body"
    assert roles([LEAD, NEXT, "Stone for the pillars", QUOTE, LAST])[2] == "subheading"
    assert roles([LEAD, NEXT, "Ann Poe (left)", QUOTE, LAST])[2] != "subheading"


def test_a_question_behind_a_list_is_a_subheading_and_the_last_entry_is_none() -> None:
    entries = ["stone", "sand"]
    told = roles([LEAD, NEXT, "The council will buy:", *entries, "Who will pay for all that?", QUOTE, LAST])
    assert told[2:6] == ["body", "body", "body", "subheading"]


def test_a_short_first_paragraph_of_two_sentences_sums_up_what_the_long_ones_tell() -> None:
    top = (
        "The old bridge will close. Nobody in the town knows yet how to get to work by then, says the mayor."
    )
    long = f"{LEAD} {NEXT} {LAST}"
    assert roles(["Old bridge to close for two years", top, long, f"{QUOTE} {NEXT}"])[1] == "standfirst"
    assert roles(["Old bridge to close for two years", long, top, f"{QUOTE} {NEXT}"])[1] == "body"
    report = f"LONDON (AP) — {top}"
    assert roles(["Old bridge to close for two years", report, long, f"{QUOTE} {NEXT}"])[1] == "body"


def test_the_title_of_a_picture_stands_right_before_its_caption() -> None:
    caption = "The old bridge, seen from the mill on Monday. Ann Poe/Pool via AP"
    assert roles(["Bridge Council Vote", caption, LEAD, NEXT])[:2] == ["caption", "caption"]
    assert roles([caption, "Bridge Council Vote", LEAD, NEXT])[1] != "caption"


def test_the_same_short_line_between_paragraphs_is_no_story() -> None:
    lines = [LEAD, "Article of the day", NEXT, "Article of the day", QUOTE, "Article of the day", LAST]
    assert story(lines) == [LEAD, NEXT, QUOTE, LAST]


def test_short_lines_behind_the_end_are_furniture_and_before_it_are_not() -> None:
    tail = ["Most read", "Ten things to do this weekend", "Why the council is broke", "Share this article"]
    assert story([LEAD, NEXT, LAST, *tail]) == [LEAD, NEXT, LAST]
    assert story([LEAD, NEXT, "Three lanes", "Two walkways", LAST]) == [
        LEAD,
        NEXT,
        "Three lanes",
        "Two walkways",
        LAST,
    ]


def test_a_list_at_the_end_of_a_story_stays() -> None:
    results = ["Reds 3, Blues 1", "Greens 0, Whites 0", "Greys 2, Browns 4"]
    assert story([LEAD, NEXT, LAST, *results]) == [LEAD, NEXT, LAST, *results]


def test_a_biography_amid_the_story_is_story() -> None:
    bio = "Ann Poe is a reporter for Example News. She was arrested in the capital in March and has been held since then."
    assert roles([LEAD, bio, NEXT, LAST])[1] == "body"
    assert roles([LEAD, NEXT, LAST, bio])[3] == "author_bio"


def test_a_word_that_is_a_button_elsewhere_stays_story_by_itself() -> None:
    assert story([LEAD, "“Will you pay?” he asked the mayor.", "Yes.", NEXT, "No", LAST]) == [
        LEAD, "“Will you pay?” he asked the mayor.", "Yes.", NEXT, "No", LAST,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line", ["A line", "Advertising is a line of work", "# Comments", "Back at four.", "…", "1"]
)
def test_a_document_of_one_line_keeps_it(line: str) -> None:
    assert story([line]) == [line]


def test_a_sure_rule_speaks_without_any_story() -> None:
    assert story(["Advertisement"]) == []


def test_an_inference_that_is_switched_off_is_not_made() -> None:
    rules = load_rules(off=["headline-by-place", "subheading-by-shape"])
    blocks = labelled(["Old bridge to close for two years", LEAD, "What it costs", NEXT, LAST], rules)
    assert {block.role for block in blocks} == {Role.BODY}


def test_every_label_names_a_rule_or_an_inference() -> None:
    rules = load_rules()
    for block in labelled(
        ["Home", "Old bridge to close for two years", "By Ann Poe", LEAD, "Share", NEXT, "Most read", "More"]
    ):
        assert block.rule == "story-by-default" or rules.rule(block.rule) or rules.allows(block.rule)


@pytest.mark.parametrize("signature", ["Von dpa 28.04.2024, 16:33", "Anna Muster, 26.04.2024 10:00 Uhr"])
def test_who_and_when_may_stand_below_the_standfirst(signature: str) -> None:
    blocks = labelled(["Old bridge to close for two years", SUMMARY, signature, LEAD, NEXT])
    assert [block.role.value for block in blocks[1:4]] == ["standfirst", "byline", "body"]


def test_bylines_amid_the_story_sign_other_stories_from_the_third_on() -> None:
    boxes = ["A road too far", "Von Ina Muster", "Who pays for the town?", "Von Jan Muster"]
    blocks = labelled(["Old bridge to close", "Von Anna Muster", "Von Max Muster", LEAD, *boxes, NEXT])
    roles = {block.text: (block.role.value, block.rule) for block in blocks}
    assert roles["Von Max Muster"][0] == "byline"
    assert roles["Von Jan Muster"] == ("boilerplate", "byline-of-a-teaser")


def test_a_title_that_the_page_repeats_again_and_again_is_still_its_headline() -> None:
    title = "Old bridge to close for years"
    assert roles([title, title, LEAD, NEXT, "Home", LAST, title]) == [
        *("headline", "headline", "body", "body", "boilerplate", "body"),
        "boilerplate",
    ]


def test_names_below_the_story_sign_it_as_its_last_line_or_above_a_job_or_a_biography() -> None:
    title = "Old bridge to close for two years"
    assert roles([title, LEAD, NEXT, LAST, "Ann Poe"])[-1] == "byline"
    assert roles([title, LEAD, NEXT, LAST, "Ann Poe", "Journalist"])[-2:] == ["byline", "byline"]
    bio = "Ann Poe is a staff writer at The Valley Courier, covering roads and bridges."
    assert roles([title, LEAD, NEXT, LAST, "Ann Poe", bio])[-2:] == ["byline", "author_bio"]
    assert roles([title, LEAD, NEXT, "Ann Poe", LAST])[3] == "subheading"
    assert roles([title, LEAD, NEXT, LAST, "Not A Name?"])[-1] != "byline"


def test_above_many_paragraphs_a_headline_may_have_more_lines_below_it() -> None:
    title, deck = "Old bridge to close for two years", "Town waits for a new one and nobody knows how long"
    long = [LEAD, NEXT, LAST, QUOTE, LEAD + " Yes.", NEXT + " No."]
    assert roles([title, deck, "The valley in September 2024", *long])[0] == "headline"
    assert roles([title, deck, "The valley in September 2024", LEAD, NEXT])[0] == "body"


def test_the_line_below_a_lone_by_signs_the_story() -> None:
    lines = [
        "Old bridge to close for two years",
        "by",
        "Rosalind Achebe",
        "Photographs by Tim Horrocks",
        LEAD,
        NEXT,
        LAST,
    ]
    assert roles(lines)[1:3] == ["boilerplate", "byline"]


def test_a_name_above_a_credit_at_the_head_is_no_caption() -> None:
    lines = [
        "Old bridge to close for two years",
        "12 November 2026",
        "Olga Starkova",
        "Photo: Ann Poe",
        LEAD,
        NEXT,
        LAST,
    ]
    assert roles(lines)[2] == "byline"


def test_names_alone_below_the_headline_sign_the_story_where_first_names_are_known() -> None:
    assert (
        roles(["Old bridge to close for two years", "Anna Muster / Jan Beispiel", LEAD, NEXT, LAST])[1]
        == "byline"
    )


def test_what_ends_in_a_colon_above_the_first_paragraph_heads_it() -> None:
    lines = [
        "Old bridge to close for two years",
        "Published 12 November 2026",
        "The plan in short:",
        LEAD,
        NEXT,
        LAST,
    ]
    assert roles(lines)[2] == "body"


def test_points_below_the_headline_sum_the_story_up() -> None:
    points = [
        "- The bridge closes on Monday morning for two years",
        "- Buses take another way",
        "- Nobody knows the cost",
    ]
    lines = ["Old bridge to close for two years", *points, "Published 12 November 2026", LEAD, NEXT, LAST]
    assert roles(lines)[1:4] == ["standfirst"] * 3
