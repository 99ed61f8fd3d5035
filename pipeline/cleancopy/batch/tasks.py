"""The stages of the mission as Luigi tasks. A task chooses and stores; it never cleans.

    RepairMojibake(shard) → MineRepeats → StripBoilerplate(shard) → SeparateFurniture(shard)
                          → EmitDocuments(shard) → Manifest → CleanCorpus

MineRepeats waits for all shards and compares them; without `corpus` settings that want it, it is left out.

With `batch.checkpoints: phases` EmitDocuments takes over right after RepairMojibake and does the two
stages between them in memory; with `stages` each stores its own file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path

import luigi

from cleancopy.batch import stages
from cleancopy.batch.emit import Before, emit_recipe, emit_shard
from cleancopy.batch.ending import end_with_parent
from cleancopy.batch.journal import Journal
from cleancopy.batch.manifest import MANIFEST, write_manifest
from cleancopy.batch.mining import Compare, known_digest, mine, mined, read_knowledge, repair_recipe
from cleancopy.batch.origins import origin_of
from cleancopy.batch.packing import Row, row_line
from cleancopy.batch.plan import Plan, cleaner_of, make_plan, read_plan, stored_digest, write_plan
from cleancopy.batch.progress import told_to
from cleancopy.batch.prov import PROV_MANIFEST
from cleancopy.batch.repairing import repair_shard
from cleancopy.batch.shardrows import rows_with_documents
from cleancopy.batch.side import Side, account, holds, inputs_of, read_side, side_path, write_side
from cleancopy.batch.targets import FolderParameter
from cleancopy.batch.warm import load
from cleancopy.clean import Cleaner
from cleancopy.config import load_config
from cleancopy.corpus import Knowledge
from cleancopy.errors import OutputError
from cleancopy.readers import Found, Source
from cleancopy.writers import write_whole

LOCAL, SPARK = "local", "spark"


def engine_parameter() -> luigi.Parameter:
    """Who works on the shards; the result is the same, so it names no other task."""
    return luigi.ChoiceParameter(
        choices=[LOCAL, SPARK], default=LOCAL, significant=False, description="who works on the shards"
    )


class PlannedTask(luigi.Task):
    """A task of one run. `plan` is the digest of its plan; empty means the plan stored in `output`."""

    output = FolderParameter(description="the output directory")
    plan = luigi.Parameter(default="", description="digest of the plan; empty: the one stored in output")

    @cached_property
    def planned(self) -> Plan:
        """The plan, as it was stored."""
        return read_plan(self.output, self.plan or stored_digest(self.output))

    @property
    def journal(self) -> Journal:
        """Where finished work is noted."""
        return Journal(self.planned.work)

    def telling(self) -> AbstractContextManager[None]:
        """While the block runs, Luigi's page about this task tells how far the whole run has come."""
        return told_to(self.set_status_message, self.journal, self.planned.bytes)


@PlannedTask.event_handler(luigi.Event.START)  # type: ignore[untyped-decorator]
def _bound_to_the_run(task: PlannedTask) -> None:
    end_with_parent()


