"""What the columns of a run's JSON Lines are, for Hugging Face `datasets`.

Without being told, that library takes the types of a column from the rows it sees first, and stops where later
ones say more: where the first file has no caption, say, and the second has.
"""

from __future__ import annotations

from typing import Any

from cleancopy.document import Ledger, Record
from cleancopy.errors import ConfigError
from cleancopy.writers.parquet import MAPS, schema_of, without_maps


def record_features() -> Any:
    """The `Features` of `documents/*.jsonl*`; what has free keys is read as an object of Python.

    Raises ConfigError where `datasets` is not installed, or older than its type for such objects.
    """
    library = _library()
    features = _features(library, Record)
    for name in MAPS:
        features[name] = library.Json()
    for name in ("software", "counts"):
        features["provenance"][name] = library.Json()
    return features


def ledger_features() -> Any:
    """The `Features` of `ledger/*.jsonl*`. Raises ConfigError as `record_features` does."""
    return _features(_library(), Ledger)


def _features(library: Any, kind: type) -> Any:
    return library.Features.from_arrow_schema(without_maps(schema_of(kind)))


def _library() -> Any:
    try:
        import datasets
    except ImportError:
        raise ConfigError("features need datasets: pip install 'cleancopy[datasets]'") from None
    if not hasattr(datasets, "Json"):
        raise ConfigError(
            f"features need a release of datasets that has the type Json; found {datasets.__version__}"
        )
    return datasets
