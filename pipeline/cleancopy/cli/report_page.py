"""The report as one page of HTML that needs nothing else: no script, no font, no picture from elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files
from typing import Any

from cleancopy.cli.copies import Copy
from cleancopy.cli.gathering import Gathered, Seen, block_text, repairs_of
from cleancopy.cli.streams import printable

# So much of a text is shown in tables; documents are shown whole, up to so many blocks.
LONGEST, MOST_BLOCKS = 160, 400


def report(found: Gathered, name: str) -> str:
    """The page, ending in a line feed; the same for the same output directory."""
    parts = [*_summary(found, name), *_quarantine(found), *_taken(found), *_repairs(found), *_findings(found)]
    return _page(name, [*parts, *_samples(found), *_recipe(found.manifest)])


def _page(name: str, parts: Iterable[str]) -> str:
    head = f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{_text(name)}: cleancopy</title>'
    look = '<meta name="viewport" content="width=device-width">\n<style>\n' + _style() + "</style>"
    return "\n".join([head, look, "</head>", "<body>", *parts, "</body>", "</html>", ""])


def _style() -> str:
    return files(__package__).joinpath("report.css").read_text(encoding="utf-8")


def _summary(found: Gathered, name: str) -> Iterator[str]:
    yield f"<h1>What cleaning <code>{_text(name)}</code> came to</h1>"
    total = sum(found.letters.values())
    fates = [
        f"{_share(found.letters[fate], total)} {word}"
        for fate, word in (("kept", "story"), ("separated", "set apart in fields"), ("removed", "removed"))
    ]
    repaired = sum(seen.times for seen in found.repairs.values())
    doubtful = sum(seen.times for seen in found.findings.values())
    rows = [
        ("documents", _number(found.documents)),
        ("in quarantine", _number(found.refused.total())),
        ("of the text", ", ".join(fates) if total else "nothing: there is none"),
        ("repairs of characters", _number(repaired)),
        ("left as it is, with a note", _number(doubtful)),
        ("languages", _counted(found.languages)),
        ("encodings", _counted(found.encodings)),
        ("kinds", _counted(found.kinds)),
    ]
    yield _table([], [[_text(what), _text(told)] for what, told in rows])


def _quarantine(found: Gathered) -> Iterator[str]:
    if not found.refused:
        return
    yield "<h2>In quarantine</h2>"
    yield f"<p>{_text(_counted(found.refused))}.</p>"
    rows = [[f"<code>{_text(row['source'])}</code>", _text(row["message"])] for row in found.refusals]
    yield _table(["source", "why"], rows)
    if (more := found.refused.total() - len(rows)) > 0:
        yield f"<p>{_number(more)} more stand in <code>quarantine/</code>.</p>"


def _taken(found: Gathered) -> Iterator[str]:
    yield "<h2>What left the story</h2>"
    if not found.taken:
        yield "<p>Nothing.</p>"
        return
    ordered = sorted(found.taken.items(), key=lambda item: (-item[1].times, item[0]))
    rows = [[_text(role), *_ruled(rule, seen)] for (role, rule), seen in ordered]
    yield _table(["role", "rule", "#times", "for example"], rows)


def _repairs(found: Gathered) -> Iterator[str]:
    if found.repairs:
        yield "<h2>Repairs</h2>"
        yield _table(["rule", "#times", "for example"], _by_rule(found.repairs))


def _findings(found: Gathered) -> Iterator[str]:
    if found.findings:
        yield "<h2>Left as it is</h2>"
        yield "<p>What looks odd or damaged, where nothing is certain enough to be done.</p>"
        yield _table(["rule", "#times", "for example"], _by_rule(found.findings))


def _samples(found: Gathered) -> Iterator[str]:
    if not found.samples:
        return
    yield "<h2>Documents</h2>"
    every = "Every document" if found.step == 1 else f"One document in {found.step}"
    yield f"<p>{every}, whole: the story, what is <mark>set apart</mark>, and what is <s>removed</s>.</p>"
    for row in found.samples:
        yield from _document(row)


def _document(row: Copy) -> Iterator[str]:
    record = row.record
    title = record.headline or record.text[:80] or "(no story)"
    yield f"<details><summary>{_text(title)}</summary>"
    names = ", ".join(author.name for author in record.authors)
    told = [record.source, record.language, record.created, names, record.provenance.encoding.name]
    yield f'<p class="from">{_text(" · ".join(part for part in told if part))}</p>'
    for block in record.blocks[:MOST_BLOCKS]:
        where = f"{_text(block.role)}<br>{_text(block.rule)} {block.confidence:.2f}"
        text = escape("\n".join(map(printable, block_text(record, block).split("\n"))))
        yield f'<div class="b {_text(block.fate)} {_text(block.role)}"><span>{where}</span><p>{text}</p></div>'
    if len(record.blocks) > MOST_BLOCKS:
        yield f"<p>{_number(len(record.blocks) - MOST_BLOCKS)} more blocks.</p>"
    repairs = [
        [f"<code>{_shortened(before)}</code> → <code>{_shortened(after)}</code>", _text(rule)]
        for rule, before, after in repairs_of(row.ledger)
    ]
    if repairs:
        yield _table(["repaired", "rule"], repairs)
    yield "</details>"


def _recipe(manifest: Mapping[str, Any]) -> Iterator[str]:
    yield "<h2>Made with</h2>"
    software = ", ".join(f"{name} {version}" for name, version in manifest.get("software", {}).items())
    preset = manifest.get("configuration", {}).get("preset", "")
    rows = [("recipe", str(manifest.get("recipe", ""))), ("preset", str(preset)), ("software", software)]
    yield _table([], [[_text(what), f"<code>{_text(told)}</code>"] for what, told in rows])


def _by_rule(found: Mapping[str, Seen]) -> list[list[str]]:
    ordered = sorted(found.items(), key=lambda item: (-item[1].times, item[0]))
    return [_ruled(rule, seen) for rule, seen in ordered]


def _ruled(rule: str, seen: Seen) -> list[str]:
    examples = [
        f'<div class="q">{_shortened(text)} <span class="from">{_text(place)}</span></div>'
        for text, place in seen.examples.items()
    ]
    return [f"<code>{_text(rule)}</code>", _number(seen.times), "".join(examples)]


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of ready cells; a head that begins with `#` is that of a column of numbers."""
    numbers = {place for place, head in enumerate(heads) if head.startswith("#")}
    top = "".join(
        f"<th{_number_class(n in numbers)}>{_text(h.lstrip('#'))}</th>" for n, h in enumerate(heads)
    )
    lines = [
        "<tr>"
        + "".join(f"<td{_number_class(n in numbers)}>{cell}</td>" for n, cell in enumerate(row))
        + "</tr>"
        for row in rows
    ]
    return "\n".join(["<table>", *([f"<tr>{top}</tr>"] if top else []), *lines, "</table>"])


def _number_class(is_number: bool) -> str:
    return ' class="n"' if is_number else ""


def _text(text: str) -> str:
    return escape(printable(text))


def _shortened(text: str) -> str:
    return _text(text if len(text) <= LONGEST else text[: LONGEST - 1] + "…")


def _number(number: int) -> str:
    return f"{number:,}"


def _share(part: int, total: int) -> str:
    return f"{part / total:.1%}" if total else "0 %"


def _counted(counts: Counter[str], most: int = 12) -> str:
    """The names with their numbers, the most frequent first; those of the same number by name."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    told = [f"{name} {_number(times)}" for name, times in ordered[:most]]
    return ", ".join([*told, *(["…"] if len(ordered) > most else [])]) or "none"
