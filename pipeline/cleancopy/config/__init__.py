"""What an operator may set: read from presets, a file, the environment and the command line."""

from cleancopy.config.given import nearest
from cleancopy.config.load import load_config
from cleancopy.config.presets import DEFAULT_PRESET, PRESETS, Preset
from cleancopy.config.settings import KEYS, SECTIONS, Config, Key, SourceSettings

__all__ = [
    "DEFAULT_PRESET",
    "KEYS",
    "PRESETS",
    "SECTIONS",
    "Config",
    "Key",
    "Preset",
    "SourceSettings",
    "load_config",
    "nearest",
]
