"""The loss budget: refuse to shorten a story without a word."""

from __future__ import annotations

from collections.abc import Container

from cleancopy.document import Document, Fate, Role
from cleancopy.errors import HarmDone

# What looks like story: running text of this many words that ends like a sentence. Captions, notes and
# biographies are shorter or told apart by a rule of their own; menus and teasers do not end like sentences.
STORY_WORDS = 25
SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", "۔", "।", "؟")
# From this confidence on the word of a rule is enough.
SURE = 0.85
CLOSERS = "\"'”’»)]“』」"

# These are told by rules that name them; running text in them is not the story's.
NOT_STORY = frozenset({Role.AUTHOR_BIO, Role.CONTRIBUTOR, Role.CAPTION, Role.CORRECTION, Role.EDITORS_NOTE})


def check_harm(document: Document, budget: float, proved: Container[str] = ()) -> None:
    """Nothing when the budget holds; HarmDone when more than `budget` of the letters of story-like text left it.

    Furniture that one of the `proved` rules (ids) is sure of is no story, however long its sentences are.
    Most running text of a web page is not the story's: there a block that left counts by the chance that
    it is story after all, all that stays is its story, and a page that is no article has none to lose.
    """
    if document.page is not None and document.page.kind != "article":
        return
    lost = total = 0.0
    for block in document.blocks:
        staying = document.is_page and block.fate is Fate.KEPT
        if not (staying or looks_like_story(block.text)):
            continue
        if block.rule in proved and block.confidence >= SURE:
            continue
        letters = sum(map(str.isalpha, block.text)) if block.fate is not Fate.KEPT else len(block.text)
        out = block.fate is not Fate.KEPT and block.role not in NOT_STORY
        chance = 1.0 - block.confidence if out and document.is_page else 1.0
        if out:
            lost += letters * chance
        total += letters * chance
    if total and lost > budget * total:
        share = lost / total
        raise HarmDone(
            f"{document.name}: cleaning would take {share:.0%} of what looks like story out of it; "
            f"loss_budget allows {budget:.0%}"
        )


def looks_like_story(text: str) -> bool:
    """Whether a block is running text, long enough to be a paragraph, that ends like a sentence."""
    if len(text) < STORY_WORDS * 2 or not text.rstrip(CLOSERS).endswith(SENTENCE_ENDS):
        return False
    return text.count(" ") >= STORY_WORDS or (not text.isascii() and " " not in text)
