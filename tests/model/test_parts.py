"""The parts of the model one by one: words, lines, trees, the file."""

from __future__ import annotations

from importlib import resources

import pytest

from cleancopy.errors import ConfigError
from cleancopy.model.context import Context
from cleancopy.model.forest import Forest
from cleancopy.model.lexicon import entries, lexicon
from cleancopy.model.looking import look
from cleancopy.model.signs import shape_of
from cleancopy.model.store import Parts, pack, unpack
from cleancopy.model.surroundings import features_of
from cleancopy.model.weighing import NAMES, Weighing
from cleancopy.model.wording import in_words

TREE = (((0, 1.5, -1, 1), (1, 0.0, -2, -3)), (-1.0, 0.5, 2.0))
PARTS = Parts(b"sequence", frozenset({"w=share"}), Forest([TREE]), {"body": Forest([])}, (1.0, 0.0))


@pytest.mark.parametrize("file", ["furniture.txt", "newsroom.txt", "calendar.txt", "prose.txt", "cjk.txt"])
def test_every_word_list_names_its_source_and_subjects(file: str) -> None:
    text = resources.files("cleancopy.model").joinpath("words", file).read_text("utf-8")
    assert text.startswith("#")
    assert all(subject and word for subject, word in entries(text))


@pytest.mark.parametrize(
    ("word", "subject"),
    [("anzeige", "ad"), ("newsletter", "newsletter"), ("märz", "month"), ("nora", "first")],
)
def test_words_have_subjects(word: str, subject: str) -> None:
    assert subject in lexicon().words[word]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Share", "S"),
        ("Council votes to reopen the ferry after eleven years of waiting", "N"),
        ("He left. " * 20, "P"),
    ],
)
def test_lines_have_kinds(text: str, kind: str) -> None:
    assert look(text.strip()).kind == kind


def test_numbers_do_not_tell_repeated_lines_apart() -> None:
    assert look("View 6 Images").key == look("View 12 Images").key


def test_a_shape_joins_runs() -> None:
    assert shape_of("21.04.2024, 12:30 Uhr") == "0.0.0, 0:0 Aa"


@pytest.mark.parametrize("text", ["Share\ud800", "\ud800 Photo", "x" * 150 + " the end\ud800"])
def test_a_lone_surrogate_is_no_letter(text: str) -> None:
    assert all(b"\xed\xa0\x80" not in item for item in look(text).items)


def test_features_are_the_items_as_text() -> None:
    line = look("Über uns")
    assert [feature.encode() for feature in line.features] == line.items


def test_repetition_is_seen() -> None:
    context = Context([look(text) for text in ("Article content", "A story.", "Article content")])
    assert "rep2" in features_of(context)[0]


def test_the_numbers_of_a_line_have_names() -> None:
    weighing = Weighing(Context([look("Share")]), [[0.0] * 11 + [1.0]])
    assert len(weighing.of(0)) == len(NAMES)


def test_what_rules_hold_of_a_line_is_among_its_numbers() -> None:
    context, rows = Context([look("Share"), look("Council votes")]), [[0.0] * 11 + [1.0]] * 2
    weighing = Weighing(context, rows, [("boilerplate", 0.97), None])
    of = [dict(zip(NAMES, weighing.of(at), strict=True)) for at in (0, 1)]
    assert (of[0]["held for boilerplate"], of[0]["held for byline"]) == (0.97, 0.0)
    assert of[1]["held for boilerplate"] == 0.0
    assert Weighing(context, rows).of(0)[NAMES.index("held for boilerplate")] == 0.0


@pytest.mark.parametrize(("numbers", "score"), [((1.5, 9.0), -1.0), ((2.0, 0.0), 0.5), ((2.0, 0.1), 2.0)])
def test_trees_are_walked(numbers: tuple[float, float], score: float) -> None:
    assert Forest([TREE]).score(numbers) == score


def test_a_model_file_gives_back_what_was_packed() -> None:
    parts = unpack(pack(PARTS))
    assert (parts.sequence, parts.vocabulary, parts.calibration) == (
        b"sequence",
        frozenset({"w=share"}),
        (1.0, 0.0),
    )
    assert parts.cut.score((2.0, 0.1)) == 2.0
    assert pack(parts) == pack(PARTS)


def test_a_cut_model_file_is_refused() -> None:
    with pytest.raises(ConfigError, match="damaged"):
        unpack(pack(PARTS)[:-9])


def test_features_have_words() -> None:
    assert in_words("c:newsletterS") == "speaks of newsletter"
    assert in_words("unheard of")
