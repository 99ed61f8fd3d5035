"""`cleancopy schema`: the JSON Schema of everything that is written."""

from __future__ import annotations

import json
from typing import Any

import click
import msgspec

from cleancopy.cli.exits import Exit
from cleancopy.cli.streams import print_out
from cleancopy.document import Ledger, Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def kinds() -> dict[str, Any]:
    """The type of one line (or of the one file) of each kind of output."""
    return {"record": Record, "ledger": Ledger}


@click.command("schema")
@click.argument("kind", required=False, type=click.Choice(["record", "ledger", "quarantine", "manifest"]))
def command(kind: str | None) -> Exit:
    """Print a JSON Schema (2020-12): of a line of documents/, ledger/, quarantine/, or of manifest.json.

    Without KIND one schema with the definitions of all of them.
    """
    print_out(json.dumps(schema(kind), ensure_ascii=False, indent=2))
    return Exit.DONE


def schema(kind: str | None) -> dict[str, Any]:
    """The schema of one kind; without a kind, the definitions of all."""
    known = kinds()
    if kind is not None:
        return {"$schema": DIALECT, "title": kind, **msgspec.json.schema(known[kind])}
    references, definitions = msgspec.json.schema_components(known.values(), ref_template="#/$defs/{name}")
    return {"$schema": DIALECT, "title": "cleancopy", "anyOf": list(references), "$defs": definitions}
