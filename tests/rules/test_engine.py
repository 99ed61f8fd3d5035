"""The rule engine: packs are read exactly, mistakes are named, nothing can run away."""

from __future__ import annotations

import time
from dataclasses import replace
from threading import Thread

import pytest

from cleancopy.errors import ConfigError, RuleError
from cleancopy.rules import (
    INFERENCES,
    RuleSet,
    build,
    failures,
    line_key,
    load_rules,
    read_own,
    shipped_rules,
)
from cleancopy.rules.built import read_built, sources, sources_digest
from cleancopy.rules.cues import cues
from cleancopy.rules.outline import kind_of, outline

PACK = """\
pack: house
rules:
  - id: weather-box
    role: boilerplate
    why: Our pages have a weather box.
    match: '^Weather in (?P<place>[A-Z]\\w+)$'
    hits:
      - text: Weather in Leeds
        facts: {place: Leeds}
    misses: [Weather in the north was mild.]
"""


def test_an_own_pack_joins_the_shipped_rules() -> None:
    rules = load_rules(own=[("house.yaml", PACK)])
    assert "house" in rules.packs
    assert [hit.rule.id for hit in rules.hits("Weather in Leeds")] == ["weather-box"]
    assert rules.hits("Weather in Leeds")[0].found == (("place", 11, 16),)


def test_yaml_traps_stay_text() -> None:
    pack = PACK.replace("'^Weather in (?P<place>[A-Z]\\w+)$'", "[no, on, 2024-01-01, 0o10]").replace(
        "facts: {place: Leeds}", ""
    )
    (rule,) = read_own([("house.yaml", pack)])
    assert rule.patterns == ("no", "on", "2024-01-01", "0o10")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("role: boilerplate", "role: boilerplat", "house.yaml:4: weather-box: role: unknown role 'boilerplat' (did you mean 'boilerplate'?)"),
        ("    why: Our pages have a weather box.\n", "", "house.yaml:3: weather-box: why: is missing"),
        ("match:", "mach:", "house.yaml:6: weather-box: unknown key 'mach' (did you mean 'match'?)"),
        ("[A-Z]\\w+)$", "[A-Z)$", "weather-box: match: not a pattern"),
        ("Weather in (", "{agencies} (", "unknown list or fragment 'agencies' (did you mean 'agency'?)"),
        ("(?P<place>", "(?P<town>", "weather-box: match: unknown group 'town'"),
        ("pack: house", "pack: [", "not YAML"),
        ("pack: house", "pack: &a house\nabout: *a", "aliases are not read"),
        ("misses: [Weather in the north was mild.]", "misses: []", "misses: expected at least one example"),
        ("    match:", "    where: {zone: middle}\n    match:", "unknown zone 'middle'"),
        ("    match:", "    confidence: certain\n    match:", "expected a number above 0 and up to 1, found 'certain'"),
        ("(?P<place>[A-Z]\\w+)$", "(?=x)", "weather-box: match: not a pattern"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place(old: str, new: str, message: str) -> None:
    with pytest.raises(RuleError) as error:
        load_rules(own=[("house.yaml", PACK.replace(old, new))])
    assert message in str(error.value)
    assert str(error.value).startswith("house.yaml")


def test_an_id_is_given_once() -> None:
    with pytest.raises(RuleError, match=r"this id is taken by a\.yaml:3"):
        load_rules(own=[("a.yaml", PACK), ("b.yaml", PACK)])


def test_rules_packs_and_inferences_can_be_switched_off() -> None:
    rules = load_rules(off=["ad-label-en", "furniture-de", "headline-by-place"])
    assert {"ad-label-en"}.isdisjoint(rule.id for rule in rules.rules)
    assert "furniture-de" not in rules.packs
    assert not rules.allows("headline-by-place")
    assert all(rules.allows(name) for name in INFERENCES if name != "headline-by-place")


def test_an_unknown_name_to_switch_off_is_refused() -> None:
    with pytest.raises(ConfigError, match="did you mean 'ad-label-en'"):
        load_rules(off=["ad-label-eng"])
    with pytest.raises(ConfigError, match="did you mean 'datelines'"):
        load_rules(packs=["dateline"])


def test_the_digest_tells_rule_sets_apart_and_examples_do_not_count() -> None:
    plain = load_rules()
    assert plain.digest == load_rules().digest
    assert plain.digest != load_rules(off=["ad-label-en"]).digest
    assert plain.digest != load_rules(off=["headline-by-place"]).digest
    own = load_rules(own=[("house.yaml", PACK)])
    other = load_rules(own=[("house.yaml", PACK.replace("the north was mild", "the south was wild"))])
    assert own.digest == other.digest != plain.digest


def test_the_built_form_is_that_of_the_packs() -> None:
    found = sources()
    assert read_built(sources_digest(found)) is not None, "run: python -m cleancopy.rules"
    built = read_built(sources_digest(found))
    assert built is not None and len(built[0]) == len(load_rules().rules)
    assert build() == (
        __import__("importlib.resources").resources.files("cleancopy.rules") / "built.json"
    ).read_text("utf-8")


def test_examples_that_a_rule_breaks_are_told() -> None:
    (rule,) = read_own([("house.yaml", PACK.replace("text: Weather in Leeds", "text: weather in Leeds"))])
    assert list(failures(rule)) == ["house.yaml:3: weather-box: hits: does not find 'weather in Leeds'"]
    (rule,) = read_own([("house.yaml", PACK.replace("Weather in the north was mild.", "Weather in Rome"))])
    assert list(failures(rule)) == [
        "house.yaml:3: weather-box: misses: found 'Weather in Rome', which it must leave alone"
    ]


@pytest.mark.parametrize("text", ["a" * 200_000 + "!", "((((" * 50_000, "\u00e9 " * 100_000, "By " * 60_000])
def test_hostile_lines_take_linear_time(text: str) -> None:
    rules = load_rules(own=[("house.yaml", PACK.replace("^Weather in (?P<place>[A-Z]\\w+)$", "^(a+)+$"))])
    start = time.perf_counter()
    list(rules.hits(text))
    assert time.perf_counter() - start < 2


def test_a_rule_set_can_be_shared_between_threads() -> None:
    rules = load_rules()
    lines = ["By Ann Poe", "Advertisement", "Photo: Ann Poe/Getty Images", "Lire aussi : la suite"] * 20
    expected = [[hit.rule.id for hit in rules.hits(line)] for line in lines]
    fresh, found = load_rules(), {}

    def ask(number: int) -> None:
        found[number] = [[hit.rule.id for hit in fresh.hits(line)] for line in lines]

    threads = [Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[number] for number in range(4)] == [expected] * 4


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("12 Comments", "0 comments"),
        ("— ADVERTISEMENT —", "advertisement"),
        ("Read  more »", "read more"),
        ("…", ""),
    ],
)
def test_a_line_key_says_the_words_alone(text: str, key: str) -> None:
    assert line_key(text) == key


