"""Names of furniture on what holds the whole story say nothing, and parts of a page stand where they are shown."""

from __future__ import annotations

import pytest

from cleancopy.blocks.html.evidence import BlockEvidence
from cleancopy.blocks.html.walk import walk
from tests.pages.sample import PAGE, STORY


def blocks(source: str) -> dict[str, BlockEvidence]:
    """The evidence of each block, by its text; the walk's spans are of the new text."""
    walked = walk(source)
    text, end = "", 0
    for edit in walked.edits:
        text += source[end : edit.span.start] + edit.after
        end = edit.span.end
    text += source[end:]
    return {span.cut(text): item for span, item in zip(walked.spans, walked.evidence, strict=True)}


@pytest.mark.parametrize(
    ("name", "flag"),
    [
        ("dialog-off-canvas-main-canvas", "cookie"),
        ("next-stories", "related"),
        ("page-footer", "footer"),
        ("with-sidebar", "sidebar"),
        ("table-of-contents", "toc"),
    ],
)
def test_a_box_that_holds_the_prose_is_no_furniture(name: str, flag: str) -> None:
    wrapped = PAGE.replace("</head><body>", f'</head><body><div id="{name}">').replace(
        "</body>", "</div></body>"
    )
    assert not blocks(wrapped)[STORY[0]].has(flag)
    beside = PAGE.replace("<article", f'<div class="{name}"><p>{STORY[0]} Indeed.</p></div><article')
    assert blocks(beside)[STORY[0] + " Indeed."].has(flag)


def test_where_a_framework_puts_a_page_is_no_name_of_furniture() -> None:
    """It is known without the prose that it holds: a short page has too little of that to tell."""
    short = f'<div id="__next"><p>{STORY[0]}</p></div>'
    assert not blocks(short)[STORY[0]].has("related")


def test_names_of_other_boxes_and_of_the_story_stay() -> None:
    wrapped = PAGE.replace("</head><body>", '</head><body><div id="__next">').replace(
        "</body>", "</div></body>"
    )
    told = blocks(wrapped)
    assert told[STORY[0]].has("story")
    assert told["Mill to reopen"].has("related") and told["Mill to reopen"].has("sidebar")


@pytest.mark.parametrize("box", ['<div class="comments">{}</div>', "<footer>{}</footer>", "<nav>{}</nav>"])
def test_what_is_furniture_by_its_element_stays_so_and_comments_may_be_longer_than_the_story(
    box: str,
) -> None:
    talk = "".join(f"<p>{part} {part} {part}</p>" for part in STORY)
    told = blocks(PAGE.replace("</article>", "</article>" + box.format(talk)))
    flag = "comment" if "comments" in box else "footer" if "footer" in box else "nav"
    assert told[" ".join([STORY[1]] * 3)].has(flag)


def test_a_part_that_comes_later_stands_where_it_is_shown() -> None:
    late = PAGE.replace(f"<p>{STORY[3]}</p>", '<!--$?--><template id="B:3"></template><!--/$-->').replace(
        "</body>", f'<div hidden id="S:3"><p>{STORY[3]}</p></div></body>'
    )
    item = blocks(late)[STORY[3]]
    assert not item.hidden
    assert item.path == "/html/body/article/div/div/p"
    lost = late.replace('<template id="B:3"></template>', "")
    assert blocks(lost)[STORY[3]].hidden


def test_parts_in_parts_without_end_are_bounded() -> None:
    parts = "".join(
        f'<div hidden id="S:{n:x}"><template id="B:{n + 1:x}"></template></div>' for n in range(3000)
    )
    walked = walk(
        f'<body><template id="B:0"></template>{parts}<div hidden id="S:bb8"><p>Late</p></div></body>'
    )
    assert walked.evidence[0].element.depth < 40


def test_the_text_of_a_declared_shadow_is_shown() -> None:
    shown = '<body><my-story><template shadowrootmode="open"><p>Seen.</p></template></my-story><template><p>Not.</p></template></body>'
    assert list(blocks(shown)) == ["Seen."]
