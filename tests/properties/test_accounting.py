"""Conservation, read-back, replay and restore, for every source and whatever the stages ask for."""

from __future__ import annotations

import hashlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleancopy.blocks import divide
from cleancopy.document import (
    Document,
    EncodingFacts,
    Ledger,
    Provenance,
    Record,
    apply,
    copied,
    describe,
    divided,
    replay,
    restore,
    verify,
    write_ledger,
)
from cleancopy.encoding import decode
from cleancopy.trace import Origin, TracedText
from tests.properties.strategies import edits, labels, sources


def opened(data: bytes) -> Document:
    decoded = decode(data)
    origin = Origin(decoded.text, data, decoded.encoding, decoded.bom, decoded.malformed)
    return Document("made-up.txt", TracedText.of(origin))


def told(document: Document) -> tuple[Record, Ledger]:
    data = document.origin.data
    sha256 = hashlib.sha256(data).hexdigest()
    copy = copied(document)
    ledger = write_ledger(document, copy, sha256[:32], sha256)
    encoding = EncodingFacts(name=document.origin.encoding, confidence=1.0, evidence=())
    provenance = Provenance(
        media_type="text/plain",
        sha256=sha256,
        size=len(data),
        encoding=encoding,
        recipe="",
        software={},
        counts={},
    )
    return describe(document, copy, ledger, provenance), ledger


def changed(data: bytes, draw: st.DataObject) -> Document:
    document = opened(data)
    document = apply(document, draw.draw(edits(len(document.text.text))))
    document = apply(document, draw.draw(edits(len(document.text.text))))
    division = divide(document.text.text)
    document = divided(document, division.spans, division.line_paragraphs)
    return apply(document, draw.draw(labels(document)))


@given(sources(), st.data())
def test_every_byte_is_accounted_for_whatever_the_stages_ask(data: bytes, draw: st.DataObject) -> None:
    record, ledger = told(changed(data, draw))
    assert verify(data, record, ledger) == []
    assert replay(data, ledger) == record.text
    assert restore(record, ledger) == data


@given(sources(), st.data())
def test_a_block_is_where_the_record_says_it_is(data: bytes, draw: st.DataObject) -> None:
    document = changed(data, draw)
    record, _ = told(document)
    for block, told_block in zip(document.blocks, record.blocks, strict=True):
        if told_block.start is not msgspec.UNSET and told_block.end is not msgspec.UNSET and not block.cuts:
            assert record.text[told_block.start : told_block.end] == block.text
        else:
            assert block.cuts or told_block.text == block.text


@given(sources(), st.data())
def test_a_ledger_that_lacks_an_entry_is_found_out(data: bytes, draw: st.DataObject) -> None:
    record, ledger = told(changed(data, draw))
    for number in range(len(ledger.entries)):
        rest = ledger.entries[:number] + ledger.entries[number + 1 :]
        assert verify(data, record, msgspec.structs.replace(ledger, entries=rest)) != []
    for number, entry in enumerate(ledger.entries):
        if entry.inner:
            poorer = msgspec.structs.replace(entry, inner=entry.inner[1:])
            rest = (*ledger.entries[:number], poorer, *ledger.entries[number + 1 :])
            assert verify(data, record, msgspec.structs.replace(ledger, entries=rest)) != []


@given(sources(), st.data())
def test_a_record_with_another_text_is_found_out(data: bytes, draw: st.DataObject) -> None:
    record, ledger = told(changed(data, draw))
    for text in (record.text + "x", record.text[1:], record.text[:-1] + "\N{SNOWMAN}"):
        if text != record.text:
            assert verify(data, msgspec.structs.replace(record, text=text), ledger) != []


@given(sources(), st.binary(min_size=1, max_size=3))
def test_a_source_with_another_byte_is_found_out(data: bytes, tail: bytes) -> None:
    record, ledger = told(opened(data))
    assert verify(data + tail, record, ledger) != []


@pytest.mark.parametrize("size", [100_000])
def test_one_enormous_line_is_accounted_for(size: int) -> None:
    data = ("wörd “quote” " * size).encode() + b"\xe9\n"
    document = opened(data)
    division = divide(document.text.text)
    record, ledger = told(divided(document, division.spans, division.line_paragraphs))
    assert verify(data, record, ledger) == []
    assert len(record.blocks) == 1


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"\x81_\xe9", "cp932"),
        ("\u65e5\u672c\u8a9e text".encode("iso2022_jp") + b"\xff\x1b(", "iso2022_jp"),
        ("\ud55c\uad6d\uc5b4".encode("iso2022_kr") + b"\x0e\x1b$)!", "iso2022_kr"),
        (b"~{VPNDc\xff~}", "hz"),
    ],
)
def test_malformed_bytes_in_double_byte_text_are_accounted_for(data: bytes, encoding: str) -> None:
    decoded = decode(data, encoding)
    document = Document(
        "made-up.txt",
        TracedText.of(Origin(decoded.text, data, decoded.encoding, decoded.bom, decoded.malformed)),
    )
    division = divide(document.text.text)
    record, ledger = told(divided(document, division.spans, division.line_paragraphs))
    assert verify(data, record, ledger) == []
    assert restore(record, ledger) == data
