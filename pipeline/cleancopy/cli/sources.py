"""Work through the files of a command line: one bad file does not stop the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import click

from cleancopy.cli.exits import Exit, worst
from cleancopy.cli.streams import read_source, shown, tell, tell_bug
from cleancopy.errors import CleancopyError, SourceError, UnreadableSource

# What ends a command, whatever file it is at.
NOT_OF_A_FILE = (
    CleancopyError,
    OSError,
    MemoryError,
    click.ClickException,
    click.Abort,
    click.exceptions.Exit,
)


def for_each(files: Iterable[str], work: Callable[[str, bytes], Exit]) -> Exit:
    """The worst of the codes that `work` gives for each file's path and bytes.

    A file that cannot be read counts as UNREADABLE, one that cannot be cleaned as QUARANTINE, one that meets a
    fault of ours as BUG; all are told on stderr, and the files after it are done all the same.
    """
    return worst([_attempt(path, work) for path in files])


def _attempt(path: str, work: Callable[[str, bytes], Exit]) -> Exit:
    try:
        return work(path, read_source(path))
    except UnreadableSource as error:
        tell(str(error))
        return Exit.UNREADABLE
    except SourceError as error:
        tell(str(error))
        return Exit.QUARANTINE
    except Exception as error:
        traceback = click.get_current_context().find_root().params.get("traceback")
        if traceback or isinstance(error, NOT_OF_A_FILE):
            raise
        tell_bug(error, f"{shown(path)}: ")
        return Exit.BUG
