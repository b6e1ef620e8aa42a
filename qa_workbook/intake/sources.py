"""A workbook, closed or open in Excel, as raw grids: the same shape from both, so that one intake serves both."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qa_workbook.errors import UserError
from qa_workbook.intake.package import PACKAGE_FAULTS, read_package

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["Grid", "Workbook", "column_letter", "read_closed"]


@dataclass(frozen=True)
class Grid:
    """The cells of one worksheet.

    Args:
        sheet: Name of the worksheet.
        rows: Cell values from A1 on, all rows equally long; a blank is empty text.
        merges: Merged ranges as (first row, first column, last row, last column), from 0.
        tables: Excel tables as (row of the headings, first column, last column), from 0.
        hidden: Whether the sheet is hidden.
    """

    sheet: str
    rows: Sequence[Sequence[object]]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    tables: tuple[tuple[int, int, int], ...] = ()
    hidden: bool = False


@dataclass(frozen=True)
class Workbook:
    """The user's worksheets; the sheets that a refresh owns are left out.

    Args:
        name: File name, for messages.
        grids: The worksheets in their order.
        date_1904: Whether dates count from 1904.
    """

    name: str
    grids: tuple[Grid, ...]
    date_1904: bool = False
    own: frozenset[str] = field(default_factory=frozenset)


def column_letter(column: int) -> str:
    """The letters of a column, counted from 0: 0 is A, 26 is AA."""
    letters = ""
    while column >= 0:
        column, letter = divmod(column, 26)
        letters = chr(ord("A") + letter) + letters
        column -= 1
    return letters


def read_closed(path: Path) -> Workbook:
    """Read every worksheet of a closed workbook, formula results included.

    Args:
        path: The workbook.

    Returns:
        The raw grids.

    Raises:
        UserError: The file is missing, no workbook, encrypted or damaged.
    """
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - not needed for a workbook open in Excel

    try:
        facts = read_package(path)
        book = CalamineWorkbook.from_path(str(path))
        grids = tuple(
            Grid(
                meta.name,
                sheet.to_python(skip_empty_area=False),
                tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ()),
                facts.tables.get(meta.name, ()),
                str(meta.visible) != "SheetVisibleEnum.Visible",
            )
            for meta in book.sheets_metadata
            if meta.name not in facts.own and str(meta.typ) == "SheetTypeEnum.WorkSheet"
            for sheet in [book.get_sheet_by_name(meta.name)]
        )
    except FileNotFoundError as fault:
        raise UserError(path.name, "there is no such file", "Check the name and the folder.") from fault
    except (CalamineError, *PACKAGE_FAULTS) as fault:
        raise _unreadable(path, str(fault)) from fault
    return Workbook(path.name, grids, facts.date_1904, facts.own)


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _unreadable(path: Path, why: str) -> UserError:
    if path.is_dir():
        return UserError(path.name, "this is a folder", "Give the workbook inside it.")
    try:
        head = path.open("rb").read(8)
    except OSError:
        return UserError(path.name, "the file can't be opened", "Check that you may read it, then try again.")
    if head == _OLE:
        return UserError(
            path.name,
            "the workbook is protected by a password or in the old .xls format",
            "Open it in Excel, save it as an .xlsx workbook without a password to open, then try again.",
        )
    return UserError(
        path.name, f"this is not a workbook that can be read ({why})", "Open it in Excel and save it as .xlsx."
    )
