"""Representation: the funnel of the month, the pool of staff, the share of children that audits reach (section 9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qa_workbook.intake.vocabulary import OUTCOMES
from qa_workbook.measures.counting import share
from qa_workbook.measures.periods import month_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa_workbook.measures.figures import Figure
    from qa_workbook.measures.source import Source

__all__ = ["representation_figures"]

_YEAR = 12


def representation_figures(source: Source) -> Iterator[Figure]:
    """Funnel, staff, twelve audit months and the share of children open.

    Args:
        source: The tracker with its periods.
    """
    yield from _funnel(source)
    yield from _staff(source)
    yield from _year(source)


def _funnel(source: Source) -> Iterator[Figure]:
    period = month_label(source.periods.month)
    outcomes = source.core["outcome"].cat.codes.to_numpy()[source.core["month"].to_numpy() == source.periods.month]
    count = {name: int((outcomes == code).sum()) for code, name in enumerate(OUTCOMES)}
    steps = {
        "asked for": len(outcomes),
        "exempt": count["exempt"],
        "not submitted": count["not submitted"],
        "in progress": count["in progress"],
        "outcome not read": int((outcomes < 0).sum()),
        "submitted": count["below standard"] + count["accepted"],
        "below standard": count["below standard"],
        "accepted": count["accepted"],
    }
    for step, number in steps.items():
        yield share("funnel", period, number, None, "step", step)


def _staff(source: Source) -> Iterator[Figure]:
    if not source.has("staff"):
        return
    staff = source.tracker.frames["staff"]
    auditor, moderator = (staff["role"] == "auditor").to_numpy(), (staff["role"] == "moderator").to_numpy()
    exempt, bi_monthly = staff["exempt"].to_numpy(), (staff["frequency"] == "bi-monthly").to_numpy()
    steps = {
        "pool": auditor | moderator,
        "auditors": auditor,
        "moderators": moderator,
        "auditors exempt": auditor & exempt,
        "auditors bi-monthly": auditor & bi_monthly & ~exempt,
        "moderators exempt": moderator & exempt,
    }
    period = month_label(source.periods.month)
    for step, truth in steps.items():
        yield share("staff", period, int(truth.sum()), None, "step", step)
    if source.has("staff", "capacity"):
        capacity = np.nan_to_num(staff["capacity"].to_numpy()[moderator & ~exempt]).sum()
        yield share("staff", period, int(capacity), None, "step", "capacity to moderate")


def _year(source: Source) -> Iterator[Figure]:
    """Sum and mean of the last twelve audit months, as shares of children open, and what the stretch would give."""
    period, months = month_label(source.periods.month), source.periods.last(_YEAR)
    accepted = int((source.accepted & np.isin(source.core["month"].to_numpy(), months)).sum())
    stretch = source.settings.stretch_per_team * len(source.teams)
    yield share("audits_accepted_12_months", period, accepted, None)
    yield share("audits_accepted_mean_12_months", period, accepted, len(months))
    if stretch:
        yield share("audits_stretch", period, stretch, None)
    children = _children_open(source)
    if children:
        yield share("share_of_children_open", period, accepted, children)
        if stretch:
            yield share("stretch_share_of_children_open", period, stretch * _YEAR, children)


def _children_open(source: Source) -> int | None:
    """Children open in the reporting month."""
    if not source.has("caseload"):
        return None
    caseload = source.tracker.frames["caseload"]
    held = caseload.loc[(caseload["month"] == source.periods.month).to_numpy(), "children_open"].dropna()
    return int(held.iloc[-1]) if len(held) else None
