"""Options that several commands share, and the configuration that they make."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from cleancopy.config import PRESETS, Config, load_config

F = TypeVar("F", bound=Callable[..., Any])

PROJECT_FILE = "config.yaml"


def config_options(function: F) -> F:
    """-c/--config, --preset, --set; the command takes them as `config`, `preset` and `settings`."""
    for option in (
        click.option(
            "--set",
            "settings",
            multiple=True,
            metavar="KEY=VALUE",
            help="Change a setting; may be repeated.",
        ),
        click.option("--preset", metavar="NAME", help=f"What the settings start from: {', '.join(PRESETS)}."),
        click.option(
            "-c",
            "--config",
            "config",
            type=click.Path(),
            envvar="CLEANCOPY_CONFIG",
            help="The configuration file; without it config.yaml in this folder, if there is one.",
        ),
    ):
        function = option(function)
    return function


def encoding_option(function: F) -> F:
    """-e/--encoding; the command takes it as `encoding`, a name that Python knows, or None."""
    return click.option(
        "-e",
        "--encoding",
        metavar="NAME",
        callback=_known_encoding,
        help="What the files claim to be encoded in; valid UTF-8 is believed first.",
    )(function)


def files_argument(function: F) -> F:
    """FILE…, at least one; the command takes them as `files`."""
    return click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())(function)


def configured(config: str | None, preset: str | None, settings: tuple[str, ...]) -> Config:
    """The configuration that these options, the environment and the project's file make."""
    path = config or (PROJECT_FILE if Path(PROJECT_FILE).is_file() else None)
    return load_config(path, preset=preset, environment=os.environ, overrides=settings)


def _known_encoding(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    from cleancopy.encoding.declared import codec_name

    if value is not None and not codec_name(value):
        raise click.BadParameter(
            f"{value!r}: expected the name of a text encoding such as windows-1252", ctx, param
        )
    return value
