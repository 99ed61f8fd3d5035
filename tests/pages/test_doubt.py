"""Where a page is in doubt: trafilatura is asked where nothing is found, and what is likely is not lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

import cleancopy
from cleancopy.blocks.html import Page, open_page
from cleancopy.document import Document, Label, Role
from cleancopy.stages.page import PageOptions, decide
from cleancopy.stages.page.features import PageFeatures
from cleancopy.stages.page.model import Judged
from cleancopy.stages.page.spared import SPARED, spared
from cleancopy.trace import Origin, TracedText
from tests.pages.sample import PAGE, STORY

Judge = Callable[[PageFeatures], Sequence[Judged]]


def page(text: str = PAGE) -> Page:
    """The page opened as a run does it."""
    return open_page(Document("page", TracedText.of(Origin(text, text.encode(), "utf-8"))))


def judging(chance: Callable[[str], float]) -> Judge:
    """A model that judges by the text alone."""
    return lambda features: [Judged(chance(text), features.rows()[0]) for text in features.texts]


def votes_for_the_story(opened: Page) -> list[float]:
    return [1.0 if text in STORY else 0.0 for text in opened.blocks]


def never(opened: Page) -> list[float]:
    raise AssertionError("nobody has to be asked")


def told(opened: Page, story: list[int]) -> list[str]:
    return [opened.blocks[number] for number in story]


def test_trafilatura_is_asked_where_nothing_is_found() -> None:
    opened = page()
    decision = decide(opened, PageOptions(), adviser=votes_for_the_story, judged_by=judging(lambda _: 0.1))
    assert told(opened, decision.story) == list(STORY)
    assert decision.decided_by == "page-model+trafilatura"


def test_trafilatura_itself_finds_a_story() -> None:
    opened = page()
    decision = decide(opened, PageOptions(), judged_by=judging(lambda _: 0.1))
    assert set(told(opened, decision.story)) >= set(STORY[1:])


@pytest.mark.parametrize(
    ("options", "text", "chance"),
    [
        (PageOptions(), PAGE, lambda text: 0.9 if text in STORY else 0.1),
        (PageOptions(), PAGE, lambda text: 0.5 if text in STORY else 0.4),
        (PageOptions(adviser=False), PAGE, lambda _: 0.1),
        (PageOptions(), PAGE.replace("NewsArticle", "WebPage").replace('content="article"', 'content="website"'), lambda _: 0.1),
    ],
)  # fmt: skip
def test_nobody_is_asked(options: PageOptions, text: str, chance: Callable[[str], float]) -> None:
    opened = page(text)
    decision = decide(opened, options, adviser=never, judged_by=judging(chance))
    assert decision.decided_by == "page-model"


def test_what_is_likely_stays_when_more_than_the_budget_would_go() -> None:
    opened = page()
    chances = {STORY[0]: 0.9, STORY[1]: 0.44, STORY[2]: 0.43, STORY[3]: 0.2}
    judge = judging(lambda text: chances.get(text, 0.01))

    def story(budget: float) -> list[str]:
        decision = decide(opened, PageOptions(loss_budget=budget), adviser=never, judged_by=judge)
        assert [label.rule for label in decision.labels if label.block in decision.story[1:]] in (
            [],
            [SPARED],
            [SPARED] * 2,
            [SPARED] * 3,
        )
        return told(opened, decision.story)

    assert story(1.0) == [STORY[0]]
    assert story(0.3) == [STORY[0], STORY[1]]
    assert story(0.2) == [STORY[0], STORY[1], STORY[2]]
    assert story(0.0) == list(STORY)


def test_a_heading_amid_the_story_needs_less_than_one_elsewhere() -> None:
    heading = "Work begins in autumn"
    opened = page(PAGE.replace(f"<p>{STORY[2]}</p>", f"<h2>{heading}</h2><p>{STORY[2]}</p>"))
    judge = judging(lambda text: 0.9 if text in STORY else 0.35)
    decision = decide(opened, PageOptions(), adviser=never, judged_by=judge)
    labels = {opened.blocks[label.block]: label.role for label in decision.labels}
    assert labels[heading] is Role.SUBHEADING  # only "Advertisement" stands between
    lone = page(PAGE.replace(f"<p>{STORY[1]}</p>", f"<p>Some line</p><h2>{heading}</h2><p>{STORY[1]}</p>"))
    decision = decide(lone, PageOptions(), adviser=never, judged_by=judge)
    labels = {lone.blocks[label.block]: label.role for label in decision.labels}
    assert labels[heading] is not Role.SUBHEADING
    bare = page(PAGE.replace(f"<p>{STORY[1]}</p>", f"<h2>{heading}</h2><p>{STORY[1]}</p>"))
    decision = decide(bare, PageOptions(), adviser=never, judged_by=judge)
    labels = {bare.blocks[label.block]: label.role for label in decision.labels}
    assert labels[heading] is Role.SUBHEADING
    assert labels["Advertisement"] is Role.BOILERPLATE


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("DiscussionForumPosting", "other"),
        ("QAPage", "other"),
        ("Product", "other"),
        ("NewsArticle", "article"),
    ],
)
def test_a_page_is_no_article_where_it_says_so(kind: str, name: str) -> None:
    text = PAGE.replace("NewsArticle", kind).replace('content="article"', 'content="website"')
    record = cleancopy.clean(text.encode(), name="page.html").record
    assert record.kind == name
    assert STORY[2] in str(record.text)


def test_the_model_alone_is_overruled() -> None:
    labels = [Label(0, Role.CAPTION, "page-figcaption", 0.9), Label(1, Role.BOILERPLATE, "page-model", 0.7)]
    again = spared(STORY[:2], labels, "page-model", 0.0)
    assert [(label.role, label.rule) for label in again] == [
        (Role.CAPTION, "page-figcaption"),
        (Role.BODY, SPARED),
    ]
    assert again[1].confidence == pytest.approx(0.3)


def test_a_page_in_doubt_is_no_case_for_quarantine() -> None:
    config = cleancopy.load_config(overrides=["loss_budget=0"])
    cleaned = cleancopy.clean(PAGE.encode(), name="page.html", config=config)
    assert all(paragraph in cleaned.text for paragraph in STORY)
