"""Draws a table of the demo tracker on a sheet: an Excel table with formats, drop-down lists, checks and notes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from qa_workbook.templates.demo_columns import CHOICES, Kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    from qa_workbook.templates.demo_columns import Column, Row, Table

__all__ = [
    "BLUE",
    "LISTS_SHEET",
    "Formats",
    "add_table_sheet",
    "entry_check",
    "highlight",
    "list_range",
    "print_setup",
    "write_table",
]

LISTS_SHEET = "Lists"

HEADING_HEIGHT, TALL_HEADING_HEIGHT = 34, 62
BLUE, RED, AMBER = "#12436D", "#F4CDC6", "#FFE3A0"
"""House colours; the blue is the first of the Analysis Function palette (domain section 14)."""

A3, A4 = 8, 9
WIDE = 12
"""A table with more columns than this is printed on A3, two pages wide."""

FIRST_DAY = dt.date(2015, 4, 1)
OLDEST_AGE = 18

_BASE = {"font_name": "Arial", "font_size": 10}
_PROSE = {"text_wrap": True, "valign": "top"}
_SHAPES: dict[str, dict[str, object]] = {
    "heading": {"bold": True, "font_color": "white", "bg_color": BLUE, "text_wrap": True, "valign": "vcenter"},
    "title": {"bold": True, "font_size": 18, "font_color": BLUE},
    "strong": {"bold": True, "valign": "top"},
    "prose": _PROSE,
    "warning": _PROSE | {"bg_color": AMBER},
    "link": {"font_color": BLUE, "underline": 1, "valign": "top"},
    Kind.TEXT.value: {},
    Kind.DATE.value: {"num_format": "dd/mm/yyyy", "align": "center", "valign": "top"},
    Kind.MONTH.value: {"num_format": "mmm yyyy", "align": "left"},
    Kind.NUMBER.value: {"num_format": "0"},
    Kind.AGE.value: {"num_format": "0", "align": "center"},
}

HIGHLIGHTS: dict[str, tuple[tuple[str, str, str], ...]] = {
    # heading, formula for the first row of data with the column's letter as {}, colour
    "audits": (("Final rating", '${}2="Inadequate"', RED), ("Outcome", '${}2="In progress"', AMBER)),
    "actions": (("Due date", 'AND(${0}2<>"",${0}2<TODAY(),$H2="",$J2<>"Yes")', AMBER),),
    "concerns": (("Child safe", '${}2="No"', RED),),
}
"""What catches the eye, by table."""


class Formats:
    """The formats of the workbook by name, made once.

    Args:
        workbook: The workbook.
        more: Formats beside those of the tables, or instead of them.
    """

    def __init__(self, workbook: Workbook, more: Mapping[str, dict[str, object]] | None = None) -> None:
        shapes = _SHAPES | dict(more or {})
        self._made = {name: workbook.add_format(_BASE | shape) for name, shape in shapes.items()}

    def __getitem__(self, name: str) -> Format:
        return self._made[name]


def add_table_sheet(workbook: Workbook, formats: Formats, table: Table, rows: Sequence[Row]) -> None:
    """Add a sheet with one table.

    Args:
        workbook: The workbook.
        formats: Its formats.
        table: The table.
        rows: Its rows by heading, in order; one or more.
    """
    sheet = workbook.add_worksheet(table.sheet)
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, column.width, formats["text"])
    write_table(sheet, formats, table, rows)
    _guide(sheet, table, len(rows))
    highlight(workbook, sheet, table, len(rows))
    sheet.freeze_panes(1, table.frozen)
    print_setup(sheet, table)


def write_table(sheet: Worksheet, formats: Formats, table: Table, rows: Sequence[Row]) -> None:
    """Write an Excel table from A1 on; without rows it has one that is blank, as Excel wants."""
    sheet.set_row(0, TALL_HEADING_HEIGHT if len(table.columns) > WIDE else HEADING_HEIGHT)
    columns = [{"header": heading, "header_format": formats["heading"]} for heading in table.headings]
    options = {"name": table.name, "columns": columns, "style": "Table Style Light 1"}
    sheet.add_table(0, 0, max(len(rows), 1), len(columns) - 1, options)
    for index, column in enumerate(table.columns):
        _write_column(sheet, index, column, [row[column.heading] for row in rows], formats[column.kind.value])


def _write_column(sheet: Worksheet, index: int, column: Column, cells: Sequence[object], shape: Format) -> None:
    writers = {Kind.TEXT: sheet.write_string, Kind.DATE: sheet.write_datetime, Kind.MONTH: sheet.write_datetime}
    write = writers.get(column.kind, sheet.write_number)
    for row, cell in enumerate(cells, 1):
        if cell is not None:
            write(row, index, cell, shape)


def _guide(sheet: Worksheet, table: Table, count: int) -> None:
    """Drop-down lists, checks of entries, and notes on headings."""
    sheet.set_comments_author("Larkshire QA team")
    for index, column in enumerate(table.columns):
        if column.note:
            sheet.write_comment(0, index, column.note, {"x_scale": 1.6, "y_scale": 0.8})
        if check := entry_check(column):
            sheet.data_validation(1, index, count, index, check)


def entry_check(column: Column) -> dict[str, object]:
    """What may be entered in a column, as a data validation; empty when anything may."""
    if column.choices:
        return {
            "validate": "list",
            "source": list_range(column.choices),
            "error_title": "Not in the list",
            "error_message": f"Choose from the list '{column.choices}'.",
            "error_type": "warning",
        }
    if column.kind is Kind.AGE:
        return {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": OLDEST_AGE}
    if column.kind in (Kind.DATE, Kind.MONTH):
        return {"validate": "date", "criteria": ">=", "value": FIRST_DAY, "error_message": "Enter a date: 31/10/2026."}
    return {}


def list_range(title: str) -> str:
    """The cells of a list on the sheet Lists, as a formula."""
    letter = chr(ord("A") + list(CHOICES).index(title))
    return f"={LISTS_SHEET}!${letter}$4:${letter}${3 + len(CHOICES[title])}"


def highlight(workbook: Workbook, sheet: Worksheet, table: Table, count: int) -> None:
    """Colour what should catch the eye in the first rows of a table, as many as `count`."""
    for heading, formula, colour in HIGHLIGHTS.get(table.key, ()):
        index = table.headings.index(heading)
        letter = chr(ord("A") + index)
        shape = workbook.add_format({"bg_color": colour})
        rule = {"type": "formula", "criteria": "=" + formula.format(letter), "format": shape}
        sheet.conditional_format(1, index, count, index, rule)


def print_setup(sheet: Worksheet, table: Table) -> None:
    """Print a table across, its headings on every page."""
    sheet.set_landscape()
    wide = len(table.columns) > WIDE
    sheet.set_paper(A3 if wide else A4)
    sheet.fit_to_pages(2 if wide else 1, 0)
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, table.frozen - 1)
    sheet.set_footer("&L&A&RPage &P of &N")
