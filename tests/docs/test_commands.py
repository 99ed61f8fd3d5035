"""Every command that the documentation shows is run, and says what the documentation says it says."""

from __future__ import annotations

import doctest
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
FILE = re.compile(r"^```(?:yaml|python|text) title=(\S+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)")
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE

# Run by other means: this suite is what `make test` runs, and an installation needs a network.
NOT_RUN_HERE = ("make test", "make check", "make lock", "pip install", "git clone", "cd ")


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def steps(block: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with the output that follows it."""
    found: list[tuple[str, str]] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], ""))
        elif found:
            command, output = found[-1]
            found[-1] = (
                (command + "\n" + line, "") if command.endswith("\\") else (command, output + line + "\n")
            )
    return found


@pytest.fixture
def playground(tmp_path: Path) -> Path:
    """A copy of what a user finds in a checkout."""
    for name in ("seeds", "cleaned", "pipeline"):
        shutil.copytree(
            ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns(".work", "run.json", "__pycache__")
        )
    for name in ("config.yaml", "Makefile", "pyproject.toml", "requirements.lock", "luigi.cfg", "README.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def buckets(s3: Any) -> None:
    """What pages on stores tell of: three articles one by one, two in a container, and an empty bucket."""
    seeds = [path.read_bytes() for path in sorted((ROOT / "seeds").iterdir())]
    for bucket in ("news", "news-clean"):
        s3.create_bucket(Bucket=bucket)
    for number, data in enumerate(seeds[:3], 1):
        s3.put_object(Bucket="news", Key=f"2024/{number:03}.txt", Body=data)
    rows = (json.dumps({"id": n, "text": data.decode()}) + "\n" for n, data in enumerate(seeds[3:]))
    s3.put_object(Bucket="news", Key="dumps/rows.jsonl.gz", Body=gzip.compress("".join(rows).encode()))


def run(command: str, folder: Path) -> str:
    """What a command prints, standard output before standard error."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "VENV": sys.prefix,
        "AS_IT_IS": "1",
        "NO_COLOR": "1",
        "COLUMNS": "110",
        "MAKEFLAGS": "-e --no-print-directory",
    }
    done = subprocess.run(
        command, shell=True, cwd=folder, env=environment, capture_output=True, timeout=300, check=False
    )
    assert done.returncode in (0, 1, 3), f"{command}: exit code {done.returncode}\n{done.stderr.decode()}"
    return done.stdout.decode() + done.stderr.decode()


def with_commands() -> Iterator[object]:
    """The pages that show commands; those that need a Spark are for the suite that has one."""
    for page in PAGES:
        if blocks := CONSOLE.findall(page.read_text("utf-8")):
            spark = any("--engine spark" in block for block in blocks)
            yield pytest.param(page, id=name_of(page), marks=[pytest.mark.spark] if spark else [])


@pytest.mark.parametrize("page", list(with_commands()))
def test_the_commands_of_a_page_do_what_it_says(
    page: Path, playground: Path, request: pytest.FixtureRequest
) -> None:
    text = page.read_text(encoding="utf-8")
    if any("s3://" in block for block in CONSOLE.findall(text)):
        request.getfixturevalue("buckets")
    for title, content in FILE.findall(text):
        (playground / title).write_text(content, encoding="utf-8")
    for block in CONSOLE.findall(text):
        for command, expected in steps(block):
            if command.startswith(NOT_RUN_HERE):
                continue
            got = run(command, playground)
            if expected:
                assert doctest.OutputChecker().check_output(expected, got, FLAGS), f"$ {command}\n{got}"


@pytest.mark.parametrize(
    "page", [page for page in PAGES if PYTHON.search(page.read_text("utf-8"))], ids=name_of
)
def test_the_python_of_a_page_does_what_it_says(
    page: Path, playground: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(playground)
    source = "\n".join(block for block in PYTHON.findall(page.read_text(encoding="utf-8")) if ">>>" in block)
    test = doctest.DocTestParser().get_doctest(source, {}, name_of(page), str(page), 0)
    result = doctest.DocTestRunner(optionflags=FLAGS).run(test)
    assert result.failed == 0


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{name_of(page)}: {target}"
