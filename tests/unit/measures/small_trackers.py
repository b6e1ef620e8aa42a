"""Small trackers written as text: the first row of a sheet is its headings, `|` parts the cells."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any

from recount import month_of

from qa_workbook.intake import Workbook, read_tracker
from qa_workbook.intake.sources import Grid
from qa_workbook.measures.calculate import measure
from qa_workbook.settings import Settings

if TYPE_CHECKING:
    from qa_workbook.intake import Tracker
    from qa_workbook.measures.figures import Figure

JULY_2022 = month_of(2022, 7)
LOG = "Audit ID | Month | Team | Outcome | Final rating"


def cells(text: str) -> list[list[Any]]:
    """The cells of a text: whole numbers as Excel's numbers, `[2022-07-31]` as a date, all else as text."""
    rows = [[_cell(cell.strip()) for cell in line.split("|")] for line in text.strip().splitlines()]
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def _cell(text: str) -> Any:
    if text.startswith("["):
        return dt.datetime.fromisoformat(text.strip("[]"))
    return float(text) if text.isdigit() else text


def workbook(**sheets: str) -> Workbook:
    """A workbook of these sheets, in their order."""
    return Workbook("tracker.xlsx", tuple(Grid(name.replace("_", " "), cells(text)) for name, text in sheets.items()))


def tracker_of(settings: Settings | None = None, **sheets: str) -> Tracker:
    """The tracker that these sheets are read as."""
    return read_tracker(workbook(**sheets), settings or Settings())


def figures_of(tracker: Tracker, key: str, month: int = JULY_2022, as_at: dt.date | None = None) -> list[Figure]:
    """All figures of one measure in a report for a month."""
    return [figure for figure in measure(tracker, month, as_at).figures if figure.measure == key]


def counts(tracker: Tracker, key: str, period: str, **report: Any) -> tuple[int | None, int | None]:
    """Numerator and base of one measure for the whole service in a period."""
    found = [f for f in figures_of(tracker, key, **report) if f.period == period and not f.group_by]
    return found[0].numerator, found[0].base


def by_group(tracker: Tracker, key: str, of: str = "", **report: Any) -> dict[str, int]:
    """Numerators of one measure by group, of one kind of group where it has several."""
    found: Counter[str] = Counter()
    for figure in figures_of(tracker, key, **report):
        if figure.group_by and of in figure.group_by:
            found[figure.group] += figure.numerator or 0
    return dict(found)


def said(tracker: Tracker) -> list[str]:
    """The findings as a person reads them."""
    return [str(finding) for finding in tracker.findings]
