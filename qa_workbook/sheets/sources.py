"""The figures behind a page: the cells that feed its charts and sparklines, as tidy tables right of what is printed.

They stay visible, because neither Excel nor LibreOffice draws hidden cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_workbook.report.model import ChartKind
from qa_workbook.sheets.draft import Box, Draft, Source
from qa_workbook.sheets.styles import Format, Style

if TYPE_CHECKING:
    from qa_workbook.report.model import Chart, Trend

__all__ = ["LEFT", "SourceTables"]

LEFT = 1005
"""Where the tables begin, in points: right of the printed page, with a gap."""

LABEL_WIDTH, VALUE_WIDTH, ROW_HEIGHT = 174, 54, 15

LOWEST_ROW = 12
"""Points that a line of text needs."""


@dataclass
class SourceTables:
    """Writes tables one under the other.

    Args:
        draft: The sheet.
        row: The next free row.
    """

    draft: Draft
    row: int = 0

    def heading(self, text: str) -> None:
        """Write a heading over all tables."""
        self._label(text, Style.SOURCE_TITLE)

    def chart(self, chart: Chart) -> Source:
        """Write the figures of a chart: title, labels along the axis, a row a series."""
        title = self._label(chart.title, Style.SOURCE_TITLE)
        number = Format.SHARE if chart.kind is ChartKind.SHARES else Format.COUNT
        categories = self._headings("", chart.categories)
        series = tuple((s.mark, *self._values(s.name, s.values, number)) for s in chart.series)
        self.row += 1
        return Source(title, categories, series)

    def trends(self, trends: list[Trend]) -> list[Box]:
        """Write the figures of trends of one unit: their periods, a row a trend; returns the boxes of the values."""
        self._headings(f"Trend by {trends[0].unit}", trends[0].periods)
        formats = [Format.SHARE if trend.is_share else Format.COUNT for trend in trends]
        boxes = [self._values(t.name, t.values, number)[1] for t, number in zip(trends, formats, strict=True)]
        self.row += 1
        return boxes

    def _label(self, text: str, style: Style) -> Box:
        """Write the label of the next row; rows of the page that are too low for it are passed over."""
        self.draft.room_for(self.row, ROW_HEIGHT)
        while self.draft.heights[self.row] < LOWEST_ROW:
            self.row += 1
            self.draft.room_for(self.row, ROW_HEIGHT)
        box = self.draft.text(self.row, LEFT, LEFT + LABEL_WIDTH, text, style)
        self.row += 1
        return box

    def _headings(self, text: str, labels: tuple[str, ...]) -> Box:
        label = self._label(text, Style.SOURCE_LABEL)
        for i, held in enumerate(labels):
            self.draft.put(_slot(label.row, i), held, Style.SOURCE_HEADING)
        return _slots(label.row, len(labels))

    def _values(self, name: str, values: tuple[float | None, ...], number: Format) -> tuple[Box, Box]:
        label = self._label(name, Style.SOURCE_LABEL)
        for i, value in enumerate(values):
            self.draft.put(_slot(label.row, i), value, Style.SOURCE_VALUE, number)
        return label, _slots(label.row, len(values))


def _slot(row: int, i: int) -> Box:
    left = LEFT + LABEL_WIDTH + i * VALUE_WIDTH
    return Box(row, left, left + VALUE_WIDTH, row)


def _slots(row: int, count: int) -> Box:
    return Box(row, LEFT + LABEL_WIDTH, LEFT + LABEL_WIDTH + count * VALUE_WIDTH, row)
