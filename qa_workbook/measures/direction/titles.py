"""Chart titles that say the finding in ten words or fewer (domain section 14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_workbook.measures.direction.caution import not_available, too_few
from qa_workbook.measures.direction.facts import (
    Kept,
    alternating,
    improvement,
    is_first_time,
    is_met_throughout,
)
from qa_workbook.measures.direction.series import Series
from qa_workbook.measures.direction.words import WORDS, capital, number, short_label

if TYPE_CHECKING:
    from qa_workbook.measures.definitions import Measure
    from qa_workbook.measures.figures import Figures
    from qa_workbook.measures.periods import Periods
    from qa_workbook.settings import Settings

__all__ = ["MOST_WORDS", "finding"]

MOST_WORDS = 10

MONTHS_COUNTED = 6
"""A count is judged by how often it met its target in so many audit months."""

HALF = range(45, 56)
"""Per cent of the earlier number that are called half; twice as much is called double."""


def finding(
    measure: Measure,
    figures: Figures,
    periods: Periods,
    settings: Settings,
    *,
    group_by: str = "",
    group: str = "",
) -> str:
    """The title of a measure's chart: what it shows, in ten words or fewer.

    Args:
        measure: The measure; its own period decides whether months or quarters are compared.
        figures: All figures.
        periods: The periods of the report.
        settings: Targets and margins.
        group_by: What the group is of; empty for the whole service.
        group: The group, which then leads the title; empty for the whole service.

    Returns:
        One line without a full stop. Words are counted between ordinary spaces, so that `20 %` is one.
    """
    series = Series.of(measure, figures, periods, settings, group_by=group_by, group=group)
    phrases = next(said for said in (title(series) for title in TITLES) if said)
    name = capital(measure.short)
    options = [_title(name, group, phrase) for phrase in phrases]
    shortest = f"{group or name}{phrases[-1]}"
    return next((option for option in options if len(option.split(" ")) <= MOST_WORDS), shortest)


def unjudged(series: Series) -> tuple[str, ...]:
    """No figure, or too few."""
    figure = series.figure
    if not_available(series):
        return (f": no figure for {series.label}", ": no figure")
    if too_few(series) and figure is not None:
        return (f": {figure.numerator} of {figure.base}, too few to judge", ": too few to judge")
    return ()


def times_met(series: Series) -> tuple[str, ...]:
    """How often a count met its target in six months."""
    points = series.points[-MONTHS_COUNTED:]
    if not series.measure.is_count or len(points) < MONTHS_COUNTED or any(point.met is None for point in points):
        return ()
    same = len({point.target for point in points}) == 1
    name = f"Baseline of {points[0].target:g}" if same else "Baseline"
    skipped = any(gap.period > points[0].period for gap in series.gaps)
    span = f"{WORDS[MONTHS_COUNTED]} {'audit months' if skipped else 'months'}"
    times = sum(1 for point in points if point.met)
    if times == MONTHS_COUNTED:
        return (f"{name} met in all {span}",)
    often = {0: "not met", 1: "met once", 2: "met twice"}.get(times, f"met {WORDS[times]} times")
    return (f"{name} {often} in {span}",)


def first(series: Series) -> tuple[str, ...]:
    """The only figure."""
    return (f" at {_now(series)}{_target(series)}", f" at {_now(series)}") if len(series.points) == 1 else ()


def turns(series: Series) -> tuple[str, ...]:
    """The target met by turns."""
    return (f": target met in alternate {series.unit}s", ": target met by turns") if alternating(series) else ()


def halved(series: Series) -> tuple[str, ...]:
    """Halved or doubled, more than chance."""
    before, now = series.points[-2], series.now
    low, high = sorted((before.shown, now.shown))
    if not low or series.by_chance(before) or not series.step(before, now) or round(100 * low / high) not in HALF:
        return ()
    verb = "halved" if now.shown < before.shown else "doubled"
    return (f" {verb} to {_now(series)} this {series.unit}", f" {verb} to {_now(series)}")


def kept(series: Series) -> tuple[str, ...]:
    """An improvement that was held, or lost."""
    found = improvement(series)
    if found is None:
        return ()
    change = f"{'rise' if series.better > 0 else 'fall'} in {short_label(series, found.peak)}"
    return (f": {change} {'held' if found.kept is Kept.HELD else 'not sustained'}",)


def target_first_time(series: Series) -> tuple[str, ...]:
    """The target met or missed for the first time."""
    if not is_first_time(series):
        return ()
    word = "met" if series.now.met else "missed"
    return (f" at {_now(series)}: target {word} for first time", f": target {word} for first time", ": target " + word)


def moved(series: Series) -> tuple[str, ...]:
    """Up or down."""
    before = series.points[-2]
    way = series.step(before, series.now)
    if not way:
        return ()
    to = f" {'rose' if way > 0 else 'fell'} to {_now(series)}"
    return (f"{to} from {number(series.measure, before.shown)}", to)


def steady(series: Series) -> tuple[str, ...]:
    """Stable; always holds."""
    throughout = (f" at {_now(series)}, target met throughout",) if is_met_throughout(series) else ()
    return (*throughout, f" steady at {_now(series)}{_target(series)}", f" steady at {_now(series)}")


TITLES = (unjudged, times_met, first, turns, kept, target_first_time, halved, moved, steady)
"""The first that holds speaks: phrases from long to short, of which the first that fits is taken."""


def _title(name: str, group: str, phrase: str) -> str:
    if phrase[0] not in " :":
        return phrase
    mark = "," if phrase[0] == ":" else ":"
    return f"{group}{mark} {name}{phrase}" if group else f"{name}{phrase}"


def _now(series: Series) -> str:
    return number(series.measure, series.now.shown)


def _target(series: Series) -> str:
    side = "below" if series.better > 0 else "above"
    return {None: "", True: ", target met", False: f", {side} target"}[series.now.met]
