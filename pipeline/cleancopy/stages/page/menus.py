"""Links of menus and footers: most blocks of a news page, and none that a closer look would change."""

from __future__ import annotations

from cleancopy.blocks.html.words import FLAG
from cleancopy.stages.page.features import PageFeatures

# Of 277,471 blocks of the development pages 26 % are such links, 42 % of those of news pages. The story model gives
# them a chance of .0017 on average, none of them more than .05, and no reference holds one.
MENUS = FLAG["nav"] | FLAG["footer"]
LONGEST, LINKED = 11, 0.5
# On a page that tells little, or whose story stands in what its class names call a menu, nothing is so sure.
LEAST_PROSE = 100
CHANCE = 0.002


def menu_links(features: PageFeatures) -> list[bool]:
    """Whether each block is a short link in a menu or a footer, away from the story and from all other prose."""
    if features.total < LEAST_PROSE:
        return [False] * len(features.texts)
    tree, prose, article = features.tree, features.by_element, FLAG["article"]
    return [
        bool(
            words <= LONGEST
            and links > LINKED
            and not inside
            and not level
            and (around := item.element.around) & MENUS
            and not around & article
            and not prose[tree.around(number)[1]]
        )
        for number, (words, links, inside, level, item) in enumerate(
            zip(
                features.words,
                features.density,
                features.in_main,
                features.levels,
                features.evidence,
                strict=True,
            )
        )
    ]
