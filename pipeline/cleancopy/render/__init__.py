"""What a cleaned document looks like on disk and on a screen."""

from cleancopy.render.lines import ledger_line, read_ledger, read_record, record_line
from cleancopy.render.markdown import markdown

__all__ = ["ledger_line", "markdown", "read_ledger", "read_record", "record_line"]
