"""Where a setting comes from, and what an operator is told when it is wrong."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError

import pytest

from cleancopy.config import KEYS, PRESETS, load_config
from cleancopy.errors import ConfigError
from cleancopy.rules import INFERENCES, load_rules


@pytest.fixture
def written(tmp_path, monkeypatch):
    """A config.yaml with this text, in the working directory."""
    monkeypatch.chdir(tmp_path)

    def write(text: str | bytes):
        data = text.encode() if isinstance(text, str) else text
        (tmp_path / "config.yaml").write_bytes(data)
        return "config.yaml"

    return write


def problem(*arguments, **keywords) -> str:
    with pytest.raises(ConfigError) as caught:
        load_config(*arguments, **keywords)
    return str(caught.value)


def test_without_anything_every_value_is_built_in():
    assert set(load_config().origins().values()) == {"built-in"}
    assert load_config().preset == "news"


def test_each_layer_beats_the_ones_before_it(written):
    path = written("preset: training\nstory:\n  sign_off: keep\n  dateline: keep\nloss_budget: 0.1\n")
    environment = {"CLEANCOPY_STORY__DATELINE": "cut", "CLEANCOPY_LOSS_BUDGET": "0.2", "HOME": "/"}
    config = load_config(path, environment=environment, overrides=["loss_budget=0.3"])
    origins = config.origins()
    assert (config.loss_budget, origins["loss_budget"]) == (0.3, "--set")
    assert (config.story.dateline, origins["story.dateline"]) == (
        "cut",
        "environment CLEANCOPY_STORY__DATELINE",
    )
    assert (config.story.sign_off, origins["story.sign_off"]) == ("keep", "config.yaml:3")
    assert (config.repair.normalization, origins["repair.normalization"]) == ("NFC", "preset training")
    assert (config.batch.workers, origins["batch.workers"]) == ("auto", "built-in")


def test_the_preset_may_be_named_in_any_layer_and_the_strongest_name_wins(written):
    path = written("preset: archive\n")
    assert load_config(path).preset == "archive"
    assert load_config(path, environment={"CLEANCOPY_PRESET": "training"}).preset == "training"
    assert load_config(path, overrides=["preset=news"]).loss_budget == load_config().loss_budget
    assert load_config(path, preset="training").repair.split_ligatures


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_differs_from_the_built_in_values_in_what_it_says_and_nothing_else(name):
    built_in, config = load_config().effective(), load_config(preset=name).effective()
    flat = {
        key.name
        for key in KEYS
        if lookup(built_in, key.name) != lookup(config, key.name) and key.name != "preset"
    }
    assert flat == set(PRESETS[name].settings)
    assert all(why for _, why in PRESETS[name].settings.values())


def lookup(nested, name):
    for part in name.split("."):
        nested = nested[part]
    return nested


def test_an_empty_file_and_sections_with_nothing_in_them_are_fine(written):
    assert load_config(written("")) == load_config()
    assert load_config(written("# nothing\nstory:\nbatch:\n  # workers: 2\n")) == load_config()


def test_the_traps_of_yaml_are_read_as_text(written):
    path = written("batch:\n  inputs: [no, on, 2024-01-01, 0o17, 1e3, null]\nrepair:\n  enabled: no\n")
    config = load_config(path)
    assert config.batch.inputs == ("no", "on", "2024-01-01", "0o17", "1e3", "null")
    assert config.repair.enabled is False


def test_a_programs_overrides_may_be_dotted_or_nested():
    dotted = load_config(overrides={"story.text": ["body"], "batch.workers": 2, "repair.enabled": False})
    nested = load_config(
        overrides={"story": {"text": ("body",)}, "batch": {"workers": 2}, "repair.enabled": "no"}
    )
    assert dotted == nested
    assert dotted.story.text == ("body",)
    assert dotted.origins()["story.text"] == "overrides"


def test_lists_on_the_command_line_take_commas_or_brackets():
    assert load_config(overrides=["story.text=body, caption"]).story.text == ("body", "caption")
    assert load_config(overrides=["story.text=[body, caption]"]).story.text == ("body", "caption")
    quoted = load_config(overrides=["batch.include=[\"a, b.txt\", '*.csv', c]"]).batch.include
    assert quoted == ("a, b.txt", "*.csv", "c")
    assert "--set:1: not valid YAML" in problem(overrides=['batch.include=["a]'])
    assert load_config(overrides=["rules.off="]).rules.off == ()
    assert load_config(overrides=["rules.packs=all"]).rules.packs is None


def test_packs_and_rules_that_are_named_must_exist(written):
    rules = load_rules()
    rule, pack = rules.rules[0].id, rules.packs[0]
    path = written(f"rules:\n  packs: [{pack}]\n  off:\n    - {rule}\n    - {next(iter(INFERENCES))}\n")
    assert load_config(path).rules.packs == (pack,)
    assert load_config(path).rules.off[0] == rule
    message = f"config.yaml:4: rules.off[1]: unknown rule or pack '{rule}x' (did you mean '{rule}'?)"
    assert message in problem(written(f"rules:\n  off:\n    - {rule}\n    - {rule}x\n"))
    assert f"unknown pack '{rule}'" in problem(overrides=[f"rules.packs={rule}"])


def test_own_packs_are_read_beside_the_file_that_names_them(tmp_path):
    (tmp_path / "mine.yaml").write_text("rules: []\n")
    (tmp_path / "config.yaml").write_text("rules:\n  own: [mine.yaml]\n")
    config = load_config(tmp_path / "config.yaml")
    assert config.rules.own == (("mine.yaml", "rules: []\n"),)
    assert config.effective()["rules"]["own"] == ["mine.yaml"]


def test_a_configuration_is_immutable_hashable_and_survives_pickling():
    config = load_config(preset="training", overrides=["batch.inputs=x"])
    again = pickle.loads(pickle.dumps(config))
    assert again == config and hash(again) == hash(config) and again.origins() == config.origins()
    with pytest.raises(FrozenInstanceError):
        config.loss_budget = 1.0


def test_where_a_value_came_from_is_no_part_of_the_configuration():
    assert load_config(overrides=["story.dateline=keep"]) == load_config()


def test_what_only_concerns_running_is_not_decisive():
    config = load_config()
    assert set(config.effective()) - set(config.decisive()) == {"output", "batch"}


def test_the_repair_engine_gets_its_options():
    options = load_config(overrides=["repair.normalization=NFKC", "repair.confidence_floor=1"]).repair.options
    assert (options.compose, options.compose_compatibility, options.confidence_floor) == (False, True, 1.0)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "preset: news\nstory:\n  text:\n    - body\n    - subhead\n",
            "config.yaml:5: story.text[1]: unknown role 'subhead' (did you mean 'subheading'?)",
        ),
        ("storry:\n  dateline: cut\n", "config.yaml:1: storry: unknown key (did you mean 'story'?)"),
        ("story:\n  date: cut\n", "config.yaml:2: story.date: unknown key (did you mean 'story.dateline'?)"),
        ("dateline: cut\n", "config.yaml:1: dateline: unknown key (did you mean 'story.dateline'?)"),
        ("preset: archiv\n", "config.yaml:1: preset: unknown preset 'archiv' (did you mean 'archive'?)"),
        ("preset: x\n", "config.yaml:1: preset: unknown preset 'x'; known: news, archive, training"),
        ("loss_budget: 25%\n", "config.yaml:1: loss_budget: expected a number from 0 to 1, found '25%'"),
        ("loss_budget: nan\n", "config.yaml:1: loss_budget: expected a number from 0 to 1, found 'nan'"),
        ("loss_budget:\n", "config.yaml:1: loss_budget: expected a number from 0 to 1, found nothing"),
        ("loss_budget: [1]\n", "config.yaml:1: loss_budget: expected a number from 0 to 1, found a list"),
        ("story: cut\n", "config.yaml:1: story: expected keys below it, found 'cut'"),
        ("- a\n", "config.yaml:1: expected sections such as `story:`, found a list"),
        ("story:\n  text: []\n", "config.yaml:2: story.text: expected a list that is not empty; "),
        ("story:\n  text: body\n", "config.yaml:2: story.text: expected a list that is not empty; "),
        (
            "story:\n  text: [body, body]\n",
            "config.yaml:2: story.text[1]: expected each item once, found 'body'",
        ),
        ("repair:\n  enabled: y\n", "config.yaml:2: repair.enabled: expected true or false, found 'y'"),
        (
            "batch:\n  workers: 0\n",
            "config.yaml:2: batch.workers: expected a whole number from 1 up, or auto, ",
        ),
        (
            "batch:\n  shard_bytes: 1 TB\n",
            "config.yaml:2: batch.shard_bytes: expected a number of bytes such as ",
        ),
        (
            "batch:\n  workers: " + "9" * 5000,
            "config.yaml:2: batch.workers: expected a whole number from 1 up, ",
        ),
        (
            "source:\n  encoding: base64\n",
            "config.yaml:2: source.encoding: expected auto, or an encoding such as ",
        ),
        ("source:\n  encoding: utf9\n", "found 'utf9' (did you mean 'utf-8'?)"),
        ("rules:\n  own: [gone.yaml]\n", "config.yaml:2: rules.own[0]: gone.yaml: there is no such file"),
        ("rules:\n  own: [.]\n", "config.yaml:2: rules.own[0]: .: this is a directory; expected a YAML file"),
        ("preset: news\npreset: news\n", "config.yaml:2: preset: given twice, first at config.yaml:1"),
        ("story:\n\tdateline: cut\n", "config.yaml:2: not valid YAML: found character '\\t'"),
        ("a: 1\n---\nb: 2\n", "config.yaml:2: not valid YAML: "),
        ("story: &x\n  text: *x\n", "config.yaml:2: expected a value, found the alias *x"),
        ("preset: !!python/name:os.system x\n", "config.yaml:1: expected a plain value, found the tag "),
        ("? [a]\n: b\n", "config.yaml:1: expected the name of a key, found a list or a section"),
        ("[" * 5000, "config.yaml"),
        (b"preset: news\n# \xff\n", "config.yaml:2: expected UTF-8 text, found the byte FF"),
        (b"preset: \x00\n", "config.yaml: not valid YAML: "),
    ],
    ids=lambda value: repr(value)[:60],
)
def test_an_error_says_where_what_and_what_was_expected(written, text, message):
    assert message in problem(written(text))


def test_a_missing_file_and_a_directory_are_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert problem("nowhere.yaml") == "nowhere.yaml: there is no such file"
    assert problem(".") == ".: this is a directory; expected a YAML file"


@pytest.mark.parametrize(
    ("keywords", "message"),
    [
        (
            {"environment": {"CLEANCOPY_STORY__DATELIN": "cut"}},
            "environment CLEANCOPY_STORY__DATELIN: story.datelin: unknown key (did you mean 'story.dateline'",
        ),
        (
            {"environment": {"CLEANCOPY_STORY__DATELINE": "drop"}},
            "environment CLEANCOPY_STORY__DATELINE: story.dateline: unknown choice 'drop'",
        ),
        (
            {"overrides": ["story.dateline"]},
            "--set story.dateline: expected KEY=VALUE such as story.dateline=cut",
        ),
        (
            {"overrides": ["story=cut"]},
            "--set: story: expected one of its keys: story.text, story.dateline, ",
        ),
        ({"overrides": ["story.text=[a]"]}, "--set: story.text[0]: unknown role 'a'"),
        ({"overrides": {"batch.workers": None}}, "overrides: expected text, a number, a list or a section, "),
        ({"preset": "newss"}, "--preset: preset: unknown preset 'newss' (did you mean 'news'?)"),
    ],
)
def test_other_layers_say_where_as_well(keywords, message):
    assert message in problem(**keywords)


def test_the_variable_that_names_the_file_is_no_setting():
    assert load_config(environment={"CLEANCOPY_CONFIG": "x.yaml"}) == load_config()
