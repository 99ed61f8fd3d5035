"""The stages of the mission as Luigi tasks. A task chooses and stores; it never cleans.

    RepairMojibake(shard) → StripBoilerplate(shard) → SeparateFurniture(shard) → EmitDocuments(shard)
                                                                               → Manifest → CleanCorpus

With `batch.checkpoints: phases` EmitDocuments takes over right after RepairMojibake and does the two
stages between them in memory; with `stages` each stores its own file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path

import luigi

from cleancopy.batch import stages
from cleancopy.batch.emit import emit_recipe, emit_shard
from cleancopy.batch.journal import Journal
from cleancopy.batch.manifest import MANIFEST, write_manifest
from cleancopy.batch.packing import Row, read_row, row_line
from cleancopy.batch.plan import Plan, cleaner_of, make_plan, read_plan, stored_digest, write_plan
from cleancopy.batch.side import Side, account, holds, inputs_of, lines_of, read_side, side_path, write_side
from cleancopy.clean import Cleaner
from cleancopy.config import load_config
from cleancopy.readers import Source
from cleancopy.writers import write_whole


class PlannedTask(luigi.Task):
    """A task of one run. `plan` is the digest of its plan; empty means the plan stored in `output`."""

    output = luigi.Parameter(description="the output directory")
    plan = luigi.Parameter(default="", description="digest of the plan; empty: the one stored in output")

    @cached_property
    def planned(self) -> Plan:
        """The plan, as it was stored."""
        return read_plan(self.output, self.plan or stored_digest(self.output))

    @property
    def journal(self) -> Journal:
        """Where finished work is noted."""
        return Journal(self.planned.work)


class ShardTask(PlannedTask):
    """A task for one shard. Done when its side file tells of this recipe and these sources."""

    shard = luigi.IntParameter(description="number of the shard, from 0")
    stage = ""

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the shard, in order."""
        return self.planned.shards[self.shard]

    @property
    def recipe(self) -> str:
        """The digest of what decides the result of this stage."""
        return self.planned.recipe

    @property
    def side_path(self) -> Path:
        """Where the account of this task is."""
        return side_path(self.planned.work, self.stage, self.shard)

    def complete(self) -> bool:
        """Whether the account fits; no content is read."""
        output = Path(self.planned.output)
        return holds(read_side(self.side_path), self.recipe, self.sources, output)


class RowTask(ShardTask):
    """A shard task that makes one row for each source, and takes over rows of sources that did not change."""

    @property
    def rows_path(self) -> Path:
        """Where the rows are."""
        return self.planned.work / f"{self.stage}-{self.shard:05}.jsonl"

    def work(self, cleaner: Cleaner) -> Iterable[tuple[bytes, bool]]:
        """A line for each source, and whether it was taken over from the last run."""
        raise AssertionError("a row task says how its rows are made")

    def run(self) -> None:
        """Write the rows, then the account."""
        output = Path(self.planned.output)
        worked = reused = 0
        lines = list(self.work(cleaner_of(self.planned)))
        with write_whole(self.rows_path) as stream:
            for line, old in lines:
                stream.write(line)
                worked, reused = worked + (not old), reused + old
        made = account(output, self.rows_path)
        write_side(self.side_path, Side(self.recipe, inputs_of(self.sources), (made,)))
        self.journal.note(f"{type(self).__name__}({self.shard})", worked, reused)


class RepairMojibake(RowTask):
    """Read, decode and repair one shard."""

    stage = "repair"

    @property
    def recipe(self) -> str:
        """Rules and roles have no part in this stage: a changed rule does not repair anything anew."""
        return self.planned.repair_recipe

    def work(self, cleaner: Cleaner) -> Iterable[tuple[bytes, bool]]:
        """Rows of files that look as in the last run are taken over; others are read and compared."""
        known = self._known_rows()
        for source in self.sources:
            before, line = known.get(source.name, ((), b""))
            if before == (source.size, source.changed):
                yield line, True
                continue
            old = read_row(line) if line else None
            row = stages.repair(cleaner, source, old)
            yield (line, True) if row is old else (row_line(row), False)

    def _known_rows(self) -> dict[str, tuple[tuple[int, int], bytes]]:
        side = read_side(self.side_path)
        if side is None or side.recipe != self.recipe or not side.made:
            return {}
        lines = lines_of(Path(self.planned.output), side.made[0])
        if len(lines) != len(side.inputs):
            return {}
        pairs = zip(side.inputs, lines, strict=True)
        return {name: ((size, changed), line) for (name, size, changed), line in pairs}


