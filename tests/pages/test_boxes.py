"""Boxes on a page: fields and buttons of forms near a block, and lines that the story says as well."""

from __future__ import annotations

import pytest

from cleancopy.blocks.html import open_page
from cleancopy.document import Document
from cleancopy.stages.page.boxes import BOXES, lifted
from cleancopy.stages.page.features import NAMES, PageFeatures
from cleancopy.trace import Origin, TracedText
from tests.pages.sample import PAGE, STORY


def row(text: str, words: str) -> dict[str, float]:
    """What is told of the box of the first block with these words."""
    page = open_page(Document("page", TracedText.of(Origin(text, text.encode(), "utf-8"))))
    rows = PageFeatures(page, page.metadata()).rows()
    number = next(number for number, block in enumerate(page.blocks) if words in block)
    return {name: value for name, value in zip(NAMES, rows[number], strict=True) if name in BOXES}


@pytest.mark.parametrize(
    ("form", "steps"),
    [
        ("<form><input type=email><button>Go</button></form>", 1),
        ("<div><div><input></div></div>", 1),
        ("<select><option>One</option></select>", 1),
        ("<textarea>Your words</textarea>", 1),
        ("<input type=hidden name=token>", 6),
        ("<b>no field</b>", 6),
    ],
)
def test_a_field_in_the_box_is_found(form: str, steps: int) -> None:
    text = PAGE.replace('<div class="ad">Advertisement</div>', f"<div><p>News by mail</p>{form}</div>")
    assert row(text, "News by mail")["control_steps"] == steps


def test_a_field_in_one_box_says_little_of_the_others() -> None:
    text = PAGE.replace('<div class="ad">Advertisement</div>', "<div><p>News by mail</p><input></div>")
    near, far = row(text, "News by mail"), row(text, STORY[0])
    assert near["control_share"] == 0 and near["control_blocks"] < far["control_blocks"]
    assert far["control_steps"] == 1 and far["control_share"] == 1


def test_a_page_without_fields_has_no_boxes() -> None:
    assert [row(PAGE, STORY[0])[name] for name in BOXES] == [6.0, 0.0, 0.0, 0.0, 0.0]


def test_lines_that_are_lifted_out_of_the_story() -> None:
    keys = [
        "the sea has gone quiet",
        "he said the sea has gone quiet since may",
        "the sea has gone quite",
        "so he said",
    ]
    words = [len(key.split()) for key in keys]
    assert lifted(keys, words, [False, True, False, False]) == [1.0, 0.0, 0.0, 0.0]
    assert lifted(keys, words, [True, True, True, True]) == [1.0, 0.0, 0.0, 0.0]
    assert lifted(keys[:1], words[:1], [True]) == [0.0]
