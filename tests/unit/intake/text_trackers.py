"""Small trackers written as text: the first row of a sheet is its headings, `|` parts the cells."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from qa_workbook.intake import Workbook, read_tracker
from qa_workbook.intake.sources import Grid
from qa_workbook.settings import Settings

if TYPE_CHECKING:
    from qa_workbook.intake import Tracker


def cells(text: str) -> list[list[Any]]:
    """The cells of a text: whole numbers as Excel's numbers, `[2022-07-31]` as a date, all else as text."""
    rows = [[_cell(cell.strip()) for cell in line.split("|")] for line in text.strip("\n").splitlines()]
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def _cell(text: str) -> Any:
    if text.startswith("["):
        return dt.datetime.fromisoformat(text.strip("[]"))
    return float(text) if text.isdigit() else text


def workbook(**sheets: str) -> Workbook:
    """A workbook of these sheets, in their order; `_` in a name stands for a space."""
    return Workbook("tracker.xlsx", tuple(Grid(name.replace("_", " "), cells(text)) for name, text in sheets.items()))


def tracker_of(settings: Settings | None = None, **sheets: str) -> Tracker:
    """The tracker that these sheets are read as."""
    return read_tracker(workbook(**sheets), settings or Settings())


def said(tracker: Tracker) -> list[str]:
    """The findings as a person reads them."""
    return [str(finding) for finding in tracker.findings]
