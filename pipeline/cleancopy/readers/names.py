"""Names of files and members, whose bytes may be anything, as text that every format can hold."""

from __future__ import annotations

import os
import re

# A byte that is no UTF-8, as it is shown; and a backslash that stands in the name itself and would read as such.
SHOWN = re.compile(rb"\\x([0-9a-f]{2})")
MISTAKABLE = re.compile(rb"\\(?=x[0-9a-f]{2})")


def shown_bytes(name: bytes) -> str:
    r"""The name, bytes that are no UTF-8 as \xNN, folders divided by slashes. Different names stay different.

    >>> shown_bytes(b"caf\xe9.txt"), shown_bytes(rb"caf\xe9.txt")
    ('caf\\xe9.txt', 'caf\\x5cxe9.txt')
    """
    return MISTAKABLE.sub(rb"\\x5c", name).decode("utf-8", "backslashreplace").replace(os.sep, "/")


def raw_name(shown: str) -> str:
    r"""The name that is shown so, as Python's functions for files take it.

    >>> raw_name("caf\\xe9.txt"), raw_name("caf\\x5cxe9.txt")
    ('caf\udce9.txt', 'caf\\xe9.txt')
    """
    raw = SHOWN.sub(lambda match: bytes.fromhex(match[1].decode()), shown.encode("utf-8", "surrogateescape"))
    return os.fsdecode(raw)
