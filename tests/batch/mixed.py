"""A small corpus with everything in it that a run can meet, in several shards."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from pathlib import Path

from tests.batch.conftest import ROOT
from tests.corpus.test_corpus_runs import article, sentence_shared, write

# Few bytes a shard: pages, texts and containers come to lie in several.
SETTINGS = (
    "batch.shard_bytes=16 KiB",
    "corpus.least_documents=8",
    "output.kinds=[documents, ledger, text, schema.org]",
)


def lay_out(folder: Path) -> None:
    """The seeds, containers with lines that repeat and a passage that two papers share, and what is broken."""
    shutil.copytree(ROOT / "seeds", folder / "in" / "seeds")
    into = folder / "in"
    shared = sentence_shared()
    write(into / "gazette.jsonl", [f"{article(n)}\n{shared}" if n == 3 else article(n) for n in range(24)])
    write(into / "herald.jsonl", [shared, *(article(n, foot="") for n in range(40, 44))], host="herald.org")
    with zipfile.ZipFile(into / "old.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"a/{number}.txt", article(100 + number).replace("’", "â€™"))
        archive.writestr("a/page.html", f"<html><body><h1>A page</h1><p>{article(7)}</p></body></html>")
    with open(into / "gazette.jsonl", "ab") as stream:
        stream.write(b'{"text": "broken\n' + json.dumps({"other": 1}).encode() + b"\n")
    (into / "empty.txt").write_bytes(b"")
    (into / "picture.txt").write_bytes(b"%PDF-1.7 " + bytes(range(256)))
    Path(os.fsdecode(os.fsencode(into) + b"/caf\xe9.txt")).write_text(article(200), encoding="utf-8")
