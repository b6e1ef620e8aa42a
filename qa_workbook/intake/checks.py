"""What can be read but does not fit: every check is one declaration, with the words and the cure that a person gets."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qa_workbook.intake.findings import Finding
from qa_workbook.intake.text import plain

if TYPE_CHECKING:
    import pandas as pd

    from qa_workbook.intake.arrays import Truth

__all__ = ["CHECKS", "Check", "check"]

_YEAR = 12

Frames = Mapping[str, "pd.DataFrame"]
Places = Mapping[tuple[str, str, str], int]


@dataclass(frozen=True)
class Check:
    """One check.

    Args:
        table: The table whose rows it looks at.
        column: The column whose cell it names.
        where: Takes the frames and tells for each row of the table whether the check is broken.
        requirement: What is wrong then, as a clause.
        cure: What to do.
        needs: Other columns or tables (`teams.team`) without which it can't be judged.
        counted: Whether the row still counts in full.
    """

    table: str
    column: str
    where: Callable[[Frames], Truth]
    requirement: str
    cure: str
    needs: tuple[str, ...] = ()
    counted: bool = False


def check(frames: Frames, found: Mapping[str, frozenset[str]], places: Places, known: list[Finding]) -> list[Finding]:
    """Check the frames of a tracker, each by itself and against each other.

    Args:
        frames: Canonical frames by table.
        found: Columns that the workbook really has, by table.
        places: Column number of each heading of theirs, by table, key of our column and sheet.
        known: Findings there already: a cell that could not be read is not found again for being blank.

    Returns:
        The findings, in the order of `CHECKS` and then of the rows.
    """
    taken = {(finding.sheet, finding.row, finding.column) for finding in known}
    judged = [
        c for c in CHECKS if c.table in frames and all(_has(need, c.table, found) for need in (c.column, *c.needs))
    ]
    findings = (finding for c in judged for finding in _broken(c, frames, places))
    return [finding for finding in findings if (finding.sheet, finding.row, finding.column) not in taken]


def _has(need: str, table: str, found: Mapping[str, frozenset[str]]) -> bool:
    other, _, column = need.rpartition(".")
    return column in found.get(other or table, frozenset())


def _broken(c: Check, frames: Frames, places: Places) -> list[Finding]:
    frame = frames[c.table]
    hits = np.flatnonzero(np.asarray(c.where(frames), bool))
    if not len(hits):
        return []
    cells = zip(frame["sheet"].iloc[hits], frame["row"].iloc[hits], frame[c.column].iloc[hits], strict=True)
    return [
        Finding(
            sheet, int(row), places.get((c.table, c.column, sheet), -1), _text(value), c.requirement, c.cure, c.counted
        )
        for sheet, row, value in cells
    ]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _accepted_without(column: str) -> Callable[[Frames], Truth]:
    return lambda frames: _accepted(frames) & frames["audits"][column].isna().to_numpy()


def _accepted(frames: Frames) -> Truth:
    audits = frames["audits"]
    return (audits["core"] & (audits["outcome"] == "accepted")).to_numpy()


def _repeated(table: str, column: str) -> Callable[[Frames], Truth]:
    def where(frames: Frames) -> Truth:
        held = frames[table][column]
        return (held.notna() & held.duplicated()).to_numpy()

    return where


def _not_among(
    table: str, column: str, other: str, key: str, form: Callable[[str], str] = str.casefold
) -> Callable[[Frames], Truth]:
    """Values that stand nowhere in a column of another table, compared in a form: ids as such, names in plain form."""

    def where(frames: Frames) -> Truth:
        names = frames[table][column]
        known = {form(name) for name in frames[other][key].dropna()}
        unknown = {name for name in names.dropna().unique() if form(name) not in known}
        return names.isin(unknown).to_numpy()

    return where


def _before(table: str, column: str, earlier: str) -> Callable[[Frames], Truth]:
    return lambda frames: (frames[table][column] < frames[table][earlier]).to_numpy()


def _month_alone(frames: Frames) -> Truth:
    months = frames["audits"]["month"].to_numpy()
    held = np.unique(months[months >= 0])
    far = np.diff(held) > _YEAR
    alone = held[np.append(True, far) & np.append(far, True)] if len(far) else []
    found: Truth = np.isin(months, alone)
    return found


def _core_team_unknown(frames: Frames) -> Truth:
    return frames["audits"]["core"].to_numpy() & _not_among("audits", "team", "teams", "team", plain)(frames)


def _low_but_not_ri(frames: Frames) -> Truth:
    audits = frames["audits"]
    return (
        audits["ri_low"] & audits["final_rating"].notna() & (audits["final_rating"] != "Requires improvement")
    ).to_numpy()


def _resolved_unassured(frames: Frames) -> Truth:
    concerns = frames["concerns"]
    return (concerns["resolved"].notna() & ~(concerns["child_safe"] & concerns["plan_established"])).to_numpy()


def _blank(table: str, column: str) -> Callable[[Frames], Truth]:
    return lambda frames: frames[table][column].isna().to_numpy()


_RATING = "Fill in the final rating, or change the outcome."
CHECKS = (
    Check("audits", "month", lambda frames: (frames["audits"]["month"] < 0).to_numpy(),
          "the month is missing, so this audit is not counted", "Fill in the month of the audit."),
    Check("audits", "month", _month_alone,
          "no other audit is within a year of this month, so it may be a typing slip", "Check the month.",
          counted=True),
    Check("audits", "outcome", _blank("audits", "outcome"),
          "the outcome is missing, so this audit counts as asked for and nothing more", "Fill in the outcome."),
    Check("audits", "final_rating", _accepted_without("final_rating"),
          "an accepted audit without a final rating is not counted among the rated", _RATING),
    Check("audits", "legal_status", _accepted_without("legal_status"),
          "an accepted audit without a legal status is missing from the figures by legal status",
          "Fill in the legal status."),
    Check("audits", "team", _accepted_without("team"),
          "an accepted audit without a team is missing from the figures of teams", "Fill in the team."),
    Check("audits", "team", _core_team_unknown,
          "this team is not in the list of teams, so the audit is missing from the figures of teams",
          "Correct the name, or add the team to the list.", needs=("teams.team",)),
    Check("audits", "audit_id", _repeated("audits", "audit_id"),
          "this audit id stands in more than one row, and every row is counted",
          "Delete the row that is wrong, or correct its id."),
    Check("audits", "ri_low", _low_but_not_ri,
          "only an audit rated Requires improvement can be at its lower end, so the mark is not used",
          "Correct the rating or the mark.", needs=("final_rating",), counted=True),
    Check("actions", "audit_id", _not_among("actions", "audit_id", "audits", "audit_id"),
          "no audit has this id, so the action is not counted", "Correct the id.", needs=("audits.audit_id",)),
    Check("actions", "audit_id", _blank("actions", "audit_id"),
          "the audit's id is missing, so the action is not counted", "Fill in the id of the audit."),
    Check("actions", "due", _blank("actions", "due"),
          "an action without a due date can be neither on time nor late, so it is not counted among those on time",
          "Fill in the due date."),
    Check("actions", "kind", _blank("actions", "kind"),
          "an action without a kind is missing from the figures by kind", "Fill in the kind of action."),
    Check("actions", "completed", _before("actions", "completed", "agreed"),
          "the action was completed before it was agreed", "Check the two dates.", needs=("agreed",), counted=True),
    Check("concerns", "audit_id", _not_among("concerns", "audit_id", "audits", "audit_id"),
          "no audit has this id, so the concern can't be matched to one", "Correct the id.", needs=("audits.audit_id",),
          counted=True),
    Check("concerns", "raised", _blank("concerns", "raised"),
          "the date on which the concern was raised is missing, so the concern is not counted", "Fill in the date."),
    Check("concerns", "resolved", _resolved_unassured,
          "a concern is resolved once the child is safe and a plan is in place, so this one counts as open",
          "Fill in both assurances, or clear the date.", needs=("child_safe", "plan_established")),
    Check("staff", "role", _blank("staff", "role"),
          "a member of staff without a role is not in the pool", "Fill in Auditor or Moderator."),
    Check("caseload", "children_open", _blank("caseload", "children_open"),
          "the number of children open is missing", "Fill in the number."),
)  # fmt: skip
"""All checks, in the order in which their findings are listed."""
