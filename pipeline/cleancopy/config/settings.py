"""Every setting there is: its section, its kind, its built-in value and what it means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

from cleancopy.config.kinds import (
    Kind,
    all_or,
    choice,
    codec,
    count,
    list_of,
    pack_file,
    share,
    size,
    switch,
    text,
)
from cleancopy.config.presets import DEFAULT_PRESET, PRESETS
from cleancopy.document import ROLES, Role
from cleancopy.repair import RepairOptions

T = TypeVar("T")

# A news article has some kilobytes; a source of 64 MiB is a container or a mistake.
LARGEST_SOURCE = 64 << 20
# About 2,000 articles, 20 seconds of work for one process: a hundred megabytes keep several processes busy
# to the end, and a million articles still make no more than some hundreds of shards.
SHARD_BYTES = 8 << 20
# Quoted reader comments and long standfirsts look like story and are rightly cut. Of 292 development dumps
# one loses more than a tenth of what looks like story, none more than a fifth; the five seeds lose nothing.
LOSS_BUDGET = 0.2
MEDIA_TYPES = ("auto", "text/plain", "text/html", "application/xhtml+xml")

# What a file may hold: a document as it is (text), or many in one of these forms.
CONTENTS = ("auto", "text", "jsonl", "json", "csv", "tsv", "zip", "tar", "warc", "parquet")
OUTPUT_KINDS = ("documents", "ledger", "text", "schema.org", "ninjs", "dolma", "ro-crate", "openlineage")
OUTPUT_FORMATS = ("jsonl", "jsonl.gz", "jsonl.zst", "parquet")
ORIGINS = ("auto", "host", "folder", "file")
# A line that stands in fewer different documents of an origin may be chance, or a phrase that a desk likes;
# in nine of ten documents of an origin it does not stand. See docs/decisions/0060.
LEAST_DOCUMENTS = 20
LEAST_SHARE = 0.1


# From "only what is certain" to "rather too much"; each is a measured point in `model/decision.py`.
BALANCES = ("archive", "news", "training")


def setting(kind: Kind[T], default: T, meaning: str) -> T:
    """A field that the configuration fills."""
    return field(default=default, metadata={"kind": kind, "meaning": meaning})


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """What is read."""

    encoding: str = setting(codec(), "auto", "encoding of the sources; auto looks at the bytes of each")
    media_type: str = setting(
        choice("media type", MEDIA_TYPES), "auto", "what the sources are; auto looks at the bytes of each"
    )
    max_bytes: int = setting(size(), LARGEST_SOURCE, "a larger source goes to quarantine")
    content: str = setting(
        choice("kind of content", CONTENTS), "auto", "what input files hold; auto tells it from their names"
    )
    text_key: str = setting(text(), "auto", "key or column of the text; auto tries the usual ones")
    html_key: str = setting(text(), "auto", "key or column of the web page; the text wins where both are")
    url_key: str = setting(text(), "auto", "key or column of the address")
    date_key: str = setting(text(), "auto", "key or column of the date of publication")
    id_key: str = setting(text(), "auto", "key or column of the identity that the document has there")
    title_key: str = setting(text(), "auto", "key or column of the headline, where the text itself has none")
    author_key: str = setting(
        text(), "auto", "key or column of the authors, where the text itself names none"
    )
    publisher_key: str = setting(text(), "auto", "key or column of who published it, who is no author")
    records_key: str = setting(
        text(), "auto", "path of keys to the array of documents in a JSON object; auto looks for it"
    )


@dataclass(frozen=True, slots=True)
class RepairSettings:
    """Which damage is undone, and which matters of taste are settled on the way."""

    enabled: bool = setting(switch(), True, "whether damaged characters are repaired at all")
    confidence_floor: float = setting(share(), 0.9, "a repair less sure than this is reported, not made")
    second_opinion: bool = setting(switch(), False, "report what ftfy would repair in lines left as they are")
    straighten_quotes: bool = setting(switch(), False, "write curly quotation marks and apostrophes straight")
    narrow_width: bool = setting(switch(), False, "write full-width letters and digits in normal width")
    split_ligatures: bool = setting(switch(), False, "write ligatures such as ﬁ as single letters")
    drop_soft_hyphens: bool = setting(switch(), False, "drop invisible soft hyphens")
    drop_zero_width: bool = setting(switch(), False, "drop invisible zero-width characters")
    join_hyphenated_lines: bool = setting(switch(), False, "join words divided at the end of a line")
    drop_controls: bool = setting(switch(), False, "drop control characters other than line breaks and tabs")
    normalization: str = setting(
        choice("normalization", ("none", "NFC", "NFKC")), "none", "Unicode normalization form of the copy"
    )

    @property
    def options(self) -> RepairOptions:
        """The same settings as the repair engine takes them."""
        return RepairOptions(
            confidence_floor=self.confidence_floor,
            straighten_quotes=self.straighten_quotes,
            narrow_width=self.narrow_width,
            split_ligatures=self.split_ligatures,
            drop_soft_hyphens=self.drop_soft_hyphens,
            drop_zero_width=self.drop_zero_width,
            join_hyphenated_lines=self.join_hyphenated_lines,
            drop_controls=self.drop_controls,
            compose=self.normalization == "NFC",
            compose_compatibility=self.normalization == "NFKC",
        )


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """Which rules label the lines; `packs` is None for all, `own` are (path as written, text)."""

    packs: tuple[str, ...] | None = setting(
        all_or(list_of(text())), None, "packs in use: all, or their names"
    )
    off: tuple[str, ...] = setting(list_of(text()), (), "ids of rules and names of packs that are not used")
    own: tuple[tuple[str, str], ...] = setting(
        list_of(pack_file()), (), "files with rules of your own, relative to this file"
    )


@dataclass(frozen=True, slots=True)
class RoleSettings:
    """How the role of a line is decided where no rule is certain."""

    model: bool = setting(switch(), True, "whether the learned model advises where no rule speaks")
    balance: str = setting(
        choice("balance", BALANCES),
        "news",
        "how much evidence takes a line out of the story where no rule speaks",
    )


@dataclass(frozen=True, slots=True)
class PageSettings:
    """How the story of a web page is found."""

    adviser: bool = setting(
        switch(), True, "whether trafilatura is asked about an article in which the page model finds no story"
    )
    standfirst: str = setting(
        choice("choice", ("keep", "separate")),
        "keep",
        "a summary that reads as the first paragraph: part of the text, or a field of its own",
    )


@dataclass(frozen=True, slots=True)
class StorySettings:
    """What makes up the text of the copy."""

    text: tuple[str, ...] = setting(
        list_of(choice("role", ROLES), least=1), ("body", "subheading"), "roles whose lines are the text"
    )
    dateline: str = setting(choice("choice", ("keep", "cut")), "keep", "PARIS (AP) — at the head of the text")
    sign_off: str = setting(choice("choice", ("keep", "cut")), "keep", "(dpa) and the like at its end")

    @property
    def roles(self) -> frozenset[Role]:
        """The roles that make up the text."""
        return frozenset(map(Role, self.text))

    @property
    def cut(self) -> frozenset[str]:
        """The facts that are cut out of the text: any of dateline, sign_off."""
        return frozenset(name for name in ("dateline", "sign_off") if getattr(self, name) == "cut")


@dataclass(frozen=True, slots=True)
class OutputSettings:
    """What a run writes beside manifest and quarantine, which it always writes."""

    kinds: tuple[str, ...] = setting(
        list_of(choice("kind of output", OUTPUT_KINDS)),
        ("documents", "ledger", "text"),
        "what a run writes for each document",
    )
    format: str = setting(choice("format", OUTPUT_FORMATS), "jsonl", "how documents and ledger are written")


@dataclass(frozen=True, slots=True)
class CorpusSettings:
    """What is learned from many documents at once."""

    repeated_lines: bool = setting(
        switch(), True, "whether lines that many documents of one origin have leave the story"
    )
    shared_passages: bool = setting(
        switch(), True, "whether passages that stand in several documents are recorded on each of them"
    )
    origin: str = setting(
        choice("origin", ORIGINS), "auto", "which documents are compared for repeated lines"
    )
    least_documents: int | str = setting(
        count(2, "unlimited"), LEAST_DOCUMENTS, "different documents of an origin that must have the line"
    )
    least_share: float = setting(
        share(), LEAST_SHARE, "share of the documents of an origin that must have the line"
    )


@dataclass(frozen=True, slots=True)
class BatchSettings:
    """What a run works on and how it is divided; none of this changes a record."""

    inputs: tuple[str, ...] = setting(list_of(text()), (), "files and folders of a run that names none")
    output: str = setting(text(), "cleaned", "folder of a run that names none")
    include: tuple[str, ...] = setting(
        list_of(text()), (), "patterns of the files below a folder that are sources; empty for all"
    )
    exclude: tuple[str, ...] = setting(
        list_of(text()), (), "patterns of the files below a folder that are not"
    )
    workers: int | str = setting(count(1, "auto"), "auto", "processes; auto is one for each processor")
    shard_bytes: int = setting(
        size(), SHARD_BYTES, "most source bytes that one task cleans; less in a small corpus"
    )
    checkpoints: str = setting(
        choice("choice", ("phases", "stages")), "phases", "what is stored between tasks"
    )
    max_errors: int | str = setting(
        count(0, "unlimited"), "unlimited", "a run fails when more documents than this go to quarantine"
    )


@dataclass(frozen=True, slots=True)
class Config:
    """A whole configuration: immutable, hashable, picklable; `load_config` makes it.

    Two configurations are equal when they say the same, wherever their values came from.
    """

    preset: str = setting(choice("preset", PRESETS), DEFAULT_PRESET, "values that all other keys start from")
    source: SourceSettings = field(default_factory=SourceSettings)
    repair: RepairSettings = field(default_factory=RepairSettings)
    rules: RuleSettings = field(default_factory=RuleSettings)
    roles: RoleSettings = field(default_factory=RoleSettings)
    pages: PageSettings = field(default_factory=PageSettings)
    story: StorySettings = field(default_factory=StorySettings)
    loss_budget: float = setting(
        share(), LOSS_BUDGET, "quarantine when more than this share of what looks like story would be cut"
    )
    corpus: CorpusSettings = field(default_factory=CorpusSettings)
    output: OutputSettings = field(default_factory=OutputSettings)
    batch: BatchSettings = field(default_factory=BatchSettings)
    places: tuple[tuple[str, str], ...] = field(default=(), compare=False, repr=False)

    def effective(self) -> dict[str, Any]:
        """Every setting as plain nested values (text, numbers, booleans, lists), always in the same order."""
        nested: dict[str, Any] = {}
        for key in KEYS:
            section, _, name = key.name.rpartition(".")
            holder = getattr(self, section) if section else self
            value = getattr(holder, name)
            values = nested.setdefault(section, {}) if section else nested
            values[name] = _plain(key.name, value)
        return nested

    def decisive(self) -> dict[str, Any]:
        """The part of `effective` that can change a record: all but `output` and `batch`."""
        return {name: value for name, value in self.effective().items() if name not in ("output", "batch")}

    def origins(self) -> dict[str, str]:
        """Dotted key → where its value came from: `built-in`, `preset archive`, `config.yaml:12` …"""
        places = dict(self.places)
        return {key.name: places.get(key.name, "built-in") for key in KEYS}


def _plain(name: str, value: object) -> object:
    if name == "rules.own" and isinstance(value, tuple):
        return [path for path, _ in value]
    if name == "rules.packs" and value is None:
        return "all"
    return list(value) if isinstance(value, tuple) else value


@dataclass(frozen=True, slots=True)
class Key:
    """One setting: dotted name, kind, built-in value, meaning."""

    name: str
    kind: Kind[object]
    default: object
    meaning: str


def _keys(holder: type[Any], prefix: str = "") -> Iterator[Key]:
    for item in fields(holder):
        name = prefix + item.name
        if "kind" in item.metadata:
            yield Key(name, item.metadata["kind"], item.default, item.metadata["meaning"])
        elif isinstance(item.default_factory, type):
            yield from _keys(item.default_factory, f"{name}.")


KEYS = tuple(_keys(Config))
SECTIONS = tuple(dict.fromkeys(key.name.partition(".")[0] for key in KEYS if "." in key.name))
