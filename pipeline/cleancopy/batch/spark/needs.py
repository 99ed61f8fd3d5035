"""What a run on Spark needs on this machine, asked for before the first document."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from cleancopy.errors import ConfigError

# Spark 4 runs on no older one.
LEAST_JAVA = 17
JAVA_VERSION = re.compile(r'version "(?:1\.)?(\d+)')
# Java tells its version in a fraction of a second; a machine that is busy takes some.
PATIENCE = 60


def require_spark(environment: Mapping[str, str] = os.environ) -> None:
    """Nothing, or ConfigError when pyspark, pyarrow or Java 17 is missing, saying how to get it."""
    for library in ("pyspark", "pyarrow"):
        if find_spec(library) is None:
            raise ConfigError(f"--engine spark needs {library}: pip install 'cleancopy[spark]'")
    java = _java(environment)
    if java is None:
        raise ConfigError(
            f"--engine spark needs Java {LEAST_JAVA} or newer: there is no `java` on the PATH, and JAVA_HOME "
            f"{'names none' if environment.get('JAVA_HOME') else 'is not set'}"
        )
    version = _version(java)
    if version is not None and version < LEAST_JAVA:
        raise ConfigError(f"--engine spark needs Java {LEAST_JAVA} or newer; {java} is Java {version}")


def spark_home() -> str:
    """Where the installed pyspark keeps Spark; empty when there is no pyspark."""
    found = find_spec("pyspark")
    return os.path.dirname(found.origin) if found is not None and found.origin else ""


def _java(environment: Mapping[str, str]) -> str | None:
    """The Java that spark-submit would start."""
    home = environment.get("JAVA_HOME")
    if home:
        java = Path(home) / "bin" / "java"
        return os.fspath(java) if os.access(java, os.X_OK) else None
    return shutil.which("java", path=environment.get("PATH", os.defpath))


def _version(java: str) -> int | None:
    """The first number of its version; None for one that does not tell."""
    try:
        done = subprocess.run([java, "-version"], capture_output=True, timeout=PATIENCE, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    told = JAVA_VERSION.search(done.stderr.decode(errors="replace"))
    return int(told[1]) if told else None
