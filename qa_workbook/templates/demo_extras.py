"""Sheets of the demo tracker beside its tables: Read me, lists, and what the invented council keeps for itself.

The council's own sheets hold what a refresh must leave alone: a chart, formulas, a sparkline, a text box, merged cells.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from qa_workbook.templates.demo_columns import CHOICES, TABLES
from qa_workbook.templates.demo_rows import BAD_RATING
from qa_workbook.templates.demo_tables import BLUE, LISTS_SHEET, list_range
from qa_workbook.templates.demo_words import COUNCIL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    from qa_workbook.templates.demo_columns import Row
    from qa_workbook.templates.demo_story import Month
    from qa_workbook.templates.demo_tables import Formats

__all__ = ["add_lists", "add_notes", "add_own_chart", "add_read_me"]

Rows = "Mapping[str, Sequence[Row]]"

ABOUT = (
    f"{COUNCIL} does not exist. Every person, team and child in this workbook is invented.",
    (
        "It is an audit tracker as a quality assurance team keeps it: one row for each audit that was asked for, and "
        "sheets for what followed. A refresh reads it and adds a dashboard; it changes none of these sheets."
    ),
)
ON_PURPOSE = (
    "Two cells are wrong on purpose, so that you can see how a fault is reported: one final rating reads "
    f"'{BAD_RATING}' and one audit has no month. The command qa-workbook check names both cells, what is wrong with "
    "them and how to mend them."
)
OURS = {
    "Our chart": "The council's own chart. A refresh leaves it alone.",
    "QA notes": "Notes of the QA team's meetings. A refresh leaves them alone too.",
}

NOTES = (
    (
        "Moderation",
        "Two moderators looked at six audits together. They agreed on five ratings; the sixth was settled as Good.",
    ),
    ("Themes", "Supervision records say what was done and seldom why. Theme for the next practice week."),
    ("Actions", "Team managers asked for a list of actions that are due next week. QA officer to send it on Mondays."),
    ("December", "No audits are asked for in December, as every year."),
)


def add_read_me(workbook: Workbook, formats: Formats, rows: Mapping[str, Sequence[Row]]) -> None:
    """Add the first sheet: what this workbook is, what is on its sheets, and which cells are wrong on purpose."""
    sheet = workbook.add_worksheet("Read me")
    _plain_page(sheet, 24, 74, 10)
    sheet.write(0, 0, "Audit tracker", formats["title"])
    for at, text in enumerate((*ABOUT, ON_PURPOSE), 2):
        sheet.merge_range(at, 0, at, 2, text, formats["warning" if text is ON_PURPOSE else "prose"])
        sheet.set_row(at, 15 * ceil(len(text) / 115))
    for column, heading in enumerate(("Sheet", "A row is", "Rows")):
        sheet.write(6, column, heading, formats["heading"])
    for at, table in enumerate(TABLES, 7):
        _link(sheet, formats, at, table.sheet, table.about)
        sheet.write(at, 2, len(rows[table.key]), formats["number"])
    for at, (name, about) in enumerate(OURS.items(), 8 + len(TABLES)):
        _link(sheet, formats, at, name, about)


def _link(sheet: Worksheet, formats: Formats, at: int, name: str, about: str) -> None:
    sheet.write_url(at, 0, f"internal:'{name}'!A1", formats["link"], name)
    sheet.write(at, 1, about, formats["prose"])


def _plain_page(sheet: Worksheet, *widths: float) -> None:
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)


def add_lists(workbook: Workbook, formats: Formats) -> None:
    """Add the hidden sheet with what the drop-down lists offer, and a name for the list of ratings."""
    sheet = workbook.add_worksheet(LISTS_SHEET)
    sheet.write(0, 0, "What the drop-down lists offer", formats["title"])
    for column, (title, choices) in enumerate(CHOICES.items()):
        sheet.set_column(column, column, 24)
        sheet.write(2, column, f"List: {title}", formats["heading"])
        sheet.write_column(3, column, choices, formats["text"])
    workbook.define_name("RatingsWeUse", list_range("Ratings"))
    sheet.hide()


def add_own_chart(workbook: Workbook, formats: Formats, months: Sequence[Month], audits: Sequence[Row]) -> None:
    """Add the council's own chart of the audits asked for, drawn from formulas over the table of audits."""
    sheet = workbook.add_worksheet("Our chart")
    _plain_page(sheet, 16, 12, 24)
    sheet.write(0, 0, "Audits asked for, all services", formats["title"])
    sheet.write_row(2, 0, ("When", "Asked for"), formats["heading"])
    for at, month in enumerate(months, 3):
        sheet.write_datetime(at, 0, month.first, formats["month"])
        asked = sum(row["Audit month"] == month.first for row in audits)
        sheet.write_formula(at, 1, f"=COUNTIFS(Audits[Audit month],A{at + 1})", formats["number"], asked)
    last = 2 + len(months)
    sheet.add_sparkline(2, 2, {"range": f"'Our chart'!B4:B{last + 1}", "series_color": BLUE})
    sheet.insert_chart(
        3, 3, _chart(workbook, last), {"description": "Column chart of the audits asked for in each month"}
    )
    sheet.insert_textbox(
        last - 1, 3, "Ours: drawn by the QA team, for the practice board.", {"width": 380, "height": 32}
    )


def _chart(workbook: Workbook, last: int) -> object:
    chart = workbook.add_chart({"type": "column"})
    series = {
        "name": "Asked for",
        "categories": ["Our chart", 3, 0, last, 0],
        "values": ["Our chart", 3, 1, last, 1],
        "fill": {"color": BLUE},
    }
    chart.add_series(series)
    chart.set_title({"name": "More audits are asked for each quarter", "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    chart.set_x_axis({"text_axis": True, "num_format": "mmm yy", "num_font": {"rotation": -45}})
    chart.set_y_axis({"major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}})
    chart.set_size({"width": 640, "height": 320})
    return chart


def add_notes(workbook: Workbook, formats: Formats, months: Sequence[Month]) -> None:
    """Add the council's own notes of its meetings."""
    sheet = workbook.add_worksheet("QA notes")
    _plain_page(sheet, 14, 16, 80)
    sheet.merge_range(0, 0, 0, 2, "Notes of the QA team", formats["title"])
    sheet.write_row(2, 0, ("Meeting", "About", "What was said"), formats["heading"])
    for at, (month, (about, said)) in enumerate(zip(months[-len(NOTES) :], NOTES, strict=True), 3):
        sheet.write_datetime(at, 0, month.last, formats["date"])
        sheet.write(at, 1, about, formats["strong"])
        sheet.write(at, 2, said, formats["prose"])
        sheet.set_row(at, 30)