def test_cues_never_hide_a_match() -> None:
    """The oracle: every pattern tried on every line finds no more than the index lets through."""
    rules = load_rules()
    lines = [example.text for rule in shipped_rules() for example in rule.hits[:2]]
    patterns = [
        (rule, text, RuleSet([replace(rule, patterns=(text,), lines=frozenset())]))
        for rule in rules.rules
        if rule.role is not None
        for text in rule.patterns
    ]
    for line in lines:
        tried = {cued.pattern for cued in rules.worth_trying(line)}
        for rule, text, alone in patterns:
            if text not in tried:
                assert alone.fits(alone.rules[0], line) is None, (rule.id, line, cues(text))


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        (r"^(?:Zuerst|Eerder gepubliceerd) in (?P<organization>.+)$", {"^Zuerst i", "^Eerder g"}),
        (r"(?i)^(?:this|the) breaking (?:news )?story is", {"<this bre", "<the brea"}),
        (r"^[(\[–\s]*(?i:with (?:a )?files?) from", {"|<with a f", "|<with fil"}),
        (r"^[^\p{L}\d]*(?:Read|Lies)\b", {"|^Read", "|^Lies"}),
        (r"(?i)^[^“”]*\bsupport (?:our|local) news", {"~support our news", "~support local ne"}),
        (r"^\d+ ?(?:Minuten|Stunden) alt$", {"=Minuten", "=Stunden"}),
        (r"^\d+ ?\w+$", {f"^{digit}" for digit in "0123456789"}),
        (r"(?i)^(?:une erreur dans|hata bildir)\b?.{0,120}$", {"<une erre", "<hata bil"}),
        (r"^(?P<caption>.+?)\s*\((?P<credit>[^()]+/(?:Getty|AFP))\)\.?$", {"$=/Getty", "$=/AFP"}),
        (r"^By (?P<names>\D+), (?P<dates>\d.*)$", {"^By "}),
        (r"^(?P<city>\p{Lu}\w+)(?:[.:]| \(\w+\)(?: ?-)?)$", {">.", ">:", ">)", ">-"}),
        (r"^(?P<city>\p{Lu}\w+)(?:[.:])?$", None),
    ],
)
def test_cues_are_beginnings_then_strings_then_last_signs(pattern: str, found: set[str] | None) -> None:
    assert cues(pattern) == found


@pytest.mark.parametrize(
    ("pattern", "first", "last"),
    [
        (r"^(?P<credit>\p{Lu}\w+)$", "A", None),
        (r"^\p{Lu}[\p{L} ]+ \d+$", "A", "0"),
        (r"(?i)^von .+\)?$", "Aa", None),
        (r"^(?:By|von) [^\d]+ [A-Z]\.?$", "Aa", ".A"),
        (r"^[–-]? ?(?:a|b)$|^c$", "-a–", "a"),
        (r"^\d*(?:[.]\d+)?$", None, None),
        (r"Weather\b", None, None),
        (r"^[А-Я]+$", "", ""),
    ],
)
def test_edges_are_the_kinds_of_letters_at_both_ends(
    pattern: str, first: str | None, last: str | None
) -> None:
    assert outline(pattern)[:2] == (first, last)


def test_letters_without_a_kind_speak_against_no_pattern() -> None:
    assert [kind_of(letter) for letter in "Éß7“(Жд中\x85 "] == ["A", "a", "0", "“", "(", "", "", "", "", ""]


def test_what_is_not_in_a_class_can_be_any_other_kind() -> None:
    first = outline(r"^[^\s\d,(a] .+$").first or ""
    assert set("Aa.)“") <= set(first) and not set("0,( ") & set(first)


@pytest.mark.parametrize(
    ("pattern", "signs"),
    [
        (r"^(?P<names>[^|]+?)\s*[|·]\s*(?P<dates>\d.*)$", ("|·", "0123456789")),
        (r"^(?P<caption>.+[.!?]) ?(?:\(AP\)|\[AFP\])?$", ("!.?",)),
        (r"^(?:\(AP\)|AFP/)$", ("(/",)),
        (r"^(?:\(AP\)|AFP)[-–]?$", ()),
    ],
)
def test_the_signs_of_an_outline_stand_in_all_that_fits(pattern: str, signs: tuple[str, ...]) -> None:
    assert outline(pattern).signs == signs
