"""The manifest in PROV-JSON is read by a library that others wrote, and says what the manifest says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.batch.conftest import Runs


def test_a_reader_of_prov_finds_sources_files_and_software(corpus: Path, cleaned: Runs) -> None:
    prov = pytest.importorskip("prov.model")
    (corpus / "seeds/a b#ü.txt").write_text(
        "A short story of the sea and of those who sail on it.\n", "utf-8"
    )
    cleaned("batch.shard_bytes=9000")
    manifest = json.loads((corpus / "cleaned/manifest.json").read_bytes())
    document = prov.ProvDocument.deserialize(corpus / "cleaned/manifest.prov.json", format="json")
    entities = {str(one.label) for one in document.get_records(prov.ProvEntity)}
    for shard in manifest["shards"]:
        assert {source["name"] for source in shard["sources"]} <= entities
        assert {file["path"] for file in shard["files"]} <= entities
    activities = list(document.get_records(prov.ProvActivity))
    assert len(activities) == len(manifest["shards"]) > 1
    assert {str(one.label) for one in document.get_records(prov.ProvAgent)} == set(manifest["software"])
    generated = list(document.get_records(prov.ProvGeneration))
    assert len(generated) == sum(len(shard["files"]) for shard in manifest["shards"])
    assert prov.ProvDocument.deserialize(content=document.serialize(format="json"), format="json") == document
