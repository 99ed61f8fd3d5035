"""rules, config, schema: what the program knows, told."""

from __future__ import annotations

import json

import jsonschema
import pytest

from cleancopy.config import KEYS, load_config
from cleancopy.rules import INFERENCES
from tests.cli.conftest import known_rules, said

PACK = """\
pack: mine
rules:
  - id: my-ad
    role: boilerplate
    why: Our own page says this above every advertisement.
    match: '^Our sponsors$'
    hits: [Our sponsors]
    misses: [Our sponsors paid for the new roof of the town hall.]
"""


def test_rules_list_names_every_rule_and_inference(call):
    result = call("rules", "list")
    assert result.exit_code == 0
    assert all(f"  {rule.id} " in result.stdout for rule in known_rules())
    assert all(f"  {name} " in result.stdout for name in INFERENCES)


def test_rules_list_marks_what_is_switched_off(call):
    rule = known_rules()[0]
    lines = call("rules", "list", "--set", f"rules.off={rule.id}").stdout.splitlines()
    assert [("(off)" in line) for line in lines if line.strip().startswith(f"{rule.id} ")] == [True]


def test_rules_list_of_a_pack(call):
    pack = known_rules()[0].pack
    listed = [
        json.loads(line)
        for line in call("rules", "list", "--pack", pack, "--format", "json").stdout.splitlines()
    ]
    assert [rule["id"] for rule in listed] == [rule.id for rule in known_rules() if rule.pack == pack]
    result = call("rules", "list", "--pack", pack[:-1])
    assert result.exit_code == 2
    assert f"(did you mean {pack!r}?)" in said(result)[0]


def test_rules_show_tells_why_and_shows_the_proof(call):
    rule = next(rule for rule in known_rules() if rule.misses)
    out = call("rules", "show", rule.id).stdout
    assert out.startswith(f"{rule.id}\n")
    assert " ".join(rule.why.split()) in out
    assert all(f"hit     {example.text}" in out for example in rule.hits)
    assert all(f"miss    {example.text}" in out for example in rule.misses)


def test_rules_show_knows_inferences_and_nearest_names(call):
    name = next(iter(INFERENCES))
    assert INFERENCES[name] in call("rules", "show", name).stdout
    rule = known_rules()[0].id
    result = call("rules", "show", rule + "x")
    assert result.exit_code == 2
    assert f"(did you mean {rule!r}?)" in said(result)[0]


def test_rules_test_proves_the_shipped_rules(call):
    result = call("rules", "test")
    assert result.exit_code == 0, result.stdout
    assert result.stdout.endswith("all kept\n")


def test_rules_test_holds_a_pack_of_ones_own_to_the_same(call, folder):
    (folder / "mine.yaml").write_text(PACK)
    result = call("rules", "test", "mine.yaml")
    assert (result.exit_code, result.stdout) == (0, "1 rules, 2 examples: all kept\n"), result.stderr
    (folder / "mine.yaml").write_text(PACK.replace("hits: [Our sponsors]", "hits: [Our partners]"))
    result = call("rules", "test", "mine.yaml")
    assert result.exit_code == 1
    assert "my-ad: hits: does not find 'Our partners'" in result.stdout


def test_rules_test_names_what_it_cannot_find(call):
    pack = known_rules()[0].pack
    assert call("rules", "test", pack).exit_code == 0
    assert "(did you mean" in said(call("rules", "test", pack + "x"))[0]
    result = call("rules", "test", "gone.yaml")
    assert result.exit_code == 4
    assert said(result) == ["cleancopy: gone.yaml: cannot be read: No such file or directory"]


def test_own_packs_are_in_force(call, folder):
    (folder / "mine.yaml").write_text(PACK)
    (folder / "config.yaml").write_text("rules: {own: [mine.yaml]}\n")
    assert "  my-ad " in call("rules", "list").stdout
    text = (
        b"The council has agreed to keep the library open on Sundays, which was welcomed by the readers.\n\n"
    )
    assert call("clean", "-", stdin=text + b"Our sponsors\n").stdout_bytes == text[:-1]


def test_config_show_says_where_each_value_came_from(call, folder):
    (folder / "config.yaml").write_text("preset: archive\nstory:\n  dateline: cut\n")
    lines = call("config", "show", "--set", "loss_budget=0.5").stdout.splitlines()
    told = {line.split(":")[0].strip(): line.partition("# ")[2] for line in lines}
    assert told["dateline"] == "config.yaml:3"
    assert told["preset"] == "config.yaml:1"
    assert told["loss_budget"] == "--set"
    assert told["balance"] == "preset archive"
    assert told["workers"] == "built-in"


@pytest.mark.parametrize("preset", [None, "archive", "training"])
def test_what_config_show_prints_is_a_configuration(call, folder, preset):
    rule = known_rules()[0]
    off = f"rules.off={rule.id},{rule.pack}"
    out = call("config", "show", "--set", off, *(["--preset", preset] if preset else [])).stdout
    (folder / "printed.yaml").write_text(out)
    assert load_config("printed.yaml") == load_config(preset=preset, overrides=[off])


def test_config_show_of_one_key_or_section(call):
    assert call("config", "show", "story.dateline").stdout.split() == [
        "story:",
        "dateline:",
        "keep",
        "#",
        "built-in",
    ]
    told = json.loads(call("config", "show", "story", "--format", "json").stdout)
    assert list(told) == ["story.text", "story.dateline", "story.sign_off"]
    assert told["story.dateline"] == {"value": "keep", "origin": "built-in"}
    assert "(did you mean 'story.dateline'?)" in said(call("config", "show", "story.datline"))[0]


def test_config_check_says_right_or_what_is_wrong(call, folder):
    (folder / "good.yaml").write_text("story: {dateline: cut}\n")
    result = call("config", "check", "good.yaml")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"good.yaml: right; 1 of {len(KEYS)} settings are not built-in, ")
    (folder / "bad.yaml").write_text("rules:\n  off: [ad-labl-en]\n")
    result = call("config", "check", "bad.yaml")
    assert result.exit_code == 2
    assert said(result)[0].startswith(
        "cleancopy: bad.yaml:2: rules.off[0]: unknown rule or pack 'ad-labl-en'"
    )


def test_config_presets_tell_what_differs_and_why(call):
    out = call("config", "presets").stdout
    assert "training: Text for language models" in out
    assert "  story.dateline: cut  # " in out


@pytest.mark.parametrize(("kind", "line"), [("record", "copy.json"), ("ledger", "ledger.json")])
def test_what_is_written_fits_the_schema(call, folder, kind, line):
    call("clean", "article.txt", "--format", "json", "-o", "copy.json", "--ledger", "ledger.json")
    schema = json.loads(call("schema", kind).stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(json.loads((folder / line).read_bytes()))


def test_without_a_kind_the_schema_defines_them_all(call):
    schema = json.loads(call("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert {"Record", "Ledger"} <= set(schema["$defs"])
    assert call("schema", "recrd").exit_code == 2
