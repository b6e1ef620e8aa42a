"""What measuring a tracker gives: every figure of one report, and how far it can be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qa_workbook.measures.figures import Figures
    from qa_workbook.measures.periods import Periods
    from qa_workbook.settings import Settings

__all__ = ["Reconciliation", "Results"]


@dataclass(frozen=True)
class Reconciliation:
    """One sum that must come out (domain section 13).

    Args:
        name: What is compared: `bands = teams in scope`.
        holds: Whether it does; `None` when it could not be judged.
        words: The two sides with their numbers, for a person.
    """

    name: str
    holds: bool | None
    words: str


@dataclass(frozen=True)
class Results:
    """One report's worth of figures.

    Args:
        periods: Reporting month, as-at date and audit months.
        settings: The settings that held.
        figures: Every figure.
        unavailable: Why a measure or section is not there, by its key, as a plain sentence.
        audits_counted: Accepted core audits of the reporting month.
        rows_not_counted: Rows of the tracker of which some fact was left out.
        reconciliations: The sums that must come out.
    """

    periods: Periods
    settings: Settings
    figures: Figures
    unavailable: Mapping[str, str]
    audits_counted: int
    rows_not_counted: int
    reconciliations: tuple[Reconciliation, ...]
