"""The built package works away from the checkout, and nothing that is not ours to give is in it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "pipeline" / "cleancopy"
# Words of a publisher's article are at least so many letters in a row; shorter lines are in general use.
LONG_LINE = 80


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, built from the checkout without asking any network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (found,) = folder.glob("cleancopy-*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds what an installation puts on the path."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def ran(
    installed: Path, folder: Path, *arguments: str, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run the installed package's Python in a folder that has nothing to do with the checkout."""
    environment = {**os.environ, "PYTHONPATH": str(installed)}
    command = [sys.executable, *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, input=stdin, capture_output=True, timeout=120, check=False
    )


def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith("cleancopy/")}
    present = {
        path.relative_to(PACKAGE.parent).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert packed == present
    assert "cleancopy/py.typed" in packed


def test_no_text_of_a_publisher_is_in_the_wheel(wheel: Path) -> None:
    seeds = [path.read_text(encoding="utf-8") for path in (ROOT / "seeds").glob("*.txt")]
    lines = {
        line[:LONG_LINE].encode() for seed in seeds for line in seed.splitlines() if len(line) >= LONG_LINE
    }
    assert lines
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            content = archive.read(name)
            assert not [line for line in lines if line in content], name


def test_the_installed_package_cleans_and_runs_away_from_the_checkout(
    installed: Path, tmp_path: Path
) -> None:
    where = ran(installed, tmp_path, "-c", "import cleancopy; print(cleancopy.__file__)")
    assert Path(where.stdout.decode().strip()).is_relative_to(installed)
    seed = sorted((ROOT / "seeds").iterdir())[2].read_bytes()
    cleaned = ran(installed, tmp_path, "-m", "cleancopy", "clean", "-", stdin=seed)
    assert cleaned.returncode == 0, cleaned.stderr
    assert cleaned.stdout and "â€" not in cleaned.stdout.decode()
    (tmp_path / "in").mkdir()
    (tmp_path / "in/a.txt").write_bytes(seed)
    batch = ran(installed, tmp_path, "-m", "cleancopy", "run", "in", "-o", "out", "--workers", "1")
    assert batch.returncode == 0, batch.stderr
    assert (tmp_path / "out/text/a.txt").read_bytes() == cleaned.stdout


def test_the_command_is_declared(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
        assert "cleancopy = cleancopy.cli:main" in archive.read(name).decode()
