"""The roles that the model tells apart, and which of them are story text."""

from __future__ import annotations

TEXT_ROLES = ("headline", "subheading", "standfirst", "body")
OTHER_ROLES = ("byline", "date", "dateline", "caption", "credit", "note", "boilerplate")
MODEL_ROLES = TEXT_ROLES + OTHER_ROLES
