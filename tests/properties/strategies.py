"""Generated sources and changes for the property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from cleancopy.document import Change, Document, Edit, Fact, Fate, Label, Removal, Role
from cleancopy.trace import Span

# Letters of several scripts, marks that combine, line ends of every kind, NULs, the BOM as a character,
# and what damage looks like.
PIECES = [
    "He said. ", "Ukraine ", "“Nothing”", "â€", "â€™", "France39s", "&amp;", "é", "e\u0301", "ß", "Ж", "東京", "한", "🙂",
    "\n", "\n\n", "\r\n", "\r", "\t", " ", "\xa0", "\x00", "\ufeff", "\u2028", "\x85", "\ufffd", "a", "Advertisement\n", "",
]  # fmt: skip
ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-32",
    "cp1252",
    "cp1251",
    "koi8-r",
    "shift_jis",
    "gb18030",
]
MALFORMED = [b"\xe9", b"\xff", b"\xc3", b"\xe2\x80", b"\xed\xa0\x80", b"\x81", b"\x00"]

texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=30).map("".join)


@st.composite
def sources(draw: st.DrawFn) -> bytes:
    """The bytes of a text in one of several encodings, now and then with malformed bytes inside."""
    text = draw(texts).encode("utf-8", "ignore").decode("utf-8")
    data = text.encode(draw(st.sampled_from(ENCODINGS)), "ignore")
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(data)))
        data = data[:place] + draw(st.sampled_from(MALFORMED)) + data[place:]
    return data


@st.composite
def edits(draw: st.DrawFn, size: int) -> list[Change]:
    """Some edits of a text of `size` code points, in order and disjoint."""
    places = sorted(draw(st.lists(st.integers(0, size), max_size=8)))
    after = st.sampled_from(["", "x", "”", "\n", "new words", "a\n\nb"])
    return [Edit(Span(a, b), draw(after), "made-up") for a, b in zip(places[::2], places[1::2], strict=False)]


@st.composite
def labels(draw: st.DrawFn, document: Document) -> list[Change]:
    """A role and a fate for every block, and cuts inside some of them."""
    changes: list[Change] = []
    for number, block in enumerate(document.blocks):
        fate = draw(st.sampled_from(list(Fate)))
        role = draw(st.sampled_from(list(Role)))
        changes += (Label(number, role, "made-up"), Removal(number, fate, "made-up"))
        if fate is Fate.KEPT and draw(st.booleans()):
            end = draw(st.integers(1, len(block.text)))
            changes.append(Fact(number, "dateline", block.text[:end], Span(0, end), "made-up"))
            changes.append(Removal(number, Fate.SEPARATED, "made-up-cut", Span(0, end)))
    return changes
