"""`cleancopy restore`: the source back, bit for bit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path, PurePosixPath

import click

from cleancopy.cli.copies import Copy, copies_in, copies_of
from cleancopy.cli.exits import Exit
from cleancopy.cli.streams import STDIN, shown, tell, write_file, write_out
from cleancopy.document import restore
from cleancopy.errors import LedgerError

# Fewer digits than this would be a lucky hit, not a name.
SHORTEST_ID = 6


@click.command("restore")
@click.argument("folder", metavar="OUT", type=click.Path())
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("-o", "--output", metavar="PATH", type=click.Path(), help="A new file; with --all, a folder.")
@click.option("--all", "everything", is_flag=True, help="Restore every document, each under the path it had.")
@click.option(
    "--ledger", metavar="FILE", type=click.Path(), help="OUT is a file of records, this its ledgers."
)
def command(
    folder: str, names: tuple[str, ...], output: str | None, everything: bool, ledger: str | None
) -> Exit:
    """Give the source back from an output directory, bit for bit, without the source.

    NAME is the path of the source, its last part, or the id of the record (six digits will do). The
    result goes to stdout, or to -o, which must not exist yet. Its digest is checked before it is written.
    """
    rows = copies_in(Path(folder)) if ledger is None else copies_of(Path(folder), Path(ledger))
    if everything:
        return _restore_all(rows, names, output)
    if len(names) != 1:
        raise click.UsageError(f"expected one NAME, or --all with -o FOLDER; found {len(names)} names")
    data = _restored(_find(rows, names[0], folder))
    if output is None or output == STDIN:
        write_out(data)
    else:
        write_file(Path(output), data, replace=False)
    return Exit.DONE


def _restore_all(rows: Iterable[Copy], names: Sequence[str], output: str | None) -> Exit:
    if names or output is None:
        raise click.UsageError("--all takes no NAME, and -o FOLDER to restore into")
    flaws = 0
    for row in rows:
        try:
            data = _restored(row)
        except LedgerError as error:
            tell(str(error))
            flaws += 1
            continue
        place = Path(output, _inside(row.record.source))
        write_file(place, data, replace=False)
    return Exit.FOUND if flaws else Exit.DONE


def _restored(row: Copy) -> bytes:
    try:
        return restore(row.record, row.ledger)
    except LedgerError as error:
        raise LedgerError(f"{row.place}: {shown(row.record.source)}: {error}") from None


def _inside(name: str) -> PurePosixPath:
    """A source's path without what would lead out of the folder that it is restored into."""
    parts = [part for part in PurePosixPath(name).parts if part not in ("/", "..", ".")]
    return PurePosixPath(*parts) if parts else PurePosixPath("unnamed")


def _find(rows: Iterable[Copy], name: str, folder: str) -> Copy:
    """The one row that is meant. Raises UsageError when there is none, or more than one."""
    known: list[str] = []
    meant: dict[int, list[Copy]] = {}
    for row in rows:
        known += (row.record.source, PurePosixPath(row.record.source).name)
        rank = _rank(row, name)
        if rank is not None:
            meant.setdefault(rank, []).append(row)
    if not meant:
        close = get_close_matches(name, known, n=1)
        hint = f" (did you mean {shown(close[0])}?)" if close else f"; it holds {len(known) // 2} documents"
        raise click.UsageError(f"{shown(folder)}: no document is called {shown(name)}{hint}")
    best = meant[min(meant)]
    if len(best) > 1:
        listed = ", ".join(f"{shown(row.record.source)} ({row.record.id})" for row in best)
        raise click.UsageError(f"{shown(name)} may be any of {listed}; give the id")
    return best[0]


def _rank(row: Copy, name: str) -> int | None:
    """How well the name fits: 0 is exact; None when it does not."""
    path = PurePosixPath(row.record.source)
    fits = (
        name in (row.record.source, row.record.id),
        name == path.name,
        name == path.stem,
        len(name) >= SHORTEST_ID and row.record.id.startswith(name),
    )
    return fits.index(True) if True in fits else None
