"""What a check found, as a new workbook in Excel that nobody needs to save: the tracker itself stays untouched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_workbook.writeback.live_block import write_block

if TYPE_CHECKING:
    import xlwings as xw

    from qa_workbook.intake.tracker import Tracker

    Rows = list[tuple[object, ...]]

__all__ = ["show_check"]

WIDEST = 60
"""Characters of the widest column; longer texts wrap."""


def show_check(app: xw.App, tracker: Tracker) -> None:
    """List findings, columns and values of a tracker, a sheet each."""
    book = app.books.add()
    sheets = {"Findings": _findings(tracker), "Columns": _columns(tracker), "Values": _values(tracker)}
    for number, (name, rows) in enumerate(sheets.items()):
        sheet = book.sheets[0] if number == 0 else book.sheets.add(after=book.sheets[number - 1])
        sheet.name = name
        _fill(sheet, rows)
    book.sheets[0].activate()


def _fill(sheet: xw.Sheet, rows: Rows) -> None:
    block = sheet.range((1, 1), (len(rows), len(rows[0])))
    write_block(block, rows)
    heads = sheet.range((1, 1), (1, len(rows[0])))
    heads.font.bold = True
    for column in range(len(rows[0])):
        width = min(WIDEST, 2 + max(len(str(row[column])) for row in rows))
        sheet.range((1, column + 1)).column_width = width
    block.wrap_text = True


def _findings(tracker: Tracker) -> Rows:
    heads = ("Place", "What stands there", "What is wrong", "What to do", "The row still counts in full")
    lost_first = sorted(tracker.findings, key=lambda finding: finding.counted)
    return [heads, *((f.place, f.value, f.requirement, f.cure, "yes" if f.counted else "no") for f in lost_first)]


def _columns(tracker: Tracker) -> Rows:
    heads = ("Table", "Our column", "Your heading", "Place", "Sure of it")
    rows = ((c.table, c.column, c.heading, c.place, f"{c.confidence:.0%}") for c in tracker.columns)
    return [heads, *rows]


def _values(tracker: Tracker) -> Rows:
    heads = ("Table", "Our column", "Your value", "Read as", "Rows")
    return [heads, *((m.table, m.column, m.theirs, m.ours or "not read", m.count) for m in tracker.meanings)]
