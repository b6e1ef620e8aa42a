"""The direction of travel: statements by rules, made into a sentence or two (domain section 5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_workbook.measures.direction.caution import CAUTION, STOP
from qa_workbook.measures.direction.movement import MOVEMENT
from qa_workbook.measures.direction.pattern import PATTERN
from qa_workbook.measures.direction.series import Series
from qa_workbook.measures.direction.target import TARGET
from qa_workbook.measures.direction.words import Statement, capital, first_said

if TYPE_CHECKING:
    from qa_workbook.measures.definitions import Measure
    from qa_workbook.measures.figures import Figures
    from qa_workbook.measures.periods import Periods
    from qa_workbook.settings import Settings

__all__ = ["Direction", "direction"]


@dataclass(frozen=True, slots=True)
class Direction:
    """The direction of travel of a measure.

    Args:
        sentence: What a page shows: a sentence or two, with at most three numbers besides the names of periods.
        statements: What it is made of, in order, each with its rule and inputs: why it says so.
        notes: Cautions that hold for a whole page (the quarter is not complete), which a page says once and not in
            every row.
    """

    sentence: str
    statements: tuple[Statement, ...]
    notes: tuple[Statement, ...] = ()


def direction(
    measure: Measure,
    figures: Figures,
    periods: Periods,
    settings: Settings,
    *,
    group_by: str = "",
    group: str = "",
) -> Direction:
    """Say where a measure is going: movement, pattern, target, caution.

    Args:
        measure: The measure; its own period decides whether months or quarters are compared.
        figures: All figures: those of the fifteen months are looked up, and may be missing.
        periods: The periods of the report.
        settings: Targets and margins.
        group_by: What the group is of; empty for the whole service.
        group: The group; empty for the whole service.

    Returns:
        The sentence and what it rests on. Where nothing can be judged it says why.
    """
    series = Series.of(measure, figures, periods, settings, group_by=group_by, group=group)
    notes = (_quarter_to_date(series),) if series.is_quarterly and periods.is_quarter_to_date else ()
    stop = first_said(STOP, series)
    if stop is not None:
        return Direction(_sentence(stop.text), (stop,), notes)
    movement, pattern, target = (first_said(rules, series) for rules in (MOVEMENT, PATTERN, TARGET))
    said = [statement for statement in (movement, pattern, target) if statement is not None]
    cautions = [caution for caution in (rule(series, said) for rule in CAUTION) if caution is not None]
    return Direction(_compose(movement, pattern, target, cautions), (*said, *cautions), notes)


def _compose(
    movement: Statement | None, pattern: Statement | None, target: Statement | None, cautions: list[Statement]
) -> str:
    """Movement: pattern; target (cautions)."""
    parts = [": ".join(part.text for part in (movement, pattern) if part is not None)]
    if target is not None and target.text:
        parts.append(target.text)
    bracket = f" ({', '.join(caution.text for caution in cautions)})" if cautions else ""
    return _sentence("; ".join(parts) + bracket)


def _sentence(text: str) -> str:
    return f"{capital(text)}."


def _quarter_to_date(series: Series) -> Statement:
    return Statement("quarter to date", f"{series.label} is to date", ((series.label, "not complete"),))
