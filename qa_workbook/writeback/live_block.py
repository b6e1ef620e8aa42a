"""Blocks of cells on their way into an open workbook: one write each, whatever their size."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from qa_workbook.writeback.live_marks import extent

if TYPE_CHECKING:
    from collections.abc import Sequence

    import xlwings as xw

    from qa_workbook.sheets.layout import SheetLayout

__all__ = ["Block", "block_of", "read_block", "write_block"]

Block: TypeAlias = "list[list[object]]"
"""Cells by row: texts, numbers, and empty texts for blanks."""


def block_of(layout: SheetLayout) -> Block:
    """The values of a layout as rows of one block; a blank is empty text."""
    area = extent(layout)
    rows: Block = [[""] * (area.last_column + 1) for _ in range(area.last_row + 1)]
    for cell in layout.cells:
        if cell.value is not None:
            rows[cell.area.row][cell.area.column] = cell.value
    return rows


def read_block(block: xw.Range) -> Block:
    """Read a block of several cells, in one call; a blank is empty text."""
    return [["" if cell is None else cell for cell in row] for row in block.raw_value]


def write_block(block: xw.Range, rows: Sequence[Sequence[object]]) -> None:
    """Write texts, numbers and blanks (empty texts) into a block of their size, in one call.

    Excel reads a text as if it were typed: without an apostrophe before it, `Jul 22` becomes a date, and `1-5` too.
    """
    block.raw_value = [[f"'{cell}" if isinstance(cell, str) and cell else cell for cell in row] for row in rows]
