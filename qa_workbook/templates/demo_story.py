"""The story that the demo tracker tells: in which months, how many audits, and what they find as the quarters go by."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Key = TypeVar("Key")

__all__ = ["AREAS_GOOD", "RATES", "Month", "audits_by_month", "month_end", "story_months", "whole_shares"]

CALENDAR_MONTHS = 20
"""One December has no audits, so there are 19 audit months: long enough a series for control limits, which need 13."""

DECEMBER = 12
AUGUST = 8

FIRST_LOAD, LAST_LOAD = 0.58, 1.5
"""Audits asked for in the first and the last month, as a share of the mean month: the programme has grown."""

AUGUST_LOAD = 0.8
"""Fewer audits are asked for in the month of holidays."""

RATES: dict[str, tuple[float, ...]] = {
    "accepted": (0.74, 0.76, 0.77, 0.79, 0.80, 0.82, 0.86, 0.84),
    "Outstanding": (0.01, 0.01, 0.02, 0.02, 0.02, 0.03, 0.03, 0.05),
    "Good": (0.32, 0.33, 0.33, 0.32, 0.37, 0.41, 0.44, 0.49),
    "Inadequate": (0.14, 0.15, 0.13, 0.08, 0.14, 0.08, 0.12, 0.07),
    "low": (0.42, 0.40, 0.36, 0.33, 0.30, 0.30, 0.27, 0.25),
    "child": (0.44, 0.42, 0.45, 0.52, 0.58, 0.66, 0.70, 0.73),
    "family": (0.60, 0.62, 0.66, 0.65, 0.68, 0.66, 0.67, 0.65),
    "social worker": (0.97, 0.98, 0.97, 0.99, 0.98, 0.99, 0.98, 0.98),
    "team manager": (0.95, 0.96, 0.96, 0.97, 0.96, 0.97, 0.97, 0.97),
    "chair": (1.0, 1.0, 0.99, 1.0, 1.0, 0.98, 0.98, 0.92),
    "on time": (0.24, 0.28, 0.33, 0.38, 0.45, 0.53, 0.60, 0.70),
}
"""Shares by financial quarter, the reporting quarter last; `low` is the lower end's share of Requires improvement."""

AREAS_GOOD: dict[str, tuple[float, ...]] = {
    "Assessment": (0.34, 0.36, 0.40, 0.42, 0.44, 0.47, 0.50, 0.56),
    "Risk assessment and response": (0.38, 0.37, 0.40, 0.42, 0.41, 0.45, 0.47, 0.51),
    "Planning and review": (0.31, 0.33, 0.31, 0.36, 0.35, 0.39, 0.41, 0.45),
    "Relational intervention and review": (0.50, 0.52, 0.51, 0.55, 0.57, 0.58, 0.60, 0.63),
    "Permanence": (0.35, 0.34, 0.38, 0.40, 0.39, 0.42, 0.44, 0.46),
    "Management oversight and supervision": (0.30, 0.31, 0.34, 0.41, 0.39, 0.37, 0.34, 0.31),
}
"""Shares rated Good or better in each practice area, by financial quarter as above."""


@dataclass(frozen=True)
class Month:
    """A month in which audits are asked for.

    Args:
        first: Its first day.
        last: Its last day.
        quarters_ago: 0 for the reporting quarter, 1 for the one before.
        is_last: Whether it is the reporting month.
    """

    first: dt.date
    last: dt.date
    quarters_ago: int
    is_last: bool

    def rate(self, rates: Sequence[float]) -> float:
        """The share that holds in this month, of shares by quarter with the reporting quarter last."""
        return rates[max(len(rates) - 1 - self.quarters_ago, 0)]


def story_months(last_month: str, *, with_december: bool = False) -> tuple[Month, ...]:
    """The months of the tracker, in order.

    Args:
        last_month: The reporting month, as `2026-10`.
        with_december: Whether to keep the December without audits, which other tables do have.

    Returns:
        The last 20 calendar months; without the latest December before the reporting month there are 19.
    """
    last = _number(dt.date.fromisoformat(f"{last_month}-01"))
    held = range(last - CALENDAR_MONTHS + 1, last + 1)
    skipped = max(number for number in held[:-1] if number % 12 == DECEMBER - 1)
    return tuple(_month(number, last) for number in held if with_december or number != skipped)


def _number(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _month(number: int, last: int) -> Month:
    first = dt.date(number // 12, number % 12 + 1, 1)
    return Month(first, month_end(first), last // 3 - number // 3, number == last)


def month_end(first: dt.date) -> dt.date:
    """The last day of the month that begins on `first`."""
    return (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def audits_by_month(audits: int, months: Sequence[Month]) -> list[int]:
    """How many of the audits are asked for in each month; together they are `audits`."""
    steps = len(months) - 1
    loads = {
        index: (FIRST_LOAD + (LAST_LOAD - FIRST_LOAD) * index / steps)
        * (AUGUST_LOAD if month.first.month == AUGUST else 1)
        for index, month in enumerate(months)
    }
    return list(whole_shares(audits, loads).values())


def whole_shares(total: int, weights: Mapping[Key, float]) -> dict[Key, int]:
    """Share a whole number out by weight.

    Args:
        total: The number.
        weights: A weight from 0 up for each key.

    Returns:
        A whole number a key, in the order of `weights`; they add up to `total` (method of the largest remainder).
    """
    ideal = {key: total * weight / sum(weights.values()) for key, weight in weights.items()}
    shares = {key: floor(value) for key, value in ideal.items()}
    by_remainder = sorted(ideal, key=lambda key: shares[key] - ideal[key])
    for key in by_remainder[: total - sum(shares.values())]:
        shares[key] += 1
    return shares
