"""The reference tells of every command, every option and every exit code, and of no others."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from cleancopy.cli import program
from cleancopy.cli.exits import Exit
from cleancopy.cli.program import COMMANDS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "command-line.md").read_text("utf-8")


def commands():
    """Every command and subcommand with the name that it is called by."""
    context = click.Context(program)
    for name in COMMANDS:
        command = program.get_command(context, name)
        yield name, command
        if isinstance(command, click.Group):
            yield from ((f"{name} {inner}", each) for inner, each in command.commands.items())


@pytest.mark.parametrize(("name", "command"), [pytest.param(*each, id=each[0]) for each in commands()])
def test_every_command_and_option_is_documented(name, command):
    assert f"cleancopy {name}" in PAGE
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            for option in parameter.opts:
                assert re.search(rf"(?<![-\w]){option}(?![-\w])", PAGE), f"{name} {option}"


def test_every_exit_code_is_documented_and_no_other():
    section = PAGE.partition("## Exit codes")[2].partition("\n## ")[0]
    assert {int(code) for code in re.findall(r"^\| (\d+) \|", section, re.MULTILINE)} == set(map(int, Exit))


def test_every_command_has_a_section_of_its_own():
    sections = re.findall(r"^## (\w+)$", PAGE, re.MULTILINE)
    assert sorted(sections) == sorted(COMMANDS)
