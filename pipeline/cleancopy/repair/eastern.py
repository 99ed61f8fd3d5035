"""Text of East Asia whose bytes were read in a one-byte page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cleancopy.repair.draft import NO_EXPLANATION, Explanation, Proposal
from cleancopy.repair.later import compiled
from cleancopy.repair.pages import ONE_BYTE_PAGES, page, ranges, spelled
from cleancopy.repair.price import cost
from cleancopy.repair.proof import utf8_of
from cleancopy.repair.units import bytes_of

RULE = "double-byte-as-one-byte"

# What the text was written in: the wide variant that Python knows, and its name.
WRITTEN_IN = {
    "cp932": "Shift-JIS",
    "gb18030": "GBK",
    "big5hkscs": "Big5",
    "cp949": "CP949",
    "euc_jp": "EUC-JP",
}
READ_IN = (
    "cp1252",
    "iso8859-1",
    "cp1251",
    "cp1250",
    "mac_roman",
    "cp437",
    "cp850",
    "iso8859-15",
    "cp1254",
    "koi8-r",
    "iso8859-2",
)

# Characters of East Asia and what lies behind them, but for Mac Roman's own sign and its ligatures.
BEYOND_ONE_BYTE = compiled("[^\x00-\u2fff](?<!\uf8ff)(?<!\ufb01)(?<!\ufb02)")
# Such text is dense: this share of its characters lies beyond ASCII, two bytes being one letter.
DENSE = 0.2
# Judged by so many characters from the first one beyond ASCII.
SAMPLE = 160
AGAINST_DAMAGE = 20.0
# Sound text in an alphabet costs 2 to 3 nats a character, such damage 7 and more.
ODD = 4.5
# What the characters of a line must become cheaper by, each: real text gains 5 and more.
PER_CHARACTER = 2.0
# What a character of East Asia may cost on the average: running text costs 4 to 6, ideographs in no order 12 and more.
PLAUSIBLE = 9.0
BEYOND_ASCII = compiled(r"[^\x00-\x7f]")


def double_bytes(text: str) -> Explanation:
    """The pair of pages that makes East Asian text of it; no explanation when it is likelier as it is."""
    if text.isascii():
        return NO_EXPLANATION
    start, end = next(dense_lines(text), (0, 0))
    if (
        start == end
        or in_none().search(text, start, end) is not None
        or is_no_text_in_any(text[start : min(end, start + BEGINNING)])
    ):
        return NO_EXPLANATION
    own = cost(text[start:end][:SAMPLE])
    if own < ODD * min(end - start, SAMPLE):
        return NO_EXPLANATION
    best = (own - AGAINST_DAMAGE, "", "")
    for read, written, data, after in pairs_of_pages(text[start:end]):
        total = cost(beginning(data, after, min(len(data), SAMPLE), written))
        if total < best[0]:
            best = (total, read, written)
    total, read, written = best
    if (
        not read
        or own - total < PER_CHARACTER * min(end - start, SAMPLE) / 2
        or total > PLAUSIBLE * min(end - start, SAMPLE) / 2
    ):
        return NO_EXPLANATION
    chain = (f"{WRITTEN_IN[written]} read as {ONE_BYTE_PAGES[read]}",)
    found = []
    for start, end in dense_lines(text):
        after = decoded(bytes_read(text[start:end], read), written)
        if after:
            found.append(Proposal(start, end, after, RULE, chain, 0.97))
    return Explanation((own - total) * len(text) / SAMPLE, tuple(found))


def pairs_of_pages(line: str) -> Iterator[tuple[str, str, bytes, str]]:
    """The pairs of pages that make East Asian text of a line: read in, written in, its bytes, and the text."""
    first = BEYOND_ASCII.search(line)
    if first is None:
        return
    for read in READ_IN:
        if ord(first.group()) in page(read).to_latin1 and (data := bytes_read(line, read)):
            for written in WRITTEN_IN:
                after = decoded(data, written)
                if after and is_eastern(after):
                    yield read, written, data, after


# So many characters of a line are read in all pairs of pages before it is priced.
BEGINNING = 200


def is_no_text_in_any(start: str) -> bool:
    """Whether no pair of pages makes text of a line that starts so, by the errors that its bytes hold in each.

    (What is cut off from the last characters is no error.)
    """
    first = BEYOND_ASCII.search(start)
    if first is None:
        return False
    for read in READ_IN:
        if ord(first.group()) in page(read).to_latin1 and (data := bytes_read(start, read)):
            for written in WRITTEN_IN:
                try:
                    data.decode(written)
                except UnicodeDecodeError as error:
                    if error.start < len(data) - LONGEST:
                        continue
                return False
    return True


# No character of these pages has more bytes.
LONGEST = 4


def bytes_read(line: str, read: str) -> bytes:
    """The bytes that were read in this page as the line; none at all when some character is not in it."""
    try:
        return line.encode(read)
    except UnicodeEncodeError:
        return bytes_of(line, read) or b"" if C1.search(line) is not None else b""


@cache
def in_none() -> re.Pattern[str]:
    """A pattern for what is in none of the pages, so that a line with it was read in none."""
    in_any = "".join(char for read in READ_IN for char in spelled(read) if char > LAST_CONTROL)
    return re.compile(f"[^\\x00-{LAST_CONTROL}{ranges(in_any)}]")


LAST_CONTROL = "\x9f"
# As which bytes come through that a page leaves empty.
C1 = compiled("[\x80-\x9f]")


def is_eastern(text: str) -> bool:
    """Whether nearly all characters beyond ASCII are ones of East Asia, half-width kana apart: nobody writes those."""
    high = BEYOND_ASCII.findall(text)
    return len(EASTERN.findall("".join(high))) > EASTERN_SHARE * len(high)


# (2E80 to FF60, FFA0 to FFEF, 20000 to 3FFFF, the middle dot, dashes, quotation marks and the ellipsis, told by all
# others, which are fewer to compile.)
EASTERN = compiled(
    "[^\x00-\u00b6\u00b8-\u2013\u2016\u2017\u201a\u201b\u201e-\u2025\u2027-\u2e7f"
    "\uff61-\uff9f\ufff0-\U0001ffff\U00040000-\U0010ffff]"
)
EASTERN_SHARE = 0.85


def dense_lines(text: str) -> Iterator[tuple[int, int]]:
    """The lines, without the white space around them, in which much lies beyond ASCII and below East Asia."""
    if "\n" not in text and len(utf8_of(text)) - len(text) <= DENSE * len(text):  # as below of each line
        return
    start = 0
    for line, size in zip(text.split("\n"), map(len, utf8_of(text).split(b"\n")), strict=True):
        length = len(line)
        # (No character beyond ASCII adds less than a byte, which tells of most lines that they are not dense.)
        if (
            size - length > DENSE * length
            and BEYOND_ONE_BYTE.search(line) is None
            and HIGH_AT_LEAST <= length - len(line.encode("ascii", "ignore")) > DENSE * length
        ):
            left = length - len(line.lstrip(" \t\r"))
            yield start + left, start + len(line.rstrip(" \t\r"))
        start += length + 1


HIGH_AT_LEAST = 4


def decoded(data: bytes, written: str) -> str:
    """The text of the bytes; empty when they are no text in that page."""
    try:
        return data.decode(written)
    except UnicodeDecodeError:
        return ""


def beginning(data: bytes, after: str, length: int, written: str) -> str:
    """The part of the text that the first bytes made."""
    return after if length == len(data) else data[:length].decode(written, "ignore")
