"""Text in the wrapping that headers of mail and forms on the web are sent in."""

from __future__ import annotations

import binascii
import codecs
import re
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from cleancopy.repair.draft import Proposal
from cleancopy.repair.escapes import RULE
from cleancopy.repair.later import compiled
from cleancopy.repair.shelter import is_code, is_sheltered, talks_about_encodings
from cleancopy.repair.spellings import text_of

ENCODED_WORD = "encoded-word"

# RFC 2047: charset, Q or B, the text. Spaces between two such words belong to neither.
WORD = compiled(
    r"=\?(?P<charset>[A-Za-z][\w.:+-]{1,30})(?:\*[\w-]+)?\?"
    r"(?P<kind>[QqBb])\?(?P<data>[!->@-~ ]*?)\?=(?P<space>\s+(?==\?))?"
)
# The form of application/x-www-form-urlencoded: plus signs for spaces, nothing but these characters (WHATWG URL,
# section 5.2), in a piece without any white space; so long and with so many spaces at least.
FORM = compiled(r"(?<!\S)[\w+%.*-]{20,}(?!\S)", re.ASCII)
PLUSES = 3
SPACE = "%20"
BEYOND_ASCII = compiled("%[89A-Fa-f]")
COMMA_AND_SO_ON = compiled(r"(?:%[0-9A-Fa-f]{2})+")
FORM_CODE = compiled(r"\+|(?:%[0-9A-Fa-f]{2})+")


def encoded_words(text: str) -> list[Proposal]:
    """Proposals for the words in which mail writes the text of its headers; empty when there are none."""
    if "=?" not in text:
        return []
    found = []
    for run in runs_of_words(text):
        after = "".join(parts_of(run))
        start, end = run[0].start(), run[-1].end("data") + len("?=")
        if not after or is_code(text, start):
            continue
        if len(run) == 1 and talks_about_encodings(text[:start] + text[end:], start):
            continue
        chain = ("a header of mail shown as it was sent",)
        found.append(Proposal(start, end, after, ENCODED_WORD, chain, 0.99))
    return found


def runs_of_words(text: str) -> Iterator[list[re.Match[str]]]:
    """The encoded words of a text, those that only white space parts together."""
    run: list[re.Match[str]] = []
    for match in WORD.finditer(text):
        if run and run[-1].end() != match.start():
            yield run
            run = []
        run.append(match)
    if run:
        yield run


def parts_of(run: list[re.Match[str]]) -> Iterator[str]:
    """The text of a run, the bytes of neighbours in one charset joined; nothing at all when some are no text."""
    texts: list[str] = []
    data, charset = b"", ""
    for match in (*run, None):
        name = match["charset"].lower() if match is not None else ""
        if charset and name != charset:
            try:
                texts.append(codecs.lookup(charset).decode(data)[0])
            except (LookupError, UnicodeError, TypeError):
                return
            data = b""
        charset = name
        if match is not None:
            try:
                data += bytes_of_word(match["kind"], match["data"])
            except ValueError:
                return
    if all(isinstance(one, str) and all(map(text_of, map(ord, one))) for one in texts):
        yield from texts


def bytes_of_word(kind: str, data: str) -> bytes:
    """The bytes of one encoded word; ValueError when its base64 is none."""
    if kind in "Bb":
        return binascii.a2b_base64(data, strict_mode=True)
    return binascii.a2b_qp(data, header=True)


def form_data(text: str) -> list[Proposal]:
    """Proposals for what a form sent: spaces as plus signs or %20, and percent-encoded characters; empty without."""
    if "%" not in text or ("+" not in text and SPACE not in text):
        return []
    found = []
    for match in pieces_of_forms(text):
        if not is_form(match.group()) or is_sheltered(text, match.start(), False):
            continue
        for code in FORM_CODE.finditer(match.group()):
            after = unquote_to_bytes(code.group().replace("+", " ")).decode("utf-8")
            start = match.start() + code.start()
            found.append(Proposal(start, start + len(code.group()), after, RULE, ("sent by a form",), 0.97))
    return found


def pieces_of_forms(text: str) -> Iterator[re.Match[str]]:
    """The matches of `FORM` in the lines with percent signs: others are no forms."""
    place = text.find("%")
    while place >= 0:
        last = text.find("\n", place)
        last = len(text) if last < 0 else last
        yield from FORM.finditer(text, text.rfind("\n", 0, place) + 1, last)
        place = text.find("%", last)


def is_form(piece: str) -> bool:
    """Whether a piece without white space is words with plus signs between them and percent-encoded text."""
    codes = COMMA_AND_SO_ON.findall(piece)
    if len(piece.replace("+", " ").replace(SPACE, " ").split()) <= PLUSES or not codes:
        return False
    if "+" not in piece and BEYOND_ASCII.search(piece) is None:  # the name of a file, most likely
        return False
    try:
        meanings = [unquote_to_bytes(code).decode("utf-8") for code in codes]
    except UnicodeDecodeError:
        return False
    rest = COMMA_AND_SO_ON.sub("", piece)
    return "%" not in rest and all(text_of(ord(char)) for meaning in meanings for char in meaning)
