"""Rules as data: packs of them, the words they use, and the proof that each does what it says."""

from cleancopy.rules.calendar import date_form, is_bare_date
from cleancopy.rules.check import failures
from cleancopy.rules.inferences import INFERENCES
from cleancopy.rules.load import build, load_rules, read_own, shipped_rules
from cleancopy.rules.people import all_names, is_name, people_and_houses, split_names
from cleancopy.rules.rule import LONGEST, Example, Hit, Rule, Where, Zone
from cleancopy.rules.ruleset import RuleSet
from cleancopy.rules.words import line_key

__all__ = [
    "INFERENCES",
    "LONGEST",
    "Example",
    "Hit",
    "Rule",
    "RuleSet",
    "Where",
    "Zone",
    "all_names",
    "build",
    "date_form",
    "failures",
    "is_bare_date",
    "is_name",
    "line_key",
    "load_rules",
    "people_and_houses",
    "read_own",
    "shipped_rules",
    "split_names",
]
