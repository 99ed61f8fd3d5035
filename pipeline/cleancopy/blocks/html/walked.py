"""What a walk over a page comes to."""

from __future__ import annotations

from msgspec import Struct, field

from cleancopy.blocks.html.evidence import BlockEvidence
from cleancopy.document import Edit
from cleancopy.trace import Span


class Walked(Struct):
    """What a walk came to: edits in order, a span of the *new* text for each block, its evidence, and the rest.

    `metas` and `links` are the attributes of <meta> and <link>; `scripts` spans of the source that hold
    JSON-LD; `titles` spans of the <title> elements; `language` and `base` what <html> and <base> say.
    `controls` are the fields, choices and buttons of forms, each with the numbers of the elements around it,
    outer ones first, the nearest `CONTROL_REACH` only; `mails` are those that take a mail address.
    """

    edits: list[Edit] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    evidence: list[BlockEvidence] = field(default_factory=list)
    metas: list[dict[str, str]] = field(default_factory=list)
    links: list[dict[str, str]] = field(default_factory=list)
    scripts: list[Span] = field(default_factory=list)
    titles: list[Span] = field(default_factory=list)
    language: str = ""
    frames: int = 0
    passwords: int = 0
    controls: list[tuple[int, ...]] = field(default_factory=list)
    mails: list[tuple[int, ...]] = field(default_factory=list)
