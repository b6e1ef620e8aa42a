"""The RAG rating of a figure: green, amber, red or not rated (domain section 4)."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from qa_workbook.measures.definitions import Better
from qa_workbook.settings import RAG_BASE

if TYPE_CHECKING:
    from qa_workbook.measures.definitions import Measure
    from qa_workbook.measures.figures import Figure
    from qa_workbook.settings import Settings

__all__ = ["Rag", "rate"]


class Rag(Enum):
    """The verdict on a figure; the value is the word that a page shows beside the colour."""

    GREEN = "Green"
    AMBER = "Amber"
    RED = "Red"
    NOT_RATED = "Not rated"


def rate(measure: Measure, figure: Figure | None, settings: Settings, month: int) -> Rag:
    """Rate a figure against the target of its own time.

    The number is judged as it is shown, a whole percentage or a count, so that the word never contradicts the page:
    9.46 % is shown as 9 % and meets a target of 9 %.

    Args:
        measure: What the figure is of. A measure that gets better in neither direction is not rated, even where
            someone has set a target: meeting it could not be told from missing it.
        figure: The figure; `None` when there is none. A count of one group is not rated: the target of a count is for
            the whole service.
        settings: Targets and margins.
        month: Month number of the last month of the figure's period.

    Returns:
        Green: the target is met. Amber: it is missed by no more than the margin (points for a share, per cent of the
        target for a count). Red: it is missed by more. Not rated: no target, no figure, or a base under `RAG_BASE`.
    """
    target = settings.target(measure.key, month)
    if target is None or figure is None or figure.shown is None or measure.better is Better.NEITHER:
        return Rag.NOT_RATED
    if figure.group_by if figure.base is None else figure.base < RAG_BASE:
        return Rag.NOT_RATED
    up = measure.better is Better.UP
    missed_by = target.value - figure.shown if up else figure.shown - target.value
    margin = settings.margin_up if up else settings.margin_down
    if figure.base is None:
        margin = target.value * settings.margin_count / 100
    if missed_by <= 0:
        return Rag.GREEN
    return Rag.AMBER if missed_by <= margin else Rag.RED
