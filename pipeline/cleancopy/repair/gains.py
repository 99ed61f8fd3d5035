"""What is gained where UTF-8 that was read in a page is put back, run of sequences by run."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache

from cleancopy.repair.later import compiled
from cleancopy.repair.letters import any_language
from cleancopy.repair.pages import SEQUENCES, bytes_read, page, runs_of_sequences
from cleancopy.repair.price import is_greek, priced, priced_between

# Windows-1252 and its like are what nearly everything is misread in.
COMMONEST = ("cp1252", "iso8859-1")
SURELY_DAMAGED = 25.0
# Two letters always cost more than the one that they would become: runs that gain no more than this are no evidence.
STRONG = 5.0
# Letters before and after a run that its likelihood is judged with.
CONTEXT = 3


# A run of sequences: where it starts and ends, the text behind it, and how much likelier that is, in nats.
Run = tuple[int, int, str, float]


def gains(text: str, name: str) -> Iterator[Run]:
    """Start, end, the text behind, and how much likelier that is, for each run of UTF-8 sequences in the page."""
    seen: set[str] = set()
    strong = False
    near = deciding()
    for run in SEQUENCES.finditer(bytes_read(text, name)):
        start, end = run.span()
        piece = text[start:end]
        if not may_be_repaired(piece, name):
            continue
        before, behind = text[start - 1 : start], text[end : end + 1]
        if before not in near:
            before = just_before(text, start)
        if behind not in near:
            behind = just_behind(text, end)
        after, gain = gained(before, piece, behind, name)
        framed = text[max(0, start - CONTEXT) : end + CONTEXT]
        if framed not in seen:
            seen.add(framed)
            strong |= gain > STRONG
            if not strong and len(seen) > WEAK_AT_MOST:
                return
        yield start, end, after, gain


def just_before(text: str, place: int) -> str:
    """As much of the text before a place as decides what a run there gains."""
    before = text[place - 1 : place]
    return before if before in deciding() else text[max(0, place - CONTEXT) : place]


def just_behind(text: str, place: int) -> str:
    """As much of the text behind a place as decides what a run before it gains."""
    behind = text[place : place + 1]
    return behind if behind in deciding() else text[place : place + CONTEXT]


@cache
def deciding() -> frozenset[str]:
    """Characters that cost the same whatever stands on their other side, and behind which all else does.

    Those are the small letters of the table and what is ASCII, but for its capitals and controls; Greek letters are
    signs when they stand alone. Beside them a run gains the same whatever stands beyond, as the edge of a text does.
    """
    small = (char for char in any_language().index if not is_greek(char))
    return frozenset(
        ("", "\n", *small, *(chr(code) for code in range(0x20, 0x7F) if not chr(code).isupper()))
    )


@lru_cache(maxsize=30_000)
def gained(before: str, run: str, behind: str, name: str) -> tuple[str, float]:
    """The text behind a run of sequences in that page, and how much likelier it is between these letters, in nats."""
    after = decoded(page(name).misread(run))
    own = priced_between(before, run, behind)
    gain = own - priced_between(before, after, behind)
    if gain < SURELY_DAMAGED and len(after) > 1 and not after.isascii():
        deeper = once_more(after, name)
        if deeper != after:
            gain = max(gain, own - priced_between(before, deeper, behind))
    return after, gain


@lru_cache(maxsize=8192)
def may_be_repaired(run: str, name: str) -> bool:
    """Whether a run put back is not dearer than it is, whatever stands beside it."""
    after = decoded(page(name).misread(run))
    return priced(run) + CONTEXT_AT_MOST >= priced(once_more(after, name))


# What letters beside a run can make of its price, in nats.
CONTEXT_AT_MOST = 9.0
# After so many runs of which none is evidence the page is given up.
WEAK_AT_MOST = 25


# Without such there is no sequence.
TWO_BEYOND_ASCII = compiled("[^\x00-\x7f]{2}")
# Signs to draw with, which nothing but pages that have them leaves in text.
DRAWN = compiled("[\u2500-\u25ff]")
DRAWING = ("koi8-r", "cp437", "cp850", "cp866")


@lru_cache(maxsize=8192)
def once_more(text: str, name: str) -> str:
    """The text behind a second misreading, in the same page, in the commonest one or in one that has such signs.

    The text itself without one.
    """
    if TWO_BEYOND_ASCII.search(text) is None:
        return text
    pages = (name, *COMMONEST, *DRAWING) if DRAWN.search(text) is not None else (name, *COMMONEST)
    found = [after for again in dict.fromkeys(pages) if (after := decoded_runs(text, again)) is not None]
    return min(found, key=priced) if found else text


def decoded_runs(text: str, name: str) -> str | None:
    """The text with every run of sequences in that page put back; None when there is none."""
    pieces: list[str] = []
    end = 0
    for start, last, data in runs_of_sequences(text, name):
        pieces += (text[end:start], decoded(data))
        end = last
    return "".join((*pieces, text[end:])) if pieces else None


def decoded(data: bytes) -> str:
    """The text of UTF-8 bytes, with surrogate pairs in the manner of CESU-8 joined."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "surrogatepass")
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
