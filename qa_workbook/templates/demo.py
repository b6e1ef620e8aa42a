"""The demo tracker: the audit tracker of an invented council, to try the product on and to measure it with."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import xlsxwriter  # type: ignore[import-untyped]
from xlsxwriter.exceptions import FileCreateError  # type: ignore[import-untyped]

from qa_workbook.errors import UserError
from qa_workbook.templates.demo_columns import TABLES
from qa_workbook.templates.demo_extras import add_lists, add_notes, add_own_chart, add_read_me
from qa_workbook.templates.demo_rows import demo_rows
from qa_workbook.templates.demo_story import story_months
from qa_workbook.templates.demo_tables import Formats, add_table_sheet
from qa_workbook.templates.demo_words import COUNCIL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]

    from qa_workbook.templates.demo_columns import Row
    from qa_workbook.templates.demo_story import Month

__all__ = ["demo_rows", "write_demo_tracker"]


def write_demo_tracker(path: Path, *, audits: int = 700, seed: int = 1, last_month: str = "2026-10") -> None:
    """Write a demo tracker.

    XlsxWriter's mode of constant memory can't be used: it has no Excel tables, and its strings are not shared as
    Excel's are, so a reader would be measured on a file that no council has.

    Args:
        path: Where to; a file there is replaced.
        audits: Audits asked for, 100 or more; each has some 1.8 actions.
        seed: Seed of the invention. The same arguments write the same bytes.
        last_month: The last of the 19 audit months, as `2026-10`; nothing is entered from after its end.

    Raises:
        UserError: The file can't be written: its folder is missing, or the file is open in Excel.
        ValueError: Fewer than 100 audits, or a month that is not written as `2026-10`.
    """
    months = story_months(last_month)
    rows = demo_rows(audits=audits, seed=seed, last_month=last_month)
    workbook = xlsxwriter.Workbook(path)
    _describe(workbook, months)
    _draw(workbook, months, rows)
    try:
        workbook.close()
    except FileCreateError as fault:
        cure = "Close it in Excel, or name a folder that exists and that you may write to."
        raise UserError(str(path), "it can't be written", cure) from fault


def _describe(workbook: Workbook, months: Sequence[Month]) -> None:
    """Give it properties with a fixed date: Excel's own would differ from run to run."""
    created = dt.datetime.combine(months[-1].last, dt.time(9))
    about = {
        "title": "Audit tracker",
        "author": f"{COUNCIL} (invented)",
        "subject": "Demonstration",
        "created": created,
    }
    workbook.set_properties(about)


def _draw(workbook: Workbook, months: Sequence[Month], rows: Mapping[str, Sequence[Row]]) -> None:
    formats = Formats(workbook)
    add_read_me(workbook, formats, rows)
    for table in TABLES:
        add_table_sheet(workbook, formats, table, rows[table.key])
    add_own_chart(workbook, formats, months, rows["audits"])
    add_notes(workbook, formats, months)
    add_lists(workbook, formats)
