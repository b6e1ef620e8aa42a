"""What xlwings has no word for: Excel's own properties, by COM on Windows and by AppleScript's names on a Mac.

The names are those of Excel's object model (Workbook.ProtectStructure and so on) and of its AppleScript dictionary.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlwings as xw

__all__ = [
    "hide_name",
    "is_shared",
    "set_alt_text",
    "set_left_footer",
    "sheet_is_protected",
    "structure_is_protected",
]


def structure_is_protected(book: xw.Book) -> bool:
    """Whether no sheet can be added, deleted or renamed."""
    return bool(book.api.protect_structure.get() if sys.platform == "darwin" else book.api.ProtectStructure)


def is_shared(book: xw.Book) -> bool:
    """Whether it is shared in the old way, in which no sheet can be deleted."""
    return bool(book.api.multi_user_editing.get() if sys.platform == "darwin" else book.api.MultiUserEditing)


def sheet_is_protected(sheet: xw.Sheet) -> bool:
    """Whether nothing can be written into its cells."""
    return bool(sheet.api.protect_contents.get() if sys.platform == "darwin" else sheet.api.ProtectContents)


def hide_name(name: xw.Name) -> None:
    """Take a defined name off the Name Manager's list."""
    if sys.platform == "darwin":
        name.api.visible.set(False)
    else:
        name.api.Visible = False


def set_left_footer(sheet: xw.Sheet, text: str) -> None:
    """Set the bottom left of a printed page, in Excel's codes. It takes a while: Excel asks the printer."""
    if sys.platform == "darwin":
        sheet.api.page_setup_object.left_footer.set(text)
    else:
        sheet.api.PageSetup.LeftFooter = text


def set_alt_text(sheet: xw.Sheet, number: int, text: str) -> None:
    """Describe a chart, counted from 1 in the order in which the shapes were put on the sheet: ours come first."""
    if sys.platform == "darwin":
        sheet.api.shapes[number].alternative_text.set(text)
    else:
        sheet.api.Shapes(number).AlternativeText = text
