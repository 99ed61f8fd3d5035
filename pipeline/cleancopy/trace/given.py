"""What a caller gives, as bytes: also texts with halves of surrogate pairs, as JSON and `surrogateescape` make them."""

from __future__ import annotations

import re

# Python keeps a malformed byte so with `errors="surrogateescape"`; behind the upper half it is a lower one.
BYTE_KEPT = re.compile("(?<![\ud800-\udbff])[\udc80-\udcff]")


def as_bytes(data: object) -> bytes:
    """What bytes-like data holds. Raises TypeError for anything else, texts included.

    >>> as_bytes(memoryview(b"caf"))
    b'caf'
    """
    if isinstance(data, bytes):
        return data
    if isinstance(data, bytearray | memoryview):
        return bytes(data)
    raise TypeError(f"expected bytes; found {type(data).__name__}")


def source_bytes(text: str) -> bytes:
    """The bytes that a text stands for: its UTF-8, where bytes that `surrogateescape` kept are themselves again.

    Other halves of surrogate pairs are three bytes each that are no UTF-8; two of them are CESU-8.

    >>> source_bytes("caf\\udcc3\\udca9 \\ud83d")
    b'caf\\xc3\\xa9 \\xed\\xa0\\xbd'
    """
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        parts: list[bytes] = []
        end = 0
        for match in BYTE_KEPT.finditer(text):
            parts += (
                text[end : match.start()].encode("utf-8", "surrogatepass"),
                bytes([ord(match[0]) & 0xFF]),
            )
            end = match.end()
        return b"".join((*parts, text[end:].encode("utf-8", "surrogatepass")))


def without_halves(text: str) -> str:
    """The text as UTF-8 can hold it: two halves are their character, one alone is U+FFFD.

    >>> without_halves("\\ud83d\\ude00 and \\ud83d")
    '😀 and �'
    """
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
