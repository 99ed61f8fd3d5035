"""Pages in a batch: the halves of their way run in different tasks, and the records are those of a single call."""

from __future__ import annotations

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