class ShardTask(PlannedTask):
    """A task for one shard. Done when its side file tells of this recipe and these sources."""

    shard = luigi.IntParameter(description="number of the shard, from 0")
    stage = ""

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the shard, in order."""
        return self.planned.shards[self.shard]

    @property
    def priority(self) -> int:
        """Large shards go first: the fewer bytes the last ones have, the less the others have to wait for them."""
        return int(self.planned.shards.sizes[self.shard])

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
    """A shard task that makes a row of each document."""

    @property
    def rows_path(self) -> Path:
        """Where the rows are."""
        return self.planned.work / f"{self.stage}-{self.shard:05}.jsonl"

    @property
    def side(self) -> Side:
        """The account of this task. Raises OutputError when it is not done."""
        side = read_side(self.side_path)
        if side is None:
            raise OutputError(f"{self.side_path}: there is none; {type(self).__name__} was not done")
        return side


class RepairMojibake(RowTask):
    """Read, decode and repair one shard, and note what its documents mention."""

    stage = "repair"

    @property
    def priority(self) -> int:
        """More than any task that waits for all of these has: from that one they would inherit it, all the same."""
        return self.planned.bytes + super().priority

    @property
    def recipe(self) -> str:
        """Rules and roles have no part in this stage: a changed rule does not repair anything anew."""
        return repair_recipe(self.planned)

    def run(self) -> None:
        """Write the rows and the sorted mentions, then the account."""
        with self.telling():
            side, worked, reused = repair_shard(
                self.planned, self.shard, self.rows_path, read_side(self.side_path), self.recipe
            )
        write_side(self.side_path, side)
        self.journal.note(f"{type(self).__name__}({self.shard})", worked, reused)


class MineRepeats(PlannedTask):
    """The barrier: compare what the documents of all shards mention."""

    def requires(self) -> list[RepairMojibake]:
        """Every shard, repaired."""
        shards = range(len(self.planned.shards))
        return [RepairMojibake(output=self.output, plan=self.plan, shard=number) for number in shards]

    @property
    def side_path(self) -> Path:
        """Where the account of the comparison is."""
        return side_path(self.planned.work, "mine")

    def complete(self) -> bool:
        """Whether the comparison is of this plan, which has all sources in it; no shard is looked at."""
        return holds(read_side(self.side_path), self.planned.digest, (), Path(self.planned.output))

    def run(self) -> None:
        """Write what is known for each shard, then the account."""
        self.compare()

    def compare(self, how: Compare | None = None) -> None:
        """The same, the documents compared in this way."""
        plan = self.planned
        made = tuple(account(Path(plan.output), path) for path in mine(plan, how))
        write_side(self.side_path, Side(plan.digest, (), made))
        self.journal.note("MineRepeats", 0, 0)


class InformedTask(ShardTask):
    """A shard task that needs to know what the corpus shows."""

    @property
    def barrier(self) -> MineRepeats | None:
        """The comparison of all shards; None when none is wanted."""
        return MineRepeats(output=self.output, plan=self.plan) if mined(self.planned) else None

    @property
    def known(self) -> str:
        """Digests of what is known about this shard."""
        return known_digest(self.planned.work, self.shard) if mined(self.planned) else "- -"

    def knowledge(self) -> Knowledge:
        """What is known about the documents of this shard."""
        return read_knowledge(self.planned.work, self.shard) if mined(self.planned) else Knowledge()

    def complete(self) -> bool:
        """Whether the account fits, and the comparison that it rests on does."""
        return (self.barrier is None or self.barrier.complete()) and super().complete()


class _Following(InformedTask, RowTask):
    """A stage whose rows are made of the rows of the stage before it."""

    def before(self) -> RowTask:
        """The stage before this one."""
        raise AssertionError("a following stage names the one before it")

    @property
    def recipe(self) -> str:
        """What is known of the corpus decides as well."""
        return f"{self.planned.recipe} {self.known}"

    def requires(self) -> list[luigi.Task]:
        """The stage before this one, and the comparison."""
        return [self.before(), *([self.barrier] if self.barrier is not None else [])]

    def step(self) -> Callable[[Cleaner, Found, Row, Knowledge, str], Row]:
        """What is done to each row."""
        raise AssertionError("a following stage says what it does")

    def run(self) -> None:
        """Every row is made anew: the stages after repair are cheap."""
        plan, before, knowledge = self.planned, self.before(), self.knowledge()
        cleaner = cleaner_of(plan)
        done = 0
        with write_whole(self.rows_path) as stream:
            for _, source, found, row in rows_with_documents(plan, self.shard, before.rows_path, before.side):
                origin = origin_of(source, found, plan.config.corpus.origin)
                stream.write(row_line(self.step()(cleaner, found, row, knowledge, origin)))
                done += 1
        made = (account(Path(plan.output), self.rows_path),)
        write_side(self.side_path, Side(self.recipe, inputs_of(self.sources), made, rows=before.side.rows))
        self.journal.note(f"{type(self).__name__}({self.shard})", done, 0)


class StripBoilerplate(_Following):
    """Divide the documents of one shard into blocks and find the role of each."""

    stage = "strip"

    def before(self) -> RowTask:
        """Repair."""
        return RepairMojibake(output=self.output, plan=self.plan, shard=self.shard)

    def step(self) -> Callable[[Cleaner, Found, Row, Knowledge, str], Row]:
        """Label the blocks."""
        return stages.label


class SeparateFurniture(_Following):
    """Mark what leaves the story: furniture, captions, bylines, notes."""

    stage = "separate"

    def before(self) -> RowTask:
        """Roles."""
        return StripBoilerplate(output=self.output, plan=self.plan, shard=self.shard)

    def step(self) -> Callable[[Cleaner, Found, Row, Knowledge, str], Row]:
        """Select the story."""
        return stages.separate


class EmitDocuments(InformedTask):
    """Write the documents, ledgers, quarantine and story texts of one shard."""

    stage = "emit"

    @property
    def recipe(self) -> str:
        """Kinds of output and names of texts are part of what this task makes."""
        return emit_recipe(self.planned, self.shard, self.known)

    def before(self) -> RowTask:
        """The last stage that stores its rows."""
        last = SeparateFurniture if self.planned.config.batch.checkpoints == "stages" else RepairMojibake
        return last(output=self.output, plan=self.plan, shard=self.shard)

    def requires(self) -> list[luigi.Task]:
        """The last stage that stores its rows, and the comparison."""
        return [self.before(), *([self.barrier] if self.barrier is not None else [])]

    def run(self) -> None:
        """Write everything, the account last."""
        plan, before = self.planned, self.before()
        whole = plan.config.batch.checkpoints == "stages"
        with self.telling():
            side, worked, reused = emit_shard(
                plan,
                self.shard,
                Before(before.rows_path, before.side, self.knowledge()),
                stages.tell if whole else stages.finish,
                read_side(self.side_path),
                self.recipe,
            )
        write_side(self.side_path, side)
        self.journal.note(f"EmitDocuments({self.shard})", worked, reused)


class Manifest(PlannedTask):
    """Tell of the whole run in manifest.json, and remove what an earlier run made and this one did not."""

    engine = engine_parameter()

    @property
    def shards(self) -> list[EmitDocuments]:
        """Every shard."""
        plan = self.planned
        return [EmitDocuments(output=self.output, plan=self.plan, shard=n) for n in range(len(plan.shards))]

    def requires(self) -> Sequence[luigi.Task]:
        """Every shard; or the one task that has Spark do all of them."""
        if self.engine != SPARK:
            return self.shards
        # Spark's own task asks those of this module what is left to do.
        from cleancopy.batch.spark.task import CleanOnSpark

        return [CleanOnSpark(output=self.output, plan=self.plan)]

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
        return all(task.complete() for task in self.shards)

    def accounts(self) -> Iterator[Side]:
        """The accounts of all shards, read one after the other."""
        return (side for task in self.shards if (side := read_side(task.side_path)) is not None)

    def run(self) -> None:
        """Write the manifest. Raises OutputError when more sources failed than batch.max_errors allows."""
        write_manifest(self.planned, self.accounts)
        output = Path(self.planned.output)
        made = tuple(account(output, output / name) for name in (MANIFEST, PROV_MANIFEST))
        write_side(self.side_path, Side(self.planned.digest, (), made))
        self.journal.note("Manifest", 0, 0)


class CleanCorpus(luigi.WrapperTask):
    """Clean all sources below `inputs` into `output`; this is the task to require or to ask for.

    `inputs` are paths, separated by commas; `config` is the path of a config.yaml, or empty;
    `settings` are KEY=VALUE, separated by commas.
    """

    inputs = luigi.Parameter(description="files and directories, separated by commas")
    output = FolderParameter(description="the output directory")
    config = luigi.Parameter(default="", description="path of a config.yaml; empty: built-in settings")
    settings = luigi.Parameter(default="", description="settings as KEY=VALUE, separated by commas")
    engine = engine_parameter()

    @cached_property
    def planned(self) -> Plan:
        """The plan, made and stored when it is first asked for."""
        settings = [setting for setting in self.settings.split(",") if setting]
        config = load_config(self.config or None, overrides=settings)
        plan = make_plan(self.inputs.split(","), self.output, config)
        write_plan(plan)
        if not Manifest(output=self.output, plan=plan.digest).complete():
            Journal(plan.work).begin()
            # Luigi makes a process for each task; what is loaded here they have.
            load(plan)
        return plan

    def requires(self) -> Manifest:
        """The manifest, which requires everything else."""
        return Manifest(output=self.output, plan=self.planned.digest, engine=self.engine)
