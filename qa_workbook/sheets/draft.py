"""A sheet while it is being laid out: rows downwards, and boxes across in points; the columns follow from the boxes.

Blocks of different widths share one sheet: every edge of a box becomes an edge of a column, and a box that spans
several columns becomes merged cells. Give boxes equal edges where cells should stay single.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from qa_workbook.report.model import Sense
from qa_workbook.sheets.layout import Area, Cell, PlacedChart, PlacedSeries, Rule, Sparkline
from qa_workbook.sheets.styles import Format, Style

if TYPE_CHECKING:
    from qa_workbook.report.model import Chart, Mark
    from qa_workbook.sheets.layout import RuleKind

__all__ = ["Box", "Draft", "Source"]


@dataclass(frozen=True, slots=True)
class Box:
    """A box: rows down, points across."""

    row: int
    left: float
    right: float
    last_row: int


@dataclass(frozen=True, slots=True)
class Source:
    """The boxes that feed a chart.

    Args:
        title: Box of the chart's title.
        categories: Box of the labels along its axis, in one row.
        series: Mark, box of the name and box of the values of each series.
    """

    title: Box
    categories: Box
    series: tuple[tuple[Mark, Box, Box], ...]


@dataclass
class Draft:
    """What has been put on a sheet so far."""

    heights: list[float] = field(default_factory=list)
    _edges: set[float] = field(default_factory=lambda: {0.0})
    _cells: list[tuple[Box, str | float | None, Style, Format, Sense]] = field(default_factory=list)
    _charts: list[tuple[Chart, Box, Source]] = field(default_factory=list)
    _sparklines: list[tuple[Box, Box, bool]] = field(default_factory=list)
    _rules: list[tuple[Box, RuleKind]] = field(default_factory=list)
    _in_order: list[float] = field(default_factory=list)

    def row(self, height: float) -> int:
        """Begin a row of a height in points; returns its number."""
        self.heights.append(height)
        return len(self.heights) - 1

    def room_for(self, row: int, height: float) -> None:
        """See to it that a row is there."""
        while len(self.heights) <= row:
            self.row(height)

    def put(
        self,
        box: Box,
        value: str | float | None,
        style: Style,
        number: Format = Format.TEXT,
        sense: Sense = Sense.NONE,
    ) -> Box:
        """Put a value into a box; returns the box."""
        self._cells.append((box, value, style, number, sense))
        self._edges.update((box.left, box.right))
        return box

    def text(self, row: int, left: float, right: float, value: str, style: Style) -> Box:
        """Put a text into a box of one row; returns the box."""
        return self.put(Box(row, left, right, row), value, style)

    def chart(self, chart: Chart, box: Box, source: Source) -> None:
        """Put a chart over a box, fed by others."""
        self._charts.append((chart, box, source))

    def sparkline(self, box: Box, values: Box, *, is_share: bool) -> None:
        """Draw a series inside a box."""
        self._sparklines.append((box, values, is_share))

    def colour(self, box: Box, kind: RuleKind) -> None:
        """Colour a box by its value."""
        self._rules.append((box, kind))

    def columns(self) -> tuple[float, ...]:
        """The widths of the columns, in points."""
        return tuple(right - left for left, right in pairwise(self._sorted_edges()))

    def area(self, box: Box) -> Area:
        """The cells of a box, once every box has been put down."""
        edges = self._sorted_edges()
        return Area(box.row, bisect_left(edges, box.left), box.last_row, bisect_left(edges, box.right) - 1)

    def _sorted_edges(self) -> list[float]:
        if len(self._in_order) != len(self._edges):
            self._in_order = sorted(self._edges)
        return self._in_order

    def cells(self) -> tuple[Cell, ...]:
        """Every cell, by row and column."""
        found = [Cell(self.area(put[0]), *put[1:]) for put in self._cells]
        return tuple(sorted(found, key=lambda cell: (cell.area.row, cell.area.column)))

    def charts(self) -> tuple[PlacedChart, ...]:
        """Every chart."""
        return tuple(self._placed(*held) for held in self._charts)

    def sparklines(self) -> tuple[Sparkline, ...]:
        """Every sparkline."""
        return tuple(Sparkline(self.area(box), self.area(values), share) for box, values, share in self._sparklines)

    def rules(self) -> tuple[Rule, ...]:
        """Every conditional format."""
        return tuple(Rule(self.area(box), kind) for box, kind in self._rules)

    def _placed(self, chart: Chart, box: Box, source: Source) -> PlacedChart:
        series = tuple(PlacedSeries(mark, self.area(name), self.area(values)) for mark, name, values in source.series)
        return PlacedChart(
            chart.key,
            chart.kind,
            chart.alt,
            box.left,
            box.right - box.left,
            box.row,
            box.last_row,
            self.area(source.title),
            self.area(source.categories),
            series,
        )
