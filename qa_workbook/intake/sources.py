"""A workbook, closed or open in Excel, as raw grids: the same shape from both, so that one intake serves both."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from threading import local
from typing import TYPE_CHECKING

from qa_workbook.errors import UserError
from qa_workbook.intake.package import PACKAGE_FAULTS, read_package

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from python_calamine import CalamineSheet, SheetMetadata

    from qa_workbook.intake.package import PackageFacts

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
    try:
        facts = read_package(path)
        grids = _read_sheets(path, facts)
    except FileNotFoundError as fault:
        raise UserError(path.name, "there is no such file", "Check the name and the folder.") from fault
    except (UnreadableSheet, *PACKAGE_FAULTS) as fault:
        raise _unreadable(path, str(fault)) from fault
    return Workbook(path.name, tuple(grids), facts.date_1904)


class UnreadableSheet(Exception):  # noqa: N818 - what went wrong, until it is told to the person
    """calamine could not read the workbook."""


READERS = 2
"""Threads that read sheets: calamine works outside Python's lock, so the two large sheets are read at the same time."""


def _read_sheets(path: Path, facts: PackageFacts) -> list[Grid]:
    """Every worksheet that is not ours, in the order of the workbook."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - not needed for a workbook open in Excel

    with _unreadable_sheets():
        metas = CalamineWorkbook.from_path(str(path)).sheets_metadata
    wanted = [m for m in metas if m.name not in facts.own and str(m.typ) == "SheetTypeEnum.WorkSheet"]
    held = local()  # a workbook a thread: one can't be shared

    def read(meta: SheetMetadata) -> Grid:
        with _unreadable_sheets():
            if not hasattr(held, "book"):
                held.book = CalamineWorkbook.from_path(str(path))
            return _grid(held.book.get_sheet_by_name(meta.name), meta, facts)

    with ThreadPoolExecutor(READERS) as readers:
        return list(readers.map(read, wanted))


@contextmanager
def _unreadable_sheets() -> Iterator[None]:
    """One exception for whatever calamine raises; a panic of its Rust code is no `Exception`, so it is told by name."""
    try:
        yield
    except Exception as fault:
        raise UnreadableSheet(str(fault)) from fault
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":
            raise
        raise UnreadableSheet("a sheet is damaged") from fault


def _grid(sheet: CalamineSheet, meta: SheetMetadata, facts: PackageFacts) -> Grid:
    return Grid(
        meta.name,
        sheet.to_python(skip_empty_area=False),
        tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ()),
        facts.tables.get(meta.name, ()),
        str(meta.visible) != "SheetVisibleEnum.Visible",
    )


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _unreadable(path: Path, why: str) -> UserError:
    if path.is_dir():
        return UserError(path.name, "this is a folder", "Give the workbook inside it.")
    try:
        with path.open("rb") as file:
            head = file.read(len(_OLE))
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
