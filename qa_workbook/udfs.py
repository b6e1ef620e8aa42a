"""Functions for a team's own cells, on Windows: the dashboard's own figures, by the dashboard's own engine.

xlwings' *Import Functions* makes them functions of the workbook (setting `UDF Modules`: `qa_workbook.udfs`). For all
cells that are worked out together the tracker is read and computed once. Excel works a cell out when it is entered,
when a cell that it names changes, and for all cells with Ctrl+Alt+F9.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import xlwings as xw

from qa_workbook.errors import UserError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from qa_workbook.intake.sources import Workbook
    from qa_workbook.measures.definitions import Measure
    from qa_workbook.measures.figures import Figure
    from qa_workbook.measures.results import Results

    Answer = str | float

__all__ = ["qa_direction", "qa_figure", "qa_rag", "qa_wilson_high", "qa_wilson_low"]

PAUSE = 1.0
"""Seconds. Cells that are worked out together follow each other faster; after a pause the tracker is read anew."""

_MEASURE = "Key of a measure, such as good_or_better: the first column of qa-workbook figures --csv"
_PERIOD = "Period, such as Q2 22/23 or Jul 22, or a date in the month; blank is the one on the Snapshot"
_GROUP_BY = "What the group is of, such as team or legal status; blank is the whole service"
_GROUP = "The group, such as Child in care; blank is the whole service"
_AFTER = "Any cell: when it changes, this one is worked out anew. Its value is not used"


@dataclass
class _Memory:
    """What was computed last, for one workbook.

    Args:
        grids: The workbook as read.
        results: Its figures.
        answered: When the last cell was answered, by the monotonic clock.
    """

    grids: Workbook | None = None
    results: Results | None = None
    answered: float = field(default=0.0)


_MEMORIES: dict[str, _Memory] = {}


@xw.func
@xw.arg("measure", doc=_MEASURE)
@xw.arg("period", doc=_PERIOD)
@xw.arg("group_by", doc=_GROUP_BY)
@xw.arg("group", doc=_GROUP)
@xw.arg("part", doc="value (the default), numerator or base")
@xw.arg("after", doc=_AFTER)
def qa_figure(measure, period="", group_by="", group="", part="value", after=None):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201, ARG001, PLR0917 - xlwings reads types as conversions
    """A figure of the dashboard: a share as a fraction, a count as a number. A blank means that there is none."""
    return _answered(lambda results: _part(_figure(results, measure, period, group_by, group), part))


@xw.func
@xw.arg("measure", doc=_MEASURE)
@xw.arg("period", doc=_PERIOD)
@xw.arg("group_by", doc=_GROUP_BY)
@xw.arg("group", doc=_GROUP)
@xw.arg("after", doc=_AFTER)
def qa_rag(measure, period="", group_by="", group="", after=None):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201, ARG001 - as above
    """The RAG word of a figure: Green, Amber, Red or Not rated, by the target of its own time."""
    return _answered(lambda results: _rag(results, measure, period, group_by, group))


@xw.func
@xw.arg("measure", doc=_MEASURE)
@xw.arg("group_by", doc=_GROUP_BY)
@xw.arg("group", doc=_GROUP)
@xw.arg("after", doc=_AFTER)
def qa_direction(measure, group_by="", group="", after=None):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201, ARG001 - as above
    """The direction of travel of a measure in the reporting period, as the Snapshot says it."""
    return _answered(lambda results: _direction(results, measure, group_by, group))


@xw.func
@xw.arg("numerator", doc="How many count: a whole number from 0 to the base")
@xw.arg("base", doc="Of how many: 1 or more")
def qa_wilson_low(numerator, base):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - as above
    """The lower bound of the 95 % interval of a share (Wilson), as a fraction."""
    return _wilson(numerator, base)[0]


@xw.func
@xw.arg("numerator", doc="How many count: a whole number from 0 to the base")
@xw.arg("base", doc="Of how many: 1 or more")
def qa_wilson_high(numerator, base):  # type: ignore[no-untyped-def] # noqa: ANN001, ANN201 - as above
    """The upper bound of the 95 % interval of a share (Wilson), as a fraction."""
    return _wilson(numerator, base)[-1]


def _wilson(numerator: object, base: object) -> tuple[Answer, ...]:
    from qa_workbook.measures.statistics import wilson  # noqa: PLC0415 - nothing is imported before a cell needs it

    numbers = isinstance(numerator, (int, float)) and isinstance(base, (int, float))
    if not numbers or not 0 <= numerator <= base or base < 1:  # type: ignore[operator] # numbers, by then
        return ("Give a numerator from 0 to the base, and a base of 1 or more.",)
    return wilson(int(numerator), int(base))  # type: ignore[call-overload] # as above


def _answered(answer: Callable[[Results], Answer]) -> Answer:
    """The answer for a cell; what a person can mend is its text."""
    try:
        return answer(_results(xw.Book.caller()))
    except UserError as fault:
        return str(fault)


def _results(book: xw.Book) -> Results:
    """The figures of a workbook; read anew after a pause, computed anew when something was changed."""
    from qa_workbook.intake.live import read_open  # noqa: PLC0415 - as above
    from qa_workbook.intake.tracker import read_tracker  # noqa: PLC0415 - as above
    from qa_workbook.pipeline import measure  # noqa: PLC0415 - as above
    from qa_workbook.settings import Settings  # noqa: PLC0415 - as above

    memory = _MEMORIES.setdefault(book.fullname, _Memory())
    if memory.results is None or time.monotonic() - memory.answered > PAUSE:
        grids = read_open(book)
        if memory.results is None or grids != memory.grids:
            memory.results, memory.grids = measure(read_tracker(grids, Settings())), grids
    memory.answered = time.monotonic()
    return memory.results


def _figure(results: Results, key: str, period: object, group_by: str | None, group: str | None) -> Figure | None:
    label, _ = _period(results, _measure(key), period)
    return results.figures.get(key, label, group_by or "", group or "")


def _part(figure: Figure | None, part: str) -> Answer:
    if part not in {"value", "numerator", "base"}:
        raise UserError("part", "there is no such part of a figure", "Use value, numerator or base.", part)
    if figure is None:
        return ""
    number = figure.numerator if part == "value" and figure.base is None else getattr(figure, part)
    return "" if number is None else float(number)


def _rag(results: Results, key: str, period: object, group_by: str | None, group: str | None) -> str:
    from qa_workbook.measures.rating import rate  # noqa: PLC0415 - as above

    measure = _measure(key)
    _, month = _period(results, measure, period)
    return rate(measure, _figure(results, key, period, group_by, group), results.settings, month).value


def _direction(results: Results, key: str, group_by: str | None, group: str | None) -> str:
    from qa_workbook.measures.direction import direction  # noqa: PLC0415 - as above

    groups = {"group_by": group_by or "", "group": group or ""}
    return direction(_measure(key), results.figures, results.periods, results.settings, **groups).sentence


def _measure(key: str) -> Measure:
    from qa_workbook.measures.definitions import MEASURES  # noqa: PLC0415 - as above

    if key not in MEASURES:
        raise UserError("measure", "there is no such measure", f"Use one of {', '.join(MEASURES)}.", key)
    return MEASURES[key]


def _period(results: Results, measure: Measure, period: object) -> tuple[str, int]:
    """The label of a period and its last month that counts; a blank is the measure's own reporting period."""
    from qa_workbook.measures.definitions import Per  # noqa: PLC0415 - as above
    from qa_workbook.measures.periods import month_label, quarter_label, quarter_months  # noqa: PLC0415 - as above

    periods = results.periods
    if period is None or period == "":
        is_month = measure.per is Per.MONTH
        return (month_label(periods.month) if is_month else quarter_label(periods.quarter)), periods.month
    quarters = {quarter_label(q): min(quarter_months(q)[-1], periods.month) for q in periods.quarters}
    if period in quarters:
        return str(period), quarters[str(period)]
    month = _month(period)
    return month_label(month), month


def _month(period: str | dt.date | object) -> int:
    from qa_workbook.intake.dates import NotRead, read_month  # noqa: PLC0415 - as above

    try:
        return read_month(period)
    except NotRead as fault:
        cure = "Write Q2 22/23 or Jul 22."
        raise UserError("period", "no quarter of the report and no month", cure, period) from fault
