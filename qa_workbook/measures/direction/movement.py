"""Rules of movement: the latest period against the two before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_workbook.measures.direction.facts import (
    chance,
    improvement,
    is_met_throughout,
    stable_since,
)
from qa_workbook.measures.direction.words import (
    Statement,
    evidence,
    number,
    range_of,
    short_label,
    up_or_down,
)

if TYPE_CHECKING:
    from qa_workbook.measures.direction.series import Point, Series

__all__ = ["MOVEMENT"]


def no_earlier(series: Series) -> Statement | None:
    """There is nothing to compare with."""
    if len(series.points) > 1:
        return None
    return Statement("no earlier figure", "no earlier figure to compare with", evidence(series, series.points))


def stable(series: Series) -> Statement | None:
    """Stable, where the pattern or the target gives the numbers."""
    kept = improvement(series)
    if series.step(series.points[-2], series.now) or not (is_met_throughout(series) or kept):
        return None
    return Statement("stable", "stable", evidence(series, series.points[-2:]))


def stable_for_long(series: Series) -> Statement | None:
    """Stable against both periods before, or the only one; says since when, and between what."""
    near = stable_since(series)
    if len(near) < min(3, len(series.points)):
        return None
    text = f"stable since {short_label(series, near[0])} at {range_of(series.measure, near)}"
    return Statement("stable since", text, evidence(series, near))


def moved_from_one(series: Series) -> Statement | None:
    """Up or down from the period before, where the one before that is told by the pattern, or is not there."""
    before, now = series.points[-2:]
    if not series.step(before, now):
        return None
    told = len(series.points) == 2 or improvement(series) or is_met_throughout(series)  # noqa: PLR2004 - a pair
    if not told and series.step(series.points[-3], now):
        return None
    by_chance = ", perhaps by chance" if series.by_chance(before) else ""
    text = f"{up_or_down(series.step(before, now))} from {_at(series, before)}{by_chance}"
    return Statement("change since the period before", text, _inputs(series, before, now))


def stable_but(series: Series) -> Statement | None:
    """Stable against the period before, not against the one before that."""
    earlier, before, now = series.points[-3:]
    if series.step(before, now):
        return None
    text = (
        f"stable since {short_label(series, before)} ({number(series.measure, before.shown)})"
        f" but {up_or_down(series.step(earlier, now))} from {_at(series, earlier)}"
    )
    return Statement("stable since the period before", text, evidence(series, (earlier, before, now)))


def moved_from_both(series: Series) -> Statement | None:
    """Up from both periods before, or down from both."""
    earlier, before, now = series.points[-3:]
    way = series.step(before, now)
    if series.step(earlier, now) != way:
        return None
    first, both = _chance_words(series)
    if before.shown == earlier.shown:
        first, both = "", ", perhaps by chance" if chance(series)[0] else ""
        where = f"{_at(series, before)} and {short_label(series, earlier)}"
    else:
        where = f"{_at(series, before)}{first} and {_at(series, earlier)}"
    return Statement(
        "change since both periods before",
        f"{up_or_down(way)} from {where}{both}",
        _inputs(series, earlier, before, now),
    )


def moved_between(series: Series) -> Statement | None:
    """Up from the one period and down from the other."""
    earlier, before, now = series.points[-3:]
    first, both = _chance_words(series)
    text = (
        f"{up_or_down(series.step(before, now))} from {_at(series, before)}{first}"
        f" but {up_or_down(series.step(earlier, now))} from {_at(series, earlier)}{both.replace(', ', ', both ')}"
    )
    return Statement("between the periods before", text, _inputs(series, earlier, before, now))


MOVEMENT = (no_earlier, stable, stable_for_long, moved_from_one, stable_but, moved_from_both, moved_between)
"""The first that holds speaks; one always does. The last three are reached with three periods or more."""


def _at(series: Series, point: Point) -> str:
    return f"{number(series.measure, point.shown)} in {short_label(series, point)}"


def _chance_words(series: Series) -> tuple[str, str]:
    """What to say of chance after the first period, and after both.

    The change since the period before is the one judged; the period before that only widens the words to both.
    """
    since_before, since_earlier = chance(series)
    if not since_before:
        return "", ""
    return ("", ", perhaps by chance") if since_earlier else (" (perhaps by chance)", "")


def _inputs(series: Series, *points: Point) -> tuple[tuple[str, object], ...]:
    """The evidence of some periods, with the 95 % intervals of the changes up to the latest."""
    intervals = ((f"95 % interval of the change since {p.label}", series.interval(p)) for p in points[:-1])
    return evidence(series, points) + tuple((name, held) for name, held in intervals if held)
