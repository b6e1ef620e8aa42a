"""A workbook that is open in Excel as raw grids, unsaved edits included: the same as those of a closed one.

Every call to Excel crosses from one process to another, so each sheet is read as one block, and the number of calls
depends on the sheets and their headings, never on the rows.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from qa_workbook.intake.package import column_number, sheet_of
from qa_workbook.intake.regions import ROWS_SEARCHED, gaps_of
from qa_workbook.intake.sources import Grid, Workbook, column_letter
from qa_workbook.settings import OWN_SHEET_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import xlwings as xw

    Rows = list[list[object]]

__all__ = ["own_names", "read_open"]

_AREA = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?")

_NO_DAY = dt.date(1899, 12, 30)
"""The date that Excel gives a time of day without one."""

_SHOWN = (True, -1)
"""What xlwings says of a sheet that can be seen: a truth on a Mac, `xlSheetVisible` on Windows. 2 is *very hidden*."""


def own_names(book: xw.Book) -> dict[str, str]:
    """The hidden defined names that mark the sheets which a refresh owns.

    Args:
        book: The workbook.

    Returns:
        What each refers to, such as `='Snapshot'!$A$1`, by its name in lower case.
    """
    names = ((text.lower(), name) for text, name in book.names.impl.snapshot())  # all names at once, where Excel can
    return {text: str(name.refers_to or "") for text, name in names if text.startswith(OWN_SHEET_PREFIX)}


def read_open(book: xw.Book, own: Mapping[str, str] | None = None) -> Workbook:
    """Read every worksheet of an open workbook as it stands in Excel, saved or not.

    Args:
        book: The workbook.
        own: Its `own_names`, when they have been read already.

    Returns:
        The raw grids; the sheets that a refresh owns are left out.
    """
    names = own_names(book) if own is None else own
    ours = frozenset(sheet_of(reference.removeprefix("=")) for reference in names.values())
    engine = book.app.engine
    sheets = [(sheet.name, sheet) for sheet in book.sheets]
    grids = tuple(_grid(name, sheet, engine) for name, sheet in sheets if name not in ours)
    return Workbook(book.name, grids, _counts_from_1904(book))


def _counts_from_1904(book: xw.Book) -> bool:
    """Whether plain numbers that stand for days count from 1904; xlwings has no word for it."""
    return bool(book.api.date_1904.get() if sys.platform == "darwin" else book.api.Date1904)


def _grid(name: str, sheet: xw.Sheet, engine: xw.Engine) -> Grid:
    rows = _read(sheet, engine)
    tables = tuple(_tables(sheet))
    return Grid(name, rows, tuple(_merges(sheet, rows, tables)), tables, sheet.visible not in _SHOWN)


def _read(sheet: xw.Sheet, engine: xw.Engine) -> Rows:
    """All cells from A1 on, for the used range need not begin there."""
    used = sheet.used_range
    row, column, last_row, last_column = _area(used.address)
    if row or column or not last_row:  # of a single cell Excel gives the value alone, so two rows are read at least
        used = sheet.range(f"A1:{column_letter(last_column)}{max(last_row + 1, 2)}")
    cells: Rows = engine.impl.clean_value_data(used.raw_value, _day, "", None, False)  # noqa: FBT003 - as `value` does
    for line in cells:
        if None in line:  # a formula with an error, which a closed workbook gives as a blank
            line[:] = ["" if cell is None else cell for cell in line]
    while cells and not any(cell != "" for cell in cells[-1]):  # formats alone make a cell a used one
        cells.pop()
    return cells


def _day(**parts: Any) -> object:  # noqa: ANN401 - xlwings gives the parts of a date, and a time zone, by name
    """A date as a closed workbook gives it: without a time when there is none."""
    moment = dt.datetime(**parts)  # noqa: DTZ001 - Excel knows no time zones
    date, time = moment.date(), moment.time()
    if date == _NO_DAY:
        return time
    return moment if time != dt.time() else date


def _tables(sheet: xw.Sheet) -> Iterator[tuple[int, int, int]]:
    for table in sheet.tables:
        row, left, _, right = _area(table.range.address)
        yield row, left, right


def _merges(sheet: xw.Sheet, rows: Rows, tables: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """The merged headings above other headings. What else is merged says nothing to the intake.

    Such a heading stands among the first rows, or above a table, or under a blank row, and its text has an empty cell
    to the right: only those rows are asked about, by halves, so that a sheet without merged cells costs one call.
    """
    headings = (*range(ROWS_SEARCHED), *gaps_of(Grid("", rows)), *(row for row, _, _ in tables))
    asked = {row - 1 for row in headings}
    heads = {row: list(_group_heads(rows, row)) for row in sorted(asked) if 0 <= row < len(rows) - 1}
    for row in _merged(sheet, [row for row, columns in heads.items() if columns], len(rows[0]) if rows else 0):
        for column in heads[row]:
            top, left, bottom, right = _area(sheet.range((row + 1, column + 1)).merge_area.address)
            if right > left:
                yield top, left, bottom, right


def _group_heads(rows: Rows, row: int) -> Iterator[int]:
    """Columns of a row with a text that could span columns: nothing to its right, and texts under both."""
    cells, under = rows[row], rows[row + 1]
    if not all(isinstance(cell, str) for cell in under):
        return  # data, not headings
    for column, (cell, right) in enumerate(pairwise(cells)):
        if isinstance(cell, str) and cell and right == "" and under[column] != "" and under[column + 1] != "":
            yield column


def _merged(sheet: xw.Sheet, rows: list[int], width: int) -> Iterator[int]:
    """Those rows that have merged cells, found by halves."""
    if not rows or sheet.range((rows[0] + 1, 1), (rows[-1] + 1, width)).merge_cells is False:
        return
    if len(rows) == 1:
        yield rows[0]
        return
    middle = len(rows) // 2
    yield from _merged(sheet, rows[:middle], width)
    yield from _merged(sheet, rows[middle:], width)


def _area(address: str) -> tuple[int, int, int, int]:
    """An address such as `$A$1:$D$9` as first row, first column, last row and last column, from 0."""
    found = _AREA.fullmatch(address)
    if found is None:
        raise ValueError(f"no address: {address}")
    first, row, last, last_row = found[1], found[2], found[3] or found[1], found[4] or found[2]
    return int(row) - 1, column_number(first), int(last_row) - 1, column_number(last)
