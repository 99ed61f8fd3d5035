"""Write what a shard came to: documents, ledgers, quarantine, story texts."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import msgspec
from msgspec import Struct

from cleancopy.batch.journal import DONE, QUARANTINED, Journal
from cleancopy.batch.leftovers import files_of, note_files
from cleancopy.batch.origins import origin_of
from cleancopy.batch.output import documents_file, exports, ledger_file
from cleancopy.batch.packing import Packed, Refused, Row
from cleancopy.batch.plan import Plan, cleaner_of
from cleancopy.batch.shardrows import rows_with_documents
from cleancopy.batch.side import Made, Side, account, inputs_of, unaltered
from cleancopy.batch.stages import Pair, Told
from cleancopy.clean import Cleaner
from cleancopy.corpus import Knowledge
from cleancopy.document import Record
from cleancopy.readers import Found, Source
from cleancopy.render import export_line, read_record, record_line
from cleancopy.writers import LineFile, read_lines, write_whole

Finish = Callable[[Cleaner, Found, Row, Knowledge, str], Told | Refused]

# File names are at most 255 bytes on common file systems; a letter takes up to four in UTF-8, some eight
# digits of a digest and the ending come on top. The letters are those that other systems refuse.
LONGEST_NAME = 60
UNSAFE = frozenset('\\:*?"<>|')
# Lines of the last run are looked up in memory; of a shard that is larger (one huge compressed file)
# nothing is taken over.
MOST_TAKEN_OVER = 256 << 20


class QuarantineRow(Struct, frozen=True, kw_only=True):
    """A source that was not cleaned: its name, why, and what was read of it (null: nothing)."""

    source: str
    reason: str
    message: str
    size: int
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Before:
    """What a shard is made of: rows, the account of the task that made them, what is known of the corpus."""

    rows: Path
    side: Side
    knowledge: Knowledge


def emit_shard(
    plan: Plan, number: int, before: Before, finish: Finish, old: Side | None, recipe: str
) -> tuple[Side, int, int]:
    """Write the files of a shard; gives its account, and how many documents were made and taken over.

    Lines of the last run are taken over when recipe, name and content are the same.
    """
    known = _known(plan, old, recipe)
    cleaner = cleaner_of(plan)
    worked = reused = 0
    with ExitStack() as stack:
        shard = _Shard(plan, number, stack)
        shard.note(files_of(old))
        for place, source, found, row in rows_with_documents(plan, number, before.rows, before.side):
            taken = _taken_over(known, found, row, before.knowledge)
            if taken is not None:
                reused += 1
                shard.keep(place, source, found, *taken)
                continue
            worked += 1
            origin = origin_of(source, found, plan.config.corpus.origin)
            done = finish(cleaner, found, row, before.knowledge, origin)
            if isinstance(done, Refused):
                shard.quarantine(place, found, done)
            else:
                shard.keep(place, source, found, done.record, done.lines)
    shard.journal.flush()
    made = tuple(account(Path(plan.output), path) for path in shard.paths())
    counts = dict(sorted(shard.counts.items()))
    return (
        Side(recipe, inputs_of(plan.shards[number]), made, counts, shard.digests(), before.side.rows),
        worked,
        reused,
    )


def _taken_over(
    known: dict[tuple[str, str], Pair], found: Found, row: Row, knowledge: Knowledge
) -> tuple[Record, Pair] | None:
    """Record and lines of the last run, with the passages that are shared now; None when there are none."""
    if not isinstance(row, Packed) or (pair := known.get((row.name, row.sha256))) is None:
        return None
    record = read_record(pair[0])
    told = record.provenance
    read_alike = told.media_type == row.media_type and told.encoding.evidence == row.evidence
    if record.given != dict(found.given) or not read_alike:
        return None
    keys = dict(found.keys)
    if not {keys.get(purpose, purpose) for purpose in record.given}.issuperset(record.claimed.values()):
        return None
    shared = knowledge.passages(record, row.said)
    if shared != record.shared:
        record = msgspec.structs.replace(record, shared=shared)
        pair = record_line(record), pair[1]
    return record, pair


def _known(plan: Plan, old: Side | None, recipe: str) -> dict[tuple[str, str], Pair]:
    """Record and ledger lines of the last run, by name and digest of the source."""
    # The last part of a recipe is about shared passages, which are looked up again for each record.
    if old is None or old.recipe.rpartition(" ")[0] != recipe.rpartition(" ")[0]:
        return {}
    output = Path(plan.output)
    folders: dict[str, Made] = {made.path.partition("/")[0]: made for made in old.made}
    documents, ledger = folders.get("documents"), folders.get("ledger")
    if documents is None or ledger is None or documents.size + ledger.size > MOST_TAKEN_OVER:
        return {}
    if not (documents.path.endswith((".jsonl", ".gz", ".zst")) and unaltered(output, documents, ledger)):
        return {}
    found = {}
    pairs = zip(read_lines(output / documents.path), read_lines(output / ledger.path), strict=True)
    for document, entry in pairs:
        record = read_record(document)
        found[record.source, record.provenance.sha256] = (document, entry)
    return found


class _Shard:
    """The files of a shard while they are written, and what is counted on the way."""

    def __init__(self, plan: Plan, number: int, stack: ExitStack) -> None:
        self.plan = plan
        self.counts = Counter[str]()
        self.journal = Journal(plan.work)
        self._digests: list[list[str]] = [[] for _ in plan.shards[number]]
        self._sources = plan.shards[number]
        self._texts: list[Path] = []
        output, kinds = Path(plan.output), plan.config.output.kinds
        form = plan.config.output.format
        self._documents = documents_file(output, number, form) if "documents" in kinds else None
        self._ledger = ledger_file(output, number, form) if "ledger" in kinds else None
        self._exports = exports(output, number, kinds)
        self._quarantine = LineFile(output / "quarantine" / f"part-{number:05}.jsonl")
        self._files = [self._documents, self._ledger, self._quarantine, *(file for file, _ in self._exports)]
        for file in self._files:
            if file is not None:
                stack.enter_context(file)

    def note(self, before: Iterator[str]) -> None:
        """Note what this shard may come to make, and what it had made `before`."""
        output = Path(self.plan.output)
        mine = (file.path.relative_to(output).as_posix() for file in self._files if file is not None)
        note_files(self.plan.work, [*mine, *before])

    def keep(self, place: int, source: Source, found: Found, record: Record, pair: Pair) -> None:
        """Write a document."""
        if self._documents is not None:
            self._documents.write(pair[0])
        if self._ledger is not None:
            self._ledger.write(pair[1])
        for file, exporter in self._exports:
            file.write(export_line(exporter(record)))
        if "text" in self.plan.config.output.kinds and found.member:
            self._write_text(source, found, record.text)
        self._digests[place].append(record.provenance.sha256)
        self._count(record)
        self.journal.tick(DONE, found.weight)

    def quarantine(self, place: int, found: Found, row: Refused) -> None:
        """Write why there is no document."""
        told = QuarantineRow(
            source=row.name, reason=row.reason, message=row.message, size=row.size, sha256=row.sha256
        )
        self._quarantine.write(msgspec.json.encode(told) + b"\n")
        self._digests[place].append(row.sha256 or "")
        self.counts["quarantined"] += 1
        self.counts[f"reason {row.reason}"] += 1
        self.journal.tick(QUARANTINED, found.weight)

    def paths(self) -> Iterator[Path]:
        """The files that there are now, once they are closed."""
        for file in self._files:
            if file is not None and file.count:
                yield file.path
        yield from self._texts

    def digests(self) -> tuple[str | None, ...]:
        """For each source the digest of its bytes; of a container that of the digests of its documents."""
        return tuple(map(_digest, self._sources, self._digests))

    def _write_text(self, source: Source, found: Found, text: str) -> None:
        name = f"text/{text_name(self.plan, source, found)}"
        note_files(self.plan.work, [name])
        path = Path(self.plan.output) / name
        # Thousands of small files: waiting for the disk after each takes as long as cleaning them. One
        # that a power cut leaves empty is noticed by its size.
        with write_whole(path, durable=False) as stream:
            stream.write(f"{text}\n".encode() if text else b"")
        self._texts.append(path)

    def _count(self, record: Record) -> None:
        counts, told = self.counts, record.provenance.counts
        counts["documents"] += 1
        counts["repairs"] += told["edits"]
        counts["findings"] += told["findings"]
        if record.shared:
            counts["sharing documents"] += 1
            counts["shared passages"] += len(record.shared)
        for fate in ("kept", "separated", "removed"):
            if told[fate]:
                counts[f"{fate} blocks"] += told[fate]
        if told["kept"] < told["blocks"]:
            counts.update(f"rule {block.rule}" for block in record.blocks if block.fate != "kept")


def _digest(source: Source, digests: list[str]) -> str | None:
    if source.kind:
        return hashlib.sha256("\n".join(digests).encode()).hexdigest()
    return digests[0] or None if digests else None


def text_name(plan: Plan, source: Source, found: Found) -> str:
    """The name of the text file of a document: its own, ending in .txt; a digest where two agree."""
    folder, _, name = found.member.rpartition("/")
    stem = name.rpartition(".")[0] or name
    safe = "".join(letter if letter.isprintable() and letter not in UNSAFE else "_" for letter in stem)[
        :LONGEST_NAME
    ]
    # What else is in a container is not known before it is read, so its members always have a digest.
    if safe != stem or source.kind or _names(plan)[_key(source)] > 1:
        safe += f"-{hashlib.sha256(found.name.encode()).hexdigest()[:8]}"
    parts = [_safe_part(part) for part in folder.split("/") if part not in ("", ".", "..")]
    return "/".join((*parts, f"{safe}.txt"))


def _safe_part(part: str) -> str:
    return (
        part
        if part.isprintable() and len(part) <= LONGEST_NAME
        else f"{hashlib.sha256(part.encode()).hexdigest()[:8]}"
    )


def emit_recipe(plan: Plan, number: int, knowledge: str) -> str:
    """What decides the files of a shard: recipe, kinds and format, names of its texts, what is known."""
    output = plan.config.output
    names = _clashes(plan, number) if "text" in output.kinds else ""
    return f"{plan.recipe} {','.join(output.kinds)} {output.format} {names or '-'} {knowledge}"


def _clashes(plan: Plan, number: int) -> str:
    """A digest of the texts of a shard that are called otherwise because of other sources; mostly empty."""
    names = _names(plan)
    clashing = [source.name for source in plan.shards[number] if names[_key(source)] > 1]
    return hashlib.sha256("\0".join(clashing).encode()).hexdigest()[:16] if clashing else ""


def _key(source: Source) -> str:
    folder, _, name = source.member.rpartition("/")
    return f"{folder}/{name.rpartition('.')[0] or name}".casefold()


@lru_cache(maxsize=2)
def _names(plan: Plan) -> Counter[str]:
    return Counter(_key(source) for shard in plan.shards for source in shard if not source.start)
