"""Write the built form of the shipped rules anew: `python -m cleancopy.rules`, in a checkout."""

from pathlib import Path

from cleancopy.rules.built import BUILT
from cleancopy.rules.load import build

Path(__file__).with_name(BUILT).write_text(build(), "utf-8")
