"""Pages -> layouts: where everything stands on a sheet of A4 paper, landscape.

All sizes are points on the sheet, which is then printed at about four fifths of its size. Nothing here looks at a
value: the place of everything follows from what there is, so that a later report of the same shape fits the same cells.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import singledispatchmethod
from itertools import pairwise
from typing import TYPE_CHECKING

from qa_workbook.report.model import Charts, Notes, Section, Summary, Table, Trend
from qa_workbook.sheets import sources, tables
from qa_workbook.sheets.draft import Box, Draft
from qa_workbook.sheets.layout import Area, Print, RuleKind, SheetLayout
from qa_workbook.sheets.styles import Style

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa_workbook.report.model import Block, Chart, Header, Narrative, Page, Tile

__all__ = ["PAGE_WIDTH", "arrange"]

PAGE_WIDTH = 981.0
PAGE_HEIGHT = 660.0
"""What one sheet of paper holds, in points of the sheet: 798 by 537 points of paper, at 81 %."""

TILE_EDGES = (0.0, 132.0, 237.0, 363.0, 495.0)
"""Edges of the tiles: edges of columns of the Snapshot's table, so that no cell of the table is merged."""

CHART_GAP = 15.0
CHART_ROWS, CHART_ROW_HEIGHT = 11, 15.0
SECTION_ROWS, SENTENCE_ROWS, SECTION_ROW_HEIGHT = 8, 3, 18.0
SECTION_HEADING, TABLE_HEADING, GAP = 21.0, 27.0, 9.0
SECTION_HEIGHT = SECTION_HEADING + TABLE_HEADING + SECTION_ROWS * SECTION_ROW_HEIGHT + GAP


def arrange(pages: Iterable[Page]) -> tuple[SheetLayout, ...]:
    """Lay out every page on a sheet of its own.

    Args:
        pages: The pages, in reading order.

    Returns:
        A layout a page, in the same order.

    Raises:
        ValueError: Two things lie over each other, a mistake in this module.
    """
    return tuple(_Arrangement(page).layout() for page in pages)


