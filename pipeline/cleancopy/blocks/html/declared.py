"""The encoding that a page declares in its first bytes, after the HTML standard's prescan."""

from __future__ import annotations

import re

# The standard looks at 1,024 bytes; pages in the wild declare later, and reading on costs nothing.
PRESCAN = 8192
CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([a-zA-Z0-9_:.-]{2,40})",
    re.IGNORECASE,
)

# The language of the page, as <html>, a <meta> of its own or its locale for Open Graph tell it.
LANGUAGE = re.compile(
    rb"(?:<html[^>]{0,500}?\s(?:xml:)?lang|content-language[\"']?[^>]{0,60}?\scontent|og:locale[\"']?[^>]{0,60}?\scontent)"
    rb"\s*=\s*[\"']?\s*([a-zA-Z]{2})\b",
    re.IGNORECASE,
)
# Where pages of Western Europe, or none, are declared for Turkish, software that knew no other wrote the declaration:
# six of its letters are those of Iceland there, and no byte tells otherwise. A language of Western Europe has letters
# that the pages of Central Europe lack.
DEFAULTS = frozenset(
    ("utf-8", "utf8", "iso-8859-1", "iso8859-1", "latin1", "windows-1252", "us-ascii", "iso-8859-15")
)
TURKISH = frozenset(("tr", "az"))
CENTRAL = frozenset(("iso-8859-2", "iso8859-2", "latin2", "windows-1250", "cp1250"))
WESTERN = frozenset(
    ("de", "fr", "es", "it", "pt", "nl", "da", "sv", "no", "nb", "nn", "fi", "is", "ca", "gl", "eu")
)


def declared_encoding(data: bytes) -> str | None:
    """The label in <meta> or the XML declaration, or the page that the letters of the language need; None without.

    >>> declared_encoding(b'<html lang="tr"><meta charset="iso-8859-1">'), declared_encoding(b'<html lang="tr">')
    ('windows-1254', 'windows-1254')
    >>> declared_encoding(b'<meta charset="iso-8859-9">'), declared_encoding(b'<html lang="de">')
    ('iso-8859-9', None)
    """
    label = declared_label(data)
    named = (label or "utf-8").lower()
    if named in DEFAULTS or named in CENTRAL:
        match = LANGUAGE.search(data, 0, PRESCAN)
        language = match[1].lower().decode("ascii") if match else ""
        if language in TURKISH and named in DEFAULTS:
            return "windows-1254"
        if language in WESTERN and named in CENTRAL:
            return "windows-1252"
    return label


def declared_label(data: bytes) -> str | None:
    """The label as it stands there; None without one."""
    match = CHARSET.search(data[:PRESCAN])
    if match is None:
        return None
    label = (match.group(1) or match.group(2)).decode("ascii")
    # Whoever could read the <meta> as ASCII does not read UTF-16 (HTML standard, "determining the encoding").
    return "utf-8" if label.lower().startswith("utf-16") else label
