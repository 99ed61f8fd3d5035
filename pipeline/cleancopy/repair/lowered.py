"""UTF-8 that was misread, and written in small letters afterwards: `cafã©`, `crã¨che`.

The capitals among the misread bytes became letters of other bytes by it.
"""

from __future__ import annotations

from functools import cache

from cleancopy.repair.draft import NO_EXPLANATION, Explanation, Proposal
from cleancopy.repair.later import compiled
from cleancopy.repair.pages import page
from cleancopy.repair.price import cost
from cleancopy.repair.shelter import is_sheltered

RULE = "utf8-misread"
CHAIN = "UTF-8 read as Windows-1252"
CHANGED = "written in small letters afterwards"

# So many different sequences are evidence, or one that becomes likelier by so much, in nats; and nearly all that lies
# beyond ASCII has to be one.
SEVERAL, CLEAR, ALONE, COVERED = 2, 8.0, 16.0, 0.8
RUNS = compiled("[^\x00-\x7f]{2,}")
# (Quotation marks may have been put back already.)
BEYOND_ASCII = compiled("[^\x00-\x7f\u2013\u2014\u2018\u2019\u201c\u201d\u2026]")
LENGTHS = (2, 3, 4)
# So many characters before tell which one is likely.
CONTEXT = 4
FIRST_OF_EAST_ASIA = "\u2e80"


def lowered(text: str) -> Explanation:
    """What a text in small letters holds of UTF-8 that was misread before it was; no explanation for other text."""
    if text != text.lower():
        return NO_EXPLANATION
    proposals: list[Proposal] = []
    gain = 0.0
    for run in RUNS.finditer(text):
        place = run.start()
        known = text[max(0, place - CONTEXT) : place]  # what stands before, as far as it is put back
        while place < run.end():
            own, end, after = likeliest(text, place, run.end(), known)
            if after and not is_sheltered(text, place):
                gain += own
                proposals.append(Proposal(place, end, after, RULE, (CHAIN, CHANGED), 0.95))
            known = (known + (after or text[place:end]))[-CONTEXT:]
            place = end
    different = {text[one.start : one.end] for one in proposals}
    changed = sum(1 for sequence in different if not is_whole(sequence))
    if 2 * changed < len(different) or not all(is_usual(one.after) for one in proposals):
        return NO_EXPLANATION
    covered = sum(one.end - one.start for one in proposals)
    enough = CLEAR if len(different) >= SEVERAL else ALONE
    if not proposals or gain < enough or covered < COVERED * len(BEYOND_ASCII.findall(text)):
        return NO_EXPLANATION
    return Explanation(gain, tuple(proposals))


def is_whole(sequence: str) -> bool:
    """Whether a sequence is UTF-8 as it stands, so that no letter of it can have become another one."""
    data = b"".join(bytes_of(char)[0] if bytes_of(char) else b"" for char in sequence)
    return decoded(data) != ""


def is_usual(char: str) -> bool:
    """Whether text holds the character: other signs show that it was misread more than once."""
    return char.isalnum() or char in SIGNS


SIGNS = "\u00a0\u00a1\u00a3\u00a7\u00ab\u00ad\u00b0\u00b7\u00bb\u00bf\u2013\u2014\u2018\u2019\u201c\u201d\u201e\u2026"


def likeliest(text: str, start: int, last: int, known: str) -> tuple[float, int, str]:
    """What the sequence that begins here is most likely, where it ends, and what that gains; no text for none."""
    found = []
    for end in range(start + LENGTHS[0], min(last, start + LENGTHS[-1]) + 1):
        for after in meanings(text[start:end]):
            if len(small := after.lower()) == 1:
                found.append((cost(known + small), end, small))
    if not found:
        return 0.0, start + 1, ""
    price, end, small = min(found)
    if len(found) > 1 and small > FIRST_OF_EAST_ASIA:  # what stands before tells little of it
        return 0.0, end, ""
    gain = cost(known + text[start:end]) - price
    return (gain, end, small) if gain > 0 else (0.0, start + 1, "")


@cache
def meanings(sequence: str) -> tuple[str, ...]:
    """The characters that a sequence may have been one of, each letter in it as it is or as a capital."""
    read: list[bytes] = [b""]
    for char in sequence:
        read = [data + byte for data in read for byte in bytes_of(char)]
    return tuple(dict.fromkeys(char for char in map(decoded, read) if char))


@cache
def bytes_of(char: str) -> tuple[bytes, ...]:
    """The bytes that a character stands for in Windows-1252, as it is and as a capital."""
    known = page("cp1252").to_latin1
    return tuple(
        bytes((known[ord(one)],))
        for one in dict.fromkeys((char, char.upper()))
        if len(one) == 1 and ord(one) in known
    )


def decoded(data: bytes) -> str:
    """The one character that bytes are in UTF-8; empty when they are none."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return text if len(text) == 1 and text.isprintable() else ""
