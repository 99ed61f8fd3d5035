"""HTML entities that were left in plain text: whole ones, and what is left of broken ones."""

from __future__ import annotations

import html
import re
import unicodedata
from html.entities import name2codepoint

from cleancopy.repair.draft import Proposal
from cleancopy.repair.shelter import is_sheltered, talks_about_encodings

RULE = "entity"
RESIDUE = "entity-residue"

# Names that HTML 4 knew; people wrote no others. Longest first, so that a pattern takes whole names.
NAMES = "|".join(sorted(name2codepoint, key=lambda name: (-len(name), name)))
WHOLE = re.compile(rf"&(?:#\d{{1,7}}|#[xX][0-9A-Fa-f]{{1,6}}|{NAMES}|apos|[A-Za-z][A-Za-z0-9]{{1,30}});")
PAIR = re.compile(r"&#(?P<high>\d{5});&#(?P<low>\d{5});")
# Without the semicolon: a number ends where its digits end; of the names, those that are no parameter of an address.
OPEN = re.compile(
    rf"&(?:#(?P<number>\d{{2,5}})(?!\d)|#[xX](?P<hex>[0-9A-Fa-f]{{2,4}})(?![0-9A-Fa-f])|(?P<name>{NAMES}))(?![=;\w&]*=)(?!;)"
)
# Names that may go on into a word behind them; `&notable` and `&copyright` may not.
GLUED_NAMES = frozenset(
    name
    for name in name2codepoint
    if name.endswith(("acute", "grave", "circ", "uml", "cedil", "tilde", "ring", "slash", "lig", "quo"))
    or name in ("ndash", "mdash", "hellip", "nbsp", "eth", "thorn", "rsaquo", "lsaquo", "bull")
)

# A tag shown as text: `&lt;p&gt;` is how one writes about HTML, not damage.
SHOWN_TAG = re.compile(r"&lt;(?:/?[a-zA-Z!?]|--)")
REAL_TAG = re.compile(r"<[a-zA-Z/!?]")

# Categories that a character standing in running text may have: letters, marks, numbers, punctuation, symbols, spaces.
TEXT_CATEGORIES = frozenset("LMNPSZ")


def character(number: int) -> str:
    """The character that a numeric reference means, Windows-1252 numbers included; empty when it means none."""
    if number in (9, 10, 13):
        return chr(number)
    text = html.unescape(f"&#{number};")
    if len(text) != 1 or text == "\N{REPLACEMENT CHARACTER}":
        return ""
    if unicodedata.category(text)[0] not in TEXT_CATEGORIES and text not in "\N{SOFT HYPHEN}\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH SPACE}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}":
        return ""
    return text


def whole_entities(text: str) -> list[Proposal]:
    """Proposals for entities with all their parts."""
    if "&" not in text:
        return []
    chain = ("HTML escaped once too often",)
    found = []
    shows_tags = REAL_TAG.search(text) is not None or SHOWN_TAG.search(text) is not None
    taken = 0
    for match in WHOLE.finditer(text):
        if match.start() < taken:
            continue
        pair = PAIR.match(text, match.start())
        entity = match.group()
        end = match.end()
        after = html.unescape(entity)
        if pair and 0xD800 <= int(pair["high"]) < 0xDC00 <= int(pair["low"]) < 0xE000:
            after = chr(0x10000 + (int(pair["high"]) - 0xD800) * 0x400 + int(pair["low"]) - 0xDC00)
            end = pair.end()
        elif entity[1] == "#":
            number = int(entity[3:-1], 16) if entity[2] in "xX" else int(entity[2:-1])
            after = character(number)
        if not after or after == entity or (shows_tags and after in "<>") or meant(text, match.start(), end):
            continue
        found.append(Proposal(match.start(), end, after, RULE, chain, 0.99))
        taken = end
    return found


def open_entities(text: str) -> list[Proposal]:
    """Proposals for entities without their semicolon."""
    if "&" not in text:
        return []
    found = []
    for match in OPEN.finditer(text):
        name = match["name"]
        if name:
            after = chr(name2codepoint[name])
            next_one = text[match.end() : match.end() + 1]
            if next_one.isalnum() and name not in GLUED_NAMES:
                continue
            if len(name) <= 2 or after in "<>" or is_sheltered(text, match.start(), False):
                continue
        else:
            after = character(int(match["hex"], 16) if match["hex"] else int(match["number"]))
        if after and not meant(text, *match.span()):
            found.append(Proposal(*match.span(), after, RESIDUE, ("HTML entity", "its semicolon lost"), 0.97))
    return found


def meant(text: str, start: int, end: int) -> bool:
    """Whether somebody shows an entity on purpose: in code, or standing alone in a line about such things."""
    if is_sheltered(text, start, False) and text[start : end] != "&amp;":
        return True
    alone = not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())
    return alone and talks_about_encodings(text, start, end)
