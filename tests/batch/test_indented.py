"""What is written part by part reads as if it had been written at once."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleancopy.batch.indented import Items, Members, write_indented

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(1 << 63), (1 << 63) - 1)
    | st.floats(1e-4, 1e15)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner),
    max_leaves=20,
)


def streamed(value: Any) -> Any:
    """The same value, of which one part after the other is asked for."""
    if isinstance(value, dict):
        return Members((key, streamed(member)) for key, member in value.items())
    return Items(map(streamed, value)) if isinstance(value, list) else value


@given(VALUES)
def test_the_bytes_are_those_of_the_library(value: Any) -> None:
    expected = f"{json.dumps(value, indent=1, ensure_ascii=False)}\n".encode()
    for form in (value, streamed(value)):
        stream = io.BytesIO()
        write_indented(stream, form)
        assert stream.getvalue() == expected


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_of_any_size_are_read_again(value: float) -> None:
    stream = io.BytesIO()
    write_indented(stream, {"number": value})
    assert json.loads(stream.getvalue()) == {"number": value}


@pytest.mark.parametrize("count", [1, 100_000])
def test_nothing_is_asked_for_before_it_is_written(count: int) -> None:
    stream = io.BytesIO()
    seen: list[int] = []

    def numbers() -> Any:
        for number in range(count):
            seen.append(stream.tell())
            yield {"number": number}

    write_indented(stream, Items(numbers()))
    assert json.loads(stream.getvalue())[-1] == {"number": count - 1}
    assert (seen[-1] > 1 << 20) == (count > 1)
