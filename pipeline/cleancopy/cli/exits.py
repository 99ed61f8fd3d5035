"""What the number that a command ends with means."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Exit(IntEnum):
    """The exit codes. Where several apply, the largest is given."""

    DONE = 0  # everything was done
    FOUND = 1  # findings, a diff that is not empty, a proof that failed
    USAGE = 2  # the command line, the configuration or a rule is wrong: nothing was done
    QUARANTINE = 3  # at least one document could not be cleaned; the others were
    UNREADABLE = 4  # at least one input could not be read, or an output not be written
    FAILED = 5  # a run did not come to its end; run again, it goes on where it was
    BUG = 70  # something went wrong that should not be able to
    INTERRUPTED = 130  # ended by Ctrl-C
    PIPE_CLOSED = 141  # whoever read the output stopped reading; what a shell tells of other programs then


def worst(codes: Iterable[Exit]) -> Exit:
    """The code that tells the most serious of several outcomes; DONE for none."""
    return max(codes, default=Exit.DONE)
