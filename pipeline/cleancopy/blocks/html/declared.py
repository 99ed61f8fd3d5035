"""The encoding that a page declares in its first bytes, after the HTML standard's prescan."""

from __future__ import annotations

import re

# The standard looks at 1,024 bytes; pages in the wild declare later, and reading on costs nothing.
PRESCAN = 4096
CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([a-zA-Z0-9_:.-]{2,40})",
    re.IGNORECASE,
)


def declared_encoding(data: bytes) -> str | None:
    """The label in <meta> or the XML declaration; None without one."""
    match = CHARSET.search(data[:PRESCAN])
    if match is None:
        return None
    label = (match.group(1) or match.group(2)).decode("ascii")
    # Whoever could read the <meta> as ASCII does not read UTF-16 (HTML standard, "determining the encoding").
    return "utf-8" if label.lower().startswith("utf-16") else label
