"""What the learned adviser promises, whatever it has learned."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from importlib import resources

import pytest

from cleancopy.errors import ConfigError
from cleancopy.model import Advice, LineModel

PAGE = (
    "Home",
    "Council votes to reopen the ferry after eleven years",
    "By Nora Quist",
    "12 March 2024, 10:15",
    "The council of Harrow voted on Tuesday to reopen the ferry across the river, which has been closed since a storm "
    "destroyed the landing stage eleven years ago.",
    "Advertisement",
    "“We have waited long enough,” said the mayor, Edwin Pell, after the vote, which passed with nine voices against "
    "two and was greeted with applause from the public benches.",
    "The ferry at its mooring in 2012. Photo: Ada Lind/Harrow Archive",
    "The first boat is expected to leave in May. Tickets will cost two pounds, and children under twelve will travel "
    "free of charge, the council said in a statement published on its website.",
    "Share",
    "Sign up for our newsletter",
    "Related articles",
)


@pytest.fixture(scope="module")
def model() -> LineModel:
    return LineModel.load()


def test_every_line_gets_advice_in_order(model: LineModel) -> None:
    advice = model.advise(PAGE)
    assert len(advice) == len(PAGE)
    assert all(isinstance(one, Advice) for one in advice)


def test_no_lines_no_advice(model: LineModel) -> None:
    assert model.advise([]) == []


def test_roles_share_one_whole_the_likeliest_first(model: LineModel) -> None:
    for one in model.advise(PAGE):
        shares = [share for _, share in one.roles]
        assert sum(shares) == pytest.approx(1.0, abs=1e-6)
        assert shares == sorted(shares, reverse=True)
        assert 0.0 <= one.p_not_story <= 1.0


def test_paragraphs_are_story_and_furniture_is_not(model: LineModel) -> None:
    p = dict(zip(PAGE, (one.p_not_story for one in model.advise(PAGE)), strict=True))
    assert max(p[line] for line in PAGE if len(line) > 120) < 0.5
    assert min(p[line] for line in ("Advertisement", "Share", "Sign up for our newsletter")) > 0.8


def test_the_same_lines_get_the_same_advice_from_many_threads(model: LineModel) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(model.advise, [PAGE] * 16))
    assert all(answer == answers[0] for answer in answers)


def test_a_pickle_is_a_reference_to_the_packaged_model(model: LineModel) -> None:
    data = pickle.dumps(model)
    assert len(data) < 200
    assert pickle.loads(data) is model


def test_lines_that_are_not_needed_still_get_advice(model: LineModel) -> None:
    assert len(model.advise(PAGE, needed=[False] * len(PAGE))) == len(PAGE)


def test_an_explanation_is_in_words(model: LineModel) -> None:
    at = PAGE.index("Advertisement")
    reasons = model.reasons(PAGE, {at: "boilerplate"})[at]
    assert reasons
    assert all(reason[0].islower() for reason in reasons)


def test_the_digest_names_the_model_file(model: LineModel) -> None:
    assert len(model.digest) == 64


def test_model_and_words_fit_into_a_megabyte() -> None:
    folder = resources.files("cleancopy.model")
    files = [folder.joinpath("lines.model"), *folder.joinpath("words").iterdir()]
    assert sum(len(file.read_bytes()) for file in files) <= 1_000_000


def test_bytes_that_are_no_model_are_refused() -> None:
    with pytest.raises(ConfigError, match="expected it to begin with"):
        LineModel(b"something else")


@pytest.mark.parametrize("line", ["\u00a0\u00b7\u00a0", "。", "0", "👍", "\ufeffHome", "a" * 5000, "=" * 300])
def test_odd_lines_do_no_harm(model: LineModel, line: str) -> None:
    assert len(model.advise([line, *PAGE, line])) == len(PAGE) + 2
