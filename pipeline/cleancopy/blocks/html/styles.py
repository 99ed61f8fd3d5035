"""What a page's own style sheets do not show."""

from __future__ import annotations

import re

NONE = re.compile(r"display\s*:\s*none")
# A class or an id alone; what stands in others, or is chosen by a width of the screen, may be shown.
ALONE = re.compile(r"[.#]([\w-]+)")
# Beside such a class name another rule shows the element, as the open one of several tabs.
SHOWN = frozenset(
    [
        "active",
        "is-active",
        "show",
        "open",
        "is-open",
        "in",
        "current",
        "visible",
        "is-visible",
        "selected",
        "shown",
    ]
)
# A rule is not longer than this.
LONGEST = 2000


def undisplayed(source: str, start: int, end: int) -> set[str]:
    """The class names and ids that the style sheet between two places of a page shows nothing of."""
    found: set[str] = set()
    depth, counted = 0, start
    for match in NONE.finditer(source, start, end):
        far = max(counted, match.start() - LONGEST)
        brace = source.rfind("{", far, match.start())
        if brace < 0:
            continue
        depth = max(0, depth + source.count("{", counted, brace) - source.count("}", counted, brace))
        counted = brace
        if depth:
            continue
        begin = max(source.rfind(sign, max(start, brace - LONGEST), brace) for sign in "{};")
        names = source[max(begin + 1, start) : brace].split(",")
        found.update(name.group(1) for name in map(ALONE.fullmatch, map(str.strip, names)) if name)
    return found


def is_undisplayed(names: str, classes: set[str]) -> bool:
    """Whether an element with these class names and ids has one that a style sheet shows nothing of."""
    own = set(names.split())
    return not own.isdisjoint(classes) and own.isdisjoint(SHOWN)
