"""What a cleaned document looks like on disk and on a screen."""

from cleancopy.render.exports import EXPORTS, export_line, ninjs, schema_org
from cleancopy.render.lines import ledger_line, read_ledger, read_record, record_line
from cleancopy.render.markdown import markdown

__all__ = [
    "EXPORTS",
    "export_line",
    "ledger_line",
    "markdown",
    "ninjs",
    "read_ledger",
    "read_record",
    "record_line",
    "schema_org",
]
