"""Words and numbers that every page writes alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from qa_workbook.measures.periods import month_long, quarter_label
from qa_workbook.report.model import Header, Number

T = TypeVar("T")

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_workbook.measures.definitions import Measure
    from qa_workbook.measures.figures import Figure
    from qa_workbook.measures.results import Results

__all__ = ["FAILED", "as_share", "counts", "header", "listed", "number", "padded", "plain_sentence", "written"]

FAILED = "Does not add up"
"""The first words of a note that a reconciliation has failed: they turn red."""


def as_share(figure: Figure | None) -> float | None:
    """The whole percentage of a figure as a fraction; `None` where there is nothing to show."""
    return None if figure is None or figure.percent is None else figure.percent / 100


def number(measure: Measure, figure: Figure | None) -> Number:
    """A figure as it is shown."""
    if not measure.is_count:
        return Number(as_share(figure), is_share=True)
    return Number(None if figure is None else figure.numerator)


def counts(figure: Figure | None) -> str:
    """The counts of a share: `7 of 35`; nothing for a count, whose number is the count."""
    if figure is None or figure.base is None or figure.numerator is None:
        return ""
    return f"{figure.numerator:,} of {figure.base:,}"


def written(measure: Measure, shown: float) -> str:
    """A number within a sentence: `44`, `20 %` with a space that does not break."""
    return f"{shown:,g}" if measure.is_count else f"{shown:g}\u00a0%"


def listed(words: Sequence[str]) -> str:
    """Words in a row: `a`, `a and b`, `a, b and c`; nothing for none."""
    return " and ".join([*filter(None, [", ".join(words[:-1])]), *words[-1:]])


def padded(items: Sequence[T], slots: int, empty: T) -> tuple[T, ...]:
    """The last of some items in a fixed number of slots, the first of which are empty where there are too few.

    A chart or a trend keeps its shape from month to month so, and the latest period is always at its right.
    """
    return (*[empty] * (slots - len(items)), *items[-slots:])


def plain_sentence(text: str) -> str:
    """A text with a capital at its beginning and a full stop at its end."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def header(results: Results, title: str) -> Header:
    """The band at the top of a page."""
    periods = results.periods
    quarter = quarter_label(periods.quarter) + (" to date" if periods.is_quarter_to_date else "")
    as_at = f"as at {periods.as_at.day} {periods.as_at:%B %Y}"
    return Header(title, f"{month_long(periods.month)} · {quarter}", as_at)
