"""The blank tracker: the seven tables of a tracker, a Home sheet with buttons, and the macros behind them."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import xlsxwriter  # type: ignore[import-untyped]

from qa_workbook.templates.demo_columns import TABLES
from qa_workbook.templates.demo_tables import Formats
from qa_workbook.templates.macro_sources import tracker_modules
from qa_workbook.templates.packages import CREATED
from qa_workbook.templates.tracker_home import SHAPES, add_home
from qa_workbook.templates.tracker_settings import add_settings
from qa_workbook.templates.tracker_sheets import add_choices, add_table
from qa_workbook.templates.vba import vba_project

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]

    from qa_workbook.templates.demo_columns import Row
    from qa_workbook.templates.vba import Module

__all__ = ["SHEETS", "blank_tracker"]

SHEETS = len(TABLES) + 3
"""Home, the tables, the settings and the lists."""


def blank_tracker(
    rows: Mapping[str, Sequence[Row]] | None = None,
    file: str = "audit_tracker.xlsm",
    modules: Sequence[Module] | None = None,
) -> bytes:
    """Make a tracker.

    Args:
        rows: Rows by table and heading, to make one that is filled; `None` makes a blank one.
        file: The name that it will have, for the commands on its Home sheet.
        modules: The modules of its VBA project; `None` is those of `macros/` and xlwings.

    Returns:
        The bytes of an `.xlsm`; the same versions of what it is made with give the same bytes.
    """
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        about = {"title": "Audit tracker", "comments": "Audits, actions and what followed.", "created": CREATED}
        workbook.set_properties(about)
        _draw(workbook, rows or {}, file)
        project = vba_project(modules or tracker_modules(SHEETS))
        workbook.add_vba_project(io.BytesIO(project), is_stream=True)
    return content.getvalue()


def _draw(workbook: Workbook, rows: Mapping[str, Sequence[Row]], file: str) -> None:
    formats = Formats(workbook, SHAPES)
    add_home(workbook, formats, rows, file)
    for table in TABLES:
        add_table(workbook, formats, table, rows.get(table.key, ()))
    add_settings(workbook, formats)
    add_choices(workbook, formats, CREATED)
