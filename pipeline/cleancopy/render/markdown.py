"""A record as Markdown: the article as a person would want to read it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import UNSET

from cleancopy.document import Record

SPECIAL = re.compile(r"([\\`*_\[\]<>])|^(#{1,6}(?=\s)|[-+](?=\s)|\d+(?=[.)]\s))", re.MULTILINE)


def markdown(record: Record) -> str:
    """Headline, standfirst, byline, story, captions and notes; ends with a line feed."""
    return "\n\n".join(_parts(record)) + "\n"


def _parts(record: Record) -> Iterator[str]:
    if record.headline:
        yield f"# {_escaped(record.headline)}"
    if record.standfirst:
        yield f"**{_escaped(record.standfirst)}**"
    names = [author.name for author in record.authors if author.role == "author"]
    if names:
        yield f"*{_escaped(', '.join(names))}*"
    for block in record.blocks:
        if block.start is UNSET or block.end is UNSET:
            continue
        text = _escaped(record.text[block.start : block.end])
        yield f"## {text}" if block.role == "subheading" else text
    for caption in record.captions:
        credit = f" ({_escaped(caption.credit)})" if caption.credit else ""
        yield f"> {_escaped(caption.text)}{credit}".replace("\n", "\n> ")
    for note in record.notes:
        yield f"*{_escaped(note.text)}*"


def _escaped(text: str) -> str:
    return SPECIAL.sub(lambda match: f"\\{match[0]}", text)
