"""What the rules for lines say on a page: facts inside lines, and the user's own rules."""

from __future__ import annotations

from pathlib import Path

import pytest

import cleancopy
from cleancopy.config import load_config
from tests.pages.sample import CAPTION, PAGE, STORY, TEXT

DATED = PAGE.replace(STORY[0], f"LITTLE MARSH, England (AP) — {STORY[0]}").replace(
    STORY[3], f"{STORY[3]} (dpa)"
)


def cleaned(page: str, *overrides: str) -> cleancopy.Cleaned:
    """The page cleaned with these settings."""
    return cleancopy.clean(page.encode(), name="page.html", config=load_config(overrides=overrides))


def test_the_dateline_at_the_head_of_the_story_is_told_and_stays() -> None:
    result = cleaned(DATED)
    assert result.record.dateline is not None
    assert (result.record.dateline.place, result.record.dateline.agency) == ("LITTLE MARSH", "AP")
    assert result.text.startswith("LITTLE MARSH, England (AP) — The council")


def test_dateline_and_sign_off_are_cut_where_the_user_asks_for_it() -> None:
    result = cleaned(DATED, "story.dateline=cut", "story.sign_off=cut")
    assert result.text == TEXT
    assert cleancopy.verify(DATED.encode(), result.record, result.ledger) == []


def test_the_credit_of_a_caption_is_apart_from_it() -> None:
    (caption,) = cleaned(PAGE.replace(CAPTION, f"{CAPTION} (Photo: Ann Lee/Reuters)")).record.captions
    assert (caption.text, caption.credit) == (CAPTION, "Photo: Ann Lee/Reuters")


@pytest.mark.parametrize(
    "inside",
    ["{} <span class=credit>Photo: Ann Lee/Reuters</span>", "{}<p class=credit>Photo: Ann Lee/Reuters</p>"],
)
def test_a_credit_with_a_class_of_its_own_does_not_swallow_the_caption(inside: str) -> None:
    (caption,) = cleaned(PAGE.replace(CAPTION, inside.format(CAPTION))).record.captions
    assert (caption.text, caption.credit) == (CAPTION, "Photo: Ann Lee/Reuters")


def test_a_page_without_dateline_or_credit_tells_of_none() -> None:
    record = cleaned(PAGE).record
    assert record.dateline is None
    assert [caption.credit for caption in record.captions] == [None]


OWN = """\
pack: mine
rules:
  - id: my-{role}
    role: {role}
    why: Our own pages have this line.
    match: '{pattern}'
    where: {where}
    hits: ['{hit}']
    misses: [Some other line of the page.]
"""


@pytest.mark.parametrize(
    ("role", "pattern", "where", "hit", "gone", "come"),
    [
        ("boilerplate", "^Not everybody is content.+", "{longest: 300}", STORY[3], STORY[3], ""),
        ("boilerplate", "^Not everybody is content.+", "{longest: 300, zone: tail}", STORY[3], STORY[3], ""),
        ("boilerplate", "^Not everybody is content.+", "{longest: 300, zone: head}", STORY[3], "", ""),
        ("body", "^Mill to reopen$", "{longest: 20}", "Mill to reopen", "", "Mill to reopen"),
    ],
)
def test_own_rules_beat_the_page_model(
    tmp_path: Path, role: str, pattern: str, where: str, hit: str, gone: str, come: str
) -> None:
    pack = tmp_path / "mine.yaml"
    hit = hit.replace("'", "''")
    pack.write_text(OWN.format(role=role, pattern=pattern, where=where, hit=hit), encoding="utf-8")
    (tmp_path / "config.yaml").write_text("rules: {own: [mine.yaml]}\n", encoding="utf-8")
    result = cleancopy.clean(PAGE.encode(), name="page.html", config=load_config(tmp_path / "config.yaml"))
    expected = [line for line in TEXT.split("\n\n") if line != gone] + ([come] if come else [])
    assert result.text.strip().split("\n\n") == [line.strip() for line in expected]
    ruled = [block.rule for block in result.record.blocks if block.rule.startswith("my-")]
    assert ruled == ([f"my-{role}"] if gone or come else [])
