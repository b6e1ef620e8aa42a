"""How our sheets are known in an open workbook, and whether what lies on one still has the layout of this refresh.

The marker of a sheet is that of a closed workbook (`references.marker_name`), so either way of writing knows the sheets
of the other. Beside it stands a name that holds a digest of the layout and refers to the layout's last cell: when
somebody puts in or takes out a row, Excel moves the reference, and the sheet is drawn anew. A write into the closed
file drops that name as one of no sheet, so the next refresh in Excel draws anew once.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qa_workbook.sheets.layout import Area
from qa_workbook.sheets.picture import address
from qa_workbook.sheets.xlsx import render
from qa_workbook.writeback.live_excel import hide_name
from qa_workbook.writeback.references import key_of, marked_sheet, marker_name, marker_text, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    import xlwings as xw

    from qa_workbook.sheets.layout import SheetLayout

__all__ = ["Marks", "add_hidden", "extent", "layout_name", "layout_reference", "marker_reference", "read_marks"]

DIGEST_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of an open workbook.

    Args:
        sheets: Present name of each of our sheets, by the name under which it was drawn, in lower case.
        references: What each hidden name of ours refers to, by its name in lower case.
    """

    sheets: dict[str, str] = field(default_factory=dict)
    references: dict[str, str] = field(default_factory=dict)

    def fits(self, layout: SheetLayout) -> bool:
        """Whether the sheet of a layout is there, drawn by the same layout and not changed since."""
        sheet = self.sheets.get(layout.name.lower())
        if sheet is None:
            return False
        held = self.references.get(layout_name(layout).lower(), "")
        return held.replace("'", "") == layout_reference(sheet, extent(layout)).replace("'", "")


def read_marks(own: Mapping[str, str]) -> Marks:
    """Tell the marks from the hidden names (`intake.live.own_names`).

    A marker whose sheet is gone, or that left the first cell, counts for nothing; of two on a sheet the first counts.
    """
    marks = Marks(references=dict(own))
    for name, reference in own.items():
        key, sheet = key_of(name), marked_sheet(reference)
        if key is not None and sheet is not None and sheet not in marks.sheets.values():
            marks.sheets[key.lower()] = sheet
    return marks


def layout_name(layout: SheetLayout) -> str:
    """The name that says by which layout a sheet was drawn: equal for layouts that differ in values only."""
    return f"{marker_name(layout.name)}.{hashlib.sha256(render([layout.shape])).hexdigest()[:DIGEST_LENGTH]}"


def extent(layout: SheetLayout) -> Area:
    """The block that holds all cells of a layout, from the first cell on."""
    last = [(cell.area.last_row, cell.area.last_column) for cell in layout.cells]
    return Area(0, 0, max(row for row, _ in last), max(column for _, column in last))


def layout_reference(sheet: str, area: Area) -> str:
    """What that name refers to: the last cell of the sheet."""
    last = address(Area(area.last_row, area.last_column, area.last_row, area.last_column))
    column = last.rstrip("0123456789")
    return f"={quoted(sheet, always=True)}!${column}${last.removeprefix(column)}"


def marker_reference(sheet: str) -> str:
    """What the marker of a sheet refers to."""
    return f"={marker_text(sheet)}"


def add_hidden(book: xw.Book, name: str, reference: str) -> None:
    """Define a name that the Name Manager does not show; one of the same name is replaced."""
    hide_name(book.names.add(name, reference))
