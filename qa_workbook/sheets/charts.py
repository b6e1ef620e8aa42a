"""How charts are drawn, as options of XlsxWriter: fonts, colours, labels, and the place of every part.

Title, legend and plot have fixed places, because programs differ in where they put them when left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qa_workbook.report.model import ChartKind, Mark
from qa_workbook.sheets.styles import FONT, MARKS, Colour

if TYPE_CHECKING:
    from qa_workbook.sheets.layout import Area, PlacedChart, PlacedSeries

    Options = dict[str, Any]

__all__ = ["HAIRLINE_SHARE", "category_axis", "legend", "plot", "reference", "series", "title", "value_axis"]

HAIRLINE_SHARE = 0.08
"""A smaller share has no room for its label; the table beside it, or behind the page, has the number."""

LEGEND_WIDTH = 81
"""Points: the longest name, Outstanding, with its key."""

LABEL_FORMAT = f'[<{HAIRLINE_SHARE}]"";0\\ %'

AXIS = {"color": Colour.QUIET, "width": 0.75}

DASHES = {Mark.BASELINE: "solid", Mark.STRETCH: "dash"}


def font(size: float, colour: str = Colour.BLACK, *, bold: bool = False) -> Options:
    """A font."""
    return {"name": FONT, "size": size, "color": colour, "bold": bold}


def reference(sheet: str, area: Area) -> list[str | int]:
    """Cells of a sheet."""
    return [sheet, area.row, area.column, area.last_row, area.last_column]


def title(chart: PlacedChart, sheet: str) -> Options:
    """The title, from its cell, at the top left."""
    cell = [sheet, chart.title.row, chart.title.column]
    return {"name": cell, "name_font": font(11, bold=True), "overlay": True, "layout": {"x": 0.012, "y": 0.02}}


def legend(chart: PlacedChart) -> Options:
    """The legend: of a stack at its right in the order of the stack, or else on one line under the title."""
    if chart.kind is ChartKind.SHARES:
        wide = LEGEND_WIDTH / chart.width
        place = {"x": 1 - wide, "y": 0.2, "width": wide, "height": 0.13 * len(chart.series)}
        return {"position": "right", "font": font(9), "layout": place}
    place = {"x": 0.012, "y": 0.12, "width": 0.27 * len(chart.series), "height": 0.1}
    return {"position": "top", "font": font(9), "layout": place}


def plot(chart: PlacedChart) -> Options:
    """The plot, clear of title and legend, with room for the labels of its axis."""
    if chart.kind is ChartKind.SHARES:
        place = {"x": 0.012, "y": 0.135, "width": 0.976 - LEGEND_WIDTH / chart.width, "height": 0.69}
    else:
        place = {"x": 0.012, "y": 0.23, "width": 0.976, "height": 0.66}
    return {"layout": place, "fill": {"none": True}}


def category_axis(chart: PlacedChart) -> Options:
    """The axis along the bottom."""
    is_stack = chart.kind is ChartKind.SHARES
    line = {"none": True} if is_stack else AXIS  # the white gaps of a stack would cut it
    return {"num_font": font(9 if is_stack else 8), "line": line, "major_tick_mark": "none", "minor_tick_mark": "none"}


def value_axis(chart: PlacedChart) -> Options:
    """The axis of the numbers: not drawn, since every column has its label; begins at 0."""
    top = {"max": 1} if chart.kind is ChartKind.SHARES else {}
    return {"visible": False, "major_gridlines": {"visible": False}, "min": 0, **top}


def series(chart: PlacedChart, one: PlacedSeries, sheet: str) -> Options:
    """A series with its name, its numbers and its look."""
    cells = {
        "name": [sheet, one.name.row, one.name.column],
        "categories": reference(sheet, chart.categories),
        "values": reference(sheet, one.values),
    }
    if one.mark in DASHES:
        return {**cells, **_line(one.mark)}
    return {**cells, **(_band(one.mark) if chart.kind is ChartKind.SHARES else _column(one.mark))}


def _band(mark: Mark) -> Options:
    """A band of a 100 % stacked column: white gaps, a label in the middle."""
    paint = MARKS[mark]
    label = {"value": True, "num_format": LABEL_FORMAT, "position": "center", "font": font(8, paint.text, bold=True)}
    gap = {"color": Colour.WHITE, "width": 1.25}
    return {"fill": {"color": paint.fill}, "border": gap, "data_labels": label, "gap": 45, "overlap": 100}


def _column(mark: Mark) -> Options:
    """A column with its label at its foot, where no line crosses it."""
    paint = MARKS[mark]
    label = {"value": True, "num_format": "#,##0", "position": "inside_base", "font": font(9, paint.text, bold=True)}
    return {"fill": {"color": paint.fill}, "border": {"none": True}, "data_labels": label, "gap": 35}


def _line(mark: Mark) -> Options:
    line = {"color": MARKS[mark].fill, "width": 1.75, "dash_type": DASHES[mark]}
    return {"line": line, "marker": {"type": "none"}}
