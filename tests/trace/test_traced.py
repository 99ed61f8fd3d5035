"""Text that remembers its bytes: checked by the words found at the bytes it names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleancopy.trace import MALFORMED, ByteSpan, Origin, Span, Splice, TracedText

ROUND_TRIP = ["utf-8", "utf-16-le", "utf-32-be", "cp1252", "gb18030", "shift_jis", "big5", "euc_kr"]


def traced(text: str, encoding: str = "utf-8") -> TracedText:
    return TracedText.of(Origin(text, text.encode(encoding), encoding))


def behind(text: TracedText, words: str) -> bytes:
    """The source bytes behind the first place where `words` stand."""
    start = text.text.index(words)
    return text.bytes_of(Span(start, start + len(words))).cut(text.origin.data)


def test_a_replacement_owns_all_the_bytes_that_it_replaced() -> None:
    text = traced("France39s war").splice([Splice(Span(6, 8), "'", "entity")])
    assert text.text == "France's war"
    assert behind(text, "'") == b"39"
    assert behind(text, "France's") == b"France39s"


def test_an_insertion_owns_an_empty_range() -> None:
    text = traced("ab").splice([Splice(Span(1, 1), "-", "made-up")])
    assert text.bytes_of(Span(1, 2)) == ByteSpan(1, 1)


def test_a_part_of_a_replacement_owns_the_whole_of_what_was_replaced() -> None:
    text = traced("x&frac34;y").splice([Splice(Span(1, 9), "3/4", "entity")])
    assert behind(text, "/") == b"&frac34;"


def test_an_edit_of_an_edit_reaches_back_to_the_source() -> None:
    once = traced("a&acirc;&euro;&trade;b").splice(
        [
            Splice(Span(1, 8), "â", "entity"),
            Splice(Span(8, 14), "€", "entity"),
            Splice(Span(14, 21), "™", "entity"),
        ]
    )
    twice = once.splice([Splice(Span(1, 4), "’", "mojibake")])
    assert twice.text == "a’b"
    assert behind(twice, "’") == b"&acirc;&euro;&trade;"
    assert twice.patches[0].rules == ("entity", "mojibake")


def test_a_deletion_belongs_to_neither_neighbour() -> None:
    text = traced("one TWO three").splice([Splice(Span(3, 7), "", "made-up")])
    assert behind(text, "one") == b"one"
    assert behind(text, " three") == b" three"


@pytest.mark.parametrize("spans", [[(0, 2), (1, 3)], [(2, 3), (0, 1)], [(0, 9)]])
def test_splices_that_overlap_or_leave_the_text_are_refused(spans: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="overlaps, is out of order or outside"):
        traced("abc").splice([Splice(Span(a, b), "", "made-up") for a, b in spans])


def test_spans_of_code_points_and_of_bytes_are_not_the_same_thing() -> None:
    assert Span(1, 2) != ByteSpan(1, 2)


def test_malformed_bytes_are_patches_from_the_start() -> None:
    data = b"caf\xe9 \xe2\x80 z"
    origin = Origin("caf\ufffd \ufffd z", data, "utf-8", 0, [ByteSpan(3, 4), ByteSpan(5, 7)])
    text = TracedText.of(origin)
    assert [text.bytes_of(patch.span).cut(data) for patch in text.patches] == [b"\xe9", b"\xe2\x80"]
    assert {patch.rules for patch in text.patches} == {(MALFORMED,)}
    assert behind(text, "z") == b"z"


@given(st.text(max_size=600), st.sampled_from(ROUND_TRIP))
def test_each_letter_is_found_at_its_bytes(text: str, encoding: str) -> None:
    data = text.encode(encoding, "ignore")
    origin = Origin(data.decode(encoding), data, encoding)
    for number, letter in enumerate(origin.text):
        assert origin.bytes_of(Span(number, number + 1)).cut(data).decode(encoding) == letter


@st.composite
def spliced(draw: st.DrawFn) -> tuple[str, TracedText]:
    base = draw(st.text("abé€🙂\n", max_size=12))
    text = traced(base)
    for _ in range(draw(st.integers(0, 4))):
        places = sorted(draw(st.lists(st.integers(0, len(text.text)), max_size=6)))
        after = st.text("xyz", max_size=3)
        pairs = zip(places[::2], places[1::2], strict=False)
        text = text.splice([Splice(Span(a, b), draw(after), "made-up") for a, b in pairs])
    return base, text


@given(spliced())
def test_between_the_patches_the_text_is_the_source(pair: tuple[str, TracedText]) -> None:
    base, text = pair
    now = before = 0
    for patch in text.patches:
        assert text.text[now : patch.span.start] == base[before : patch.source.start]
        now, before = patch.span.end, patch.source.end
    assert text.text[now:] == base[before:]


@given(spliced())
def test_patched_or_not_each_letter_knows_its_bytes(pair: tuple[str, TracedText]) -> None:
    base, text = pair
    for number, letter in enumerate(text.text):
        source = text.source_of(Span(number, number + 1))
        patch = next((p for p in text.patches if p.span.start <= number < p.span.end), None)
        assert source == patch.source if patch else base[source.start : source.end] == letter
        assert text.bytes_of(Span(number, number + 1)).cut(text.origin.data).decode() == source.cut(base)


@given(spliced(), st.lists(st.integers(0, 40), max_size=8), st.booleans())
def test_many_places_at_once_are_the_places_one_by_one(
    pair: tuple[str, TracedText], places: list[int], in_order: bool
) -> None:
    _, text = pair
    ends = [min(place, len(text.text)) for place in places]
    if in_order:
        ends.sort()
    spans = [Span(*sorted(two)) for two in zip(ends[::2], ends[1::2], strict=False)]
    assert text.places(spans) == [text.bytes_of(span) for span in spans]


@given(st.text(max_size=600), st.sampled_from(ROUND_TRIP))
def test_places_in_every_encoding_are_those_of_single_letters(text: str, encoding: str) -> None:
    data = text.encode(encoding, "ignore")
    origin = Origin(data.decode(encoding), data, encoding)
    spans = [Span(number, number + 1) for number in range(len(origin.text))]
    assert origin.places(spans) == [origin.bytes_of(span) for span in spans]
