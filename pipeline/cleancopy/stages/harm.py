"""The loss budget: refuse to shorten a story without a word, and rather keep what is in doubt than refuse."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Sequence

from cleancopy.document import Block, Document, Doubt, Fate, Label, Role
from cleancopy.errors import HarmDone
from cleancopy.rules import INFERENCES
from cleancopy.stages.another import ANOTHER
from cleancopy.stages.roles import ADVISED

# What looks like story: running text of this many words that ends like a sentence. Captions, notes and
# biographies are shorter or told apart by a rule of their own; menus and teasers do not end like sentences.
STORY_WORDS = 25
SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "۔", "।", "؟")
# From this confidence on the word of a rule is enough.
SURE = 0.85
CLOSERS = "\"'”’»)]“』」"

# These are told by rules that name them; running text in them is not the story's.
NOT_STORY = frozenset({Role.AUTHOR_BIO, Role.CONTRIBUTOR, Role.CAPTION, Role.CORRECTION, Role.EDITORS_NOTE})

# Where the line model is as sure as this, a paragraph counts by the chance that it is story after all: of 5,426
# such lines of the development dumps 99 are, out of fold. Below it, paragraphs of stories unlike its own are met.
NEARLY_CERTAIN = 0.95

SPARED = "story-spared"
WHY = "without it more than loss_budget allows would be gone"


def check_harm(document: Document, budget: float, proved: Container[str] = ()) -> None:
    """Nothing when the budget holds; HarmDone when more than `budget` of the letters of story-like text left it.

    Furniture that one of the `proved` rules (ids) is sure of is no story, however long its sentences are.
    Most running text of a web page is not the story's: there a block that left counts by the chance that
    it is story after all, all that stays is its story, and a page that is no article has none to lose.
    """
    if document.page is not None and document.page.kind != "article":
        return
    share = share_lost(document, [block.fate is not Fate.KEPT for block in document.blocks], proved)
    if share > budget:
        raise HarmDone(
            f"{document.name}: cleaning would take {share:.0%} of what looks like story out of it; "
            f"loss_budget allows {budget:.0%}"
        )


def spared(
    document: Document, story: Collection[Role], budget: float, proved: Container[str] = ()
) -> Iterator[Label | Doubt]:
    """The paragraphs of a text that the model or an inference took out, back in it where the budget would not hold.

    All of them or none: a clean copy that is cleaned again has the same paragraphs to judge. What rules
    took out stays out. A finding tells of it. Nothing within the budget.
    """
    out = [block.role not in story for block in document.blocks]
    taken = [
        number
        for number, (block, gone) in enumerate(zip(document.blocks, out, strict=True))
        if gone and (block.rule == ADVISED or block.rule in INFERENCES)
        if block.role not in NOT_STORY and looks_like_story(block.text)
    ]
    if not taken or Role.BODY not in story or share_lost(document, out, proved) <= budget:
        return
    for number in taken:
        block = document.blocks[number]
        yield Label(number, Role.BODY, SPARED, 1.0 - block.confidence, WHY)
        yield Doubt(block.span, SPARED, f"this may be furniture, and stays: {WHY}")


def share_lost(document: Document, out: Sequence[bool], proved: Container[str]) -> float:
    """The share of the letters of story-like text that leaves, 0 to 1; `out` tells for each block whether it does."""
    lost = rest = 0.0
    staying: list[str] = []
    # What a page says twice is lost where both are, and once.
    told = {
        block.text for block, gone in zip(document.blocks, out, strict=True) if document.is_page and not gone
    }
    for block, gone in zip(document.blocks, out, strict=True):
        if not gone:
            staying.append(block.text)
        elif block.text in told:
            continue
        elif looks_like_story(block.text) and not (block.rule in proved and block.confidence >= SURE):
            if document.is_page:
                told.add(block.text)
            letters: float = sum(map(str.isalpha, block.text))
            if block.role in NOT_STORY:
                rest += letters
            else:
                lost += letters * chance_of_story(block, document.is_page)
    if not lost:
        return 0.0
    rest += sum(len(text) for text in staying if document.is_page or looks_like_story(text))
    return lost / (lost + rest)


def chance_of_story(block: Block, on_page: bool) -> float:
    """What a block that leaves counts for: all of it, where nothing tells how likely it is story."""
    if on_page or (block.rule in (ADVISED, ANOTHER) and block.confidence >= NEARLY_CERTAIN):
        return 1.0 - block.confidence
    return 1.0


def looks_like_story(text: str) -> bool:
    """Whether a block is running text, long enough to be a paragraph, that ends like a sentence."""
    if len(text) < STORY_WORDS * 2 or not text.rstrip(CLOSERS).endswith(SENTENCE_ENDS):
        return False
    return text.count(" ") >= STORY_WORDS or (not text.isascii() and " " not in text)
