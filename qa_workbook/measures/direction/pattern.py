"""Rules of pattern: what the latest period means in the fifteen months."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_workbook.measures.direction.facts import (
    Kept,
    alternating,
    chance,
    improvement,
    is_first_time,
    record,
    run,
)
from qa_workbook.measures.direction.words import (
    ORDINALS,
    Statement,
    evidence,
    number,
    short_label,
    target_name,
)

if TYPE_CHECKING:
    from qa_workbook.measures.direction.series import Series

__all__ = ["PATTERN", "RECORD"]

RECORD = "highest or lowest"
"""The rule that names the fifteen months itself."""


def target_by_turns(series: Series) -> Statement | None:
    """The target is met in every other period."""
    points = alternating(series)
    if not points:
        return None
    since = "" if len(points) == len(series.points) else f" since {points[0].label}"
    text = f"{target_name(series)} met only in alternate {series.unit}s{since}"
    return Statement("alternating", text, (("target", series.now.target), *evidence(series, points)))


def held(series: Series) -> Statement | None:
    """An earlier improvement has been held."""
    found = improvement(series)
    if found is None or found.kept is not Kept.HELD:
        return None
    start, peak = found.start, found.peak
    low, high = number(series.measure, start.shown), number(series.measure, peak.shown)
    when, end = short_label(series, start), short_label(series, peak)
    one_step = series.points.index(peak) - series.points.index(start) == 1
    path = f"in {end} from {low} to {high}" if one_step else f"from {low} in {when} to {high} in {end}"
    text = f"the {_change(series)} {path} has been held"
    return Statement("improvement held", text, evidence(series, (start, peak, series.now)))


def lost(series: Series) -> Statement | None:
    """An earlier improvement has been lost."""
    found = improvement(series)
    if found is None or found.kept is Kept.HELD:
        return None
    text = f"the {_change(series)} from {number(series.measure, found.start.shown)} was not sustained"
    return Statement("improvement not sustained", text, evidence(series, (found.start, found.peak, series.now)))


def in_a_row(series: Series) -> Statement | None:
    """The second, third … rise or fall in a row, unless chance could explain the last two together."""
    length = run(series)
    if length < 2 or all(chance(series)):  # noqa: PLR2004 - one change is no row
        return None
    points = series.points[-length - 1 :]
    word = "rise" if series.step(points[-2], points[-1]) > 0 else "fall"
    return Statement("in a row", f"{ORDINALS[length]} {word} in a row", evidence(series, points))


def back_at(series: Series) -> Statement | None:
    """Back at the level of an earlier period, after periods that were all above it or all below it.

    Of a period further back than the movement looks, it is said only when chance can't explain the change. That the
    target is missed or met for the first time in fifteen months says more, and is said instead.
    """
    now, points = series.now, series.points
    levels = [i for i in range(len(points) - 2) if series.step(points[i], now) == 0]
    between = {series.step(point, now) for point in points[levels[-1] + 1 : -1]} if levels else set()
    if between not in ({1}, {-1}) or is_first_time(series):
        return None
    level = levels[-1]
    if level < len(points) - 3 and chance(series)[0]:
        return None
    text = f"back at the level of {short_label(series, points[level])}"
    return Statement("back at the level", text, evidence(series, points[level:]))


def highest_or_lowest(series: Series) -> Statement | None:
    """The highest or the lowest in fifteen months, unless chance could explain the last change.

    That the target is missed or met for the first time in fifteen months says more, and is said instead.
    """
    way = record(series)
    if not way or chance(series)[0] or is_first_time(series):
        return None
    text = f"the {'highest' if way > 0 else 'lowest'} in 15 months"
    return Statement(RECORD, text, evidence(series, series.points))


PATTERN = (target_by_turns, held, lost, in_a_row, back_at, highest_or_lowest)
"""The first that holds speaks; often none does."""


def _change(series: Series) -> str:
    return "rise" if series.better > 0 else "fall"
