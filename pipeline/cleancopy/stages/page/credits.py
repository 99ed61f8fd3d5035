"""Who made a picture: lines that say so, and the ends of captions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleancopy.blocks.html import BlockEvidence
from cleancopy.blocks.html.words import FLAG
from cleancopy.document import Fact, Label, Role
from cleancopy.stages.page.features import word_count
from cleancopy.stages.page.phrases import phrase_patterns
from cleancopy.trace import Span

# In a line of a caption with a credit's class inside, the credit itself has at most so many words.
LONGEST_CREDIT = 6
# A credit at the end of a caption, in an element of its own; a line below a picture that is nothing but a name.
LONGEST_TAIL, LONGEST_NAME = 8, 5
# Words of names that begin with a small letter are short: von, de, via.
SMALL = 3
SIGNED = FLAG["credit"] | FLAG["byline"]
PICTURED = FLAG["picture"] | FLAG["caption"] | FLAG["figure"]
# Such a line is a credit up to these chances: with a name for it, and with none.
SURELY, UNSURE = 2.0, 0.5
# What figures are made of that are no pictures.
TABLES = FLAG["table"] | FLAG["list"] | FLAG["quote"] | FLAG["pre"] | FLAG["related"]
ENDS = ".!?。！？…"
WORD = re.compile(r"[^\W\d_]+")
# What may stand between a caption and its credit.
BARS = frozenset("|/·•©(")
BETWEEN = " |/·•–—-(:©\n\t\xa0"


def is_credit(text: str, item: BlockEvidence) -> bool:
    """Whether a line of a figure's caption is nothing but the credit; a sentence that ends in one is a caption."""
    if phrase_patterns()["photo"].match(text) or item.element.flags & FLAG["credit"]:
        return True
    return bool(item.inline & FLAG["credit"]) and word_count(text) <= LONGEST_CREDIT


def signed(text: str, item: BlockEvidence) -> float:
    """Up to which chance of being story a line beside a picture, outside its caption, is who made it; 0: it is not.

    Of 88 such lines of the development pages 18 are in references, all of them names below pictures that the model
    holds to be story, and right so.
    """
    if item.level or item.links:
        return 0.0
    if (item.element.flags | item.inline) & SIGNED:
        named = is_name(text, LONGEST_TAIL) or phrase_patterns()["photo"].match(text) is not None
        if not named or not (item.near_any(PICTURED, 2) or item.has("figure")):
            return 0.0
        return SURELY if item.near("credit", 0) else UNSURE
    bare = item.has("figure") and not item.around & TABLES and is_name(text, LONGEST_NAME)
    return UNSURE if bare and not any(map(str.isdigit, text)) else 0.0


def is_name(text: str, longest: int) -> bool:
    """Whether a line consists of capitalized words, as names of people and agencies do."""
    words = WORD.findall(text)
    if not words or word_count(text) > longest or text.rstrip()[-1:] in ENDS:
        return False
    return words[0][0].isupper() and all(word[0].isupper() or len(word) <= SMALL for word in words)


def credited(label: Label, text: str, item: BlockEvidence) -> Iterator[Fact]:
    """The credit at the end of a caption, where an element of its own sets it apart from what is shown."""
    if label.role is not Role.CAPTION or not 0 < item.tail < len(text):
        return
    before, said = text[: item.tail], text[item.tail :]
    start = item.tail + len(said) - len(said.lstrip(BETWEEN))
    name = text[start:].rstrip(" )")
    says_so = phrase_patterns()["photo"].match(name) is not None
    bare = before.rstrip(BETWEEN)
    marked = bool(item.tail_flags & SIGNED)
    glued = before[-1:].isalnum() and said[:1].isalnum() and not marked
    if not bare or not name or glued or word_count(name) > LONGEST_TAIL:
        return
    barred = not BARS.isdisjoint(text[len(bare) : start])
    named = (barred and word_count(name) == 1) or is_name(name, LONGEST_TAIL)
    if marked or says_so or (named and (barred or bare[-1] in ENDS)):
        yield Fact(label.block, "credit", name, Span(start, start + len(name)), label.rule)
        yield Fact(label.block, "caption", bare, Span(0, len(bare)), label.rule)
