"""The roles that the model tells apart, and which of them are story text."""

from __future__ import annotations

TEXT_ROLES = ("headline", "subheading", "standfirst", "body")
OTHER_ROLES = ("byline", "date", "dateline", "caption", "credit", "note", "boilerplate")
MODEL_ROLES = TEXT_ROLES + OTHER_ROLES

# What rules and inferences hold of a line: a role of MODEL_ROLES, and how sure they are, from 0 to 1.
Held = tuple[str, float]

# The probability of not being story that stands for a line which is settled without the model: one of its text
# roles, or one of the others.
SETTLED_TEXT, SETTLED_OTHER = 0.01, 0.99
