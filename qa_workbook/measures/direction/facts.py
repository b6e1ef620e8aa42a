"""What is true of a series, before any words: what several rules ask alike."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qa_workbook.measures.direction.series import Point, Series

__all__ = [
    "Improvement",
    "Kept",
    "alternating",
    "chance",
    "improvement",
    "is_first_time",
    "is_met_throughout",
    "is_missed_throughout",
    "record",
    "run",
    "same_verdict",
    "stable_since",
]

LONG_ENOUGH = 4
"""A claim about a whole series needs so many periods."""

ALTERNATIONS = {"quarter": 4, "month": 6}
"""A target met by turns is a pattern from so many periods on: four of the five quarters; months vary more freely."""


class Kept(Enum):
    """What became of an improvement."""

    HELD = "held"
    LOST = "not sustained"


@dataclass(frozen=True, slots=True)
class Improvement:
    """An improvement before the latest period.

    Args:
        start: The period before it began.
        peak: The period that it ended in.
        kept: What became of it.
    """

    start: Point
    peak: Point
    kept: Kept


def same_verdict(series: Series) -> tuple[Point, ...]:
    """The latest periods in a row with the same verdict on the target as the latest one, in order."""
    met = series.now.met
    return tuple(takewhile(lambda point: point.met is met, reversed(series.points)))[::-1]


def is_met_throughout(series: Series) -> bool:
    """Whether every period met the target of its time, and there are enough of them to say so."""
    return len(series.points) >= LONG_ENOUGH and all(point.met for point in series.points)


def is_missed_throughout(series: Series) -> bool:
    """Whether every period missed the target of its time, and there are enough of them to say so."""
    return len(series.points) >= LONG_ENOUGH and all(point.met is False for point in series.points)


def is_first_time(series: Series) -> bool:
    """Whether the target is met, or missed, for the first time in fifteen whole months."""
    verdicts = [point.met for point in series.points]
    enough = series.full and len(verdicts) >= LONG_ENOUGH and None not in verdicts
    return enough and verdicts[-1] not in verdicts[:-1]


def alternating(series: Series) -> tuple[Point, ...]:
    """The latest periods that met and missed the target by turns; empty when too few to be a pattern."""
    points = series.points[::-1]
    flips = takewhile(lambda pair: None not in (pair[0].met, pair[1].met) and pair[0].met is not pair[1].met,
                      pairwise(points))  # fmt: skip
    length = 1 + sum(1 for _ in flips)
    return points[:length][::-1] if length >= ALTERNATIONS[series.unit] else ()


def run(series: Series) -> int:
    """How many changes in a row, up to now, went the same way by more than what counts as stable."""
    steps = [series.step(earlier, later) for earlier, later in pairwise(series.points)][::-1]
    return sum(1 for _ in takewhile(lambda step: step == steps[0] != 0, steps))


def stable_since(series: Series) -> tuple[Point, ...]:
    """The latest periods in a row that are stable against the latest one, in order; the latest is among them."""
    near = takewhile(lambda point: series.step(point, series.now) == 0, reversed(series.points))
    return tuple(near)[::-1]


def record(series: Series) -> int:
    """Whether the latest of fifteen whole months is the highest (1) or lowest (-1) by more than stable; else 0."""
    if not series.full or len(series.points) <= LONG_ENOUGH:
        return 0
    steps = {series.step(point, series.now) for point in series.points[:-1]}
    return steps.pop() if len(steps) == 1 else 0


def chance(series: Series) -> tuple[bool, bool]:
    """Whether chance could explain the change since the period before, and since the one before that.

    Without a second period the second answer is the first.
    """
    before = [series.by_chance(point) for point in series.points[-2:-4:-1]]
    return before[0], before[-1]


def improvement(series: Series) -> Improvement | None:
    """The last improvement before the latest period, and whether it was kept up to now.

    It is a change for the better by more than what counts as stable, or several in a row. It is *held* while every
    later period is stable against its end, or better. It is *lost* when the latest period, and none before, falls back
    to where it began. A fall half the way, or to below where it began, is a movement like any other.
    """
    points, better = series.points, series.better
    ends = [i for i in range(1, len(points) - 1) if better and series.step(points[i - 1], points[i]) == better]
    if not ends or is_met_throughout(series):
        return None
    end = begin = ends[-1]
    while begin - 1 in {i - 1 for i in ends}:
        begin -= 1
    start, peak, now = points[begin], points[end], series.now
    if any(series.step(peak, later) == -better for later in points[end + 1 : -1]):
        return None
    last_step = series.step(points[-2], now)
    if series.step(peak, now) != -better:
        return Improvement(start, peak, Kept.HELD) if last_step == 0 else None
    lost = last_step == -better and series.step(start, now) == 0
    return Improvement(start, peak, Kept.LOST) if lost else None
