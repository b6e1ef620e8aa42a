"""However a known tracker is shuffled and spelled, its figures are the same, or a finding says what was not read."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from known_tracker import (
    JULY_2022,
    OUR_HEADINGS,
    ROWS,
    SHORT,
    Block,
    Writing,
    ambassadors_block,
    block,
    caseload_block,
    headings,
    teams_block,
)
from recount import Counted, Rows, differences, recount

from qa_workbook.intake import Workbook, read_tracker
from qa_workbook.intake.sources import Grid
from qa_workbook.measures.calculate import measure
from qa_workbook.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

SMALL = Rows(ROWS.audits[:60], ROWS.actions, ROWS.concerns, ROWS.ambassadors, ROWS.staff, ROWS.teams, ROWS.caseload)
REFS = {audit.ref for audit in SMALL.audits}
SMALL = Rows(
    SMALL.audits,
    tuple(action for action in ROWS.actions if action.audit in REFS),
    tuple(concern for concern in ROWS.concerns if concern.audit in REFS),
    *(ROWS.ambassadors, ROWS.staff, ROWS.teams, ROWS.caseload),
)
JUNK = ("blank", "total", "headings", "note", "word")


@cache
def counted() -> Counted:
    return recount(SMALL, JULY_2022)


@st.composite
def shuffled(draw: st.DrawFn) -> Workbook:
    """The known rows on sheets, in columns and in rows of any order, in one of two ways of writing, with junk rows."""
    writing = draw(st.sampled_from([Writing(), SHORT]))
    blocks = {table: _table(draw, table, writing) for table in OUR_HEADINGS}
    blocks |= {"teams": teams_block(), "caseload": caseload_block(writing), "ambassadors": ambassadors_block(writing)}
    chance = draw(st.randoms(use_true_random=False))
    grids = [_grid(draw, table, cells, chance.shuffle) for table, cells in blocks.items()]
    return Workbook("shuffled.xlsx", tuple(draw(st.permutations(grids))))


def _table(draw: st.DrawFn, table: str, writing: Writing) -> Block:
    order = draw(st.permutations(list(headings(table))))
    return block(table, writing, {key: headings(table)[key] for key in order}, getattr(SMALL, table))


def _grid(draw: st.DrawFn, table: str, cells: Block, shuffle: Callable[[list[Any]], None]) -> Grid:
    heads, body = cells[0], [list(row) for row in cells[1:]]
    if table != "teams":  # the figures of teams are in the order of their list
        shuffle(body)
    for kind, place in draw(st.lists(st.tuples(st.sampled_from(JUNK), st.integers(0, 10**4)), max_size=4)):
        at = place % (len(body) + 1)
        body[at:at] = _junk(kind, heads, place)
    rows = [*([["A title"], []] if draw(st.booleans()) else []), heads, *body]
    width = len(heads) + 1
    sheet = f"{table} {draw(st.sampled_from(['', '2022', 'core']))}"
    return Grid(sheet, [[_cell(cell) for cell in [*row, *[None] * (width - len(row))]] for row in rows])


def _junk(kind: str, heads: list[Any], place: int) -> Block:
    column = place % len(heads)
    return {
        "blank": [[]],
        "total": [["TOTAL", *[None] * (len(heads) - 2), 12]],
        "headings": [heads],
        "note": [[], [None] * column + ["Checked in May"]],
        "word": [[], [None] * column + ["?"]],
    }[kind]


def _cell(cell: Any) -> Any:
    if isinstance(cell, dt.date):
        return dt.datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001 - as a cell gives it
    return "" if cell is None else float(cell) if type(cell) is int else cell


@settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(shuffled())
def test_a_shuffled_tracker_gives_the_same_figures_or_says_what_it_could_not_read(workbook: Workbook) -> None:
    tracker = read_tracker(workbook, Settings())
    said = [finding for finding in tracker.findings if not finding.counted]
    assert said or differences(measure(tracker, JULY_2022), counted()) == []
    assert len(said) <= 4, "no more than the junk rows"
