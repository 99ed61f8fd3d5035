"""Where results go: files that appear whole or not at all."""

from cleancopy.writers.atomic import TEMPORARY, sweep, write_whole

__all__ = ["TEMPORARY", "sweep", "write_whole"]
