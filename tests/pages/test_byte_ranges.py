"""Every character that comes out leads back to the bytes that it was read from, at the right occurrence."""

from __future__ import annotations

import random
import re
from html.parser import HTMLParser

import pytest

import cleancopy
from cleancopy.document import RecordBlock
from tests.pages.sample import PAGE, STORY

ALLOWED_SHARE = 0.995


class Reader(HTMLParser):
    """An independent reader: the text between tags, references resolved, scripts and styles skipped."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.mute = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.mute += tag in ("script", "style")
        if tag == "br":
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.mute -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self.mute:
            self.parts.append(data)


def read(fragment: str) -> str:
    """What a fragment of a page shows, white space collapsed."""
    reader = Reader()
    reader.feed(fragment)
    reader.close()
    return collapsed("".join(reader.parts))


def collapsed(text: str) -> str:
    return " ".join(re.split(r"[ \t\n\f\r]+", text.strip(" \t\n\f\r")))


def said(record: cleancopy.Record, block: RecordBlock) -> str:
    if isinstance(block.text, str):
        return block.text
    assert isinstance(block.start, int) and isinstance(block.end, int)
    return record.text[block.start : block.end]


def marked_page(seed: int) -> tuple[str, dict[str, int]]:
    """A page of many paragraphs that say the same but for a marker, and where each marker's paragraph begins."""
    random_ = random.Random(seed)
    body: list[str] = []
    for number in range(60):
        sentence = random_.choice(STORY)
        words = sentence.split(" ")
        words.insert(random_.randrange(3, len(words)), f"M{seed}N{number:03}")
        text = " ".join(words).replace("“", random_.choice(["“", "&ldquo;", "&#8220;", "&#x201C;"]))
        text = text.replace(
            " the ", random_.choice([" the ", "\n   the ", " <b>the</b> ", " <!-- a > b --> the "]), 1
        )
        text = text.replace("é", random_.choice(["é", "&eacute;"])).replace(
            ",", random_.choice([",", "&#44;"]), 1
        )
        body.append(f'<p class="x{number % 3}">{text}</p>')
    start = PAGE.index("<p>")
    end = PAGE.index("</div></article>")
    page = PAGE[:start] + "\n".join(body) + PAGE[end:]
    return page, {f"M{seed}N{number:03}": page.index(f"M{seed}N{number:03}") for number in range(60)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252"])
@pytest.mark.parametrize("seed", range(4))
def test_a_block_read_back_from_its_bytes_is_its_text(seed: int, encoding: str) -> None:
    page, places = marked_page(seed)
    page = page.replace("utf-8", encoding)
    data = page.encode(encoding)
    record = cleancopy.clean(data, name="page.html").record
    emitted = right = 0
    for block in record.blocks:
        text = said(record, block)
        (start, end), *others = block.source
        assert not others
        emitted += len(text)
        codec = record.provenance.encoding.name
        right += len(text) * (read(data[start:end].decode(codec)) == collapsed(text))
    assert emitted > 10_000
    assert right >= ALLOWED_SHARE * emitted
    assert all(marker in record.text for marker in places)


@pytest.mark.parametrize("seed", range(4))
def test_a_block_is_found_at_its_own_occurrence(seed: int) -> None:
    page, _ = marked_page(seed)
    data = page.encode()
    record = cleancopy.clean(data, name="page.html").record
    for block in record.blocks:
        for marker in re.findall(r"M\dN\d{3}", said(record, block)):
            place = data.index(marker.encode())
            assert block.source[0][0] <= place < block.source[0][1]


def repeating_page(seed: int) -> tuple[str, list[str]]:
    """A page that says the same few paragraphs again and again, in markup that nobody sees too, and the paragraphs."""
    random_ = random.Random(seed)
    said_: list[str] = []
    body: list[str] = []
    for number in range(40):
        text = random_.choice(STORY)
        said_.append(text)
        decoy = random_.choice(
            [f"<!-- {text} -->", f"<script>let text = '{text}'</script>", f'<i title="{text}"></i>', ""]
        )
        shown = text.replace(" the ", random_.choice([" the ", " <b>the</b> ", "\n the "]))
        body.append(f'{decoy}<p data-mark="R{number:03}">{shown}</p>')
    start = PAGE.index("<p>")
    end = PAGE.index("</div></article>")
    return PAGE[:start] + "\n".join(body) + PAGE[end:], said_


@pytest.mark.parametrize("seed", range(4))
def test_text_that_is_said_again_is_found_where_it_is_said_each_time(seed: int) -> None:
    page, paragraphs = repeating_page(seed)
    data = page.encode()
    record = cleancopy.clean(data, name="page.html").record
    found = [block for block in record.blocks if collapsed(said(record, block)) in STORY]
    assert [collapsed(said(record, block)) for block in found] == paragraphs
    for number, block in enumerate(found):
        ((start, end),) = block.source
        assert data.rindex(b"data-mark=", 0, start) == data.index(f'data-mark="R{number:03}"'.encode())
        assert read(data[start:end].decode()) == paragraphs[number]


def test_entities_are_resolved_with_their_places() -> None:
    page = PAGE.replace("“We have waited", "&ldquo;We&nbsp;have waited").replace(
        "Ada Öberg", "Ada &Ouml;berg"
    )
    cleaned = cleancopy.clean(page.encode())
    assert "“We\xa0have waited long enough,” said the mayor, Ada Öberg" in cleaned.text
    entries = {entry.before: entry for entry in cleaned.ledger.entries if entry.rule == "entity"}
    assert entries["&Ouml;"].after == "Ö"
    start, end = entries["&Ouml;"].source
    assert page.encode()[start:end] == b"&Ouml;"
