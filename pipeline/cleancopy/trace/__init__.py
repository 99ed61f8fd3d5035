"""Text that remembers its bytes."""

from cleancopy.trace.given import as_bytes, source_bytes, without_halves
from cleancopy.trace.origin import Origin
from cleancopy.trace.span import ByteSpan, Span
from cleancopy.trace.traced import MALFORMED, Patch, Splice, TracedText

__all__ = [
    "MALFORMED",
    "ByteSpan",
    "Origin",
    "Patch",
    "Span",
    "Splice",
    "TracedText",
    "as_bytes",
    "source_bytes",
    "without_halves",
]
