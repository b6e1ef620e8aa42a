"""How audits were rated, by quarter: the chart, the table and the section that several pages show alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_workbook.measures.definitions import MEASURES
from qa_workbook.measures.direction import direction, finding
from qa_workbook.measures.periods import WINDOW_QUARTERS, quarter_label
from qa_workbook.report.model import Chart, ChartKind, Column, Kind, Mark, Number, Section, Series, Table
from qa_workbook.report.words import as_share, padded

if TYPE_CHECKING:
    from qa_workbook.measures.figures import Figure
    from qa_workbook.measures.results import Results
    from qa_workbook.report.model import Content

__all__ = ["FIVE_BANDS", "FOUR_BANDS", "Band", "Group", "bands_of", "chart", "section"]

GOOD_OR_BETTER = MEASURES["good_or_better"]


@dataclass(frozen=True, slots=True)
class Band:
    """One of the bands that share out all rated audits."""

    measure: str
    name: str
    mark: Mark


OUTSTANDING = Band("outstanding", "Outstanding", Mark.OUTSTANDING)
GOOD = Band("good", "Good", Mark.GOOD)
INADEQUATE = Band("inadequate", "Inadequate", Mark.INADEQUATE)

FIVE_BANDS = (
    OUTSTANDING,
    GOOD,
    Band("ri_not_low", "RI", Mark.RI),
    Band("ri_low", "RI low", Mark.RI_LOW),
    INADEQUATE,
)
FOUR_BANDS = (OUTSTANDING, GOOD, Band("requires_improvement", "RI", Mark.RI), INADEQUATE)
"""Where the lower end of RI is not recorded."""


@dataclass(frozen=True, slots=True)
class Group:
    """Whose ratings: a group of some kind, or the whole service.

    Args:
        key: Its name among the figures of a page.
        name: Its name for a reader.
        group_by: As in `Figure`.
        group: As in `Figure`.
    """

    key: str
    name: str
    group_by: str = ""
    group: str = ""


def bands_of(results: Results, *groups: Group) -> tuple[Band, ...]:
    """Five bands where any of some groups has audits at the lower end of RI, or else four."""
    held = (figure.numerator for group in groups for figure in _series(results, "ri_low", group) if figure)
    return FIVE_BANDS if any(held) else FOUR_BANDS


def section(results: Results, heading: str, group: Group, bands: tuple[Band, ...]) -> Section:
    """A numbered figure: the table, the direction of travel and the chart of one group.

    Args:
        results: The figures.
        heading: Number and name.
        group: Whose ratings.
        bands: The bands to show.

    Returns:
        The section; without table and chart, and saying so, where no audit of the group was rated.
    """
    quarters = _labels(results)
    if not any(figure and figure.base for figure in _series(results, GOOD_OR_BETTER.key, group)):
        span = quarters[0] if len(quarters) == 1 else f"{quarters[0]} to {quarters[-1]}"
        return Section(heading, None, f"No audits rated in {span}.", None)
    said = direction(
        GOOD_OR_BETTER, results.figures, results.periods, results.settings, group_by=group.group_by, group=group.group
    )
    sentence = f"Good or better: {said.sentence[:1].lower()}{said.sentence[1:]}"
    return Section(heading, _table(results, group, bands), sentence, chart(results, group, bands))


def chart(results: Results, group: Group, bands: tuple[Band, ...]) -> Chart:
    """The ratings of a group as 100 % stacked columns, a quarter a column, with the number of audits under each."""
    title = finding(
        GOOD_OR_BETTER, results.figures, results.periods, results.settings, group_by=group.group_by, group=group.group
    )
    of_quarter = zip(_labels(results), _series(results, GOOD_OR_BETTER.key, group), strict=True)
    categories = [f"{label}\nn = {_base(figure):,}" for label, figure in of_quarter]
    series = tuple(Series(band.name, band.mark, _shares(results, band, group)) for band in bands)
    shows = f"Columns: the share of each rating in every quarter, {group.name}; n is the number of audits rated."
    return Chart(group.key, ChartKind.SHARES, title, shows, padded(categories, WINDOW_QUARTERS, ""), series)


def _table(results: Results, group: Group, bands: tuple[Band, ...]) -> Table:
    pairs = [column for band in bands for column in (Column(band.name, Kind.COUNT), Column("", Kind.SHARE))]
    main = (Column("Good or better", Kind.COUNT), Column("", Kind.MAIN_SHARE))
    columns = (Column("Quarter", Kind.QUARTER), Column("Audits rated", Kind.COUNT), *pairs, *main)
    measures = [*(band.measure for band in bands), GOOD_OR_BETTER.key]
    rows = (_row(results, group, label, measures) for label in _labels(results))
    return Table(columns, tuple(rows))


def _row(results: Results, group: Group, label: str, measures: list[str]) -> tuple[Content, ...]:
    figures = [results.figures.get(measure, label, group.group_by, group.group) for measure in measures]
    pairs = (cell for f in figures for cell in (Number(f.numerator if f else None), Number(as_share(f), is_share=True)))
    return (label, Number(_base(figures[-1])), *pairs)


def _shares(results: Results, band: Band, group: Group) -> tuple[float | None, ...]:
    shares = [as_share(figure) for figure in _series(results, band.measure, group)]
    return padded(shares, WINDOW_QUARTERS, None)


def _labels(results: Results) -> tuple[str, ...]:
    return tuple(quarter_label(quarter) for quarter in results.periods.quarters)


def _series(results: Results, measure: str, group: Group) -> tuple[Figure | None, ...]:
    """A figure a quarter of the fifteen months, in order; `None` where there is none."""
    return tuple(results.figures.get(measure, label, group.group_by, group.group) for label in _labels(results))


def _base(figure: Figure | None) -> int:
    return (figure.base or 0) if figure else 0
