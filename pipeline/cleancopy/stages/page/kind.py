"""What kind of page it is: an article, or something that has no story to tell."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from cleancopy.blocks.html import Page, PageMetadata
from cleancopy.blocks.html.claims import ARTICLE_TYPE, INDEX_TYPE
from cleancopy.stages.page.features import word_count
from cleancopy.stages.page.phrases import phrase_patterns

# Below this many story words a page without an article's marks is no article; development articles with
# fewer words of gold are 1 in 100.
FEW_WORDS = 60
# Error and login pages are short; longer ones tell of errors, as articles do.
SHORT_PAGE = 250

# What pages that are no articles call themselves. On the development pages 22 of 22 discussions and 35 of 35 products
# that claim no article beside are none.
DISCUSSIONS = frozenset({"DiscussionForumPosting", "QAPage"})
PRODUCTS = frozenset({"Product", "ProductGroup", "IndividualProduct", "ProductModel"})


class PageKind(Struct, frozen=True):
    """article, index, login, consent, error or other, how sure that is, and what spoke for it."""

    name: str
    confidence: float
    evidence: str


def page_kind(page: Page, metadata: PageMetadata, story: Sequence[str]) -> PageKind:
    """The kind of a page whose story blocks are known; `other` for a page without text."""
    blocks = page.blocks
    words = sum(map(word_count, blocks))
    told = sum(map(word_count, story))
    title = " ".join([page.claims.title, metadata.headline or ""])
    if not words:
        return PageKind("other", 1.0, "no visible text")
    patterns = phrase_patterns()
    if words < SHORT_PAGE and patterns["error"].search(title):
        return PageKind("error", 0.9, "the title tells of an error")
    if words < SHORT_PAGE and page.walked.passwords:
        return PageKind("login", 0.9, "a field for a password and little text")
    if words < SHORT_PAGE and patterns["consent"].search(" ".join(blocks[:12])):
        return PageKind("consent", 0.8, "asks for consent and holds little else")
    claimed = claims_article(page)
    if not claimed and (thing := claimed_thing(page)):
        return PageKind("other", 0.8, f"the page calls itself {thing}")
    if told >= FEW_WORDS:
        longest = max(map(word_count, story))
        if claimed or (longest >= 25 and told * 3 >= words):
            return PageKind("article", 0.95 if claimed else 0.8, f"{told} words of story")
        linked = sum(item.linked for item in page.evidence) / max(
            1, sum(item.length for item in page.evidence)
        )
        if linked > 0.5 or any(INDEX_TYPE.search(name) for name in page.claims.types):
            return PageKind("index", 0.6, f"{linked:.0%} of the text are links")
        return PageKind("article", 0.6, f"{told} words of story, no article claimed")
    if claimed:
        return PageKind("article", 0.4, "an article is claimed, and little of it is there")
    linked = sum(item.linked for item in page.evidence) / max(1, sum(item.length for item in page.evidence))
    if linked > 0.5:
        return PageKind("index", 0.7, f"{linked:.0%} of the text are links")
    return PageKind("other", 0.5, f"{told} words of story")


def claims_article(page: Page) -> bool:
    """Whether the page says of itself that it is an article; a discussion is none, whatever else it says."""
    if page.claims.types & DISCUSSIONS:
        return False
    if any(ARTICLE_TYPE.search(name) for name in page.claims.types):
        return True
    return page.claims.meta("og:type").lower() == "article"


def claimed_thing(page: Page) -> str:
    """What a page that claims no article says it is instead, by schema.org or Open Graph; empty for nothing."""
    if page.claims.types & DISCUSSIONS:
        return "a discussion"
    if page.claims.types & PRODUCTS or page.claims.meta("og:type").lower().startswith("product"):
        return "a product"
    return ""
