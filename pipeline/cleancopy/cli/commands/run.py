"""`cleancopy run`: folders in, an output directory out, only what has changed done anew."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleancopy.cli.exits import Exit
from cleancopy.cli.options import config_options, configured
from cleancopy.cli.streams import colour_wanted, print_out, shown, tell
from cleancopy.config import Config
from cleancopy.errors import UnreadableSource

if TYPE_CHECKING:
    from cleancopy.batch import RunResult

# Of the address of a store, or a pattern.
SIGNS_OF_MORE = re.compile(r"://|[*?\[]")
# The table at the end names this many rules; the manifest has them all.
RULES_SHOWN = 12


@click.command("run")
@click.argument("inputs", metavar="[INPUT]...", nargs=-1, type=click.Path())
@click.option("-o", "--output", metavar="DIR", type=click.Path(), help="Where the result goes.")
@click.option("--publish", metavar="ADDRESS", help="Copy the result to a store when it is whole.")
@click.option(
    "--include", metavar="PATTERN", multiple=True, help="Only files below a folder that fit; may be repeated."
)
@click.option(
    "--exclude", metavar="PATTERN", multiple=True, help="No files below a folder that fit; may be repeated."
)
@click.option("-w", "--workers", type=click.IntRange(min=1), help="How many processes work.")
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    help="Who works: processes of this machine, or Spark.",
)
@click.option("--max-errors", type=click.IntRange(min=0), help="Fail when more documents than this fail.")
@click.option("-n", "--dry-run", is_flag=True, help="Only tell what would be done.")
@click.option("-q", "--quiet", is_flag=True, help="No progress and no table.")
@config_options
def command(
    inputs: tuple[str, ...],
    output: str | None,
    publish: str | None,
    workers: int | None,
    engine: str,
    dry_run: bool,
    quiet: bool,
    config: str | None,
    preset: str | None,
    settings: tuple[str, ...],
    **batch: object,
) -> Exit:
    """Clean files, whole folders and containers into an output directory; `-` is standard input.

    JSON Lines, JSON arrays, CSV, TSV, Parquet, WARC, ZIP and tar are read document by document, whatever
    compresses them; --dry-run tells which keys of their records are taken. INPUT may be in a store:
    s3://bucket/a.jsonl.gz, or all below s3://bucket/news/, or s3://bucket/news/*.txt.

    PATTERN is held against names and against paths below the folder: "*.txt", "2024/*.jsonl.gz".

    Only what has changed since the last run is done. A run that was interrupted goes on where it was.
    INPUT and -o may be set in the configuration (batch.inputs, batch.output). What cannot be cleaned goes
    to quarantine with its reason; exit code 3 then.
    """
    asked = [f"batch.{key}={json.dumps(value)}" for key, value in batch.items() if value not in (None, ())]
    chosen = configured(config, preset, (*settings, *asked))
    sources = _present(inputs or chosen.batch.inputs)
    if dry_run:
        return _dry_run(sources, output or chosen.batch.output, chosen)
    # Luigi is slow to load: only a run pays for it.
    from cleancopy.batch import require_target, run

    if publish is not None:
        require_target(publish, sources)
    target = output or chosen.batch.output
    result = run(sources, target, chosen, workers=workers, show_progress=not quiet, engine=engine)
    return _ended(result, publish, quiet)


def _present(sources: tuple[str, ...]) -> tuple[str, ...]:
    """The sources; an error when there are none, or when none of them is there, as when a name was mistyped.

    One of several that is missing goes to quarantine with its reason.
    """
    if not sources:
        raise click.UsageError("expected INPUT, files or folders to clean; batch.inputs names none either")
    if not any(SIGNS_OF_MORE.search(name) or name == "-" or os.path.lexists(name) for name in sources):
        raise UnreadableSource(f"{shown(sources[0])}: there is no such file or folder")
    return sources


def _ended(result: RunResult, publish: str | None, quiet: bool) -> Exit:
    """Tell what there was, and copy it where that is asked for."""
    if result.message:
        tell(result.message)
    if not quiet and result.counts:
        for line in table(result):
            print_out(line)
    _publish(result, publish, quiet)
    return Exit(result.exit_code)


def _publish(result: RunResult, address: str | None, quiet: bool) -> None:
    if address is None or result.exit_code not in (Exit.DONE, Exit.QUARANTINE):
        return
    from cleancopy.batch import publish

    made = publish(Path(result.output), address)
    told = f"{made.copied:,} files copied, {made.kept:,} were there, {made.removed:,} removed"
    if not quiet:
        print_out(f"{shown(address)}: {told}")


def _dry_run(sources: tuple[str, ...], target: str, config: Config) -> Exit:
    from cleancopy.batch import contents, pending, planned

    if "-" in sources:
        raise click.UsageError("standard input can be read only once: --dry-run would leave nothing to clean")
    plan = planned(sources, target, config)
    for line in contents(plan):
        print_out(line)
    work = pending(plan)
    for task in work:
        print_out(task)
    if not work:
        print_out(f"{shown(target)} is up to date: nothing to do")
    return Exit.DONE


def table(result: RunResult) -> Iterator[str]:
    """The lines that a run ends with: what there was, what was done to it, where to look."""
    counts = result.counts
    quarantined = counts.get("quarantined", 0)
    name = shown(result.output)
    if result.up_to_date:
        yield f"{name} is up to date: nothing to do"
    clean, bad = counts.get("documents", 0), f", {quarantined:,} in quarantine" if quarantined else ""
    yield _heading(f"{clean:,} document{'' if clean == 1 else 's'}{bad}")
    yield from _rows(
        {
            "repairs": counts.get("repairs", 0),
            "doubts left as they are": counts.get("findings", 0),
            "blocks of story": counts.get("kept blocks", 0),
            "blocks set apart as fields": counts.get("separated blocks", 0),
            "blocks removed": counts.get("removed blocks", 0),
        }
    )
    if result.rules:
        yield _heading("outside the story, by rule")
        yield from _rows(result.rules, RULES_SHOWN)
    if result.failures:
        yield _heading("in quarantine, by reason")
        yield from _rows(result.failures)
    yield _heading("where to look next")
    yield from _pointers(result, name)


def _heading(text: str) -> str:
    return click.style(text, bold=True) if colour_wanted() else text


def _rows(counts: Mapping[str, int], most: int | None = None) -> Iterator[str]:
    """The counts in their order; with `most`, the largest of them."""
    rows = list(counts.items())
    if most is not None:
        rows.sort(key=lambda row: (-row[1], row[0]))
    for name, count in rows[:most]:
        yield f"{count:>9,}  {name}"
    if most is not None and len(rows) > most:
        yield f"{sum(count for _, count in rows[most:]):>9,}  by {len(rows) - most} other rules"


def _pointers(result: RunResult, name: str) -> Iterator[str]:
    output = Path(result.output)
    known = {
        "text": "the stories, to read",
        "documents": "the records: story, headline, authors, captions, notes",
        "ledger": "every change, with its source bytes",
        "quarantine": "what was not cleaned, and why",
        "manifest.json": "sources, recipe, settings, counts, digests",
    }
    for item, what in known.items():
        if (output / item).exists() and (item != "quarantine" or result.failures):
            yield f"  {name}/{item:<14} {what}"
    yield f"  cleancopy verify {name}   proves that every source byte is accounted for"
