"""The table of pages is what Python's codecs say."""

from __future__ import annotations

import codecs

import pytest

from cleancopy.repair.pages import NAMES, page, tables


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_that_of_its_codec(name):
    every = bytes(range(0x80, 0x100))
    assert tables()[name] == codecs.decode(every, name, "replace")
    known = page(name)
    assert [known.to_latin1[ord(char)] for char in codecs.decode(every, name, "ignore")] == [
        byte for byte in every if byte not in known.undefined
    ]
