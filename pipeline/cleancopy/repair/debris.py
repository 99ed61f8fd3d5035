"""What programs leave behind in text: byte order marks, line ends of spreadsheets, broken pieces of markup."""

from __future__ import annotations

import re

from cleancopy.repair.draft import Proposal
from cleancopy.repair.later import compiled
from cleancopy.repair.proof import MISREAD_MARKS, MISREAD_SIGN
from cleancopy.repair.shelter import is_sheltered
from cleancopy.repair.spellings import text_of

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
MARK_RULE = "byte-order-mark"
EXCEL_RULE = "excel-escape"
MISREAD_RULE = "utf8-misread"

MISREAD_MARK = compiled("|".join(map(re.escape, MISREAD_MARKS)))

# ECMA-376, part 1, section 22.9.2.19: spreadsheets write control characters as _xHHHH_.
EXCEL = compiled(r"_x(?P<code>00[01][0-9A-Fa-f]|005F|[0-9A-F]{4})_")
# Below this number lie the characters of ASCII, which nobody needs to spell, but for the controls.
BEYOND_ASCII = 0xA0


def byte_order_marks(text: str) -> list[Proposal]:
    """Proposals for marks that belong to no text: at its beginning, at that of a line, and between words."""
    found = [
        Proposal(*match.span(), "", MARK_RULE, ("a byte order mark read as text",), 0.99)
        for match in MISREAD_MARK.finditer(text)
        if match.start() == 0 or text[match.start() - 1].isspace()
    ]
    if BOM in text:
        found += [
            Proposal(*match.span(), "", MARK_RULE, ("a byte order mark inside the text",), 0.99)
            for match in re.finditer(BOM + "+", text)
        ]
    return sorted(found, key=lambda proposal: proposal.start)


def misread_signs(text: str) -> list[Proposal]:
    """Proposals for signs of lost bytes that were misread themselves; what was lost is for others to tell."""
    chain = ("UTF-8 read as Windows-1252",)
    return [
        Proposal(*match.span(), "\N{REPLACEMENT CHARACTER}", MISREAD_RULE, chain, 0.98)
        for match in re.finditer(MISREAD_SIGN, text)
        if not is_sheltered(text, match.start())
    ]


def excel_escapes(text: str) -> list[Proposal]:
    """Proposals for the characters that spreadsheets write in letters; a line end beside one is enough."""
    if "_x" not in text:
        return []
    found = []
    for match in EXCEL.finditer(text):
        code = int(match["code"], 16)
        spelled = meaning_of(text, match, code)
        if spelled is None or is_sheltered(text, match.start(), False):
            continue
        chain = ("a character spelled by a spreadsheet",)
        found.append(Proposal(*match.span(), spelled, EXCEL_RULE, chain, 0.98))
    return found


def meaning_of(text: str, match: re.Match[str], code: int) -> str | None:
    """What an escape of a spreadsheet stands for; None where it is none."""
    if code == CARRIAGE_RETURN:
        lone = text[match.end() : match.end() + 1] not in ("\n", "\r", "")
        return "\n" if lone and not text.startswith("_x000", match.end()) else ""
    if code < BEYOND_ASCII:
        plain = code < SPACE or chr(code) == "_"
        return (chr(code) if chr(code) in "\n\t_" else "") if plain else None
    before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    beside = code < LAST_LATIN and (before.isalpha() or behind.isalpha())
    return (text_of(code) or None) if beside or text.count("_x") > FEW else None


CARRIAGE_RETURN, SPACE = 0x0D, 0x20
# Behind this number lie letters that stand beside others of their kind.
LAST_LATIN = 0x250
# With more characters spelled than these the text was written so as a whole.
FEW = 3
