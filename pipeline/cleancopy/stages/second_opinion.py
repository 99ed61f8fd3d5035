"""Ask ftfy about lines that were left as they are: what it would change is reported, never done."""

from __future__ import annotations

from collections.abc import Iterator

from cleancopy.document import Document, Doubt
from cleancopy.trace import Span

RULE = "second-opinion"


def second_opinion(document: Document) -> Iterator[Doubt]:
    """A doubt for each line of a repaired, undivided document that ftfy would write otherwise.

    ftfy is set as gently as it goes: quotation marks, ligatures, width, line breaks, controls and normal
    forms are left alone, so what is told is about damage. Nothing for a text that ftfy leaves too.
    """
    from ftfy import TextFixerConfig, fix_and_explain  # slow to import, and only wanted when asked for

    gentle = TextFixerConfig(
        uncurl_quotes=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        fix_line_breaks=False,
        remove_control_chars=False,
        remove_terminal_escapes=False,
        normalization=None,
    )
    start = 0
    for line in document.text.text.splitlines(keepends=True):
        if not line.isascii() or "&" in line:
            told = fix_and_explain(line, gentle)
            if told.text != line:
                steps = ", then ".join(f"{step.action} {step.parameter}" for step in told.explanation or ())
                low, high, after = _difference(line, told.text)
                yield Doubt(Span(start + low, start + high), RULE, f"ftfy would undo: {steps}", (after,))
        start += len(line)


def _difference(before: str, after: str) -> tuple[int, int, str]:
    """Where the line would change, and what would stand there; equal ends left out."""
    limit = min(len(before), len(after))
    head = next((n for n in range(limit) if before[n] != after[n]), limit)
    tail = next((n for n in range(limit - head) if before[-1 - n] != after[-1 - n]), limit - head)
    return head, len(before) - tail, after[head : len(after) - tail]
