"""Text that remembers its bytes."""

from .origin import Origin
from .span import ByteSpan, Span
from .traced import MALFORMED, Patch, Splice, TracedText

__all__ = ["MALFORMED", "ByteSpan", "Origin", "Patch", "Span", "Splice", "TracedText"]
