"""Facts are exact spans of the block that they stand in."""

from __future__ import annotations

import pytest

from cleancopy.rules import all_names, people_and_houses, split_names
from tests.stages.lines import labelled

TAIL = [
    "The council voted on Monday to close the old bridge for two years while a new one is built beside it.",
    "Traffic will be led over the northern ring road, which can take another nine thousand cars a day, they say.",
]


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("PARIS (AP) — The president said that nothing was ruled out on Monday.", {"dateline": "PARIS (AP) —", "place": "PARIS", "agency": "AP"}),
        ("WASHINGTON, Jan. 5 (Reuters) - The Senate adjourned without a vote today.", {"dateline": "WASHINGTON, Jan. 5 (Reuters) -", "place": "WASHINGTON", "agency": "Reuters", "date": "Jan. 5"}),
        ("Berlin (dpa) - Die Regierung will die Steuer im kommenden Jahr senken.", {"dateline": "Berlin (dpa) -", "place": "Berlin", "agency": "dpa"}),
        ("NEW DELHI: Officials said on Friday that the talks would go on for weeks.", {"dateline": "NEW DELHI:", "place": "NEW DELHI"}),
        ("KYIV, Ukraine (AP) — The night was quiet until the sirens went off again.", {"dateline": "KYIV, Ukraine (AP) —", "place": "KYIV", "agency": "AP"}),
        ("ROMA (ANSA) - Il governo ha approvato il decreto nella notte di ieri sera.", {"dateline": "ROMA (ANSA) -", "place": "ROMA", "agency": "ANSA"}),
        ("MADRID, 3 mar. (EFE).- El Gobierno aprobó este martes la nueva ley fiscal.", {"dateline": "MADRID, 3 mar. (EFE).-", "place": "MADRID", "agency": "EFE", "date": "3 mar."}),
        ("(CNN) — The storm turned north on Sunday and missed the coast by a mile.", {"dateline": "(CNN) —", "agency": "CNN"}),
        ("МОСКВА, 5 мая. /ТАСС/. Власти города сообщили о новых правилах въезда.", {"dateline": "МОСКВА, 5 мая. /ТАСС/.", "place": "МОСКВА", "agency": "ТАСС", "date": "5 мая"}),
        ("The court will publish its ruling in a month from now, it said. (dpa)", {"sign_off": "(dpa)"}),
        ("NATO — the alliance founded in 1949 — has thirty-two members by now.", {}),
    ],
)  # fmt: skip
def test_datelines_and_sign_offs_are_found_exactly(line: str, facts: dict[str, str]) -> None:
    block = labelled([line, *TAIL])[0]
    assert block.role.value == "body"
    assert {fact.name: fact.value for fact in block.facts} == facts
    assert all(fact.span.cut(block.text) == fact.value for fact in block.facts)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Poe, Jan de Wit and Mo Li", ["Ann Poe", "Jan de Wit", "Mo Li"]),
        ("Ann Poe in Paris and Jan de Wit in Kyiv", ["Ann Poe", "Jan de Wit"]),
        ("Anna Muster und Hakan Tanrıverdi", ["Anna Muster", "Hakan Tanrıverdi"]),
        ("José García y Ana Ruiz", ["José García", "Ana Ruiz"]),
        ("by Monday evening", []),
    ],
)
def test_names_are_split_where_one_ends(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in split_names(text)] == names
    assert all_names(text) == bool(names)


@pytest.mark.parametrize(
    ("line", "caption", "credit"),
    [
        ("The bridge at night. Ann Poe/Pool via AP", "The bridge at night.", "Ann Poe/Pool via AP"),
        ("The bridge at night. (Ann Poe/CBC)", "The bridge at night.", "Ann Poe/CBC"),
        ("Die Brücke bei Nacht. Foto: Anna Muster/dpa", "Die Brücke bei Nacht.", "Foto: Anna Muster/dpa"),
        (
            "Un homme sur le pont à Paris. Jean Martin / AFP",
            "Un homme sur le pont à Paris.",
            "Jean Martin / AFP",
        ),
    ],
)
def test_a_credit_is_cut_out_of_its_caption(line: str, caption: str, credit: str) -> None:
    block = labelled([line, *TAIL])[0]
    found = {fact.name: fact.value for fact in block.facts}
    assert (block.role.value, found.get("caption"), found.get("credit")) == ("caption", caption, credit)


@pytest.mark.parametrize(
    ("text", "people", "houses"),
    [
        ("Ann Poe, CNN", ["Ann Poe"], ["CNN"]),
        ("ANN POE Associated Press", ["ANN POE"], ["Associated Press"]),
        ("Ann Poe, Political Correspondent", ["Ann Poe"], []),
        ("The Associated Press", [], ["The Associated Press"]),
        ("Par AFP", [], ["AFP"]),
        ("Door ANP", [], ["ANP"]),
        ("EFE Madrid", [], ["EFE"]),
        ("Ana Di Stefano und Jan van Dam", ["Ana Di Stefano", "Jan van Dam"], []),
        ("ANNA MUSTER", ["ANNA MUSTER"], []),
    ],
)
def test_a_house_is_no_person_and_a_job_is_nobody(text: str, people: list[str], houses: list[str]) -> None:
    found = [(kind, text[low:high]) for kind, low, high in people_and_houses(text)]
    assert [name for kind, name in found if kind == "names"] == people
    assert [name for kind, name in found if kind == "organization"] == houses
