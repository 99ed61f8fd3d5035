"""Cleaning inside engines that others wrote: whatever speaks Apache Arrow, and Spark.

Nothing here is loaded by `import cleancopy`; pyarrow is needed (extra `parquet`), pyspark for Spark (`spark`).
"""

from cleancopy.engines.arrow import clean_batches, clean_columns, clean_listed, clean_table, output_schema
from cleancopy.engines.hugging_face import ledger_features, record_features

__all__ = [
    "clean_batches",
    "clean_columns",
    "clean_listed",
    "clean_table",
    "ledger_features",
    "output_schema",
    "record_features",
]
