"""Web pages: which blocks are story, what the others are, and what kind of page it is."""

from cleancopy.stages.page.kind import PageKind
from cleancopy.stages.page.lines import line_facts, own_labels, sure_labels
from cleancopy.stages.page.opened import opened, read_again
from cleancopy.stages.page.roles import Decision, PageOptions, assign_page_roles, decide

__all__ = [
    "Decision",
    "PageKind",
    "PageOptions",
    "assign_page_roles",
    "decide",
    "line_facts",
    "opened",
    "own_labels",
    "read_again",
    "sure_labels",
]
