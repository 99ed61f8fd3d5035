"""Read a file that belongs to the configuration."""

from __future__ import annotations

from pathlib import Path

from cleancopy.errors import ConfigError


def read_text(path: Path, label: str) -> str:
    """The file as UTF-8 text, without its byte order mark. Raises ConfigError."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise ConfigError(f"{label}: there is no such file") from None
    except IsADirectoryError:
        raise ConfigError(f"{label}: this is a directory; expected a YAML file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConfigError(f"{label}: cannot be read: {reason}") from None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"{data[error.start]:02X}"
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{label}:{line}: expected UTF-8 text, found the byte {found}") from None
