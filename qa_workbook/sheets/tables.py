"""How a table stands on a sheet: the width and the style of each kind of column."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from qa_workbook.report.model import Kind, Number, Trend
from qa_workbook.sheets.draft import Box, Draft
from qa_workbook.sheets.layout import RuleKind
from qa_workbook.sheets.styles import Format, Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa_workbook.report.model import Column, Content, Sense, Table

__all__ = ["place_rows", "place_table", "spans", "width"]

REST = 0.0
"""The width of a column that takes what the others leave."""

NO_NUMBER = "–"


@dataclass(frozen=True, slots=True)
class Form:
    """The form of a kind of column: width in points, style of its cells, style of its heading."""

    width: float
    style: Style
    heading: Style


FORMS = {
    Kind.LABEL: Form(132, Style.LABEL, Style.HEADING),
    Kind.RAG: Form(54, Style.RAG, Style.HEADING_CENTRE),
    Kind.NOW: Form(51, Style.NOW, Style.HEADING_NUMBER),
    Kind.COUNTS: Form(75, Style.COUNTS, Style.HEADING_NUMBER),
    Kind.PERIOD: Form(51, Style.PERIOD, Style.HEADING_CENTRE),
    Kind.TARGET: Form(54, Style.TARGET, Style.HEADING_NUMBER),
    Kind.TREND: Form(78, Style.TREND, Style.HEADING_CENTRE),
    Kind.SENTENCE: Form(REST, Style.SENTENCE, Style.HEADING),
    Kind.QUARTER: Form(60, Style.ROW_PERIOD, Style.HEADING),
    Kind.COUNT: Form(42, Style.COUNT, Style.HEADING_NUMBER),
    Kind.SHARE: Form(36, Style.SHARE, Style.HEADING_NUMBER),
    Kind.MAIN_SHARE: Form(42, Style.MAIN_SHARE, Style.HEADING_NUMBER),
}


def width(columns: Sequence[Column]) -> float:
    """The width of the columns of a table in points, without one that takes the rest."""
    return sum(FORMS[column.kind].width for column in columns)


def spans(columns: Sequence[Column], right: float) -> list[tuple[float, float]]:
    """The left and right edge of every column, in points.

    Args:
        columns: The columns of a table that begins at the left edge.
        right: Where the table ends, if one of its columns takes the rest.
    """
    rest, left, found = right - width(columns), 0.0, []
    for column in columns:
        wide = FORMS[column.kind].width or rest
        found.append((left, left + wide))
        left += wide
    return found


def place_table(draft: Draft, table: Table, right: float, heading_height: float, row_height: float) -> list[Box]:
    """Put a table on new rows; returns the boxes of its trends, which are still to be fed."""
    _place_headings(draft, table, right, draft.row(heading_height))
    return place_rows(draft, table, right, row_height)


def place_rows(draft: Draft, table: Table, right: float, row_height: float) -> list[Box]:
    """Put the rows of a table on new rows; returns the boxes of its trends, which are still to be fed."""
    trends: list[Box] = []
    edges = spans(table.columns, right)
    first = len(draft.heights)
    for contents in table.rows:
        row = draft.row(row_height)
        for column, (left, end), content in zip(table.columns, edges, contents, strict=True):
            box = _place(draft, Box(row, left, end, row), column, content)
            if isinstance(content, Trend):
                trends.append(box)
    for column, (left, end) in zip(table.columns, edges, strict=True):
        if column.kind is Kind.RAG and table.rows:
            draft.colour(Box(first, left, end, len(draft.heights) - 1), RuleKind.RAG_WORD)
    return trends


def _place(draft: Draft, box: Box, column: Column, content: Content) -> Box:
    style = FORMS[column.kind].style
    if isinstance(content, Trend):
        return draft.put(box, None, style)
    if isinstance(content, str):
        return draft.put(box, content, style)
    return draft.put(box, *number(content, style))


def number(content: Number, style: Style) -> tuple[str | float | None, Style, Format, Sense]:
    """A number with its style and its format."""
    shown = NO_NUMBER if content.value is None else content.value
    return shown, style, Format.SHARE if content.is_share else Format.COUNT, content.sense


def _place_headings(draft: Draft, table: Table, right: float, row: int) -> None:
    for text, style, left, end in _headings(table.columns, right):
        draft.text(row, left, end, text, style)


def _headings(columns: Sequence[Column], right: float) -> Iterator[tuple[str, Style, float, float]]:
    """Every heading with its edges; one that is followed by empty ones covers these too."""
    edges = spans(columns, right)
    starts = [i for i, column in enumerate(columns) if column.heading] + [len(columns)]
    for first, after in pairwise(starts):
        column = columns[first]
        yield column.heading, FORMS[column.kind].heading, edges[first][0], edges[after - 1][1]
