"""The blank tracker's Settings sheet, filled with the defaults, so that they are seen where they can be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_workbook.settings import SETTINGS_SHEET, Settings
from qa_workbook.templates.demo_tables import BLUE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

    from qa_workbook.templates.demo_tables import Formats

__all__ = ["REPORTING_MONTH", "add_settings"]

REPORTING_MONTH = "ReportingMonth"
"""Name of the cell on the Home sheet in which the month is picked."""

HEADINGS = ("Setting", "For", "Value", "From", "What it does")
WIDTHS = (28, 36, 12, 12, 80)
PREPARED = 200

TITLE = "Add rows as you need them. A target holds from the month in the column From; without one, it always holds."
TARGET = "Target"
COUNTS = ("audits_accepted",)
"""Measures whose target is a number and no percentage."""

OTHERS = {
    "Core service": "The service that the measures are about.",
    "Other service": "A service that is reported beside it; a row each.",
    "Practice area": "An area of practice that audits rate; a row each, in the order of the report. Name all of them.",
    "Ambassadors question": "A question of the young ambassadors; a row each, as it stands in the headings.",
    "Month without audits": "A month in which no audits are asked for; a row each.",
    "Grade that means Outstanding": "1 or 4, where ratings are entered as numbers.",
}
"""Settings without a row of their own: their defaults hold until a row names them."""

SettingRow = tuple[str, str, "float | str", str, str]
"""Setting, what it is for, its value, the format of the value, and what it does."""


def add_settings(workbook: Workbook, formats: Formats) -> None:
    """Add the sheet; read again, it gives the defaults."""
    sheet = workbook.add_worksheet(SETTINGS_SHEET)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width, formats["text"])
    sheet.write_row(0, 0, HEADINGS, formats["heading"])
    sheet.write_row(0, 2, HEADINGS[2:4], formats["heading right"])
    sheet.write(0, 4, HEADINGS[4], formats["heading note"])
    sheet.set_row(0, 24)
    for at, row in enumerate(_rows(), 1):
        _write(sheet, formats, at, row)
    _write_others(sheet, formats)
    sheet.freeze_panes(1, 0)
    sheet.set_tab_color(BLUE)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _rows() -> Iterator[SettingRow]:
    settings = Settings()
    picked = f'=IF(ISNUMBER({REPORTING_MONTH}),{REPORTING_MONTH},"")'
    yield "Reporting month", "", picked, "month", "Comes from the Home sheet. Blank: the last month with audits."
    yield from _targets(settings)
    yield "Margin", "Up", settings.margin_up, "number", "Points by which a share may miss its target and be amber."
    yield "Margin", "Down", settings.margin_down, "number", "The same for a share that should fall."
    yield "Margin", "Count", settings.margin_count, "number", "The same for a count, in per cent of the target."
    stretch = "Audits a team and month that the stretch target asks for."
    yield "Stretch audits per team", "", settings.stretch_per_team, "number", stretch


def _targets(settings: Settings) -> Iterator[SettingRow]:
    from qa_workbook.measures.definitions import SNAPSHOT  # noqa: PLC0415 - only a build needs the registry

    labels = {measure.key: measure.label for measure in SNAPSHOT}
    for target in settings.targets:
        name = target.measure.replace("_", " ").capitalize().replace("Iro cp", "IRO CP")
        value, shape = (target.value, "number") if target.measure in COUNTS else (target.value / 100, "share")
        yield TARGET, name, value, shape, labels[target.measure]


def _write(sheet: Worksheet, formats: Formats, at: int, row: SettingRow) -> None:
    setting, what, value, shape, about = row
    sheet.set_row(at, 19)
    sheet.write_row(at, 0, (setting, what), formats["setting"])
    if isinstance(value, str):
        sheet.write_formula(at, 2, value, formats[f"value {shape}"], "")
    else:
        sheet.write_number(at, 2, value, formats[f"value {shape}"])
    sheet.write_blank(at, 3, None, formats["from" if setting == TARGET else "no from"])
    sheet.write(at, 4, about, formats["note"])


def _write_others(sheet: Worksheet, formats: Formats) -> None:
    """What else can be set, beside the rows, and lists of all settings and of what they are for."""
    rows = list(_rows())
    first = len(rows) + 2
    sheet.write(first, 4, TITLE, formats["strong"])
    sheet.write(first + 1, 4, "What else can be set:", formats["label"])
    for at, (name, about) in enumerate(OTHERS.items(), first + 2):
        sheet.write(at, 4, f"{name}: {about[0].lower()}{about[1:]}", formats["quiet"])
    known = (*(row[0] for row in rows), *OTHERS), (row[1] for row in rows if row[1])
    for column, words in enumerate(known):
        check = {"validate": "list", "source": list(dict.fromkeys(words)), "error_type": "warning"}
        sheet.data_validation(1, column, PREPARED, column, check)
