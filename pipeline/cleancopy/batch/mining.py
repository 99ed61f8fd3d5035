"""The barrier: what the documents of all shards have in common, told to each shard."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from cleancopy.batch.leftovers import append
from cleancopy.batch.plan import Plan
from cleancopy.batch.runs import merged_lists
from cleancopy.corpus import HEAD, LINE, Knowledge, Repeat, Shared, Wanted, Whose, findings, without_lone
from cleancopy.writers import LineFile

# Bytes of what shards are told that are kept in memory before they are written.
BUFFER = 32 << 20
# Bytes of the mentions of a shard that are looked through at a time.
AT_A_TIME = 4 << 20


class KnownLine(Struct, frozen=True, tag="line"):
    """A line that repeats: its key, and in how many of how many documents."""

    key: str
    documents: int
    of: int


class KnownPassage(Struct, frozen=True, tag="passage"):
    """A passage that several documents have: its key, and which."""

    key: str
    documents: tuple[Whose, ...]
    count: int
    first: str | None


# How the JSON of a KnownLine begins.
LINE_START = b'{"type":"line"'
_known = msgspec.json.Decoder(KnownLine | KnownPassage).decode


def wanted(plan: Plan) -> Wanted:
    """What is to be mined."""
    return Wanted(plan.config.corpus.repeated_lines, plan.config.corpus.shared_passages)


def mined(plan: Plan) -> bool:
    """Whether anything is."""
    return plan.config.corpus.repeated_lines or plan.config.corpus.shared_passages


def repair_recipe(plan: Plan) -> str:
    """What decides the rows of the first phase: rules and roles have no part in it."""
    kinds = wanted(plan)
    told = "+".join(name for name in kinds.__struct_fields__ if getattr(kinds, name)) or "alone"
    return f"{plan.repair_recipe} {told} {plan.config.corpus.origin}"


def run_path(work: Path, shard: int) -> Path:
    """Where the sorted mentions of a shard are."""
    return work / f"mentions-{shard:05}.txt"


def known_path(work: Path, shard: int) -> Path:
    """Where it is told what is known about the documents of a shard."""
    return work / f"known-{shard:05}.jsonl"


# Files of mentions, least number of documents, least share: what they have in common.
Compare = Callable[[Sequence[Path], float, float], Iterable[Repeat | Shared]]


def mine(plan: Plan, compare: Compare | None = None) -> list[Path]:
    """Compare all shards; writes what is known for each of them, and gives the files.

    `compare` yields the findings in the order of their lines; without it the files are merged here.
    """
    work = plan.work
    runs = [run_path(work, shard) for shard in range(len(plan.shards))]
    corpus = plan.config.corpus
    least = corpus.least_documents if isinstance(corpus.least_documents, int) else float("inf")
    repeats: dict[bytes, bytes] = {}
    told = _Told(work, len(plan.shards))
    for found in (compare or _merged)(runs, least, corpus.least_share):
        if isinstance(found, Repeat):
            line = KnownLine(found.key.decode(), found.documents, found.of)
            repeats[found.key] = msgspec.json.encode(line) + b"\n"
        else:
            told.tell(found)
    told.flush()
    return [_write(work, shard, runs[shard], repeats) for shard in range(len(plan.shards))]


def _merged(runs: Sequence[Path], least_documents: float, least_share: float) -> Iterator[Repeat | Shared]:
    several = without_lone(merged_lists(runs, runs[0].parent), least_documents)
    return findings(several, least_documents, least_share)


class _Told:
    """Passages on their way to the shards that have them; larger corpora pass through files."""

    def __init__(self, work: Path, shards: int) -> None:
        self._paths = [_shared_path(work, shard) for shard in range(shards)]
        self._buffers: dict[int, list[bytes]] = {}
        self._size = 0
        for path in self._paths:
            path.unlink(missing_ok=True)

    def tell(self, found: Shared) -> None:
        """Hand a passage to each shard that has a document with it."""
        documents = _unplaced(found.documents)
        told = KnownPassage(found.key.decode(), documents, found.count, found.first)
        line = msgspec.json.encode(told) + b"\n"
        for shard in sorted(found.shards):
            self._buffers.setdefault(shard, []).append(line)
            self._size += len(line)
        if self._size > BUFFER:
            self.flush()

    def flush(self) -> None:
        """Write what is in memory."""
        for shard, lines in self._buffers.items():
            append(self._paths[shard], b"".join(lines))
        self._buffers.clear()
        self._size = 0


def _unplaced(documents: Sequence[Whose]) -> tuple[Whose, ...]:
    """Without the shards: what a shard is told does not depend on how the sources are divided."""
    return tuple(msgspec.structs.replace(whose, shard=0) for whose in documents)


def _shared_path(work: Path, shard: int) -> Path:
    return work / f"shared-{shard:05}.part"


def _write(work: Path, shard: int, run: Path, repeats: dict[bytes, bytes]) -> Path:
    """Put together what a shard is told: the repeated lines that it has, then the passages."""
    path, part = known_path(work, shard), _shared_path(work, shard)
    with LineFile(path) as file:
        file.write(b"")
        for line in _of_shard(run, repeats):
            file.write(line)
        if part.exists():
            with open(part, "rb") as passages:
                for line in passages:
                    file.write(line)
    part.unlink(missing_ok=True)
    return path


def _of_shard(run: Path, repeats: dict[bytes, bytes]) -> Iterator[bytes]:
    if not repeats:
        return
    heads = {b"%b %b" % (LINE, key) for key in repeats}
    found: set[bytes] = set()
    with open(run, "rb") as stream:
        while lines := stream.readlines(AT_A_TIME):
            found |= heads.intersection(map(HEAD, lines))
    for head in sorted(found):
        yield repeats[head[2:]]


def known_digest(work: Path, shard: int) -> str:
    """Two digests of what is known about a shard: of the lines, and of the passages; `-` for nothing."""
    lines, passages = hashlib.sha256(), hashlib.sha256()
    none = lines.digest()
    try:
        with open(known_path(work, shard), "rb") as told:
            for line in told:
                (lines if line.startswith(LINE_START) else passages).update(line)
    except OSError:
        return "? ?"
    return " ".join("-" if each.digest() == none else each.hexdigest()[:16] for each in (lines, passages))


def read_knowledge(work: Path, shard: int) -> Knowledge:
    """What is known about the documents of a shard."""
    repeats: dict[bytes, tuple[int, int]] = {}
    shared: dict[bytes, Shared] = {}
    with open(known_path(work, shard), "rb") as lines:
        for line in lines:
            told = _known(line)
            if isinstance(told, KnownLine):
                repeats[told.key.encode()] = (told.documents, told.of)
            else:
                key = told.key.encode()
                shared[key] = Shared(key, told.documents, told.count, frozenset(), told.first)
    return Knowledge(repeats, shared)
