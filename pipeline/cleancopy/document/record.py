"""The record: one object a document, as it is written to `documents/`. Offsets are half-open."""

from __future__ import annotations

from msgspec import UNSET, Struct, UnsetType


class _Plain(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
    """Every key is always written, so that readers that infer a schema see all of them."""


class Author(_Plain, frozen=True, kw_only=True):
    """A person behind the article; `role` is author, contributor, photographer or editor."""

    name: str
    role: str
    organization: str | None = None


class Dateline(_Plain, frozen=True, kw_only=True):
    """Place, agency and date of the report, and `raw`: the words as they stand in the story."""

    place: str | None = None
    agency: str | None = None
    date: str | None = None
    raw: str = ""


class Caption(_Plain, frozen=True, kw_only=True):
    """A caption without its credit, and the credit."""

    text: str
    credit: str | None = None


class Note(_Plain, frozen=True, kw_only=True):
    """A note around the story: contributor, author_bio, editors_note or correction."""

    role: str
    text: str
    names: tuple[str, ...] = ()
    organization: str | None = None


class RecordBlock(_Plain, frozen=True, kw_only=True):
    """A block: `start`/`end` are code points of the record's `text`; a block outside it has its own `text`.

    `source` lists byte ranges of the source; `fate` is kept, separated or removed.
    """

    role: str
    fate: str
    source: tuple[tuple[int, int], ...]
    rule: str
    confidence: float
    start: int | UnsetType = UNSET
    end: int | UnsetType = UNSET
    text: str | UnsetType = UNSET
    note: str | UnsetType = UNSET


class Elsewhere(_Plain, frozen=True, kw_only=True):
    """Another document of the same run."""

    id: str
    source: str


class SharedPassage(_Plain, frozen=True, kw_only=True):
    """A passage of `text` (code points) that `count` other documents of the run have too.

    `documents` names the first of them, in the order of their names; `first` is the earliest date that is
    known of any document that has it.
    """

    start: int
    end: int
    documents: tuple[Elsewhere, ...]
    count: int
    first: str | None = None


class PageNotes(_Plain, frozen=True, kw_only=True):
    """A web page's own facts: `evidence` says why it is of its kind, `decided_by` who told what is story.

    `sources` tells where headline, authors and date were found: visible, json-ld, meta, byline …
    """

    evidence: str
    decided_by: str
    section: str | None
    canonical: str | None
    publisher: str | None
    paywalled: bool
    sources: dict[str, str]


class EncodingFacts(_Plain, frozen=True, kw_only=True):
    """Which encoding the source is in, how sure that is, and what spoke for it."""

    name: str
    confidence: float
    evidence: tuple[str, ...]


class Finding(_Plain, frozen=True, kw_only=True):
    """Something that looks wrong and was left as it is; `source` is a byte range."""

    rule: str
    source: tuple[int, int]
    text: str
    why: str
    candidates: tuple[str, ...] = ()


class Provenance(_Plain, frozen=True, kw_only=True):
    """Where the record comes from and what made it; the same for every run with the same recipe."""

    media_type: str
    sha256: str
    size: int
    encoding: EncodingFacts
    recipe: str
    software: dict[str, str]
    counts: dict[str, int]


class Record(_Plain, frozen=True, kw_only=True):
    """One cleaned document.

    `given` is what its container says of it, as it says it: url, date, id, title, author, publisher, fetched.
    `claimed` tells which fields are taken from there, because the document itself does not say: the field, and
    the key of the container. `kind`, `kind_confidence` and `page` are null for what is no web page.
    """

    id: str
    text: str
    source: str
    kind: str | None = None
    kind_confidence: float | None = None
    language: str | None = None
    created: str | None = None
    headline: str | None = None
    alternative_headlines: tuple[str, ...] = ()
    standfirst: str | None = None
    authors: tuple[Author, ...] = ()
    dateline: Dateline | None = None
    captions: tuple[Caption, ...] = ()
    notes: tuple[Note, ...] = ()
    blocks: tuple[RecordBlock, ...] = ()
    findings: tuple[Finding, ...] = ()
    shared: tuple[SharedPassage, ...] = ()
    given: dict[str, str] = {}
    claimed: dict[str, str] = {}
    page: PageNotes | None = None
    provenance: Provenance
