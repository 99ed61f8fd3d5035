"""Which encoding are these bytes in? BOM, valid UTF-8, the declaration, UTF-8 with strays, a guess; in this order."""

from __future__ import annotations

from cleancopy.encoding.decide import decode
from cleancopy.encoding.decoded import Decoded
from cleancopy.encoding.malformed import HANDLER

__all__ = ["HANDLER", "Decoded", "decode"]
