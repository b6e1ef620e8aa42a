"""Layouts -> the bytes of a workbook, by XlsxWriter: the only place that knows it. Decides nothing."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from typing import TYPE_CHECKING, Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet as XlsxWorksheet  # type: ignore[import-untyped]

from qa_workbook.report.model import ChartKind
from qa_workbook.report.words import FAILED
from qa_workbook.sheets import charts
from qa_workbook.sheets.layout import RuleKind
from qa_workbook.sheets.picture import address
from qa_workbook.sheets.styles import FONT, LOOKS, RAGS, SIGNALS, TAB, Colour, Look, Style, number_format

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa_workbook.sheets.layout import Cell, PlacedChart, Rule, SheetLayout, Sparkline

    # XlsxWriter ships no types.
    Drawn = Any
    Worksheet = Any
    XlsxFormat = Any

__all__ = ["left_footer", "render"]

CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""The same for every workbook, so that the same layouts give the same bytes."""

A4 = 9
MARGINS = {"left": 0.3, "right": 0.3, "top": 0.3, "bottom": 0.5}
COLUMNS_STYLED = 256
"""Columns with a style of their own, so that the default format of another workbook does not show in them."""
PIXELS_PER_POINT = 4 / 3

SPARKLINE_PARTS = ("series_color", "negative_color", "markers_color", "first_color", "high_color", "low_color")
"""Every part has a colour of its own, or else it takes one from the theme of the workbook."""

SPARKLINE_TOP = 1.1
"""The height of a cell as a share: 100 % stays clear of the row above, and small changes look small."""

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    # The widths of columns count digits of the default font: that of the sheets, so that every program agrees on it.
    "default_format_properties": {"font_name": FONT, "font_size": 10, "font_scheme": False},
    "default_row_height": 17,
}


def render(layouts: Iterable[SheetLayout], *, date_1904: bool = False) -> bytes:
    """Draw layouts, a sheet each.

    Args:
        layouts: The sheets, in order; names differ in more than case.
        date_1904: Whether the workbook that the sheets are meant for counts days from 1904.

    Returns:
        The bytes of an `.xlsx` file; the same for the same layouts.
    """
    buffer = BytesIO()
    with Workbook(buffer, {**OPTIONS, "date_1904": date_1904}) as workbook:
        workbook.set_properties({"created": CREATED})
        pen = _Pen(workbook)
        for layout in layouts:
            pen.draw(layout)
    return buffer.getvalue()


class _Worksheet(XlsxWorksheet):  # type: ignore[misc]
    """A worksheet whose formulas name no function newer than Excel 2010.

    XlsxWriter looks for thirty such functions in every formula of a conditional format: a tenth of the drawing.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002
        return formula.removeprefix("=")


class _Pen:
    """Draws sheets into a workbook, and keeps the formats that they share."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self._formats: dict[tuple[Style, str], XlsxFormat] = {}
        self._conditional: dict[tuple[str, str], XlsxFormat] = {}

    def draw(self, layout: SheetLayout) -> None:
        """Draw a sheet."""
        sheet = self.workbook.add_worksheet(layout.name, _Worksheet)
        self._set_up(sheet, layout)
        _set_print(sheet, layout)
        for cell in layout.cells:
            self._write(sheet, cell)
        for chart in layout.charts:
            self._insert(sheet, layout, chart)
        _draw_sparklines(sheet, layout.sparklines)
        for rule in layout.rules:
            self._colour(sheet, rule)

    def _set_up(self, sheet: Worksheet, layout: SheetLayout) -> None:
        plain = self._format(Style.PLAIN, "General")
        sheet.hide_gridlines(2)
        sheet.set_tab_color(TAB)
        for i, width in enumerate(layout.columns):
            sheet.set_column_pixels(i, i, round(width * PIXELS_PER_POINT), plain)
        sheet.set_column(len(layout.columns), COLUMNS_STYLED - 1, None, plain)
        for i, height in enumerate(layout.rows):
            sheet.set_row(i, height)
        if layout.freeze:
            sheet.freeze_panes(layout.freeze, 0)

    def _write(self, sheet: Worksheet, cell: Cell) -> None:
        area, held = cell.area, self._format(cell.style, number_format(cell.number, cell.sense))
        if not area.is_one_cell:
            sheet.merge_range(area.row, area.column, area.last_row, area.last_column, "", held)
        if cell.value is None:
            sheet.write_blank(area.row, area.column, None, held)
        elif isinstance(cell.value, str):
            sheet.write_string(area.row, area.column, cell.value, held)
        else:
            sheet.write_number(area.row, area.column, cell.value, held)

    def _insert(self, sheet: Worksheet, layout: SheetLayout, placed: PlacedChart) -> None:
        column, rest = layout.column_at(placed.left)
        height = sum(layout.rows[placed.row : placed.last_row + 1])
        drawn = self._chart(placed, layout.name)
        drawn.set_size({"width": _pixels(placed.width), "height": _pixels(height)})
        options = {"x_offset": _pixels(rest), "object_position": 1, "description": placed.alt}
        sheet.insert_chart(placed.row, column, drawn, options)

    def _chart(self, placed: PlacedChart, sheet: str) -> Drawn:
        is_stack = placed.kind is ChartKind.SHARES
        chart = self.workbook.add_chart({"type": "column", **({"subtype": "percent_stacked"} if is_stack else {})})
        lines = None if is_stack else self.workbook.add_chart({"type": "line"})
        for one in placed.series:
            owner = lines if lines and one.mark in charts.DASHES else chart
            owner.add_series(charts.series(placed, one, sheet))
        if lines and lines.series:
            chart.combine(lines)
        _dress(chart, placed, sheet)
        return chart

    def _colour(self, sheet: Worksheet, rule: Rule) -> None:
        for options in self._conditions(rule):
            area = rule.area
            sheet.conditional_format(area.row, area.column, area.last_row, area.last_column, options)

    def _conditions(self, rule: Rule) -> Iterator[dict[str, Any]]:
        if rule.kind is RuleKind.CHANGE:
            for word, colour in SIGNALS.items():
                yield _has_text("containing", word, self._condition("", colour))
        elif rule.kind is RuleKind.FAILURE:
            yield _has_text("begins with", FAILED, self._condition(Colour.RED, Colour.WHITE))
        else:
            for rag, paint in RAGS.items():
                held = self._condition(paint.fill, paint.text)
                is_word = rule.kind is RuleKind.RAG_WORD
                equal = {"type": "cell", "criteria": "==", "value": f'"{rag.value}"', "format": held}
                yield equal if is_word else _has_text("begins with", rag.value, held)

    def _format(self, style: Style, number: str) -> XlsxFormat:
        key = (style, number)
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format({**_properties(LOOKS[style]), "num_format": number})
        return self._formats[key]

    def _condition(self, fill: str, text: str) -> XlsxFormat:
        key = (fill, text)
        if key not in self._conditional:
            background = {"bg_color": fill} if fill else {}
            self._conditional[key] = self.workbook.add_format({"font_color": text, **background})
        return self._conditional[key]


