"""A disk that is really full: a small file system of its own, which grows later on."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.batch.conftest import Runs, contents

# In a name space of its own, whose file systems are gone with it. Standard error of the first run goes to
# a file, because the test is about what it says.
SCRIPT = """
mkdir small && mount -t tmpfs -o size=300k tmpfs small || exit 99
"$0" -m cleancopy run seeds -o small/out -w 2 -q --set batch.shard_bytes=20000 2> said
echo $? > code
ls -A small/out > left
find small/out -name '.cleancopy-*' >> left
mount -o remount,size=100m small || exit 99
"$0" -m cleancopy run seeds -o small/out -w 2 -q --set batch.shard_bytes=20000 || exit 1
cp -r small/out resumed
"""
APART = ("unshare", "--map-root-user", "--mount", "sh", "-c")


def can_mount(folder: Path) -> bool:
    if shutil.which("unshare") is None:
        return False
    (folder / "probe").mkdir()
    probe = subprocess.run(
        [*APART, "mount -t tmpfs tmpfs probe"], cwd=folder, capture_output=True, check=False
    )
    return probe.returncode == 0


def test_the_run_names_the_full_disk_and_the_next_one_with_space_ends_in_the_same_bytes(
    corpus: Path, cleaned: Runs
) -> None:
    if not can_mount(corpus):
        pytest.skip("cannot mount a file system here")
    for number, seed in enumerate(sorted((corpus / "seeds").iterdir())):
        for copy in range(4):
            text = seed.read_text(encoding="utf-8")
            (corpus / f"seeds/{number}-{copy}.txt").write_text(
                f"{text}\n\nCopy {copy} ends.\n", encoding="utf-8"
            )
    done = subprocess.run(
        [*APART, SCRIPT, sys.executable], cwd=corpus, capture_output=True, text=True, timeout=240, check=False
    )
    said = (corpus / "said").read_text(encoding="utf-8")
    assert done.returncode == 0, (done.stderr, said)
    assert (corpus / "code").read_text() in ("4\n", "5\n"), said
    assert "small/out/" in said and "no space left on device" in said.lower(), said
    assert "Traceback" not in said
    assert "manifest.json" not in (corpus / "left").read_text().split()
    assert cleaned("batch.shard_bytes=20000").exit_code == 0
    assert contents(corpus / "resumed") == contents(corpus / "cleaned")
