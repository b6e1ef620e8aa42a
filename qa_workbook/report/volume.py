"""Audits accepted a month against baseline and stretch (domain sections 6 and 9, table 2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_workbook.measures.definitions import MEASURES
from qa_workbook.measures.direction import finding
from qa_workbook.measures.periods import month_label
from qa_workbook.report.model import Chart, ChartKind, Mark, Series
from qa_workbook.report.words import padded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa_workbook.measures.results import Results

__all__ = ["chart"]

MONTHS = 12
"""Audit months shown."""

ACCEPTED = MEASURES["audits_accepted"]


def chart(results: Results) -> Chart:
    """The chart of audits accepted in the last twelve audit months."""
    months = results.periods.last(MONTHS)
    title = finding(ACCEPTED, results.figures, results.periods, results.settings)
    shows = "Columns: audits accepted in each of the last audit months. Lines: baseline and stretch target, where set."
    labels = tuple(month_label(month) for month in months)
    return Chart("audits", ChartKind.COUNTS, title, shows, padded(labels, MONTHS, ""), tuple(_series(results, months)))


def _series(results: Results, months: tuple[int, ...]) -> Iterator[Series]:
    figures = [results.figures.get(ACCEPTED.key, month_label(month)) for month in months]
    yield _line("Audits accepted", Mark.COUNT, [figure.numerator if figure else None for figure in figures])
    targets = [results.settings.target(ACCEPTED.key, month) for month in months]
    if any(targets):
        values = [target.value if target else None for target in targets]
        yield _line(f"Baseline{_only(values)}", Mark.BASELINE, values)
    stretch = results.figures.get("audits_stretch", month_label(results.periods.month))
    if stretch is not None and stretch.numerator:
        each = results.settings.stretch_per_team
        name = f"Stretch {stretch.numerator:,} ({each:g} a team)"
        yield _line(name, Mark.STRETCH, [stretch.numerator] * len(months))


def _line(name: str, mark: Mark, values: Sequence[float | None]) -> Series:
    return Series(name, mark, padded(values, MONTHS, None))


def _only(values: list[float | None]) -> str:
    """The number in a line's name, where the line has only one."""
    return f" {values[0]:,g}" if len(set(values)) == 1 else ""
