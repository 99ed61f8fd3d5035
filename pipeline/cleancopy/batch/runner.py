"""Run the batch: plan, Luigi, exit code, run log. Luigi's own exit codes are not enough.

Luigi 3.8.1 exits with 0 after a worker was killed, returns True for missing external dependencies and
retries about a thousand million times; so the result is read off the outputs, not off Luigi.
"""

from __future__ import annotations

import json
import os
import platform
import socket
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import luigi
from luigi.configuration import get_config

from cleancopy.batch.complaints import heard
from cleancopy.batch.ending import INTERRUPTED, end_workers, terminable
from cleancopy.batch.hands import Makers
from cleancopy.batch.journal import Entry, Journal
from cleancopy.batch.lineage import ABORT, COMPLETE, FAIL, Lineage
from cleancopy.batch.lock import alone
from cleancopy.batch.manifest import Summary, read_manifest, read_summary, too_many
from cleancopy.batch.plan import WORK, Plan, make_plan, write_plan
from cleancopy.batch.progress import progress
from cleancopy.batch.spark.needs import require_spark
from cleancopy.batch.stdin import STDIN, keep_stdin
from cleancopy.batch.tasks import LOCAL, SPARK, Manifest, PlannedTask
from cleancopy.batch.warm import warmed
from cleancopy.config import Config
from cleancopy.errors import ConfigError, OutputError, UnreadableSource
from cleancopy.recipe import software
from cleancopy.render import EXPORTS
from cleancopy.writers import sweep, write_whole

