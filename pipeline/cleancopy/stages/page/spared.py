"""Rather keep what is in doubt than lose it, or refuse the page: the loss budget as a page knows it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from cleancopy.document import STORY, Label, Role
from cleancopy.stages.harm import looks_like_story

SPARED = "page-spared"
WHY = "without it more than loss_budget allows would be gone"


def spared(texts: Sequence[str], labels: Sequence[Label], decided_by: str, budget: float) -> list[Label]:
    """The labels, with the likeliest paragraphs that the model took out back in the story until the budget holds.

    What left counts by the chance that it is story, letter by letter; what the story says elsewhere is not lost, and
    what left twice is lost once. On a page that keeps within the budget all labels stay as they are.
    """
    kept, lost = 0.0, 0.0
    told = {texts[label.block] for label in labels if label.role in STORY}
    out: list[tuple[float, Label]] = []
    for label in labels:
        text = texts[label.block]
        if label.role in STORY:
            kept += len(text)
        elif label.rule == decided_by and text not in told and looks_like_story(text):
            told.add(text)
            letters = float(sum(map(str.isalpha, text)))
            out.append((letters, label))
            lost += letters * (1 - label.confidence)
    back: dict[int, Label] = {}
    for letters, label in sorted(out, key=lambda item: (item[1].confidence, item[1].block)):
        if lost <= budget * (kept + lost):
            break
        chance = 1 - label.confidence
        back[label.block] = replace(label, role=Role.BODY, rule=SPARED, confidence=chance, note=WHY)
        lost -= letters * chance
        kept += letters
    return [back.get(label.block, label) for label in labels]
