"""The roles that a block can have, in the newsroom's words; docs/reference/roles.md defines each."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a block of an article is."""

    HEADLINE = "headline"
    SUBHEADING = "subheading"
    STANDFIRST = "standfirst"
    BODY = "body"
    BYLINE = "byline"
    DATELINE = "dateline"
    DATE = "date"
    CAPTION = "caption"
    CREDIT = "credit"
    CONTRIBUTOR = "contributor"
    AUTHOR_BIO = "author_bio"
    EDITORS_NOTE = "editors_note"
    CORRECTION = "correction"
    BOILERPLATE = "boilerplate"


ROLES = tuple(role.value for role in Role)

# What the story consists of, unless the configuration says otherwise.
STORY = frozenset({Role.BODY, Role.SUBHEADING})

# Roles that the record lists under `notes`.
NOTES = frozenset({Role.CONTRIBUTOR, Role.AUTHOR_BIO, Role.EDITORS_NOTE, Role.CORRECTION})


class Fate(StrEnum):
    """What becomes of a block in the copy."""

    KEPT = "kept"  # part of the story text
    SEPARATED = "separated"  # not in the story text, but a field of the record
    REMOVED = "removed"  # not part of the article
