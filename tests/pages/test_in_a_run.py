"""Pages in a batch: the halves of their way run in different tasks, and the records are those of a single call."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import cleancopy
from cleancopy.batch import run
from cleancopy.render import record_line
from tests.pages.sample import PAGE
from tests.pages.test_encodings import twice


@pytest.mark.parametrize("checkpoints", ["phases", "stages"])
def test_a_page_in_a_run_gives_the_record_of_a_single_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, checkpoints: str
) -> None:
    monkeypatch.chdir(tmp_path)
    pages = {
        "in/a.html": PAGE.encode(),
        "in/b.htm": twice(PAGE),
        "in/c.txt": b"A line of text, and no page.\n",
    }
    Path("in").mkdir()
    for name, data in pages.items():
        Path(name).write_bytes(data)
    config = cleancopy.load_config(
        overrides=[f"batch.checkpoints={checkpoints}", "corpus.shared_passages=false"]
    )
    assert run(["in"], "out", config, workers=1, show_progress=False).exit_code == 0
    written = Path("out/documents/part-00000.jsonl").read_bytes()
    expected = [
        record_line(cleancopy.clean(data, name=name, config=config).record) for name, data in pages.items()
    ]
    assert written == b"".join(expected)


HALF = b"""<!DOCTYPE html><html><head><title>The bridge \\ud83d reopens &#xD83D;</title>
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "The bridge \\ud83d\\ude00 reopens \\ud83d",
"author": {"name": "Jo \\ud800 Doe"}, "datePublished": "2024-01-02"}</script></head><body><article>
<h1>The bridge reopens</h1><p>The council met on Monday and said that the bridge, which has been closed since spring,
would be opened again &#xD83D;&#xDE00; in the autumn.</p><p>The mayor &#55357;&#56832; agreed &#55357; with most of the
members of the council, who had asked for it &mdash; again and again &mdash; since the summer.</p></article></body></html>"""


def test_half_of_a_character_in_a_page_or_a_container_stops_no_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    Path("in/page.html").write_bytes(HALF)
    Path("in/news.jsonl").write_bytes(
        b'{"title": "Half \\ud83d", "author": "Jo \\ud800 Doe", "id": "\\udc80", "text": "The council \\ud83d met."}\n'
    )
    assert run(["in"], "out", cleancopy.load_config(), workers=1, show_progress=False).exit_code == 0
    rows = [json.loads(line) for line in Path("out/documents/part-00000.jsonl").read_bytes().splitlines()]
    found = {row["source"].partition("#")[0]: row for row in rows}
    assert found["in/news.jsonl"]["text"] == "The council \ufffd met."
    assert found["in/news.jsonl"]["headline"] == "Half \ufffd"
    page = found["in/page.html"]
    assert "opened again 😀 in the autumn" in page["text"]
    assert "The mayor 😀 agreed \ufffd with most" in page["text"]
    assert page["headline"] == "The bridge reopens"
