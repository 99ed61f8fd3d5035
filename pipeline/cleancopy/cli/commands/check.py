"""`cleancopy check`: what is wrong with these files, for people and for machines."""

from __future__ import annotations

import click

from cleancopy.cli.cleaning import Asked
from cleancopy.cli.exits import Exit
from cleancopy.cli.findings import FORMATS, Finding, findings
from cleancopy.cli.options import config_options, encoding_option, files_argument
from cleancopy.cli.sources import for_each
from cleancopy.cli.streams import encoded, shown, write_out


@click.command("check")
@files_argument
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@encoding_option
@config_options
def command(
    files: tuple[str, ...],
    kind: str,
    encoding: str | None,
    config: str | None,
    preset: str | None,
    settings: tuple[str, ...],
) -> Exit:
    """List damaged characters, doubtful ones and furniture; exit code 1 when there is any.

    warning is damage that `clean` undoes; note is what stays as it is because nothing is certain, and
    lines that are no part of the article. Nothing is printed for a sound file.
    """
    clean = Asked(config, preset, settings, encoding).cleaner()
    found: list[Finding] = []

    def work(path: str, data: bytes) -> Exit:
        fresh = findings(shown(path), clean(path, data))
        if kind == "sarif":
            found.extend(fresh)  # one log for all files
        else:
            write_out(encoded(FORMATS[kind](fresh)))
        return Exit.FOUND if fresh else Exit.DONE

    code = for_each(files, work)
    if kind == "sarif":
        write_out(encoded(FORMATS[kind](found)))
    return code
