"""`cleancopy clean`: files in, clean copies out."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from cleancopy.clean import Cleaned
from cleancopy.cli.cleaning import Asked
from cleancopy.cli.exits import Exit
from cleancopy.cli.options import config_options, encoding_option, files_argument
from cleancopy.cli.sources import for_each
from cleancopy.cli.streams import STDIN, encoded, shown, write_file, write_out
from cleancopy.render import export_line, ledger_line, markdown, ninjs, record_line, schema_org

FORMATS: dict[str, tuple[str, Callable[[Cleaned], bytes]]] = {
    "text": (".txt", lambda cleaned: encoded(cleaned.text) + b"\n"),
    "json": (".json", lambda cleaned: record_line(cleaned.record)),
    "markdown": (".md", lambda cleaned: encoded(markdown(cleaned.record))),
    "schema.org": (".jsonld", lambda cleaned: export_line(schema_org(cleaned.record))),
    "ninjs": (".ninjs.json", lambda cleaned: export_line(ninjs(cleaned.record))),
}


@dataclass(slots=True)
class Out:
    """Where results go: standard output at once, a file when all are there, a folder one by one."""

    format: str
    target: Path | None
    into_folder: bool
    ledger: Path | None
    results: list[bytes] = field(default_factory=list)
    ledgers: list[bytes] = field(default_factory=list)

    def add(self, path: str, cleaned: Cleaned) -> None:
        """Take one result."""
        result = FORMATS[self.format][1](cleaned)
        if self.target is not None and self.into_folder:
            write_file(self.place(path), result)
        elif self.target is not None:
            self.results.append(self._apart(bool(self.results)) + result)
        else:
            write_out(self._apart(bool(self.results)) + result)
            self.results.append(b"")
        if self.ledger is not None:
            self.ledgers.append(ledger_line(cleaned.ledger))

    def place(self, path: str) -> Path:
        """Where the result for this source goes."""
        assert self.target is not None
        if not self.into_folder:
            return self.target
        return self.target / ((Path(path).stem if path != STDIN else "stdin") + FORMATS[self.format][0])

    def finish(self) -> None:
        """Write what has been collected; nothing when no source could be cleaned."""
        if self.target is not None and not self.into_folder and self.results:
            write_file(self.target, b"".join(self.results))
        if self.ledger is not None and self.ledgers:
            write_file(self.ledger, b"".join(self.ledgers))

    def _apart(self, later: bool) -> bytes:
        """What stands between two results in one stream: JSON has its lines."""
        return b"\n" if later and self.format != "json" else b""


@click.command("clean")
@files_argument
@click.option("--format", "kind", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    type=click.Path(),
    help="A file, or a folder (one that ends in /).",
)
@click.option("--ledger", metavar="PATH", type=click.Path(), help="Write the ledgers too, as JSON Lines.")
@encoding_option
@config_options
def command(
    files: tuple[str, ...],
    kind: str,
    output: str | None,
    ledger: str | None,
    encoding: str | None,
    config: str | None,
    preset: str | None,
    settings: tuple[str, ...],
) -> Exit:
    """Clean text files; `-` is standard input.

    text is the story alone, paragraphs joined by a blank line; json is the whole record, one a line;
    markdown is the article with its headline, captions and notes. Sources are never changed.
    """
    clean = Asked(config, preset, settings, encoding).cleaner()
    out = Out(kind, _path(output), _is_folder(output), _path(ledger))
    _refuse_clashes(files, out)

    def work(path: str, data: bytes) -> Exit:
        out.add(path, clean(path, data))
        return Exit.DONE

    code = for_each(files, work)
    out.finish()
    return code


def _path(option: str | None) -> Path | None:
    return None if option is None or option == STDIN else Path(option)


def _is_folder(output: str | None) -> bool:
    return output is not None and (output.endswith(("/", os.sep)) or os.path.isdir(output))


def _refuse_clashes(files: Sequence[str], out: Out) -> None:
    """A result must replace neither a source nor another source's result."""
    if out.target is None:
        targets: dict[str, Path] = {}
    else:
        targets = {path: out.place(path) for path in files}
    for path in files:
        for target in (targets.get(path), out.ledger):
            if target is not None and path != STDIN and _same(target, path):
                raise click.UsageError(f"{shown(target)} is the source itself; sources are never changed")
    taken: dict[Path, str] = {}
    for path, target in targets.items():
        if out.into_folder and target in taken:
            both = f"{shown(taken[target])} and {shown(path)}"
            raise click.UsageError(f"{both} would become the same file, {shown(target)}")
        taken[target] = path


def _same(target: Path, path: str) -> bool:
    try:
        return os.path.samefile(target, path)
    except OSError:
        return False
