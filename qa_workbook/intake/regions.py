"""Where each table stands in the workbook: found by its headings, not by the names of sheets (domain section 3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from qa_workbook.intake.headings import Heading, headings_of, quick_scores

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qa_workbook.intake.columns import Table
    from qa_workbook.intake.sources import Grid

__all__ = ["ROWS_SEARCHED", "Region", "find_regions", "gaps_of"]

ROWS_SEARCHED = 25
"""Headings stand among the first rows of a sheet, or under a blank row; an Excel table tells where its own are."""

LEAST_HEADINGS, ROWS_AFTER = 5, 3
"""Under a row of at least so many declared headings so many more rows are looked at: headings span three at most."""

NEARLY = 0.6
"""A second list of staff, teams or caseload has nearly as many headings as the first, or it is one for drop-downs."""

LISTS = frozenset({"staff", "teams", "caseload"})
"""Tables that list what there is; the others are logs, and every part of a log counts, whatever its columns."""

TITLE_ROWS = 2
"""A table that stands under another one has a blank row above it, and at most so many rows of titles between."""

LEAST_SCORE = {
    "audits": 4.0,
    "actions": 4.0,
    "concerns": 4.0,
    "ambassadors": 1.8,
    "staff": 1.8,
    "teams": 1.8,
    "caseload": 1.6,
}
"""Least sum of confidences of matched headings at which a row of headings is taken for a table."""

AMBASSADOR_WORDS = ("ambassador", "young inspector", "young people", "young reviewers")
"""The ambassadors' questions are each council's own, so the sheet's name or title must say what it is."""


@dataclass(frozen=True)
class Region:
    """Where one table, or one part of it, stands.

    Args:
        table: Which table.
        grid: The sheet.
        row: Row of the headings, from 0.
        headings: Its headings.
        score: Sum of the confidences of the matched headings.
        stop: Row before which it ends: where another table begins under it; `None` is the end of the sheet.
    """

    table: Table
    grid: Grid
    row: int
    headings: tuple[Heading, ...]
    score: float
    stop: int | None = None

    @property
    def body(self) -> Sequence[Sequence[object]]:
        """The rows under the headings."""
        return self.grid.rows[self.row + 1 : self.stop]

    @property
    def span(self) -> tuple[int, int]:
        """First and last column of the headings."""
        return self.headings[0].column, self.headings[-1].column


def find_regions(grids: tuple[Grid, ...], tables: tuple[Table, ...]) -> tuple[list[Region], list[Region]]:
    """Find every table of a workbook.

    Args:
        grids: The sheets.
        tables: The tables to look for, with all their columns.

    Returns:
        Regions in the order of the sheets. A table may have several: one log a year or a month is one log. A hidden
        sheet is used only where no visible sheet holds the table: it may be last year's copy. Lists for drop-downs,
        which have a few of the headings, are no table beside the real one; they come second, to be named.
    """
    known = {name for table in tables for name in table.names}
    found = [region for grid in grids for region in _of_sheet(grid, tables, known)]
    shown = {region.table.key for region in found if not region.grid.hidden}
    used = [region for region in found if not region.grid.hidden or region.table.key not in shown]
    best = {key: max((r.score for r in used if r.table.key == key), default=0.0) for key in LISTS}
    kept = [region for region in used if region.score >= NEARLY * best.get(region.table.key, 0.0)]
    return kept, [region for region in used if region not in kept]


def _of_sheet(grid: Grid, tables: tuple[Table, ...], known: set[str]) -> list[Region]:
    gaps = gaps_of(grid)
    candidates = [
        Region(table, grid, row, block, sum(found.values()))
        for row, block in _blocks(grid, known, gaps)
        for table in tables
        for found in [quick_scores(block, table)]
        if sum(found.values()) >= LEAST_SCORE[table.key] and _is_whole(table, found, grid)
    ]
    chosen: list[Region] = []
    for candidate in sorted(candidates, key=lambda c: (-c.score, len(c.headings), c.row)):
        if all(_apart(candidate, other, gaps) for other in chosen):
            chosen.append(candidate)
    return [replace(region, stop=_stop(region, chosen, gaps)) for region in chosen]


def gaps_of(grid: Grid) -> dict[int, int]:
    """Rows that may begin a table under another one, each with the blank row above it."""
    blank = [number for number, row in enumerate(grid.rows) if not any(row)]
    return {row: gap for gap in blank for row in range(gap + 1, gap + 2 + TITLE_ROWS) if row < len(grid.rows)}


def _apart(one: Region, other: Region, gaps: dict[int, int]) -> bool:
    """Whether two tables stand side by side, or one under the other with a blank row between."""
    if not _overlap(one.span, other.span):
        return True
    upper, lower = sorted((one, other), key=lambda region: region.row)
    return upper.table.key != lower.table.key and gaps.get(lower.row, -1) > upper.row


def _stop(region: Region, chosen: list[Region], gaps: dict[int, int]) -> int | None:
    """The blank row above the next table under this one."""
    under = [gaps[r.row] for r in chosen if r.row > region.row and _overlap(r.span, region.span)]
    return min(under, default=None)


def _blocks(grid: Grid, known: set[str], gaps: dict[int, int]) -> Iterator[tuple[int, tuple[Heading, ...]]]:
    """Rows of headings: each Excel table's, then each whole row's and its parts between blank columns."""
    for row, first, last in grid.tables:
        if row < len(grid.rows):
            yield row, tuple(headings_of(grid, row, first, last))
    last = min(ROWS_SEARCHED, len(grid.rows)) - 1
    for row in sorted({*range(last + 1), *gaps}):
        if (row > last and row not in gaps) or not any(isinstance(cell, str) for cell in grid.rows[row]):
            continue
        headings = headings_of(grid, row)
        meant = sum(not known.isdisjoint(heading.variants) for heading in headings)
        if meant >= LEAST_HEADINGS and 2 * meant > len(headings):
            last = min(last, row + ROWS_AFTER)
        if meant > 1:
            yield row, tuple(headings)
            yield from ((row, part) for part in _parts(headings) if 1 < len(part) < len(headings))


def _parts(headings: list[Heading]) -> Iterator[tuple[Heading, ...]]:
    cuts = [i for i, (a, b) in enumerate(pairwise(headings), 1) if b.column - a.column > 1]
    for start, stop in pairwise([0, *cuts, len(headings)]):
        yield tuple(headings[start:stop])


def _is_whole(table: Table, found: dict[str, float], grid: Grid) -> bool:
    if any(column.needed and column.key not in found for column in table.columns):
        return False
    return table.key != "ambassadors" or any(word in _title(grid) for word in AMBASSADOR_WORDS)


def _title(grid: Grid) -> str:
    first = " ".join(str(cell) for row in grid.rows[:3] for cell in row if cell)
    return f"{grid.sheet} {first}".casefold()


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
