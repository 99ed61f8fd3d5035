"""What repairing comes to: repairs that are made, findings that are only reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from cleancopy.trace.span import Span


class Repair(Struct, frozen=True, gc=False):
    """These code points of the original text become `after`.

    `rule` is an id of the registry, `chain` the misreadings undone in words, the outermost first,
    `confidence` lies between 0 and 1.
    """

    span: Span
    after: str
    rule: str
    chain: tuple[str, ...]
    confidence: float


class Finding(Struct, frozen=True, gc=False):
    """Damage that is not certain enough to be repaired; `candidates` are (text, confidence), the best first.

    No candidates means that something was lost which nothing in the text tells.
    """

    span: Span
    rule: str
    why: str
    candidates: tuple[tuple[str, float], ...] = ()


UTF_8 = "utf-8"


class Malformed(Struct, frozen=True):
    """What bytes stand behind the U+FFFD of a text, by its code point, and in which encoding they mean nothing."""

    bytes: Mapping[int, bytes] = {}
    encoding: str = UTF_8


SOUND = Malformed()


class Repairs(Struct, frozen=True):
    """Disjoint repairs and findings, each in text order; both empty when nothing is damaged."""

    edits: tuple[Repair, ...] = ()
    findings: tuple[Finding, ...] = ()


NOTHING = Repairs()


def applied(text: str, repairs: Repairs | Iterable[Repair]) -> str:
    """The text with every repair made; the text itself when there is none."""
    edits = repairs.edits if isinstance(repairs, Repairs) else tuple(repairs)
    if not edits:
        return text
    pieces: list[str] = []
    end = 0
    for edit in edits:
        pieces += (text[end : edit.span.start], edit.after)
        end = edit.span.end
    return "".join((*pieces, text[end:]))
