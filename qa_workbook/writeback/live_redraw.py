"""Drawing sheets anew in the workbook that is open in Excel.

The new sheets are copied in from a rendered workbook and take over the places, names and marks of the old ones; the old
ones go when everything else is done. Until then every step knows how it is undone.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from qa_workbook.settings import OWN_SHEET_PREFIX
from qa_workbook.sheets.xlsx import render
from qa_workbook.writeback.live_marks import (
    add_hidden,
    extent,
    layout_name,
    layout_reference,
    marker_reference,
)
from qa_workbook.writeback.live_mentions import read_mentions
from qa_workbook.writeback.references import marker_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import ExitStack

    import xlwings as xw

    from qa_workbook.sheets.layout import SheetLayout
    from qa_workbook.writeback.live_marks import Marks

__all__ = ["Redraw", "as_the_person_had_it"]

LONGEST_NAME = 31
"""Characters that a sheet's name may have."""

SHOWN = (True, -1)
"""What xlwings says of a sheet that can be seen: a truth on a Mac, `xlSheetVisible` on Windows."""


class Redraw:
    """Sheets of one write that are drawn anew.

    Args:
        book: The open workbook.
        marks: Its marks.
        undo: Is told how each step is undone, and emptied when there is no way back.
        date_1904: Whether the workbook counts days from 1904.
    """

    def __init__(self, book: xw.Book, marks: Marks, undo: ExitStack, *, date_1904: bool) -> None:
        self.book = book
        self.marks = marks
        self.undo = undo
        self.date_1904 = date_1904
        self.written: list[str] = []

    def draw(self, fresh: Sequence[SheetLayout], leaving: Sequence[str]) -> tuple[str, ...]:
        """Draw layouts anew, and let sheets go that are not drawn any more.

        Args:
            fresh: The layouts.
            leaving: Names of sheets of ours; one that a formula or a name of the person's reads stays.

        Returns:
            The names of those that went.
        """
        mentions = read_mentions(self.book, list(self.marks.sheets.values()))
        self.undo.callback(mentions.write)  # undone last, when the old sheets have their names again
        self.undo.callback(self._restore_marks)
        self.undo.callback(self._remove_added, {sheet.name for sheet in self.book.sheets})
        olds = {layout.name: self._old(layout) for layout in fresh}
        news = self._copy_in(fresh, olds)
        for layout, new in zip(fresh, news, strict=True):
            self._take_over(layout, new, olds[layout.name])
        mentions.write()
        gone = tuple(name for name in leaving if name not in mentions.sheets)
        self._delete([*(old for old in olds.values() if old is not None), *(self.book.sheets[name] for name in gone)])
        self._drop_stale_marks(fresh, gone)
        return gone

    def _old(self, layout: SheetLayout) -> xw.Sheet | None:
        name = self.marks.sheets.get(layout.name.lower())
        return None if name is None else self.book.sheets[name]

    def _copy_in(self, fresh: Sequence[SheetLayout], olds: dict[str, xw.Sheet | None]) -> list[xw.Sheet]:
        """Copy the sheets in: each behind its old one, a new one behind the last of ours, or at the end."""
        news: list[xw.Sheet] = []
        if not fresh:
            return news
        last = self._last()
        with _opened(self.book.app, render(fresh, date_1904=self.date_1904)) as drawn:
            for layout in fresh:
                old = olds[layout.name]
                new = drawn.sheets[layout.name].copy(after=last if old is None else old)
                last = new if old is None or old == last else last
                news.append(new)
        return news

    def _last(self) -> xw.Sheet:
        ours = set(self.marks.sheets.values())
        sheets = list(self.book.sheets)
        return next((sheet for sheet in reversed(sheets) if sheet.name in ours), sheets[-1])

    def _take_over(self, layout: SheetLayout, new: xw.Sheet, old: xw.Sheet | None) -> None:
        name = layout.name
        if old is not None:
            name = old.name
            if old.visible not in SHOWN:
                new.visible = False
            self._rename(old, self._spare_name(name))
        if new.name != name:
            self._rename(new, name)
        self._mark(marker_name(layout.name), marker_reference(name))
        self._mark(layout_name(layout), layout_reference(name, extent(layout)))

    def _rename(self, sheet: xw.Sheet, name: str) -> None:
        self.undo.callback(setattr, sheet, "name", sheet.name)
        sheet.name = name

    def _spare_name(self, name: str) -> str:
        taken = {sheet.name.lower() for sheet in self.book.sheets}
        ends = (f" (was {number})" for number in range(1, len(taken) + 2))
        return next(spare for end in ends if (spare := name[: LONGEST_NAME - len(end)] + end).lower() not in taken)

    def _mark(self, name: str, reference: str) -> None:
        self.written.append(name)
        add_hidden(self.book, name, reference)

    def _restore_marks(self) -> None:
        for name in self.written:
            if name.lower() in self.marks.references:
                add_hidden(self.book, name, self.marks.references[name.lower()])
            elif name in self.book.names:
                self.book.names[name].delete()

    def _remove_added(self, before: set[str]) -> None:
        for sheet in list(self.book.sheets):
            if sheet.name not in before:
                sheet.delete()

    def _delete(self, sheets: Sequence[xw.Sheet]) -> None:
        for sheet in sheets:
            sheet.delete()
            self.undo.pop_all()  # what is deleted can't come back

    def _drop_stale_marks(self, fresh: Sequence[SheetLayout], gone: Sequence[str]) -> None:
        """Drop the marks of sheets and layouts that are gone, lest they mark a new sheet of the same name."""
        written, drawn = {name.lower() for name in self.written}, {marker_name(each.name).lower() for each in fresh}
        present = {marker_name(key).lower() for key, sheet in self.marks.sheets.items() if sheet not in gone}
        for name in self.marks.references:
            marker = OWN_SHEET_PREFIX + name.removeprefix(OWN_SHEET_PREFIX).partition(".")[0]
            if name not in written and (marker in drawn or marker not in present):
                self.book.names[name].delete()


@contextmanager
def _opened(app: xw.App, content: bytes) -> Iterator[xw.Book]:
    """A workbook of ours, open in Excel for a moment."""
    with tempfile.TemporaryDirectory(dir=_folder(), ignore_cleanup_errors=True) as folder:
        path = Path(folder) / f"{Path(folder).name}.xlsx"  # no two open workbooks may have one name
        path.write_bytes(content)
        book = app.books.open(str(path))
        try:
            yield book
        finally:
            book.close()


def _folder() -> Path | None:
    """Where Excel opens files without asking: on a Mac only in its own folder."""
    mac = Path.home() / "Library/Containers/com.microsoft.Excel/Data"
    return mac if sys.platform == "darwin" and mac.is_dir() else None


@contextmanager
def as_the_person_had_it(book: xw.Book) -> Iterator[None]:
    """Afterwards, the workbook and the sheet in front and the selected cells are those of before."""
    front, sheet, selection = book.app.books.active, book.sheets.active, book.app.selection
    name, cells = sheet.name, selection.address if selection is not None and front == book else ""
    try:
        yield
    finally:
        with suppress(Exception):  # whatever Excel has against it: the work is done, and the person finds the way
            present = {each.name: each for each in book.sheets}.get(name, sheet)
            present.activate()
            if cells:
                present.range(cells).select()
            if front is not None and front != book:
                front.activate()
