"""New values for a sheet of ours that has the right layout already: one write, however many cells have changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_workbook.sheets.picture import address
from qa_workbook.sheets.xlsx import left_footer
from qa_workbook.writeback import live_excel as excel
from qa_workbook.writeback.live_block import block_of, read_block, write_block
from qa_workbook.writeback.live_marks import extent

if TYPE_CHECKING:
    from contextlib import ExitStack

    import xlwings as xw

    from qa_workbook.sheets.layout import SheetLayout
    from qa_workbook.writeback.live_block import Block
    from qa_workbook.writeback.live_marks import Marks

__all__ = ["Fill", "fill_of"]


@dataclass(frozen=True, slots=True)
class Fill:
    """Values that are to be written into a sheet.

    Args:
        sheet: The sheet.
        layout: Its layout.
        block: Its cells.
        before: What they hold.
        after: What they shall hold.
    """

    sheet: xw.Sheet
    layout: SheetLayout
    block: xw.Range
    before: Block
    after: Block

    def write(self, undo: ExitStack) -> None:
        """Write the values if they have changed, and then what can't lie in cells: the footer."""
        if self.before == self.after:
            return
        undo.callback(write_block, self.block, self.before)
        write_block(self.block, self.after)
        if self.before[0] != self.after[0]:  # the footer says what the heading says: title and day
            excel.exchange(undo, excel.footer_of(self.sheet), left_footer(self.layout))


def fill_of(book: xw.Book, marks: Marks, layout: SheetLayout) -> Fill | None:
    """Find the sheet that a layout fits, and what has to be written.

    Args:
        book: The open workbook.
        marks: Its marks.
        layout: The layout.

    Returns:
        The values; `None` when the sheet has to be drawn anew, because it is not there, has another layout, lost a
        chart, or is protected against new values.
    """
    if not marks.fits(layout):
        return None
    sheet = book.sheets[marks.sheets[layout.name.lower()]]
    if len(sheet.charts) < len(layout.charts):
        return None
    block = sheet.range(address(extent(layout)))
    fill = Fill(sheet, layout, block, read_block(block), block_of(layout))
    return None if fill.before != fill.after and excel.sheet_is_protected(sheet) else fill
