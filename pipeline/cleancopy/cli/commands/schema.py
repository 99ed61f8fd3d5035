"""`cleancopy schema`: the JSON Schema of everything that is written."""

from __future__ import annotations

import json
from typing import Any

import click
import msgspec
from msgspec import UNSET, Struct, UnsetType

from cleancopy.cli.exits import Exit
from cleancopy.cli.streams import print_out
from cleancopy.document import Ledger, Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"
KINDS = ("record", "ledger", "quarantine", "manifest")


class ManifestSource(Struct, forbid_unknown_fields=True):
    """A source of a shard; `size` is in bytes, `sha256` null for one that could not be read.

    Of a container `sha256` is that of the digests of its `documents`, a line each; of one that was divided
    `piece` says which bytes, members or row groups these were.
    """

    name: str
    size: int
    sha256: str | None
    documents: int
    piece: tuple[int, int] | UnsetType = UNSET


class ManifestFile(Struct, forbid_unknown_fields=True):
    """A file that the run made, its path relative to the output directory, its size in bytes."""

    path: str
    size: int
    sha256: str


class ManifestShard(Struct, forbid_unknown_fields=True):
    """What one shard was made of, and what it came to."""

    shard: int
    sources: list[ManifestSource]
    files: list[ManifestFile]


class Manifest(Struct, forbid_unknown_fields=True):
    """What a run was made of and what it made; nothing in it varies from run to run.

    `rules` counts the blocks that each rule took out of the story, `failures` the documents in
    quarantine by reason.
    """

    format: int
    recipe: str
    software: dict[str, str]
    configuration: dict[str, Any]
    counts: dict[str, int]
    rules: dict[str, int]
    failures: dict[str, int]
    shards: list[ManifestShard]


@click.command("schema")
@click.argument("kind", required=False, type=click.Choice(KINDS))
def command(kind: str | None) -> Exit:
    """Print a JSON Schema (2020-12): of a line of documents/, ledger/, quarantine/, or of manifest.json.

    Without KIND one schema with the definitions of all of them.
    """
    print_out(json.dumps(schema(kind), ensure_ascii=False, indent=2))
    return Exit.DONE


def schema(kind: str | None) -> dict[str, Any]:
    """The schema of one kind of output; without a kind, of any of them."""
    if kind is not None:
        return {"$schema": DIALECT, "title": kind, **msgspec.json.schema(written(kind))}
    types = [written(each) for each in KINDS]
    references, definitions = msgspec.json.schema_components(types, ref_template="#/$defs/{name}")
    return {"$schema": DIALECT, "title": "cleancopy", "anyOf": list(references), "$defs": definitions}


def written(kind: str) -> type[Struct]:
    """The type of a line of this kind of output; of the whole file for the manifest."""
    if kind == "quarantine":
        from cleancopy.batch import QuarantineRow

        return QuarantineRow
    known: dict[str, type[Struct]] = {"record": Record, "ledger": Ledger, "manifest": Manifest}
    return known[kind]
