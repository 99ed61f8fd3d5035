"""Short reports and pages as newsrooms of many countries set them, amid their furniture; all written for this test."""

from __future__ import annotations

from pathlib import Path

import pytest

import cleancopy

FOLDER = Path(__file__).parents[1] / "cases" / "newsrooms"
STORY = {"headline", "standfirst", "subheading", "body"}


def report(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [tuple(line.split("\t", 1)) for line in lines]


@pytest.fixture(scope="module")
def cleaner():
    return cleancopy.Cleaner()


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.tsv")), ids=lambda path: path.stem)
def test_the_story_stays_and_the_furniture_goes(path, cleaner):
    rows = report(path)
    record = cleaner.clean("\n\n".join(text for _, text in rows).encode()).record
    kept = {
        line
        for part in (record.text, record.headline, record.standfirst)
        if part
        for line in part.split("\n")
    }
    assert [text for role, text in rows if role in STORY and text not in kept] == []
    assert [text for role, text in rows if role not in STORY and text in kept] == []


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.tsv")), ids=lambda path: path.stem)
def test_a_second_cleaning_changes_nothing(path, cleaner):
    record = cleaner.clean("\n\n".join(text for _, text in report(path)).encode()).record
    assert cleaner.clean(record.text.encode()).record.text == record.text
