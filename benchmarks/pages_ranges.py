"""Do the byte ranges of the blocks of pages, read back, give their text, each at its own occurrence?

    python -m benchmarks.pages_ranges DATA_FOLDER [--every N]

The bytes of each block that is emitted are cut out of the page, decoded, and read by another reader of HTML.
Blocks in which the ledger tells of mended damage say something else than their bytes, and are counted apart.
A block whose one range lies behind that of the block before it stands at its own occurrence, whatever it repeats.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import cleancopy
from benchmarks.pages_quality import gold

# Rules of the ledger that change nothing that a reader sees.
FORMAL = frozenset({"markup", "entity", "white-space", "trafilatura"})
MUTE = ("script", "style", "noscript", "template", "svg", "select", "textarea", "button")


class Reader(HTMLParser):
    """An independent reader: the text between tags, references resolved, what no reader sees skipped."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.mute = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Count what is mute; a line break is a space."""
        self.mute += tag in MUTE
        if tag == "br":
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Leave what is mute."""
        self.mute = max(0, self.mute - (tag in MUTE))

    def handle_data(self, data: str) -> None:
        """Keep what is shown."""
        if not self.mute:
            self.parts.append(data)


def read(fragment: str) -> str:
    """What a fragment of a page shows, white space collapsed."""
    reader = Reader()
    reader.feed(fragment)
    reader.close()
    return collapsed("".join(reader.parts))


def collapsed(text: str) -> str:
    """The text with one space for each run of white space, and none at its ends."""
    return " ".join(text.split())


def mended(cleaned: cleancopy.Cleaned) -> list[tuple[int, int]]:
    """The byte ranges where the ledger tells of more than markup, references and white space, in order."""
    found = []
    for entry in cleaned.ledger.entries:
        rules = {rule for rule in entry.rule.split("+") if not rule.startswith("page-")}
        if rules - FORMAL:
            found.append((entry.source[0], entry.source[1]))
    return sorted(found)


def figures(data: bytes) -> tuple[Counter[str], list[str]]:
    """Counts of one page: characters emitted, mended, read back, and blocks out of order; texts that differ."""
    counts: Counter[str] = Counter()
    wrong: list[str] = []
    try:
        cleaned = cleancopy.clean(data, name="page.html")
    except cleancopy.SourceError:
        return counts, wrong
    record = cleaned.record
    damage = mended(cleaned)
    last = 0
    for block in record.blocks:
        first, end = block.source[0][0], block.source[-1][1]
        counts["out of order"] += first < last or len(block.source) > 1
        last = end
        if not isinstance(block.start, int) or not isinstance(block.end, int):
            continue
        text = record.text[block.start : block.end]
        counts["emitted"] += len(text)
        if any(start < end and stop > first for start, stop in damage):
            counts["mended"] += len(text)
        elif read(data[first:end].decode(record.provenance.encoding.name, "replace")) == collapsed(text):
            counts["read back"] += len(text)
        else:
            wrong.append(text)
    return counts, wrong


def main(data_dir: Path, every: int = 1, show: bool = False) -> Counter[str]:
    """Print the figures over all pages and return them."""
    total: Counter[str] = Counter()
    for page, data in gold(data_dir / "pages", every):
        counts, wrong = figures(data)
        total += counts
        for text in wrong if show else ():
            print(page["id"], repr(text[:200]))
    judged = total["emitted"] - total["mended"]
    print(f"read back {total['read back'] / judged:.5f} of {judged} characters")
    print(f"not judged, in blocks with mended damage: {total['mended']} characters")
    print(f"blocks in several ranges, or not behind the one before: {total['out of order']}")
    return total


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print the texts that differ")
    given = parser.parse_args()
    sys.exit(0 if main(given.data, given.every, given.show) else 1)
