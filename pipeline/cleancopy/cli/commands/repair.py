"""`cleancopy repair`: damaged characters undone, and nothing else."""

from __future__ import annotations

from pathlib import Path

import click

from cleancopy.blocks import media_type
from cleancopy.cli.exits import Exit
from cleancopy.cli.options import config_options, configured, encoding_option, files_argument
from cleancopy.cli.sources import for_each
from cleancopy.cli.streams import STDIN, encoded, shown, tell, write_file, write_out
from cleancopy.encoding import decode
from cleancopy.errors import NotText, TooLarge
from cleancopy.repair import RepairOptions, Repairs, applied, find_repairs
from cleancopy.stages.damage import malformed
from cleancopy.trace import Origin, Span, TracedText

# Text with markup: its characters can be repaired like any others.
TEXT_ALL_THE_SAME = ("application/xml", "application/xhtml+xml", "application/rtf")


@click.command("repair")
@files_argument
@click.option("-o", "--output", metavar="PATH", type=click.Path(), help="A file to write to, not stdout.")
@click.option("-v", "--verbose", is_flag=True, help="Tell every repair and every doubt on stderr.")
@encoding_option
@config_options
def command(
    files: tuple[str, ...],
    output: str | None,
    verbose: bool,
    encoding: str | None,
    config: str | None,
    preset: str | None,
    settings: tuple[str, ...],
) -> Exit:
    """Undo damage to characters: misread encodings, leftovers of entities, lost bytes.

    Any text will do, not only articles; no line is added, moved or removed. The result is UTF-8.
    What is not certain stays as it is.
    """
    chosen = configured(config, preset, settings)
    declared = encoding or (None if chosen.source.encoding == "auto" else chosen.source.encoding)
    results: list[bytes] = []

    def work(path: str, data: bytes) -> Exit:
        """Repair one file and write it out, or keep it for the one output of all."""
        _admit(path, data, chosen.source.max_bytes)
        text, repairs = _repaired(data, declared, chosen.repair.options if chosen.repair.enabled else None)
        if verbose:
            _report(path, text, repairs)
        result = encoded(applied(text, repairs))
        if output is None or output == STDIN:
            write_out(result)
        else:
            results.append(result)
        return Exit.DONE

    code = for_each(files, work)
    if output is not None and results:
        write_file(Path(output), b"".join(results))
    return code


def _repaired(data: bytes, declared: str | None, options: RepairOptions | None) -> tuple[str, Repairs]:
    """The decoded text and its repairs; none without options."""
    decoded = decode(data, declared)
    if options is None:
        return decoded.text, Repairs()
    origin = Origin(decoded.text, data, decoded.encoding, decoded.bom, decoded.malformed)
    return decoded.text, find_repairs(decoded.text, options, malformed(TracedText.of(origin)))


def _admit(path: str, data: bytes, limit: int) -> None:
    """Nothing for text of any kind, a page's source included; NotText and TooLarge for the rest."""
    if len(data) > limit:
        raise TooLarge(f"{shown(path)}: {len(data)} bytes; source.max_bytes allows {limit}")
    kind = media_type(data)
    if not kind.startswith("text/") and kind not in TEXT_ALL_THE_SAME:
        raise NotText(f"{shown(path)}: {kind}, told from its first bytes; expected text")


def _report(path: str, text: str, repairs: Repairs) -> None:
    """One line on stderr for each repair and each doubt."""
    for edit in repairs.edits:
        what = f"{edit.span.cut(text)!r} → {edit.after!r}"
        why = f"{edit.rule} {edit.confidence:.2f}: {'; '.join(edit.chain)}"
        tell(f"{_place(path, text, edit.span)}: {what} ({why})")
    for finding in repairs.findings:
        candidates = " or ".join(repr(candidate) for candidate, _ in finding.candidates)
        maybe = f"; perhaps {candidates}" if candidates else ""
        what = f"{finding.span.cut(text)!r} left as it is"
        tell(f"{_place(path, text, finding.span)}: {what} ({finding.rule}: {finding.why}{maybe})")


def _place(path: str, text: str, span: Span) -> str:
    return f"{shown(path)}:{text.count(chr(10), 0, span.start) + 1}"
