"""Ways to call the program: in this process, and as a real one."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache

import pytest
from click.testing import CliRunner

import cleancopy.clean  # noqa: F401 (to be patched)
from cleancopy.cli import program
from cleancopy.rules import load_rules, shipped_rules

# Bytes of which every kind of change is made: damage that is certain, a malformed byte, furniture, a caption.
ARTICLE = """\
French President Emmanuel Macron speaks at a press conference in Paris on Monday. (Jane Roe/Pool via AP)

PARIS (AP) — French President Emmanuel Macron said that Franceâ€™s position on the war in Ukraine has not changed since the meeting.

Advertisement

He added that the other governments had been asked for an answer by the end of the week, and that most had promised one.
""".encode()
# The same without anything to do.
STORY = b"""\
The council has agreed to keep the library open on Sundays, a decision that was welcomed by most of the readers.

It had been closed on Sundays for eleven years, because there was no money for the staff that would have been needed.
"""

BINARIES = {
    "picture.png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01",
    "paper.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "archive.zip": b"PK\x03\x04\x14\x00\x00\x00",
}
FEED = b'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title></channel></rss>'
PAGE = b"<!DOCTYPE html><html><head><title>News</title></head><body><p>Text</p></body></html>"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """An empty working directory without a configuration."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("CLEANCOPY_")]:
        monkeypatch.delenv(name)
    (tmp_path / "article.txt").write_bytes(ARTICLE)
    (tmp_path / "story.txt").write_bytes(STORY)
    return tmp_path


known_rules = cache(shipped_rules)


@pytest.fixture(autouse=True, scope="session")
def quick_rules():
    """Rules are immutable: the tests of one session may share what is read once."""
    with pytest.MonkeyPatch.context() as patch:
        # The package has a function of the same name as the module.
        patch.setattr(sys.modules["cleancopy.clean"], "load_rules", cache(load_rules))
        patch.setattr("cleancopy.cli.commands.rules.shipped_rules", known_rules)
        yield


@pytest.fixture
def call():
    """Call the program in this process; the result has exit_code, stdout, stdout_bytes, stderr."""

    def run(*arguments: str, stdin: bytes | None = None):
        result = CliRunner().invoke(program, list(arguments), input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return run


@pytest.fixture
def process():
    """Call the program as a process of its own; bytes in, bytes out."""

    def run(*arguments: str | bytes, stdin: bytes = b"", **environment: str):
        command = [sys.executable, "-m", "cleancopy", *arguments]
        return subprocess.run(
            command, input=stdin, capture_output=True, env=os.environ | environment, timeout=60, check=False
        )

    return run


def said(result) -> list[str]:
    """The lines on stderr; every one must begin with the program's name, so that none is a traceback's."""
    text = result.stderr if isinstance(result.stderr, str) else result.stderr.decode()
    lines = text.splitlines()
    assert all(line.startswith("cleancopy: ") for line in lines), text
    return lines
