"""Web pages: which blocks are story, what the others are, and what kind of page it is."""

from cleancopy.stages.page.kind import PageKind
from cleancopy.stages.page.roles import Decision, PageOptions, assign_page_roles, decide
from cleancopy.stages.page.whole import CleanedPage, clean_page

__all__ = ["CleanedPage", "Decision", "PageKind", "PageOptions", "assign_page_roles", "clean_page", "decide"]
