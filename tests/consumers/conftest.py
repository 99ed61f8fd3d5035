"""One result in each of its formats, of several shards, no two of which have the same columns filled."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleancopy.batch import run
from cleancopy.config import load_config
from cleancopy.render import read_record
from cleancopy.writers import read_records

ROOT = Path(__file__).parents[2]
FORMATS = ("jsonl", "jsonl.gz", "jsonl.zst", "parquet")
STORY = (
    "The council of Millbrook voted on Monday to rebuild the bridge number {n} over the river, which the flood "
    "had taken away in spring; the work will cost two million.\n\n“We have waited long enough,” said the mayor, "
    "who had promised {n} times to see the matter through. Itâ€™s a caf\N{LATIN CAPITAL LETTER A WITH TILDE}© too.\n"
)


def sources(folder: Path) -> list[str]:
    """The seeds, a shard each, and rows: every other one brings an address and a day, the last one no text."""
    known = {"url": "https://a.org/x y?q=ü", "date": "2024-02-26T10:00:00Z"}
    rows = [{"text": STORY.format(n=n)} | (known if n % 2 else {"id": n}) for n in range(12)]
    rows.append({"id": "nothing", "text": " "})
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return [str(ROOT / "seeds"), str(folder / "rows.jsonl")]


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The output directory of each format, all made from the same sources."""
    folder = tmp_path_factory.mktemp("results")
    inputs = sources(folder)
    for form in FORMATS:
        settings = (
            f"output.format={form}",
            "output.kinds=[documents, ledger, schema.org, ninjs, dolma]",
            "batch.shard_bytes=6000",
        )
        assert run(inputs, folder / form, load_config(overrides=settings), show_progress=False).exit_code == 3
    return {form: folder / form for form in FORMATS}


@pytest.fixture(params=FORMATS)
def result(request: pytest.FixtureRequest, results: dict[str, Path]) -> Path:
    """The output directory of one format; its name is that of the format."""
    return results[request.param]


def files(result: Path, kind: str) -> list[str]:
    """The files of documents, or of another kind, in order: there are several."""
    found = [str(path) for path in sorted((result / kind).iterdir())]
    assert len(found) > 2
    return found


def records(result: Path) -> list:
    """The records of a result, as this package reads them."""
    return [read_record(line) for path in files(result, "documents") for line in read_records(Path(path))]
