"""Choose what the story is: blocks of other roles leave its text, and stay in the document."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from cleancopy.document import Document, Fate, Removal, Role
from cleancopy.trace import Span

# Sign-offs and datelines are spans inside a paragraph: cutting them is the user's choice.
CUTTABLE = ("dateline", "sign_off")


def select_story(document: Document, story: Collection[Role], cut: Collection[str] = ()) -> Iterator[Removal]:
    """A removal for each block outside the story, and for each span whose fact is named in `cut`.

    Boilerplate is removed; every other role is separated: it becomes a field of the record.
    """
    for number, block in enumerate(document.blocks):
        if block.role not in story:
            fate = Fate.REMOVED if block.role is Role.BOILERPLATE else Fate.SEPARATED
            yield Removal(number, fate, block.rule)
            continue
        for fact in block.facts:
            if fact.name in CUTTABLE and fact.name in cut:
                yield Removal(number, Fate.SEPARATED, fact.rule, _with_space(block.text, fact.span))


def _with_space(text: str, span: Span) -> Span:
    """The span with the white space that would be left at the edge of the paragraph."""
    start, end = span.start, span.end
    if not text[:start].strip():
        end += len(text[end:]) - len(text[end:].lstrip())
    elif not text[end:].strip():
        start = len(text[:start].rstrip())
    return Span(start, end)
