"""Matters of taste: changes to sound text that a caller may ask for, each under its own rule."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from cleancopy.repair.draft import Proposal
from cleancopy.repair.later import compiled
from cleancopy.repair.options import RepairOptions

STRAIGHT = {
    "\N{LEFT SINGLE QUOTATION MARK}": "'",
    "\N{RIGHT SINGLE QUOTATION MARK}": "'",
    "\N{SINGLE LOW-9 QUOTATION MARK}": "'",
    "\N{SINGLE HIGH-REVERSED-9 QUOTATION MARK}": "'",
    "\N{LEFT DOUBLE QUOTATION MARK}": '"',
    "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    "\N{DOUBLE LOW-9 QUOTATION MARK}": '"',
    "\N{DOUBLE HIGH-REVERSED-9 QUOTATION MARK}": '"',
}
QUOTES = compiled("[" + "".join(STRAIGHT) + "]")
WIDE = compiled("[\uff01-\uff9f\uffa0-\uffdc\uffe0-\uffee\u3000]+")
LIGATURES = compiled("[\ufb00-\ufb06\u0132\u0133\u0149\u01c4-\u01cc\u01f1-\u01f3]")
SOFT_HYPHENS = compiled("\N{SOFT HYPHEN}+")
# Joiners stay: Persian, the scripts of India and emoji are written with them.
ZERO_WIDTH = compiled("[\N{ZERO WIDTH SPACE}\N{WORD JOINER}]+")
CONTROLS = compiled("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]+")
HYPHENATED = compiled(r"(?<=[^\W\d_])[-\N{HYPHEN}]\r?\n(?=[^\W\d_])")


def straighten_quotes(text: str) -> Iterator[tuple[int, int, str]]:
    """Curly quotation marks and apostrophes become straight ones."""
    return ((*match.span(), STRAIGHT[match.group()]) for match in QUOTES.finditer(text))


def narrow_width(text: str) -> Iterator[tuple[int, int, str]]:
    """Full-width Latin letters and signs become ordinary ones, half-width kana full-width ones."""
    return ((*match.span(), unicodedata.normalize("NFKC", match.group())) for match in WIDE.finditer(text))


def split_ligatures(text: str) -> Iterator[tuple[int, int, str]]:
    """Ligatures become the letters they join."""
    return (
        (*match.span(), unicodedata.normalize("NFKC", match.group())) for match in LIGATURES.finditer(text)
    )


def drop_soft_hyphens(text: str) -> Iterator[tuple[int, int, str]]:
    """Soft hyphens disappear."""
    return ((*match.span(), "") for match in SOFT_HYPHENS.finditer(text))


def drop_zero_width(text: str) -> Iterator[tuple[int, int, str]]:
    """Zero-width spaces and word joiners disappear."""
    return ((*match.span(), "") for match in ZERO_WIDTH.finditer(text))


def drop_controls(text: str) -> Iterator[tuple[int, int, str]]:
    """Control characters disappear, but for tabs and line ends."""
    return ((*match.span(), "") for match in CONTROLS.finditer(text))


def join_hyphenated_lines(text: str) -> Iterator[tuple[int, int, str]]:
    """Words that a line end divided are joined, where the second half begins small."""
    return ((*match.span(), "") for match in HYPHENATED.finditer(text) if text[match.end()].islower())


def normal_form(form: str) -> Callable[[str], Iterator[tuple[int, int, str]]]:
    """A function that finds the pieces which a Unicode normal form would change."""

    def changed(text: str) -> Iterator[tuple[int, int, str]]:
        """The pieces of a text that the form would change, with what they become."""
        if unicodedata.is_normalized(form, text):  # type: ignore[arg-type]
            return
        start = 0
        for end in (*starters(text), len(text)):
            piece = text[start:end]
            after = unicodedata.normalize(form, piece)  # type: ignore[arg-type]
            if after != piece:
                yield start, end, after
            start = end

    return changed


def starters(text: str) -> Iterator[int]:
    """Where a piece may begin without changing how normalisation treats what stands before: at ASCII characters."""
    for match in re.finditer("[\x00-\x7f](?=[\x00-\x7f])|[\x00-\x7f](?=[^\x00-\x7f])", text):
        if match.start():
            yield match.start()


# The option, which is also the rule with hyphens, and what it does.
OPTIONS: dict[str, Callable[[str], Iterator[tuple[int, int, str]]]] = {
    "drop_controls": drop_controls,
    "drop_soft_hyphens": drop_soft_hyphens,
    "drop_zero_width": drop_zero_width,
    "join_hyphenated_lines": join_hyphenated_lines,
    "split_ligatures": split_ligatures,
    "narrow_width": narrow_width,
    "compose": normal_form("NFC"),
    "compose_compatibility": normal_form("NFKC"),
    "straighten_quotes": straighten_quotes,
}


def tastes(text: str, options: RepairOptions) -> list[Proposal]:
    """Proposals of the first option in force that the text is not yet in accord with; empty when it is with all."""
    for option, find in OPTIONS.items():
        if getattr(options, option):
            rule = option.replace("_", "-")
            found = [
                Proposal(start, end, after, rule, ("a matter of taste",), 1.0)
                for start, end, after in find(text)
            ]
            found = [proposal for proposal in found if text[proposal.start : proposal.end] != proposal.after]
            if found:
                return found
    return []
