"""What kind of document are these bytes? Told from their first bytes, as far as that is certain."""

from __future__ import annotations

import re

from cleancopy.document import HTML, PAGES, TEXT, XHTML

# First bytes and the media type they announce, after the IANA registry and the WHATWG MIME Sniffing
# Standard (https://mimesniff.spec.whatwg.org/commit-snapshots/, section 6).
SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\x1f\x8b\x08", "application/gzip"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x7fELF", "application/x-executable"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"OggS\x00", "application/ogg"),
    (b"PAR1", "application/vnd.apache.parquet"),
    (b"{\\rtf1", "application/rtf"),
    (b"%!PS-Adobe", "application/postscript"),
)
# The level of compression, 1 to 9, and the digits of pi that begin a block.
BZIP2 = re.compile(rb"BZh[1-9]1AY&SY")
# In a tar archive this stands at its 257th byte (POSIX.1-2017, pax, "ustar Interchange Format").
TAR, TAR_PLACE = b"ustar", 257

HTML_START = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body|script|meta|title)[\s/>]",
    re.IGNORECASE | re.DOTALL,
)
XML_START = re.compile(rb"\s*<\?xml[\s?]", re.IGNORECASE)
# A fragment counts as a page when it opens with a tag and closes this many: prose that mentions a tag does not.
FRAGMENT_START = re.compile(
    rb"\s*<(?:p|div|article|section|main|h[1-6]|table|ul|ol|span|figure)[\s>]", re.IGNORECASE
)
CLOSING_TAG = re.compile(
    rb"</(?:p|div|article|section|main|h[1-6]|table|ul|ol|span|figure|a|li|td)>", re.IGNORECASE
)
CLOSING_TAGS_OF_A_FRAGMENT = 3
HEAD = 4096
# Any tag, comment or declaration: what is sent as a page and has none of them is plain text.
TAG = re.compile(rb"<(?:[a-z]|/[a-z]|!--|!doctype)", re.IGNORECASE)

XML = "application/xml"

# `charset` in a Content-Type, after RFC 9110, section 8.3.1.
CHARSET = re.compile(r";\s*charset\s*=\s*\"?([^\s;\"]+)", re.IGNORECASE)

# What a file is called settles it where its first bytes say nothing: pages that begin with their text.
PAGE_NAMES = (".html", ".htm", ".xhtml", ".shtml")


def media_type(data: bytes, name: str = "") -> str:
    """The IANA media type of `data`; text/plain where neither its bytes nor its name say anything else."""
    kind = sniffed(data)
    if kind == TEXT and name.lower().endswith(PAGE_NAMES) and not data.isspace() and data:
        return HTML
    return kind


def believed_type(claimed: str, data: bytes) -> str | None:
    """The media type that a crawl, or the key of a record, claims; None where the bytes say otherwise.

    Believed are pages that hold a tag, and plain text that does not begin like a whole page: servers call
    text a page, and pages text. Nothing else is believed: the bytes tell it.
    """
    found = sniffed(data)
    if claimed in PAGES and found in (TEXT, XML, *PAGES):
        page = data.replace(b"\x00", b"")
        return claimed if (b"<html" in page.lower() if found == XML else TAG.search(page)) else None
    if claimed == TEXT and found in (TEXT, HTML) and not HTML_START.match(_head(data)):
        return TEXT
    return None


def given_type(content_type: str) -> tuple[str, str | None]:
    """The media type and the charset (None without one) in a Content-Type.

    >>> given_type('Text/HTML; charset="ISO-8859-1"')
    ('text/html', 'ISO-8859-1')
    """
    match = CHARSET.search(content_type)
    return content_type.partition(";")[0].strip().lower(), match and match.group(1)


def sniffed(data: bytes) -> str:
    """What the bytes alone say; text/plain where nothing else is certain, so for empty bytes too."""
    for signature, kind in SIGNATURES:
        if data.startswith(signature):
            return kind
    if BZIP2.match(data):
        return "application/x-bzip2"
    if data.startswith(TAR, TAR_PLACE) and b"\x00" in data[:TAR_PLACE]:
        return "application/x-tar"
    head = _head(data)
    if XML_START.match(head):
        return XHTML if b"<html" in head.lower() else XML
    if HTML_START.match(head):
        return HTML
    if FRAGMENT_START.match(head) and len(CLOSING_TAG.findall(head)) >= CLOSING_TAGS_OF_A_FRAGMENT:
        return HTML
    if data[4:8] == b"ftyp":
        return "video/mp4"
    if data.startswith(b"RIFF") and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "application/octet-stream"
    return TEXT


def _head(data: bytes) -> bytes:
    """The first bytes without a byte order mark; of UTF-16 without the zeros between the letters."""
    head = data[:HEAD].removeprefix(b"\xef\xbb\xbf")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:1] == b"\x00" or head[1:2] == b"\x00":
        head = head.replace(b"\x00", b"").lstrip(b"\xff\xfe")
    return head
