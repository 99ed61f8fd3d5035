"""Whole articles, written for this suite, line by line with their roles; and texts that are all story.

Each file has a role and a line, separated by a tab. `kept` stands for any role inside the story.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import cleancopy

ARTICLES = sorted((Path(__file__).parent / "articles").glob("*.tsv"))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_every_line_of_an_article_gets_its_role(path: Path) -> None:
    rows = [line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines()]
    source = "\n\n".join(text for _, text in rows)
    record = cleancopy.clean(source, name=path.name).record
    got = [
        block.fate if role == "kept" else block.role
        for (role, _), block in zip(rows, record.blocks, strict=True)
    ]
    wrong = [(text, role, found) for (role, text), found in zip(rows, got, strict=True) if role != found]
    assert wrong == []


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_the_story_of_an_article_is_not_changed_by_a_second_pass(path: Path) -> None:
    rows = [line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines()]
    once = cleancopy.clean("\n\n".join(text for _, text in rows))
    assert cleancopy.clean(once.text).text == once.text
