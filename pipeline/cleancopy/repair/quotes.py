"""Quotation marks, apostrophes and dashes that lost their last byte: what opens must close."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from cleancopy.repair.draft import Proposal
from cleancopy.repair.language import likely_languages
from cleancopy.repair.later import compiled
from cleancopy.repair.repairs import Finding
from cleancopy.repair.shelter import talks_about_encodings
from cleancopy.trace.span import Span

RULE = "quote-tail-lost"

# The first two bytes of every curly quotation mark and dash in UTF-8, in the pages that news is misread in; and the
# sign for a byte that meant nothing.
CUT = "\u00e2\u20ac|\u00e2\u0080|\u0432\u0402|\u201a\u00c4|\u0393\u00c7|\u00d4\u00c7"
# The same in GBK and Shift-JIS, where both bytes are one ideograph, which hardly any text holds.
IDEOGRAPHS = "\u9225\u7ab6"
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
WOUND = compiled(
    f"(?P<cut>(?:(?:{CUT})[?\ufffd]?|[{IDEOGRAPHS}][?\ufffd])(?![\u0080-\u00bf\u2018-\u203a\u20ac\u2122\u0152\u0153\u02dc]))|(?P<bare>\u00e2(?:\\?\\?(?!\\?)|\ufffd\ufffd(?!\ufffd)|(?=[\x00->@-\x7f\U00010000-\U0010ffff]|\\Z)))|(?P<unknown>(?<!\ufffd)\ufffd(?!\ufffd))"
)
# How a wound begins, of literals alone, which are searched for quickly.
BEGUN = compiled("\u00e2|\ufffd|\u0432\u0402|\u201a\u00c4|\u0393\u00c7|\u00d4\u00c7|\u9225|\u7ab6")

CYRILLIC = compiled("[\u0400-\u04ff]")
CONTRACTED = compiled(r"(?:s|t|re|ve|ll|d|m)(?![^\W_])", re.I)
ELIDED = compiled(
    r"(?<![^\W_])(?:l|d|j|n|s|c|m|t|qu|jusqu|lorsqu|puisqu|aujourd|un|all|dell|nell|sull|dall|quest|quell|O)$",
    re.I,
)
OPEN, CLOSED, APOSTROPHE = (
    "\N{LEFT DOUBLE QUOTATION MARK}",
    "\N{RIGHT DOUBLE QUOTATION MARK}",
    "\N{RIGHT SINGLE QUOTATION MARK}",
)
LOW, HIGH = "\N{DOUBLE LOW-9 QUOTATION MARK}", "\N{LEFT DOUBLE QUOTATION MARK}"
DASHES = ("\N{EN DASH}", "\N{EM DASH}")

# Languages that open low and close high.
LOW_OPENING = frozenset(("de", "cs", "sk", "sl", "bg", "is", "lt"))


def is_contracted(text: str, start: int, end: int) -> bool:
    """Whether an apostrophe between these places would stand where English, and what borrows from it, has one:
    `it’s`, `don’t`, `I’m`."""
    rest = CONTRACTED.match(text, end)
    before = text[start - 1 : start].lower()
    if rest is None or not before.isalpha():
        return False
    return before == ENDS_BEFORE.get(rest.group().lower(), before)


# The letter before two of these: `don’t`, `I’m`.
ENDS_BEFORE = {"t": "n", "m": "i"}


class Wound(Struct, frozen=True):
    """A damaged sign: its place, where it stands in relation to words, and whether its first bytes are known."""

    start: int
    end: int
    place: str
    cut: bool


@lru_cache(maxsize=4)
def wounds(text: str) -> tuple[Wound, ...]:
    """The damaged signs of a text, in order."""
    found = []
    foreign: bool | None = None
    for match in matches(text):
        if match["bare"] and len(match["bare"]) == 1:
            if foreign is None:
                foreign = (
                    WITHOUT_CIRCUMFLEX.issuperset(likely_languages(text)[:1] or ("fr",))
                    and WITH_CIRCUMFLEX.search(text) is None
                )
            if not foreign:
                continue
        cut = match["unknown"] is None
        if match.group()[0] == "\u0432" and (
            CYRILLIC.match(text, match.start() - 1) or CYRILLIC.match(text, match.end())
        ):
            continue
        place = place_of(text, *match.span())
        if match["bare"] and place == "inside" and not is_contracted(text, *match.span()):
            continue
        found.append(Wound(*match.span(), place, cut))
    if all(one.place == "before" and text[one.start : one.end] == A_CIRCUMFLEX for one in found):
        return ()  # a word of another language, `âmbito`: where a quotation opens, one closes
    return tuple(found)


A_CIRCUMFLEX = "\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}"


def matches(text: str) -> Iterator[re.Match[str]]:
    """The matches of `WOUND`, in order."""
    end = 0
    for begun in BEGUN.finditer(text):
        if begun.start() >= end and (match := WOUND.match(text, begun.start())) is not None:
            yield match
            end = match.end()


# Languages in which a lone \N{LATIN SMALL LETTER A WITH CIRCUMFLEX} is the first byte of a sign that lost the others.
WITHOUT_CIRCUMFLEX = frozenset(("en", "de", "es", "it", "nl", "sv", "da", "nb", "fi", "pl", "ca", "hu"))


# Letters that stand beside that one in the languages that write it, and that letter inside a word that goes on.
WITH_CIRCUMFLEX = compiled(
    "[\u0175\u0177\u0103\u00ee\u00ea\u00f4\u00fb\u0219\u015f\u021b\u0163\u00e7\u00e3\u0111]"
    "|(?<=[^\\W\\d_])\u00e2(?!(?:s|t|re|ve|ll|d|m)(?![^\\W_]))[^\\W\\d_]"
)


def place_of(text: str, start: int, end: int) -> str:
    """Whether a sign stands inside a word, before one, behind one, between spaces, or nowhere in particular."""
    before, behind = text[start - 1 : start] or " ", text[end : end + 1] or " "
    if before.isalnum() and behind.isalnum():
        return "inside"
    if (before.isspace() or before in "([-\u2014\u2013\u2018\"'") and (
        behind.isalnum() or behind in "\u2018'$\u20ac\u00a3\u00bf\u00a1([\u2026"
    ):
        return "before"
    if (before.isalnum() or before in BEFORE_CLOSING) and not behind.isalnum():
        return "behind"
    if before.isspace() and behind.isspace():
        return "between"
    return "elsewhere"


# What a closing mark stands behind, but for letters and digits.
BEFORE_CLOSING = frozenset(
    ".,!?;:\N{HORIZONTAL ELLIPSIS})]%'\"\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
    "\N{EN DASH}\N{EM DASH}-*/\N{EURO SIGN}$\N{POUND SIGN}"
)


@lru_cache(maxsize=4)
def lost_quotes(text: str) -> tuple[list[Proposal], list[Finding]]:
    """Proposals for the signs whose place tells what they were, findings for the others."""
    found = list(wounds(text))
    proposals: list[Proposal] = []
    findings: list[Finding] = []
    if not found:
        return proposals, findings
    low = LOW in text or any(language in LOW_OPENING for language in likely_languages(text)[:1])
    marks = (LOW, HIGH) if low else (OPEN, CLOSED)
    dash = spaced_dash(text)
    if any(not wound.cut and wound.place == "inside" and not is_apostrophe(text, wound) for wound in found):
        found, letters = [wound for wound in found if wound.cut], [wound for wound in found if not wound.cut]
        findings += [
            Finding(Span(wound.start, wound.end), RULE, "a letter or a sign whose bytes were lost")
            for wound in letters
        ]
    partners = paired(text, found)
    for wound in found:
        if len(found) <= FEW and talks_about_encodings(text, wound.start):
            continue
        after = ""
        if wound.place == "inside":
            after = APOSTROPHE if is_apostrophe(text, wound) else ""
        elif wound in partners:
            after = marks[0] if wound.place == "before" else marks[1]
        elif wound.place == "between":
            after = dash
        if after:
            chain = ("UTF-8 misread", "its last byte lost") if wound.cut else ("a byte that meant nothing",)
            confidence = CUT_CONFIDENCE if wound.cut else UNKNOWN_CONFIDENCE
            proposals.append(Proposal(wound.start, wound.end, after, RULE, chain, confidence))
        else:
            findings.append(finding(wound, marks))
    return proposals, findings


# So few wounds in a line about encodings are examples of what it talks about.
FEW = 3
# Right in 99 of 100 sentences of the mojibake set, and in 88 where nothing but the place speaks.
CUT_CONFIDENCE, UNKNOWN_CONFIDENCE = 0.95, 0.92


def spaced_dash(text: str) -> str:
    """The one kind of dash that the text sets between spaces; empty when it uses both or none."""
    used = [sign for sign in DASHES if f" {sign} " in text]
    return used[0] if len(used) == 1 else ""


def is_apostrophe(text: str, wound: Wound) -> bool:
    """Whether a sign inside a word is an apostrophe: with its first bytes known nothing else stands there."""
    before, behind = text[wound.start - 1], text[wound.end]
    if wound.cut:
        return before.isalpha() and behind.isalpha()
    return (
        CONTRACTED.match(text, wound.end) is not None
        or ELIDED.search(text, max(0, wound.start - 8), wound.start) is not None
    )


def paired(text: str, found: list[Wound]) -> set[Wound]:
    """The wounds that open and close a quotation, with each other or with a sound mark of the same paragraph."""
    partners: set[Wound] = set()
    marks: list[tuple[int, str, Wound | None]] = [
        (match.start(), match.group(), None)
        for match in MARKS.finditer(text)
        if match.group() != OPEN or LOW in text or not text[match.start() - 1 : match.start()].isalnum()
    ]
    marks += ((wound.start, "", wound) for wound in found if wound.place in ("before", "behind"))
    opened: list[Wound | None] = []
    for _, sign, wound in sorted(marks, key=lambda mark: mark[0]):
        if sign == "\n":
            opened.clear()
        elif sign in OPENING_MARKS or (wound and wound.place == "before"):
            if sign == HIGH and opened and LOW in text:
                close(opened, None, partners)
            else:
                opened.append(wound)
        elif sign == CLOSED or (wound and wound.place == "behind"):
            close(opened, wound, partners)
    return partners


def close(opened: list[Wound | None], closing: Wound | None, partners: set[Wound]) -> None:
    """Note that the last opened quotation closes here."""
    if opened:
        partners.update(wound for wound in (opened.pop(), closing) if wound is not None)


OPENING_MARKS = frozenset((OPEN, LOW))
MARKS = compiled(f"[\n{OPEN}{CLOSED}{LOW}]")


def finding(wound: Wound, marks: tuple[str, str]) -> Finding:
    """What a damaged sign may have been."""
    candidates: tuple[tuple[str, float], ...] = ()
    if wound.place == "between":
        candidates = ((DASHES[0], 0.5), (DASHES[1], 0.5))
    elif wound.place == "before":
        candidates = ((marks[0], 0.6), ("\N{LEFT SINGLE QUOTATION MARK}", 0.3))
    elif wound.place == "behind":
        candidates = ((marks[1], 0.6), (APOSTROPHE, 0.3))
    return Finding(
        Span(wound.start, wound.end),
        RULE,
        "a sign whose bytes were lost, with no partner that tells which",
        candidates,
    )
