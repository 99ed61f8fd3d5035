"""The library as another project uses it: one call, many calls, threads, processes, errors."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import cleancopy
from cleancopy.errors import EmptySource, HarmDone, NotText, SourceError, TooLarge, UnsupportedMedia
from cleancopy.render import ledger_line, read_ledger, read_record, record_line

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
STORY = (
    "PARIS (AP) — The council met on Tuesday evening and agreed to rebuild the old bridge over the river, "
    "which has been closed to lorries for a year.\n\n"
    "“We have waited long enough,” said the mayor, who had argued for the plan since the spring.\n\n"
    "Work is expected to begin in the autumn and to take about two years, the town said in a statement.\n"
)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_a_seed_is_verified_and_restored(path: Path) -> None:
    source = path.read_bytes()
    cleaned = cleancopy.clean(source, name=path.name)
    assert cleancopy.verify(source, cleaned.record, cleaned.ledger) == []
    assert cleancopy.restore(cleaned.record, cleaned.ledger) == source
    assert cleancopy.replay(source, cleaned.ledger) == cleaned.text


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_a_clean_copy_is_not_changed_by_a_second_pass(path: Path) -> None:
    once = cleancopy.clean(path.read_bytes())
    again = cleancopy.clean(once.text)
    assert again.text == once.text
    assert again.ledger.entries == ()


def test_record_and_ledger_survive_their_lines() -> None:
    cleaned = cleancopy.clean(STORY, name="story.txt")
    assert read_record(record_line(cleaned.record)) == cleaned.record
    assert read_ledger(ledger_line(cleaned.ledger)) == cleaned.ledger


def test_the_same_bytes_give_the_same_lines() -> None:
    one, other = (cleancopy.Cleaner().clean(STORY.encode(), name="story.txt") for _ in range(2))
    assert record_line(one.record) == record_line(other.record)
    assert ledger_line(one.ledger) == ledger_line(other.ledger)


def test_a_dateline_stays_unless_it_is_to_be_cut() -> None:
    kept = cleancopy.clean(STORY)
    cut = cleancopy.clean(STORY, config=cleancopy.load_config(overrides=["story.dateline=cut"]))
    assert kept.text.startswith("PARIS (AP) — The council")
    assert cut.text.startswith("The council")
    assert cut.record.dateline == kept.record.dateline
    assert cut.record.dateline is not None
    assert (cut.record.dateline.place, cut.record.dateline.agency) == ("PARIS", "AP")
    assert cleancopy.verify(STORY.encode(), cut.record, cut.ledger) == []


def test_a_cleaner_can_be_pickled_and_gives_the_same() -> None:
    cleaner = cleancopy.Cleaner(cleancopy.load_config(overrides=["story.dateline=cut"]))
    copy = pickle.loads(pickle.dumps(cleaner))
    assert copy.recipe == cleaner.recipe
    assert copy.clean(STORY.encode()).record == cleaner.clean(STORY.encode()).record


def test_one_cleaner_serves_many_threads() -> None:
    cleaner = cleancopy.Cleaner()
    sources = [path.read_bytes() for path in SEEDS] * 6
    expected = [cleancopy.clean(source).record for source in sources]
    with ThreadPoolExecutor(8) as pool:
        assert [cleaned.record for cleaned in pool.map(cleaner.clean, sources)] == expected


@pytest.mark.parametrize("workers", [1, 2])
def test_many_sources_come_back_in_their_order_and_a_bad_one_fails_alone(workers: int) -> None:
    sources = [(f"{n}.txt", STORY.replace("two years", f"{n} months").encode()) for n in range(40)]
    sources[7] = ("7.txt", b"\x89PNG\r\n\x1a\n....")
    results = list(cleancopy.clean_many(sources, workers=workers))
    assert [r.name if isinstance(r, cleancopy.Failed) else r.record.source for r in results] == [
        n for n, _ in sources
    ]
    failed = [r for r in results if isinstance(r, cleancopy.Failed)]
    assert [(f.name, f.reason) for f in failed] == [("7.txt", "not-text")]


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b"", EmptySource, "0 bytes; expected text"),
        (b" \n\t\r\n", EmptySource, "nothing but white space in 5 bytes"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", NotText, "image/png"),
        (b"%PDF-1.7\n%\xe2\xe3", NotText, "application/pdf"),
        (b"PK\x03\x04\x14\x00", NotText, "application/zip"),
        (bytes(range(1, 9)) * 200, NotText, "control characters"),
        (b'<?xml version="1.0"?><rss/>', UnsupportedMedia, "XML"),
    ],
)
def test_what_cannot_be_cleaned_is_refused_with_its_name_and_the_reason(
    data: bytes, error: type[SourceError], words: str
) -> None:
    with pytest.raises(error, match=r"bad\.txt") as caught:
        cleancopy.clean(data, name="bad.txt")
    assert words in str(caught.value)


def test_a_source_over_the_limit_is_refused() -> None:
    with pytest.raises(TooLarge, match=r"bad\.txt: \d+ bytes; source\.max_bytes allows 100"):
        cleancopy.clean(
            STORY, name="bad.txt", config=cleancopy.load_config(overrides=["source.max_bytes=100"])
        )


def test_a_story_is_never_shortened_beyond_the_budget_without_a_word() -> None:
    config = cleancopy.load_config(overrides=["story.text=[headline]", "loss_budget=0.2"])
    with pytest.raises(HarmDone, match="loss_budget allows 20%"):
        cleancopy.clean(STORY, config=config)


def test_text_with_lone_surrogates_is_still_cleaned() -> None:
    cleaned = cleancopy.clean(STORY + "\n\nOdd \ud800 one, said the mayor of the town.\n")
    source = (STORY + "\n\nOdd \ud800 one, said the mayor of the town.\n").encode("utf-8", "surrogatepass")
    assert cleancopy.verify(source, cleaned.record, cleaned.ledger) == []


@pytest.mark.parametrize(
    "call", [cleancopy.clean, cleancopy.decode, cleancopy.repair, cleancopy.Cleaner().clean]
)
def test_what_is_neither_text_nor_bytes_is_named(call) -> None:
    with pytest.raises(TypeError, match=r"expected (bytes|str); found NoneType"):
        call(None)


@pytest.mark.parametrize("sources", [["a story"], [("name", "a story")], [b"ab"], [(1, b"a story")]])
def test_what_is_no_name_with_bytes_is_named(sources) -> None:
    with pytest.raises(TypeError, match="expected "):
        list(cleancopy.clean_many(sources))


def test_an_error_that_nobody_foresaw_costs_one_source(monkeypatch: pytest.MonkeyPatch) -> None:
    repaired = cleancopy.Cleaner.repaired

    def failing(self, data, *, name, **more):
        return 1 / 0 if name == "bad" else repaired(self, data, name=name, **more)

    monkeypatch.setattr(cleancopy.Cleaner, "repaired", failing)
    first, second = cleancopy.clean_many([("bad", b"A story."), ("good", b"A story.")])
    assert isinstance(first, cleancopy.Failed) and first.reason == "unexpected"
    assert "ZeroDivisionError" in first.message
    assert isinstance(second, cleancopy.Cleaned) and second.text == "A story."
