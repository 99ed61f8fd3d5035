"""The program as a whole: its exit codes, its one-line errors, what it loads, how it ends."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys

import pytest
from click.testing import CliRunner

from cleancopy.clean import Cleaner
from cleancopy.cli.program import COMMANDS, program
from tests.cli.conftest import STORY, said


def test_help_lists_every_command(call):
    result = call("--help")
    assert result.exit_code == 0
    assert all(f"  {name} " in result.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(call, name):
    result = call(name, "-h")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: cleancopy {name}")


def test_version_is_told(call):
    assert call("--version").stdout.startswith("cleancopy ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["cleen", "x"], "no such command: 'cleen' (did you mean 'clean'?); `cleancopy --help` tells more"),
        (["clean"], "missing argument 'FILE...'; `cleancopy clean --help` tells more"),
        (["clean", "--formt", "x"], "no such option '--formt'"),
        (["clean", "--format", "yaml", "x"], "invalid value for '--format': 'yaml' is not one of"),
        (["--nonsense"], "no such option '--nonsense'"),
        (
            ["clean", "--preset", "newss", "x"],
            "--preset: preset: unknown preset 'newss' (did you mean 'news'?)",
        ),
        (["clean", "--set", "a.b=c", "x"], "--set: a.b: unknown key"),
        (["clean", "-c", "gone.yaml", "x"], "gone.yaml: there is no such file"),
        (["config", "sho"], "no such command 'sho'"),
    ],
)
def test_a_wrong_command_line_is_one_line_and_exit_code_2(call, arguments, message):
    result = call(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = said(result)
    assert message in line


def test_a_broken_configuration_names_its_line(call, folder):
    (folder / "config.yaml").write_text("story:\n  text: [body, subhead]\n")
    result = call("clean", "story.txt")
    assert result.exit_code == 2
    message = "config.yaml:2: story.text[1]: unknown role 'subhead' (did you mean 'subheading'?)"
    assert said(result) == [f"cleancopy: {message}"]


def test_the_environment_is_a_layer_of_the_configuration(call, monkeypatch):
    monkeypatch.setenv("CLEANCOPY_STORY__DATELINE", "cut")
    assert "PARIS" not in call("clean", "article.txt").stdout
    monkeypatch.setenv("CLEANCOPY_STORRY__DATELINE", "cut")
    assert (
        "environment CLEANCOPY_STORRY__DATELINE: storry.dateline: unknown key" in said(call("clean", "x"))[0]
    )


def test_an_unexpected_error_is_one_line_too(call, monkeypatch):
    monkeypatch.setattr("cleancopy.cli.sources.read_source", lambda path: 1 / 0)
    result = call("clean", "story.txt")
    assert result.exit_code == 70
    assert said(result) == [
        "cleancopy: story.txt: unexpected ZeroDivisionError: division by zero; `cleancopy --traceback …` shows where"
    ]


def test_a_file_that_meets_a_fault_of_ours_does_not_stop_the_others(call, folder, monkeypatch):
    (folder / "other.txt").write_bytes(STORY)
    repaired = Cleaner.repaired

    def failing(self, data, *, name, **more):
        return 1 / 0 if name == "story.txt" else repaired(self, data, name=name, **more)

    monkeypatch.setattr(Cleaner, "repaired", failing)
    result = call("clean", "story.txt", "other.txt")
    assert (result.exit_code, result.stdout_bytes) == (70, STORY)
    assert said(result)[0].startswith("cleancopy: story.txt: unexpected ZeroDivisionError")
    shown = CliRunner().invoke(program, ["--traceback", "clean", "story.txt", "other.txt"])
    assert isinstance(shown.exception, ZeroDivisionError)


HEAVY = {"luigi", "trafilatura", "rich", "jsonschema", "pyarrow", "ftfy", "lxml", "hypothesis"}


@pytest.mark.parametrize(
    "code",
    ["import cleancopy", "from cleancopy.cli import program; program.main(['clean', 'story.txt'])"],
    ids=["import", "clean"],
)
def test_cleaning_a_text_loads_nothing_heavy(code):
    watch = f"lambda: print(*sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    code = f"import atexit, sys; atexit.register({watch})\n{code}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == ""


def test_bytes_come_out_as_utf8_whatever_the_locale(process):
    text = (
        "“Schöne Grüße”, said the mayor — and the people of 東京 answered him in the same way that evening.\n"
    )
    done = process("clean", "-", stdin=text.encode(), LC_ALL="C", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stdout) == (0, text.encode())


def test_line_ends_are_not_translated(process):
    done = process("repair", "-", stdin=b"one\r\ntwo\rthree\n\nfour")
    assert done.stdout == b"one\r\ntwo\rthree\n\nfour"


def test_names_with_odd_bytes_are_shown_not_sent(process, folder):
    name = b"caf\xe9\n\x1b[31m.txt"
    try:
        (folder / os.fsdecode(name)).write_bytes(STORY)
    except OSError:
        pytest.skip("this file system refuses such names")
    done = process("clean", name, "--format", "json")
    assert done.returncode == 0
    assert b'"source":"caf\\\\xe9\\n\\u001b[31m.txt"' in done.stdout
    done = process("clean", name + b"x")
    assert done.returncode == 4
    assert said(done) == ["cleancopy: caf\\xe9\\n\\x1b[31m.txtx: there is no such file"]


def test_a_closed_pipe_ends_silently(folder):
    (folder / "long.txt").write_bytes(STORY * 2000)
    command = [sys.executable, "-m", "cleancopy", "repair", "long.txt", "long.txt"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 141


def test_an_interrupt_is_one_line_and_exit_code_130():
    code = "import sys; from cleancopy.cli import main; print('up', flush=True); main()"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", code, "clean", "-"], **pipes) as running:
        running.stdout.readline()
        # The command waits for the end of its input, and can be interrupted while it does.
        with contextlib.suppress(subprocess.TimeoutExpired):
            running.wait(1.5)
        running.send_signal(signal.SIGINT)
        assert running.stderr.read() == b"cleancopy: interrupted\n"
    assert running.returncode == 130


def test_no_colour_is_sent_to_a_pipe(process):
    assert b"\x1b" not in process("explain", "article.txt", FORCE_COLOR="1").stdout
