"""Figures -> pages: what each page says (`model`), one module a page.

Add a page by adding a module and a line to `PAGES`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_workbook.report.practice_areas import practice_areas
from qa_workbook.report.ratings import ratings
from qa_workbook.report.snapshot import snapshot

if TYPE_CHECKING:
    from qa_workbook.measures.results import Results
    from qa_workbook.report.model import Page

__all__ = ["build"]

PAGES = (
    snapshot,
    ratings,
    practice_areas,
)
"""Every page, in reading order."""


def build(results: Results) -> tuple[Page, ...]:
    """Write every page of the report.

    Args:
        results: The figures of one report, with their periods and settings.

    Returns:
        The pages in reading order.
    """
    return tuple(page(results) for page in PAGES)
