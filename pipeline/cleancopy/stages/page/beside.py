"""What the page model holds to be story and markup does not: teasers, cards, boxes that ask or tell facts, pictures."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import compress

from cleancopy.blocks.html import BlockEvidence, PageMetadata
from cleancopy.blocks.html.names import folded
from cleancopy.blocks.html.words import FLAG
from cleancopy.document import Role
from cleancopy.stages.page.features import NAMES, PageFeatures, word_count
from cleancopy.stages.page.links import cards
from cleancopy.stages.page.outside import another_story, hidden_lines, rights_and_comments
from cleancopy.stages.page.phrases import phrase_patterns
from cleancopy.stages.page.sharing import passes_on
from cleancopy.stages.page.signup import BEGINS, offers, signups

# A line of a news story that begins like a teaser ("read also") and stands mostly in a link leads out of the story; it
# has at most so many words. On pages that call themselves news 20 such lines are in no reference and 8 are in one; on
# other pages references hold as many as they leave.
LONGEST_TEASER = 40
# Behind a line of so few words that says no more than that ("Read also"), lines that stand in links by so much lead
# out too: of 297 such lines of news pages five are in a reference, and the model kept none.
LONGEST_LABEL, WHOLLY = 4, 0.8
MORE = NAMES.index("phrase_more")
# How the pictures of a series are counted.
LONGEST_COUNTER = 12
COUNTER = re.compile(r"(\d{1,3})\s*(?:/|of|von|van|de|sur|di|av|af|из|з|z)\s*(\d{1,3})", re.IGNORECASE)
SEPARATORS = " :-–—|»›>▶→"
# A box of facts lies so many elements out at most, and all of them hold at most this share of what is likely story.
FACTS_REACH, MOST_FACTS = 4, 0.4
# What stands so close to what calls itself comments, and on pages that call themselves news a note on the author, and
# links in tags and further stories, is none of the story unless it holds much of what is likely. Of 4,387 blocks near
# comments three are in a reference, and none of the 27 that the model kept; of the others on news 0 of 67, 8 of 1,916
# and 8 of 702 are, and the model kept none.
NAMED_REACH, MOST_NAMED = 2, 0.4
# What has a caption's class is one up to so many words.
LONGEST_CAPTION = 80
# The share of a line from which on it stands mostly in a link.
MOSTLY = 0.5
PLAIN_NAMES = FLAG["comment"] | FLAG["bio"]
LINKED_NAMES = FLAG["tags"] | FLAG["related"]
TEASER = Role.BOILERPLATE, "page-teaser", 0.8
NAMED = Role.BOILERPLATE, "page-furniture", 0.9
# A line of so few words with an address for mail and the name of the page's author: of 14 none is in a reference.
LONGEST_ADDRESS = 10
ADDRESS = Role.BYLINE, "page-byline", 0.9
HIDDEN = Role.BOILERPLATE, "page-hidden", 0.9
ANOTHER = Role.BOILERPLATE, "page-another-story", 0.9
COUNTED = Role.BOILERPLATE, "page-counter", 0.9
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
    kept = list(compress(range(len(texts)), likely))
    told: list[tuple[tuple[Role, str, float], Collection[int]]] = [
        (CARD, cards(texts, evidence, likely)),
        (SHARE, [n for n in kept if passes_on(texts[n], evidence[n])]),
        (SIGNUP, mails),
        (NAMED, named_furniture(texts, evidence, likely, news)),
        (HIDDEN, seldom(set(hidden_lines(evidence)), texts, likely, MOST_NAMED)),
        (ANOTHER, another_story(texts, evidence, metadata)),
        (NAMED, rights_and_comments(texts, likely)),
        (ADDRESS, [n for n in kept if "@" in texts[n] and is_address(texts[n], metadata)]),
    ]
    if news:
        asking = signups(rows, metadata.headline_block) | offers(
            features, rows, likely, metadata.headline_block
        )
        told = [
            (TEASER, teasing(texts, evidence, rows)),
            *told[:3],
            (SIGNUP, [n for n in asking if not is_standfirst(texts[n], evidence[n], metadata)]),
            *told[3:],
            (COUNTED, counters(texts)),
            (FACTS, fact_boxes(texts, evidence, likely)),
            (PICTURED, [n for n in kept if is_pictured(texts[n], evidence[n])]),
        ]
    # The first that speaks of a block decides.
    return {number: verdict for verdict, numbers in reversed(told) for number in numbers if likely[number]}


def teasing(
    texts: Sequence[str], evidence: Sequence[BlockEvidence], rows: Sequence[Sequence[float]]
) -> set[int]:
    """The numbers of the lines of a news page that lead to other stories, by themselves or by the line above them."""
    found: set[int] = set()
    label = None
    for number, (text, item, row) in enumerate(zip(texts, evidence, rows, strict=True)):
        begun = bool(row) and row[MORE] >= BEGINS
        if begun and not item.links and word_count(text) <= LONGEST_LABEL:
            label = number
        elif not item.links or word_count(text) > LONGEST_TEASER:
            label = None
        elif label is not None and item.link_density > WHOLLY:
            found |= {label, number}
        elif begun and (item.link_density > MOSTLY or leads_on(text, item)):
            found.add(number)
    return found


def leads_on(text: str, item: BlockEvidence) -> bool:
    """Whether all that follows the phrase of a teaser stands in links."""
    begun = phrase_patterns()["more"].match(text)
    return begun is not None and item.linked >= WHOLLY * len(text[begun.end() :].strip(SEPARATORS))


def is_address(text: str, metadata: PageMetadata) -> bool:
    """Whether a line says where to write to the author of the page."""
    if word_count(text) > LONGEST_ADDRESS:
        return False
    key = folded(text)
    return any(name in key for name in map(folded, metadata.authors) if name)


def named_furniture(
    texts: Sequence[str], evidence: Sequence[BlockEvidence], likely: Sequence[bool], news: bool
) -> set[int]:
    """The numbers of likely blocks in what its names call comments, or on news pages the author, tags, more stories."""
    plain = PLAIN_NAMES if news else FLAG["comment"]
    linked = plain | LINKED_NAMES if news else plain
    found = {
        number
        for number in compress(range(len(texts)), likely)
        if evidence[number].near_any(linked if evidence[number].link_density > WHOLLY else plain, NAMED_REACH)
    }
    return seldom(found, texts, likely, MOST_NAMED)


def seldom(found: set[int], texts: Sequence[str], likely: Sequence[bool], most: float) -> set[int]:
    """What was found, or nothing where that holds more than this share of what is likely story."""
    told = sum(len(texts[number]) for number in found)
    return found if told <= most * sum(map(len, compress(texts, likely))) else set()


def counters(texts: Sequence[str]) -> set[int]:
    """The numbers of the lines that count the pictures of a series: "2 / 12" where the page also has "3 / 12"."""
    told: dict[str, dict[str, list[int]]] = {}
    for number, text in enumerate(texts):
        if len(text) <= LONGEST_COUNTER and (match := COUNTER.fullmatch(text.strip())):
            told.setdefault(match[2], {}).setdefault(match[1], []).append(number)
    return {n for series in told.values() if len(series) > 1 for places in series.values() for n in places}


def fact_boxes(texts: Sequence[str], evidence: Sequence[BlockEvidence], likely: Sequence[bool]) -> set[int]:
    """The numbers of the blocks in boxes of facts beside a news story; none where they hold much of what is likely.

    Of 55 blocks in boxes that call themselves so on the development news pages one is in a reference.
    """
    inside = {n for n, item in enumerate(evidence) if likely[n] and item.near("fact", FACTS_REACH)}
    return seldom(inside, texts, likely, MOST_FACTS)


def is_pictured(text: str, item: BlockEvidence) -> bool:
    """Whether a line stands in what its class names call a picture.

    On pages that call themselves news, 4 such lines of 2 sites were held to be story, and not one was; elsewhere
    headings and cells of tables stand in pictures.
    """
    return item.near("picture", 1) and not item.level and word_count(text) <= LONGEST_CAPTION


def is_standfirst(text: str, item: BlockEvidence, metadata: PageMetadata) -> bool:
    """Whether the block is the summary above the story, by its class or by the page's description of itself."""
    words = word_count(text)
    if not 6 <= words <= 90 or item.link_density > MOSTLY:
        return False
    if item.has("related") or item.has("nav") or item.has("footer"):
        return False
    said = folded(metadata.description or "")
    key = folded(text)
    return (len(key) > 30 and bool(said) and (key[:70] in said or said[:70] in key)) or item.near(
        "standfirst", 2 if item.tag == "li" else 1
    )
