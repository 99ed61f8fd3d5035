"""Places where what looks like damage is meant: addresses, code, and text that talks about encodings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache

from cleancopy.repair.later import compiled
from cleancopy.repair.sieve import Sieve, literally

# Addresses and paths: an escape in them belongs to them.
ADDRESS = compiled(
    r"\b(?:https?|ftps?|file|mailto|data|urn|git|ssh)://?[^\s<>\"]+"
    r"|\bwww\.[^\s<>\"]+"
    r"|(?<![\w/])(?:[\w-]{1,63}\.){1,8}[a-z]{2,6}/[^\s<>\"]*"
    r"|(?<!\S)[./~]*/[\w.%~-]+(?:/[^\s<>\"]*)+"
    r"|\b[A-Za-z]:\\[^\s<>\"|]*"
    r"|(?<![^\W_])\\\\[\w.-]+\\(?!\\[ux][0-9a-fA-F]{2})[^\s<>\"|]*"
    r"|(?<!\S)%[A-Za-z_]+%\\[^\s<>\"|]*"
    r"|[?&][\w.-]{1,40}=[^\s<>\"]*"
)
# What an address holds besides, in a line that has this sign; in one with a slash anything may be one.
SIGNS_OF_ADDRESSES = (("\\", (":\\", "\\\\", "%\\", "www.")), ("=", ("?", "&", "www.")))
QUOTED_CODE = compiled(r"`[^`\n]+`|<(?P<tag>code|pre|kbd|samp|tt)\b[^<>]*>.*?</(?P=tag)>", re.S | re.I)

# A line of a program, of data or of a formula rather than of prose: by how it begins, or by what it holds. The latter
# has one of the signs, or a quotation mark before a colon; most lines of prose have neither.
BEGINNINGS = (
    r"import |from \S+ import|def \w+\(|class \w+|return\b"
    r"|print\b|echo\b|var |let |const |function\b|#include|#define"
    r"|(?:if|for|while|switch)\s*\(|[{}\[\]]|//|/\*|\*/|\$ |>>> ?"
    r"|\.\.\. {2,}|SELECT\b|INSERT\b|<\?|<!|<[a-z]+[ >/]|msgid|msgstr|@\w"
)
CODE_BEGINS = compiled(rf"\s*(?:{BEGINNINGS})", re.I)
# The same for RE2, where a letter is one of ASCII and white space is to be named: what may be such a line.
WHITE = r"\x09-\x0d\x1c-\x20\x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}"
BREAK = r"[\x0a-\x0d\x1c-\x1e\x{85}\x{2028}\x{2029}]"
IN_WORD = r"0-9A-Za-z_\x{80}-\x{10ffff}"
CODE_BEGINNINGS = (
    rf"(?i)(?:\A|{BREAK})[{WHITE}]*(?:"
    + BEGINNINGS.replace(r"\b", "").replace(r"\w", f"[{IN_WORD}]").replace(r"\s*", f"[{WHITE}]*")
    + ")"
)
CODE_WITH_BACKSLASH = (
    r"\\(?:[dwsWDS](?:[+*?{)\]|\\]|$)|(?:begin|end|frac|alpha|text\w*|cite|ref|emph|section)\b)"
)
ESCAPE_IN_QUOTES = (
    r"\bb[\"']\\x|[=(,\[{:]\s*u?[\"'][^\"'\n]{0,80}\\[ux]?[0-9a-f]{2,4}[^\"'\n]{0,80}[\"']\s*[,;)\]}]"
)
CODE_HOLDS = compiled(
    r"[\w\])]\s*(?:==|!=|===|:=|\+=|->|=>|&&|\|\|)\s|^\s*[\w.$\[\]]+\s*=[^=\n]*[\"'(\[{]|[)\]}\"']\s*;\s*$|\{\s*$"
    r"|\(\?[:=!<P]|\[\^|\w\([^()\n]*\)\s*;"
    f"|{CODE_WITH_BACKSLASH}",
    re.M | re.I,
)
# The same for RE2: what may be in such a line.
MAY_HOLD_CODE = (
    rf"(?i)[{IN_WORD}\])][{WHITE}]*(?:==|!=|:=|\+=|->|=>|&&|\|\|)"
    rf"|(?:\A|{BREAK})[{WHITE}]*[{IN_WORD}.$\[\]]+[{WHITE}]*=[^=\n]*[\"'(\[{{]"
    rf"|[)\]}}\"'][{WHITE}]*;[{WHITE}]*(?:\z|{BREAK})|\{{[{WHITE}]*(?:\z|{BREAK})"
    rf"|[\"'][{WHITE}]*:[{WHITE}]*[\"\[{{0-9\x{{80}}-\x{{10ffff}}]"
    rf"|\(\?[:=!<P]|\[\^|[{IN_WORD}]\([^()\n]*\)[{WHITE}]*;"
    rf"|\\(?:[dws](?:[+*?{{)\]|\\]|\z|{BREAK})|begin|end|frac|alpha|text|cite|ref|emph|section)"
    rf"|b[\"']\\x|[=(,\[{{:][{WHITE}]*u?[\"'][^\"'\n]*\\[ux]?[0-9a-f]{{2}}[^\"'\n]*[\"'][{WHITE}]*[,;)\]}}]"
)
# The same for lines that have no sign but a backslash, of which escapes leave many; and for those with quotes.
BACKSLASH_HOLDS = compiled(CODE_WITH_BACKSLASH, re.M | re.I)
QUOTES_HOLD = compiled(ESCAPE_IN_QUOTES, re.M | re.I)
CODE_SIGNS = ("=", ";", "{", "->", "&&", "||", "(?", "[^")
QUOTED_KEY = compiled(r"[\"']\s*:")

# What they speak of, or compare with each other, when they use everyday words.
SIGNS_OF_TALK = (
    "sequence|code|character|char|letter|string|quot|apostrophe|dash|accent|umlaut|symbol|sign|space|backslash|html|xml"
    "|json|unicode|url|uri|hex|octal|numeric|named|reference|name|entit|escape"
)
# Words of people who write about characters, in the languages in which they most often do.
# For each, letters that it always holds, in small ones: only in lines with these it is looked for.
TALK = {
    stem: compiled(pattern or stem, re.I)
    for stem, pattern in {
        "mojibake": "", "encod": r"\bencod", "decod": r"\bdecod", "unicode": "", "utf": r"\butf-?(?:8|16|32)\b",
        "charset": "", "character set": "", "code page": "", "codepage": "", "codepoint": "", "code point": "",
        "latin": r"latin-?1\b", "windows-125": r"windows-125\d", "cp125": r"cp125\d", "8859": r"iso-?8859",
        "ascii": r"\bascii\b",
        "escap": rf"\bescap(?:e|es|ed|ing) (?:as )?(?:{SIGNS_OF_TALK}|[\\&%=])"
        rf"|\b(?:{SIGNS_OF_TALK})[ -]?escap|\b(?:un|double-)escap",
        "entit": rf"\bentit(?:y|ies) (?:{SIGNS_OF_TALK})|\b(?:{SIGNS_OF_TALK}) entit"
        r"|&[#\w]+;.*\bentit|\bentit.*&[#\w]+;",
        "html": r"\bhtml\b", "json": r"\bjson\b", "regex": r"\bregex", "garbled": "", "gibberish": "",
        "instead of": rf"instead of (?:(?:a|an|the) )?(?:(?:\w+ )?(?:{SIGNS_OF_TALK})|[^\w\s])",
        "ampersand": r"\bampersand", "percent": "percent-?encod", "quoted-printable": "",
        "byte order mark": r"\bbyte order mark\b",
        "bom": r"\bBOM\b", "syntax": r"\bsyntax\b", "backslash": r"\bbackslash", "string literal": r"\bstring literal",
        "hexadecimal": r"\bhexadecimal", "markup": r"\bmarkup\b", "placeholder": r"\bplaceholder\b",
        "ctrl": r"\bctrl\b", "regular expression": r"\bregular expression",
        "zeichensatz": "", "zeichenkodierung": "", "kodierung": "", "codierung": "",
        "umlaut": "umlaute? (?:falsch|kaputt)", "encodage": "", "jeu de caractères": "",
        "entité": "entités? (?:html|xml|de caractère|nommée|numérique)",
        "codifica": r"codificaci[oó]n|codifica\b|codificação", "juego de caracteres": "",
        "kodowani": "", "kódování": "", "karakterkészlet": "", "karakter kodlama": "", "tekenset": "",
        "кодировк": "", "кракозябр": "", "юникод": "", "文字化け": "", "文字コード": "", "エンコード": "",
        "乱码": "", "亂碼": "", "编码": "", "編碼": "", "인코딩": "", "ترميز": "",
    }.items()
}  # fmt: skip


# Of the lines of a program at least this share look like code; of 921 pages and 583 news dumps the prose of none does,
# but for tutorials that are programs in good part. Fewer lines than this are no program.
CODE_SHARE, CODE_LINES = 0.2, 5
# What begins a document of markup: its escapes are its own.
MARKUP = compiled(r"\s*(?:<\?xml\b|<!doctype\b|<html\b|<rss\b|<feed\b|\{\\rtf)", re.I)


@lru_cache(maxsize=8)
def is_source(text: str) -> bool:
    """Whether the whole text is a program, or a document of markup: what looks like an escape in it is its own."""
    if MARKUP.match(text):
        return True
    lines = text.count("\n") + 1
    if lines < CODE_LINES or BRACKETS.search(text) is None:
        return False
    return sum(1 for _ in code(text)) >= max(CODE_LINES, CODE_SHARE * (lines - text.count("\n\n")))


BRACKETS = compiled("[={}();]")


@lru_cache(maxsize=8)
def spans(text: str, with_lines: bool) -> tuple[tuple[int, int], ...]:
    """Addresses and quoted code, and with `with_lines` whole lines of code and of talk; in order, not overlapping."""
    if is_source(text):
        return ((0, len(text)),)
    found = [*addresses_and_quotes(text)]
    if with_lines:
        found += (*code(text), *talk(text))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


@lru_cache(maxsize=8)
def addresses_and_quotes(text: str) -> tuple[tuple[int, int], ...]:
    """Addresses and quoted code; in no order, and they may overlap."""
    found = [match.span() for match in QUOTED_CODE.finditer(text)] if "`" in text or "</" in text else []
    for start, line in lines_of(text) if may_hold_address(text) else ():
        if may_hold_address(line):
            for first, last in pieces_with_signs(line):
                found += [
                    (start + match.start(), start + match.end())
                    for match in ADDRESS.finditer(line, first, last)
                ]
    return tuple(found)


def pieces_with_signs(line: str) -> Iterator[tuple[int, int]]:
    """The pieces between spaces in which a sign of an address stands: nothing else can be one, and few are such."""
    last = 0
    for sign in SIGN_OF_ADDRESS.finditer(line):
        if sign.start() >= last:
            first = max(last, line.rfind(" ", 0, sign.start()) + 1)
            last = line.find(" ", sign.start())
            last = len(line) if last < 0 else last
            if may_hold_address(line[first:last]):
                yield first, last


SIGN_OF_ADDRESS = compiled(r"[/\\=]")


def may_hold_address(line: str) -> bool:
    """Whether a line, or some line of a text, has the signs that an address or a path in it cannot do without."""
    return "/" in line or any(
        sign in line and any(map(line.__contains__, others)) for sign, others in SIGNS_OF_ADDRESSES
    )


@lru_cache(maxsize=8)
def talk(text: str) -> tuple[tuple[int, int], ...]:
    """The lines that talk about characters and their encodings; in order."""
    hits = talk_sieve().hits(text.lower().encode("utf-8", "surrogatepass"))
    kinds = [one for number, one in enumerate(TALK.items()) if hits >> number & 1] if hits else ()
    if not kinds:
        return ()
    return tuple(
        (start, start + len(line))
        for start, line in lines_of(text)
        if any(stem in line.lower() and kind.search(line) is not None for stem, kind in kinds)
    )


@cache
def talk_sieve() -> Sieve:
    """What lines of such talk hold, in the order of `TALK`."""
    return Sieve(tuple(map(literally, TALK)))


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """The lines with where they start, in order."""
    start = 0
    for line in text.splitlines(keepends=True):
        yield start, line
        start += len(line)


def is_sheltered(text: str, position: int, with_lines: bool = True) -> bool:
    """Whether the character at this position stands where nothing may be repaired."""
    return inside(spans(text, with_lines), position)


def is_code(text: str, position: int) -> bool:
    """Whether the line around this place is one of a program or of data."""
    return is_source(text) or inside(code(text), position)


@lru_cache(maxsize=8)
def code(text: str) -> tuple[tuple[int, int], ...]:
    """The lines of programs and data; in order."""
    if not code_sieve().hits(text.encode("utf-8", "surrogatepass")):
        return ()
    return tuple((start, start + len(line)) for start, line in lines_of(text) if is_line_of_code(line))


@cache
def code_sieve() -> Sieve:
    """What lines of programs begin with, and what they may hold: prose has neither."""
    return Sieve((CODE_BEGINNINGS, MAY_HOLD_CODE))


def is_line_of_code(line: str) -> bool:
    """Whether a line is of a program, of data or of a formula rather than of prose."""
    if CODE_BEGINS.match(line) is not None:
        return True
    signs = any(map(line.__contains__, CODE_SIGNS)) or (":" in line and QUOTED_KEY.search(line) is not None)
    if (CODE_HOLDS if signs else BACKSLASH_HOLDS).search(line) is not None:
        return True
    if '"' not in line and "'" not in line:
        return False
    strings = signs and KEY_HOLDS.search(line) is not None
    strings = strings or ("\\" in line and QUOTES_HOLD.search(line) is not None)
    return strings and ESCAPED.search(STRINGS.sub("", line)) is None


# What stands in quotation marks in a program or in data; an escape outside of them is no part of either.
STRINGS = compiled(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'")
KEY_HOLDS = compiled(r"[\"']\s*:\s*[\"\[{\d]")
ESCAPED = compiled(r"\\[ux]?[0-9a-f]{2,4}", re.I)


def talks_about_encodings(text: str, position: int) -> bool:
    """Whether the line around this place talks about characters and their encodings."""
    return inside(talk(text), position)


def inside(known: tuple[tuple[int, int], ...], position: int) -> bool:
    """Whether one of these spans, which are in order, holds the position."""
    if not known:
        return False
    index = bisect_right(known, position, key=lambda span: span[0]) - 1
    return index >= 0 and position < known[index][1]


def is_attachment(text: str, position: int) -> bool:
    """Whether the line around this place is one of an attachment in base64."""
    return ATTACHED.match(text, text.rfind("\n", 0, position) + 1) is not None


ATTACHED = compiled(r"[A-Za-z0-9+/]{40,}={0,2}\s*$", re.MULTILINE)
