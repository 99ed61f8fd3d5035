"""Give each block of a page its role: story by the model, the rest by markup and place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import compress

from msgspec import Struct

from cleancopy.blocks.html import BlockEvidence, Page, PageMetadata
from cleancopy.blocks.html.names import LEAD, folded
from cleancopy.blocks.html.words import FLAG
from cleancopy.document import STORY as STORY_ROLES
from cleancopy.document import Change, Fact, Label, PageFacts, Role
from cleancopy.document.dates import visible_date
from cleancopy.stages.page.adviser import Adviser, advised
from cleancopy.stages.page.balance import balanced
from cleancopy.stages.page.beside import beside_story, is_pictured, is_standfirst
from cleancopy.stages.page.credits import credited, is_credit, signed
from cleancopy.stages.page.features import SENTENCE_END, PageFeatures, word_count
from cleancopy.stages.page.kind import PageKind, claims_article, page_kind
from cleancopy.stages.page.model import Judged, judge, reasons
from cleancopy.stages.page.phrases import phrase_patterns
from cleancopy.stages.page.repeats import LEAST_BLOCKS, repeats
from cleancopy.stages.page.signs import NEWS, claimed
from cleancopy.stages.page.signup import mail_boxes
from cleancopy.stages.page.spared import spared
from cleancopy.trace import Span

# Above this chance a block is story; F1 over the development pages, cross-validated by site, is flat from .4 to .5.
STORY = 0.45
# On pages that call themselves news a block needs a little more: crossed by site, perfect bodies of news rise by 1 and
# 3 points with two models, and F1 by .0003 and .0012; from .5 to .6 it makes little difference.
NEWS_STORY = 0.52
# A heading with story on both sides needs less: perfect bodies of articles rise by .3 points, nothing falls; from .2 on
# news pages lose.
HEADING = 0.3
# A heading right above the story, with some of the story in the few blocks before it, needs a little less than others:
# one perfect news body more, nothing falls.
ABOVE, BACK = 0.4, 6
# What is set into the story and lies between it and a heading does not count: so many blocks of links, captions and
# furniture. Crossed by site, 20 headings more, 16 of them in a reference; of those from .25 to .3 six of 18 are.
BOX, INSERTED = 6, 0.8
# Items of short lists inside the story need as little.
LONGEST_LIST = 12
# So does any block between two of the story, unless the page calls itself news: crossed by site, perfect bodies of
# articles rise by .4 points, those of news would fall by 1.
BETWEEN = 0.35
# A block that stands so far from all others of the story needs more: perfect bodies rise by .5 points.
ALONE, FAR = 0.6, 3
# The summary above a news story is part of it down to this chance: references of news pages hold it, those of blogs
# and guides more often do not. Crossed by site, perfect bodies of news rise by 5 points, of articles they fall by .4.
SUMMARY = 0.1
# A kept block below this chance says what spoke for it.
UNSURE = 0.75
# What trafilatura extracts from an article in which the model finds no story gets this chance at most. Its vote on
# other pages in doubt lowers body F1, however it is weighed: docs/decisions/0056.
VOTE = 0.6
# A byline or a line with a date has at most so many words, and stands within so many blocks of the headline.
LONGEST_BYLINE, AROUND_HEADLINE = 20, 16
# A line with a machine-readable moment near the headline has at most so many words where it says no day ("3 hours
# ago"): of 209 such lines on 162 sites two are in a reference, which holds the date there.
LONGEST_MOMENT = 8
# A day of so few words that stands so close below the headline needs no name for it: of 245 such lines six are in a
# reference.
LONGEST_DAY, BELOW = 4, 4
# So many words right above the headline are the name of a section or a day: of 605 such lines six are in a reference.
LONGEST_KICKER = 3
# So is a line of so few words that is a time by its element, wherever it stands.
LONGEST_TIME = 3
# Headings of these levels are no bylines.
HIGH = frozenset({1, 2})

# What has a caption's class is one up to so many words, and up to this chance of being story. Crossed by site, 22 such
# blocks of 7 sites of the development pages were held to be story, and not one was.
LONGEST_CAPTION, CAPTION = 80, 0.97
# More than any chance: markup beats the model, whatever that says.
ALWAYS = 2.0
# A line of so many words that stands mostly in a link and in what calls itself a button is one. Crossed by site, 112
# such lines of 12 sites were held to be story, and not one was.
LONGEST_BUTTON = 12
# Paragraphs of so many signs may hold nothing that is seen, only joiners of zero width.
UNSEEN = 3
# The share of a line from which on it stands mostly in a link.
MOSTLY = 0.5

# Containers that speak against a block, the plainest first.
CONTAINERS = (
    "nav", "footer", "comment", "related", "newsletter", "cookie", "share", "sidebar", "ad", "hidden",
)  # fmt: skip
# What stands close to such words is judged by its chance alone, whatever stands before and behind it.
CLOSE_FURNITURE = sum(
    FLAG[name] for name in ("share", "related", "newsletter", "ad", "nav", "comment", "tags", "button")
)
ANY_CONTAINER = sum(FLAG[name] for name in CONTAINERS)


class PageOptions(Struct, frozen=True):
    """What the user may choose.

    `standfirst`: separate it even where it reads as the story's first paragraph; `adviser`: ask trafilatura where no
    story is found in an article; `loss_budget`: the share of likely story, 0 to 1, that may leave an article before
    the rest of it is spared.
    """

    standfirst: bool = False
    adviser: bool = True
    loss_budget: float = 0.2


class Decision(Struct, frozen=True):
    """What was decided about a page: labels for its blocks, its own facts, its kind, and who decided."""

    labels: tuple[Label, ...]
    metadata: PageMetadata
    kind: PageKind
    decided_by: str

    @property
    def story(self) -> list[int]:
        """The numbers of the blocks that are story."""
        return [label.block for label in self.labels if label.role in STORY_ROLES]


def assign_page_roles(page: Page, options: PageOptions) -> Iterator[Change]:
    """A label for every block of a divided page, facts for byline and date, and what is known of the page."""
    decision = decide(page, options)
    yield from decision.labels
    yield from facts(page, decision)
    known, kind = decision.metadata, decision.kind
    yield PageFacts(
        kind=kind.name,
        confidence=kind.confidence,
        evidence=kind.evidence,
        decided_by=decision.decided_by,
        headline=known.headline,
        authors=known.authors,
        date=known.date,
        language=known.language,
        section=known.section,
        canonical=known.canonical,
        publisher=known.publisher,
        paywalled=known.paywalled,
        sources=known.sources,
    )


def decide(
    page: Page,
    options: PageOptions,
    adviser: Adviser = advised,
    judged_by: Callable[[PageFeatures], Sequence[Judged]] = judge,
) -> Decision:
    """Which blocks are story and what the others are; `judged_by` gives each block its chance."""
    metadata = page.metadata()
    texts = page.blocks
    features = PageFeatures(page, metadata)
    judged = judged_by(features)
    chances = [block.chance for block in judged]
    decided_by = "page-model"
    if options.adviser and texts and max(chances) <= STORY and claims_article(page):
        votes = adviser(page)
        if votes:
            decided_by = "page-model+trafilatura"
            chances = [max(chance, VOTE * vote) for chance, vote in zip(chances, votes, strict=True)]
    rows = [block.row for block in judged]
    mails = mail_boxes(features, page.walked.mails, metadata.headline_block)
    labels = tuple(told_once(texts, labelled(features, mails, options, rows, chances, decided_by)))
    story = [texts[label.block] for label in labels if label.role in STORY_ROLES]
    kind = page_kind(page, metadata, story)
    if kind.name == "article":
        labels = tuple(spared(texts, labels, decided_by, options.loss_budget))
    return Decision(labels, metadata, kind, decided_by)


def told_once(texts: Sequence[str], labels: Iterator[Label]) -> Iterator[Label]:
    """The labels, with what the story says again in one piece out of it."""
    found = list(labels)
    story = {label.block for label in found if label.role in STORY_ROLES}
    counts = Counter(texts)
    lines = [number for number, text in enumerate(texts) if counts[text] > 1]
    again: set[int] = set()
    if len(story.intersection(lines)) >= LEAST_BLOCKS:
        same = repeats([texts[number] for number in lines], [word_count(texts[number]) for number in lines])
        again = {lines[line] for line, first in same.items() if {lines[line], lines[first]} <= story}
    for label in found:
        yield Label(label.block, Role.BOILERPLATE, "page-repeat", 0.9) if label.block in again else label


def labelled(
    features: PageFeatures,
    mails: Collection[int],
    options: PageOptions,
    rows: Sequence[Sequence[float]],
    chances: Sequence[float],
    decided_by: str,
) -> Iterator[Label]:
    """A label for each block: what markup and place are certain of, then story or not by its chance.

    `mails` are the blocks of boxes that ask for a mail address.
    """
    texts, evidence, metadata = features.texts, features.evidence, features.metadata
    news = claimed(features.claims) == NEWS
    likely = likely_story(evidence, balanced(chances, features.words, STORY), news)
    first = likely.index(True) if True in likely else len(texts)
    beside = beside_story(features, mails, rows, likely, news)
    for number, (text, item, chance) in enumerate(zip(texts, evidence, chances, strict=True)):
        found = furniture(text, item, number, metadata, first)
        if found is not None and (not likely[number] or chance < found[2]):
            yield Label(number, found[0], found[1], 0.9)
        elif number in beside:
            yield Label(number, *beside[number])
        elif likely[number]:
            if options.standfirst and number == first and is_standfirst(text, item, metadata):
                yield Label(number, Role.STANDFIRST, "page-standfirst", 0.8)
                continue
            role = Role.SUBHEADING if item.level and word_count(text) < 40 else Role.BODY
            note = ", ".join(reasons(rows[number])) if chance < UNSURE else ""
            yield Label(number, role, decided_by, chance, note)
        elif number <= first + 1 and is_standfirst(text, item, metadata):
            kept = news and not options.standfirst and chance > SUMMARY
            yield Label(number, Role.BODY if kept else Role.STANDFIRST, "page-standfirst", 0.7)
        elif is_pictured(text, item) and not item.links:
            yield Label(number, Role.CAPTION, "page-caption", 0.6)
        else:
            yield Label(number, Role.BOILERPLATE, decided_by, 1 - chance, container(item))


def likely_story(evidence: Sequence[BlockEvidence], chances: Sequence[float], news: bool) -> list[bool]:
    """Whether each block is story by its chance; between others of the story less is enough, far from them it is not.

    A heading needs less than other blocks, which need it on pages that call themselves `news`.
    """
    enough = NEWS_STORY if news else STORY
    sure = [chance > enough for chance in chances]
    likely = list(sure)
    for number in range(1, len(sure) - 1):
        if evidence[number].level and sure[number + 1] and chances[number] > ABOVE:
            likely[number] = likely[number] or any(sure[max(0, number - BACK) : number])
    for number in range(1, len(sure) - 1):
        if sure[number - 1] and sure[number + 1] and not evidence[number].near_any(CLOSE_FURNITURE):
            least = HEADING if evidence[number].level else enough if news else BETWEEN
            likely[number] = chances[number] > least
    for number in compress(range(len(sure) - 1), sure[1:]):
        if evidence[number].level and chances[number] > HEADING and behind_box(evidence, sure, number):
            likely[number] = True
    for number in listed(evidence, sure):
        likely[number] = likely[number] or chances[number] > ABOVE
    places = [number for number, is_sure in enumerate(sure) if is_sure]
    apart = [number for number in lonely(places) if chances[number] < ALONE]
    if len(apart) < len(places):
        for number in apart:
            likely[number] = False
    return likely


def behind_box(evidence: Sequence[BlockEvidence], sure: Sequence[bool], number: int) -> bool:
    """Whether nothing but a few blocks of what is set into the story lies between a block and the story above it."""
    before = number - 1
    while before >= max(0, number - BOX) and not sure[before] and is_inserted(evidence[before]):
        before -= 1
    apart = evidence[number].near_any(CLOSE_FURNITURE) and not evidence[number + 1].near_any(CLOSE_FURNITURE)
    return 0 <= before < number - 1 and sure[before] and not apart


def is_inserted(item: BlockEvidence) -> bool:
    """Whether a block is what stands in the middle of stories and is none of them: links, a caption, a box."""
    captioned = item.has("figcaption") or item.near("caption", 1)
    return item.link_density > INSERTED or captioned or item.near_any(CLOSE_FURNITURE)


def listed(evidence: Sequence[BlockEvidence], sure: Sequence[bool]) -> Iterator[int]:
    """Items of lists without links, none of them sure to be story, that stand right above what is, and below it."""
    run: list[int] = []
    for number, item in enumerate(evidence):
        if item.tag == "li" and not item.links and not sure[number]:
            run.append(number)
            continue
        if run and sure[number] and any(sure[max(0, run[0] - BACK) : run[0]]) and len(run) <= LONGEST_LIST:
            yield from run
        run = []


def lonely(places: Sequence[int]) -> list[int]:
    """Those of some places, given in order, that lie further than `FAR` from all others."""
    found = []
    for at, place in enumerate(places):
        before = at == 0 or place - places[at - 1] > FAR
        behind = at + 1 == len(places) or places[at + 1] - place > FAR
        if before and behind:
            found.append(place)
    return found


def furniture(
    text: str, item: BlockEvidence, number: int, metadata: PageMetadata, first: int
) -> tuple[Role, str, float] | None:
    """The role that markup and place give a block, its rule, and up to which chance that beats the story model."""
    if number == metadata.headline_block:
        return Role.HEADLINE, "page-headline", ALWAYS
    if item.has("figcaption"):
        return (Role.CREDIT if is_credit(text, item) else Role.CAPTION), "page-figcaption", ALWAYS
    if item.near("posting", 2):
        return Role.BOILERPLATE, "page-posting", ALWAYS
    if item.has("dialog") or item.has("nosnippet"):
        return Role.BOILERPLATE, "page-aside", ALWAYS
    if len(text) <= UNSEEN and not any(map(str.isprintable, text)):
        return Role.BOILERPLATE, "page-unseen", ALWAYS
    words = word_count(text)
    if words <= LONGEST_TIME and item.inline & FLAG["time"] and any(map(str.isdigit, text)):
        return Role.DATE, "page-date", ALWAYS
    found = short_furniture(text, item, number, metadata, first) if words <= LONGEST_BYLINE else None
    if found is None and words <= LONGEST_CAPTION and item.near("caption", 1) and not item.level:
        return Role.CAPTION, "page-caption", CAPTION
    return found


def short_furniture(
    text: str, item: BlockEvidence, number: int, metadata: PageMetadata, first: int
) -> tuple[Role, str, float] | None:
    """What `furniture` says of a line that is no longer than a byline may be."""
    words = word_count(text)
    near_top = abs(number - (metadata.headline_block or 0)) <= AROUND_HEADLINE or number < first
    if metadata.headline and item.level and folded(text) == folded(metadata.headline):
        return Role.HEADLINE, "page-headline-again", ALWAYS
    if item.near("credit", 1) and item.has("figure"):
        return Role.CREDIT, "page-credit", ALWAYS
    if near_top and item.level not in HIGH:
        names = any(name and folded(name) in folded(text) for name in metadata.authors)
        if names and (LEAD.match(text) or item.near("byline", 3) or (words <= 4 and not item.level)):
            return Role.BYLINE, "page-byline", ALWAYS
        # Of 114 lines with an author and a day near the headline one is in a reference.
        if names and not item.level and visible_date(text, metadata.language or ""):
            return Role.BYLINE, "page-byline", ALWAYS
        if item.times and words <= LONGEST_MOMENT and not item.level:
            return Role.DATE, "page-date", ALWAYS
        alone = words <= LONGEST_DAY and 0 < number - (metadata.headline_block or number) <= BELOW
        dated = alone or item.near("date", 2) or says_date(text)
        if dated and not item.level and visible_date(text, metadata.language or ""):
            return Role.DATE, "page-date", ALWAYS
        if words <= LONGEST_KICKER and number + 1 == metadata.headline_block and not item.level:
            return Role.BOILERPLATE, "page-kicker", ALWAYS
    if chance := signed(text, item):
        return Role.CREDIT, "page-credit", chance
    if words <= LONGEST_BUTTON and not item.level and item.link_density > MOSTLY and item.near("button", 1):
        return Role.BOILERPLATE, "page-button", ALWAYS
    return None


def says_date(text: str) -> bool:
    """Whether a line begins with a word that leads in a day of publishing or of change, and is no sentence."""
    found = phrase_patterns()["time"].match(text)
    return found is not None and text.rstrip()[-1:] not in SENTENCE_END


def container(item: BlockEvidence) -> str:
    """The container that speaks against the block, in a word; empty when none does."""
    flags = item.around | item.inline
    if not flags & ANY_CONTAINER:
        return ""
    return next(name for name in CONTAINERS if flags & FLAG[name])


def facts(page: Page, decision: Decision) -> Iterator[Fact]:
    """Names in bylines, dates in date lines and credits in captions, at their places in the block."""
    for label in decision.labels:
        text = page.document.blocks[label.block].text
        yield from credited(label, text, page.evidence[label.block])
        if label.role is Role.BYLINE:
            for name in decision.metadata.authors:
                start = text.find(name)
                if start >= 0:
                    yield Fact(label.block, "names", name, Span(start, start + len(name)), label.rule)
        elif label.role is Role.DATE:
            found = visible_date(text, decision.metadata.language or "")
            if found:
                yield Fact(label.block, "date", found, Span(0, len(text)), label.rule)
