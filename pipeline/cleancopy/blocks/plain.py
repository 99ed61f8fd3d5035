"""Divide plain text into blocks: the paragraphs of an article, one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from cleancopy.trace import Span

# White space and the invisible characters that scrapers leave at the ends of lines; a line of nothing else is blank.
INVISIBLE = "\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}\x00"
STRIPPED = "".join(chr(point) for point in range(0x3001) if chr(point).isspace()) + INVISIBLE
LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
# Hardly any text has these; without them lines are quicker to find.
RARE_BREAKS = "\r\v\f\x85\u2028\u2029"
# Nearly all paragraphs stand so far apart.
BLANK_LINE = "\n\n"
LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")

# Text wrapped by hand or by a mail program has lines of at most some 80 columns; all but the last of a
# paragraph come near the widest. Below 40 columns it is verse, a list or an address.
WRAPPED_MIN, WRAPPED_MAX, WRAPPED_SLACK = 45, 100, 22
# A line of this length is a paragraph of its own, not a verse or an entry of a list.
PARAGRAPH_LENGTH = 120


class Division(Struct, frozen=True):
    """The blocks of a text, and whether a single line break ends a paragraph in it."""

    spans: tuple[Span, ...]
    line_paragraphs: bool


def divide(text: str) -> Division:
    """The blocks of plain text, as spans of code points without the white space around them.

    A line is a block. Lines wrapped at a column make one block a paragraph. No blocks for text
    that is all white space.
    """
    groups = _groups(text)
    lines = [line for group in groups for line in group]
    if len(groups) == 1 or len(groups) == len(lines):
        prose = any(len(line) >= PARAGRAPH_LENGTH for line in lines) or len(lines) == len(groups)
        if prose or not _wrapped(text, lines):
            return Division(tuple(lines), prose)
    spans: list[Span] = []
    for group in groups:
        if _wrapped(text, group):
            spans.append(Span(group[0].start, group[-1].end))
        else:
            spans += group
    long = sum(len(group) > 1 and any(len(line) >= PARAGRAPH_LENGTH for line in group) for group in groups)
    return Division(tuple(spans), long > 0)


def _groups(text: str) -> list[list[Span]]:
    """Lines that are not blank, in groups between blank lines."""
    groups: list[list[Span]] = []
    end = 0
    for start, line in _lines(text):
        bare = line.strip(STRIPPED)
        if not bare:
            continue
        if bare is not line:
            start += line.index(bare[0])
        gap = text[end:start]
        if not groups or (gap != "\n" and (gap == BLANK_LINE or len(LINE_BREAK.findall(gap)) > 1)):
            groups.append([])
        end = start + len(bare)
        groups[-1].append(Span(start, end))
    return groups


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines that are not empty, with the place of each."""
    if any(sign in text for sign in RARE_BREAKS):
        for match in LINE.finditer(text):
            yield match.start(), match.group()
        return
    start = 0
    for line in text.split("\n"):
        if line:
            yield start, line
        start += len(line) + 1


def _wrapped(text: str, group: Sequence[Span]) -> bool:
    """Whether the lines of a group are one paragraph broken at a column: near the same width, amid sentences."""
    if len(group) < 2:
        return False
    widest = max(len(line) for line in group)
    if not WRAPPED_MIN <= widest <= WRAPPED_MAX:
        return False
    if any(len(line) < widest - WRAPPED_SLACK for line in group[:-1]):
        return False
    open_ends = sum(text[line.end - 1] not in '.!?:;”"' for line in group[:-1])
    return open_ends * 2 >= len(group) - 1
