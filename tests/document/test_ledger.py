"""The ledger of small documents, entry by entry."""

from __future__ import annotations

import hashlib

import pytest

from cleancopy.blocks import divide
from cleancopy.document import (
    Change,
    Document,
    Edit,
    EncodingFacts,
    Entry,
    Fate,
    Label,
    Provenance,
    Record,
    Removal,
    Role,
    apply,
    copied,
    describe,
    divided,
    replay,
    restore,
    write_ledger,
)
from cleancopy.document.ledger import Ledger
from cleancopy.encoding import decode
from cleancopy.errors import LedgerError
from cleancopy.trace import Origin, Span, TracedText


def opened(data: bytes, *edits: Change) -> Document:
    decoded = decode(data)
    origin = Origin(decoded.text, data, decoded.encoding, decoded.bom, decoded.malformed)
    document = apply(Document("made-up", TracedText.of(origin)), edits)
    division = divide(document.text.text)
    return divided(document, division.spans, division.line_paragraphs)


def told(document: Document) -> tuple[Record, Ledger]:
    data = document.origin.data
    sha256 = hashlib.sha256(data).hexdigest()
    copy = copied(document)
    ledger = write_ledger(document, copy, sha256[:32], sha256)
    facts = EncodingFacts(name=document.origin.encoding, confidence=1.0, evidence=())
    provenance = Provenance(
        media_type="text/plain",
        sha256=sha256,
        size=len(data),
        encoding=facts,
        recipe="",
        software={},
        counts={},
    )
    return describe(document, copy, ledger, provenance), ledger


def brief(entry: Entry) -> tuple[str, str, str, str]:
    return entry.op, entry.before, entry.after, entry.rule


def test_the_ledger_of_a_clean_text_is_empty() -> None:
    record, ledger = told(opened(b"One.\n\nTwo."))
    assert ledger.entries == ()
    assert record.text == "One.\n\nTwo."


def test_white_space_is_a_gap_and_the_blank_line_stays() -> None:
    _, ledger = told(opened(b"\n One. \r\n \r\nTwo.\n"))
    assert [brief(entry) for entry in ledger.entries] == [
        ("gap", "\n ", "", "white-space"),
        ("gap", " \r\n \r\n", "\n\n", "paragraph-break"),
        ("gap", "\n", "", "white-space"),
    ]


def test_a_removed_block_says_its_rule_and_what_it_said() -> None:
    document = opened(b"One.\n\nAdvertisement\n\nTwo.")
    document = apply(document, [Label(1, Role.BOILERPLATE, "ad-label"), Removal(1, Fate.REMOVED, "ad-label")])
    record, ledger = told(document)
    assert record.text == "One.\n\nTwo."
    assert [brief(entry) for entry in ledger.entries] == [
        ("gap", "\n\n", "", "white-space"),
        ("remove", "Advertisement", "", "ad-label"),
    ]
    assert record.blocks[1].text == "Advertisement"


def test_an_edit_inside_a_separated_block_is_listed_within_it() -> None:
    document = opened(b"France39s way\n\nOne.", Edit(Span(6, 8), "'", "entity-residue", "lost &#;"))
    document = apply(
        document, [Label(0, Role.HEADLINE, "first-line"), Removal(0, Fate.SEPARATED, "first-line")]
    )
    record, ledger = told(document)
    assert record.headline == "France's way"
    outer = ledger.entries[0]
    assert (outer.op, outer.before, outer.rule) == ("separate", "France39s way", "first-line")
    assert [(inner.source, inner.before, inner.after) for inner in outer.inner] == [((6, 8), "39", "'")]


def test_malformed_bytes_are_shown_and_kept_in_hexadecimal() -> None:
    data = "Ein sehr schöner Tag in München, sagte er. ".encode() * 4 + b"caf\xe9 au lait."
    _, ledger = told(opened(data))
    entry = ledger.entries[-1]
    assert (entry.op, entry.before, entry.after, entry.bytes) == (
        "decode",
        "\\xE9",
        "\N{REPLACEMENT CHARACTER}",
        "e9",
    )


def test_a_byte_order_mark_is_a_gap() -> None:
    record, ledger = told(opened(b"\xef\xbb\xbfOne."))
    assert [(entry.source, entry.rule) for entry in ledger.entries] == [((0, 3), "byte-order-mark")]
    assert restore(record, ledger) == b"\xef\xbb\xbfOne."


def test_lines_of_verse_keep_their_line_breaks_in_the_copy() -> None:
    verse = b"Roses are red,\n  violets are blue,\n\nsugar is sweet,\nand so are you."
    record, ledger = told(opened(verse))
    assert record.text == verse.decode()
    assert ledger.entries == ()


def test_a_ledger_of_another_source_is_refused() -> None:
    _, ledger = told(opened(b"One."))
    with pytest.raises(LedgerError, match="not the one"):
        replay(b"Two.", ledger)


def test_a_ledger_and_a_record_of_two_documents_are_refused() -> None:
    record, _ = told(opened(b"One."))
    _, ledger = told(opened(b"Two."))
    with pytest.raises(LedgerError, match="does not belong"):
        restore(record, ledger)


def test_an_edit_after_the_division_is_refused() -> None:
    with pytest.raises(ValueError, match="before the text is divided"):
        apply(opened(b"One."), [Edit(Span(0, 1), "N", "made-up")])


def test_a_label_for_a_block_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="no such block"):
        apply(opened(b"One."), [Label(7, Role.BODY, "made-up")])
