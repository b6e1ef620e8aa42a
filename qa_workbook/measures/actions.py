"""Actions: their state as at a day, and what follows from it (domain section 11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qa_workbook.intake.arrays import categorical
from qa_workbook.intake.vocabulary import ACTION_KINDS, ACTION_STATES
from qa_workbook.measures.counting import by_month, share
from qa_workbook.measures.definitions import ACTIONS_ON_TIME
from qa_workbook.measures.periods import month_label, month_start, span_label

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    import pandas as pd

    from qa_workbook.intake.arrays import Array
    from qa_workbook.measures.figures import Figure
    from qa_workbook.measures.periods import Periods
    from qa_workbook.measures.source import Source

__all__ = ["action_figures", "states"]

UNKNOWN = -1
_OUTSTANDING = ("no update", "overdue")
_RECENT, _HALF_YEAR = 3, 6


def states(actions: pd.DataFrame, as_at: dt.date | Array, *, updates_recorded: bool = True) -> Array:
    """The state of every action as at a day.

    Args:
        actions: The actions.
        as_at: The day, or a day a row; what happened after it is not known yet.
        updates_recorded: Whether the tracker records managers' updates; without them no action is *no update*.

    Returns:
        Position in `ACTION_STATES` a row; -1 where it would take a due date to tell and there is none.
    """
    day = np.asarray(as_at, "datetime64[D]")
    due, completed, updated = (
        actions[key].to_numpy().astype("datetime64[D]") for key in ("due", "completed", "last_update")
    )
    done = completed <= day
    no_update = ~(updated <= day) if updates_recorded else np.zeros(len(actions), bool)
    tests = [done & (completed <= due), done & (completed > due), ~done & actions["service_ended"].to_numpy(),
             ~done & no_update, ~done & (due >= day), ~done & (due < day)]  # fmt: skip
    return np.select(tests, range(len(ACTION_STATES)), UNKNOWN)


def action_figures(source: Source) -> Iterator[Figure]:
    """The figures of actions; none without a table of actions and the ids of the audits to which they belong.

    Args:
        source: The tracker with its periods.
    """
    if not (source.has("actions") and source.has("audits", "audit_id")):
        return
    actions = source.actions
    yield from _on_time(source, actions)
    if source.has("actions", "kind"):
        state = states(actions, source.periods.as_at, updates_recorded=source.has("actions", "last_update"))
        yield from _by_state(source, actions, state)
        yield from _completed(source, actions)


def _on_time(source: Source, actions: pd.DataFrame) -> Iterator[Figure]:
    """Actions of the previous audit month's audits, as each month stood at its own end (domain section 4).

    One without a due date can be neither on time nor late: it is aside, and that is said.
    """
    held = actions[actions["due"].notna().to_numpy()]
    judged, as_at = _judged(source.periods, held["month"].to_numpy())
    held = held.assign(state=categorical(states(held, as_at), ACTION_STATES))
    base = ACTIONS_ON_TIME.among(held)
    months = [month for month in source.months if source.periods.previous(month) is not None]
    yield from by_month(judged, months).figures(ACTIONS_ON_TIME, ACTIONS_ON_TIME.counts(held) & base, base)


def _judged(periods: Periods, months: Array) -> tuple[Array, Array]:
    """The month that judges an action, the audit month after its audit's, and the day as at which it does.

    Returns:
        A month number a row, -1 where no audit month follows yet, and a day a row.
    """
    audit_months = np.array([*periods.audit_months, -1])
    days = np.array([*(periods.as_at_of(month) for month in periods.audit_months), periods.as_at], "datetime64[D]")
    at = np.searchsorted(audit_months[:-1], months).clip(max=len(audit_months) - 2)
    after = np.where(audit_months[at] == months, at + 1, -1)
    return audit_months[after], days[after]


def _by_state(source: Source, actions: pd.DataFrame, state: Array) -> Iterator[Figure]:
    recent = source.periods.last(_RECENT)
    months, kinds = actions["month"].to_numpy(), actions["kind"].array.codes
    label, now = span_label(recent[0], recent[-1]), month_label(source.periods.month)
    for code, kind in enumerate(ACTION_KINDS):
        of_kind = (kinds == code) & (state != UNKNOWN)
        counts = np.bincount(state[of_kind & np.isin(months, recent)], minlength=len(ACTION_STATES)).tolist()
        for name, count in zip(ACTION_STATES, counts, strict=True):
            yield share("actions", label, count, sum(counts), f"{kind} state", name)
        older = of_kind & (months >= 0) & (months < recent[0])
        left = np.isin(state[older], [ACTION_STATES.index(name) for name in _OUTSTANDING])
        yield share("actions_outstanding_older", now, int(left.sum()), None, "kind", kind)


def _completed(source: Source, actions: pd.DataFrame) -> Iterator[Figure]:
    """Actions completed, and children whose plan changed, in the span of the last six audit months."""
    span = source.periods.last(_HALF_YEAR)
    first, last = np.datetime64(month_start(span[0]), "D"), np.datetime64(source.periods.end, "D")
    completed = actions["completed"].to_numpy().astype("datetime64[D]")
    done = (completed >= first) & (completed <= last)
    label, kinds = span_label(span[0], span[-1]), actions["kind"].array.codes
    for code, kind in enumerate(ACTION_KINDS):
        count = int((done & (kinds == code)).sum())
        yield share("actions_completed_6_months", label, count, None, "kind", kind)
    if source.has("audits", "child_ref"):
        children = actions["child_ref"][done & (kinds == ACTION_KINDS.index("care planning"))].dropna().nunique()
        yield share("children_plan_changed_6_months", label, int(children), None)
