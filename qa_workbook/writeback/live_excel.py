"""What xlwings has no word for: Excel's own properties, by COM on Windows and by AppleScript's names on a Mac.

The names are those of Excel's object model (Workbook.ProtectStructure and so on) and of its AppleScript dictionary.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from contextlib import ExitStack

    import xlwings as xw

__all__ = [
    "Text",
    "exchange",
    "footer_of",
    "hide_name",
    "is_shared",
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


def footer_of(sheet: xw.Sheet) -> Text:
    """The bottom left of a printed page, in Excel's codes. Setting it takes a while: Excel asks the printer."""
    if sys.platform == "darwin":
        return Text(sheet.api.page_setup_object.left_footer, "")
    return Text(sheet.api.PageSetup, "LeftFooter")


@dataclass(frozen=True, slots=True)
class Text:
    """A text outside the cells.

    Args:
        owner: Whose it is; on a Mac the reference to the text itself.
        name: Name of the property; empty on a Mac.
    """

    owner: Any
    name: str

    def get(self) -> str:
        """Read it."""
        return str(getattr(self.owner, self.name) if self.name else self.owner.get())

    def set(self, text: str) -> None:
        """Write it."""
        if self.name:
            setattr(self.owner, self.name, text)
        else:
            self.owner.set(text)


def exchange(undo: ExitStack, held: Text, text: str) -> None:
    """Write a text, and leave behind how that is undone."""
    undo.callback(held.set, held.get())
    held.set(text)
