"""Rules: which rows of a table count, each with the words that the Definitions page and the findings use.

A rule tests a whole frame at once and gives one truth value a row. Rules combine with `&`, so that a measure reads as
its definition does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from qa_workbook.intake.arrays import Truth

__all__ = ["Rule", "at_least", "is_false", "is_in", "is_true"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A test of every row of a table.

    Args:
        words: The rule in words, as a clause: `rated Good or Outstanding`.
        columns: The columns that it reads; without one of them it can't be judged.
        test: Takes the table's frame and gives one truth value a row, in row order.
    """

    words: str
    columns: frozenset[str]
    test: Callable[[pd.DataFrame], Truth]

    def __call__(self, frame: pd.DataFrame) -> Truth:
        """One truth value a row, in row order."""
        return self.test(frame)

    def __and__(self, other: Rule) -> Rule:
        words, columns = f"{self.words}, {other.words}", self.columns | other.columns
        return Rule(words, columns, lambda frame: self.test(frame) & other.test(frame))

    def __or__(self, other: Rule) -> Rule:
        words, columns = f"{self.words} or {other.words}", self.columns | other.columns
        return Rule(words, columns, lambda frame: self.test(frame) | other.test(frame))


def is_in(column: str, *values: str, among: tuple[str, ...], words: str) -> Rule:
    """Rows whose value in a categorical column is one of `values`.

    Args:
        column: The column.
        values: The values looked for.
        among: All values of the column in their order (`intake.vocabulary`): the codes that the column holds.
        words: The rule in words.
    """
    codes = [among.index(value) for value in values]

    def test(frame: pd.DataFrame) -> Truth:
        held: Any = frame[column].array
        found: Truth = held.codes == codes[0]
        for code in codes[1:]:
            found |= held.codes == code
        return found

    return Rule(words, frozenset({column}), test)


def is_true(column: str, words: str) -> Rule:
    """Rows in which a truth column holds."""
    return Rule(words, frozenset({column}), lambda frame: frame[column].to_numpy())


def is_false(column: str, words: str) -> Rule:
    """Rows in which a truth column does not hold."""
    return Rule(words, frozenset({column}), lambda frame: ~frame[column].to_numpy())


def at_least(column: str, least: float, words: str) -> Rule:
    """Rows whose number in a column is `least` or more; a blank is not."""
    return Rule(words, frozenset({column}), lambda frame: frame[column].to_numpy() >= least)
