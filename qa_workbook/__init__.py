"""Audit reporting for children's social care.

Reads the audit tracker that a quality-assurance team keeps, computes its performance measures, and writes a formatted
dashboard with native charts back into the same workbook.

Example:
    >>> from pathlib import Path
    >>> import qa_workbook
    >>> done = qa_workbook.refresh(Path("tracker.xlsx"))  # doctest: +SKIP
    >>> done.results.figures.get("good_or_better", "Q2 22/23").percent  # doctest: +SKIP
    20
"""

from qa_workbook.errors import UserError
from qa_workbook.pipeline import Refreshed, measure, read, refresh
from qa_workbook.settings import Settings, Target

__all__ = ["Refreshed", "Settings", "Target", "UserError", "__version__", "measure", "read", "refresh"]

__version__ = "0.1.0"
