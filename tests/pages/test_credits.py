"""Who made a picture: ends of captions in an element of their own, and lines beside pictures."""

from __future__ import annotations

import pytest

import cleancopy
from tests.pages.sample import CAPTION, PAGE

FIGURE = f"<figcaption>{CAPTION}</figcaption>"


def captions(markup: str) -> list[tuple[str, str | None]]:
    """Captions and credits of the page with another caption."""
    record = cleancopy.clean(PAGE.replace(FIGURE, markup).encode(), name="page.html").record
    return [(caption.text, caption.credit) for caption in record.captions]


@pytest.mark.parametrize(
    ("markup", "credit"),
    [
        (f"<figcaption>{CAPTION} <span>Ida Lund / MPA</span></figcaption>", "Ida Lund / MPA"),
        (f"<figcaption>{CAPTION}<small>AFP</small></figcaption>", "AFP"),
        ("<figcaption>The pier in May | <span>dpa</span></figcaption>", "dpa"),
        (f"<figcaption><span>{CAPTION}</span> <em>Photo: Ida Lund</em></figcaption>", "Photo: Ida Lund"),
        (
            f'<figcaption>{CAPTION} <span class="credit">the harbour office</span></figcaption>',
            "the harbour office",
        ),
        (f"{FIGURE}<span>Ida Lund</span>", "Ida Lund"),
    ],
)
def test_an_end_of_its_own_is_a_credit(markup: str, credit: str) -> None:
    assert [found for _, found in captions(markup)] == [credit]


@pytest.mark.parametrize(
    "markup",
    [
        f"<figcaption>{CAPTION} <em>It was raining.</em></figcaption>",
        "<figcaption>The northern pier of <b>Little Marsh</b></figcaption>",
        f'<figcaption><a href="/ida">Ida Lund</a> {CAPTION}</figcaption>',
        f"<figcaption>{CAPTION} <em>more in the evening</em></figcaption>",
    ],
)
def test_other_ends_are_none(markup: str) -> None:
    assert [found for _, found in captions(markup)] == [None]
