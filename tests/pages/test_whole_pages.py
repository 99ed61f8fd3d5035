"""A whole article page through the one cleaner: story, roles, the page's own facts, and the proofs."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest

import cleancopy
from cleancopy.errors import EmptySource, NotText, UnsupportedMedia
from cleancopy.render import ledger_line, read_ledger, read_record, record_line
from tests.pages.sample import CAPTION, HEADLINE, PAGE, STORY, TEXT


@pytest.fixture(scope="module")
def cleaned() -> cleancopy.Cleaned:
    return cleancopy.clean(PAGE.encode(), name="page.html")


def test_the_story_is_the_text_and_nothing_else(cleaned: cleancopy.Cleaned) -> None:
    assert cleaned.text == TEXT


def test_the_page_tells_its_headline_author_date_and_language(cleaned: cleancopy.Cleaned) -> None:
    record = cleaned.record
    assert (record.headline, record.language) == (HEADLINE, "en")
    assert record.created == "2024-05-07T08:30:00+02:00"
    assert [(author.name, author.role) for author in record.authors] == [("Zoë Lund", "author")]
    assert [caption.text for caption in record.captions] == [CAPTION]
    assert record.kind == "article" and record.kind_confidence is not None and record.kind_confidence > 0.8
    assert record.page is not None and record.page.publisher == "The Marsh Courier"
    assert record.provenance.media_type == "text/html"


def test_what_is_outside_the_story_is_in_the_record_with_its_reason(cleaned: cleancopy.Cleaned) -> None:
    blocks = {block.text: block for block in cleaned.record.blocks if isinstance(block.text, str)}
    assert blocks[HEADLINE].role == "headline"
    assert blocks["By Zoë Lund"].role == "byline"
    assert blocks["7 May 2024"].role == "date"
    assert (blocks[CAPTION].role, blocks[CAPTION].fate) == ("caption", "separated")
    assert (blocks["Mill to reopen"].fate, blocks["Mill to reopen"].rule) == ("removed", "page-model")
    assert all(block.rule != "story-by-default" for block in cleaned.record.blocks)


def test_a_page_is_proved_and_restored_like_any_source(cleaned: cleancopy.Cleaned) -> None:
    source = PAGE.encode()
    assert cleancopy.verify(source, cleaned.record, cleaned.ledger) == []
    assert cleancopy.replay(source, cleaned.ledger) == cleaned.text
    assert cleancopy.restore(cleaned.record, cleaned.ledger) == source
    assert read_record(record_line(cleaned.record)) == cleaned.record
    assert read_ledger(ledger_line(cleaned.ledger)) == cleaned.ledger


def test_a_forged_copy_of_a_page_is_found_out(cleaned: cleancopy.Cleaned) -> None:
    source = PAGE.encode()
    import msgspec

    forged = msgspec.structs.replace(cleaned.record, text=cleaned.text.replace("two years", "ten years"))
    assert cleancopy.verify(source, forged, cleaned.ledger) != []
    assert cleancopy.verify(source + b" ", cleaned.record, cleaned.ledger) != []


def test_the_same_page_gives_the_same_bytes(cleaned: cleancopy.Cleaned) -> None:
    cleaner = pickle.loads(pickle.dumps(cleancopy.Cleaner()))
    again = cleaner.clean(PAGE.encode(), name="page.html")
    assert record_line(again.record) == record_line(cleaned.record)
    assert ledger_line(again.ledger) == ledger_line(cleaned.ledger)


def test_a_clean_copy_of_a_page_is_not_changed_again(cleaned: cleancopy.Cleaned) -> None:
    assert cleancopy.clean(cleaned.text).text == cleaned.text


def test_what_is_given_beats_what_is_detected() -> None:
    data = f"{STORY[0]}<br><br>{STORY[1]}".encode()
    assert "<br>" in cleancopy.clean(data).text
    assert cleancopy.clean(data, media_type="text/html").document.blocks[0].text == STORY[0]
    assert cleancopy.clean(data, name="story.HTM").record.provenance.media_type == "text/html"
    assert "<!DOCTYPE" in cleancopy.clean(PAGE, media_type="text/plain").document.text.text
    config = cleancopy.load_config(overrides=["source.media_type=text/html"])
    assert cleancopy.clean(data, config=config).record.provenance.media_type == "text/html"


def test_a_charset_in_the_content_type_is_a_declaration() -> None:
    data = PAGE.replace("“", '"').replace("”", '"').replace("’", "'").encode("iso-8859-15")
    told = cleancopy.clean(data, media_type="text/html; charset=ISO-8859-15").record.provenance
    assert told.encoding.evidence[0] == "declared: ISO-8859-15"


def test_an_xhtml_page_is_a_page_and_other_xml_is_not() -> None:
    page = '<?xml version="1.0" encoding="utf-8"?>\n' + PAGE.replace(
        "<html", '<html xmlns="http://www.w3.org/1999/xhtml"'
    )
    assert cleancopy.clean(page.encode()).text == TEXT
    with pytest.raises(UnsupportedMedia, match=r"a\.xml: XML that is no web page"):
        cleancopy.clean(b'<?xml version="1.0"?><rss><channel/></rss>', name="a.xml")
    with pytest.raises(NotText, match="video/mp4"):
        cleancopy.clean(b"x", media_type="video/mp4")
    with pytest.raises(EmptySource, match="0 bytes"):
        cleancopy.clean(b"", name="empty.html")


def test_a_standfirst_is_separated_when_it_is_asked_for() -> None:
    standfirst = "After a year of waiting the town will get its bridge back, and half of the money."
    page = PAGE.replace('<div class="byline">', f'<p class="standfirst">{standfirst}</p><div class="byline">')
    config = cleancopy.load_config(overrides=["pages.standfirst=separate"])
    record = cleancopy.clean(page.encode(), config=config).record
    assert record.standfirst == standfirst and record.text == TEXT


def test_trafilatura_is_loaded_only_when_it_is_asked() -> None:
    program = (
        "import sys, cleancopy; from tests.pages.sample import PAGE; cleancopy.clean(PAGE.encode());"
        "print('trafilatura' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
