"""Text of East Asia that was read in the page of another language of East Asia: Shift-JIS as GBK, CP949 as GBK …"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from cleancopy.repair.draft import NO_EXPLANATION, Explanation, Proposal
from cleancopy.repair.eastern import WRITTEN_IN as PAGES
from cleancopy.repair.later import compiled
from cleancopy.repair.price import cost

RULE = "double-byte-mixup"

# What a line of East Asia holds, and how much of it and of how many such lines is judged.
# (2E80 to D7FF, F900 to FAFF, FF00 to FFEF, told by all others, which are fewer to compile.)
EASTERN = compiled("[^\x00-\u2e7f\ud800-\uf8ff\ufb00-\ufeff\ufff0-\U0010ffff]{4}")
BEYOND_ASCII = compiled("[^\x00-\x7f]+")
SAMPLE, LINES = 60, 4
# The commonest characters of Japanese, Chinese and Korean. Of 251 sound paragraphs 209 have three of them among the
# first sixty characters, of 666 that were read in another page 11 have. In the first lines of a document together there
# are more.
COMMONEST = compiled("[のはにをがとたでし、。的一是了在不有人，中이다의가는을에고]")
COMMON_ENOUGH, LOOKED_AT = 4, 250
# What a character costs in nats, by 227 paragraphs of news: sound Chinese, Japanese and Korean text 5.7 to 7.2 and at
# most 9.7, text read in another page (13 pairs of pages, EUC-JP read as GBK apart, which share their kana) 9.1 to 18.
ODD, PLAUSIBLE, GAINED = 9.1, 8.5, 2.0
LETTERS_AT_LEAST = 12


def read_in_another(text: str) -> Explanation:
    """The pair of pages that makes likely text of it; no explanation when it is likelier as it is."""
    first = EASTERN.search(text)
    if (
        first is None
        or len(COMMONEST.findall(text, first.start(), first.start() + LOOKED_AT)) >= COMMON_ENOUGH
    ):
        return NO_EXPLANATION
    lines = [text[slice(*place)] for place in islice(eastern_lines(text), LINES)]
    own = price(lines)
    if own < ODD:
        return NO_EXPLANATION
    found = sorted(
        (price(after), read, written)
        for read in PAGES
        for written in PAGES
        if read != written
        and (after := [one for line in lines if (one := reread(line, read, written))])
        and len(after) * 2 > len(lines)
    )
    if not found or found[0][0] > min(PLAUSIBLE, own - GAINED):
        return NO_EXPLANATION
    total, read, written = found[0]
    chain = (f"{PAGES[written]} read as {PAGES[read]}",)
    proposals = [*changes(text, read, written, chain)]
    return Explanation((own - total) * sum(one.end - one.start for one in proposals), tuple(proposals))


def changes(text: str, read: str, written: str, chain: tuple[str, ...]) -> Iterator[Proposal]:
    """The lines that are text in the other page."""
    for start, end in eastern_lines(text):
        after = reread(text[start:end], read, written)
        if after:
            yield Proposal(start, end, after, RULE, chain, 0.96)


def eastern_lines(text: str) -> Iterator[tuple[int, int]]:
    """Where the lines begin and end that hold some characters of East Asia in a row."""
    end = 0
    while (match := EASTERN.search(text, end)) is not None:
        start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
        end = len(text) if end < 0 else end
        yield start, end


def price(lines: list[str]) -> float:
    """What a character beyond ASCII costs on the average, the first of each line being judged; 0 for too few."""
    pieces = ["".join(BEYOND_ASCII.findall(line[: 2 * SAMPLE]))[:SAMPLE] for line in lines]
    letters = sum(map(len, pieces))
    return sum(map(cost, pieces)) / letters if letters >= LETTERS_AT_LEAST else 0.0


def reread(line: str, read: str, written: str) -> str:
    """The line in the page that it was written in; empty when its bytes are none of that page."""
    try:
        return line.encode(read).decode(written)
    except UnicodeError:
        return ""
