"""What only many documents show, in real runs: repeated lines go with their counts, shared passages are told."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from cleancopy.batch import run
from cleancopy.config import load_config
from cleancopy.document import verify
from cleancopy.render import read_ledger, read_record
from tests.batch.conftest import ROOT, contents

FOOT = "The Millbrook Gazette has been printed by Harrow and Sons since the year of the great flood"
PLACES = [
    "Ashford",
    "Bexley",
    "Corby",
    "Dunmow",
    "Epping",
    "Fowey",
    "Goole",
    "Hexham",
    "Ilford",
    "Jarrow",
    "Kendal",
    "Ludlow",
]
DEEDS = ["repaired the bridge", "closed the school", "opened a market", "sold the mill", "planted oaks"]


def sentence(chance: random.Random) -> str:
    one, two, three = chance.sample(PLACES, 3)
    return (
        f"The council of {one} said on Monday that it had {chance.choice(DEEDS)} with the help of {two}, and that "
        f"{chance.randint(20, 900)} people from {three} had come to see it before the end of the afternoon."
    )


def article(number: int, foot: str = FOOT) -> str:
    """An article like no other, with the line of its paper at the foot."""
    chance = random.Random(number)
    return "\n\n".join([*(sentence(chance) for _ in range(5)), *([foot] if foot else [])]) + "\n"


def sentence_shared() -> str:
    """A sentence that stands in two papers."""
    return sentence(random.Random(1 << 20))


def write(path: Path, texts: list[str], host: str = "gazette.org") -> None:
    rows = ({"text": text, "url": f"https://www.{host}/{n}"} for n, text in enumerate(texts))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def clean(*inputs: str, output: str = "out", settings: tuple[str, ...] = (), workers: int = 1) -> list:
    """The records of a run, each proved against its ledger."""
    config = load_config(overrides=settings)
    assert run(list(inputs), output, config, workers=workers, show_progress=False).exit_code == 0
    found = []
    for path in sorted(Path(output, "documents").iterdir()):
        ledgers = Path(output, "ledger", path.name).read_bytes().splitlines()
        for line, ledger in zip(path.read_bytes().splitlines(), ledgers, strict=True):
            found.append((read_record(line), read_ledger(ledger)))
    return [record for record, _ in found]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of its own, which is the working directory."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def removed(records: list) -> list[tuple[str, str]]:
    return [
        (block.text, block.note)
        for record in records
        for block in record.blocks
        if block.rule == "repeated-in-corpus"
    ]


def test_the_paragraphs_that_two_seeds_have_from_one_agency_are_told_on_both() -> None:
    records = clean(str(ROOT / "seeds"))
    one, three = records[1], records[3]
    for record, other in ((one, three), (three, one)):
        said = [record.text[passage.start : passage.end] for passage in record.shared]
        assert len(said) >= 2
        assert any(text.startswith("European nations are worried that the U.S.") for text in said)
        assert all(text in other.text for passage in said for text in passage.split("\n\n"))
        for passage in record.shared:
            assert [(each.id, each.source) for each in passage.documents] == [(other.id, other.source)]
            assert passage.count == 1
    assert not any(records[number].shared for number in (0, 2, 4))


def test_a_line_that_a_paper_has_under_every_article_goes_with_its_counts(here: Path) -> None:
    write(here / "a.jsonl", [article(n) for n in range(30)])
    write(here / "b.jsonl", [article(n + 100, "") for n in range(30)], host="other.org")
    records = clean("a.jsonl", "b.jsonl")
    note = "stands at the same place (foot) in 30 of 30 documents of gazette.org"
    assert removed(records) == [(FOOT, note)] * 30
    assert not any(FOOT in record.text for record in records)
    kept = clean("a.jsonl", output="off", settings=("rules.off=[repeated-in-corpus]",))
    assert all(record.text.endswith(FOOT) for record in kept)


def test_the_ledger_of_a_document_without_the_line_proves_it(here: Path) -> None:
    write(here / "a.jsonl", [article(n) for n in range(30)])
    clean("a.jsonl")
    record = read_record((here / "out/documents/part-00000.jsonl").read_bytes().splitlines()[7])
    ledger = read_ledger((here / "out/ledger/part-00000.jsonl").read_bytes().splitlines()[7])
    assert verify(article(7).encode(), record, ledger) == []
    assert any(entry.rule == "repeated-in-corpus" for entry in ledger.entries)


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        ([article(n) for n in range(19)], "too few documents"),
        ([article(n, FOOT if n % 12 == 0 else "") for n in range(260)], "too small a share of them"),
        ([article(1).replace("Monday", f"day {n}", 1) for n in range(40)], "versions of one article"),
        ([article(1)] * 40, "copies of one article"),
        ([FOOT + "\n"] * 40, "documents that are nothing else"),
        ([FOOT.replace("great", f"{n}.") + "\n\n" + article(n, "") for n in range(40)], "numbers differ"),
    ],
)
def test_a_line_is_left_alone_where_it_may_be_story(here: Path, texts: list[str], why: str) -> None:
    write(here / "a.jsonl", texts)
    assert removed(clean("a.jsonl")) == [], why


def test_a_line_in_the_middle_must_stand_in_many_more_documents(here: Path) -> None:
    def amid(number: int, among: int) -> str:
        chance = random.Random(number)
        lines = [sentence(chance) for _ in range(20)]
        if number % among == 0:
            lines.insert(8, "What it means for you")
        return "\n\n".join(lines) + "\n"

    write(here / "a.jsonl", [amid(n, 4) for n in range(100)])
    assert removed(clean("a.jsonl")) == []
    write(here / "b.jsonl", [amid(n, 2) for n in range(60)], host="other.org")
    assert {text for text, _ in removed(clean("b.jsonl", output="other"))} == {"What it means for you"}


def test_what_is_found_does_not_depend_on_shards_and_workers(here: Path) -> None:
    write(here / "a.jsonl", [article(n % 45) for n in range(60)])
    whole = clean("a.jsonl")
    assert any(record.shared for record in whole) and removed(whole)
    pieces = clean("a.jsonl", output="pieces", settings=("batch.shard_bytes=9000",), workers=2)
    assert len(list((here / "pieces/documents").iterdir())) > 5
    assert pieces == whole
    stages = clean(
        "a.jsonl", output="stages", settings=("batch.checkpoints=stages", "batch.shard_bytes=20000")
    )
    assert stages == whole


def test_after_a_change_the_result_is_that_of_a_run_from_nothing(here: Path) -> None:
    settings = ("batch.shard_bytes=9000",)
    texts = [article(n % 45) for n in range(60)]
    write(here / "a.jsonl", texts)
    clean("a.jsonl", settings=settings)
    texts[5:8] = [article(500), article(21), article(501, "")]
    write(here / "a.jsonl", texts[:58])
    clean("a.jsonl", settings=settings)
    clean("a.jsonl", output="fresh", settings=settings)
    assert contents(here / "out") == contents(here / "fresh")


def test_without_a_wish_to_compare_nothing_is_compared(here: Path) -> None:
    write(here / "a.jsonl", [article(n) for n in range(30)])
    off = ("corpus.repeated_lines=false", "corpus.shared_passages=false")
    result = run(["a.jsonl"], "out", load_config(overrides=off), workers=1, show_progress=False)
    assert [entry.task for entry in result.ran] == ["RepairMojibake(0)", "EmitDocuments(0)", "Manifest"]


def test_a_document_that_would_lose_too_much_keeps_the_line(here: Path) -> None:
    notice = (
        "All rights to what is written here belong to the Gazette and to those who wrote it, and nobody may "
        "print it again, in part or as a whole, on paper or elsewhere, without having asked them first."
    )
    texts = [article(n, notice) for n in range(40)]
    texts.append(f"The mill of Goole burnt down last night.\n\n{notice}\n")
    write(here / "a.jsonl", texts)
    records = clean("a.jsonl")
    assert len(records) == 41
    assert len(removed(records)) == 40
    assert records[-1].text.endswith(notice)
