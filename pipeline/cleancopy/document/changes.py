"""What a stage may ask for. Each change names its place and the rule that wants it."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from cleancopy.document.page import PageFacts
from cleancopy.document.role import Fate, Role
from cleancopy.trace import Span, Splice

FactName = Literal[
    "names", "organization", "place", "agency", "date", "credit", "caption", "dateline", "headline", "site",
    "alternative", "sign_off", "created",
]  # fmt: skip


class Edit(Splice, frozen=True, gc=False):
    """Put `after` in the place of `span` (code points of the document's text): a splice of the whole document.

    `operation` is what the ledger calls it: `edit`, or `gap` for markup and white space.
    """


class Label(Struct, frozen=True, gc=False):
    """Block number `block` has this role; `note` tells the evidence in words."""

    block: int
    role: Role
    rule: str
    confidence: float = 1.0
    note: str = ""


class Fact(Struct, frozen=True, gc=False):
    """Something said inside a block: `value` stands at `span` (code points of the block's text)."""

    block: int
    name: FactName
    value: str
    span: Span
    rule: str


class Removal(Struct, frozen=True, gc=False):
    """Take a block, or a span inside it, out of the story text; the document keeps it."""

    block: int
    fate: Fate
    rule: str
    span: Span | None = None


class Doubt(Struct, frozen=True, gc=False):
    """Something at `span` looks damaged or odd and is left as it is; `candidates` are what it may have been."""

    span: Span
    rule: str
    why: str
    candidates: tuple[str, ...] = ()


Change = Edit | Label | Fact | Removal | Doubt | PageFacts
