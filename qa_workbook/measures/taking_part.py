"""Taking part: why views were not obtained, what they were, and the ambassadors' five questions (domain section 10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qa_workbook.intake.vocabulary import REASONS, VIEWS
from qa_workbook.measures.counting import by_month, by_quarter, share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa_workbook.measures.counting import Buckets
    from qa_workbook.measures.figures import Figure
    from qa_workbook.measures.source import Source

__all__ = ["taking_part_figures"]

_MONTHS_COMPARED = 4
"""The ambassadors' month against the three before."""


def taking_part_figures(source: Source) -> Iterator[Figure]:
    """Reasons and views per quarter, ambassadors per month.

    Args:
        source: The tracker with its periods.
    """
    quarters = by_quarter(source.core["month"].to_numpy(), source.periods.quarters, source.periods.month)
    yield from _reasons(source, quarters)
    yield from _views(source, quarters)
    yield from _ambassadors(source)


def _reasons(source: Source, quarters: Buckets) -> Iterator[Figure]:
    """Reasons of child and family together, of those not spoken to: the unit is a view not obtained."""
    people = [who for who in ("child", "family") if source.has("audits", f"{who}_reason")]
    total = np.zeros((len(quarters.periods), len(REASONS)), np.int64)
    for who in people:
        missed = source.accepted & (source.core[f"{who}_involved"] == "no").to_numpy()
        codes = source.core[f"{who}_reason"].cat.codes.to_numpy()
        total += np.reshape(quarters.grouped("reason", REASONS, codes).count(missed), total.shape)
    if people:
        yield from _shares("views_not_obtained", "reason", quarters.periods, REASONS, total.tolist())


def _views(source: Source, quarters: Buckets) -> Iterator[Figure]:
    """Views of those who were spoken to and gave one."""
    for who in ("child", "family"):
        if source.has("audits", f"{who}_view"):
            given = source.accepted & (source.core[f"{who}_involved"] == "yes").to_numpy()
            codes = source.core[f"{who}_view"].cat.codes.to_numpy()
            counts = np.reshape(
                quarters.grouped("view", VIEWS, codes).count(given), (len(quarters.periods), len(VIEWS))
            )
            yield from _shares(f"{who}_view", "view", quarters.periods, VIEWS, counts.tolist())


def _shares(
    measure: str, group_by: str, periods: tuple[str, ...], groups: tuple[str, ...], counts: list[list[int]]
) -> Iterator[Figure]:
    for period, row in zip(periods, counts, strict=True):
        for group, count in zip(groups, row, strict=True):
            yield share(measure, period, count, sum(row), group_by, group)


def _ambassadors(source: Source) -> Iterator[Figure]:
    if not source.has("ambassadors"):
        return
    reviews = source.tracker.frames["ambassadors"]
    months = reviews["month"].to_numpy()
    held = sorted(int(month) for month in set(months.tolist()) if 0 <= month <= source.periods.month)
    buckets = by_month(months, held[-_MONTHS_COMPARED:])
    for question in source.tracker.questions:
        yes, asked = (reviews[question] == "yes").to_numpy(), reviews[question].isin(["yes", "no"]).to_numpy()
        for period, count, base in zip(buckets.periods, buckets.count(yes), buckets.count(asked), strict=True):
            yield share("ambassadors", period, count, base, "question", question)
