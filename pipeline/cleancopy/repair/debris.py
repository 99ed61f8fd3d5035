"""What programs leave behind in text: byte order marks, line ends of spreadsheets, broken pieces of markup."""

from __future__ import annotations

import re

from cleancopy.repair.draft import Proposal
from cleancopy.repair.proof import MISREAD_MARKS, MISREAD_SIGN
from cleancopy.repair.shelter import is_sheltered

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
MARK_RULE = "byte-order-mark"
EXCEL_RULE = "excel-escape"
MISREAD_RULE = "utf8-misread"

MISREAD_MARK = re.compile("|".join(map(re.escape, MISREAD_MARKS)))

# ECMA-376, part 1, section 22.9.2.19: spreadsheets write control characters as _xHHHH_.
EXCEL = re.compile(r"_x(?P<code>00[01][0-9A-Fa-f]|005F)_")


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
    """Proposals for the control characters that spreadsheets write in letters; a line end beside one is enough."""
    if "_x00" not in text:
        return []
    found = []
    for match in EXCEL.finditer(text):
        char = chr(int(match["code"], 16))
        if is_sheltered(text, match.start(), False):
            continue
        if char == "\r":
            after = (
                ""
                if text[match.end() : match.end() + 1] in ("\n", "\r", "")
                or text.startswith("_x000", match.end())
                else "\n"
            )
        else:
            after = char if char in "\n\t_" else ""
        found.append(
            Proposal(
                *match.span(), after, EXCEL_RULE, ("a control character spelled by a spreadsheet",), 0.98
            )
        )
    return found
