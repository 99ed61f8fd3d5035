"""What other tools read of a run: a research object, and events of lineage."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cleancopy.batch import run
from cleancopy.config import load_config

SEEDS = Path(__file__).parents[2] / "seeds"


def cleaned(output: Path, *kinds: str, **more: Any) -> int:
    settings = (f"output.kinds=[{', '.join(kinds)}]",)
    return run([str(SEEDS)], output, load_config(overrides=settings), show_progress=False, **more).exit_code


def test_the_result_is_a_research_object(tmp_path: Path) -> None:
    rocrate = pytest.importorskip("rocrate.rocrate")
    assert cleaned(tmp_path / "out", "documents", "ledger", "text", "ro-crate") == 0
    crate = rocrate.ROCrate(str(tmp_path / "out"))
    manifest = json.loads((tmp_path / "out/manifest.json").read_bytes())
    files = {file["path"]: file for shard in manifest["shards"] for file in shard["files"]}
    parts = {part.id: part for part in crate.root_dataset["hasPart"]}
    assert set(parts) == {*files, "manifest.json", "manifest.prov.json"}
    for path, file in files.items():
        assert parts[path]["contentSize"] == str(file["size"])
        assert parts[path]["identifier"] == f"sha256:{file['sha256']}"
    action = crate.root_dataset["mentions"]
    assert action.type == "CreateAction"
    assert action["instrument"]["softwareVersion"] == manifest["software"]["cleancopy"]
    assert len(action["object"]) == len(list(SEEDS.glob("*.txt")))


def test_equal_runs_give_equal_research_objects(tmp_path: Path) -> None:
    for name in ("one", "two"):
        cleaned(tmp_path / name, "documents", "ro-crate")
    one, two = ((tmp_path / name / "ro-crate-metadata.json").read_bytes() for name in ("one", "two"))
    assert one == two
    cleaned(tmp_path / "one", "documents")
    assert not (tmp_path / "one/ro-crate-metadata.json").exists()


def events(output: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (output / "lineage.jsonl").read_bytes().splitlines()]


def facet(told: dict[str, Any], kind: type) -> None:
    """Read a facet by the client's own class: it must come out with the same fields and the same schema."""
    given = {key: value for key, value in told.items() if not key.startswith("_")}
    made = kind(**given)
    assert {key: getattr(made, key) for key in given} == given
    assert told["_schemaURL"] == made._schemaURL
    assert told["_producer"].startswith("https://")


def test_events_are_those_of_open_lineage(tmp_path: Path) -> None:
    base = pytest.importorskip("openlineage.client.generated.base")
    from openlineage.client.generated.job_type_job import JobTypeJobFacet
    from openlineage.client.generated.output_statistics_output_dataset import (
        OutputStatisticsOutputDatasetFacet,
    )
    from openlineage.client.generated.processing_engine_run import ProcessingEngineRunFacet

    assert cleaned(tmp_path / "out", "documents", "ledger", "openlineage") == 0
    begun, ended = events(tmp_path / "out")
    for event in (begun, ended):
        made = base.RunEvent(
            eventType=base.EventType(event["eventType"]),
            eventTime=event["eventTime"],
            run=base.Run(**event["run"]),
            job=base.Job(**event["job"]),
            inputs=[base.InputDataset(**one) for one in event["inputs"]],
            outputs=[base.OutputDataset(**one) for one in event["outputs"]],
            producer=event["producer"],
        )
        assert made.schemaURL == event["schemaURL"]
        facet(event["job"]["facets"]["jobType"], JobTypeJobFacet)
        facet(event["run"]["facets"]["processing_engine"], ProcessingEngineRunFacet)
    assert [begun["eventType"], ended["eventType"]] == ["START", "COMPLETE"]
    assert begun["run"]["runId"] == ended["run"]["runId"]
    assert [one["name"] for one in ended["inputs"]] == [str(SEEDS)]
    written = {Path(one["name"]).name: one["outputFacets"]["outputStatistics"] for one in ended["outputs"]}
    assert set(written) == {"documents", "ledger"}
    for told in written.values():
        facet(told, OutputStatisticsOutputDatasetFacet)
        assert told["rowCount"] == 5


def test_a_run_that_fails_says_so(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (tmp_path / "in/b.txt").write_text("A story that is a story, and nothing else but one.\n")
    config = load_config(overrides=("output.kinds=[documents, openlineage]", "batch.max_errors=0"))
    result = run([str(tmp_path / "in")], tmp_path / "out", config, show_progress=False)
    assert result.exit_code == 5
    begun, ended = events(tmp_path / "out")
    assert [begun["eventType"], ended["eventType"]] == ["START", "FAIL"]
    assert "quarantine" in ended["run"]["facets"]["errorMessage"]["message"]
