"""The command line. Every command is a module of its own name, loaded when it is asked for."""

from cleancopy.cli.program import main, program

__all__ = ["main", "program"]
