"""The blank tracker's Home sheet: what to do in three steps, the month, the buttons, and where everything is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_workbook.intake.columns import TABLES as CANONICAL
from qa_workbook.settings import SETTINGS_SHEET
from qa_workbook.templates.buttons import BUTTONS
from qa_workbook.templates.demo_columns import TABLES
from qa_workbook.templates.demo_tables import BLUE
from qa_workbook.templates.tracker_settings import REPORTING_MONTH
from qa_workbook.templates.tracker_sheets import LATEST, MONTH_CHOICES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    from qa_workbook.templates.demo_columns import Row
    from qa_workbook.templates.demo_tables import Formats

__all__ = ["HOME_SHEET", "SHAPES", "add_home"]

HOME_SHEET = "Home"
WIDTHS = (5, 30, 14, 62, 46)
LAST_COLUMN = len(WIDTHS) - 1

PALE, RULE, INPUT, QUIET, INK = "#EEF2F6", "#C9CED3", "#FFF8DC", "#505A5F", "#1D1D1D"
_MIDDLE = {"valign": "vcenter"}
_HEADING = _MIDDLE | {"bold": True, "font_color": "white", "bg_color": BLUE}
_LINE = _MIDDLE | {"bottom": 1, "bottom_color": RULE}
SHAPES: dict[str, dict[str, object]] = {
    "banner": _MIDDLE | {"bold": True, "font_size": 22, "font_color": "white", "bg_color": BLUE, "indent": 1},
    "under banner": _MIDDLE | {"font_size": 11, "font_color": "white", "bg_color": BLUE, "indent": 1},
    "section": {"bold": True, "font_size": 14, "font_color": BLUE, "valign": "bottom"},
    "badge": _MIDDLE | {"bold": True, "font_size": 14, "font_color": "white", "bg_color": BLUE, "align": "center"},
    "step": _LINE | {"bold": True, "font_size": 11, "bg_color": PALE, "indent": 1},
    "step text": _LINE | {"bg_color": PALE, "text_wrap": True},
    "label": _MIDDLE | {"bold": True, "font_size": 11},
    "input": _MIDDLE | {
        "bold": True, "font_size": 12, "bg_color": INPUT, "border": 2, "border_color": BLUE, "align": "center",
        "num_format": "mmm yyyy",
    },
    "heading": _HEADING | {"text_wrap": True},
    "heading centred": _HEADING | {"align": "center"},
    "heading right": _HEADING | {"align": "right"},
    "line": _LINE | {"text_wrap": True},
    "under button": _LINE | {"bold": True, "align": "center"},
    "line link": _LINE | {"font_color": BLUE, "underline": 1},
    "line count": _LINE | {"align": "center", "num_format": "#,##0"},
    "line quiet": _LINE | {"font_color": QUIET, "text_wrap": True},
    "command": _LINE | {"font_name": "Courier New", "font_color": INK},
    "quiet": _MIDDLE | {"font_color": QUIET, "text_wrap": True},
    "setting": _LINE,
    "value number": _LINE | {"bg_color": INPUT, "num_format": "General"},
    "value share": _LINE | {"bg_color": INPUT, "num_format": "0%"},
    "value month": _LINE | {"bg_color": PALE, "num_format": "mmm yyyy", "align": "right"},
    "from": _LINE | {"bg_color": INPUT, "num_format": "mmm yyyy", "align": "right"},
    "no from": _LINE,
    "heading note": _HEADING | {"indent": 1},
    "date": {"num_format": "dd/mm/yyyy", "align": "center"},
    "note": _LINE | {"font_color": QUIET, "indent": 1},
}  # fmt: skip
"""Formats of the Home and Settings sheets, and dates on the line of the text beside them."""

SUBTITLE = "Keep your audits here. One click writes the dashboard: each figure with its counts and its target."
STEPS = (
    ("Fill in the tables", "Start with Audits: one row for each audit that was asked for. The other tables can wait."),
    ("Check", "Press Check data. It names each cell that can't be read, and says how to mend it."),
    ("Refresh", "Press Refresh dashboard. The dashboard comes into this workbook; your own sheets stay as they are."),
)
MONTH_HELP = "Choose a month, or leave it at latest: the last month with audits."
COMMANDS = "Buttons need macros to be allowed. Each command does the same without them, with this workbook closed."

BUTTON_WIDTH, BUTTON_HEIGHT = 202, 30
MARGIN = 5


def add_home(workbook: Workbook, formats: Formats, rows: Mapping[str, Sequence[Row]], file: str) -> None:
    """Add the Home sheet.

    Args:
        workbook: The workbook.
        formats: Its formats, those of `SHAPES` among them.
        rows: The rows that the tables have, by table.
        file: The workbook's name, for the commands.
    """
    sheet = workbook.add_worksheet(HOME_SHEET)
    _page(sheet)
    _banner(sheet, formats)
    at = _steps(sheet, formats, 3)
    at = _month(workbook, sheet, formats, at + 1)
    at = _buttons(sheet, formats, at + 1, file)
    _tables(sheet, formats, at + 1, rows)


def _page(sheet: Worksheet) -> None:
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    sheet.set_tab_color(BLUE)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(0.4, 0.4, 0.4, 0.4)
    sheet.fit_to_pages(1, 1)


def _banner(sheet: Worksheet, formats: Formats) -> None:
    for at, (text, shape, height) in enumerate((("Audit tracker", "banner", 44), (SUBTITLE, "under banner", 26))):
        sheet.set_row(at, height)
        sheet.merge_range(at, 0, at, LAST_COLUMN, text, formats[shape])


def _section(sheet: Worksheet, formats: Formats, at: int, title: str) -> int:
    sheet.set_row(at, 24)
    sheet.write(at, 0, title, formats["section"])
    return at + 1


def _steps(sheet: Worksheet, formats: Formats, at: int) -> int:
    at = _section(sheet, formats, at, "Three steps")
    for number, (title, text) in enumerate(STEPS, 1):
        sheet.set_row(at, 28)
        sheet.write_number(at, 0, number, formats["badge"])
        sheet.write(at, 1, title, formats["step"])
        sheet.merge_range(at, 2, at, LAST_COLUMN, text, formats["step text"])
        at += 1
    return at


def _month(workbook: Workbook, sheet: Worksheet, formats: Formats, at: int) -> int:
    """The cell in which the month is picked."""
    sheet.set_row(at, 28)
    sheet.write(at, 1, "Month to report on", formats["label"])
    sheet.write(at, 2, LATEST, formats["input"])
    sheet.write(at, 3, f"   {MONTH_HELP}", formats["quiet"])
    prompt = {"input_title": "Month to report on", "input_message": MONTH_HELP}
    refusal = {"error_title": "Not a month in the list", "error_message": "Choose a month from the list, or latest."}
    sheet.data_validation(at, 2, at, 2, {"validate": "list", "source": f"={MONTH_CHOICES}"} | prompt | refusal)
    workbook.define_name(REPORTING_MONTH, f"={HOME_SHEET}!$C${at + 1}")
    return at + 1


def _buttons(sheet: Worksheet, formats: Formats, at: int, file: str) -> int:
    at = _section(sheet, formats, at, "Buttons")
    sheet.write_row(at, 1, ("Press", "What it does", "", "The same as a command"), formats["heading"])
    for row, button in enumerate(BUTTONS, at + 1):
        sheet.set_row_pixels(row, BUTTON_HEIGHT + 2 * MARGIN)
        sheet.write(row, 1, button.label, formats["under button"])  # seen in print, where no button is
        sheet.merge_range(row, 2, row, 3, button.about, formats["line"])
        sheet.write(row, 4, button.command.format(file=_quoted(file)), formats["command"])
        place = {"width": BUTTON_WIDTH, "height": BUTTON_HEIGHT, "x_offset": MARGIN, "y_offset": MARGIN}
        words = {"caption": button.label, "macro": button.macro, "description": button.about}
        sheet.insert_button(row, 1, place | words)
    at += 1 + len(BUTTONS)
    sheet.merge_range(at, 1, at, LAST_COLUMN, COMMANDS, formats["quiet"])
    return at + 1


def _quoted(file: str) -> str:
    """A name as every terminal takes it for one word."""
    return f'"{file}"' if " " in file else file


def _tables(sheet: Worksheet, formats: Formats, at: int, rows: Mapping[str, Sequence[Row]]) -> None:
    at = _section(sheet, formats, at, "Where everything is")
    sheet.write_row(at, 1, ("Sheet", "", "A row is", "What it adds"), formats["heading"])
    sheet.write(at, 2, "Rows", formats["heading centred"])
    adds = {table.key: f"Optional: {table.without}" if table.without else "Needed" for table in CANONICAL}
    for row, table in enumerate(TABLES, at + 1):
        sheet.set_row(row, 20)
        _link(sheet, formats, row, table.sheet)
        count = f"=COUNTA({table.name}[{table.headings[0]}])"
        sheet.write_formula(row, 2, count, formats["line count"], len(rows.get(table.key, ())))
        sheet.write(row, 3, table.about[0].upper() + table.about[1:], formats["line"])
        sheet.write(row, 4, adds[table.key], formats["line quiet"])
    last = at + 1 + len(TABLES)
    sheet.set_row(last, 20)
    _link(sheet, formats, last, SETTINGS_SHEET)
    words = ("", "Targets, margins and whatever else your council decides for itself", "")
    sheet.write_row(last, 2, words, formats["line"])


def _link(sheet: Worksheet, formats: Formats, at: int, name: str) -> None:
    sheet.write_url(at, 1, f"internal:'{name}'!A1", formats["line link"], name)
