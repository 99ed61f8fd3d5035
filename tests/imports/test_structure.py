"""The shape of the code: dependencies point one way, modules and functions stay small."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "pipeline" / "cleancopy"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Rooms from left to right; a room imports from those to its left, and rooms of one row do not know each other.
ROWS = [
    {"errors", "trace"},
    {"document"},
    {"encoding", "blocks", "rules", "repair", "model"},
    {"stages"},
    {"config", "corpus"},
    {"recipe"},
    {"clean", "render", "repairing", "parallel"},
    {"readers", "writers"},
    {"batch", "engines"},
    {"cli", "__init__"},
    {"__main__"},
]
# `parallel` is loaded by `clean` when it is asked for more than one process, and needs its types.
LATE = {("clean", "parallel"), ("parallel", "clean")}

# A third-party library, and the only module that knows it.
LIBRARIES = {
    "chardet": {"encoding/guessed.py"},
    "ftfy": {"stages/second_opinion.py"},
    "pycrfsuite": {"model/tagger.py"},
    "trafilatura": {"stages/page/adviser.py"},
    "re2": {"rules/pattern.py", "repair/sieve.py"},
    "yaml": {"config/yaml_file.py", "rules/reading.py"},
    "rich": {"batch/progress.py", "cli/"},
    "luigi": {"batch/"},
    "fsspec": {"readers/remote.py"},
    "warcio": {"readers/warc.py"},
    "brotli": {"readers/unpacking.py"},
    "zstandard": {"readers/unpacking.py", "writers/lines.py"},
    "pyarrow": {"readers/parquet.py", "writers/parquet.py", "engines/"},
    "datasets": {"engines/hugging_face.py"},
    "pyspark": {"engines/spark.py", "batch/spark/"},
    "click": {"cli/"},
}
LINES_OF_A_MODULE = 400
LINES_OF_A_FUNCTION = 40


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def room_of(path: Path) -> str:
    return name_of(path).split("/")[0].removesuffix(".py")


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """Module and name of every import; relative ones made absolute."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}: relative import"
            yield from ((node.module or "", alias.name) for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_room_imports_only_from_rooms_to_its_left(path: Path) -> None:
    row = {room: number for number, rooms in enumerate(ROWS) for room in rooms}
    here = room_of(path)
    for module, name in imports(path):
        parts = module.split(".")
        if parts[0] != "cleancopy":
            continue
        there = parts[1] if len(parts) > 1 else (name if name in row else "__init__")
        allowed = there == here or row[there] < row[here] or (here, there) in LATE
        assert allowed, f"{name_of(path)} imports {module} {name}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_library_is_known_to_one_module(path: Path) -> None:
    for module, _ in imports(path):
        homes = LIBRARIES.get(module.split(".")[0])
        assert homes is None or any(name_of(path).startswith(home) for home in homes), (
            f"{module} in {name_of(path)}"
        )


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_name_with_an_underscore_crosses_a_module(path: Path) -> None:
    assert [
        name for module, name in imports(path) if name.startswith("_") and module.startswith("cleancopy")
    ] == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_fits_in_a_few_screens_and_a_function_on_one(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LINES_OF_A_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= LINES_OF_A_FUNCTION, f"{node.name}: {length} lines"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_class_and_public_function_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) or not tree.body
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{name_of(path)}: {node.name}"


def test_every_room_stands_in_the_plan() -> None:
    rooms = {room_of(path) for path in MODULES}
    assert rooms == {room for row in ROWS for room in row}
