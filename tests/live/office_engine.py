"""An engine for xlwings over LibreOffice: a real spreadsheet program opens, copies, calculates, saves and draws.

As much of xlwings' engine as the add-in uses. A value is put in as if typed, as in Excel; references come and go in
Excel's notation.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.table import CellAddress
from engine_parts import Counted, Engine
from xlwings import base_classes

from qa_workbook.intake.package import column_number
from qa_workbook.intake.sources import column_letter

BEFORE_ITS_NAME = "qa_before_its_name"
DATES, HIDDEN_NAME, VISIBLE, NOT_SHOWN = 2, 16, -1, 0
PLACE = re.compile(r"\$?([A-Z]+)\$?(\d+)")
EXCEL_REFERENCE = re.compile(r"=(?:'((?:[^']|'')+)'|([^'!]+))!(.+)")
OFFICE_REFERENCE = re.compile(r"\$?(?:'((?:[^']|'')+)'|([^'.]+))\.(.+)")
FOOTER_CODES = re.compile(r'&"[^"]*"|&\d+')


def option(name: str, value: Any) -> PropertyValue:
    return PropertyValue(Name=name, Value=value)


def start(desktop: Any, path: Path) -> tuple[Engine, Book]:
    """An engine with one workbook open."""
    app = App(desktop)
    app._engine = Engine("office", app)
    return app._engine, app.books.open(str(path))


class App(Counted, base_classes.App):
    def __init__(self, desktop: Any) -> None:
        self._desktop, self._engine, self._books = desktop, None, []
        self._said: list[str] = []
        self._alerts: list[str] = []

    pid = 1
    screen_updating = display_alerts = enable_events = True

    @property
    def engine(self) -> Any:
        return self._engine

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    def calculation(self) -> str:
        return "automatic" if self._books[0]._doc.isAutomaticCalculationEnabled() else "manual"

    @calculation.setter
    def calculation(self, mode: str) -> None:
        self._books[0]._doc.enableAutomaticCalculation(mode == "automatic")

    @property
    def status_bar(self) -> Any:
        return self._said[-1] if self._said else False

    @status_bar.setter
    def status_bar(self, text: Any) -> None:
        self._said.append(text)

    @property
    def selection(self) -> Range:
        book = self._books[0]
        area = book._doc.CurrentController.Selection.RangeAddress
        sheet = Sheet(book, book._doc.CurrentController.ActiveSheet)
        return Range(sheet, area.StartRow, area.StartColumn, area.EndRow, area.EndColumn)

    def activate(self, steal_focus: bool = False) -> None:  # noqa: FBT001, FBT002 - xlwings' own signature
        pass

    def alert(self, prompt: str, *_: Any) -> str:
        self._alerts.append(prompt)
        return "ok"


class Books(Counted, base_classes.Books):
    def __init__(self, app: App) -> None:
        self._app = app

    @property
    def app(self) -> App:
        return self._app

    @property
    def active(self) -> Book:
        return self._app._books[0]

    def __call__(self, name: str) -> Book:
        return {book._name: book for book in self._app._books}[name]

    def __len__(self) -> int:
        return len(self._app._books)

    def open(self, fullname: str, *_: Any) -> Book:
        doc = self._app._desktop.loadComponentFromURL(Path(fullname).as_uri(), "_blank", 0, (option("Hidden", True),))  # noqa: FBT003
        self._app._books.append(Book(self._app, doc, Path(fullname).name))
        return self._app._books[-1]


class Book(Counted, base_classes.Book):
    def __init__(self, app: App, doc: Any, name: str) -> None:
        self._app, self._doc, self._name = app, doc, name

    @property
    def name(self) -> str:
        return self._name

    @property
    def app(self) -> App:
        return self._app

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self._doc)

    @property
    def api(self) -> BookApi:
        return BookApi(self._doc)

    def activate(self) -> None:
        pass

    def close(self) -> None:
        self._app._books.remove(self)
        self._doc.close(False)  # noqa: FBT003 - UNO knows no keywords

    def save(self, path: Any = None, password: Any = None) -> None:  # noqa: ARG002 - xlwings' own signature
        self._doc.storeToURL(Path(path).as_uri(), (option("FilterName", "Calc MS Excel 2007 XML"),))

    def draw(self, sheet: str, path: Path) -> None:
        """Draw a sheet into a PDF file, on one page: LibreOffice takes no print settings over with a copied sheet."""
        styles = self._doc.StyleFamilies.getByName("PageStyles")
        style = styles.getByName(self._doc.Sheets.getByName(sheet).PageStyle)
        style.IsLandscape, style.Width, style.Height = True, 29700, 21000
        style.ScaleToPagesX = style.ScaleToPagesY = 1
        cells = uno.Any("[]com.sun.star.beans.PropertyValue", (option("Selection", self._doc.Sheets.getByName(sheet)),))
        options = (option("FilterName", "calc_pdf_Export"), option("FilterData", cells))
        self._doc.storeToURL(path.as_uri(), options)


class BookApi:
    ProtectStructure = MultiUserEditing = False

    def __init__(self, doc: Any) -> None:
        self._doc = doc

    @property
    def Date1904(self) -> bool:  # noqa: N802 - Excel's own name
        return bool(self._doc.NullDate.Year == 1904)


class Sheets(Counted, base_classes.Sheets):
    def __init__(self, book: Book) -> None:
        self._book = book

    @property
    def active(self) -> Sheet:
        return Sheet(self._book, self._book._doc.CurrentController.ActiveSheet)

    def __len__(self) -> int:
        return int(self._book._doc.Sheets.Count)

    def __iter__(self) -> Iterator[Sheet]:
        return iter([self(number + 1) for number in range(len(self))])

    def __call__(self, key: int | str) -> Sheet:
        held = self._book._doc.Sheets
        return Sheet(self._book, held.getByIndex(key - 1) if isinstance(key, int) else held.getByName(key))


class Sheet(Counted, base_classes.Sheet):
    def __init__(self, book: Book, sheet: Any) -> None:
        self._book, self._sheet = book, sheet

    @property
    def name(self) -> str:
        return str(self._sheet.Name)

    @name.setter
    def name(self, name: str) -> None:
        self._sheet.Name = name

    @property
    def book(self) -> Book:
        return self._book

    @property
    def index(self) -> int:
        return int(self._sheet.RangeAddress.Sheet)

    @property
    def visible(self) -> int:
        return VISIBLE if self._sheet.IsVisible else NOT_SHOWN

    @visible.setter
    def visible(self, value: Any) -> None:
        self._sheet.IsVisible = bool(value)

    @property
    def used_range(self) -> Range:
        cursor = self._sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)  # noqa: FBT003 - UNO knows no keywords
        area = cursor.RangeAddress
        return Range(self, 0, 0, area.EndRow, area.EndColumn)

    @property
    def tables(self) -> list[Table]:
        held = self._book._doc.DatabaseRanges
        areas = (held.getByName(name).DataArea for name in held.ElementNames)
        return [Table(self, area) for area in areas if area.Sheet == self._sheet.RangeAddress.Sheet]

    @property
    def charts(self) -> list[Any]:
        return self.api.shapes()

    @property
    def api(self) -> SheetApi:
        return SheetApi(self._book._doc, self._sheet)

    def range(self, one: Any, other: Any = None) -> Range:
        if isinstance(one, str):
            return Range(self, *_corners(one))
        if len(one) == 4:
            return Range(self, one[0] - 1, one[1] - 1, one[0] + one[2] - 2, one[1] + one[3] - 2)
        last = other or one
        return Range(self, one[0] - 1, one[1] - 1, last[0] - 1, last[1] - 1)

    def copy(self, before: Any, after: Sheet) -> None:
        assert before is None
        after._book._doc.Sheets.importSheet(self._book._doc, self._sheet.Name, after.index + 1)

    def delete(self) -> None:
        self._book._doc.Sheets.removeByName(self._sheet.Name)

    def activate(self) -> None:
        self._book._doc.CurrentController.setActiveSheet(self._sheet)


class Range(Counted, base_classes.Range):
    def __init__(self, sheet: Sheet, row: int, column: int, last_row: int, last_column: int) -> None:
        self._sheet, self._first, self._last = sheet, (row, column), (last_row, last_column)
        self.options: dict[str, Any] = {}

    @property
    def _cells(self) -> Any:
        return self._sheet._sheet.getCellRangeByPosition(self._first[1], self._first[0], self._last[1], self._last[0])

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    @property
    def sheet(self) -> Sheet:
        return self._sheet

    @property
    def row(self) -> int:
        return self._first[0] + 1

    @property
    def column(self) -> int:
        return self._first[1] + 1

    @property
    def shape(self) -> tuple[int, int]:
        return self._last[0] - self._first[0] + 1, self._last[1] - self._first[1] + 1

    @property
    def address(self) -> str:
        first, last = (f"${column_letter(c)}${r + 1}" for r, c in (self._first, self._last))
        return first if first == last else f"{first}:{last}"

    @property
    def raw_value(self) -> Any:
        rows = [list(row) for row in self._cells.DataArray]
        for area in self._cells.queryContentCells(DATES).RangeAddresses:
            for row in range(area.StartRow - self._first[0], area.EndRow - self._first[0] + 1):
                for column in range(area.StartColumn - self._first[1], area.EndColumn - self._first[1] + 1):
                    rows[row][column] = dt.datetime(1899, 12, 30) + dt.timedelta(days=rows[row][column])  # noqa: DTZ001
        return rows

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        """Write what changes: LibreOffice, unlike Excel, takes the sparkline out of a cell that is emptied again."""
        held = self._cells.FormulaArray
        for row, (cells, olds) in enumerate(zip(data, held, strict=True)):
            for column, (cell, old) in enumerate(zip(cells, olds, strict=True)):
                text = cell if isinstance(cell, str) else repr(cell)
                if text not in {old, f"'{old}"}:
                    self._cells.getCellByPosition(column, row).Formula = text

    @property
    def formula(self) -> Any:
        return self._cells.FormulaArray

    @formula.setter
    def formula(self, text: Any) -> None:
        self._cells.FormulaArray = text if isinstance(text, (list, tuple)) else ((text,),)

    @property
    def merge_cells(self) -> bool | None:
        (top, left), (bottom, right) = self._first, self._last
        places = ((row, column) for row in range(top, bottom + 1) for column in range(left, right + 1))
        merged = (self._sheet._sheet.getCellByPosition(column, row).IsMerged for row, column in places)
        return None if any(merged) else False

    @property
    def merge_area(self) -> Range:
        cursor = self._sheet._sheet.createCursorByRange(self._cells)
        cursor.collapseToMergedArea()
        area = cursor.RangeAddress
        return Range(self._sheet, area.StartRow, area.StartColumn, area.EndRow, area.EndColumn)

    def select(self) -> None:
        self._sheet._book._doc.CurrentController.select(self._cells)


class Table(Counted, base_classes.Table):
    def __init__(self, sheet: Sheet, area: Any) -> None:
        self._range = Range(sheet, area.StartRow, area.StartColumn, area.EndRow, area.EndColumn)

    @property
    def range(self) -> Range:
        return self._range


class SheetApi:
    ProtectContents = False

    def __init__(self, doc: Any, sheet: Any) -> None:
        self._doc, self._sheet = doc, sheet

    @property
    def PageSetup(self) -> PageSetup:  # noqa: N802 - Excel's own name
        return PageSetup(self._doc.StyleFamilies.getByName("PageStyles").getByName(self._sheet.PageStyle))

    def shapes(self) -> list[Any]:
        page = self._sheet.DrawPage
        drawn = (page.getByIndex(at) for at in range(page.Count))
        return [shape for shape in drawn if shape.supportsService("com.sun.star.drawing.OLE2Shape")]

    def Shapes(self, number: int) -> Shape:  # noqa: N802 - as above
        return Shape(self.shapes()[number - 1])


class Shape:
    def __init__(self, shape: Any) -> None:
        object.__setattr__(self, "_shape", shape)

    @property
    def AlternativeText(self) -> str:  # noqa: N802 - as above
        return str(self._shape.Description)

    def __setattr__(self, name: str, value: Any) -> None:
        assert name == "AlternativeText"
        self._shape.Description = value


class PageSetup:
    def __init__(self, style: Any) -> None:
        object.__setattr__(self, "_style", style)

    @property
    def LeftFooter(self) -> str:  # noqa: N802 - as above
        return str(self._style.RightPageFooterContent.LeftText.String)

    def __setattr__(self, name: str, value: Any) -> None:
        assert name == "LeftFooter"
        content = self._style.RightPageFooterContent
        content.LeftText.String = FOOTER_CODES.sub("", value)
        self._style.RightPageFooterContent = content


class Names(Counted, base_classes.Names):
    def __init__(self, doc: Any) -> None:
        self._held = doc.NamedRanges

    def __len__(self) -> int:
        return int(self._held.Count)

    def __call__(self, key: int | str) -> Name:
        if isinstance(key, int):
            return Name(self._held, self._held.ElementNames[key - 1])
        return Name(self._held, next(name for name in self._held.ElementNames if name.lower() == key.lower()))

    def add(self, name: str, refers_to: str) -> Name:
        held = next((each for each in self._held.ElementNames if each.lower() == name.lower()), None)
        if held is not None:
            self._held.removeByName(held)
        self._held.addNewByName(BEFORE_ITS_NAME, to_office(refers_to), CellAddress(), 0)
        self._held.getByName(BEFORE_ITS_NAME).Name = name  # a new name may hold no full stop, one that is there may
        return Name(self._held, name)

    def contains(self, name: str) -> bool:
        return any(held.lower() == name.lower() for held in self._held.ElementNames)


class Name(Counted, base_classes.Name):
    def __init__(self, held: Any, name: str) -> None:
        self._held, self._name = held, name

    @property
    def name(self) -> str:
        return self._name

    @property
    def refers_to(self) -> str:
        return to_excel(self._held.getByName(self._name).Content)

    @refers_to.setter
    def refers_to(self, text: str) -> None:
        self._held.getByName(self._name).Content = to_office(text)

    @property
    def api(self) -> NameApi:
        return NameApi(self._held.getByName(self._name))

    def delete(self) -> None:
        self._held.removeByName(self._name)


class NameApi:
    def __init__(self, name: Any) -> None:
        object.__setattr__(self, "_range", name)

    def __setattr__(self, name: str, value: Any) -> None:
        assert name == "Visible"
        self._range.Type = 0 if value else HIDDEN_NAME


def to_excel(content: str) -> str:
    found = OFFICE_REFERENCE.fullmatch(content)
    if found is None:
        return "=" + content
    sheet, cells = (found[1] or found[2]).replace("''", "'"), found[3]
    return "='" + sheet.replace("'", "''") + f"'!{cells}"


def to_office(reference: str) -> str:
    found = EXCEL_REFERENCE.fullmatch(reference)
    if found is None:
        return reference.removeprefix("=")
    sheet, cells = (found[1] or found[2]).replace("''", "'"), found[3]
    return "$'" + sheet.replace("'", "''") + f"'.{cells}"


def _corners(address: str) -> tuple[int, int, int, int]:
    places = [PLACE.fullmatch(place) for place in address.split(":")]
    (row, column), *rest = [(int(place[2]) - 1, column_number(place[1])) for place in places if place]
    return row, column, *(rest[0] if rest else (row, column))


__all__ = ["Book", "start", "to_excel", "to_office", "uno"]
