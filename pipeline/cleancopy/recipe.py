"""The recipe: a digest of everything that decides what becomes of a source."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from cleancopy.config import Config
from cleancopy.rules import RuleSet
from cleancopy.stages.language import words_digest
from cleancopy.stages.page.model import page_model_digest

# The libraries whose advice or matching can change a result.
ADVISERS = ("chardet", "ftfy", "google-re2", "python-crfsuite", "trafilatura")


@cache
def _software() -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for name in ("cleancopy", *ADVISERS):
        try:
            found.append((name, version(name)))
        except PackageNotFoundError:
            found.append((name, "unknown"))
    return tuple(found)


def software() -> dict[str, str]:
    """Name and version of this package and of the libraries that advise it, in a fixed order."""
    return dict(_software())


def recipe_digest(config: Config, rules: RuleSet) -> str:
    """SHA-256 (hex) over configuration, rules, model and versions; what only concerns running is left out."""
    told: dict[str, object] = {
        "config": config.decisive(),
        "rules": rules.digest,
        "model": None,
        "pages": page_model_digest(),
        "languages": words_digest(),
        "software": software(),
    }
    if config.roles.model:
        from cleancopy.model import LineModel  # loads its numbers: only when they count
        from cleancopy.model.lexicon import words_digest as model_words_digest

        told["model"] = [LineModel.load().digest, model_words_digest()]
    return _digest(told)


def repair_digest(config: Config) -> str:
    """The same for the first half alone: decoding and repair know nothing of rules and roles."""
    effective = config.effective()
    return _digest({"config": [effective["source"], effective["repair"]], "software": software()})


def _digest(told: dict[str, object]) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=True).encode("ascii")).hexdigest()