def _properties(look: Look) -> dict[str, Any]:
    """A look as XlsxWriter's properties of a cell."""
    fill = {"bg_color": look.fill, "pattern": 1} if look.fill else {}
    rule = {"bottom": 1, "bottom_color": look.rule} if look.rule else {}
    gap = {"left": 5, "right": 5, "left_color": Colour.WHITE, "right_color": Colour.WHITE} if look.gap else {}
    text = {"font_name": FONT, "font_size": look.size, "bold": look.bold, "font_color": look.colour}
    place = {"align": look.align, "valign": look.valign, "text_wrap": look.wrap, "indent": look.indent}
    return {**text, **place, **fill, **rule, **gap}


def _set_print(sheet: Worksheet, layout: SheetLayout) -> None:
    held, area = layout.print, layout.print.area
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(**MARGINS)
    sheet.center_horizontally()
    sheet.print_area(area.row, area.column, area.last_row, area.last_column)
    sheet.fit_to_pages(1, 1 if held.on_one_sheet else 0)
    sheet.set_footer(f'&L{left_footer(layout)}&R&"{FONT}"&8Page &P of &N', {"margin": 0.25})
    if held.repeat is not None:
        sheet.repeat_rows(0, held.repeat)
    if held.breaks:
        sheet.set_h_pagebreaks(list(held.breaks))


def left_footer(layout: SheetLayout) -> str:
    """The text at the bottom left of a printed page, in Excel's codes (ECMA-376 part 1 section 18.3.1.39)."""
    text = layout.print.footer.replace("&", "&&")
    return f'&"{FONT}"&8{text}'


def _dress(chart: Drawn, placed: PlacedChart, sheet: str) -> None:
    chart.set_title(charts.title(placed, sheet))
    chart.set_legend(charts.legend(placed))
    chart.set_plotarea(charts.plot(placed))
    chart.set_x_axis(charts.category_axis(placed))
    chart.set_y_axis(charts.value_axis(placed))
    chart.set_chartarea({"border": {"none": True}, "fill": {"color": Colour.WHITE}})


def _draw_sparklines(sheet: Worksheet, lines: Iterable[Sparkline]) -> None:
    """Draw sparklines, those of shares as one group and those of counts as another: a group is one call."""
    colours = dict.fromkeys(SPARKLINE_PARTS, Colour.STEEL) | {"last_color": Colour.NAVY}
    for is_share in (True, False):
        group = [line for line in lines if line.is_share is is_share]
        if group:
            top = {"max": SPARKLINE_TOP} if is_share else {}
            cells, values = [address(line.cell) for line in group], [address(line.values) for line in group]
            options = {"location": cells, "range": values, "type": "column", "last_point": True, "min": 0}
            sheet.add_sparkline(group[0].cell.row, group[0].cell.column, {**options, **top, **colours})


def _has_text(criteria: str, text: str, held: XlsxFormat) -> dict[str, Any]:
    return {"type": "text", "criteria": criteria, "value": text, "format": held}


def _pixels(points: float) -> int:
    return round(points * PIXELS_PER_POINT)
