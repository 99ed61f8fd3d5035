"""The plan of a run: which sources, in which shards, under which recipe. All tasks read it, one writes it."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from cleancopy.batch.dividing import batched, divided, shard_size
from cleancopy.batch.shards import Shards
from cleancopy.batch.stdin import STDIN, stdin_source
from cleancopy.clean import Cleaner
from cleancopy.config import Config, load_config
from cleancopy.errors import OutputError
from cleancopy.readers import Choice, Source, is_remote, pieces, require, sources
from cleancopy.recipe import repair_digest
from cleancopy.writers import require_format, write_whole

# Sources that are held unpacked while they are listed.
AT_A_TIME = 4096
WORK = ".work"
PLAN = "plan.json"


# Compared and hashed by identity: a plan is looked up for every document, and has all sources in it.
@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What a run does: the output directory, the shards (each some sources, in order), the configuration.

    `recipe` decides every result, `repair_recipe` those of the first phase alone; `digest` names the plan.
    """

    output: str
    shards: Shards
    config: Config
    recipe: str
    repair_recipe: str
    digest: str

    @property
    def work(self) -> Path:
        """Where tasks keep what only the next run needs."""
        return Path(self.output) / WORK

    @property
    def sources(self) -> int:
        """How many sources there are; a container in pieces counts as often."""
        return self.shards.sources

    @property
    def bytes(self) -> int:
        """How many bytes they had when they were listed."""
        return self.shards.bytes


# The plan that this process wrote last: it has all sources in it, so there are no two of it.
_written: dict[tuple[str, str], Plan] = {}


def make_plan(inputs: Sequence[str], output: str, config: Config) -> Plan:
    """List the sources and divide them into shards by bytes; the same files give the same plan.

    What an earlier run wrote to `output` is no source. Raises OutputError when an input lies in `output`.
    """
    _keep_apart(inputs, output)
    batch = config.batch
    choice = Choice(batch.include, batch.exclude, config.source.content)
    named = [given for given in inputs if given != STDIN]
    found = sources(named, without=output, choice=choice)
    if STDIN in inputs:
        found = chain(found, [stdin_source(Path(output) / WORK, config.source.content)])
    require_format(config.output.format)
    listed = Shards(batched(_readable(found), AT_A_TIME))
    size = shard_size(listed.bytes, batch.shard_bytes)
    whole = (piece for part in listed for source in part for piece in pieces(source, size))
    return _plan(output, Shards(divided(whole, size)), config)


def _readable(found: Iterable[Source]) -> Iterator[Source]:
    """The same sources. A library that is missing is told before the first document, not by a task in some process."""
    seen = {""}
    for source in found:
        if source.kind not in seen:
            seen.add(source.kind)
            require(source.kind, source.name)
        yield source


def write_plan(plan: Plan) -> None:
    """Store the plan for the tasks, which may run in other processes; in this one they get it as it is."""
    told = {
        "output": plan.output,
        "config": plan.config.effective(),
        "own": plan.config.rules.own,
        "digest": plan.digest,
    }
    with write_whole(plan.work / PLAN) as stream:
        stream.write(json.dumps(told).removesuffix("}").encode("ascii") + b', "shards": ')
        for part in plan.shards.told():
            stream.write(part)
        stream.write(b"}")
    _written.clear()
    _written[plan.output, plan.digest] = plan


def stored_digest(output: str) -> str:
    """The digest of the plan that the last run stored; OutputError when there is none."""
    path = Path(output) / WORK / PLAN
    try:
        return str(json.loads(path.read_bytes())["digest"])
    except (OSError, ValueError, KeyError) as error:
        raise OutputError(f"{path}: no plan to read; `cleancopy run` makes one") from error


def read_plan(output: str, digest: str) -> Plan:
    """The stored plan of that digest; OutputError when there is none, or another run's in its place."""
    return _written.get((output, digest)) or _read_plan(output, digest)


@lru_cache(maxsize=2)
def _read_plan(output: str, digest: str) -> Plan:
    path = Path(output) / WORK / PLAN
    try:
        told = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise OutputError(f"{path}: no plan to read: {error}") from error
    if told["digest"] != digest:
        raise OutputError(f"{path}: the plan of another run; two runs must not share an output directory")
    shards = Shards(tuple(Source(*source) for source in shard) for shard in told["shards"])
    return _plan(told["output"], shards, _config(told["config"], told["own"]))


@lru_cache(maxsize=2)
def cleaner_of(plan: Plan) -> Cleaner:
    """The cleaner of a plan; made once in each process."""
    return Cleaner(plan.config)


def _config(effective: dict[str, Any], own: list[list[str]]) -> Config:
    rules = {**effective["rules"], "own": []}
    config = load_config(overrides={**effective, "rules": rules})
    packs = tuple((label, text) for label, text in own)
    return dataclasses.replace(config, rules=dataclasses.replace(config.rules, own=packs))


def _plan(output: str, shards: Shards, config: Config) -> Plan:
    recipe = Cleaner(config).recipe
    kinds = ",".join((*config.output.kinds, config.output.format, config.batch.checkpoints))
    digest = hashlib.sha256(f"{recipe}\n{kinds}\n".encode())
    for part in shards.told():
        digest.update(part)
    return Plan(output, shards, config, recipe, repair_digest(config), digest.hexdigest()[:16])


def _keep_apart(inputs: Iterable[str], output: str) -> None:
    """Refuse an output directory in which a result could take the place of a source."""
    if is_remote(output):
        raise OutputError(f"{output}: expected a directory of this machine; `--publish` copies what it holds")
    there = os.path.realpath(output)
    for given in inputs:
        if given == STDIN or is_remote(given):
            continue
        if os.path.commonpath((there, os.path.realpath(given))) == there:
            raise OutputError(f"{output}: the input {given} lies there; expected a directory of its own")
