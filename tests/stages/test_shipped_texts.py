"""Texts that the interpreter and the installed packages ship (manual, licences, descriptions) lose nothing."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import distributions
from pydoc_data.topics import topics

import pytest

import cleancopy
from cleancopy.document import Fate

LICENCES = ("LICENSE", "LICENCE", "COPYING", "NOTICE")


def shipped() -> Iterator[tuple[str, str]]:
    """Each text once, with where it is from."""
    yield from ((f"manual: {name}", text) for name, text in sorted(topics.items()))
    for package in sorted(distributions(), key=lambda found: found.metadata["Name"]):
        name = package.metadata["Name"]
        yield f"{name}: description", package.metadata.get_payload() or ""
        for file in package.files or ():
            if file.name.upper().startswith(LICENCES) and file.suffix in {"", ".txt", ".md", ".rst"}:
                yield f"{name}: {file}", file.locate().read_text("utf-8", errors="replace")


@pytest.fixture(scope="module")
def cleaner() -> cleancopy.Cleaner:
    """The balance that cuts most."""
    return cleancopy.Cleaner(cleancopy.load_config(overrides=["preset=training"]))


def test_what_packages_ship_is_kept_whole(cleaner: cleancopy.Cleaner) -> None:
    texts = {text: name for name, text in shipped() if len(text) > 400}
    assert len(texts) > 100
    lost = {
        name: [str(block.text) for block in blocks if block.fate is Fate.REMOVED]
        for text, name in texts.items()
        if (blocks := cleaner.clean(text.encode(), name="text.txt", media_type="text/plain").document.blocks)
    }
    assert {name: removed for name, removed in lost.items() if removed} == {}
