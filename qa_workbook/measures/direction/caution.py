"""Rules of caution: what can't be judged at all, and what a reader must know to read the sentence rightly."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from qa_workbook.measures.direction.series import JUDGED_BASE
from qa_workbook.measures.direction.words import Statement, listed
from qa_workbook.settings import RAG_BASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qa_workbook.measures.direction.series import Point, Series

__all__ = ["CAUTION", "STOP"]

MOST_NAMED = 2
"""More skipped periods than these are not named one by one."""


def not_available(series: Series) -> Statement | None:
    """The latest period has no figure, or nothing to count."""
    figure = series.figure
    if figure is not None and figure.shown is not None:
        return None
    why = "no figure for" if figure is None else "nothing to count in"
    base = None if figure is None else figure.base
    return Statement("not available", f"not available: {why} {series.label}", ((series.label, None), ("base", base)))


def too_few(series: Series) -> Statement | None:
    """The latest base is under 10: nothing else is said. From 5 on it is rated, so that only a change is too much."""
    figure = series.figure
    if figure is None or figure.base is None or figure.numerator is None or figure.base >= JUDGED_BASE:
        return None
    what = "" if figure.base < RAG_BASE else " a change"
    inputs = (("numerator", figure.numerator), ("base", figure.base))
    return Statement("too few", f"{figure.numerator} of {figure.base}: too few to judge{what}", inputs)


STOP = (not_available, too_few)
"""The first that holds is all that is said."""


def skipped(series: Series, said: Sequence[Statement]) -> Statement | None:
    """Periods that can't be compared, when they lie between periods that have been spoken of."""
    first = _earliest(series, said).period
    gaps = [gap for gap in series.gaps if gap.period > first]
    if not gaps:
        return None
    inputs = tuple((gap.label, gap.reason) for gap in gaps)
    if len(gaps) > MOST_NAMED:
        return Statement("skipped", f"some {series.unit}s left out", inputs)
    reasons = dict.fromkeys(gap.reason for gap in gaps)
    texts = [why.format(listed([gap.label for gap in gaps if gap.reason == why])) for why in reasons]
    return Statement("skipped", ", ".join(texts), inputs)


def target_changed(series: Series, said: Sequence[Statement]) -> Statement | None:
    """The target changed between the periods that have been spoken of."""
    first = _earliest(series, said).period
    pairs = [pair for pair in pairwise(series.points) if pair[0].period >= first]
    changed = [pair for pair in pairs if pair[0].target != pair[1].target]
    if not changed:
        return None
    word = "target set" if series.points[0].target is None else "target changed"
    inputs = dict.fromkeys((f"target in {point.label}", point.target) for pair in changed for point in pair)
    return Statement("target changed", f"{word} in {changed[-1][1].label}", tuple(inputs))


CAUTION = (skipped, target_changed)
"""Each that holds speaks."""


def _earliest(series: Series, said: Iterable[Statement]) -> Point:
    """The earliest period that statements rest on."""
    names = {name for statement in said for name, _ in statement.inputs}
    return next(point for point in series.points if point.label in names)
