"""Figures of small trackers: `text_trackers` writes and reads them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from recount import month_of
from text_trackers import said, tracker_of

from qa_workbook.measures.calculate import measure

if TYPE_CHECKING:
    import datetime as dt

    from qa_workbook.intake import Tracker
    from qa_workbook.measures.figures import Figure

__all__ = ["JULY_2022", "LOG", "by_group", "counts", "figures_of", "said", "tracker_of"]

JULY_2022 = month_of(2022, 7)
LOG = "Audit ID | Month | Team | Outcome | Final rating"


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
