"""What the page model holds to be story and markup does not: teasers, cards, boxes that ask or tell facts, pictures."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from cleancopy.blocks.html import BlockEvidence, PageMetadata
from cleancopy.blocks.html.names import folded
from cleancopy.document import Role
from cleancopy.stages.page.features import PageFeatures, word_count
from cleancopy.stages.page.links import cards
from cleancopy.stages.page.phrases import phrase_patterns
from cleancopy.stages.page.sharing import passes_on
from cleancopy.stages.page.signup import signups

# A line of a news story that begins like a teaser ("read also") and stands mostly in a link leads out of the story; it
# has at most so many words. On pages that call themselves news 20 such lines are in no reference and 8 are in one; on
# other pages references hold as many as they leave.
LONGEST_TEASER = 40
# A box of facts lies so many elements out at most, and all of them hold at most this share of what is likely story.
FACTS_REACH, MOST_FACTS = 4, 0.4
# What has a caption's class is one up to so many words.
LONGEST_CAPTION = 80
# The share of a line from which on it stands mostly in a link.
MOSTLY = 0.5
TEASER = Role.BOILERPLATE, "page-teaser", 0.8
CARD = Role.BOILERPLATE, "page-card", 0.9
SHARE = Role.BOILERPLATE, "page-share", 0.9
SIGNUP = Role.BOILERPLATE, "page-signup", 0.9
FACTS = Role.BOILERPLATE, "page-facts", 0.7
PICTURED = Role.CAPTION, "page-caption", 0.7


def beside_story(
    features: PageFeatures,
    mails: Collection[int],
    rows: Sequence[Sequence[float]],
    likely: Sequence[bool],
    news: bool,
) -> Mapping[int, tuple[Role, str, float]]:
    """Of likely blocks that are none of the story: role, rule and how sure that is.

    `mails` are the blocks of boxes that ask for a mail address; some rules hold on pages that call themselves
    `news` alone.
    """
    texts, evidence, metadata = features.texts, features.evidence, features.metadata
    asking = signups(rows, metadata.headline_block) if news else set()
    linked = cards(texts, evidence, likely)
    boxed = fact_boxes(texts, evidence, likely) if news else set()
    found: dict[int, tuple[Role, str, float]] = {}
    for number, (text, item) in enumerate(zip(texts, evidence, strict=True)):
        if not likely[number]:
            continue
        if news and is_teaser(text, item):
            found[number] = TEASER
        elif number in linked:
            found[number] = CARD
        elif passes_on(text, item):
            found[number] = SHARE
        elif number in mails or (number in asking and not is_standfirst(text, item, metadata)):
            found[number] = SIGNUP
        elif number in boxed:
            found[number] = FACTS
        elif news and is_pictured(text, item):
            found[number] = PICTURED
    return found


def is_teaser(text: str, item: BlockEvidence) -> bool:
    """Whether a line leads to another story."""
    return (
        item.link_density > MOSTLY
        and word_count(text) <= LONGEST_TEASER
        and phrase_patterns()["more"].match(text) is not None
    )


def fact_boxes(texts: Sequence[str], evidence: Sequence[BlockEvidence], likely: Sequence[bool]) -> set[int]:
    """The numbers of the blocks in boxes of facts beside a news story; none where they hold much of what is likely.

    Of 55 blocks in boxes that call themselves so on the development news pages one is in a reference.
    """
    inside = {n for n, item in enumerate(evidence) if likely[n] and item.near("fact", FACTS_REACH)}
    told = sum(len(texts[n]) for n in inside)
    return (
        inside
        if told <= MOST_FACTS * sum(len(t) for t, kept in zip(texts, likely, strict=True) if kept)
        else set()
    )


def is_pictured(text: str, item: BlockEvidence) -> bool:
    """Whether a line stands in what its class names call a picture.

    On pages that call themselves news, 4 such lines of 2 sites were held to be story, and not one was; elsewhere
    headings and cells of tables stand in pictures.
    """
    return item.near("picture", 1) and not item.level and word_count(text) <= LONGEST_CAPTION


def is_standfirst(text: str, item: BlockEvidence, metadata: PageMetadata) -> bool:
    """Whether the block is the summary above the story, by its class or by the page's description of itself."""
    words = word_count(text)
    if not 6 <= words <= 90 or item.has("related") or item.has("nav") or item.has("footer"):
        return False
    said = folded(metadata.description or "")
    key = folded(text)
    return (len(key) > 30 and bool(said) and (key[:70] in said or said[:70] in key)) or item.near(
        "standfirst", 2 if item.tag == "li" else 1
    )
