"""Text of East Asia that was read in the page of another language of East Asia: Shift-JIS as GBK, CP949 as GBK …"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from cleancopy.repair.draft import NO_EXPLANATION, Explanation, Proposal
from cleancopy.repair.price import cost

RULE = "double-byte-mixup"

# The pages, each in the variant that knows most characters, and their names.
PAGES = {
    "cp932": "Shift-JIS",
    "gb18030": "GBK",
    "big5hkscs": "Big5",
    "cp949": "CP949",
    "euc_jp": "EUC-JP",
}
# A line that is mostly of East Asia, and how much of it and of how many such lines is judged.
LINE = re.compile("[^\n]*[\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]{4}[^\n]*")
BEYOND_ASCII = re.compile("[^\x00-\x7f]+")
GLANCE, SAMPLE, LINES = 24, 60, 4
# What a character costs in nats, by 227 paragraphs of news: sound Chinese, Japanese and Korean text 5.7 to 7.2 and at
# most 9.7, text read in another page (13 pairs of pages, EUC-JP read as GBK apart, which share their kana) 9.1 to 18.
ODD, PLAUSIBLE, GAINED = 9.1, 8.5, 2.0
LETTERS_AT_LEAST = 12


def read_in_another(text: str) -> Explanation:
    """The pair of pages that makes likely text of it; no explanation when it is likelier as it is."""
    lines = [match.group() for match in islice(LINE.finditer(text), LINES)]
    own = price(lines[:1], GLANCE) if lines else 0.0
    if own < ODD or (own := price(lines, SAMPLE)) < ODD:
        return NO_EXPLANATION
    found = sorted(
        (price(after, SAMPLE), read, written)
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
    for match in LINE.finditer(text):
        after = reread(match.group(), read, written)
        if after:
            yield Proposal(*match.span(), after, RULE, chain, 0.96)


def price(lines: list[str], length: int) -> float:
    """What a character beyond ASCII costs on the average, so much of each line being judged; 0 for too few."""
    pieces = ["".join(BEYOND_ASCII.findall(line[: 2 * length]))[:length] for line in lines]
    letters = sum(map(len, pieces))
    return sum(map(cost, pieces)) / letters if letters >= LETTERS_AT_LEAST else 0.0


def reread(line: str, read: str, written: str) -> str:
    """The line in the page that it was written in; empty when its bytes are none of that page."""
    try:
        return line.encode(read).decode(written)
    except UnicodeError:
        return ""
