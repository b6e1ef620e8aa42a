"""A measure's series over fifteen months, with what can and what cannot be compared in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_workbook.measures.definitions import Better, Per
from qa_workbook.measures.periods import (
    WINDOW_QUARTERS,
    month_label,
    quarter_label,
    quarter_months,
    quarter_number,
)
from qa_workbook.measures.rating import Rag, rate
from qa_workbook.measures.statistics import newcombe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa_workbook.measures.definitions import Measure
    from qa_workbook.measures.figures import Figure, Figures
    from qa_workbook.measures.periods import Periods
    from qa_workbook.settings import Settings

__all__ = ["JUDGED_BASE", "Gap", "Point", "Series"]

JUDGED_BASE = 10
"""A share with a smaller base bears no judgement on its movement (domain section 5)."""

STABLE_POINTS = 2
"""A share that changed by no more than so many points is stable (domain section 5)."""

STABLE_COUNT = 0.05
"""A count that changed by no more than this part of the earlier count, or by one, is stable.

Two points are about a twentieth of the shares that are reported; a count is given the same latitude.
"""


@dataclass(frozen=True, slots=True)
class Point:
    """One period of a series that can be judged.

    Args:
        period: Month number or quarter number.
        label: Label of the period.
        figure: The figure.
        shown: Its number as shown: whole percentage, or count.
        target: Value of the target of its own time; `None` without one.
        rag: Its rating by that target.
    """

    period: int
    label: str
    figure: Figure
    shown: int
    target: float | None
    rag: Rag

    @property
    def met(self) -> bool | None:
        """Whether the target was met; `None` when there was none."""
        return None if self.rag is Rag.NOT_RATED else self.rag is Rag.GREEN

    @property
    def counts(self) -> tuple[int, int]:
        """Numerator and base of a share."""
        return self.figure.numerator or 0, self.figure.base or 0


@dataclass(frozen=True, slots=True)
class Gap:
    """A period inside a series that can't be compared.

    Args:
        period: Month number or quarter number.
        label: Label of the period.
        reason: Why, with a place for the label: `{} skipped` (no audits were asked for), `no figure for {}`,
            `too few in {}`.
    """

    period: int
    label: str
    reason: str


@dataclass(frozen=True)
class Series:
    """A measure's fifteen months.

    Args:
        measure: The measure.
        label: Label of the latest period.
        figure: Figure of the latest period; `None` when there is none.
        points: The periods that can be judged, in order; the latest is among them only if it can be judged itself.
        gaps: The periods after the first point that can't be compared, in order.
        full: Whether the first point is the first period of the fifteen months.
    """

    measure: Measure
    label: str
    figure: Figure | None
    points: tuple[Point, ...]
    gaps: tuple[Gap, ...]
    full: bool

    @classmethod
    def of(
        cls,
        measure: Measure,
        figures: Figures,
        periods: Periods,
        settings: Settings,
        *,
        group_by: str = "",
        group: str = "",
    ) -> Series:
        """The series of a measure in its own period: months, or quarters of which the last may be to date.

        Args:
            measure: The measure.
            figures: All figures.
            periods: The periods of the report.
            settings: Targets and margins.
            group_by: What the group is of; empty for the whole service.
            group: The group; empty for the whole service.
        """
        points: list[Point] = []
        gaps: list[Gap] = []
        span = list(_span(measure, periods))
        for period, label, month, held in span:
            figure = figures.get(measure.key, label, group_by, group)
            reason = _unfit(figure) if held else "{} skipped"
            if figure is not None and figure.shown is not None and not reason:
                target, rag = settings.target(measure.key, month), rate(measure, figure, settings, month)
                value = None if target is None or rag is Rag.NOT_RATED else target.value
                points.append(Point(period, label, figure, figure.shown, value, rag))
            elif points:
                gaps.append(Gap(period, label, reason))
        _, label, _, _ = span[-1]
        reached = bool(points) and _reaches_back(points[0], span, periods)
        latest = figures.get(measure.key, label, group_by, group)
        return cls(measure, label, latest, tuple(points), tuple(gaps), full=reached)

    @property
    def now(self) -> Point:
        """The latest period."""
        return self.points[-1]

    @property
    def is_quarterly(self) -> bool:
        """Whether the periods are quarters."""
        return self.measure.per is Per.QUARTER

    @property
    def unit(self) -> str:
        """The word for one period."""
        return "quarter" if self.is_quarterly else "month"

    @property
    def better(self) -> int:
        """The sign of a change for the better; 0 when neither direction is better."""
        return {Better.UP: 1, Better.DOWN: -1, Better.NEITHER: 0}[self.measure.better]

    def step(self, earlier: Point, later: Point) -> int:
        """The direction of a change: 1 up, -1 down, 0 stable (`STABLE_POINTS`, `STABLE_COUNT`)."""
        change = later.shown - earlier.shown
        latitude = max(1, STABLE_COUNT * earlier.shown) if self.measure.is_count else STABLE_POINTS
        return 0 if abs(change) <= latitude else (1 if change > 0 else -1)

    def interval(self, earlier: Point) -> tuple[float, float] | None:
        """The 95 % interval of the change since an earlier period, in points; `None` for a count."""
        if self.measure.is_count:
            return None
        low, high = newcombe(*self.now.counts, *earlier.counts)
        return round(100 * low, 1), round(100 * high, 1)

    def by_chance(self, earlier: Point) -> bool:
        """Whether chance could explain the change since an earlier period; never said of a count."""
        if self.measure.is_count:
            return False
        low, high = newcombe(*self.now.counts, *earlier.counts)
        return low <= 0 <= high


def _span(measure: Measure, periods: Periods) -> Iterator[tuple[int, str, int, bool]]:
    """Every period of the fifteen months: number, label, last month that counts, whether audits were asked for."""
    first = periods.quarter - WINDOW_QUARTERS + 1
    if measure.per is Per.QUARTER:
        for quarter in range(first, periods.quarter + 1):
            last = min(quarter_months(quarter)[-1], periods.month)
            yield quarter, quarter_label(quarter), last, quarter in periods.quarters
    else:
        for month in range(quarter_months(first)[0], periods.month + 1):
            yield month, month_label(month), month, month in periods.window


def _unfit(figure: Figure | None) -> str:
    """Why a figure can't be compared; empty when it can."""
    if figure is None or figure.shown is None:
        return "no figure for {}"
    return "too few in {}" if figure.base is not None and figure.base < JUDGED_BASE else ""


def _reaches_back(point: Point, span: list[tuple[int, str, int, bool]], periods: Periods) -> bool:
    """Whether a point is the first audited period of the fifteen months, and that lies in their first quarter."""
    first = next((period, month) for period, _, month, held in span if held)
    in_first_quarter = quarter_number(first[1]) == periods.quarter - WINDOW_QUARTERS + 1
    return point.period == first[0] and in_first_quarter
