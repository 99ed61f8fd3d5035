"""`cleancopy diff`: before and after, as a unified diff."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

import click

from cleancopy.cli.cleaning import Asked
from cleancopy.cli.exits import Exit
from cleancopy.cli.options import config_options, encoding_option, files_argument
from cleancopy.cli.sources import for_each
from cleancopy.cli.streams import colour_wanted, encoded, printable, shown, write_out

COLOURS = {"-": "red", "+": "green", "@": "cyan"}


@click.command("diff")
@files_argument
@encoding_option
@config_options
def command(
    files: tuple[str, ...],
    encoding: str | None,
    config: str | None,
    preset: str | None,
    settings: tuple[str, ...],
) -> Exit:
    """Show how the source and its clean copy differ; exit code 1 when they do.

    Lines are compared without their line ends. The copy is the story alone, so what became a field of
    the record (captions, notes …) shows as removed; `cleancopy explain` tells where it went.
    """
    clean = Asked(config, preset, settings, encoding).cleaner()
    colour = colour_wanted()

    def work(path: str, data: bytes) -> Exit:
        cleaned = clean(path, data)
        lines = list(unified(cleaned.document.origin.text, cleaned.text, shown(path)))
        if colour:
            lines = [click.style(printable(line), fg=COLOURS.get(line[0])) for line in lines]
        write_out(b"".join(encoded(line) + b"\n" for line in lines))
        return Exit.FOUND if lines else Exit.DONE

    return for_each(files, work)


def unified(before: str, after: str, name: str) -> Iterator[str]:
    """The lines of a unified diff, without line ends; none when the texts have the same lines."""
    return difflib.unified_diff(before.splitlines(), after.splitlines(), name, f"{name} (clean)", lineterm="")
