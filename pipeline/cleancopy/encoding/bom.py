"""Byte order marks: the one place where a file names its own encoding."""

from __future__ import annotations

# UTF-32 before UTF-16: the little-endian mark of the longer one begins with that of the shorter one.
MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)


def byte_order_mark(data: bytes) -> tuple[str, int]:
    """The encoding that the mark names and the length of the mark in bytes; ("", 0) without one.

    FF FE 00 00 is UTF-32 only when whole code units follow; otherwise it is UTF-16 that begins with a NUL.
    """
    for mark, encoding in MARKS:
        if data.startswith(mark):
            if encoding.startswith("utf-32") and not is_utf32(data[len(mark) :], encoding):
                continue
            return encoding, len(mark)
    return "", 0


def is_utf32(data: bytes, encoding: str) -> bool:
    """Whether the first hundred code units are code points at all."""
    try:
        data[: min(400, len(data) // 4 * 4)].decode(encoding)
    except UnicodeDecodeError:
        return False
    return len(data) % 4 == 0 or len(data) > 4
