"""From bytes to a clean document: the stages in their order, for one source at a time."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cleancopy.blocks import XML, divide, given_type
from cleancopy.blocks import media_type as detected_type
from cleancopy.blocks.html import declared_encoding
from cleancopy.config import Config, load_config
from cleancopy.document import (
    PAGES,
    TEXT,
    Document,
    EncodingFacts,
    Fate,
    Ledger,
    Provenance,
    Record,
    apply,
    copied,
    describe,
    divided,
    write_ledger,
)
from cleancopy.encoding import decode
from cleancopy.errors import EmptySource, NotText, SourceError, TooLarge, UnsupportedMedia, apart
from cleancopy.recipe import recipe_digest, software
from cleancopy.repair.uncollected import uncollected
from cleancopy.rules import RuleSet, load_rules
from cleancopy.stages.damage import repair_damage
from cleancopy.stages.harm import check_harm, spared
from cleancopy.stages.language import told_language
from cleancopy.stages.page import (
    PageOptions,
    assign_page_roles,
    line_facts,
    opened,
    own_labels,
    read_again,
    sure_labels,
)
from cleancopy.stages.roles import assign_roles
from cleancopy.stages.second_opinion import second_opinion
from cleancopy.stages.selection import select_story
from cleancopy.trace import Origin, TracedText, as_bytes

if TYPE_CHECKING:
    from cleancopy.model import Advice
    from cleancopy.repair import RepairOptions

# A text file may hold some control characters; one in which three in ten code points are controls or
# malformed bytes is no text. Found below 1 % in every encoding of the development texts, above 40 % in
# compressed and executable files.
GARBLED_SHARE = 0.3
# Bytes at random, read in the one encoding that leaves the fewest holes, have 12 %; where no encoding
# fits, so much less is enough, if there is enough text to tell, and no markup that speaks for a page.
GARBLED_UNSURE, UNSURE, GARBLED_LEAST = 0.05, 0.1, 256
GARBLED_SAMPLE = 4096
# Bytes at random, read in a page of one byte a character, are control characters to 10 %; so many of them are no slip.
CONTROLS_SHARE, CONTROLS_LEAST, CONTROLS_SAMPLE = 0.05, 100, 4_000
CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
ODD = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
IDENTITY_DIGITS = 32


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What cleaning one source came to: the record, the ledger and the document with all its blocks."""

    record: Record
    ledger: Ledger
    document: Document

    @property
    def text(self) -> str:
        """The story alone, paragraphs joined by a blank line; empty when nothing in the source is story."""
        return self.record.text


@dataclass(frozen=True, slots=True)
class Failed:
    """A source that was not cleaned: its name, the reason (a short key) and the message in words."""

    name: str
    reason: str
    message: str


