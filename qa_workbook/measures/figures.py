"""A figure is the atom of everything: one measure, for one group, in one period, with its counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

__all__ = ["Figure", "Figures", "percent"]


def percent(numerator: int, base: int) -> int:
    """A share as a whole percentage, rounded half up as Excel does (domain section 1), in exact arithmetic.

    Args:
        numerator: Count, 0 or more.
        base: Count, 1 or more.

    Returns:
        Whole percentage: 1 of 8 (12.5 %) is 13.
    """
    return (200 * numerator + base) // (2 * base)


class Figure(NamedTuple):
    """One figure.

    Args:
        measure: Key of the measure (`measures.definitions`).
        group_by: What the group is of (`legal status`, `team` …); empty for the whole service.
        group: The group; empty for the whole service.
        period: Label of the period (`Jul 22`, `Q2 22/23`, `May 22 to Jul 22`).
        numerator: What was counted; `None` for a statistic that is no count (kappa).
        base: The denominator; `None` for a plain count.
        value: Full precision: `numerator / base`; `None` for a plain count and for a share with base 0.
    """

    measure: str
    group_by: str
    group: str
    period: str
    numerator: int | None
    base: int | None
    value: float | None

    @property
    def percent(self) -> int | None:
        """The share as shown: a whole percentage, half up; `None` for a count or a base of 0."""
        return percent(self.numerator, self.base) if self.base and self.numerator is not None else None

    @property
    def shown(self) -> int | None:
        """The number as shown and judged: the whole percentage of a share, the count of a count."""
        return self.numerator if self.base is None else self.percent


@dataclass(frozen=True)
class Figures:
    """All figures of one report; one definition, one number everywhere."""

    by_key: dict[tuple[str, str, str, str], Figure]

    @classmethod
    def of(cls, figures: Iterable[Figure]) -> Figures:
        """Collect figures.

        Raises:
            ValueError: Two figures have the same measure, group and period: a mistake in a calculation.
        """
        by_key: dict[tuple[str, str, str, str], Figure] = {}
        for figure in figures:
            if by_key.setdefault(figure[:4], figure) is not figure:
                raise ValueError(f"two figures for {figure[:4]}")
        return cls(by_key)

    def __iter__(self) -> Iterator[Figure]:
        return iter(self.by_key.values())

    def __len__(self) -> int:
        return len(self.by_key)

    def get(self, measure: str, period: str, group_by: str = "", group: str = "") -> Figure | None:
        """One figure; `None` when the measure was not computed for that group and period."""
        return self.by_key.get((measure, group_by, group, period))

    def series(self, measure: str, periods: Iterable[str], group_by: str = "", group: str = "") -> list[Figure]:
        """A measure over periods, in the order given, without the periods that it has no figure for."""
        found = (self.get(measure, period, group_by, group) for period in periods)
        return [figure for figure in found if figure is not None]

    def groups(self, measure: str, group_by: str) -> list[str]:
        """The groups that a measure was computed for, in order of calculation."""
        return list(dict.fromkeys(f.group for f in self if f.measure == measure and f.group_by == group_by))

    def frame(self) -> pd.DataFrame:
        """The tidy frame: a row a figure; numerator and base as nullable integers, value as a nullable fraction."""
        import pandas as pd  # noqa: PLC0415 - the figures are used without pandas by the report

        frame = pd.DataFrame(list(self), columns=list(Figure._fields))
        return frame.astype({"numerator": "Int64", "base": "Int64", "value": "Float64"})
