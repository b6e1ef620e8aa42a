"""The blank tracker's tables, each on a sheet that guides whoever fills it, and the lists that they offer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_workbook.templates.demo_columns import CHOICES, Kind
from qa_workbook.templates.demo_tables import (
    BLUE,
    LISTS_SHEET,
    entry_check,
    highlight,
    print_setup,
    write_table,
)
from qa_workbook.templates.tracker_guidance import prompt

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    from qa_workbook.templates.demo_columns import Column, Row, Table
    from qa_workbook.templates.demo_tables import Formats

__all__ = ["LATEST", "MONTH_CHOICES", "add_choices", "add_table"]

PREPARED = 5_000
"""Rows that are ready to be filled: lists and prompts reach so far, whatever program the tracker is kept in."""

LONGEST_TITLE = 32
"""Characters that the title of a prompt may have in Excel."""

LATEST = "latest"
MONTH_CHOICES = "MonthChoices"
"""Name of the months that the Home sheet offers, after the word for the last month with audits."""
MONTHS_OFFERED = 24

NAMES_OF = {
    ("audits", "Team"): "TeamNames",
    ("audits", "Auditor's team"): "TeamNames",
    ("audits", "Auditor"): "StaffNames",
    ("audits", "Moderator"): "StaffNames",
    ("concerns", "Team"): "TeamNames",
    ("staff", "Team"): "TeamNames",
}
"""Columns that offer what another table holds; anything else may still be entered."""
NAMES = {"TeamNames": "=Teams[Team]", "StaffNames": "=Staff[Name]"}


def add_table(workbook: Workbook, formats: Formats, table: Table, rows: Sequence[Row]) -> None:
    """Add a sheet with one table.

    Args:
        workbook: The workbook.
        formats: Its formats.
        table: The table.
        rows: Its rows by heading; none leaves one blank row.
    """
    sheet = workbook.add_worksheet(table.sheet)
    for index, column in enumerate(table.columns):
        sheet.set_column(index, index, column.width, formats[column.kind.value])
        _guide(sheet, table, index, column)
    write_table(sheet, formats, table, rows)
    highlight(workbook, sheet, table, PREPARED)
    sheet.freeze_panes(1, table.frozen)
    sheet.set_tab_color(BLUE)
    print_setup(sheet, table)


def _guide(sheet: Worksheet, table: Table, index: int, column: Column) -> None:
    """The list or check of a column, with its prompt."""
    check = entry_check(column)
    if names := NAMES_OF.get((table.key, column.heading)):
        check = {"validate": "list", "source": f"={names}", "show_error": False}
    said = prompt(table, column)
    title = column.heading if len(column.heading) <= LONGEST_TITLE else ""
    if check or said:
        words = {"input_title": title, "input_message": said} if said else {}
        sheet.data_validation(1, index, PREPARED, index, {"validate": "any"} | check | words)


def add_choices(workbook: Workbook, formats: Formats, today: dt.date) -> None:
    """Add the hidden sheet with what the drop-down lists offer, and the names of those that are no fixed list.

    Args:
        workbook: The workbook.
        formats: Its formats.
        today: The day for which the months are written; a spreadsheet program goes on from its own day.
    """
    sheet = workbook.add_worksheet(LISTS_SHEET)
    sheet.write(0, 0, "What the drop-down lists offer", formats["title"])
    for column, (title, choices) in enumerate(CHOICES.items()):
        sheet.set_column(column, column, 24)
        sheet.write(2, column, f"List: {title}", formats["heading"])
        sheet.write_column(3, column, choices, formats["text"])
    _add_months(workbook, sheet, formats, today)
    for name, cells in NAMES.items():
        workbook.define_name(name, cells)
    sheet.hide()


def _add_months(workbook: Workbook, sheet: Worksheet, formats: Formats, today: dt.date) -> None:
    """The months to report on: the latest, or one of the two years before the day on which the tracker is opened."""
    column = len(CHOICES)
    letter = chr(ord("A") + column)
    sheet.set_column(column, column, 24)
    sheet.write(2, column, "List: Months", formats["heading"])
    sheet.write(3, column, LATEST, formats["text"])
    for back in range(MONTHS_OFFERED):
        formula = f"=DATE(YEAR(TODAY()),MONTH(TODAY())-{back},1)"
        sheet.write_formula(4 + back, column, formula, formats[Kind.MONTH.value], _serial(today, back))
    workbook.define_name(MONTH_CHOICES, f"={LISTS_SHEET}!${letter}$4:${letter}${4 + MONTHS_OFFERED}")


def _serial(today: dt.date, back: int) -> int:
    """The first of an earlier month as a spreadsheet counts days."""
    year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
    return today.replace(year=year, month=month + 1, day=1).toordinal() - SERIAL_OF_DAY_0


SERIAL_OF_DAY_0 = 693_594
"""The day before 31 December 1899, counted from the year 1 (ECMA-376 18.17.4.1)."""
