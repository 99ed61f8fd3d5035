"""What stays unloaded until it is needed."""

from __future__ import annotations

import subprocess
import sys

ENGINE = "cleancopy.repair.find"


def loaded_after(code: str) -> bool:
    """Whether a new interpreter has the repair engine in memory after running the code."""
    asked = f"import sys\n{code}\nsys.exit({ENGINE!r} in sys.modules)"
    return bool(subprocess.run([sys.executable, "-c", asked], check=False).returncode)


def test_importing_the_package_does_not_load_the_repair_engine():
    assert not loaded_after("import cleancopy")


def test_text_that_is_proven_sound_does_not_load_it():
    assert not loaded_after("import cleancopy; cleancopy.repair('It’s “fine” – he said…')")


def test_damaged_text_loads_it():
    assert loaded_after("import cleancopy; cleancopy.repair('It was a cafÃ©')")
