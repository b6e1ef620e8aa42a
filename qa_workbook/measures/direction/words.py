"""The house style of a sentence: numbers, periods, ordinals, and what a statement is made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qa_workbook.measures.definitions import Measure
    from qa_workbook.measures.direction.series import Point, Series

__all__ = [
    "NO_BREAK_SPACE",
    "ORDINALS",
    "WORDS",
    "Statement",
    "capital",
    "evidence",
    "fifteen_months",
    "first_said",
    "listed",
    "number",
    "range_of",
    "short_label",
    "target_name",
    "up_or_down",
]

NO_BREAK_SPACE = "\u00a0"

ORDINALS = (
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth",
)  # fmt: skip

WORDS = ("none", "one", "two", "three", "four", "five", "six")
"""Small numbers in words."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that is said, and why.

    Args:
        rule: Name of the rule that says it.
        text: The words; a part of a sentence without a full stop, or a headline with one.
        inputs: What the rule looked at: name and value, in the order in which it did. Every number in the text is
            among the values.
    """

    rule: str
    text: str
    inputs: tuple[tuple[str, object], ...]


def first_said(rules: Iterable[Callable[[Series], Statement | None]], series: Series) -> Statement | None:
    """What the first of some rules that holds says; `None` when none does."""
    return next((said for said in (rule(series) for rule in rules) if said is not None), None)


def capital(text: str) -> str:
    """A text with its first letter large and the others as they are."""
    return text[:1].upper() + text[1:]


def number(measure: Measure, shown: float) -> str:
    """A number as a sentence shows it: `44 %` with a no-break space for a share, `44` for a count."""
    return f"{shown:g}" if measure.is_count else f"{shown:g}{NO_BREAK_SPACE}%"


def range_of(measure: Measure, points: Iterable[Point]) -> str:
    """The lowest and the highest number of some periods: `98 % to 100 %`, or one number when they are the same."""
    shown = [point.shown for point in points]
    low, high = number(measure, min(shown)), number(measure, max(shown))
    return low if low == high else f"{low} to {high}"


def short_label(series: Series, point: Point) -> str:
    """A period without its year where that is clear (under a year ago): `Q1`, `Jun`; else `Q2 21/22`, `Jul 21`."""
    year = 4 if series.is_quarterly else 12
    return point.label.split()[0] if series.now.period - point.period < year else point.label


def fifteen_months(series: Series) -> str:
    """What an unbroken claim over the whole series is said to span: `15 months`, or nothing when it is shorter.

    Only five whole quarters of figures are fifteen months (domain section 1); a series of months names its first one.
    """
    return "15 months" if series.full and series.is_quarterly else ""


def target_name(series: Series) -> str:
    """What a target is called: `target`, or for a count, whose table column may be far away, `the baseline of 45`."""
    target = series.now.target
    return f"the baseline of {target:g}" if series.measure.is_count and target is not None else "target"


def up_or_down(sign: int) -> str:
    """The word for a change."""
    return "up" if sign > 0 else "down"


def listed(words: list[str]) -> str:
    """Words in a row: `a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def evidence(series: Series, points: Iterable[Point]) -> tuple[tuple[str, object], ...]:
    """The inputs that periods give: the number as shown and, for a share, its counts."""
    held: list[tuple[str, object]] = []
    for point in points:
        held.append((point.label, point.shown))
        if not series.measure.is_count:
            held.append((f"{point.label}, counts", "{} of {}".format(*point.counts)))
    return tuple(held)
