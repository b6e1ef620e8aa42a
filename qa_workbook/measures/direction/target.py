"""Rules of the target: met or missed, by how much and since when; each period by the target of its own time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_workbook.measures.direction.facts import (
    alternating,
    is_first_time,
    is_met_throughout,
    is_missed_throughout,
    same_verdict,
)
from qa_workbook.measures.direction.pattern import PATTERN, RECORD
from qa_workbook.measures.direction.words import (
    Statement,
    evidence,
    fifteen_months,
    first_said,
    range_of,
    target_name,
)
from qa_workbook.measures.rating import Rag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa_workbook.measures.direction.series import Point, Series

__all__ = ["TARGET"]


def no_target(series: Series) -> Statement | None:
    """There is no target, or none that could be met: nothing to say."""
    return Statement("no target", "", (("target", series.now.target),)) if series.now.met is None else None


def told_by_pattern(series: Series) -> Statement | None:
    """The pattern is the target met by turns: it is not said twice."""
    return _said("target told by the pattern", series, "", (series.now,)) if alternating(series) else None


def met_throughout(series: Series) -> Statement | None:
    """Met in every period, with the range; the span is not named again after the highest or lowest in 15 months."""
    if not is_met_throughout(series):
        return None
    span = fifteen_months(series)
    when = f"throughout {span}" if span else f"in every {series.unit} since {series.points[0].label}"
    when = "throughout" if _span_told(series) else when
    name = "baseline" if series.measure.is_count else "target"
    text = f"{name} met {when}, at {range_of(series.measure, series.points)}"
    return _said("target met throughout", series, text, series.points)


def missed_throughout(series: Series) -> Statement | None:
    """Missed in every one of the fifteen months; well below or above, when by more than the margin in all of them.

    After a pattern that has told of the highest or lowest in 15 months, the span is not named again.
    """
    if not is_missed_throughout(series) or not fifteen_months(series):
        return None
    span_told = _span_told(series)
    if all(point.rag is Rag.RED for point in series.points):
        text = f"{_verdict(series)} {'throughout' if span_told else 'for 15 months'}"
    else:
        text = _verdict(series) if span_told else f"{target_name(series)} not met in 15 months"
    return _said("target not met in 15 months", series, text, series.points)


def first_time(series: Series) -> Statement | None:
    """Met, or missed, for the first time in fifteen months."""
    if not is_first_time(series):
        return None
    return _said("target, first time", series, f"{_verdict(series)} for the first time in 15 months", series.points)


def since(series: Series) -> Statement | None:
    """Met, or missed, in several periods up to now."""
    points = same_verdict(series)
    if len(points) == 1 or len(series.points) < 3:  # noqa: PLR2004 - two periods are told by the movement
        return None
    return _said("target since", series, f"{_verdict(series, points)} since {points[0].label}", points)


def again(series: Series) -> Statement | None:
    """Met again, or missed again, after a period of the other verdict."""
    verdicts = [point.met for point in series.points]
    if len(verdicts) < 3 or verdicts[-2] is not (not verdicts[-1]) or verdicts[-1] not in verdicts[:-2]:  # noqa: PLR2004
        return None
    last = max(i for i, verdict in enumerate(verdicts[:-2]) if verdict is verdicts[-1])
    return _said("target, again", series, f"{_verdict(series)} again", series.points[last:])


def plain(series: Series) -> Statement | None:
    """Met or missed, and nothing more to say."""
    return _said("target", series, _verdict(series), (series.now,))


TARGET = (no_target, told_by_pattern, met_throughout, missed_throughout, first_time, since, again, plain)
"""The first that holds speaks; an empty text says nothing in the sentence, and still tells why."""


def _said(rule: str, series: Series, text: str, points: Iterable[Point]) -> Statement:
    return Statement(rule, text, (("target", series.now.target), *evidence(series, points)))


def _span_told(series: Series) -> bool:
    """Whether the pattern has named the fifteen months."""
    pattern = first_said(PATTERN, series)
    return pattern is not None and pattern.rule == RECORD


def _side(series: Series, points: Iterable[Point]) -> str:
    """Below or above, and *well* when all of some periods missed the target by more than the margin."""
    well = "well " if all(point.rag is Rag.RED for point in points) else ""
    return well + ("below" if series.better > 0 else "above")


def _verdict(series: Series, points: tuple[Point, ...] = ()) -> str:
    if series.now.met:
        return f"{target_name(series).removeprefix('the ')} met"
    return f"{_side(series, points or (series.now,))} {target_name(series)}"
