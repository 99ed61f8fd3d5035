"""What is thought of each line while its neighbours are still being looked at."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from cleancopy.document import Role
from cleancopy.rules import Hit

# A line of this many words that ends like a sentence is running text. Of the story paragraphs of
# the development pages 86 % are, of the furniture lines 4 %, of captions 17 %.
RUNNING_WORDS = 15
# Two sentences of fewer words are running text as well.
TWO_SENTENCES = re.compile(r"[.!?…]['\"”’»)]? +[\"“„«‘'(–—]?[^\W\d_a-zß-öø-ÿ]")
LEAST_RUNNING = 9
# Scripts without spaces: so many letters say as much as a word.
LETTERS_PER_WORD = 2.5
WIDE = "\u2e80"

# Sign-offs and sources in brackets stand behind the full stop: `(dpa)`.
LONGEST_ASIDE = 40
# So do those behind a dash: `… by March. — Bernama`.
SIGNED_OFF = re.compile(r"[.!?][\"”’»]? [—–] [A-Z][\w./ -]{1,14}$")
# Without a dash: an agency (`… el martes. EFE`), or the desk's short names (`… Punkte./abc/la`, `… frei. dpa/abc`).
INITIALLED = re.compile(r"[.!?][\"”’»]?(?: (?:[A-Z]{3,4}|dpa|ТАСС)|(?: dpa)?(?:/[a-z]{2,3}){1,4})$")
LONGEST_INITIALS = 20
END = ".!?…。！？｡؟।۔:"
ASKED = ("?", "!")
CLOSING = " \t\u00a0\"'”’»«“‘)]}」』）›"


# So entries of lists begin.
BULLETS = ("- ", "– ", "• ", "* ", "· ", "▪ ", "■ ")


class Shape(Struct, frozen=True, gc=False):
    """A line as it looks from far away: `words` counted or estimated; `ended` like a sentence."""

    length: int
    words: int
    ended: bool
    running: bool


def shape_of(text: str) -> Shape:
    """The shape of a block's text."""
    words = text.count(" ") + 1
    if text[:1] > WIDE or text[len(text) // 2 : len(text) // 2 + 1] > WIDE:
        words = max(words, int(len(text) / LETTERS_PER_WORD))
    stem = text.rstrip(CLOSING)
    if text[-1:] in ")]" and (opening := max(text.rfind("("), text.rfind("["))) > len(text) - LONGEST_ASIDE:
        stem = text[:opening].rstrip(CLOSING) if stem[-1:] not in END else stem
    ended = stem[-1:] != "" and stem[-1] in END
    if not ended and ("— " in text or "– " in text):
        ended = SIGNED_OFF.search(text) is not None
    if (
        not ended
        and words >= LEAST_RUNNING
        and (text[-3:].isupper() or "/" in text[-6:] or text.endswith("dpa"))
    ):
        ended = INITIALLED.search(text, len(text) - LONGEST_INITIALS) is not None
    running = words >= RUNNING_WORDS or (
        words >= LEAST_RUNNING and stem[-1:] not in ASKED and TWO_SENTENCES.search(text) is not None
    )
    return Shape(len(text), words, ended, running and ended)


def may_be_paragraph(shape: Shape) -> bool:
    """Is the line a sentence, and as long as a paragraph of a short report may be?"""
    return shape.ended and shape.words >= LEAST_RUNNING


class Line(Struct, frozen=True, gc=False):
    """A block, its shape, and what the rules say of it alone, the surest first."""

    number: int
    text: str
    shape: Shape
    hits: tuple[Hit, ...] = ()


class Claim(Struct, frozen=True, gc=False):
    """A role for a line and what decided."""

    role: Role
    rule: str
    confidence: float
    note: str = ""
    hit: Hit | None = None


class Draft:
    """The lines of a document and the claims so far; a line without a claim is story."""

    __slots__ = ("claims", "hit", "lines", "prose")

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.claims: dict[int, Claim] = {}
        self.prose = [index for index, line in enumerate(lines) if line.shape.running]
        self.hit = [index for index, line in enumerate(lines) if line.hits]

    def open(self) -> list[int]:
        """Indices of the lines that nobody has claimed so far."""
        claims = self.claims
        return [index for index in range(len(self.lines)) if index not in claims]

    def role(self, index: int) -> Role | None:
        """The claimed role, or None; None as well outside the document."""
        claim = self.claims.get(index)
        return claim.role if claim else None

    def claim(self, index: int, claim: Claim) -> None:
        """Give a line a role; an earlier claim stands."""
        self.claims.setdefault(index, claim)

    def running(self) -> list[int]:
        """Indices of unclaimed running text."""
        claims = self.claims
        return [index for index in self.prose if index not in claims]
