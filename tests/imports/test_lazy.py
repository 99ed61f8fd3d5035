"""What stays unloaded until it is needed."""

from __future__ import annotations

import subprocess
import sys

ENGINE = "cleancopy.repair.find"


def loaded_after(code: str, module: str = ENGINE) -> bool:
    """Whether a new interpreter has the module (the repair engine) in memory after running the code."""
    asked = f"import sys\n{code}\nsys.exit({module!r} in sys.modules)"
    return bool(subprocess.run([sys.executable, "-c", asked], check=False).returncode)


def test_importing_the_package_does_not_load_the_repair_engine():
    assert not loaded_after("import cleancopy")


def test_text_that_is_proven_sound_does_not_load_it():
    assert not loaded_after("import cleancopy; cleancopy.repair('It’s “fine” – he said…')")


def test_damaged_text_loads_it():
    assert loaded_after("import cleancopy; cleancopy.repair('It was a cafÃ©')")


def test_what_reads_stores_is_loaded_for_addresses_alone():
    listing = "from cleancopy.readers import sources; list(sources([{!r}]))"
    assert not loaded_after(listing.format(__file__), "fsspec")
    assert loaded_after(
        "import fsspec; fsspec.filesystem('memory').touch('/a'); del sys.modules['fsspec']\n"
        + listing.format("memory://a"),
        "fsspec",
    )
