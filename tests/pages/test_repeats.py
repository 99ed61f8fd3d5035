"""A story that a page holds for each width of the screen is told once, and what is said twice by will stays."""

from __future__ import annotations

import cleancopy
from cleancopy.stages.page import PageOptions, decide
from cleancopy.stages.page.model import Judged
from cleancopy.stages.page.repeats import repeats
from tests.pages.sample import PAGE, STORY
from tests.pages.test_out_of_the_story import opened

BODY = '<div class="article-body">'


def test_a_story_for_each_width_is_told_once() -> None:
    first = "".join(f"<p>{part}</p>" for part in STORY)
    wide = PAGE.replace(BODY, f'<div class="ssr-variant hidden-1x">{first}</div>{BODY}')
    page = opened(wide)
    sure = decide(
        page, PageOptions(), judged_by=lambda features: [Judged(0.9, row) for row in features.rows()]
    )
    told = [page.blocks[number] for number in sure.story]
    assert [told.count(part) for part in STORY] == [1, 1, 1, 1]
    assert sum(label.rule == "page-repeat" for label in sure.labels) == 4
    paragraphs = cleancopy.clean(wide.encode(), name="wide.html").text.split("\n\n")
    assert len(paragraphs) == len(set(paragraphs))


def test_runs_are_long_enough_and_whole() -> None:
    lines = [*"abcdexyz", *"abc"]
    assert repeats(lines, [25] * len(lines)) == {8: 0, 9: 1, 10: 2}
    assert repeats(lines, [5] * len(lines)) == {}, "too few words"
    assert repeats([*"abcd", *"abx"], [50] * 7) == {}, "too few blocks"
    assert repeats(["", "", "", ""], [50] * 4) == {}


def test_a_refrain_and_a_run_of_equal_lines_end() -> None:
    assert repeats(["a"] * 2000, [1] * 2000) is not None
    assert repeats([*"arbrcrdr"], [40] * 8) == {}
