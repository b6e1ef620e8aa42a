"""Counting: rows sorted into buckets of period and group once, then counted for one rule after another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qa_workbook.measures.figures import Figure
from qa_workbook.measures.periods import month_label, quarter_label, quarter_number, span_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa_workbook.intake.arrays import Array, Truth
    from qa_workbook.measures.definitions import Measure

__all__ = ["Buckets", "by_month", "by_quarter", "in_span", "share"]


@dataclass(frozen=True)
class Buckets:
    """Rows of a table, each in one bucket or in none.

    Args:
        codes: Number of the bucket of each row; -1 for none.
        periods: Labels of the periods.
        group_by: What the groups are of; empty for none.
        groups: The groups; a bucket's number is `period * len(groups) + group`.
    """

    codes: Array
    periods: tuple[str, ...]
    group_by: str = ""
    groups: tuple[str, ...] = ("",)

    def grouped(self, group_by: str, groups: Sequence[str], codes: Array) -> Buckets:
        """The same periods split by groups.

        Args:
            group_by: What the groups are of.
            groups: The groups.
            codes: Number of the group of each row; -1 for none.
        """
        inside = (self.codes >= 0) & (codes >= 0)
        return Buckets(np.where(inside, self.codes * len(groups) + codes, -1), self.periods, group_by, tuple(groups))

    def count(self, truth: Truth) -> list[int]:
        """How many rows of each bucket the truth holds for."""
        counts = np.bincount(self.codes[truth & (self.codes >= 0)], minlength=len(self.periods) * len(self.groups))
        return [int(count) for count in counts]

    def figures(self, measure: Measure, counts: Truth, base: Truth | None) -> Iterator[Figure]:
        """The measure in every bucket.

        Args:
            measure: The measure.
            counts: Rows of the numerator; its rule says by itself which of the base it counts, for an elective audit
                counts as completed though it is not among those asked for.
            base: Rows of the denominator; `None` for a plain count.
        """
        if base is None:
            yield from self._labelled(measure.key, self.count(counts), [None] * len(self.periods) * len(self.groups))
        else:
            yield from self._labelled(measure.key, self.count(counts), self.count(base))

    def _labelled(self, key: str, numerators: Sequence[int], bases: Sequence[int | None]) -> Iterator[Figure]:
        labels = ((period, group) for period in self.periods for group in self.groups)
        for (period, group), numerator, base in zip(labels, numerators, bases, strict=True):
            yield share(key, period, numerator, base, self.group_by, group)


def share(  # noqa: PLR0917 - in the order of a figure's own facts
    measure: str, period: str, numerator: int, base: int | None, group_by: str = "", group: str = ""
) -> Figure:
    """One figure from its counts; a share of nothing has no value."""
    return Figure(measure, group_by, group, period, numerator, base, numerator / base if base else None)


def by_month(months: Array, wanted: Sequence[int]) -> Buckets:
    """Rows by month, for the months wanted."""
    return Buckets(_positions(months, wanted), tuple(month_label(month) for month in wanted))


def by_quarter(months: Array, quarters: Sequence[int], last_month: int) -> Buckets:
    """Rows by financial quarter, the last quarter up to a month."""
    numbers = np.where((months >= 0) & (months <= last_month), quarter_number(months), -1)  # type: ignore[arg-type]
    return Buckets(_positions(numbers, quarters), tuple(quarter_label(quarter) for quarter in quarters))


def in_span(months: Array, wanted: Sequence[int]) -> Buckets:
    """Rows of several months together, as one period."""
    inside = np.isin(months, list(wanted))
    label = span_label(wanted[0], wanted[-1]) if wanted else ""
    return Buckets(np.where(inside, 0, -1), (label,))


def _positions(numbers: Array, wanted: Sequence[int]) -> Array:
    """Position of each number in `wanted`; -1 when it isn't there."""
    order = np.array(sorted(wanted), np.int64)
    if not len(order):
        return np.full(len(numbers), -1)
    at = np.searchsorted(order, numbers).clip(max=len(order) - 1)
    return np.where(order[at] == numbers, at, -1)
