"""A sheet as it will stand: neutral, checked, and told apart into its shape and its values.

A layout decides everything, so that whoever draws it decides nothing. What depends on the figures lies in the values of
cells, in the texts of charts and in the text of the print's footer; the rest is the layout's shape. Two layouts of one
shape differ in values only, and a sheet that is already there needs only those.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from itertools import combinations

from qa_workbook.report.model import ChartKind, Mark, Sense
from qa_workbook.sheets.picture import picture
from qa_workbook.sheets.styles import Format, Style

__all__ = ["Area", "Cell", "PlacedChart", "PlacedSeries", "Print", "Rule", "RuleKind", "SheetLayout", "Sparkline"]


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells; rows and columns count from 0, the last ones belong to it."""

    row: int
    column: int
    last_row: int
    last_column: int

    @property
    def is_one_cell(self) -> bool:
        """Whether it is a single cell."""
        return self.row == self.last_row and self.column == self.last_column

    def meets(self, other: Area) -> bool:
        """Whether the two have a cell in common."""
        rows = self.row <= other.last_row and other.row <= self.last_row
        return rows and self.column <= other.last_column and other.column <= self.last_column


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, or several merged into one.

    Args:
        area: Where.
        value: What; `None` for an empty cell with a style.
        style: What it is.
        number: How a number is written.
        sense: The sign before a target.
    """

    area: Area
    value: str | float | None
    style: Style
    number: Format = Format.TEXT
    sense: Sense = Sense.NONE


@dataclass(frozen=True, slots=True)
class PlacedSeries:
    """A series of a chart: its meaning, and the cells of its name and its values."""

    mark: Mark
    name: Area
    values: Area


@dataclass(frozen=True, slots=True)
class PlacedChart:
    """A chart.

    Args:
        key: Its name, unique on its sheet.
        kind: How it is drawn.
        alt: What it shows, for those who can't see it.
        left: Points from the left edge of the sheet.
        width: Points.
        row: First row that it covers.
        last_row: Last row that it covers.
        title: The cell of its title.
        categories: The cells of the labels along its axis.
        series: Its series.
    """

    key: str
    kind: ChartKind
    alt: str
    left: float
    width: float
    row: int
    last_row: int
    title: Area
    categories: Area
    series: tuple[PlacedSeries, ...]

    def meets(self, left: float, right: float, row: int, last_row: int) -> bool:
        """Whether it covers any of a rectangle: points across, rows down."""
        across = self.left < right and left < self.left + self.width
        return across and self.row <= last_row and row <= self.last_row


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A series drawn inside a cell, from cells of the same sheet; shares are all drawn to one scale."""

    cell: Area
    values: Area
    is_share: bool


class RuleKind(Enum):
    """What colours a cell by its value."""

    RAG_WORD = "RAG word"
    RAG_BEGINS = "begins with RAG word"
    CHANGE = "better or worse"
    FAILURE = "failure"


@dataclass(frozen=True, slots=True)
class Rule:
    """A conditional format."""

    area: Area
    kind: RuleKind


@dataclass(frozen=True, slots=True)
class Print:
    """How a sheet is printed: A4 landscape, as wide as the paper.

    Args:
        area: What is printed; what stands beside it is not.
        repeat: The last row of those repeated on every sheet of paper; `None` repeats none.
        breaks: Rows that begin a new sheet of paper.
        on_one_sheet: Whether it is fitted to one sheet of paper.
        footer: The text at the bottom left, beside the number of the page; depends on the figures' date.
    """

    area: Area
    repeat: int | None
    breaks: tuple[int, ...]
    on_one_sheet: bool
    footer: str


@dataclass(frozen=True)
class SheetLayout:
    """A sheet.

    Args:
        key: Key of its page.
        name: Name of the sheet.
        columns: Widths in points, from the first column on.
        rows: Heights in points, from the first row on.
        cells: Cells, by row and column.
        charts: Charts.
        sparklines: Sparklines.
        rules: Conditional formats.
        print: How it is printed.
        freeze: Number of rows that stay in sight.

    Raises:
        ValueError: Cells overlap, or a chart covers a cell with something in it or another chart, or something lies
            outside the rows and columns.
    """

    key: str
    name: str
    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[Cell, ...]
    charts: tuple[PlacedChart, ...]
    sparklines: tuple[Sparkline, ...]
    rules: tuple[Rule, ...]
    print: Print
    freeze: int = 0
    _edges: tuple[float, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        edges = [0.0]
        for width in self.columns:
            edges.append(edges[-1] + width)
        object.__setattr__(self, "_edges", tuple(edges))
        self._refuse_cells_outside()
        self._refuse_overlap_of_cells()
        self._refuse_overlap_of_charts()

    def _refuse_cells_outside(self) -> None:
        for cell in self.cells:
            if cell.area.last_row >= len(self.rows) or cell.area.last_column >= len(self.columns):
                raise ValueError(f"sheet {self.name}: {cell.value!r} lies outside the rows and columns of the sheet")

    def _refuse_overlap_of_cells(self) -> None:
        taken: dict[tuple[int, int], Cell] = {}
        for cell in self.cells:
            area = cell.area
            for row in range(area.row, area.last_row + 1):
                for column in range(area.column, area.last_column + 1):
                    other = taken.setdefault((row, column), cell)
                    if other is not cell:
                        raise ValueError(f"sheet {self.name}: {cell.value!r} lies over {other.value!r}")

    def _refuse_overlap_of_charts(self) -> None:
        for one, other in combinations(self.charts, 2):
            if one.meets(other.left, other.left + other.width, other.row, other.last_row):
                raise ValueError(f"sheet {self.name}: chart {one.key} lies over chart {other.key}")
        for chart in self.charts:
            for cell in self.cells:
                area = cell.area
                edges = self._edges[area.column], self._edges[area.last_column + 1]
                if cell.value is not None and chart.meets(*edges, area.row, area.last_row):
                    raise ValueError(f"sheet {self.name}: chart {chart.key} lies over {cell.value!r}")

    def column_at(self, left: float) -> tuple[int, float]:
        """The column in which a distance from the left edge lies, and the rest of the distance inside it, in points."""
        column = max(i for i, edge in enumerate(self._edges[:-1]) if edge <= left)
        return column, left - self._edges[column]

    @property
    def shape(self) -> SheetLayout:
        """The layout without what depends on the figures: equal shapes differ in values only."""
        return replace(
            self,
            cells=tuple(replace(cell, value=None) for cell in self.cells),
            print=replace(self.print, footer=""),
        )

    def to_text(self) -> str:
        """A picture of the sheet in text, for a person and for golden tests."""
        return picture(self)
