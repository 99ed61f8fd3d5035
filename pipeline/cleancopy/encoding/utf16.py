"""UTF-16 without a mark: told by the alphabet that its code units make, in one byte order and not in the other."""

from __future__ import annotations

from collections import Counter

# The upper bytes of the code units of an alphabet, by the blocks of Unicode 16; those of signs go with each.
SIGNS = frozenset((0x00, 0x20, 0x21))
IDEOGRAPHS = frozenset(range(0x4E, 0xA0))
ALPHABETS = (
    frozenset((0x01, 0x02, 0x1E)),
    frozenset((0x03, 0x1F)),
    frozenset((0x04, 0x05)),
    frozenset((0x06, 0x07, 0xFB, 0xFE)),
    *(frozenset((upper,)) for upper in range(0x09, 0x11)),
    frozenset((0x12, 0x13)),
    frozenset((0x17, 0x18)),
    frozenset((0x30, 0xFF)) | IDEOGRAPHS,
)
# Double-byte pages look like it, but have no NUL, as Korean has in each of its spaces.
HANGUL = frozenset((*range(0xAC, 0xD8), 0x30, 0x31, 0xFF)) | IDEOGRAPHS
# Alphabets of so few upper bytes nothing is in by chance; those of East Asia hold half of all bytes.
SMALL = 4
# What no text in bytes holds, but every second byte of a code unit may be. (Pages end in form feeds, files in 1A.)
CONTROLS = bytes(byte for byte in range(0x20) if byte not in b"\t\n\v\f\r\x1a\x1b")
# So many code units tell; of text in one alphabet nearly all are in it, read in the other order hardly half.
UNITS_AT_LEAST, UNITS_READ = 16, 20_000
IN_ONE_ALPHABET, AHEAD = 0.97, 0.2


def unmarked_utf16(data: bytes) -> str:
    """`utf-16-le` or `utf-16-be` for bytes that are text in it without a byte order mark; empty for others.

    A NUL must be among them, as in every space and line break, or another control, as in the full stop of East Asia:
    double-byte pages have none.
    """
    if len(data) < 2 * UNITS_AT_LEAST or not may_be_units(data):
        return ""
    read = data[: 2 * min(len(data) // 2, UNITS_READ)]
    alphabets = (*ALPHABETS, HANGUL) if b"\0" in data else ALPHABETS
    ranked = sorted((*shares(read[start::2], read[1 - start :: 2], alphabets), start) for start in (0, 1))
    (in_other, other, _), (in_small, best, start) = ranked
    if in_small < IN_ONE_ALPHABET or in_other >= IN_ONE_ALPHABET:
        (other, _), (best, start) = sorted((one[1], one[2]) for one in ranked)
        if best < IN_ONE_ALPHABET or best - other < AHEAD:
            return ""
    return ("utf-16-be", "utf-16-le")[start]


def may_be_units(data: bytes) -> bool:
    """Whether there is a control among bytes, as in no text but of two bytes a character."""
    return len(data.translate(None, CONTROLS)) < len(data)


def shares(uppers: bytes, lowers: bytes, alphabets: tuple[frozenset[int], ...]) -> tuple[float, float]:
    """How many of the code units are in one small alphabet, and in any, with signs that text has; 0 to 1."""
    counts = Counter(uppers)
    controls = sum(
        upper == 0 and lower < 0x20 and lower not in b"\t\n\r"
        for upper, lower in zip(uppers, lowers, strict=True)
    )
    signs = sum(counts[upper] for upper in SIGNS) - controls
    letters = [(len(alphabet) <= SMALL, sum(counts[upper] for upper in alphabet)) for alphabet in alphabets]
    small = max(number for is_small, number in letters if is_small)
    most = max(number for _, number in letters)
    return (signs + small) / len(uppers), (signs + most) / len(uppers)
