"""`cleancopy explain`: every change in its place, for a person to read."""

from __future__ import annotations

import click

from cleancopy.cli.cleaning import Asked
from cleancopy.cli.exits import Exit
from cleancopy.cli.explaining import Look, explained
from cleancopy.cli.options import config_options, encoding_option, files_argument
from cleancopy.cli.sources import for_each
from cleancopy.cli.streams import colour_wanted, encoded, line_width, write_out


@click.command("explain")
@files_argument
@click.option("--full", is_flag=True, help="Show every text whole, also where nothing changed.")
@encoding_option
@config_options
def command(
    files: tuple[str, ...],
    full: bool,
    encoding: str | None,
    config: str | None,
    preset: str | None,
    settings: tuple[str, ...],
) -> Exit:
    """Show every change in its place: the line, what it is and by which rule, the source bytes.

    [-before-]{+after+} marks a repair inside a line; on a terminal it is red and green. Line numbers are
    those of the source.
    """
    clean = Asked(config, preset, settings, encoding).cleaner()
    look = Look(line_width(), colour_wanted(), full)
    seen: list[str] = []

    def work(path: str, data: bytes) -> Exit:
        lines = [*([""] if seen else []), *explained(clean(path, data), look)]
        seen.append(path)
        write_out(b"".join(encoded(line) + b"\n" for line in lines))
        return Exit.DONE

    return for_each(files, work)
