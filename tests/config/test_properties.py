"""What is printed can be loaded again, whatever was set."""

from __future__ import annotations

import tempfile
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cleancopy.config import PRESETS, load_config
from cleancopy.document import ROLES
from cleancopy.errors import ConfigError

switch = st.booleans()
share = st.floats(0, 1)
words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=8).filter(
    lambda word: word == word.strip() and "," not in word and not word.startswith("[")
)
values = {
    "source.encoding": st.sampled_from(["auto", "utf-8", "cp1252"]),
    "source.max_bytes": st.integers(1, 1 << 50),
    "repair.enabled": switch,
    "repair.confidence_floor": share,
    "repair.straighten_quotes": switch,
    "repair.normalization": st.sampled_from(["none", "NFC", "NFKC"]),
    "batch.inputs": st.lists(words, unique=True),
    "roles.balance": st.sampled_from(["archive", "news", "training"]),
    "story.text": st.lists(st.sampled_from(ROLES), unique=True, min_size=1),
    "story.dateline": st.sampled_from(["keep", "cut"]),
    "loss_budget": share,
    "output.kinds": st.lists(st.sampled_from(["documents", "ledger", "text"]), unique=True),
    "batch.workers": st.just("auto") | st.integers(1, 1000),
    "batch.max_errors": st.just("unlimited") | st.integers(0, 1 << 40),
}
overrides = st.fixed_dictionaries({}, optional=values)


@settings(max_examples=40, deadline=None)
@given(overrides, st.sampled_from(sorted(PRESETS)))
def test_the_effective_configuration_printed_as_yaml_loads_to_the_same_one(chosen, preset):
    config = load_config(preset=preset, overrides=chosen)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "config.yaml")
        path.write_text(yaml.safe_dump(config.effective(), allow_unicode=True), "utf-8")
        again = load_config(path)
    assert again == config
    assert again.effective() == config.effective()
    assert list(again.effective()) == list(config.effective())


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=60) | st.binary(max_size=60).map(lambda data: data.decode("latin-1")))
def test_any_text_is_a_configuration_or_a_configuration_error(text):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "config.yaml")
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            load_config(path)
        except ConfigError as error:
            assert str(error).startswith(str(path))
