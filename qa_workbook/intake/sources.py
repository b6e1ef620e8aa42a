"""A workbook, closed or open in Excel, as raw grids: the same shape from both, so that one intake serves both."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from qa_workbook.errors import UserError
from qa_workbook.settings import OWN_SHEET_PREFIX

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

    own, date_1904 = _facts(path)
    try:
        book = CalamineWorkbook.from_path(str(path), load_tables=True)
        tables = _tables(book)
        grids = tuple(
            Grid(
                meta.name,
                sheet.to_python(skip_empty_area=False),
                tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ()),
                tables.get(meta.name, ()),
                str(meta.visible) != "SheetVisibleEnum.Visible",
            )
            for meta in book.sheets_metadata
            if meta.name not in own and str(meta.typ) == "SheetTypeEnum.WorkSheet"
            for sheet in [book.get_sheet_by_name(meta.name)]
        )
    except (CalamineError, OSError, ValueError) as fault:
        raise _unreadable(path, str(fault)) from fault
    return Workbook(path.name, grids, date_1904, own)


def _tables(book: object) -> dict[str, tuple[tuple[int, int, int], ...]]:
    found: dict[str, tuple[tuple[int, int, int], ...]] = {}
    for name in book.table_names:  # type: ignore[attr-defined]
        table = book.get_table_by_name(name)  # type: ignore[attr-defined]
        if table.start is None or not table.columns:
            continue
        row, column = table.start
        region = (max(row - 1, 0), column, column + len(table.columns) - 1)
        found[table.sheet] = (*found.get(table.sheet, ()), region)
    return found


def _facts(path: Path) -> tuple[frozenset[str], bool]:
    """Which sheets a refresh owns, and the date system, from the workbook part (ECMA-376 18.2)."""
    try:
        with zipfile.ZipFile(path) as package:
            name = next(
                n for n in package.namelist() if n.replace("\\", "/").lower().lstrip("/") == _workbook_part(package)
            )
            root = etree.fromstring(package.read(name), _PARSER)
    except FileNotFoundError as fault:
        raise UserError(path.name, "there is no such file", "Check the name and the folder.") from fault
    except (OSError, zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, StopIteration, NotImplementedError) as fault:
        raise _unreadable(path, str(fault)) from fault
    own = {
        _sheet_of(n.text or "") for n in root.iterfind("{*}definedNames/{*}definedName") if _is_ours(n.get("name", ""))
    }
    date_1904 = any(p.get("date1904") in {"1", "true"} for p in root.iterfind("{*}workbookPr"))
    return frozenset(own), date_1904


_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _workbook_part(package: zipfile.ZipFile) -> str:
    rels = next((n for n in package.namelist() if n.replace("\\", "/").lower().lstrip("/") == "_rels/.rels"), None)
    if rels is None:
        raise KeyError("no relationships")
    for relationship in etree.fromstring(package.read(rels), _PARSER):
        if str(relationship.get("Type", "")).endswith("/officeDocument"):
            return str(relationship.get("Target", "")).replace("\\", "/").lstrip("/").removeprefix("./").lower()
    raise KeyError("no workbook part")


def _is_ours(name: str) -> bool:
    return name.lower().startswith(OWN_SHEET_PREFIX.lower())


def _sheet_of(reference: str) -> str:
    sheet = reference.rsplit("!", 1)[0]
    return sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet


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
