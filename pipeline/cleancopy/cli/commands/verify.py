"""`cleancopy verify`: prove what was written against the sources."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from cleancopy.cli.addressed import Sources
from cleancopy.cli.copies import copies_in, copies_of
from cleancopy.cli.exits import Exit, worst
from cleancopy.cli.proving import Tally, prove, prove_files, prove_one, summary
from cleancopy.cli.streams import print_out, read_source, shown, tell
from cleancopy.errors import LedgerError, UnreadableSource


@click.command("verify")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path())
@click.option(
    "--record", metavar="FILE", type=click.Path(), help="The record of the one PATH, which is its source."
)
@click.option("--ledger", metavar="FILE", type=click.Path(), help="The ledger that belongs to --record.")
@click.option("--sources", metavar="DIR", type=click.Path(), help="Where the sources are now.")
def command(paths: tuple[str, ...], record: str | None, ledger: str | None, sources: str | None) -> Exit:
    """Prove output directories, or one source with --record and --ledger.

    The sources are read again. Proved are conservation (every byte is kept, edited, removed or a gap),
    read-back (the source says what the ledger claims), replay (source and ledger give the copy) and
    restore (copy and ledger give the source); and that every file is the one its manifest tells of.
    Exit code 1 when anything is wrong.
    """
    if (record is None) != (ledger is None):
        raise click.UsageError("--record and --ledger belong together")
    if record is not None and ledger is not None:
        if len(paths) != 1:
            raise click.UsageError(f"--record and --ledger prove one source, {len(paths)} were given")
        return _verify_source(paths[0], Path(record), Path(ledger))
    return worst([_verify_folder(Path(path), sources) for path in paths])


def _verify_folder(folder: Path, sources: str | None) -> Exit:
    tally = Tally()
    code = Exit.DONE
    try:
        prove(copies_in(folder), Sources(_roots(folder, sources), folder, copies=sources is not None), tally)
        prove_files(folder, tally)
    except UnreadableSource as error:
        tell(str(error))
        code = Exit.UNREADABLE
    except LedgerError as error:
        print_out(str(error))
        tally.flaws += 1
    if code is Exit.DONE or tally.documents or tally.flaws:
        print_out(summary(shown(folder), tally))
    return worst([code, tally.code])


def _verify_source(path: str, record: Path, ledger: Path) -> Exit:
    """Prove the record that tells of this source; a file with one record must be about it."""
    source = read_source(path)
    digest = hashlib.sha256(source).hexdigest()
    rows = list(copies_of(record, ledger))
    chosen = [row for row in rows if row.ledger.sha256 == digest] if len(rows) > 1 else rows
    if not chosen:
        raise LedgerError(f"{shown(record)}: none of its {len(rows)} records is about {shown(path)}")
    tally = Tally()
    for row in chosen:
        prove_one(row, source, tally)
    print_out(summary(shown(path), tally))
    return tally.code


def _roots(folder: Path, sources: str | None) -> list[Path]:
    """Where to look for a source: where it was said to be, here, or beside the output or above it."""
    if sources is not None:
        return [Path(sources)]
    return list(dict.fromkeys((Path(), folder.parent, *folder.absolute().parents)))
