"""Telling text from what is no text, by its first bytes."""

from __future__ import annotations

import bz2
import io
import tarfile

import pytest

from cleancopy.blocks import believed_type, media_type

PAGE = "<!DOCTYPE html>\n<html><head><title>x</title></head><body><p>y</p></body></html>"


def tar(name: str, data: bytes) -> bytes:
    """An archive with one member."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(data)
        archive.addfile(member, io.BytesIO(data))
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "image/png"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b"PK\x03\x04rest", "application/zip"),
        (b"\x1f\x8b\x08rest", "application/gzip"),
        (bz2.compress(b"The council met.", 1), "application/x-bzip2"),
        (tar("story.txt", b"The council met."), "application/x-tar"),
        (PAGE.encode(), "text/html"),
        (b"\xef\xbb\xbf  \n" + PAGE.encode(), "text/html"),
        (PAGE.encode("utf-16"), "text/html"),
        (b"<!-- saved from a browser -->\n<html lang=en>", "text/html"),
        (b"<p>One</p><p>Two</p><p>Three</p>", "text/html"),
        (b'<?xml version="1.0"?><rss/>', "application/xml"),
    ],
)
def test_what_is_certain_from_the_first_bytes_is_named(data: bytes, kind: str) -> None:
    assert media_type(data) == kind


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PARIS (AP) - Nothing happened.",
        b"<p> is how a paragraph begins, he wrote, and most people forget </p>.",
        b"The <html> tag opens a page, and </html> closes it; so do </p>, </div> and </a>.",
        "Die Tür\n".encode("utf-16"),
        b"PK is a rank in the old army list.",
        b"GIF8 is not a picture.",
        b"BZh9 is how such a file begins.",
        b"a".ljust(256) + b" ustar is what stands there.",
    ],
)
def test_text_stays_text(data: bytes) -> None:
    assert media_type(data) == "text/plain"


@pytest.mark.parametrize(
    ("claimed", "data", "believed"),
    [
        ("text/html", b"Shares fell<br>on Monday.", "text/html"),
        ("text/html", b"The mayor &amp; the council.\n\nThey met.", None),
        ("text/html", b"a < b, and b > c", None),
        ("text/html", b"%PDF-1.7\n<p>", None),
        ("text/html", b'<?xml version="1.0"?><rss><title>News</title></rss>', None),
        ("text/html", b'<?xml version="1.0"?>' + b" " * 5000 + b"<HTML><p>", "text/html"),
        ("text/html", PAGE.encode("utf-16"), "text/html"),
        ("application/xhtml+xml", b"<p>One paragraph", "application/xhtml+xml"),
        ("text/plain", b"<p>One</p><p>Two</p><p>Three</p>", "text/plain"),
        ("text/plain", PAGE.encode(), None),
        ("text/plain", b'<?xml version="1.0"?><rss/>', None),
        ("text/plain", b"\x89PNG\r\n\x1a\n", None),
        ("text/plain", b"A line.", "text/plain"),
        ("image/png", b"A line.", None),
        ("", b"<p>", None),
    ],
)
def test_a_claim_is_believed_where_the_bytes_do_not_say_otherwise(
    claimed: str, data: bytes, believed: str | None
) -> None:
    assert believed_type(claimed, data) == believed
