"""The roles of lines: what is cut and what is lost, beside the peers, by cross-validation over publishers.

The advice is out-of-fold: every development document was judged by a model that saw no page of its
publisher. (The model that ships has seen them all.) The rules were written with the development data
in sight; the figures that include them are for comparison, not for promises.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import cleancopy
from benchmarks.rules_lines import document_of, predicted
from cleancopy.document import Fate, apply
from cleancopy.model import PRESETS, Advice, decide
from cleancopy.model.advice import settled
from cleancopy.rules import RuleSet, load_rules
from cleancopy.stages.roles import Adviser, assign_roles
from training.roles.__main__ import OUT_OF_FOLD
from training.roles.calibration import reliability
from training.roles.crossval import read_advice
from training.roles.data import Example, development
from training.roles.tally import Tally, tally

Roles = Sequence[str]
OTHER_GENRES = Path(__file__).parents[1] / "tests" / "model" / "other_genres"
CLEAN_DUMPS = ("newspaper4k", "trafilatura", "readability")
RESAMPLES = 400
SEED = 11
# jusText brings stop lists by English names; other languages are judged without one.
STOP_LISTS = {
    "en": "English",
    "de": "German",
    "fr": "French",
    "es": "Spanish",
    "it": "Italian",
    "pl": "Polish",
    "nl": "Dutch",
    "sv": "Swedish",
    "da": "Danish",
    "no": "Norwegian_Bokmal",
    "tr": "Turkish",
    "ru": "Russian",
    "uk": "Ukrainian",
    "id": "Indonesian",
    "vi": "Vietnamese",
}


@dataclass(frozen=True)
class OutOfFold:
    """An adviser that gives the lines of one document their out-of-fold advice.

    What is kept is a part of the lines in their order; in later rounds each line keeps the advice that
    it had in the whole document. (Asking the models of the folds again moves no figure by more than 0.2.)
    """

    example: Example
    advice: Sequence[Advice]

    def advise(
        self,
        lines: Sequence[str],
        needed: Sequence[bool] | None = None,
        held: Sequence[tuple[str, float] | None] | None = None,
    ) -> list[Advice]:
        """Return the advice of these lines, in order; what is settled without the model stays so."""
        found, at = [], 0
        asked, known = needed or [True] * len(lines), held or [None] * len(lines)
        for line, ask, one in zip(lines, asked, known, strict=True):
            while self.example.lines[at].strip() != line:
                at += 1
            found.append(self.advice[at] if ask else settled(one[0] if one else "body"))
            at += 1
        return found

    def reasons(
        self,
        lines: Sequence[str],
        roles: Mapping[int, str],
        needed: Sequence[bool] | None = None,
    ) -> dict[int, tuple[str, ...]]:
        """Return no reasons: they change no role."""
        return dict.fromkeys(roles, ())


def assigned(example: Example, rules: RuleSet, ask: Adviser | None, preset: str = "news") -> list[str]:
    """Return the roles that the stage assigns, as it ships, in the words of the development data."""
    document = document_of(example.id, list(example.lines))
    changes = list(assign_roles(document, rules, ask, preset))
    return [predicted(block) for block in apply(document, changes).blocks]


def justext_roles(example: Example) -> list[str]:
    """Return body or boilerplate for every line, as jusText judges paragraphs."""
    import justext
    from justext.utils import get_stoplist

    page = "".join(f"<p>{line.replace('&', '&amp;').replace('<', '&lt;')}</p>" for line in example.lines)
    name = STOP_LISTS.get(example.language)
    words = get_stoplist(name) if name else frozenset()
    low, high = (0.3, 0.32) if name else (0.0, 0.0)
    found = justext.justext(
        f"<html><body>{page}</body></html>", words, stopwords_low=low, stopwords_high=high
    )
    kept = [not paragraph.is_boilerplate for paragraph in found]
    if len(kept) != len(example.lines):
        return ["body"] * len(example.lines)
    return ["body" if keep else "boilerplate" for keep in kept]


def methods(data: Path) -> tuple[list[Example], dict[str, list[Roles]], dict[str, list[Advice]]]:
    """Return the documents, what each method says of them, and the out-of-fold advice."""
    examples = development(data)
    _, advice = read_advice(OUT_OF_FOLD)
    rules = load_rules()
    said: dict[str, list[Roles]] = {
        "keep everything": [["body"] * len(example.lines) for example in examples],
        "jusText on lines": [justext_roles(example) for example in examples],
        "rules alone": [assigned(example, rules, None) for example in examples],
        "model alone, news": [decide(example.lines, advice[example.id]).roles for example in examples],
    }
    for preset in PRESETS:
        said[f"as it ships, {preset}"] = [
            assigned(example, rules, OutOfFold(example, advice[example.id]), preset) for example in examples
        ]
    return examples, said, advice


def counted(examples: Iterable[Example], said: Iterable[Roles]) -> Tally:
    """Return the tally of one method."""
    return tally((e.lines, e.roles, roles) for e, roles in zip(examples, said, strict=True))


def intervals(examples: Sequence[Example], said: Sequence[Roles]) -> dict[str, tuple[float, float]]:
    """Return 95 % intervals of the five main figures, in per cent, pages drawn with replacement."""
    pages: dict[str, Tally] = {}
    for example, roles in zip(examples, said, strict=True):
        one = pages.setdefault(example.id.rsplit("-", 1)[0], Tally())
        one.add(example.lines, example.roles, roles)
    names, rng = sorted(pages), random.Random(SEED)
    draws: dict[str, list[float]] = {}
    for _ in range(RESAMPLES):
        whole = Tally()
        for name in rng.choices(names, k=len(names)):
            whole.sums.update(pages[name].sums)
            whole.documents += pages[name].documents
            whole.faultless += pages[name].faultless
        for figure, value in whole.figures().items():
            draws.setdefault(figure, []).append(100 * value)
    at = RESAMPLES // 40
    return {
        figure: (sorted(v)[at], sorted(v)[-1 - at]) for figure, v in draws.items() if figure != "macro_f1"
    }


def other_genres() -> dict[str, tuple[str, ...]]:
    """Return the lines of the texts that are no news, by file name."""
    return {
        path.stem: tuple(line for line in path.read_text("utf-8").splitlines() if line.strip())
        for path in sorted(OTHER_GENRES.glob("*.txt"))
    }


def kept_of_other_genres(preset: str = "news") -> dict[str, float]:
    """Return for each of these texts the share of characters that is not cut, by the whole pipeline."""
    cleaner = cleancopy.Cleaner(cleancopy.load_config(overrides=[f"preset={preset}"]))
    out = {}
    for name, lines in other_genres().items():
        blocks = cleaner.clean("\n\n".join(lines).encode(), name=name).document.blocks
        kept = sum(len(block.text) for block in blocks if block.fate is not Fate.REMOVED)
        out[name] = kept / sum(len(block.text) for block in blocks)
    return out


def figures(data: Path) -> dict[str, float]:
    """Return what the floors hold, in per cent: the default preset, out of fold, with the rules."""
    examples, said, _ = methods(data)
    roles = said["as it ships, news"]
    found = {name: 100 * value for name, value in counted(examples, roles).figures().items()}
    clean = [
        counted(*zip(*[(e, r) for e, r in zip(examples, roles, strict=True) if e.dump == dump], strict=True))
        for dump in CLEAN_DUMPS
    ]
    found["body_kept_chars_clean_dumps"] = min(100 * (one.share("body chars") or 0.0) for one in clean)
    found["other_genres_kept"] = 100 * min(
        share for preset in PRESETS for share in kept_of_other_genres(preset).values()
    )
    without = [value for name, value in found.items() if name.startswith("f1_") and name != "f1_dateline"]
    found["macro_f1_without_datelines"] = sum(without) / len(without)
    return found


def _row(name: str, examples: Sequence[Example], said: Sequence[Roles], spans: bool = False) -> str:
    f = {key: 100 * value for key, value in counted(examples, said).figures().items()}
    text = (
        f"{name:26s} {f['residue_removed_chars']:5.1f}/{f['residue_removed_lines']:5.1f}"
        f"  {f['body_kept_chars']:6.2f}/{f['body_kept_lines']:5.1f}"
        f"  {f['documents_without_fault']:5.1f}  {f['macro_f1']:5.1f}"
    )
    if spans:
        low_high = intervals(examples, said)
        for key in (
            "residue_removed_chars",
            "residue_removed_lines",
            "body_kept_chars",
            "documents_without_fault",
        ):
            text += f"  [{low_high[key][0]:.1f} {low_high[key][1]:.1f}]"
    return text


def _groups(
    title: str, of: Callable[[Example], str], examples: Sequence[Example], said: Sequence[Roles]
) -> None:
    print(f"\n{title}")
    for group in sorted({of(example) for example in examples}):
        at = [n for n, example in enumerate(examples) if of(example) == group]
        print(_row(f"  {group}", [examples[n] for n in at], [said[n] for n in at]))


def main(data: Path) -> None:
    """Print the figures of every method, by language and dump for the default, F1 by role, reliability."""
    examples, said, advice = methods(data)
    print("out of fold           residue removed   body kept (characters/lines)  faultless  macro F1")
    for name, roles in said.items():
        print(_row(name, examples, roles, spans=name.startswith(("as", "rules"))))
    default = said["as it ships, news"]
    _groups("by dump", lambda e: e.dump, examples, default)
    _groups("by language", lambda e: e.language, examples, default)
    print(
        "\nF1 by role:    "
        + "  ".join(
            f"{name} {100 * value:.0f}"
            for name, value in counted(examples, default).figures().items()
            if name.startswith("f1_")
        )
    )
    pairs = [
        (a.p_not_story, role not in ("headline", "subheading", "standfirst", "body"))
        for example in examples
        for a, role in zip(advice[example.id], example.roles, strict=True)
        if role != "unsure"
    ]
    print("\nreliability of P(not story)\n  from   to   lines   said  was so")
    for low, high, lines, mean, share in reliability(pairs):
        print(f"  {low:.2f} {high:.2f} {lines:7d}  {mean:.3f}  {share:.3f}")
    for preset in PRESETS:
        lost = {name: share for name, share in kept_of_other_genres(preset).items() if share < 1.0}
        print(f"\nother genres, {preset}: {len(other_genres())} texts, not kept whole: {lost or 'none'}")
