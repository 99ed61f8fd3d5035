"""How advice and rules become roles, and when nothing is cut."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleancopy.model import PRESETS, Advice, LineModel, decide
from cleancopy.model.roles import OTHER_ROLES, TEXT_ROLES

STORY = "The council of Harrow voted on Tuesday to reopen the ferry, which has been closed since a storm took the stage."
LINES = (STORY, STORY + " 1", STORY + " 2", "A line in doubt")
TEXTS = sorted((Path(__file__).parent / "other_genres").glob("*.txt"))


def advice(p: float) -> list[Advice]:
    story = Advice(0.0, (("body", 1.0),))
    doubt = Advice(p, tuple(sorted((("boilerplate", p), ("subheading", 1 - p)), key=lambda pair: -pair[1])))
    return [story, story, story, doubt]


def test_a_line_is_cut_only_when_the_evidence_is_enough() -> None:
    assert decide(LINES, advice(0.4)).roles[-1] == "subheading"
    assert decide(LINES, advice(0.999)).roles[-1] == "boilerplate"


def test_presets_cut_more_from_archive_to_training() -> None:
    needed = [PRESETS[name].needed(60) for name in ("archive", "news", "training")]
    assert needed == sorted(needed, reverse=True)


@pytest.mark.parametrize("preset", PRESETS)
def test_longer_lines_need_more_evidence(preset: str) -> None:
    assert PRESETS[preset].needed(20) < PRESETS[preset].needed(200)


def test_a_sure_rule_outweighs_a_doubting_model() -> None:
    hits = [[], [], [], [("credit", "photo-credit", 1.0)]]
    assert decide(LINES, advice(0.4)).roles[-1] in TEXT_ROLES
    assert decide(LINES, advice(0.4), hits).roles[-1] in OTHER_ROLES


def test_of_the_roles_that_are_cut_a_rule_s_stands_beside_the_model_s_likeliest() -> None:
    hits = [[], [], [], [("credit", "photo-credit", 1.0)]]
    doubt = [*advice(0.4)[:3], Advice(0.4, (("body", 0.6), ("credit", 0.2), ("boilerplate", 0.2)))]
    decision = decide(LINES, doubt, hits).decisions[-1]
    assert (decision.role, decision.by) == ("credit", "photo-credit")


def test_a_rule_cannot_cut_what_the_model_knows_to_be_story() -> None:
    hits = [[("boilerplate", "ad-label", 0.5)], [], [], []]
    assert decide(LINES, advice(0.1), hits).roles[0] == "body"


def test_a_text_without_paragraphs_is_left_whole() -> None:
    verdict = decide(LINES[-1:], advice(0.999)[-1:])
    assert not verdict.looks_like_news
    assert verdict.roles == ("body",)


def test_no_lines_no_decisions() -> None:
    assert decide([], []).decisions == ()


@pytest.mark.parametrize("preset", PRESETS)
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_other_genres_lose_nothing(path: Path, preset: str) -> None:
    lines = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
    roles = decide(lines, LineModel.load().advise(lines), None, preset).roles
    assert [line for line, role in zip(lines, roles, strict=True) if role in OTHER_ROLES] == []
    assert set(roles) <= set(TEXT_ROLES)
