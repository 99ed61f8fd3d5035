"""What a fresh machine gets: a lock that pins everything, and an environment that is whole or not there."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NAME = re.compile(r"^[A-Za-z0-9_.-]+")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_lock_pins_every_package_with_hashes() -> None:
    entries = re.split(r"\n(?=[A-Za-z])", LOCK.strip())
    assert len(entries) > 20
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==\S+", entry), entry[:80]
        assert "--hash=sha256:" in entry, entry[:80]


def test_the_lock_names_no_place() -> None:
    assert not re.search(r"https?:|file:|--index|--find-links|/", LOCK.replace("win32'", ""))


@pytest.mark.parametrize("requirement", [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]])
def test_every_requirement_stands_in_the_lock(requirement: str) -> None:
    match = NAME.match(requirement)
    assert match is not None
    assert re.search(rf"^{re.escape(normal(match[0]))}==", LOCK, re.MULTILINE)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What `make` needs to decide about an environment."""
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def make(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = ["make", "--no-print-directory", *arguments]
    return subprocess.run(command, cwd=checkout, capture_output=True, text=True, timeout=60, check=False)


def test_a_folder_that_is_no_environment_is_not_replaced(checkout: Path) -> None:
    (checkout / "mine").mkdir()
    (checkout / "mine/letters.txt").write_text("dear", encoding="utf-8")
    done = make(checkout, "environment", "VENV=mine")
    assert done.returncode != 0
    assert "mine is no environment" in done.stderr
    assert (checkout / "mine/letters.txt").exists()


def test_a_python_that_is_missing_is_named(checkout: Path) -> None:
    done = make(checkout, "environment", "PYTHON=", "VENV=new")
    assert done.returncode != 0
    assert "needs Python 3.11 or newer" in done.stderr


def test_help_lists_the_commands(checkout: Path) -> None:
    told = make(checkout, "help").stdout
    assert [line.split()[0] for line in told.splitlines()][:3] == ["help", "run", "test"]
