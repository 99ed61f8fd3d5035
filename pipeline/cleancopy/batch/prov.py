"""The manifest in the words of the W3C: PROV-JSON (https://www.w3.org/submissions/2013/SUBM-prov-json-20130424/)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import Any

from cleancopy.batch.indented import Members

PROV_MANIFEST = "manifest.prov.json"
PREFIXES = {
    "cc": "https://cleancopy.invalid/terms#",
    "out": "https://cleancopy.invalid/output/",
    "src": "https://cleancopy.invalid/source/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


Shards = Callable[[], Iterable[dict[str, Any]]]
Named = Iterator[tuple[str, dict[str, Any]]]


def prov_of(manifest: dict[str, Any], shards: Shards) -> Members:
    """What was made of what, by which software; without times, so that equal runs give equal bytes.

    Each shard is an activity that used its sources, was associated with the software, and generated its
    files. `shards` gives those of the manifest as often as it is asked: each part is told by itself.
    """
    agents = {_software(name): _agent(name, version) for name, version in manifest["software"].items()}
    recipe = {"cc:recipe": {"cc:sha256": manifest["recipe"], "prov:type": _name("prov:Plan")}}
    parts = {
        "entity": chain(recipe.items(), _all(_entities, shards)),
        "activity": _all(_activity, shards),
        "used": _all(_used, shards),
        "wasGeneratedBy": _all(_generated, shards),
        "wasAssociatedWith": _all(_associated, shards),
    }
    told = (
        (name, Members(chain([first], part))) for name, part in parts.items() for first in islice(part, 1)
    )
    return Members(chain([("prefix", PREFIXES), ("agent", agents)], told))


def _all(tell: Callable[[dict[str, Any]], Named], shards: Shards) -> Named:
    for shard in shards():
        yield from tell(shard)


def _entities(shard: dict[str, Any]) -> Named:
    for place, source in enumerate(shard["sources"]):
        # Names of files may hold what no qualified name may; they are numbered, and named in a label.
        yield (
            f"src:{shard['shard']}-{place}",
            {
                "prov:label": source["name"],
                "cc:size": _number(source["size"]),
                "cc:documents": _number(source["documents"]),
            }
            | ({"cc:sha256": source["sha256"]} if source["sha256"] else {}),
        )
    for place, file in enumerate(shard["files"]):
        yield (
            f"out:{shard['shard']}-{place}",
            {"prov:label": file["path"], "cc:size": _number(file["size"]), "cc:sha256": file["sha256"]},
        )


def _activity(shard: dict[str, Any]) -> Named:
    yield _shard_name(shard), {"prov:label": f"cleaning of shard {shard['shard']}"}


def _associated(shard: dict[str, Any]) -> Named:
    told = {
        "prov:activity": _shard_name(shard),
        "prov:agent": _software("cleancopy"),
        "prov:plan": "cc:recipe",
    }
    yield f"_:a{shard['shard']}", told


def _used(shard: dict[str, Any]) -> Named:
    number, activity = shard["shard"], _shard_name(shard)
    for place in range(len(shard["sources"])):
        yield f"_:u{number}-{place}", {"prov:activity": activity, "prov:entity": f"src:{number}-{place}"}


def _generated(shard: dict[str, Any]) -> Named:
    number, activity = shard["shard"], _shard_name(shard)
    for place in range(len(shard["files"])):
        yield f"_:g{number}-{place}", {"prov:entity": f"out:{number}-{place}", "prov:activity": activity}


def _shard_name(shard: dict[str, Any]) -> str:
    return f"cc:shard-{shard['shard']:05}"


def _software(name: str) -> str:
    return f"cc:software-{name}"


def _agent(name: str, version: str) -> dict[str, Any]:
    return {"prov:type": _name("prov:SoftwareAgent"), "prov:label": name, "cc:version": version}


def _name(name: str) -> dict[str, str]:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _number(value: int) -> dict[str, str]:
    return {"$": str(value), "type": "xsd:int" if value < 1 << 31 else "xsd:long"}
