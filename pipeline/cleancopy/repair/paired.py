"""UTF-16 whose bytes were taken in the wrong pairs: its byte order turned round, or one-byte text read as UTF-16."""

from __future__ import annotations

from collections.abc import Iterator

from cleancopy.repair.draft import Proposal
from cleancopy.repair.later import compiled
from cleancopy.repair.price import cost
from cleancopy.repair.spellings import text_of, text_of_bytes

RULE = "utf16-misread"

# What the spaces of text become when the bytes of each code unit are turned round, and what its letters of ASCII do.
TURNED_SPACE = "\u2000"
# What stands for lost units was put there afterwards.
LOSS, TURNED_LOSS = "\N{REPLACEMENT CHARACTER}", "\ufdff"
TURNED = compiled("[^\x00-\x7f]+")
# What text read as UTF-16 becomes at the shortest: it holds nothing of ASCII.
PACKED = compiled("[^\x00-\x7f]{6,}")
# What text in the Latin alphabet costs a character at most, in nats; ideographs in no order cost 12 and more.
PLAUSIBLE = 4.5
# The share of small letters and spaces in text of ASCII, which hardly any other pairs of bytes make.
LETTERS = compiled("[a-z ]")
LETTERS_SHARE = 0.65
SAMPLE = 200


def paired_wrongly(text: str) -> list[Proposal]:
    """Proposals for runs that are text once their bytes are paired as they were written; empty without."""
    return [*turned_round(text)] or [*packed(text)]


def turned_round(text: str) -> Iterator[Proposal]:
    """Proposals for UTF-16 in the wrong byte order: runs with the spaces of such text in them."""
    for match in TURNED.finditer(text):
        run = match.group()
        if TURNED_SPACE not in run[1:-1] and not is_turned_ascii(run):
            continue
        try:
            after = run.encode("utf-16-be").decode("utf-16-le").replace(TURNED_LOSS, LOSS)
        except UnicodeError:
            continue
        sample = min(len(run), SAMPLE)
        if all(text_of(ord(char)) for char in set(after)) and cost(after[:SAMPLE]) < min(
            cost(run[:SAMPLE]), 2 * PLAUSIBLE * sample
        ):
            chain = ("UTF-16 read in the wrong byte order",)
            yield Proposal(*match.span(), after, RULE, chain, 0.98)


def is_turned_ascii(run: str) -> bool:
    """Whether all of some characters are letters and signs of ASCII, turned round."""
    return len(run) > FEW and all(not ord(char) & 0xFF and 0x20 <= ord(char) >> 8 < 0x7F for char in run)


FEW = 3


def packed(text: str) -> Iterator[Proposal]:
    """Proposals for text in one byte a character, or in UTF-8, that was read as UTF-16: two letters an ideograph."""
    for match in PACKED.finditer(text):
        found = sorted(unpacked(match.group()))
        if found and (len(found) == 1 or found[1][0] - found[0][0] > CLEAR):
            yield Proposal(*match.span(), found[0][1], RULE, ("one byte a letter read as UTF-16",), 0.97)


# By so many nats the likelier order of two bytes is likelier than the other one.
CLEAR = 10.0


def unpacked(run: str) -> Iterator[tuple[float, str]]:
    """The text behind a run in either order of its bytes where it is plausible, with what it costs."""
    for order in ("utf-16-le", "utf-16-be"):
        data = run.encode(order, "surrogatepass")
        if len(LETTERS.findall(data[:SAMPLE].decode("latin-1"))) < LETTERS_SHARE * len(data[:SAMPLE]):
            continue
        after = text_of_bytes(data)
        price = cost(after[:SAMPLE])
        if after and price < PLAUSIBLE * min(len(after), SAMPLE):
            yield price, after
