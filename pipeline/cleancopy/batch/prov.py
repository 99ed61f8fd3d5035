"""The manifest in the words of the W3C: PROV-JSON (https://www.w3.org/submissions/2013/SUBM-prov-json-20130424/)."""

from __future__ import annotations

from typing import Any

PROV_MANIFEST = "manifest.prov.json"
PREFIXES = {
    "cc": "https://cleancopy.invalid/terms#",
    "out": "https://cleancopy.invalid/output/",
    "src": "https://cleancopy.invalid/source/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def prov_of(manifest: dict[str, Any]) -> dict[str, Any]:
    """What was made of what, by which software; without times, so that equal runs give equal bytes.

    Each shard is an activity that used its sources, was associated with the software, and generated its
    files.
    """
    told: dict[str, Any] = {
        "prefix": PREFIXES,
        "agent": {_software(name): _agent(name, version) for name, version in manifest["software"].items()},
        "entity": {"cc:recipe": {"cc:sha256": manifest["recipe"], "prov:type": _name("prov:Plan")}},
        "activity": {},
        "used": {},
        "wasGeneratedBy": {},
        "wasAssociatedWith": {},
    }
    for shard in manifest["shards"]:
        _tell_shard(told, shard)
    return {name: part for name, part in told.items() if part}


def _tell_shard(told: dict[str, Any], shard: dict[str, Any]) -> None:
    number = shard["shard"]
    activity = f"cc:shard-{number:05}"
    told["activity"][activity] = {"prov:label": f"cleaning of shard {number}"}
    told["wasAssociatedWith"][f"_:a{number}"] = {
        "prov:activity": activity,
        "prov:agent": _software("cleancopy"),
        "prov:plan": "cc:recipe",
    }
    for place, source in enumerate(shard["sources"]):
        # Names of files may hold what no qualified name may; they are numbered, and named in a label.
        entity = f"src:{number}-{place}"
        told["entity"][entity] = {
            "prov:label": source["name"],
            "cc:size": _number(source["size"]),
            "cc:documents": _number(source["documents"]),
        } | ({"cc:sha256": source["sha256"]} if source["sha256"] else {})
        told["used"][f"_:u{number}-{place}"] = {"prov:activity": activity, "prov:entity": entity}
    for place, file in enumerate(shard["files"]):
        entity = f"out:{number}-{place}"
        told["entity"][entity] = {
            "prov:label": file["path"],
            "cc:size": _number(file["size"]),
            "cc:sha256": file["sha256"],
        }
        told["wasGeneratedBy"][f"_:g{number}-{place}"] = {"prov:entity": entity, "prov:activity": activity}


def _software(name: str) -> str:
    return f"cc:software-{name}"


def _agent(name: str, version: str) -> dict[str, Any]:
    return {"prov:type": _name("prov:SoftwareAgent"), "prov:label": name, "cc:version": version}


def _name(name: str) -> dict[str, str]:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _number(value: int) -> dict[str, str]:
    return {"$": str(value), "type": "xsd:int" if value < 1 << 31 else "xsd:long"}
