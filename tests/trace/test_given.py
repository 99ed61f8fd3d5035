"""What callers give: bytes-like data, and texts with halves of surrogate pairs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleancopy.trace import as_bytes, source_bytes, without_halves

ANY_TEXT = st.text(st.characters(categories=()) | st.characters(codec=None), max_size=40)


@pytest.mark.parametrize("data", ["text", None, 5, [1]])
def test_what_is_no_bytes_is_named(data: object) -> None:
    with pytest.raises(TypeError, match=f"expected bytes; found {type(data).__name__}"):
        as_bytes(data)


@given(st.text(max_size=40))
def test_a_text_without_halves_is_its_utf8(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    assert source_bytes(text) == text.encode()
    assert without_halves(text) == text


@given(st.binary(max_size=40))
def test_bytes_that_python_kept_are_themselves(data: bytes) -> None:
    assert source_bytes(data.decode("utf-8", "surrogateescape")) == data


@given(st.text(st.characters(min_codepoint=0xD000, max_codepoint=0x10010), max_size=40))
def test_every_text_has_bytes_and_can_be_written_without_its_halves(text: str) -> None:
    assert without_halves(text).encode("utf-8").decode() == without_halves(text)
    assert isinstance(source_bytes(text), bytes)
