"""The project's config.yaml: every setting is in it, explained, with its built-in value."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cleancopy.config import KEYS, load_config

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "config.yaml"
REFERENCE = ROOT / "docs" / "reference" / "configuration.md"
COMMENTED_SETTING = re.compile(r"^(?P<indent> *)# (?P<setting>[a-z_]+: .*)$")


def uncommented() -> str:
    """config.yaml with every commented setting switched on."""
    names = {key.name.rpartition(".")[2] for key in KEYS}
    lines = []
    for line in FILE.read_text("utf-8").splitlines():
        match = COMMENTED_SETTING.match(line)
        if match and match["setting"].partition(":")[0] in names:
            line = match["indent"] + match["setting"]
        lines.append(line)
    return "\n".join(lines)


def test_the_project_file_changes_nothing_but_says_its_preset():
    assert load_config(FILE) == load_config()
    assert load_config(FILE).origins()["preset"] == f"{FILE}:{line_of('preset:')}"


def line_of(start: str) -> int:
    lines = FILE.read_text("utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if line.startswith(start))


def test_the_commented_values_are_the_built_in_ones(tmp_path):
    path = tmp_path / "config.yaml"
    path.write_text(uncommented(), "utf-8")
    config = load_config(path)
    assert config == load_config()
    assert {name for name, place in config.origins().items() if place == "built-in"} == set()


def test_a_preset_is_not_overruled_by_the_project_file():
    assert load_config(FILE, preset="training") == load_config(preset="training")


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_every_setting_is_explained_in_the_line_above_it(key):
    name = key.name.rpartition(".")[2]
    lines = FILE.read_text("utf-8").splitlines()
    number = next(n for n, line in enumerate(lines) if re.match(rf" *(# )?{name}: ", line))
    assert re.match(r" *# \S", lines[number - 1])


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_every_setting_is_in_the_reference(key):
    assert f"`{key.name}`" in REFERENCE.read_text("utf-8")