class _Following(RowTask):
    """A stage whose rows are made of the rows of the stage before it."""

    def before(self) -> RowTask:
        """The stage before this one."""
        raise AssertionError("a following stage names the one before it")

    def requires(self) -> RowTask:
        """The stage before this one."""
        return self.before()

    def step(self) -> Callable[[Cleaner, Source, Row], Row]:
        """What is done to each row."""
        raise AssertionError("a following stage says what it does")

    def work(self, cleaner: Cleaner) -> Iterable[tuple[bytes, bool]]:
        """Every row is made anew: the stages after repair are cheap."""
        lines = self.before().rows_path.read_bytes().splitlines()
        for source, line in zip(self.sources, lines, strict=True):
            yield row_line(self.step()(cleaner, source, read_row(line))), False


class StripBoilerplate(_Following):
    """Divide the documents of one shard into blocks and find the role of each."""

    stage = "strip"

    def before(self) -> RowTask:
        """Repair."""
        return RepairMojibake(output=self.output, plan=self.plan, shard=self.shard)

    def step(self) -> Callable[[Cleaner, Source, Row], Row]:
        """Label the blocks."""
        return stages.label


class SeparateFurniture(_Following):
    """Mark what leaves the story: furniture, captions, bylines, notes."""

    stage = "separate"

    def before(self) -> RowTask:
        """Roles."""
        return StripBoilerplate(output=self.output, plan=self.plan, shard=self.shard)

    def step(self) -> Callable[[Cleaner, Source, Row], Row]:
        """Select the story."""
        return stages.separate


class EmitDocuments(ShardTask):
    """Write the documents, ledgers, quarantine and story texts of one shard."""

    stage = "emit"

    @property
    def recipe(self) -> str:
        """Kinds of output and names of texts are part of what this task makes."""
        return emit_recipe(self.planned, self.shard)

    def requires(self) -> RowTask:
        """The last stage that stores its rows."""
        last = SeparateFurniture if self.planned.config.batch.checkpoints == "stages" else RepairMojibake
        return last(output=self.output, plan=self.plan, shard=self.shard)

    def run(self) -> None:
        """Write everything, the account last."""
        plan = self.planned
        whole = plan.config.batch.checkpoints == "stages"
        side, worked, reused = emit_shard(
            plan,
            self.shard,
            self.requires().rows_path,
            stages.tell if whole else stages.finish,
            read_side(self.side_path),
            self.recipe,
        )
        write_side(self.side_path, side)
        self.journal.note(f"EmitDocuments({self.shard})", worked, reused)


class Manifest(PlannedTask):
    """Tell of the whole run in manifest.json, and remove what an earlier run made and this one did not."""

    def requires(self) -> list[EmitDocuments]:
        """Every shard."""
        plan = self.planned
        return [EmitDocuments(output=self.output, plan=self.plan, shard=n) for n in range(len(plan.shards))]

    @property
    def side_path(self) -> Path:
        """Where the account of the run is."""
        return side_path(self.planned.work, "manifest")

    def complete(self) -> bool:
        """Whether the manifest is of this plan and every shard is as it should be."""
        side = read_side(self.side_path)
        output = Path(self.planned.output)
        if not holds(side, self.planned.digest, (), output):
            return False
        return all(task.complete() for task in self.requires())

    def run(self) -> None:
        """Write the manifest. Raises OutputError when more sources failed than batch.max_errors allows."""
        sides = [side for task in self.requires() if (side := read_side(task.side_path)) is not None]
        write_manifest(self.planned, sides)
        made = account(Path(self.planned.output), Path(self.planned.output) / MANIFEST)
        write_side(self.side_path, Side(self.planned.digest, (), (made,)))
        self.journal.note("Manifest", 0, 0)


class CleanCorpus(luigi.WrapperTask):
    """Clean all sources below `inputs` into `output`; this is the task to require or to ask for.

    `inputs` are paths, separated by commas; `config` is the path of a config.yaml, or empty;
    `settings` are KEY=VALUE, separated by commas.
    """

    inputs = luigi.Parameter(description="files and directories, separated by commas")
    output = luigi.Parameter(description="the output directory")
    config = luigi.Parameter(default="", description="path of a config.yaml; empty: built-in settings")
    settings = luigi.Parameter(default="", description="settings as KEY=VALUE, separated by commas")

    @cached_property
    def planned(self) -> Plan:
        """The plan, made and stored when it is first asked for."""
        settings = [setting for setting in self.settings.split(",") if setting]
        config = load_config(self.config or None, overrides=settings)
        plan = make_plan(self.inputs.split(","), self.output, config)
        write_plan(plan)
        return plan

    def requires(self) -> Manifest:
        """The manifest, which requires everything else."""
        return Manifest(output=self.output, plan=self.planned.digest)
