"""What decoding came to."""

from __future__ import annotations

from dataclasses import dataclass

from cleancopy.trace.span import ByteSpan


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding that gave it, and why that one.

    `malformed` are the spans, in bytes of the whole input, that mean nothing in this encoding; the text has one
    U+FFFD for each, in the same order. `bom` is the length in bytes of the mark that was skipped.
    `data[bom:].decode(encoding, HANDLER)` gives the same text again.
    """

    text: str
    encoding: str
    confidence: float
    evidence: tuple[str, ...]
    malformed: tuple[ByteSpan, ...] = ()
    bom: int = 0
