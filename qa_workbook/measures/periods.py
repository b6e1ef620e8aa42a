"""Periods: months as numbers, financial quarters, the window of fifteen months, and how they are written.

Months are month numbers (`intake.dates`); a *quarter number* counts financial quarters the same way. Financial years
run April to March (domain section 1).
"""

from __future__ import annotations

import datetime as dt
from calendar import month_abbr, month_name, monthrange
from dataclasses import dataclass

from qa_workbook.intake.dates import month_number

__all__ = [
    "WINDOW_QUARTERS",
    "Periods",
    "month_end",
    "month_label",
    "month_long",
    "month_number",
    "month_start",
    "quarter_label",
    "quarter_months",
    "quarter_number",
    "span_label",
]

WINDOW_QUARTERS = 5
"""The last 15 months: the reporting quarter to date and the four before it (domain section 1)."""

YEAR = 12


def month_start(month: int) -> dt.date:
    """First day of a month."""
    return dt.date(month // YEAR, month % YEAR + 1, 1)


def month_end(month: int) -> dt.date:
    """Last day of a month."""
    first = month_start(month)
    return first.replace(day=monthrange(first.year, first.month)[1])


def month_label(month: int) -> str:
    """The short label of a month: `Jul 22`."""
    first = month_start(month)
    return f"{month_abbr[first.month]} {first.year % 100:02d}"


def month_long(month: int) -> str:
    """The long label of a month: `July 2022`."""
    first = month_start(month)
    return f"{month_name[first.month]} {first.year}"


def quarter_number(month: int) -> int:
    """The financial quarter that a month lies in (`4 * year in which the financial year begins + quarter - 1`)."""
    return (month - 3) // 3


def quarter_months(quarter: int) -> range:
    """The three months of a financial quarter."""
    first = quarter * 3 + 3
    return range(first, first + 3)


def quarter_label(quarter: int) -> str:
    """The label of a financial quarter: `Q2 22/23`."""
    year = quarter // 4
    return f"Q{quarter % 4 + 1} {year % 100:02d}/{(year + 1) % 100:02d}"


def span_label(first: int, last: int) -> str:
    """The label of a span of months: `May 22 to Jul 22`; one month is only named once."""
    return month_label(first) if first == last else f"{month_label(first)} to {month_label(last)}"


@dataclass(frozen=True)
class Periods:
    """The periods of one report.

    Args:
        month: The reporting month.
        as_at: The day as at which everything is computed; the end of the reporting month unless another is given.
        audit_months: Every month up to the reporting month in which core audits were asked for, in order.
    """

    month: int
    as_at: dt.date
    audit_months: tuple[int, ...]

    @property
    def end(self) -> dt.date:
        """Last day of what the reporting month itself counts: its end, or an earlier day as at which all is judged."""
        return min(self.as_at, month_end(self.month))

    @property
    def quarter(self) -> int:
        """The reporting quarter."""
        return quarter_number(self.month)

    @property
    def quarters(self) -> tuple[int, ...]:
        """Quarters of the 15-month window that hold audit months, in order; the last is the quarter to date."""
        held = {quarter_number(m) for m in self.audit_months}
        window = range(self.quarter - WINDOW_QUARTERS + 1, self.quarter + 1)
        return tuple(q for q in window if q in held)

    @property
    def window(self) -> tuple[int, ...]:
        """Audit months of the 15-month window, in order."""
        first = quarter_months(self.quarter - WINDOW_QUARTERS + 1)[0]
        return tuple(m for m in self.audit_months if m >= first)

    @property
    def skipped(self) -> tuple[int, ...]:
        """Months without audits inside the window's audit months: skipped, never a zero (domain section 1)."""
        held = self.window
        return tuple(m for m in range(held[0], self.month) if m not in held) if held else ()

    @property
    def is_quarter_to_date(self) -> bool:
        """Whether the reporting quarter is not yet complete."""
        return self.month != quarter_months(self.quarter)[-1]

    def last(self, count: int) -> tuple[int, ...]:
        """The last audit months up to the reporting month, at most `count`, in order."""
        return self.audit_months[-count:]

    def previous(self, month: int) -> int | None:
        """The audit month before a month; `None` when there is none."""
        before = [m for m in self.audit_months if m < month]
        return before[-1] if before else None

    def as_at_of(self, month: int) -> dt.date:
        """The day as at which a month of the window is computed: its own end, the reporting month `as_at`.

        A past month is computed as it stood at its own end, so that a series compares like with like.
        """
        return self.as_at if month == self.month else min(self.as_at, month_end(month))
