"""What stands between the paragraphs of a story and is none of it: captions, postings, teasers, unseen signs."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

import cleancopy
from cleancopy.blocks.html import BlockEvidence, Page, open_page
from cleancopy.document import Document, Role
from cleancopy.stages.page import PageOptions, decide
from cleancopy.stages.page.model import Judged
from cleancopy.stages.page.roles import likely_story
from cleancopy.trace import Origin, TracedText
from tests.pages.sample import PAGE, STORY, TEXT

SAID = "The mayor waved to the boats before she went back to the town hall."
AS_BLOG = PAGE.replace("NewsArticle", "BlogPosting")


def between(markup: str, page: str = PAGE) -> str:
    """The page with something between two paragraphs of its story."""
    return page.replace(f"<p>{STORY[1]}</p>", f"<p>{STORY[1]}</p>{markup}")


def opened(text: str) -> Page:
    """The page opened as a run does it."""
    return open_page(Document("page", TracedText.of(Origin(text, text.encode(), "utf-8"))))


def role(text: str, words: str, chance: float = 0.9) -> tuple[Role, str]:
    """The role and the rule of the first block with these words, where the model gives every block one chance."""
    page = opened(text)
    options = PageOptions(adviser=False)
    decision = decide(
        page, options, judged_by=lambda features: [Judged(chance, row) for row in features.rows()]
    )
    label = next(label for label in decision.labels if words in page.blocks[label.block])
    return label.role, label.rule


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        (f'<div class="photo"><img src=a><div class="caption"><p>{SAID}</p></div></div>', "page-caption"),
        (f'<blockquote class="twitter-tweet"><p>{SAID}</p>— A. Lee (@lee)</blockquote>', "page-posting"),
        (f'<blockquote class="instagram-media"><div><p>{SAID}</p></div></blockquote>', "page-posting"),
        ('<div class="btn btn-big"><a href="/boats">The mayor waved</a></div>', "page-button"),
        ('<p><a class="cta-link" href="/boats">The mayor waved</a></p>', "page-button"),
        (f"<div><h3>News by mail</h3><p>{SAID}</p><input type=email><p>Sign up</p></div>", "page-signup"),
        (
            f"<div><p>Externer Inhalt</p><p>{SAID}</p><label><input type=checkbox>Ja</label></div>",
            "page-signup",
        ),
        (f'<p>Read also: <a href="/boats">{SAID}</a></p>', "page-teaser"),
        (f'<p>Les også: <a href="/boats">{SAID}</a></p>', "page-teaser"),
        (f'<div role="dialog"><p>{SAID}</p></div>', "page-aside"),
        (f"<div data-nosnippet><p>{SAID}</p></div>", "page-aside"),
        ('<p><a href="https://x.example/intent/tweet?url=u">The mayor waved</a></p>', "page-share"),
        ('<ul class="sharing"><li><a href="#">The mayor waved</a></li></ul>', "page-share"),
        ('<p>The mayor waved <time datetime="2024-05-07T10:00Z">3 hours ago</time></p>', "page-date"),
        (f'<p>【関連記事】<a href="/boats">{SAID}</a></p>', "page-teaser"),
        (f'<p>ये भी पढ़ें- <a href="/boats">{SAID}</a></p>', "page-teaser"),
        (f'<p><b>Leia também:</b></p><ul><li><a href="/boats">{SAID}</a></li></ul>', "page-teaser"),
        (f'<p>Leia também: a <a href="/boats">{SAID}</a></p>', "page-teaser"),
        (
            f'<div><p>{SAID}</p><ul><li>Every story</li></ul><a href="/subscribe">Subscribe now</a></div>',
            "page-signup",
        ),
        (f'<div class="author-bio"><p>{SAID}</p></div>', "page-furniture"),
        (f'<div class="comments"><div><p>{SAID}</p></div></div>', "page-furniture"),
        (f'<ul class="related"><li><a href="/boats">{SAID}</a></li></ul>', "page-furniture"),
        ('<div class="tags"><a href="/boats">The mayor waved</a></div>', "page-furniture"),
    ],
)
def test_markup_says_what_is_no_story(markup: str, found: str) -> None:
    assert role(between(markup), "waved")[1] == found


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>{SAID}</p>",
        f'<blockquote class="quote"><p>{SAID}</p></blockquote>',
        f'<div class="post-content"><p>{SAID}</p></div>',
        f'<p>Related to this, <a href="/mayor">the mayor</a> spoke. {SAID}</p>',
        f'<p>Read also what <a href="/mayor">the mayor</a> wrote. {SAID}</p>',
        f'<div class="caption"><h2>{SAID}</h2></div>',
        f"<div><h3>What she said</h3><p>{SAID}</p><button>Play</button></div>",
        f"<div><h3>News by mail</h3><p>{SAID}</p><p>Sign up</p></div>",
        f'<p><a href="/boats">{SAID}</a></p>',
        f'<div class="btn-group"><p>{SAID}</p></div>',
        f'<div class="btn"><h2><a href="/boats">{SAID}</a></h2></div>',
        f"<p>Leia também</p><p>{SAID}</p>",
        f'<ul><li>{SAID}</li><li><a href="https://gov.example/register-to-vote">Register to vote</a></li></ul>',
        f'<ul><li>{SAID}</li><li><a href="/register">The list of the boats</a></li></ul>',
        f'<div class="related"><p>{SAID}</p></div>',
    ],
)
def test_what_only_looks_like_it_stays(markup: str) -> None:
    assert role(between(markup), "waved") in {(Role.BODY, "page-model"), (Role.SUBHEADING, "page-model")}


def test_pictures_are_counted_beside_a_news_story() -> None:
    """A single one may be a mark that something was given."""
    markup = "<p>1 / 3</p><img src=a><p>2 / 3</p><img src=b>"
    assert role(between(markup), "2 / 3") == (Role.BOILERPLATE, "page-counter")
    assert role(between("<p>2 / 3</p>"), "2 / 3") == (Role.BODY, "page-model")
    assert role(between(markup, AS_BLOG), "2 / 3") == (Role.BODY, "page-model")


def test_where_to_write_to_the_author_is_a_byline() -> None:
    author = "Zoë Lund"
    assert role(between(f"<p>{author} zoe@courier.example</p>"), "courier.example")[0] is Role.BYLINE
    assert role(between("<p>The town hall: hall@marsh.example</p>"), "marsh.example")[0] is Role.BODY


def test_comments_that_hold_the_story_are_none() -> None:
    whole = PAGE.replace('<div class="article-body">', f'<div class="commentary"><p>{SAID}</p>')
    assert role(whole, "waved") == (Role.BODY, "page-model")


def test_a_page_that_is_no_news_keeps_its_teasers() -> None:
    markup = f'<p>Read also: <a href="/boats">{SAID}</a></p>'
    assert role(between(markup, AS_BLOG), "waved") == (Role.BODY, "page-model")


def test_what_stands_in_a_picture_of_a_news_page_is_its_caption() -> None:
    markup = f'<div class="picBox right"><img src=a><p>{SAID}</p></div>'
    assert role(between(markup), "waved") == (Role.CAPTION, "page-caption")
    assert role(between(markup, AS_BLOG), "waved") == (Role.BODY, "page-model")


def test_boxes_of_facts_stand_beside_a_news_story() -> None:
    markup = f'<div class="fact-box"><h3>The bridge</h3><p>{SAID}</p></div>'
    assert role(between(markup), "waved") == (Role.BOILERPLATE, "page-facts")
    assert role(between(markup, AS_BLOG), "waved") == (Role.BODY, "page-model")
    whole = PAGE.replace('<div class="article-body">', f'<div class="facts"><p>{SAID}</p>')
    assert role(whole, "waved") == (Role.BODY, "page-model")


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ("<h5>By Zoë Lund, Little Marsh</h5>", Role.BYLINE),
        ("<h2>By Zoë Lund, Little Marsh</h2>", Role.SUBHEADING),
        ("<p>Stand: 19.11.2024 06:31 Uhr</p>", Role.DATE),
        ("<p>Published on May 7, 2024 at noon</p>", Role.DATE),
        ("<p>Published on May 7, 2024, the plan is still a secret.</p>", Role.BODY),
        ("<p>On May 7, 2024 the town hall was closed</p>", Role.BODY),
    ],
)
def test_bylines_and_days_under_the_headline(markup: str, found: Role) -> None:
    text = PAGE.replace(f"<p>{STORY[0]}</p>", f"{markup}<p>{STORY[0]}</p>")
    words = max(markup.replace(">", "<").split("<"), key=len)
    assert role(text, words)[0] is found


def test_the_head_of_a_story_is_no_box_that_asks_for_something() -> None:
    head = f"<div><p>{SAID}</p><button>Save</button><p>Sign up to read on</p>"
    text = PAGE.replace('<h1 class="headline">', head + '<h1 class="headline">').replace(
        "<figure>", "</div><figure>"
    )
    assert role(text, "waved")[1] == "page-model"


def test_what_the_model_is_sure_of_is_no_caption() -> None:
    markup = f'<div class="caption"><p>{SAID}</p></div>'
    assert role(between(markup), "waved", 0.99) == (Role.BODY, "page-model")
    assert role(between(markup), "waved", 0.2) == (Role.CAPTION, "page-caption")


def test_a_paragraph_without_visible_signs_is_none() -> None:
    text = between("<p>&zwj;</p>")
    result = cleancopy.clean(text.encode(), name="page.html")
    assert result.text == TEXT
    assert cleancopy.verify(text.encode(), result.record, result.ledger) == []


def test_a_posting_leaves_the_text_and_stays_in_the_record() -> None:
    text = between(f'<blockquote class="twitter-tweet"><p>{SAID}</p></blockquote>')
    result = cleancopy.clean(text.encode(), name="page.html")
    assert result.text == TEXT
    assert cleancopy.verify(text.encode(), result.record, result.ledger) == []


def blocks(levels: Sequence[int]) -> list[BlockEvidence]:
    """Evidence of blocks that are headings of these levels, or none (0)."""
    tags = "".join(f"<h{level}>a</h{level}>" if level else "<p>a</p>" for level in levels)
    return list(opened(tags).evidence)


@pytest.mark.parametrize(
    ("chances", "news", "found"),
    [
        ((0.9, 0.4, 0.9), False, [0, 1, 2]),
        ((0.9, 0.4, 0.9), True, [0, 2]),
        ((0.9, 0.3, 0.9), False, [0, 2]),
        ((0.9, 0.4, 0.4, 0.9), False, [0, 3]),
        ((0.9, 0.9, 0.1, 0.1, 0.1, 0.57), True, [0, 1]),
        ((0.9, 0.9, 0.1, 0.1, 0.1, 0.7), True, [0, 1, 5]),
        ((0.9, 0.9, 0.1, 0.1, 0.57), True, [0, 1, 4]),
        ((0.9, 0.9, 0.1, 0.1, 0.5), True, [0, 1]),
        ((0.57, 0.1, 0.1, 0.1, 0.9, 0.9), True, [4, 5]),
        ((0.1, 0.5, 0.1), False, [1]),
        ((0.5, 0.1, 0.1, 0.1, 0.1, 0.5), False, [0, 5]),
        ((), False, []),
    ],
)
def test_blocks_beside_the_story_need_less_and_those_far_away_more(
    chances: tuple[float, ...], news: bool, found: list[int]
) -> None:
    likely = likely_story(blocks([0] * len(chances)), chances, news)
    assert [number for number, is_likely in enumerate(likely) if is_likely] == found


def test_a_heading_between_paragraphs_needs_least() -> None:
    assert likely_story(blocks([0, 2, 0]), (0.9, 0.32, 0.9), True) == [True, True, True]
    assert likely_story(blocks([0, 2, 0]), (0.9, 0.28, 0.9), False) == [True, False, True]


@pytest.mark.parametrize(
    ("inserted", "kept"),
    [
        ('<div class="related"><p>Read also</p><a href="/boats">The boats</a></div>', True),
        ('<p><a href="/boats">The boats</a></p>', True),
        ("<figure><img src=a><figcaption>The boats</figcaption></figure>", True),
        ("<p>The boats</p>", False),
        ('<p><a href="/boats">The boats</a></p>' * 8, False),
    ],
)
def test_what_is_set_into_a_story_parts_no_heading_from_it(inserted: str, kept: bool) -> None:
    evidence = list(opened(f"<p>{STORY[0]}</p>{inserted}<h2>The bridge</h2><p>{STORY[1]}</p>").evidence)
    chances = (0.9, *[0.1] * (len(evidence) - 3), 0.35, 0.9)
    assert likely_story(evidence, chances, True)[-2] is kept
