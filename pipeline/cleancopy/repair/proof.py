"""Cheap proofs that a kind of damage is not in a text.

The text is written in UTF-8 and read by all the expressions below together. A sign that is missing is a proof:
nothing of its kind can be found. One that is there means that one has to look. The tests compare repairing with and
without these proofs on generated text, and each sign with what is looked for.

An automaton makes its states when a text first needs them, and those of several expressions multiply: the states of
150 names with those of numbers and letters made the first texts cost ten times as much as later ones. So the names and
what else needs a rare character are expressions of an automaton of their own, which is asked where the first one has
found how anything of the kind begins.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html.entities import name2codepoint

from cleancopy.repair.names import CLOSED, CLOSED_SHORT, DISTINCT, ENDS_OF_CLOSED, PIECES_OF_DISTINCT
from cleancopy.repair.sieve import Sieve, code, literally, one_of

# The signs of good typography, which plain text may hold: alone, they are no damage of the kinds that concern letters.
# In no page are some of them leads and others trails of UTF-8, but for four in a row in code page 775.
TYPOGRAPHIC = frozenset("\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00a0")
# Text whose first bytes of a quotation mark remained, in the pages that `quotes` knows.
CUT_QUOTES = (
    "\u00e2",
    "\u0432\u0402",
    "\u201a\u00c4",
    "\u0393\u00c7",
    "\u00d4\u00c7",
    "\ufffd",
    "\u9225",
    "\u7ab6",
)
# The mark of UTF-8 as it looks when read in the usual pages.
MISREAD_MARKS = (
    "\u00ef\u00bb\u00bf", "\u043f\u00bb\u0457", "\u00d4\u00aa\u00f8", "\u00b4\u2557\u2510", "\u2229\u2557\u2510",
    "\u010f\u00bb\u017c",
    "\u03bf\u00bb\u03cf", "\u0651\u00bb\u061f", "\u00ef\u00bb\u0139", "\u043e\u2569\u00a9", "\u041e\u2569\u2510",
)  # fmt: skip
BYTE_ORDER_MARK = "\ufeff"
# The sign for lost bytes, itself misread, in the pages that nearly everything is misread in.
MISREAD_SIGN = "\u00ef\u00bf\u00bd"
A_TILDE = "\N{LATIN CAPITAL LETTER A WITH TILDE}"

HEX = "[0-9A-Fa-f]"
# Of the two pages that are tried without further evidence of lost bytes: the first bytes of three and of four, the
# later ones, those of them that have their place in text, and what stands in the place of lost ones.
LEADS_OF_THREE, LEADS_OF_FOUR = r"[\x{e0}-\x{ef}]", r"[\x{f0}-\x{f4}]"
TRAILS = frozenset((*map(chr, range(0x80, 0xC0)), *bytes(range(0x80, 0xA0)).decode("cp1252", "ignore")))
IN_PLACE = frozenset("\u2013\u2014\u201c\u2018\u201e\u00ab\u201d\u2019\u2026\u00bb")
HOLES = "?\ufffd '\"-"
ANY = one_of((*TRAILS, *HOLES))
# A letter as far as ASCII tells; what lies beyond may be one.
LETTER = r"[A-Za-z\x{80}-\x{10ffff}]"
SMALL = r"[a-z\x{80}-\x{10ffff}]"
# Characters of which one byte is of ASCII and the other zero, or each a small letter or a space.
TURNED = frozenset(chr(byte << 8) for byte in range(0x20, 0x7F))
SMALL_LETTERS = (0x20, *range(0x61, 0x7B))
OF_TWO = frozenset(chr(one << 8 | two) for one in SMALL_LETTERS for two in SMALL_LETTERS)
FOUR = "82(?:0[89]|1[0-9]|2[0-6]|30)"

# What is looked for, and the expression without which it is not there. First what begins with a character or with a
# piece of a name that hardly any sound text has.
RARE = {
    "entities": f"&(?: ?#|[A-Za-z][A-Za-z0-9]{{1,30}};|{'|'.join(sorted(name2codepoint))})",
    "percent": f"%{HEX}{{2}}",
    "literals": r"\A[\s]*b[\"']",
    "escapes": rf"\\[uUx'0-9]|\\N\{{|%u{HEX}|%[89A-Fa-f]{HEX}|%25[89A-Fa-f]|<U\+|<(?:0x)?{HEX}{{2}}>|[Uu]\+{HEX}{{4}}",
    "backslashes": r"\\[\"'/nr]",
    "encoded": r"=\?[A-Za-z]",
    "quoted": rf"=(?:[89A-Fa-f]{HEX}|\n|\z)",
    # Three characters of base64 at least are a code unit of UTF-16.
    "shifted": r"\+[A-Za-z0-9+/]{3}",
    "seven bits": r"\$[@B][!-~]{2,}?\x1b?\([BJ]|~\{[!-~]+~\}",
    "hashes": rf"#(?:[0-9]{{2}}|[xX]{HEX}{{2}}|[0-9]?[^\x00-\x7f])",
    "closed": f"(?:{'|'.join(sorted((*DISTINCT, *CLOSED, *CLOSED_SHORT)))});",
    "names": "|".join(sorted(DISTINCT)),
    "excel": f"_x{HEX}{{4}}_",
}
# How each of these begins, or a piece of it.
BEGINNINGS = (
    r"\A[\s]*b[\"']|&[#A-Za-z]|& #|%[0-9A-Fa-fu]|\\|<[0-9A-FUa-f]|=(?:[?89A-Fa-f\n]|\z)|\+[A-Za-z0-9+/]|\$[@B]|~\{"
    r"|[Uu]\+[0-9A-F]|#[0-9Xx\x{80}-\x{10ffff}]|_x|"
    + "|".join((*PIECES_OF_DISTINCT, *(f"{end};" for end in (*ENDS_OF_CLOSED, *CLOSED_SHORT))))
)
COMMON = {
    # Four digits are believed where one of them is none of a to f, or where there are several such escapes in a row.
    "naked": "u(?:[0-9][0-9a-f]{3}|[a-f][0-9][0-9a-f]{2}|[a-f]{2}[0-9][0-9a-f]|[a-f]{3}[0-9])|(?:u[a-f]{4}){4}"
    "|u(?:[0-9][0-9A-F]{3}|[A-F][0-9][0-9A-F]{2}|[A-F]{2}[0-9][0-9A-F]|[A-F]{3}[0-9])|(?:u[A-F]{4}){4}"
    f"|x[c-fC-F]{HEX}x[89abAB]{HEX}",
    # `39` between two letters, of which there must be one before any is believed; the number of a sign beside a letter;
    # `quot` before a word: one behind needs one before.
    "thirty-nine": f"{LETTER}(?:0?39|&39;|x27){LETTER}",
    "numbers": rf"{SMALL}{FOUR}(?:[^0-9]|\z)|(?:\A|[^0-9]){FOUR};?{LETTER}|&{FOUR};",
    "quot": rf"(?:\A|[^A-Za-z0-9_&])quot{LETTER}",
    # Signs of good typography where no text has them: they may have been letters of another page. (In plain text.)
    "odd": r"[A-Za-z][\x{201c}\x{201d}][A-Za-z]|[a-z][\x{2014}\x{2026}](?: [a-z]|[,.\"'])"
    f"|{one_of(TYPOGRAPHIC)}{{3}}",
    "strange": rf"[^\t\n\r\x20-\x7e{''.join(map(code, sorted(TYPOGRAPHIC)))}]",
    "eastern": r"[\x{1100}-\x{11ff}\x{2e80}-\x{d7ff}\x{e000}-\x{faff}\x{ff00}-\x{ffef}]",
    "marks": "|".join(map(literally, (BYTE_ORDER_MARK, *MISREAD_MARKS))),
    "misread signs": literally(MISREAD_SIGN),
    "cut": "|".join(map(literally, CUT_QUOTES)),
    # The first two bytes of three, in the two pages that are tried without further evidence; and of two.
    "short": r"[\x{e0}-\x{ef}][\x{80}-\x{bf}\x{152}\x{153}\x{160}\x{161}\x{178}\x{17d}\x{17e}\x{192}\x{2c6}\x{2dc}"
    r"\x{2013}-\x{203a}\x{20ac}\x{2122}]|\x{c3}[\x{fffd}?]",
    "a tilde": code(A_TILDE),
    # What speaks for lost bytes by itself: a first byte of three or four with another one or a hole and another one
    # behind it, but for a last letter of a word with a quotation mark.
    "holes": f"{LEADS_OF_THREE}(?:{one_of(TRAILS - IN_PLACE)}|{one_of(HOLES)}{one_of(TRAILS)})"
    f"|{LEADS_OF_FOUR}(?:{one_of(TRAILS - IN_PLACE)}{ANY}|{one_of(HOLES)}{one_of(TRAILS)}){ANY}"
    rf"|(?:\A|[^A-Za-z\x{{c0}}-\x{{24f}}])(?:{LEADS_OF_THREE}|{LEADS_OF_FOUR}){one_of(TRAILS & IN_PLACE)}",
    # A first byte, changed or not, and one that only a normal form has changed so, maybe with one between.
    "normalised": rf"(?:[\x{{c2}}-\x{{ef}}]|[A-Za-z][\x{{300}}-\x{{345}}])(?:{one_of((*TRAILS, *'ao123.'))}|[A-Za-z]"
    r"[\x{300}-\x{345}])?(?:TM|[13]\x{2044}[24]| [\x{300}-\x{345}]|\x{3bc})"
    rf"|[A-Za-z][\x{{300}}-\x{{345}}]{one_of(TRAILS)}|[a-z]{code(A_TILDE)}[123]",
    "code units": r"[\x00-\x08\x0e-\x1f]|\A(?:\x{ff}\x{fe}|\x{fe}\x{ff})|[\x{d800}-\x{dbff}][\x{dc00}-\x{dfff}]",
    # Spaces and letters of ASCII whose code units were turned round; three ideographs, each of two small letters.
    "paired": rf"[^\x00-\x7f]\x{{2000}}[^\x00-\x7f]|{one_of(TURNED)}{{4}}|{one_of(OF_TWO)}{{3}}",
    "c1": r"[\x{80}-\x{9f}]",
    # Characters beyond ASCII side by side; without such there is no sequence of UTF-8 in any page.
    "neighbours": r"[^\x00-\x7f]{2}",
    # What Python makes of bytes that are not well formed.
    "escaped bytes": r"[\x{dc80}-\x{dcff}]",
}
EXPRESSIONS = {**RARE, **COMMON}
(
    ENTITIES, PERCENT, LITERALS, ESCAPES, BACKSLASHES, ENCODED, QUOTED, SHIFTED, SEVEN_BITS, HASHES, CLOSED_NAMES,
    NAMES, EXCEL, NAKED, THIRTY_NINE, NUMBERS, QUOT, ODD, STRANGE, EASTERN_LETTERS, MARKS, MISREAD_SIGNS, CUT,
    SHORT, A_TILDES, HOLED, NORMALISED, CODE_UNITS, PAIRED, C1, NEIGHBOURS, ESCAPED_BYTES,
) = (1 << number for number in range(len(EXPRESSIONS)))  # fmt: skip
ALL = (1 << len(EXPRESSIONS)) - 1
BEGUN = 1 << len(EXPRESSIONS)
BARE = NAMES | THIRTY_NINE | NUMBERS | QUOT
# What there is of the kinds that concern what carried the text.
CARRIED = (
    CODE_UNITS | ENTITIES | PERCENT | ESCAPES | NAKED | BACKSLASHES | ENCODED | QUOTED | SHIFTED | HASHES | CLOSED_NAMES
    | BARE | EXCEL | MARKS | MISREAD_SIGNS | LITERALS | SEVEN_BITS | NORMALISED | PAIRED
)  # fmt: skip
# What is no sign of damage by itself.
HARMLESS = NEIGHBOURS

# `quot` before a word that is not one together with it: quote, quota, quotient, quotidien, quotazione …
OPENING_QUOT = re.compile(
    rb"quot(?<![A-Za-z0-9_&]....)(?=[A-Za-z\x80-\xff])(?!(?:as?|es?|ed|ers?|en|ing|h|able)(?![A-Za-z0-9_\x80-\xff])"
    rb"|ation|azion|ient|idi|ier|it\xc3\xa9|ex|ebl|eworth)"
)


@lru_cache(maxsize=8)
def utf8_of(text: str) -> bytes:
    """The text in UTF-8, with halves of surrogate pairs as three bytes each: searched through faster than the text."""
    return text.encode("utf-8", "surrogatepass")


@cache
def sieves() -> tuple[Sieve, Sieve]:
    """The common expressions and how the rare ones begin; and the rare ones. Made with the first text."""
    return Sieve((*COMMON.values(), BEGINNINGS)), Sieve(tuple(RARE.values()))


@lru_cache(maxsize=8)
def signs(text: str) -> int:
    """Which of the expressions the text holds, as the bits above."""
    common, rare = sieves()
    data = utf8_of(text)
    found = common.hits(data) << len(RARE)
    if found & BEGUN:
        found = (found ^ BEGUN) | rare.hits(data)
    return found ^ QUOT if found & QUOT and OPENING_QUOT.search(data) is None else found


def is_sound(text: str) -> bool:
    """Whether nothing at all can be damaged: plain text without any of the signs."""
    return not signs(text) & ~HARMLESS
