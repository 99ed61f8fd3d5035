"""Ask chardet: the one module that knows it."""

from __future__ import annotations

import re

from cleancopy.encoding.declared import codec_name, larger_set

# Below this confidence chardet's order says little: such texts are a line or less. Then it counts how common a
# page is among texts that say nothing of theirs: Windows-1252 before all, pages of old Macs and of DOS hardly
# ever. (Of 22 words and short sentences in ten languages this order gets 16 right instead of 10.)
WEAK = 0.15
COMMONNESS = (
    ("windows-1252", 1.5),
    ("windows-", 1.0),
    ("mac", 0.2),
    ("cp4", 0.2),
    ("cp7", 0.2),
    ("cp8", 0.2),
)
ASCII = bytes(range(0x80))
DECLARATION = re.compile(rb"charset(?=\s*=)|encoding(?=\s*=)", re.IGNORECASE)


def guess(data: bytes) -> tuple[str, float]:
    """The codec that chardet believes in, with its confidence 0-1; ("", 0.0) when it has no opinion."""
    import chardet

    # What a page declares has been looked at before; chardet would believe it.
    data = DECLARATION.sub(lambda match: b"-" * len(match.group()), data)
    result = chardet.detect(data)
    name, confidence = str(result.get("encoding") or ""), float(result.get("confidence") or 0.0)
    if not possible(name, data):
        name, confidence = "", 0.0
    if confidence < WEAK:
        every = [
            (str(one.get("encoding") or ""), float(one.get("confidence") or 0.0))
            for one in chardet.detect_all(data)
        ]
        ranked = [one for one in [(name, confidence), *every] if possible(one[0], data)]
        name, confidence = max(ranked, key=lambda one: one[1] * commonness(one[0]))
    encoding = codec_name(name) if name else ""
    return larger_set(encoding), confidence if encoding else 0.0


def commonness(name: str) -> float:
    """How much more common the page is than others of its kind; 1 when nothing is known of it."""
    return next((weight for start, weight in COMMONNESS if name.lower().startswith(start)), 1.0)


def possible(name: str, data: bytes) -> bool:
    """Whether the page can be that of these bytes at all; "" can.

    Every letter of EBCDIC, the code of mainframes, is beyond ASCII, and letters of ASCII are other characters in it: a
    line of capitals with two quotation marks is not in it, whatever chardet says.
    """
    encoding = codec_name(name) if name else ""
    if not encoding or b"a".decode(encoding, "ignore") in ("", "a"):
        return True
    return 2 * len(data.translate(None, ASCII)) >= len(data)