class Cleaner:
    """A loaded configuration, ready to clean any number of sources; cheap per call, thread-safe, picklable."""

    def __init__(self, config: Config | None = None) -> None:
        self.config = load_config() if config is None else config

    def __reduce__(self) -> tuple[type[Cleaner], tuple[Config]]:
        return Cleaner, (self.config,)

    @cached_property
    def rules(self) -> RuleSet:
        """The rules in force."""
        chosen = self.config.rules
        return load_rules(chosen.packs, own=chosen.own, off=chosen.off)

    @cached_property
    def recipe(self) -> str:
        """The digest of all that decides what a source becomes; equal recipes give equal bytes."""
        return recipe_digest(self.config, self.rules)

    def clean(
        self, data: bytes, *, name: str = "-", declared: str | None = None, media_type: str | None = None
    ) -> Cleaned:
        """The source cleaned; `declared` and `media_type` are claims about it.

        Raises a SourceError (EmptySource, NotText, UnsupportedMedia, TooLarge, HarmDone) that names
        the source and says what was found and what was expected.
        """
        with uncollected():
            return self.finish(self.repaired(data, name=name, declared=declared, media_type=media_type))

    def repaired(
        self, data: bytes, *, name: str = "-", declared: str | None = None, media_type: str | None = None
    ) -> Document:
        """The first half: decoded and repaired; a page is divided into blocks as well. Raises as `clean` does."""
        data = as_bytes(data)
        claimed, charset = given_type(media_type or "")
        kind = self._admit(data, name, claimed)
        forced = self.config.source.encoding
        declared = forced if forced != "auto" else declared or charset
        if declared is None and kind in PAGES:
            declared = declared_encoding(data)
        decoded = decode(data, declared=declared)
        unsure = decoded.confidence <= UNSURE and kind == TEXT and len(decoded.text) >= GARBLED_LEAST
        if _garbled(decoded.text, GARBLED_UNSURE if unsure else GARBLED_SHARE) or (
            kind in PAGES and _is_binary(decoded.text)
        ):
            raise NotText(f"{name}: too much of it is control characters or malformed bytes; expected text")
        origin = Origin(decoded.text, data, decoded.encoding, decoded.bom, decoded.malformed)
        document = Document(
            name, TracedText.of(origin), decoded.confidence, decoded.evidence, media_type=kind
        )
        options = self._repair_options
        if document.is_page:
            if not decoded.text.strip():
                raise _empty(document)
            return opened(document, options)
        if options is None:
            return document
        document = apply(document, repair_damage(document, options))
        if self.config.repair.second_opinion:
            document = apply(document, second_opinion(document))
        return document

    def finish(self, document: Document) -> Cleaned:
        """The second half: blocks, roles, selection, copy, ledger, record. Raises EmptySource and HarmDone."""
        return self.told(self.separated(self.labelled(document)))

    def divided(self, document: Document) -> Document:
        """Divided into blocks that have no roles yet, if it is not divided already. Raises EmptySource."""
        if document.blocks:
            return document
        division = divide(document.text.text)
        if not division.spans:
            raise _empty(document)
        return divided(document, division.spans, division.line_paragraphs)

    def labelled(self, document: Document) -> Document:
        """Divided into blocks, each with its role and the facts inside. Raises EmptySource."""
        if document.is_page:
            page = read_again(document, self._repair_options)
            pages = self.config.pages
            chosen = PageOptions(pages.standfirst == "separate", pages.adviser, self.config.loss_budget)
            document = apply(document, assign_page_roles(page, chosen))
            document = apply(document, sure_labels(document, self.rules))
            document = apply(document, own_labels(document, self.rules))
            return apply(document, line_facts(document, self.rules))
        document = self.divided(document)
        roles, story, budget = self.config.roles, self.config.story.roles, self.config.loss_budget
        adviser = LoadedWhenAsked() if roles.model else None
        document = apply(document, assign_roles(document, self.rules, adviser, roles.balance))
        return apply(document, spared(document, story, budget, self.rules.shipped))

    def separated(self, document: Document) -> Document:
        """Blocks and spans that are not story marked as such. Raises HarmDone."""
        story = self.config.story
        document = apply(document, select_story(document, story.roles, story.cut))
        check_harm(document, self.config.loss_budget, self.rules.shipped)
        return document

    def told(self, document: Document) -> Cleaned:
        """The copy made, the ledger read off it, the record filled."""
        origin = document.origin
        sha256 = hashlib.sha256(origin.data).hexdigest()
        copy = copied(document)
        ledger = write_ledger(document, copy, sha256[:IDENTITY_DIGITS], sha256)
        provenance = Provenance(
            media_type=document.media_type,
            sha256=sha256,
            size=len(origin.data),
            encoding=EncodingFacts(
                name=origin.encoding, confidence=round(document.confidence, 4), evidence=document.evidence
            ),
            recipe=self.recipe,
            software=software(),
            counts=_counts(document, ledger),
        )
        claimed = None if document.page is None else document.page.language
        language = told_language(claimed, copy.text)
        record = describe(document, copy, ledger, provenance, language)
        return Cleaned(record, ledger, document)

    def clean_many(
        self, sources: Iterable[tuple[str, bytes]], workers: int = 1
    ) -> Iterator[Cleaned | Failed]:
        """One result for each (name, bytes), in order; a source that cannot be cleaned gives a Failed.

        With more than one worker the sources are cleaned in as many processes; only a few are read ahead.
        """
        pairs = map(_pair, sources)
        if workers > 1:
            from cleancopy.parallel import in_processes

            return in_processes(self, pairs, workers)
        return (self.attempt(name, data) for name, data in pairs)

    def attempt(self, name: str, data: bytes) -> Cleaned | Failed:
        """The source cleaned, or the reason why not; never raises a SourceError."""
        try:
            with apart(name):
                return self.clean(data, name=name)
        except SourceError as error:
            return Failed(name, error.reason, str(error))

    @property
    def _repair_options(self) -> RepairOptions | None:
        """How characters are repaired; None when they are not."""
        repair = self.config.repair
        return repair.options if repair.enabled else None

    def _admit(self, data: bytes, name: str, claimed: str) -> str:
        """The media type of a source that can be cleaned."""
        limit = self.config.source.max_bytes
        if len(data) > limit:
            raise TooLarge(f"{name}: {len(data)} bytes; source.max_bytes allows {limit}")
        forced = self.config.source.media_type
        kind = forced if forced != "auto" else claimed or detected_type(data, name)
        if kind == XML:
            raise UnsupportedMedia(f"{name}: XML that is no web page; expected text, HTML or XHTML")
        if kind != TEXT and kind not in PAGES:
            raise NotText(f"{name}: {kind}, told from its first bytes; expected text or a web page")
        return kind


