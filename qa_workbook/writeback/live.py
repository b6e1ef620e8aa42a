"""Writing into the workbook that is open in Excel, which is never saved for the person.

A sheet that is there with the same layout gets its values, in one write: charts, colours and titles follow from cells,
references to it hold, nothing flickers. Any other is drawn anew (`live_redraw`). Each step leaves behind how it is
undone, so an error midway leaves the workbook as it was.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_workbook.errors import UserError
from qa_workbook.writeback import live_excel as excel
from qa_workbook.writeback.live_fill import fill_of
from qa_workbook.writeback.live_marks import read_marks
from qa_workbook.writeback.live_redraw import Redraw, as_the_person_had_it

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import xlwings as xw

    from qa_workbook.sheets.layout import SheetLayout
    from qa_workbook.writeback.live_marks import Marks

__all__ = ["LivePlacement", "place_open"]


@dataclass(frozen=True, slots=True)
class LivePlacement:
    """What a write into the open workbook did.

    Args:
        refilled: Names of the sheets whose layout held, and which got new values where they had changed.
        replaced: Names of the sheets that were drawn anew, in their place.
        added: Names of the sheets that are new.
        removed: Names of the sheets of ours that went, since they were not drawn any more.
    """

    refilled: tuple[str, ...]
    replaced: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]


def place_open(
    book: xw.Book, layouts: Sequence[SheetLayout], own: Mapping[str, str], *, date_1904: bool = False
) -> LivePlacement:
    """Put every layout into an open workbook.

    The person's active sheet, selection and calculation mode are afterwards as they were. Nothing is saved.

    Args:
        book: The workbook.
        layouts: The sheets, in order.
        own: The hidden names that mark our sheets in it (`intake.live.own_names`).
        date_1904: Whether the workbook counts days from 1904.

    Returns:
        What was done.

    Raises:
        UserError: Sheets have to be drawn, and the structure of the workbook is protected, or it is shared in the
            old way, or a sheet of the person's has the name of one of ours. Nothing was changed.
    """
    marks = read_marks(own)
    held = {layout.name: filled for layout in layouts if (filled := fill_of(book, marks, layout)) is not None}
    fresh = [layout for layout in layouts if layout.name not in held]
    drawn = {layout.name.lower() for layout in layouts}
    leaving = [sheet for key, sheet in marks.sheets.items() if key not in drawn]
    redraws = bool(fresh or leaving)
    if redraws:
        _refuse(book, marks, fresh)
    gone: tuple[str, ...] = ()
    with _quiet(book, redraws=redraws), ExitStack() as undo:
        for fill in held.values():
            fill.write(undo)
        if redraws:
            gone = Redraw(book, marks, undo, date_1904=date_1904).draw(fresh, leaving)
        undo.pop_all()
    return LivePlacement(tuple(marks.sheets[name.lower()] for name in held), *_told_apart(marks, fresh), gone)


def _told_apart(marks: Marks, fresh: Sequence[SheetLayout]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the sheets that were replaced, and of those that are new."""
    was = [marks.sheets.get(layout.name.lower()) for layout in fresh]
    added = tuple(layout.name for layout, old in zip(fresh, was, strict=True) if old is None)
    return tuple(old for old in was if old is not None), added


@contextmanager
def _quiet(book: xw.Book, *, redraws: bool) -> Iterator[None]:
    """No flicker, no questions, no macros of the person's and one calculation at the end; afterwards all as before."""
    settings = {"screen_updating": False, "enable_events": False, "calculation": "manual"}
    with ExitStack() as before:
        for name, value in (settings | ({"display_alerts": False} if redraws else {})).items():
            before.enter_context(book.app.properties(**{name: value}))  # each by itself, so that each is set back
        if redraws:
            before.enter_context(as_the_person_had_it(book))
        yield


def _refuse(book: xw.Book, marks: Marks, fresh: Sequence[SheetLayout]) -> None:
    """Refuse what would stop the work midway, or take a sheet of the person's for ours."""
    if excel.structure_is_protected(book):
        cure = "Take the protection off (Review > Protect Workbook), then refresh."
        raise UserError(book.name, "its structure is protected, so no sheet can be added", cure)
    if excel.is_shared(book):
        raise UserError(
            book.name, "it is shared in the old way", "Stop sharing it (Review > Unshare Workbook), then refresh."
        )
    names = {sheet.name.lower(): sheet.name for sheet in book.sheets}
    for layout in fresh:
        if layout.name.lower() in names and layout.name.lower() not in marks.sheets:
            theirs = names[layout.name.lower()]
            requirement = f"a sheet of your own has the name that the dashboard's sheet '{layout.name}' needs"
            raise UserError(book.name, requirement, f"Rename your sheet '{theirs}', then refresh.", theirs)
