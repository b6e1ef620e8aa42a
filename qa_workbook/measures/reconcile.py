"""Reconciliation: sums that must come out, shown on the dashboard; a failure shouts (domain section 13)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_workbook.measures.definitions import RATING_BANDS
from qa_workbook.measures.periods import month_label, quarter_label
from qa_workbook.measures.results import Reconciliation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa_workbook.measures.figures import Figure, Figures
    from qa_workbook.measures.source import Source

__all__ = ["reconcile"]


def reconcile(source: Source, figures: Figures) -> tuple[Reconciliation, ...]:
    """Every reconciliation that the tracker allows, in reporting order.

    Args:
        source: The tracker with its periods.
        figures: All figures.
    """
    return tuple(found for part in (_funnel, _ratings, _groups, _teams, _concerns) for found in part(source, figures))


def _equal(name: str, left: int, right: int) -> Reconciliation:
    return Reconciliation(name, left == right, f"{left} and {right}")


def _funnel(source: Source, figures: Figures) -> Iterator[Reconciliation]:
    period = month_label(source.periods.month)
    step = {f.group: f.numerator or 0 for f in figures if f.measure == "funnel" and f.period == period}
    parts = ("exempt", "not submitted", "in progress", "outcome not read", "submitted")
    yield _equal("audits asked for = every outcome together", step["asked for"], sum(step[part] for part in parts))
    yield _equal("submitted = below standard + accepted", step["submitted"], step["below standard"] + step["accepted"])
    accepted = figures.get("audits_accepted", period)
    yield _equal(
        "accepted in the funnel = accepted on the Snapshot", step["accepted"], _count(accepted and accepted.numerator)
    )


def _ratings(source: Source, figures: Figures) -> Iterator[Reconciliation]:
    """The five bands of ratings share out all rated audits, in every quarter together."""
    quarters = [quarter_label(quarter) for quarter in source.periods.quarters]
    bands = sum(_total(figures.series(measure, quarters)) for measure in RATING_BANDS)
    rated = sum(_count(figure.base) for figure in figures.series("good_or_better", quarters))
    yield _equal("ratings shared out = audits rated", bands, rated)


def _groups(source: Source, figures: Figures) -> Iterator[Reconciliation]:
    """Rated audits by legal status add up to all; those without a status have their findings."""
    quarters = [quarter_label(quarter) for quarter in source.periods.quarters]
    groups = figures.groups("good_or_better", "legal status")
    if groups:
        of_groups = sum(
            _count(f.base) for g in groups for f in figures.series("good_or_better", quarters, "legal status", g)
        )
        rated = sum(_count(figure.base) for figure in figures.series("good_or_better", quarters))
        yield _equal("rated by legal status = audits rated", of_groups, rated)


def _teams(source: Source, figures: Figures) -> Iterator[Reconciliation]:
    bands = [figure for figure in figures if figure.measure == "team_band"]
    if bands:
        yield _equal("teams in bands = teams in scope", _total(bands), len(source.teams))


def _concerns(source: Source, _: Figures) -> Iterator[Reconciliation]:
    """Every Inadequate audit of the window has a case of concern (domain section 11)."""
    if not (source.has("concerns", "audit_id") and source.has("audits", "audit_id")):
        return
    core = source.core
    inside = source.accepted & core["month"].isin(source.periods.window).to_numpy()
    inadequate = core.loc[inside & (core["final_rating"] == "Inadequate").to_numpy(), "audit_id"].dropna()
    raised = {i.casefold() for i in source.tracker.frames["concerns"]["audit_id"].dropna()}
    matched = sum(i.casefold() in raised for i in inadequate)
    yield _equal("Inadequate audits with a case of concern = Inadequate audits", matched, len(inadequate))


def _total(figures: Iterable[Figure]) -> int:
    return sum(_count(figure.numerator) for figure in figures)


def _count(number: int | None) -> int:
    return number or 0
