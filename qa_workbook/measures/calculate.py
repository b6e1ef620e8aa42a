"""A tracker -> every figure of one report."""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING

import numpy as np

from qa_workbook.errors import UserError
from qa_workbook.measures.actions import action_figures
from qa_workbook.measures.audits import audit_figures
from qa_workbook.measures.available import left_out
from qa_workbook.measures.concerns import concern_figures
from qa_workbook.measures.figures import Figures
from qa_workbook.measures.moderation import moderation_figures
from qa_workbook.measures.periods import Periods, month_end, month_label, month_long, month_start
from qa_workbook.measures.reconcile import reconcile
from qa_workbook.measures.representation import representation_figures
from qa_workbook.measures.results import Results
from qa_workbook.measures.source import Source
from qa_workbook.measures.taking_part import taking_part_figures
from qa_workbook.measures.teams import team_figures

if TYPE_CHECKING:
    import datetime as dt

    from qa_workbook.intake.tracker import Tracker

__all__ = ["measure", "periods_of"]

CALCULATIONS = (
    audit_figures,
    action_figures,
    moderation_figures,
    representation_figures,
    taking_part_figures,
    team_figures,
    concern_figures,
)

_LONGEST_GAP = 12
"""The last audit month is a typing slip, not the month to report, when it is more than a year after the one before."""


def measure(tracker: Tracker, month: int | None = None, as_at: dt.date | None = None) -> Results:
    """Compute every figure of domain sections 4 and 6 to 11.

    Args:
        tracker: The tracker.
        month: Reporting month; `None` takes that of the settings, or else the last audit month with data.
        as_at: Day as at which actions and concerns are judged; `None` is the end of the reporting month.

    Returns:
        The figures with their periods, reconciliations and what is not available.

    Raises:
        UserError: No audits were asked for in the month, or none were accepted in any.
    """
    source = Source(tracker, periods_of(tracker, month, as_at))
    figures = Figures.of(chain.from_iterable(calculation(source) for calculation in CALCULATIONS))
    accepted = figures.get("audits_accepted", month_label(source.periods.month))
    return Results(
        source.periods,
        tracker.settings,
        figures,
        left_out(tracker),
        accepted.numerator or 0 if accepted else 0,
        len({(finding.sheet, finding.row) for finding in tracker.findings if finding.row and not finding.counted}),
        reconcile(source, figures),
    )


def periods_of(tracker: Tracker, month: int | None, as_at: dt.date | None) -> Periods:
    """The periods of a report on a tracker.

    Args:
        tracker: The tracker.
        month: Reporting month, or `None` as in `measure`.
        as_at: As in `measure`.

    Raises:
        UserError: As in `measure`.
    """
    audits, skipped = tracker.audits, tracker.settings.months_without_audits
    core = (audits["core"] & (audits["month"] >= 0)).to_numpy()
    asked = [int(m) for m in np.unique(audits["month"].to_numpy()[core]) if m not in skipped]
    accepted = np.unique(audits["month"].to_numpy()[core & (audits["outcome"] == "accepted").to_numpy()])
    wanted = month or tracker.settings.month or _last([int(m) for m in accepted if m in asked])
    if wanted is None or not asked:
        raise UserError(tracker.name, "no audit of the core service has been accepted in any month",
                        "See how outcome, month and service were read: qa-workbook check.")  # fmt: skip
    if wanted not in asked:
        raise UserError(tracker.name, f"no audits were asked for in {month_long(wanted)}",
                        f"Choose another month: the tracker has {_named(asked)}.")  # fmt: skip
    if as_at and as_at < month_start(wanted):
        raise UserError(
            f"{as_at:%d %B %Y}",
            f"this day is before {month_long(wanted)}, the month that is reported",
            "Choose a day in that month or after it.",
        )
    return Periods(wanted, as_at or month_end(wanted), tuple(m for m in asked if m <= wanted))


def _last(months: list[int]) -> int | None:
    """The last month, but none that stands alone more than a year after the one before."""
    for later, earlier in pairwise(reversed(months)):
        if later - earlier <= _LONGEST_GAP:
            return later
    return months[0] if months else None


def _named(months: list[int]) -> str:
    return f"{month_label(months[0])} to {month_label(months[-1])}"
