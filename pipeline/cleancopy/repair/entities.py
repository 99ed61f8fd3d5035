"""HTML entities that were left in plain text: whole ones, and what is left of broken ones."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache
from html.entities import name2codepoint

from cleancopy.repair.draft import Proposal
from cleancopy.repair.later import compiled
from cleancopy.repair.price import cost
from cleancopy.repair.shelter import is_sheltered, is_source, talks_about_encodings

RULE = "entity"
RESIDUE = "entity-residue"

# Names that HTML 4 knew; people wrote no others. Longest first, so that a pattern takes whole names.
NAMES = "|".join(sorted(name2codepoint, key=lambda name: (-len(name), name)))
WHOLE = compiled(rf"&(?:#\d{{1,10}}|#[xX][0-9A-Fa-f]{{1,8}}|{NAMES}|apos|[A-Za-z][A-Za-z0-9]{{1,30}});")
# Both halves of a surrogate pair, as JavaScript counts characters.
PAIR = compiled(
    "&#(?P<high>5[56]\\d{3}|[xX][dD][89abAB][0-9A-Fa-f]{2});&#(?P<low>5[67]\\d{3}|[xX][dD][c-fC-F][0-9A-Fa-f]{2});"
)
HALVES = range(0xD800, 0xE000)
# Without the semicolon: a number ends where its digits end; of the names, those that are no parameter of an address.
OPEN = compiled(
    rf"&(?:#(?P<number>\d{{2,7}}+(?!\d))|#[xX](?P<hex>[0-9A-Fa-f]{{2,6}}+)|(?P<name>{NAMES}))(?![=;\w&]*=)(?!;)"
)
# Names that may go on into a word behind them; `&notable` and `&copyright` may not.
GLUED_NAMES = frozenset(
    name
    for name in name2codepoint
    if name.endswith(("acute", "grave", "circ", "uml", "cedil", "tilde", "ring", "slash", "lig", "quo"))
    or name in ("ndash", "mdash", "hellip", "nbsp", "eth", "thorn", "rsaquo", "lsaquo", "bull")
)

# Translation by machine and careless programs set spaces into entities: `& # 39;`, `&quot ;`.
SPACED = compiled(rf"& ?# ?(?P<number>\d{{2,5}}) ?;|&(?P<name>{NAMES}|apos) ;")

# Greek letters stand beside each other; their names are too short to be believed beside Latin ones.
GREEK = frozenset(name for name, code in name2codepoint.items() if 0x391 <= code <= 0x3D6)

# A tag shown as text: `&lt;p&gt;` is how one writes about HTML, not damage.
SHOWN_TAG = compiled(r"&lt;(?:/?[a-zA-Z!?]|--)", re.IGNORECASE)
# What `&lt;` and `&gt;` mean, and what they mean with a capital.
TAG_MARKS = "<>\u226a\u226b"
REAL_TAG = compiled(r"<[a-zA-Z/!?]")

# Categories that a character standing in running text may have: letters, marks, numbers, punctuation, symbols, spaces.
TEXT_CATEGORIES = frozenset("LMNPSZ")


def character(number: int) -> str:
    """The character that a numeric reference means, Windows-1252 numbers included; empty when it means none."""
    if number in (9, 10, 13):
        return chr(number)
    text = html.unescape(f"&#{number};")
    if len(text) != 1 or text == "\N{REPLACEMENT CHARACTER}":
        return ""
    if (
        unicodedata.category(text)[0] not in TEXT_CATEGORIES
        and text
        not in "\N{SOFT HYPHEN}\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
        "\N{ZERO WIDTH SPACE}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
    ):
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
        entity = match.group()
        end = match.end()
        after = html.unescape(entity)
        if after == entity and entity.isupper():
            after = shouted(text, match) or entity
        elif after == entity and (sign := name2codepoint.get(entity[1:-1].lower())):  # `&Rsquo;`, `&Nbsp;`
            after = chr(sign)
        if entity[1] == "#":
            number = number_in(entity[2:-1])
            after = character(number) or (
                chr(number) if number in EMPTY_IN_CP1252 and in_damage(text, match) else ""
            )
            if number in HALVES and (pair := PAIR.match(text, match.start())):
                after, end = paired(number_in(pair["high"]), number_in(pair["low"])), pair.end()
        if (
            not after
            or after == entity
            or (shows_tags and after in TAG_MARKS)
            or meant(text, match.start(), end)
        ):
            continue
        found.append(Proposal(match.start(), end, after, RULE, chain, 0.99))
        taken = end
    return found


def number_in(digits: str) -> int:
    """The number of a reference, in hexadecimal digits behind an `x`."""
    return int(digits[1:], 16) if digits[0] in "xX" else int(digits)


def paired(high: int, low: int) -> str:
    """The character of a surrogate pair; empty where the two are none."""
    if not 0xD800 <= high < 0xDC00 <= low < 0xE000:
        return ""
    return chr(0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00)


def shouted(text: str, match: re.Match[str]) -> str:
    """The character of a name that was written in capitals with all the text; empty where its case is not known."""
    code = name2codepoint.get(match.group()[1:-1].lower())
    if code is None or code < 0xA0:
        return ""
    before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if (
        len(chr(code).upper()) > 1
        or not chr(code).isalpha()
        or before.islower()
        or (before.isalpha() and behind.islower())
    ):
        return chr(code)
    if behind.islower():
        return ""
    two_before = text[max(0, match.start() - 2) : match.start()]
    shouting = behind.isupper() or (len(two_before) == 2 and two_before.isalpha() and two_before.isupper())
    return chr(code).upper() if shouting else ""


# Bytes that Windows-1252 leaves empty: such a number was never a character, but it may be a piece of one.
EMPTY_IN_CP1252 = frozenset((0x81, 0x8D, 0x8F, 0x90, 0x9D))


def in_damage(text: str, match: re.Match[str]) -> bool:
    """Whether the entity follows a letter or another entity, as the later bytes of UTF-8 do."""
    before = text[match.start() - 1 : match.start()]
    return before == ";" or (bool(before) and not before.isascii())


def spaced_entities(text: str) -> list[Proposal]:
    """Proposals for entities with spaces in them.

    A letter that is followed by a space and a semicolon may as well have lost its own one: there must be two such.
    """
    found: list[Proposal] = []
    letters: list[Proposal] = []
    for match in SPACED.finditer(text) if "&" in text else ():
        if " " not in match.group():
            continue
        after = html.unescape(match.group().replace(" ", ""))
        if len(after) != 1 or not character(ord(after)) or meant(text, *match.span()):
            continue
        kind = letters if match["name"] and after.isalpha() else found
        kind.append(Proposal(*match.span(), after, RESIDUE, ("HTML entity", "spaces set into it"), 0.97))
    if len(letters) > 1:
        found = sorted((*found, *letters), key=lambda proposal: proposal.start)
    return found


def open_entities(text: str) -> list[Proposal]:
    """Proposals for entities without their semicolon."""
    if "&" not in text:
        return []
    found = []
    for match in OPEN.finditer(text):
        name = match["name"]
        if name:
            after, end = chr(name2codepoint[name]), match.end()
            next_one = text[match.end() : match.end() + 1]
            if next_one.isalnum() and name not in GLUED_NAMES and name not in ("quot", *GREEK):
                continue
            if name in GREEK and not beside_greek(text, match):
                continue
            if (
                (len(name) <= 2 and name not in GREEK)
                or after in "<>"
                or is_sheltered(text, match.start(), False)
            ):
                continue
        else:
            end, after = (
                longest_number(match.start("number"), match["number"])
                if match["number"]
                else likeliest_code(text, match)
            )
        if after and not meant(text, match.start(), end):
            found.append(
                Proposal(match.start(), end, after, RESIDUE, ("HTML entity", "its semicolon lost"), 0.97)
            )
    return found


def beside_greek(text: str, match: re.Match[str]) -> bool:
    """Whether the entity touches a Greek letter or another entity."""
    before, behind = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    return (
        behind == "&"
        or bool(before and not before.isascii() and before.isalpha())
        or text.count("&") > len(text) // 10
    )


# The characters that text holds lie below this number, but for emoji.
PLANE = 0x10000


def longest_number(start: int, digits: str) -> tuple[int, str]:
    """Where the number ends, and its character: digits of the text behind may have joined it."""
    if int(digits) in HALVES:
        return start, ""
    for length in range(len(digits), 1, -1):
        number = int(digits[:length])
        after = character(number) if number < PLANE or 0x1F000 <= number < 0x20000 else ""
        if after:
            return start + length, after
    return start, ""


def likeliest_code(text: str, match: re.Match[str]) -> tuple[int, str]:
    """Where a number in hexadecimal digits ends, and its character: letters of the word behind may have joined it."""
    start, digits = match.start("hex"), match["hex"]
    before = text[max(0, match.start() - 2) : match.start()]
    if int(digits[:UNIT], 16) in HALVES:
        return start, ""
    if spells_another_alphabet(text):
        return min(start + UNIT, match.end()), character(int(digits[:UNIT], 16))
    found = []
    for length in range(2, len(digits) + 1):
        after, joined, end = character(int(digits[:length], 16)), digits[length:], start + length
        # Nobody writes a letter of ASCII as a number, no word goes on with a digit, and hardly one with capitals.
        if not after or (joined and (after.isascii() or not goes_on(joined, after, before))):
            continue
        strange = joined != digits[2:] and after > END_OF_LATIN and not is_sign(after)
        price = cost(before + after + text[end : end + 4]) + (STRANGE if strange else 0.0)
        found.append((price, -length, end, after))
    return min(found)[2:] if found else (start, "")


def goes_on(joined: str, after: str, before: str) -> bool:
    """Whether what may be digits of a number may be letters behind its character instead."""
    if is_sign(after) or after in OPENING:
        return joined.isalpha()
    if after in CURRENCIES:
        return joined.isdigit()
    return joined.isalpha() and (joined.islower() or (joined.isupper() and before[-1:].isupper()))


# Signs of Latin text before which no letter stands, and those before numbers.
OPENING = "\u00ab\u00a1\u00bf"
CURRENCIES = "\u00a3\u00a5"


@lru_cache(maxsize=4)
def spells_another_alphabet(text: str) -> bool:
    """Whether some number in hexadecimal digits can only be one of another alphabet."""
    return any(
        match["hex"] is not None and is_of_another_alphabet(match["hex"][:UNIT])
        for match in OPEN.finditer(text)
    )


def is_of_another_alphabet(digits: str) -> bool:
    """Whether all digits together mean a letter that is not Latin, and none of the first ones by themselves."""
    whole = character(int(digits, 16))
    parts = (
        character(int(digits[:length], 16)) for length in range(2, len(digits)) if digits[length:].isalpha()
    )
    return whole > END_OF_LATIN and not is_sign(whole) and all(part <= "\x7f" for part in parts)


def is_sign(char: str) -> bool:
    """Whether a character is a sign of typography, which stands in any text."""
    return "\u2000" <= char < "\u2300"


# Letters of all alphabets have so many digits at most.
UNIT = 4
END_OF_LATIN = "\u024f"
# What a character of an alphabet that the text does not use costs more, in nats.
STRANGE = 20.0


def meant(text: str, start: int, end: int) -> bool:
    """Whether somebody shows an entity on purpose: in code, or standing alone in a line about such things."""
    if is_source(text) or (is_sheltered(text, start, False) and text[start:end] != "&amp;"):
        return True
    alone = not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum())
    return alone and talks_about_encodings(text, start)