@dataclass
class _Arrangement:
    """One page being laid out; charts and trends are fed at the end, when the rows of the page are known."""

    page: Page
    draft: Draft = field(default_factory=Draft)
    breaks: list[int] = field(default_factory=list)
    charts: list[tuple[Chart, Box]] = field(default_factory=list)
    trends: list[tuple[Trend, Box]] = field(default_factory=list)

    def layout(self) -> SheetLayout:
        """Put the header and every block on the sheet."""
        head = self._header(self.page.header)
        for block in self.page.blocks:
            self._place(block)
        last = len(self.draft.heights) - 1
        self._feed()
        printed = Area(0, 0, last, self.draft.area(Box(0, 0, PAGE_WIDTH, 0)).last_column)
        one, footer = self.page.on_one_sheet, f"{self.page.header.title} · {self.page.header.as_at}"
        return SheetLayout(
            self.page.key,
            self.page.name,
            self.draft.columns(),
            tuple(self.draft.heights),
            self.draft.cells(),
            self.draft.charts(),
            self.draft.sparklines(),
            self.draft.rules(),
            Print(printed, None if one else head, tuple(self.breaks), one, footer),
            0 if one else head + 1,
        )

    def _header(self, header: Header) -> int:
        row = self.draft.row(31.5)
        middle = TILE_EDGES[-1]
        self.draft.text(row, 0, middle, header.title, Style.TITLE)
        self.draft.text(row, middle, PAGE_WIDTH, f"{header.period} · {header.as_at}", Style.PERIOD_BAND)
        return self.draft.row(6)

    @singledispatchmethod
    def _place(self, block: Block) -> None:
        raise TypeError(f"no place for a {type(block).__name__}")

    @_place.register
    def _summary(self, block: Summary) -> None:
        """Tiles with the findings beside them, whose heading stands beside the tiles' labels."""
        rows = [self.draft.row(height) for height in (16.5, 33, 15, 18)]
        for tile, (left, right) in zip(block.tiles, pairwise(TILE_EDGES), strict=True):
            self._tile(tile, left, right, rows)
        self._findings(block.findings, rows)
        self.draft.row(GAP)

    def _tile(self, tile: Tile, left: float, right: float, rows: list[int]) -> None:
        label, value, change, rag = (Box(row, left, right, row) for row in rows)
        self.draft.put(label, tile.label, Style.TILE_LABEL)
        self.draft.put(value, *tables.number(tile.value, Style.TILE_VALUE))
        self.draft.colour(self.draft.put(change, tile.change, Style.TILE_CHANGE), RuleKind.CHANGE)
        self.draft.colour(self.draft.put(rag, tile.verdict, Style.TILE_RAG), RuleKind.RAG_BEGINS)

    def _findings(self, findings: Narrative, rows: list[int]) -> None:
        left = TILE_EDGES[-1]
        self.draft.text(rows[0], left, PAGE_WIDTH, findings.heading, Style.FINDINGS_HEADING)
        said = "\n".join(f"•  {sentence}" for sentence in findings.sentences)
        self.draft.put(Box(rows[1], left, PAGE_WIDTH, rows[-1]), said, Style.FINDING)

    @_place.register
    def _table(self, block: Table) -> None:
        boxes = tables.place_table(self.draft, block, PAGE_WIDTH, 19.5, 24)
        trends = [content for row in block.rows for content in row if isinstance(content, Trend)]
        self.trends.extend(zip(trends, boxes, strict=True))
        self.draft.row(GAP)

    @_place.register
    def _side_by_side(self, block: Charts) -> None:
        rows = [self.draft.row(CHART_ROW_HEIGHT) for _ in range(CHART_ROWS)]
        width = (PAGE_WIDTH + CHART_GAP) / len(block.charts)
        for i, chart in enumerate(block.charts):
            self.charts.append((chart, Box(rows[0], i * width, (i + 1) * width - CHART_GAP, rows[-1])))
        self.draft.row(3)

    @_place.register
    def _section(self, block: Section) -> None:
        """Table and sentence on the left, the chart on the right; the same height for each."""
        self._keep_together(SECTION_HEIGHT)
        self.draft.text(self.draft.row(SECTION_HEADING), 0, PAGE_WIDTH, block.heading, Style.SECTION)
        if block.table is None:
            self.draft.text(self.draft.row(TABLE_HEADING), 0, PAGE_WIDTH, block.sentence, Style.MEANING)
            self.draft.row(GAP)
            return
        first, right = len(self.draft.heights), tables.width(block.table.columns)
        tables.place_table(self.draft, block.table, right, TABLE_HEADING, SECTION_ROW_HEIGHT)
        rows = [self.draft.row(SECTION_ROW_HEIGHT) for _ in range(SECTION_ROWS - len(block.table.rows))]
        self.draft.put(Box(rows[0], 0, right, rows[SENTENCE_ROWS - 1]), block.sentence, Style.MEANING)
        if block.chart:
            self.charts.append((block.chart, Box(first, right + CHART_GAP, PAGE_WIDTH, rows[-1])))
        self.draft.row(GAP)

    def _keep_together(self, height: float) -> None:
        """Begin a new sheet of paper where the rest of this one is too low."""
        start = self.breaks[-1] if self.breaks else 0
        repeated = sum(self.draft.heights[:2]) if self.breaks else 0
        if repeated + sum(self.draft.heights[start:]) + height - GAP > PAGE_HEIGHT:
            self.breaks.append(len(self.draft.heights))

    @_place.register
    def _notes(self, block: Notes) -> None:
        for line in block.lines:
            row = self.draft.row(12.75)
            edges = [0.0, *([TILE_EDGES[3]] if len(line) > 1 else []), PAGE_WIDTH]
            for note, (left, right) in zip(line, pairwise(edges), strict=True):
                box = self.draft.text(row, left, right, note.text, Style.CHECK if note.can_fail else Style.NOTE)
                if note.can_fail:
                    self.draft.colour(box, RuleKind.FAILURE)

    def _feed(self) -> None:
        """Write the figures behind the page: those of a section beside it, or else one under the other."""
        behind = sources.SourceTables(self.draft)
        behind.heading("Figures behind this page")
        behind.row += 1
        for chart, box in self.charts:
            behind.row = behind.row if self.page.on_one_sheet else box.row - 1
            self.draft.chart(chart, box, behind.chart(chart))
        for unit in dict.fromkeys(trend.unit for trend, _ in self.trends):
            held = [(trend, box) for trend, box in self.trends if trend.unit == unit]
            feeds = behind.trends([trend for trend, _ in held])
            for (trend, box), values in zip(held, feeds, strict=True):
                self.draft.sparkline(box, values, is_share=trend.is_share)