def _pair(source: object) -> tuple[str, bytes]:
    """Name and bytes of a source. Raises TypeError for anything else."""
    if not isinstance(source, tuple | list) or len(source) != 2 or not isinstance(source[0], str):
        raise TypeError(f"expected pairs of a name and bytes; found {type(source).__name__}")
    return source[0], as_bytes(source[1])


def _empty(document: Document) -> EmptySource:
    """What is said of a source without any text."""
    size = len(document.origin.data)
    found = f"nothing but white space in {size} bytes" if size else "0 bytes"
    return EmptySource(f"{document.name}: {found}; expected text")


class LoadedWhenAsked:
    """The learned model, which is loaded when it is first asked."""

    def advise(
        self,
        lines: Sequence[str],
        needed: Sequence[bool] | None = None,
        held: Sequence[tuple[str, float] | None] | None = None,
    ) -> Sequence[Advice]:
        """One piece of advice a line; what is held of it where it is not needed."""
        from cleancopy.model import LineModel

        return LineModel.load().advise(lines, needed, held)

    def reasons(
        self,
        lines: Sequence[str],
        roles: Mapping[int, str],
        needed: Sequence[bool] | None = None,
    ) -> Mapping[int, Sequence[str]]:
        """What spoke for these roles, in words."""
        from cleancopy.model import LineModel

        return LineModel.load().reasons(lines, roles, needed)


def _garbled(text: str, share: float) -> bool:
    sample = text[:GARBLED_SAMPLE]
    return len(ODD.findall(sample)) > share * len(sample)


def _is_binary(text: str) -> bool:
    """Whether there are so many control characters all through a page as no markup has: packed or encrypted bytes."""
    sample = text[:: 1 + len(text) // CONTROLS_SAMPLE]
    return len(CONTROL.findall(sample)) > max(CONTROLS_LEAST, CONTROLS_SHARE * len(sample))


def _counts(document: Document, ledger: Ledger) -> dict[str, int]:
    """How many blocks, how many were kept, separated, removed; how many edits and findings."""
    fates = [block.fate for block in document.blocks]
    edits = sum((entry.op in ("edit", "decode")) + len(entry.inner) for entry in ledger.entries)
    return {
        "blocks": len(fates),
        "kept": fates.count(Fate.KEPT),
        "separated": fates.count(Fate.SEPARATED),
        "removed": fates.count(Fate.REMOVED),
        "edits": edits,
        "findings": len(document.oddities),
    }
