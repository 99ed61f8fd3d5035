"""Run events for OpenLineage 2-0-2 (https://openlineage.io/docs/spec/object-model), one JSON object a line.

They tell of one run, with its time and a number of its own, and so are no part of the result: they stand in a log
beside it, which the file transport of other tools reads.
"""

from __future__ import annotations

import json
import os
import time
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cleancopy.errors import OutputError

LINEAGE = "lineage.jsonl"
NAMESPACE = "cleancopy"
PRODUCER = "https://cleancopy.invalid/"
SPEC = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent"
FACETS = "https://openlineage.io/spec/facets/"
START, COMPLETE, FAIL, ABORT = "START", "COMPLETE", "FAIL", "ABORT"


class Lineage:
    """The events of one run. `begin` and `end` append to the log, each a whole line."""

    def __init__(self, output: str, inputs: Sequence[str], version: str) -> None:
        self._path = Path(output) / LINEAGE
        self._output = output
        self._inputs = inputs
        self._version = version
        self._run = str(uuid.uuid4())

    def begin(self) -> None:
        """Tell that the run has begun. Raises OutputError."""
        self._append(self._event(START, {}, {}))

    def end(self, kind: str, manifest: Mapping[str, Any], message: str = "") -> None:
        """Tell how it ended, one of COMPLETE, FAIL and ABORT, and what it made. Raises OutputError."""
        error = {
            "errorMessage": self._facet(
                "1-0-1/ErrorMessageRunFacet", message=message, programmingLanguage="Python"
            )
        }
        self._append(self._event(kind, error if message else {}, manifest))

    def _event(self, kind: str, run_facets: dict[str, Any], manifest: Mapping[str, Any]) -> dict[str, Any]:
        job = self._facet(
            "2-0-4/JobTypeJobFacet", processingType="BATCH", integration="CLEANCOPY", jobType="RUN"
        )
        engine = self._facet("1-1-1/ProcessingEngineRunFacet", name="cleancopy", version=self._version)
        return {
            "eventType": kind,
            "eventTime": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "run": {"runId": self._run, "facets": {"processing_engine": engine} | run_facets},
            "job": {
                "namespace": NAMESPACE,
                "name": f"run {dataset(self._output)[1]}",
                "facets": {"jobType": job},
            },
            "inputs": [
                {"namespace": namespace, "name": name, "facets": {}}
                for namespace, name in map(dataset, self._inputs)
            ],
            "outputs": list(self._outputs(manifest)),
            "producer": PRODUCER,
            "schemaURL": SPEC,
        }

    def _outputs(self, manifest: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Each kind of output as a dataset, with how many files and bytes it has."""
        files: dict[str, list[int]] = {}
        for shard in manifest.get("shards", ()):
            for file in shard["files"]:
                files.setdefault(file["path"].partition("/")[0], []).append(file["size"])
        told = []
        for folder, sizes in sorted(files.items()):
            namespace, name = dataset(os.path.join(self._output, folder))
            statistics: dict[str, Any] = {"size": sum(sizes), "fileCount": len(sizes)}
            if folder in ("documents", "ledger"):
                statistics["rowCount"] = manifest["counts"].get("documents", 0)
            facet = self._facet("1-0-2/OutputStatisticsOutputDatasetFacet", **statistics)
            told.append(
                {
                    "namespace": namespace,
                    "name": name,
                    "facets": {},
                    "outputFacets": {"outputStatistics": facet},
                }
            )
        return told

    def _facet(self, kind: str, **told: Any) -> dict[str, Any]:
        version, _, name = kind.partition("/")
        url = f"{FACETS}{version}/{name}.json#/$defs/{name}"
        return {"_producer": PRODUCER, "_schemaURL": url, **told}

    def _append(self, event: dict[str, Any]) -> None:
        line = json.dumps(event, ensure_ascii=False).encode("utf-8", "surrogateescape") + b"\n"
        try:
            with open(self._path, "ab") as stream:
                stream.write(line)
        except OSError as error:
            raise OutputError(f"{self._path}: cannot be written: {error.strerror}") from None


def dataset(address: str) -> tuple[str, str]:
    """Namespace and name of a place in the words of OpenLineage: `s3://bucket` and the key, or `file` and the path."""
    scheme, separator, rest = address.partition("://")
    if separator:
        host, _, key = rest.partition("/")
        return f"{scheme}://{host}", key or "/"
    return "file", os.path.abspath(address)
