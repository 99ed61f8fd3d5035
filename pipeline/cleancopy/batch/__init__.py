"""The batch: the stages of the mission as Luigi tasks, and an own runner for them.

`luigi --module cleancopy.batch CleanCorpus --inputs seeds --output cleaned --config config.yaml`
does the same as `cleancopy run seeds --output cleaned --config config.yaml`.
"""

from cleancopy.batch.emit import QuarantineRow
from cleancopy.batch.journal import Entry
from cleancopy.batch.pending import contents, pending
from cleancopy.batch.publish import Published, publish, require_target
from cleancopy.batch.runner import RunResult, planned, run
from cleancopy.batch.tasks import (
    CleanCorpus,
    EmitDocuments,
    Manifest,
    MineRepeats,
    RepairMojibake,
    SeparateFurniture,
    StripBoilerplate,
)

__all__ = [
    "CleanCorpus",
    "EmitDocuments",
    "Entry",
    "Manifest",
    "MineRepeats",
    "Published",
    "QuarantineRow",
    "RepairMojibake",
    "RunResult",
    "SeparateFurniture",
    "StripBoilerplate",
    "contents",
    "pending",
    "planned",
    "publish",
    "require_target",
    "run",
]
