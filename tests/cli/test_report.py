"""`cleancopy report`: one page about a run, with everything on it and nothing loaded from elsewhere."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from cleancopy.cli.gathering import EXAMPLES, gathered

VOID = {"meta", "br"}


@pytest.fixture
def run(folder, call):
    """A run over two articles, one with a name that is markup, and a picture."""
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_bytes((folder / "article.txt").read_bytes())
    (folder / "in" / "<b>&.txt").write_bytes(
        (folder / "article.txt").read_bytes() + b"\nAnother <script>alert(1)</script> line.\n"
    )
    (folder / "in" / "c.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01")
    assert call("run", "in", "-o", "out", "--workers", "1", "-q").exit_code == 3
    return folder


class Balanced(HTMLParser):
    """Notes the elements of a page, and fails where one is not closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.words: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        assert not {name for name, _ in attrs} & {"src", "href", "onload"}
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words.append(data)


def page_of(call, *arguments) -> tuple[Balanced, str]:
    made = call("report", "out", *arguments)
    assert made.exit_code == 0, made.stderr
    read = Balanced()
    read.feed(made.stdout)
    assert read.open == []
    return read, " ".join(" ".join(read.words).split())


def test_the_page_tells_what_was_done_and_what_was_not(run, call):
    read, text = page_of(call)
    assert "documents 2 in quarantine 1" in text.replace(",", "")
    assert "c.png" in text and "image/png" in text
    assert "ad-label-en" in text and "Advertisement" in text
    assert "â€™ → ’" in text and "utf8-misread" in text
    assert "Every document, whole" in text
    assert not read.seen & {"script", "link", "img", "iframe", "b"}
    assert "<script>alert(1)</script>" in text and "<b>&.txt" in text


def test_the_page_is_the_same_each_time_and_can_be_written_to_a_file(run, call):
    first = call("report", "out").stdout
    assert call("report", "out", "-o", "page.html").exit_code == 0
    assert (run / "page.html").read_text("utf-8") == first


def test_documents_are_sampled_evenly_and_no_more_than_asked(folder, call):
    rows = (
        {"text": f"The council met on day {n} of the month, and it agreed on all that it was asked."}
        for n in range(50)
    )
    (folder / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert call("run", "a.jsonl", "-o", "out", "--workers", "1", "-q").exit_code == 0
    found = gathered(folder / "out", 8)
    days = [int(re.search(r"day (\d+)", row.record.text)[1]) for row in found.samples]
    assert found.documents == 50 and days == list(range(0, 50, found.step)) and 4 <= len(days) <= 8
    assert all(len(seen.examples) <= EXAMPLES for seen in found.taken.values())
    assert "One document in 8, whole" in page_of(call, "--samples", "8")[1]
    assert "Every document" not in page_of(call, "--samples", "0")[1]


def test_a_folder_without_a_finished_run_is_an_error_that_says_so(folder, call):
    (folder / "out").mkdir()
    told = call("report", "out")
    assert told.exit_code == 4 and "no finished run" in told.stderr
    (folder / "out" / "manifest.json").write_text("[]")
    told = call("report", "out")
    assert told.exit_code == 4 and "expected an object" in told.stderr
