"""Cases of concern: raised, open, updated, resolved, and how long they have been open (domain section 11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qa_workbook.measures.counting import share
from qa_workbook.measures.periods import month_label, month_start

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    import pandas as pd

    from qa_workbook.intake.arrays import Array, Truth
    from qa_workbook.measures.figures import Figure
    from qa_workbook.measures.source import Source

__all__ = ["concern_figures"]

AGES = (
    ("up to 3 months", 0, 3),
    ("over 3 to 6 months", 3, 6),
    ("over 6 to 12 months", 6, 12),
    ("over 12 months", 12, None),
)
"""Bands of age of an open case, as (name, over so many months, up to so many)."""


def concern_figures(source: Source) -> Iterator[Figure]:
    """The figures of cases of concern; none without their table.

    Args:
        source: The tracker with its periods.
    """
    if not source.has("concerns"):
        return
    concerns, as_at = source.tracker.frames["concerns"], source.periods.as_at
    period, start = month_label(source.periods.month), month_start(source.periods.month)
    raised, updated = _days(concerns, "raised"), _days(concerns, "last_update")
    known = raised <= np.datetime64(as_at, "D")
    open_ = known & ~_is_resolved(source, concerns, as_at)
    end = source.periods.end  # of what the month itself counts, though a later day may judge what is open
    facts = {
        "concerns_raised": _within(raised, start, end),
        "concerns_open": open_,
        "concerns_open_over_12_months": open_ & (raised < _months_before(as_at, 12)),
        "concerns_updated": known & _within(updated, start, end),
        "concerns_resolved": known & ~open_ & _within(_days(concerns, "resolved"), start, end),
        "concerns_due_update": open_ & ~_within(updated, start, as_at) & (raised < np.datetime64(start, "D")),
    }
    for measure, truth in facts.items():
        yield share(measure, period, int(truth.sum()), None)
    yield from _by_head(concerns, facts, period)
    yield from _by_age(raised, open_, period, as_at)


def _by_head(concerns: pd.DataFrame, facts: dict[str, Truth], period: str) -> Iterator[Figure]:
    heads = concerns["head_of_service"]
    for head in sorted(heads.dropna().unique()):
        for measure in ("concerns_open", "concerns_open_over_12_months", "concerns_due_update"):
            yield share(
                measure, period, int((facts[measure] & (heads == head).to_numpy()).sum()), None, "head of service", head
            )


def _by_age(raised: Array, open_: Array, period: str, as_at: dt.date) -> Iterator[Figure]:
    for name, over, to in AGES:
        young = raised < _months_before(as_at, over) if over else np.ones(len(raised), bool)
        old = raised >= _months_before(as_at, to) if to else np.ones(len(raised), bool)
        yield share("concerns_open", period, int((open_ & young & old).sum()), int(open_.sum()), "age", name)


def _is_resolved(source: Source, concerns: pd.DataFrame, as_at: dt.date) -> Array:
    """Resolved by the day, which needs the child safe and a plan established."""
    resolved: Array = _days(concerns, "resolved") <= np.datetime64(as_at, "D")
    for assurance in ("child_safe", "plan_established"):
        if source.has("concerns", assurance):
            resolved &= concerns[assurance].to_numpy()
    return resolved


def _days(concerns: pd.DataFrame, column: str) -> Array:
    return concerns[column].to_numpy().astype("datetime64[D]")


def _within(days: Array, first: dt.date, last: dt.date) -> Array:
    return (days >= np.datetime64(first, "D")) & (days <= np.datetime64(last, "D"))


def _months_before(day: dt.date, months: int) -> np.datetime64:
    """The same day so many months before, or that month's last day where it is shorter."""
    number = 12 * day.year + day.month - 1 - months
    first, after = month_start(number), month_start(number + 1)
    return min(np.datetime64(first, "D") + (day.day - 1), np.datetime64(after, "D") - 1)
