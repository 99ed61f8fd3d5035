"""What `check` reports: damage, doubts and furniture, each with its place; and the forms to tell them in."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from cleancopy.clean import Cleaned
from cleancopy.cli.changes import letter_changes
from cleancopy.cli.places import Places
from cleancopy.cli.streams import printable
from cleancopy.document import Fate
from cleancopy.stages.roles import NOT_NEWS
from cleancopy.trace import MALFORMED, ByteSpan

# The longest piece of text that a message quotes, in code points.
QUOTED = 60


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. `level` is warning (damage that cleaning undoes) or note (all else).

    Line and column count from 1, the column in code points; `source` are the bytes concerned.
    """

    file: str
    line: int
    column: int
    source: ByteSpan
    level: str
    rule: str
    message: str


def findings(file: str, cleaned: Cleaned) -> list[Finding]:
    """The findings of one file, in the order of the source; empty for a file with nothing to clean."""
    places = Places(cleaned.document.origin)
    found = [
        *_damage(file, cleaned, places),
        *_doubts(file, cleaned, places),
        *_furniture(file, cleaned, places),
    ]
    return sorted(found, key=lambda finding: (finding.source.start, finding.source.end))


def _damage(file: str, cleaned: Cleaned, places: Places) -> Iterator[Finding]:
    for change in letter_changes(cleaned.document, places):
        point = change.source.start
        source = cleaned.document.origin.bytes_of(change.source)
        what = "is malformed" if change.rule == MALFORMED else f"should be {_quoted(change.after)}"
        message = f"{_quoted(change.before)} {what}: {printable(change.note)}"
        yield Finding(file, places.line(point), places.column(point), source, "warning", change.rule, message)


def _doubts(file: str, cleaned: Cleaned, places: Places) -> Iterator[Finding]:
    for doubt in cleaned.document.oddities:
        point = places.point(doubt.source.start)
        maybe = f"; perhaps {' or '.join(map(_quoted, doubt.candidates))}" if doubt.candidates else ""
        message = f"{_quoted(doubt.text)} looks wrong: {printable(doubt.why)}{maybe}"
        if doubt.rule == NOT_NEWS:  # about the whole text, which begins here
            message = doubt.why
        yield Finding(
            file, places.line(point), places.column(point), doubt.source, "note", doubt.rule, message
        )


def _furniture(file: str, cleaned: Cleaned, places: Places) -> Iterator[Finding]:
    traced = cleaned.document.text
    for block in cleaned.document.blocks:
        if block.fate is Fate.REMOVED:
            point = traced.source_of(block.span).start
            source = traced.bytes_of(block.span)
            message = f"{_quoted(block.text)} is {block.role.value}, not part of the article"
            yield Finding(file, places.line(point), places.column(point), source, "note", block.rule, message)


def _quoted(text: str) -> str:
    shown = printable(text)
    return f"‹{shown if len(shown) <= QUOTED else shown[: QUOTED - 1] + '…'}›" if text else "nothing"


def as_text(found: Iterable[Finding]) -> str:
    """`file:line:column: level: message [rule]`, a line each."""
    return "".join(f"{f.file}:{f.line}:{f.column}: {f.level}: {f.message} [{f.rule}]\n" for f in found)


def as_json(found: Iterable[Finding]) -> str:
    """One JSON object a line."""
    return "".join(json.dumps(_plain(finding), ensure_ascii=False) + "\n" for finding in found)


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "source": [finding.source.start, finding.source.end],
        "level": finding.level,
        "rule": finding.rule,
        "message": finding.message,
    }


def as_github(found: Iterable[Finding]) -> str:
    """Workflow commands that GitHub shows beside the line."""
    kinds = {"warning": "warning", "note": "notice"}
    return "".join(
        f"::{kinds[f.level]} file={_property(f.file)},line={f.line},col={f.column},title={_property(f.rule)}"
        f"::{_data(f.message)}\n"
        for f in found
    )


def _data(text: str) -> str:
    # As the toolkit of GitHub Actions escapes: percent first, or it would escape its own escapes.
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(found: Iterable[Finding]) -> str:
    """One SARIF 2.1.0 log with every finding."""
    listed = list(found)
    rules = sorted({finding.rule for finding in listed})
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "cleancopy", "rules": [{"id": rule} for rule in rules]}},
                "columnKind": "unicodeCodePoints",
                "results": [_sarif_result(finding, rules) for finding in listed],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _sarif_result(finding: Finding, rules: list[str]) -> dict[str, Any]:
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "byteOffset": finding.source.start,
        "byteLength": len(finding.source),
    }
    artifact = {"uri": quote(finding.file.replace("\\", "/"))}
    return {
        "ruleId": finding.rule,
        "ruleIndex": rules.index(finding.rule),
        "level": finding.level,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
    }


FORMATS: dict[str, Callable[[Iterable[Finding]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