DONE, QUARANTINE, FAILED = 0, 3, 5
# How often a run goes on after one of its processes died; a task that needs too much memory does so each time.
TRIES = 2
# With more shards a single worker is a process of its own too, so that it can be replaced as it grows.
FEW = 32
RUN_LOG = "run.json"
WRITTEN = (WORK, "documents", "ledger", "quarantine", "text", *EXPORTS)


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run came to.

    `counts` and `rules` are the manifest's. `up_to_date` says that nothing had to be done; `ran` lists
    the tasks that ran; `message` is set when the run failed.
    """

    exit_code: int
    output: str
    counts: dict[str, int]
    rules: dict[str, int]
    failures: dict[str, int]
    up_to_date: bool
    ran: tuple[Entry, ...]
    message: str = ""


def run(
    inputs: Sequence[str],
    output: str | os.PathLike[str],
    config: Config,
    *,
    workers: int | None = None,
    show_progress: bool = True,
    engine: str = LOCAL,
) -> RunResult:
    """Clean all inputs into `output`, redoing only what has changed since the last run.

    `engine` says who works on the shards: `local` processes, as many as `workers`, or `spark`.
    Exit code 0: all clean; 3: some documents in quarantine; 5: the run failed and has to be repeated;
    130: interrupted. Raises UnreadableSource when there is nothing to clean, OutputError when the
    output directory cannot be written, holds an input, or another run is at work there, ConfigError when
    the engine is not there.
    """
    if engine == SPARK:
        _require_engine(inputs)
    if STDIN in inputs:
        work = Path(output) / WORK
        with alone(work):
            keep_stdin(sys.stdin.buffer, work)
    plan = planned(inputs, output, config)
    with alone(plan.work):
        write_plan(plan)
        task = Manifest(output=plan.output, plan=plan.digest, engine=engine)
        if task.complete():
            return _result(plan, True, ())
        workers = 1 if engine == SPARK else workers or _workers(config)
        with _told_to_lineage(plan, inputs) as ended:
            return ended(_run(plan, task, workers, show_progress))


def _run(plan: Plan, task: Manifest, workers: int, show_progress: bool) -> RunResult:
    journal = Journal(plan.work)
    journal.begin()
    sweep(_folders(Path(plan.output)))
    started = time.time()
    interrupted = False
    apart = workers > 1 or (task.engine == LOCAL and len(plan.shards) > FEW)
    with warmed(task.planned, apart), progress(journal, plan.bytes, show_progress), terminable():
        try:
            built, complaint = _build(task, workers, apart)
        except KeyboardInterrupt:
            built, complaint, interrupted = False, "", True
            end_workers()
            sweep(_folders(Path(plan.output)))
    entries = tuple(journal.entries())
    try:
        _log_run(plan, started, task.engine, workers, entries)
    except OutputError as error:
        if built:
            raise
        complaint = complaint or str(error)
    if interrupted:
        return _result(
            plan, False, entries, INTERRUPTED, "interrupted; the next run goes on where this one was"
        )
    if not built or not task.complete():
        return _result(
            plan, False, entries, FAILED, complaint or "not all tasks were done; run again to go on"
        )
    return _result(plan, False, entries)


@contextmanager
def _told_to_lineage(plan: Plan, inputs: Sequence[str]) -> Iterator[Callable[[RunResult], RunResult]]:
    """Tells, where that is asked for, that a run begins, and how it ended; what it yields takes the result."""
    results: list[RunResult] = []

    def ended(result: RunResult) -> RunResult:
        results.append(result)
        return result

    if "openlineage" not in plan.config.output.kinds:
        yield ended
        return
    lineage = Lineage(plan.output, inputs, software()["cleancopy"])
    lineage.begin()
    try:
        yield ended
    finally:
        result = results[0] if results else None
        if result is None or result.exit_code == INTERRUPTED:
            lineage.end(ABORT, {}, result.message if result is not None else "")
        elif result.exit_code == FAILED:
            lineage.end(FAIL, {}, result.message)
        else:
            lineage.end(COMPLETE, read_manifest(Path(plan.output)))


def _require_engine(inputs: Sequence[str]) -> None:
    """Raise ConfigError when Spark cannot work on these inputs from here."""
    require_spark()
    if STDIN in inputs:
        raise ConfigError(
            "--engine spark: standard input is on this machine only; expected files that all have"
        )


def planned(inputs: Sequence[str], output: str | os.PathLike[str], config: Config) -> Plan:
    """The plan of a run; UnreadableSource when the inputs name no file at all."""
    plan = make_plan(inputs, os.fspath(output), config)
    if plan.sources == 0:
        raise UnreadableSource(f"{', '.join(inputs)}: no files there; expected at least one")
    return plan


def _folders(output: Path) -> Iterator[Path]:
    """Where a run writes."""
    yield output
    for name in WRITTEN:
        yield output / name
        yield from (folder for folder in (output / name).rglob("*") if folder.is_dir())


def _workers(config: Config) -> int:
    wanted = config.batch.workers
    return wanted if isinstance(wanted, int) else os.cpu_count() or 1


def _build(task: luigi.Task, workers: int, apart: bool) -> tuple[bool, str]:
    """Whether Luigi says that all went well, and what the first task that failed complained of.

    `apart` has every task done in a process that is not this one.
    """
    settings = get_config()
    settings.set("worker", "check_complete_on_run", "true")
    settings.set("worker", "force_multiprocessing", str(apart).lower())
    settings.set("scheduler", "retry_count", "2")
    settings.set("core", "no_configure_logging", "true")
    for _ in range(TRIES):
        with heard() as complaints, _deaths() as died:
            result = luigi.build(
                [task], Makers(), local_scheduler=True, workers=workers, detailed_summary=True
            )
        if complaints or not died:
            break
        sweep(_folders(Path(task.output)))
    return bool(result.scheduling_succeeded), (complaints or died or [""])[0]


@contextmanager
def _deaths() -> Iterator[list[str]]:
    """A line for each process that dies while the block runs: killed by somebody, or for want of memory."""
    died: list[str] = []

    def note(task: PlannedTask, told: str) -> None:
        died.append(
            f"{task.get_task_family()}: its process was ended from outside ({told}); run again to go on"
        )

    PlannedTask.event_handler(luigi.Event.PROCESS_FAILURE)(note)
    try:
        yield died
    finally:
        PlannedTask.remove_event_handler(luigi.Event.PROCESS_FAILURE, note)


def _result(
    plan: Plan, up_to_date: bool, ran: tuple[Entry, ...], code: int | None = None, message: str = ""
) -> RunResult:
    told = read_summary(Path(plan.output)) if code is None else Summary()
    counts = told.counts
    if code is None:
        code = QUARANTINE if counts.get("quarantined") else DONE
        if message := too_many(plan, counts.get("quarantined", 0)):
            code = FAILED
    return RunResult(code, plan.output, counts, told.rules, told.failures, up_to_date, ran, message)


def _log_run(plan: Plan, started: float, engine: str, workers: int, ran: Sequence[Entry]) -> None:
    """What varies from run to run: times, host, tasks. No part of the result."""
    told = {
        "started": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(started)),
        "seconds": round(time.time() - started, 3),
        "host": socket.gethostname(),
        "python": platform.python_version(),
        "engine": engine,
        "workers": workers,
        "tasks": [[entry.task, entry.worked, entry.reused] for entry in ran],
    }
    with write_whole(Path(plan.output) / RUN_LOG) as stream:
        stream.write(json.dumps(told, indent=1).encode() + b"\n")
