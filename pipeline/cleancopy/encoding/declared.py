"""What an encoding is called: labels as the web writes them, codecs as Python names them."""

from __future__ import annotations

import codecs

# The WHATWG Encoding Standard (snapshot of 2024-08-13, section 4.2, "Names and labels") reads these labels as
# the larger set that writers really used: https://encoding.spec.whatwg.org/commit-snapshots/
LARGER_SETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
    "utf-32": "utf-32-le",
}

# Labels of the standard, and of old mailers, that Python does not know.
OTHER_LABELS = {
    "x-sjis": "shift_jis",
    "windows-31j": "cp932",
    "ms_kanji": "shift_jis",
    "x-euc-jp": "euc_jp",
    "x-gbk": "gbk",
    "x-x-big5": "big5",
    "ks_c_5601-1987": "euc_kr",
    "windows-949": "cp949",
    "iso-8859-8-i": "iso8859-8",
    "iso-8859-8-e": "iso8859-8",
    "windows-874": "cp874",
    "dos-874": "cp874",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "mac": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic",
    "x-mac-ukrainian": "mac_cyrillic",
    "x-cp1250": "cp1250",
    "x-cp1251": "cp1251",
    "x-cp1252": "cp1252",
    "x-cp1253": "cp1253",
    "x-cp1254": "cp1254",
    "x-cp1255": "cp1255",
    "x-cp1256": "cp1256",
    "x-cp1257": "cp1257",
    "x-cp1258": "cp1258",
    "unicode": "utf-16-le",
    "unicode-1-1-utf-8": "utf-8",
    "x-unicode20utf8": "utf-8",
    "utf8mb4": "utf-8",
}

# Codecs that are no encodings of plain text, or that hide their meaning: never believed.
REFUSED = frozenset(
    {"utf-7", "unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined", "mbcs", "oem"}
)


def codec_name(label: str) -> str:
    """Python's name of the codec behind a label; empty when there is none that decodes bytes to text."""
    plain = label.strip().strip("\"'").lower()
    plain = OTHER_LABELS.get(plain, plain)
    try:
        info = codecs.lookup(plain)
    except (LookupError, ValueError, UnicodeError):
        return ""
    # The mark of codecs such as base64 and rot13; typeshed does not know the attribute.
    is_text = getattr(info, "_is_text_encoding", True)
    if not is_text or info.name in REFUSED:
        return ""
    return "utf-8" if info.name == "utf-8-sig" else info.name


def larger_set(encoding: str) -> str:
    """The superset in which text labelled with this encoding is really written; the name itself without one."""
    return LARGER_SETS.get(encoding, encoding)
