"""What one line shows by itself, and the steps in which lengths and counts are told."""

from __future__ import annotations

from bisect import bisect_right

# From this many characters on a line that ends a sentence counts as prose (wide scripts: half of it).
PROSE = 130
SENTENCE = 50
SHORT = 60

# Beyond this many characters only the first and last words of a line are read.
READ = 400

LENGTHS = (4, 8, 14, 20, 28, 40, 60, 80, 100, 130, 170, 230, 320, 500, 900)
COUNTS = (1, 2, 3, 4, 6, 10, 20, 40)

# Subjects too common to mark a line as furniture.
COMMON = frozenset(("you", "said", "i", "place", "first", "small"))

SUBJECTS = (
    *(
        "ad",
        "related",
        "newsletter",
        "share",
        "network",
        "comment",
        "consent",
        "paywall",
        "legal",
        "nav",
        "section",
    ),
    *(
        "media",
        "form",
        "click",
        "tags",
        "by",
        "job",
        "bio",
        "contributed",
        "correction",
        "published",
        "ago",
        "photo",
    ),
    *("agency", "source", "place", "month", "weekday", "you", "said", "i", "first"),
)


class Line:
    """What one line shows by itself.

    `kind` is P(rose), M (a shorter sentence), N (a longer line without an end)
    or S(hort); `brief` is what its neighbours see of it; `key` is the text with
    all numbers alike; `rare` holds its long words; `capitals` and `digits` are
    shares; `items` are the features as the sequence model reads them.
    """

    __slots__ = (
        "brief",
        "capitals",
        "counts",
        "digits",
        "items",
        "key",
        "kind",
        "low",
        "n",
        "name",
        "rare",
        "small",
        "subjects",
        "text",
        "words",
    )

    text: str
    n: int
    low: str
    words: list[str]
    brief: str
    kind: str
    key: str
    name: bool
    rare: frozenset[str]
    subjects: tuple[str, ...]
    counts: dict[str, int]
    small: float
    capitals: float
    digits: float
    items: list[bytes]

    @property
    def features(self) -> list[str]:
        """The features as text, for training and for telling."""
        return [*map(bytes.decode, self.items)]


def step(count: int, edges: tuple[int, ...] = COUNTS) -> int:
    """Return the number of edges at or below the count."""
    return bisect_right(edges, count)
