"""The result as a research object: RO-Crate 1.1 (https://www.researchobject.org/ro-crate/specification/1.1/)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

CRATE = "ro-crate-metadata.json"
VERSION = "https://w3id.org/ro/crate/1.1"
RUN = "#run"
# What the files of a run hold, by the folder they lie in, and their media types, by what they end in.
HOLDS = {
    "documents": "The cleaned documents, a record each",
    "ledger": "Every change to them, with its source bytes",
    "quarantine": "What could not be cleaned, with the reasons",
    "text": "The story of one document as plain text",
    "schema.org": "The documents as schema.org NewsArticle (JSON-LD)",
    "ninjs": "The documents as IPTC ninjs 3",
    "dolma": "The documents for Dolma",
}
MEDIA_TYPES = {
    ".jsonl": "application/jsonl",
    ".gz": "application/gzip",
    ".zst": "application/zstd",
    ".parquet": "application/vnd.apache.parquet",
    ".txt": "text/plain",
    ".json": "application/json",
}


def crate_of(manifest: dict[str, Any]) -> dict[str, Any]:
    """What the folder holds and how it came about, without times, so that equal runs give equal bytes.

    The date of publication, the licence and a better name are for whoever publishes it to add: a run knows none.
    """
    files = [file for shard in manifest["shards"] for file in shard["files"]]
    sources = [source for shard in manifest["shards"] for source in shard["sources"]]
    parts = [*map(_file, files), *_manifests()]
    graph = [
        {"@id": CRATE, "@type": "CreativeWork", "conformsTo": {"@id": VERSION}, "about": {"@id": "./"}},
        _root(manifest, parts),
        *parts,
        *_action(manifest, sources, files),
        *(_software(name, version) for name, version in manifest["software"].items()),
        *_sources(sources),
    ]
    return {"@context": f"{VERSION}/context", "@graph": graph}


def _root(manifest: dict[str, Any], parts: list[dict[str, Any]]) -> dict[str, Any]:
    documents = manifest["counts"].get("documents", 0)
    return {
        "@id": "./",
        "@type": "Dataset",
        "name": "Cleaned documents",
        "description": f"{documents} documents cleaned by cleancopy, with a ledger that leads every character back"
        " to its source bytes.",
        "hasPart": [{"@id": part["@id"]} for part in parts],
        "mentions": {"@id": RUN},
    }


def _file(file: dict[str, Any]) -> dict[str, Any]:
    folder, _, name = file["path"].partition("/")
    ending = name[name.rfind(".") :] if "." in name else ""
    return {
        "@id": quote(file["path"]),
        "@type": "File",
        "name": file["path"],
        "description": HOLDS.get(folder, "A file of the run"),
        "encodingFormat": MEDIA_TYPES.get(ending, "application/octet-stream"),
        "contentSize": str(file["size"]),
        "identifier": f"sha256:{file['sha256']}",
    }


def _manifests() -> Iterator[dict[str, Any]]:
    described = (
        ("manifest.json", "Sources, recipe, settings, counts and digests"),
        ("manifest.prov.json", "The same in PROV-JSON"),
    )
    for name, description in described:
        yield {
            "@id": name,
            "@type": "File",
            "name": name,
            "description": description,
            "encodingFormat": "application/json",
        }


def _action(
    manifest: dict[str, Any], sources: list[dict[str, Any]], files: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    yield {
        "@id": RUN,
        "@type": "CreateAction",
        "name": "cleancopy run",
        "description": f"Cleaned under the recipe {manifest['recipe']}",
        "instrument": {"@id": _software_id("cleancopy")},
        "object": [{"@id": name} for name in dict.fromkeys(_source_id(source["name"]) for source in sources)],
        "result": [{"@id": quote(file["path"])} for file in files],
    }


def _sources(sources: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each source once, though pieces of it may have gone to several shards."""
    seen: set[str] = set()
    for source in sources:
        if source["name"] not in seen:
            seen.add(source["name"])
            told = {
                "@id": _source_id(source["name"]),
                "@type": "CreativeWork",
                "name": source["name"],
                "size": str(source["size"]),
            }
            yield told | ({"identifier": f"sha256:{source['sha256']}"} if source["sha256"] else {})


def _source_id(name: str) -> str:
    return name if "://" in name else f"#source-{quote(name, safe='')}"


def _software(name: str, version: str) -> dict[str, Any]:
    return {
        "@id": _software_id(name),
        "@type": "SoftwareApplication",
        "name": name,
        "softwareVersion": version,
    }


def _software_id(name: str) -> str:
    return f"#software-{name}"
