"""How often bytes of an unknown encoding become exactly the right text.

Files are made from the clean texts of the mojibake set: each is written in the code pages of its language, in UTF-8
and UTF-16, with stray bytes, and with declarations that lie. What counts is that the decoded text is equal.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from cleancopy.encoding import decode

PAGES = {
    "en": ("cp1252", "mac_roman", "cp437", "iso8859-15"),
    "de": ("cp1252", "iso8859-15", "mac_roman", "cp850", "cp437"),
    "fr": ("cp1252", "iso8859-15", "mac_roman", "cp850"),
    "es": ("cp1252", "iso8859-15", "mac_roman", "cp850"),
    "it": ("cp1252", "mac_roman", "cp850"),
    "tr": ("cp1254", "iso8859-9", "cp857"),
    "ru": ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac_cyrillic"),
    "bg": ("cp1251", "iso8859-5", "cp866"),
    "el": ("cp1253", "iso8859-7"),
    "he": ("cp1255", "cp862"),
    "ar": ("cp1256", "iso8859-6"),
    "ja": ("shift_jis", "euc_jp", "iso2022_jp", "cp932"),
    "zh-tw": ("big5", "gb18030"),
    "ko": ("euc_kr", "cp949"),
}
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
# A file of the usual size has several paragraphs; shorter ones leave any guesser in the dark.
PARAGRAPHS = 4
STRAY = b"\xff"


def texts(data_dir: Path) -> Iterator[tuple[str, str]]:
    """Language and text of documents of a few paragraphs each, from the expected texts of the set, in a fixed order."""
    by_language: dict[str, dict[str, None]] = {}
    with (data_dir / "mojibake" / "dev.jsonl").open(encoding="utf-8") as rows:
        for row in map(json.loads, rows):
            by_language.setdefault(row["lang"], {})[row["expected"]] = None
    for language, known in sorted(by_language.items()):
        paragraphs = sorted(known)
        for start in range(0, len(paragraphs), PARAGRAPHS):
            yield language, "\n".join(paragraphs[start : start + PARAGRAPHS])


def files(data_dir: Path) -> Iterator[tuple[str, bytes, str | None, str]]:
    """Kind, bytes, declaration and the right text of each file."""
    for language, text in texts(data_dir):
        for page in PAGES.get(language, ("cp1252",)):
            try:
                data = text.encode(page)
            except UnicodeEncodeError:
                continue
            if not data.isascii():
                yield "one-byte and double-byte pages", data, None, text
                yield "pages, rightly declared", data, page, text
        for encoding in UNICODE:
            yield "UTF-8, UTF-16, UTF-32", text.encode(encoding), None, text
        data = text.encode()
        if not data.isascii():
            yield "UTF-8, wrongly declared", data, "windows-1252", text
            yield "UTF-8 with stray bytes", *with_strays(data, text)


def with_strays(data: bytes, text: str) -> tuple[bytes, None, str]:
    """UTF-8 with one byte that does not belong there, at a place that the text itself determines."""
    place = int(hashlib.sha256(data).hexdigest(), 16) % len(text)
    broken = text[:place].encode() + STRAY + text[place:].encode()
    return broken, None, text[:place] + "\N{REPLACEMENT CHARACTER}" + text[place:]


def figures(data_dir: Path) -> dict[str, tuple[int, float, float]]:
    """For each kind of file: how many, and the shares (in per cent) that cleancopy and chardet alone read rightly."""
    counts: Counter[str] = Counter()
    ours: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    for kind, data, declared, text in files(data_dir):
        for key in (kind, "all"):
            counts[key] += 1
            ours[key] += decode(data, declared).text == text
            theirs[key] += by_chardet(data) == text
    return {key: (n, 100 * ours[key] / n, 100 * theirs[key] / n) for key, n in counts.items()}


def by_chardet(data: bytes) -> str | None:
    """What chardet alone makes of the bytes; None when it gives up or its answer does not decode them."""
    import chardet

    name = chardet.detect(data)["encoding"]
    try:
        return data.decode(name).removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}") if name else None
    except (UnicodeDecodeError, LookupError):
        return None
