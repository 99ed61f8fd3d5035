"""Build `cleancopy/repair/data/pages.bin`: the characters of every one-byte page that text is misread in.

    python training/repair/build_pages.py

They are those of Python's codecs. Each codec is a module of its own; loading all of them takes as long as repairing
fifty sound articles.
"""

from __future__ import annotations

import codecs
import zlib

from build_letters import TARGET

from cleancopy.repair.pages import ONE_BYTE_PAGES


def characters(name: str) -> str:
    """What the bytes from 80 on mean in the page of that Python codec; U+FFFD for one that means nothing."""
    return codecs.decode(bytes(range(0x80, 0x100)), name, "replace")


def main() -> None:
    """Write the file: a line for each page, its name before its characters."""
    lines = "\n".join(f"{name}\t{characters(name)}" for name in ONE_BYTE_PAGES)
    target = TARGET.with_name("pages.bin")
    target.write_bytes(zlib.compress(lines.encode(), 9))
    print(f"{target.name}: {target.stat().st_size} bytes, {len(ONE_BYTE_PAGES)} pages")


if __name__ == "__main__":
    main()
