"""A small corpus in a folder of its own for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cleancopy.batch import RunResult, run
from cleancopy.config import load_config

ROOT = Path(__file__).parents[2]


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The seeds, copied into a folder that is also the working directory."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    return tmp_path


Runs = Callable[..., RunResult]


@pytest.fixture
def cleaned(corpus: Path) -> Runs:
    """Clean the corpus with these settings."""

    def clean(*settings: str, workers: int = 1) -> RunResult:
        return run(
            ["seeds"], "cleaned", load_config(overrides=settings), workers=workers, show_progress=False
        )

    return clean


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a result, without what varies from run to run."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".work" not in path.parts and path.name != "run.json"
    }
