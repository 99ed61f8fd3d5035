"""Texts that are no news lose nothing, through the whole pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest

import cleancopy
from cleancopy.document import Fate, Role

TEXTS = sorted((Path(__file__).parents[1] / "model" / "other_genres").glob("*.txt"))


@pytest.fixture(scope="module")
def cleaner() -> cleancopy.Cleaner:
    """The balance that cuts most."""
    return cleancopy.Cleaner(cleancopy.load_config(overrides=["preset=training"]))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_text_of_another_genre_keeps_every_line(path: Path, cleaner: cleancopy.Cleaner) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
    blocks = cleaner.clean("\n\n".join(lines).encode(), name=path.stem).document.blocks
    assert [block.text for block in blocks if block.fate is Fate.REMOVED] == []
    assert {block.role for block in blocks} <= {
        *(Role.HEADLINE, Role.SUBHEADING, Role.STANDFIRST, Role.BODY),
        *(Role.BYLINE, Role.DATE),
    }
