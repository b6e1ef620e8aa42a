"""What a tracker allows: which measures and sections are left out for want of a table or a column, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_workbook.intake.columns import TABLES
from qa_workbook.measures.definitions import AUDIT_MEASURES

if TYPE_CHECKING:
    from qa_workbook.intake.tracker import Tracker
    from qa_workbook.measures.definitions import Measure

__all__ = ["can_measure", "left_out"]


def can_measure(tracker: Tracker, measure: Measure) -> bool:
    """Whether the audit log has every column that a measure of audits reads."""
    return all(tracker.has("audits", column) for column in measure.columns)


def left_out(tracker: Tracker) -> dict[str, str]:
    """Why a measure or section is not there.

    Args:
        tracker: The tracker.

    Returns:
        A clause or sentence by key of the measure, the table or the grouping; empty when everything is there.
    """
    return {**_measures(tracker), **_tables(tracker), **_actions(tracker)}


def _measures(tracker: Tracker) -> dict[str, str]:
    left = [measure for measure in AUDIT_MEASURES if not can_measure(tracker, measure)]
    found = {measure.key: f"the audit log has no column for {_missing(tracker, measure)}" for measure in left}
    if not tracker.has("audits", "legal_status"):
        found["legal status"] = "The audit log has no column for the legal status, so its figures are left out."
    return found


def _missing(tracker: Tracker, measure: Measure) -> str:
    lacking = sorted(column for column in measure.columns if not tracker.has("audits", column))
    return " or ".join(column.removeprefix("area: ").replace("_", " ") for column in lacking)


def _tables(tracker: Tracker) -> dict[str, str]:
    return {
        table.key: f"No table of {table.title.lower()} was found; this leaves out {table.without}."
        for table in TABLES
        if table.without and not tracker.has(table.key)
    }


def _actions(tracker: Tracker) -> dict[str, str]:
    if not tracker.has("actions"):
        return {"actions_on_time": "the tracker has no table of actions"}
    if tracker.has("audits", "audit_id"):
        return {}
    return {
        "actions_on_time": "the audit log has no column for the audit id, to which an action belongs",
        "actions": "The audit log has no column for the audit id, so the measures of actions are left out.",
    }
