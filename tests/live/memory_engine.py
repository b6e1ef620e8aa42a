"""An engine for xlwings in memory: as much of Excel as the live write needs, and Excel's traps.

A text is read as if typed (`Jul 22` becomes a date unless an apostrophe stands before it), references follow a renamed
sheet and break with a deleted one, a copied sheet gets a free name and comes to the front.
"""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from engine_parts import CALLS, Counted, Engine
from xlwings import base_classes

from qa_workbook.intake.package import column_number, read_package
from qa_workbook.intake.sources import column_letter, read_closed

VISIBLE = -1
MONTH = re.compile(r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* (\d\d)")
PLACE = re.compile(r"\$?([A-Z]+)\$?(\d+)")


@dataclass
class SheetModel:
    name: str
    rows: list[list[Any]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    tables: list[tuple[int, int, int]] = field(default_factory=list)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    visible: int = VISIBLE
    alts: list[str] = field(default_factory=list)
    footer: str = ""
    protected: bool = False


@dataclass
class NameModel:
    name: str
    reference: str
    visible: bool = True


@dataclass
class BookModel:
    name: str
    sheets: list[SheetModel]
    names: list[NameModel] = field(default_factory=list)
    date_1904: bool = False
    protected: bool = False
    shared: bool = False
    active: int = 0

    def sheet(self, name: str) -> SheetModel:
        return next(sheet for sheet in self.sheets if sheet.name.lower() == name.lower())


@dataclass
class AppModel:
    books: list[BookModel] = field(default_factory=list)
    front: int = 0
    selection: str = "$A$1"
    state: dict[str, Any] = field(default_factory=dict)
    alerts: list[str] = field(default_factory=list)


def tracker_model(path: Path, times: int = 1) -> BookModel:
    """A closed tracker as an open one; `times` repeats the rows of every sheet under its first five."""
    workbook, package = read_closed(path), read_package(path)
    assert not package.own
    sheets = [
        SheetModel(
            grid.sheet, [*map(list, grid.rows[:5]), *(list(row) for _ in range(times) for row in grid.rows[5:])],
            list(grid.merges), list(grid.tables), visible=0 if grid.hidden else VISIBLE,
        )
        for grid in workbook.grids
    ]  # fmt: skip
    for sheet in sheets:
        sheet.rows = [[_as_excel(cell) for cell in row] for row in sheet.rows]
    return BookModel(path.name, sheets, date_1904=workbook.date_1904)


def _as_excel(value: Any) -> Any:
    """Excel knows no day without a time, and no time without a day."""
    if isinstance(value, dt.time):
        return dt.datetime.combine(dt.date(1899, 12, 30), value)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime.combine(value, dt.time())
    return value


def drawn_model(path: Path) -> BookModel:
    """A rendered workbook as an open one."""
    book = openpyxl.load_workbook(path)
    sheets = [
        SheetModel(
            sheet.title, [["" if v is None else v for v in row] for row in sheet.iter_rows(values_only=True)],
            alts=["as drawn"] * len(sheet._charts), footer=sheet.oddFooter.left.text or "",
        )
        for sheet in book.worksheets
    ]  # fmt: skip
    return BookModel(path.name, sheets)


def start(*books: BookModel) -> tuple[Engine, AppModel]:
    """An engine with these workbooks open, the first in front."""
    state = {"screen_updating": True, "display_alerts": True, "enable_events": True, "calculation": "automatic",
             "status_bar": False}  # fmt: skip
    model = AppModel(list(books), state=state)
    app = App(model)
    engine = Engine("memory", app)
    app._engine = engine
    return engine, model


class App(Counted, base_classes.App):
    def __init__(self, model: AppModel) -> None:
        self._model = model
        self._engine: Engine | None = None

    @property
    def engine(self) -> Any:
        return self._engine

    @property
    def pid(self) -> int:
        return 1

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    def selection(self) -> Any:
        book = self._model.books[self._model.front]
        return Range(Sheet(Book(self, book), book.sheets[book.active]), *_corners(self._model.selection))

    def activate(self, steal_focus: bool = False) -> None:  # noqa: FBT001, FBT002 - xlwings' own signature
        pass

    def alert(self, prompt: str, *_: Any) -> str:
        self._model.alerts.append(prompt)
        return "ok"

    def __getattribute__(self, name: str) -> Any:
        if name in object.__getattribute__(self, "__dict__").get("_model", AppModel()).state:
            CALLS.add(f"App.{name}")
            return self._model.state[name]
        return super().__getattribute__(name)

    def __setattr__(self, name: str, value: Any) -> None:
        if not name.startswith("_"):
            CALLS.add(f"App.{name} =")
            self._model.state[name] = value
        else:
            object.__setattr__(self, name, value)


class Books(Counted, base_classes.Books):
    def __init__(self, app: App) -> None:
        self._app = app

    @property
    def app(self) -> App:
        return self._app

    @property
    def active(self) -> Book:
        return Book(self._app, self._app._model.books[self._app._model.front])

    def __len__(self) -> int:
        return len(self._app._model.books)

    def __call__(self, name: str) -> Book:
        """Excel has no open workbook of a name: a KeyError, as xlwings has it."""
        return Book(self._app, {book.name: book for book in self._app._model.books}[name])

    def open(self, fullname: str, *_: Any) -> Book:
        return self._in_front(drawn_model(Path(fullname)))

    def add(self) -> Book:
        return self._in_front(BookModel(f"Book{len(self) + 1}", [SheetModel("Sheet1")]))

    def _in_front(self, book: BookModel) -> Book:
        self._app._model.books.append(book)
        self._app._model.front = len(self._app._model.books) - 1
        return Book(self._app, book)


class Book(Counted, base_classes.Book):
    def __init__(self, app: App, model: BookModel) -> None:
        self._app, self._model = app, model

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def fullname(self) -> str:
        return f"/{self._model.name}"

    @property
    def app(self) -> App:
        return self._app

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self._model)

    @property
    def api(self) -> Any:
        return Properties(self._model, Date1904="date_1904", ProtectStructure="protected", MultiUserEditing="shared")

    def activate(self) -> None:
        self._app._model.front = self._app._model.books.index(self._model)

    def close(self) -> None:
        app = self._app._model
        app.books.remove(self._model)
        app.front = 0


class Sheets(Counted, base_classes.Sheets):
    def __init__(self, book: Book) -> None:
        self._book = book

    @property
    def active(self) -> Sheet:
        return Sheet(self._book, self._book._model.sheets[self._book._model.active])

    def __len__(self) -> int:
        return len(self._book._model.sheets)

    def __iter__(self) -> Iterator[Sheet]:
        CALLS.add("Sheets.iter")
        return iter([Sheet(self._book, sheet) for sheet in self._book._model.sheets])

    def __call__(self, key: int | str) -> Sheet:
        CALLS.add("Sheets.item")
        model = self._book._model
        return Sheet(self._book, model.sheets[key - 1] if isinstance(key, int) else model.sheet(key))

    def add(self, before: Any, after: Any, name: str | None) -> Sheet:
        assert before is None
        sheets = self._book._model.sheets
        new = SheetModel(name or f"Sheet{len(sheets) + 1}")
        sheets.insert(sheets.index(after._model) + 1, new)
        return Sheet(self._book, new)


class Sheet(Counted, base_classes.Sheet):
    def __init__(self, book: Book, model: SheetModel) -> None:
        self._book, self._model = book, model

    @property
    def name(self) -> str:
        return self._model.name

    @name.setter
    def name(self, name: str) -> None:
        taken = {sheet.name.lower() for sheet in self._book._model.sheets if sheet is not self._model}
        assert name.lower() not in taken
        assert len(name) <= 31
        _follow(self._book._model, self._model.name, "'" + name.replace("'", "''") + "'!")
        self._model.name = name

    @property
    def book(self) -> Book:
        return self._book

    @property
    def visible(self) -> int:
        return self._model.visible

    @visible.setter
    def visible(self, value: Any) -> None:
        self._model.visible = VISIBLE if value is True else int(value)

    @property
    def used_range(self) -> Range:
        rows = self._model.rows
        return Range(self, 0, 0, max(0, len(rows) - 1), max((len(row) for row in rows), default=1) - 1)

    @property
    def tables(self) -> Items:
        return Items([Table(self, *table) for table in self._model.tables])

    @property
    def charts(self) -> Items:
        return Items(list(self._model.alts))

    @property
    def api(self) -> Any:
        return SheetApi(self._model)

    def range(self, one: Any, other: Any = None) -> Range:
        if isinstance(one, Range):
            return Range(self, one._first[0], one._first[1], other._last[0], other._last[1])
        if isinstance(one, str):
            return Range(self, *_corners(one))
        if len(one) == 4:
            return Range(self, one[0] - 1, one[1] - 1, one[0] + one[2] - 2, one[1] + one[3] - 2)
        last = other or one
        return Range(self, one[0] - 1, one[1] - 1, last[0] - 1, last[1] - 1)

    def copy(self, before: Any, after: Sheet) -> None:
        assert before is None
        target, new = after._book._model, copy.deepcopy(self._model)
        taken = {sheet.name.lower() for sheet in target.sheets}
        names = (new.name, *(f"{new.name} ({n})" for n in range(2, 99)))
        new.name = next(name for name in names if name.lower() not in taken)
        at = target.sheets.index(after._model) + 1
        target.sheets.insert(at, new)
        target.active = at
        after._book.activate()

    def delete(self) -> None:
        sheets, active = self._book._model.sheets, self._book._model.sheets[self._book._model.active]
        assert len(sheets) > 1
        _follow(self._book._model, self._model.name, "#REF!")
        sheets.remove(self._model)
        self._book._model.active = sheets.index(active) if active in sheets else 0

    def activate(self) -> None:
        self._book._model.active = self._book._model.sheets.index(self._model)
        self._book._app._model.selection = "$A$1"


class Range(Counted, base_classes.Range):
    def __init__(self, sheet: Sheet, row: int, column: int, last_row: int, last_column: int) -> None:
        self._sheet, self._first, self._last = sheet, (row, column), (last_row, last_column)
        self.options: dict[str, Any] = {}

    max_cells_per_read = base_classes.DEFAULT_MAX_CELLS_PER_READ
    max_cells_per_write = None
    api = True

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
        block = tuple(tuple(_cell(self._sheet._model.rows, r, c) for c in self._columns()) for r in self._rows())
        return block if len(block) > 1 or len(block[0]) > 1 else block[0][0]

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        assert not self._sheet._model.protected
        rows = self._sheet._model.rows
        assert len(data) == len(self._rows())
        for row, cells in zip(self._rows(), data, strict=True):
            rows.extend([] for _ in range(row + 1 - len(rows)))
            rows[row].extend("" for _ in range(self._last[1] + 1 - len(rows[row])))
            rows[row][self._first[1] : self._last[1] + 1] = [typed(cell) for cell in cells]

    @property
    def formula(self) -> Any:
        held = self._sheet._model.formulas
        return tuple(tuple(held.get((r, c), "") for c in self._columns()) for r in self._rows())

    @formula.setter
    def formula(self, text: Any) -> None:
        self._sheet._model.formulas[self._first] = text[0][0] if isinstance(text, list) else text

    @property
    def merge_cells(self) -> bool | None:
        (top, left), (bottom, right) = self._first, self._last
        met = [
            m for m in self._sheet._model.merges if m[0] <= bottom and m[2] >= top and m[1] <= right and m[3] >= left
        ]
        return None if met else False

    @property
    def merge_area(self) -> Range:
        row, column = self._first
        for merge in self._sheet._model.merges:
            if merge[0] <= row <= merge[2] and merge[1] <= column <= merge[3]:
                return Range(self._sheet, *merge)
        return self

    def __getattribute__(self, name: str) -> Any:
        if name == "font":  # looks are nothing to the tests
            return Look()
        return super().__getattribute__(name)

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in {"column_width", "wrap_text"}:
            super().__setattr__(name, value)

    def select(self) -> None:
        self._sheet._book._app._model.selection = self.address

    def _rows(self) -> range:
        return range(self._first[0], self._last[0] + 1)

    def _columns(self) -> range:
        return range(self._first[1], self._last[1] + 1)


class Look(base_classes.Font):
    bold = False


class Table(Counted, base_classes.Table):
    def __init__(self, sheet: Sheet, row: int, first: int, last: int) -> None:
        self._range = Range(sheet, row, first, row + 1, last)

    @property
    def range(self) -> Range:
        return self._range


class Items:
    """A collection of a sheet."""

    def __init__(self, items: list[Any]) -> None:
        self._items = items

    def __len__(self) -> int:
        CALLS.add("Items.count")
        return len(self._items)

    def __iter__(self) -> Iterator[Any]:
        CALLS.add("Items.iter")
        return iter(self._items)


class Names(Counted, base_classes.Names):
    def __init__(self, book: BookModel) -> None:
        self._book = book

    def __len__(self) -> int:
        return len(self._book.names)

    def __call__(self, key: int | str) -> Name:
        CALLS.add("Names.item")
        if isinstance(key, int):
            return Name(self._book, self._book.names[key - 1])
        return Name(self._book, next(name for name in self._book.names if name.name.lower() == key.lower()))

    def contains(self, name: str) -> bool:
        return any(held.name.lower() == name.lower() for held in self._book.names)

    def add(self, name: str, refers_to: str) -> Name:
        self._book.names[:] = [held for held in self._book.names if held.name.lower() != name.lower()]
        self._book.names.append(NameModel(name, refers_to))
        return Name(self._book, self._book.names[-1])


class Name(Counted, base_classes.Name):
    def __init__(self, book: BookModel, model: NameModel) -> None:
        self._book, self._model = book, model

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def refers_to(self) -> str:
        return self._model.reference

    @refers_to.setter
    def refers_to(self, text: str) -> None:
        self._model.reference = text

    @property
    def api(self) -> Any:
        return Properties(self._model, Visible="visible")

    def delete(self) -> None:
        self._book.names.remove(self._model)


class Properties(Counted):
    """Excel's own properties, kept in fields of a model."""

    def __init__(self, model: Any, **fields: str) -> None:
        self._held, self._fields = model, fields

    def __getattr__(self, name: str) -> Any:
        return getattr(self._held, self._fields[name])

    def __setattr__(self, name: str, value: Any) -> None:
        if name.startswith("_"):
            object.__setattr__(self, name, value)
        else:
            CALLS.add(f"api.{name} =")
            setattr(self._held, self._fields[name], value)


class SheetApi(Counted):
    def __init__(self, sheet: SheetModel) -> None:
        self._sheet = sheet

    @property
    def ProtectContents(self) -> bool:  # noqa: N802 - Excel's own name
        return self._sheet.protected

    @property
    def PageSetup(self) -> Properties:  # noqa: N802 - as above
        return Properties(self._sheet, LeftFooter="footer")

    def Shapes(self, number: int) -> ChartApi:  # noqa: N802 - as above
        return ChartApi(self._sheet, number - 1)


class ChartApi(Counted):
    def __init__(self, sheet: SheetModel, at: int) -> None:
        self._sheet, self._at = sheet, at

    @property
    def AlternativeText(self) -> str:  # noqa: N802 - as above
        return self._sheet.alts[self._at]

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "AlternativeText":
            CALLS.add("api.AlternativeText =")
            self._sheet.alts[self._at] = value
        else:
            object.__setattr__(self, name, value)


def typed(value: Any) -> Any:
    """What Excel makes of a value that is put into a cell."""
    if not isinstance(value, str):
        return float(value) if isinstance(value, int) else value
    month = MONTH.fullmatch(value)
    if month:
        return dt.datetime.strptime(f"{month[1]} 20{month[2]}", "%b %Y")  # noqa: DTZ007 - Excel knows no time zones
    return value.removeprefix("'")


def _cell(rows: list[list[Any]], row: int, column: int) -> Any:
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else ""


def _corners(address: str) -> tuple[int, int, int, int]:
    places = [PLACE.fullmatch(place) for place in address.split(":")]
    (row, column), *rest = [(int(place[2]) - 1, column_number(place[1])) for place in places if place]
    return row, column, *(rest[0] if rest else (row, column))


def _follow(book: BookModel, sheet: str, present: str) -> None:
    """Let every reference to a sheet follow it."""
    pattern = re.compile(
        re.escape("'" + sheet.replace("'", "''") + "'!") + rf"|(?<![\w']){re.escape(sheet)}!", re.IGNORECASE
    )
    for name in book.names:
        name.reference = pattern.sub(present, name.reference)
    for each in book.sheets:
        each.formulas = {place: pattern.sub(present, text) for place, text in each.formulas.items()}
