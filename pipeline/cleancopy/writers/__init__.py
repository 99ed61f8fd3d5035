"""Where results go: files that appear whole or not at all."""

from cleancopy.writers.atomic import TEMPORARY, sweep, write_whole
from cleancopy.writers.lines import LineFile, read_lines, read_records, require_format, write_lines

__all__ = [
    "TEMPORARY",
    "LineFile",
    "read_lines",
    "read_records",
    "require_format",
    "sweep",
    "write_lines",
    "write_whole",
]
