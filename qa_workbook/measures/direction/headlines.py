"""The headline findings at the top of the Snapshot: what a director needs in five seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_workbook.measures.definitions import SNAPSHOT
from qa_workbook.measures.direction.caution import too_few
from qa_workbook.measures.direction.facts import is_first_time
from qa_workbook.measures.direction.series import Point, Series
from qa_workbook.measures.direction.words import WORDS, Statement, capital, listed, number, short_label
from qa_workbook.measures.periods import quarter_label, quarter_months
from qa_workbook.measures.rating import Rag, rate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa_workbook.measures.figures import Figures
    from qa_workbook.measures.periods import Periods
    from qa_workbook.settings import Settings

__all__ = ["MOST_HEADLINES", "headlines"]

MOST_HEADLINES = 5

MOST_NAMED = 3
"""More measures than these are counted and not named."""


@dataclass(frozen=True, slots=True)
class Board:
    """What the headlines are about: every measure of the Snapshot.

    Args:
        series: The measures' series.
        rags: Their ratings, in the same order.
        periods: The periods of the report.
    """

    series: tuple[Series, ...]
    rags: tuple[Rag, ...]
    periods: Periods

    def rated(self, *rags: Rag) -> list[Series]:
        """The measures with one of some ratings."""
        return [series for series, rag in zip(self.series, self.rags, strict=True) if rag in rags]

    def changes(self, way: int) -> list[tuple[Series, Point]]:
        """Shares that got better (1) or worse (-1) by more than chance, with the period before; the largest first."""
        found = [(s, s.points[-2]) for s in self.comparable if s.better and _way(s) == way * s.better]
        beyond = [pair for pair in found if not pair[0].by_chance(pair[1])]
        return sorted(beyond, key=lambda pair: -abs(pair[0].now.shown - pair[1].shown))

    @property
    def judged(self) -> list[Series]:
        """The measures whose latest period can be judged."""
        return [s for s in self.series if s.points and s.points[-1].label == s.label]

    @property
    def comparable(self) -> list[Series]:
        """The shares that can be compared with an earlier period."""
        return [s for s in self.judged if not s.measure.is_count and len(s.points) > 1]


def headlines(figures: Figures, periods: Periods, settings: Settings) -> tuple[Statement, ...]:
    """The headline findings: what got worse, what misses its target, what meets it, what got better, what is thin.

    Args:
        figures: All figures.
        periods: The periods of the report.
        settings: Targets and margins.

    Returns:
        Three to five statements in reading order, each one sentence with a full stop; fewer when next to nothing can be
        judged.
    """
    series = tuple(Series.of(measure, figures, periods, settings) for measure in SNAPSHOT)
    rags = tuple(rate(s.measure, s.figure, settings, periods.month) for s in series)
    board = Board(series, rags, periods)
    said = [statement for statement in (rule(board) for rule in HEADLINES) if statement is not None]
    more = [statement for statement in (rule(board) for rule in FILLERS) if statement is not None]
    return tuple([*said, *more][:MOST_HEADLINES])


def worse(board: Board) -> Statement | None:
    """The largest change for the worse that chance can't explain."""
    return _changed(board, -1, "largest change for the worse")


def red(board: Board) -> Statement | None:
    """What misses its target by more than the margin; of many, the share that is furthest off."""
    rated, missed = board.rated(Rag.GREEN, Rag.AMBER, Rag.RED), board.rated(Rag.RED)
    if not missed:
        return None
    inputs = (("red", len(missed)), ("rated", len(rated)))
    shares = [s for s in missed if not s.measure.is_count and s.points and s.points[-1].label == s.label]
    if len(missed) <= MOST_NAMED or not shares:
        return Statement("red", f"Red: {_names(missed)}.", inputs)
    worst = max(shares, key=lambda s: abs((s.now.target or 0) - s.now.shown))
    at = number(worst.measure, worst.now.shown)
    text = f"{len(missed)} of {len(rated)} rated measures are red; furthest off: {worst.measure.short}, at {at}."
    return Statement("red", text, (*inputs, (worst.measure.key, worst.now.shown), ("target", worst.now.target)))


def met(board: Board) -> Statement | None:
    """What meets its target."""
    rated, green = board.rated(Rag.GREEN, Rag.AMBER, Rag.RED), board.rated(Rag.GREEN)
    if not rated:
        return None
    inputs = (("green", len(green)), ("rated", len(rated)))
    if not green:
        return Statement("target met", "No measure meets its target.", inputs)
    many = f"Target met on {len(green)} of {len(rated)} rated measures."
    return Statement("target met", many if len(green) > MOST_NAMED else f"Target met: {_names(green)}.", inputs)


def better(board: Board) -> Statement | None:
    """The largest change for the better that chance can't explain."""
    return _changed(board, 1, "largest change for the better")


def thin(board: Board) -> Statement | None:
    """What rests on too few to judge a change."""
    found = [s for s in board.series if too_few(s)]
    if not found:
        return None
    inputs = tuple((s.measure.key, s.figure.base if s.figure else None) for s in found)
    if len(found) > MOST_NAMED:
        text = f"Too few to judge a change in {len(found)} of {len(board.series)} measures."
        return Statement("too few", text, (("too few", len(found)), ("measures", len(board.series)), *inputs))
    return Statement("too few", f"Too few to judge a change: {_names(found)}.", inputs)


HEADLINES = (worse, red, met, better, thin)
"""Each that holds speaks, in this order."""


def first_missed(board: Board) -> Statement | None:
    """What misses its target for the first time in fifteen months."""
    found = [s for s in board.judged if is_first_time(s) and s.now.met is False]
    if not found:
        return None
    text = f"Off target for the first time in 15 months: {_names(found)}."
    return Statement("target missed for the first time", text, _shown(found))


def no_change(board: Board) -> Statement | None:
    """Nothing got better, or nothing moved, by more than chance."""
    if not board.comparable or board.changes(1):
        return None
    verb = "improved" if board.changes(-1) else "moved"
    text = f"No measure {verb} by more than chance could explain."
    return Statement("no change beyond chance", text, _shown(board.comparable))


def to_date(board: Board) -> Statement | None:
    """The quarter is not complete."""
    if not board.periods.is_quarter_to_date:
        return None
    month, quarter = board.periods.month, board.periods.quarter
    held = month - quarter_months(quarter)[0] + 1
    months = f"{WORDS[held]} month{'' if held == 1 else 's'}"
    text = f"{quarter_label(quarter)} holds {months} so far, so its figures may still move."
    return Statement("quarter to date", text, (("months held", held),))


FILLERS = (first_missed, no_change, to_date)
"""Said after the rest, while there is room."""


def _way(series: Series) -> int:
    return series.step(series.points[-2], series.now)


def _changed(board: Board, way: int, rule: str) -> Statement | None:
    changes = board.changes(way)
    if not changes:
        return None
    series, before = changes[0]
    measure, verb = series.measure, "rose" if _way(series) > 0 else "fell"
    path = (
        f"from {number(measure, before.shown)} in {short_label(series, before)} to {number(measure, series.now.shown)}"
    )
    text = f"{capital(measure.short)} {verb} {path}, more than chance would explain."
    inputs = (
        (before.label, before.shown),
        (series.label, series.now.shown),
        ("95 % interval", series.interval(before)),
    )
    return Statement(rule, text, inputs)


def _names(found: Iterable[Series]) -> str:
    return listed([series.measure.short for series in found])


def _shown(found: Iterable[Series]) -> tuple[tuple[str, object], ...]:
    return tuple((series.measure.key, series.now.shown) for series in found)
