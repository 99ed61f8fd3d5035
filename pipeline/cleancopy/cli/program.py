"""The program: its commands, found by name, and how errors become one line and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any, NoReturn

import click

from cleancopy.cli.exits import Exit
from cleancopy.cli.streams import print_out, tell, tell_bug
from cleancopy.errors import CleancopyError, ConfigError, LedgerError, SourceError, UnreadableSource

# In the order in which `cleancopy --help` lists them. Reading this costs nothing: a command's module, and
# what it needs, is loaded when the command is used.
COMMANDS = {
    "clean": "Clean text files: the story on stdout.",
    "run": "Clean whole folders into an output directory, with Luigi.",
    "repair": "Undo damage to characters, and nothing else.",
    "explain": "Show every change in its place, with the rule behind it.",
    "diff": "Show what cleaning changes, as a unified diff.",
    "check": "List damage and furniture; exit code 1 when there is some.",
    "verify": "Prove that records and ledgers account for every source byte.",
    "restore": "Give the source back, bit for bit, from a record and its ledger.",
    "report": "Make a page about everything that a run has done.",
    "rules": "List, show and test the rules.",
    "config": "Show and check the configuration.",
    "schema": "Print the JSON Schema of what is written.",
}

EXIT_OF_ERROR: tuple[tuple[type[CleancopyError], Exit], ...] = (
    (ConfigError, Exit.USAGE),
    (LedgerError, Exit.FOUND),
    (UnreadableSource, Exit.UNREADABLE),
    (SourceError, Exit.QUARANTINE),
    (CleancopyError, Exit.UNREADABLE),
)


class Program(click.Group):
    """A group whose commands are loaded when used, and whose errors are one line on stderr."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of COMMANDS."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, loaded; None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"cleancopy.cli.commands.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in `--help`, without loading any command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As in click, with the nearest name for one that does not exist."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            close = get_close_matches(args[0], COMMANDS, n=1)
            hint = f" (did you mean {close[0]!r}?)" if close else ""
            raise click.UsageError(f"no such command: {args[0]!r}{hint}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """The exit code of the command, also when it was ended from outside."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            _silence_stdout()
            return Exit.PIPE_CLOSED
        except KeyboardInterrupt:
            return _interrupted()

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any) -> NoReturn:  # type: ignore[override]
        """Run the command and leave with its exit code; errors become one line on stderr."""
        extra["standalone_mode"] = False
        try:
            code = super().main(args, prog_name or "cleancopy", **extra)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            code = Exit.USAGE
        except click.UsageError as error:
            code = _told_usage(error)
        except click.ClickException as error:
            tell(error.format_message())
            code = Exit.UNREADABLE
        except (click.Abort, KeyboardInterrupt):
            code = _interrupted()
        except CleancopyError as error:
            tell(str(error))
            code = next(code for kind, code in EXIT_OF_ERROR if isinstance(error, kind))
        except OSError as error:
            tell(f"{error.filename or 'standard output'}: {error.strerror or error}")
            code = Exit.UNREADABLE
        except Exception as error:
            code = _unexpected(error, sys.argv if args is None else args)
        sys.exit(_flushed(int(code or 0)))


def _told_usage(error: click.UsageError) -> Exit:
    """One line for a wrong command line, with the way to the help."""
    command = error.ctx.command_path if error.ctx else "cleancopy"
    message = error.format_message().rstrip(".")
    tell(f"{message[:1].lower()}{message[1:]}; `{command} --help` tells more")
    return Exit.USAGE


def _unexpected(error: Exception, args: Sequence[str]) -> Exit:
    """One line for a fault of our own; the fault itself, with its traceback, where it was asked for."""
    if isinstance(error.__cause__, KeyboardInterrupt):  # amid a class; Python 3.11 wraps it
        return _interrupted()
    if "--traceback" in args:
        raise error
    tell_bug(error)
    return Exit.BUG


def _interrupted() -> Exit:
    tell("interrupted")
    return Exit.INTERRUPTED


def _flushed(code: int) -> int:
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _silence_stdout()
        return Exit.PIPE_CLOSED
    except OSError:
        _silence_stdout()  # has been told already, when it was written to
        return code or Exit.UNREADABLE
    return code


def _silence_stdout() -> None:
    """Nobody reads any more: what is still buffered goes nowhere instead of becoming an error at exit."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        return  # no real file: a test's, or none at all


def _print_version(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from importlib.metadata import PackageNotFoundError, version

        try:
            print_out(f"cleancopy {version('cleancopy')}")
        except PackageNotFoundError:
            print_out("cleancopy (not installed: no version)")
        ctx.exit()


@click.group("cleancopy", cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Print the version.",
)
@click.option("--traceback", is_flag=True, help="Show where an unexpected error comes from.")
def program(traceback: bool) -> None:
    """Turn damaged news and web text into clean documents in which every change is accounted for.

    Results go to stdout, messages to stderr. Exit codes: 0 done, 1 findings or a difference, 2 usage or
    configuration, 3 some documents in quarantine, 4 unreadable input, 130 interrupted.
    """


def main() -> NoReturn:
    """The console script."""
    program.main()
