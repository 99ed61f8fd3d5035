"""`cleancopy report`: a page to look at, about everything that a run has done."""

from __future__ import annotations

from pathlib import Path

import click

from cleancopy.cli.exits import Exit
from cleancopy.cli.gathering import gathered
from cleancopy.cli.report_page import report
from cleancopy.cli.streams import print_out, shown, tell, write_file


@click.command("report")
@click.argument("folder", metavar="OUT", type=click.Path())
@click.option(
    "--samples",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    help="Documents that are shown whole, spread evenly over the run.",
)
@click.option("-o", "--output", metavar="FILE", type=click.Path(), help="Where the page goes.")
def command(folder: str, samples: int, output: str | None) -> Exit:
    """Make one HTML page about the output directory OUT of a finished run.

    It tells what left the story by which rule, what was repaired, what is in quarantine and why, each
    with examples, and shows some documents whole. The page needs nothing else to be looked at.
    """
    page = report(gathered(Path(folder), samples), shown(folder))
    if output is None:
        print_out(page.rstrip("\n"))
    else:
        write_file(Path(output), page.encode(), replace=True)
        tell(f"{shown(output)} is written")
    return Exit.DONE
