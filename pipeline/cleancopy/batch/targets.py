"""The output directory as Luigi's tasks know it: a parameter, and what it holds as targets."""

from __future__ import annotations

from pathlib import Path

import luigi
from luigi.format import Gzip

from cleancopy.batch.manifest import files_told


class Folder(str):
    """An output directory. Called, as Luigi calls the `output` of a task, it gives the documents in it.

    Luigi asks a task for its targets by `task.output()`; ours have a parameter of that name.
    """

    __slots__ = ()

    def __call__(self) -> list[luigi.LocalTarget]:
        """The files with documents, in order; none before the run was complete. Gzipped ones open as text."""
        names = sorted(name for name in files_told(Path(self)) if name.startswith("documents/"))
        return [
            luigi.LocalTarget(str(Path(self) / name), format=Gzip if name.endswith(".gz") else None)
            for name in names
        ]


class FolderParameter(luigi.Parameter):
    """A parameter that is an output directory."""

    def normalize(self, x: str) -> Folder:
        """The same as a Folder."""
        return Folder(x)
