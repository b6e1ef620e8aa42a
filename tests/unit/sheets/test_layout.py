from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from invented import results

from qa_workbook.measures.figures import Figure, Figures, percent
from qa_workbook.measures.results import Reconciliation
from qa_workbook.report import build
from qa_workbook.report.model import ChartKind, Mark
from qa_workbook.sheets.arrange import PAGE_WIDTH, arrange
from qa_workbook.sheets.layout import Area, Cell, PlacedChart, PlacedSeries, Print, SheetLayout
from qa_workbook.sheets.picture import column_name, written
from qa_workbook.sheets.styles import Format, Style


def at(row: int, column: int, last_row: int | None = None, last_column: int | None = None) -> Area:
    return Area(row, column, row if last_row is None else last_row, column if last_column is None else last_column)


def text(area: Area, value: str | None = "text") -> Cell:
    return Cell(area, value, Style.PLAIN)


def chart(key: str, left: float, row: int) -> PlacedChart:
    series = PlacedSeries(Mark.GOOD, at(0, 0), at(0, 0))
    return PlacedChart(key, ChartKind.SHARES, "", left, 100, row, row + 1, at(0, 0), at(0, 0), (series,))


def layout(*cells: Cell, charts: tuple[PlacedChart, ...] = ()) -> SheetLayout:
    printed = Print(at(0, 0), None, (), on_one_sheet=True, footer="")
    return SheetLayout("key", "Sheet", (100.0,) * 4, (15.0,) * 6, cells, charts, (), (), printed)


def test_cells_beside_each_other_are_fine() -> None:
    assert layout(text(at(0, 0)), text(at(0, 1, 1, 2)), charts=(chart("a", 0, 2), chart("b", 100, 2)))


@pytest.mark.parametrize("other", [at(1, 1), at(0, 0, 3, 3), at(1, 2)])
def test_overlap_of_cells_is_refused(other: Area) -> None:
    with pytest.raises(ValueError, match="sheet Sheet: 'two' lies over 'one'"):
        layout(text(at(1, 1, 1, 2), "one"), text(other, "two"))


def test_overlap_of_charts_is_refused() -> None:
    with pytest.raises(ValueError, match="chart a lies over chart b"):
        layout(charts=(chart("a", 0, 2), chart("b", 99, 3)))


def test_chart_over_a_text_is_refused_and_over_an_empty_cell_is_not() -> None:
    assert layout(text(at(2, 1), None), charts=(chart("a", 50, 2),))
    with pytest.raises(ValueError, match="chart a lies over 'text'"):
        layout(text(at(2, 1)), charts=(chart("a", 50, 2),))


def test_cell_outside_the_sheet_is_refused() -> None:
    with pytest.raises(ValueError, match="lies outside"):
        layout(text(at(6, 0)))


def test_place_of_a_chart_is_a_column_and_the_rest_of_the_way() -> None:
    assert layout().column_at(250) == (2, 50)


def other(figure: Figure) -> Figure:
    """Another figure of the same kind; ratings at the lower end of RI stay recorded, or not."""
    if figure.measure == "ri_low" or not figure.numerator:
        return figure
    return figure._replace(numerator=figure.numerator * 7 if figure.base is None else figure.base - figure.numerator)


def test_shape_does_not_depend_on_values() -> None:
    held = results()
    others = {key: other(figure) for key, figure in held.figures.by_key.items()}
    failed = (Reconciliation("groups = total", holds=False, words="1 and 2"),)
    later = replace(held, audits_counted=12_345, reconciliations=failed, figures=Figures(others))
    before, after = arrange(build(held)), arrange(build(later))
    assert [one.shape for one in before] == [one.shape for one in after]
    assert [one.to_text() for one in before] != [one.to_text() for one in after]


def test_what_feeds_charts_and_sparklines_stands_right_of_the_page() -> None:
    for sheet in arrange(build(results())):
        edge = sheet.print.area.last_column
        assert sum(sheet.columns[: edge + 1]) == PAGE_WIDTH
        fed = [line.values for line in sheet.sparklines]
        fed += [
            area for held in sheet.charts for area in (held.title, held.categories, *(s.values for s in held.series))
        ]
        assert all(area.column > edge for area in fed)
        assert all(sheet.rows[area.row] >= 12 for area in fed)


def test_no_section_is_parted_by_a_page_break() -> None:
    ratings = arrange(build(results()))[1]
    headings = {cell.area.row for cell in ratings.cells if cell.style is Style.SECTION}
    assert set(ratings.print.breaks) <= headings
    starts = [0, *ratings.print.breaks, ratings.print.area.last_row + 1]
    assert max(sum(ratings.rows[a:b]) for a, b in pairwise(starts)) <= 660


def test_shares_are_written_as_the_figures_round_them() -> None:
    pairs = [(n, base) for base in range(1, 201) for n in range(base + 1)]
    shown = [written(Cell(at(0, 0), percent(*pair) / 100, Style.NOW, Format.SHARE)) for pair in pairs]
    assert shown == [f"{percent(*pair)} %" for pair in pairs]


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_letters_of_a_column(column: int, name: str) -> None:
    assert column_name(column) == name
