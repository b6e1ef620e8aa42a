"""What the blank tracker says of a cell when a person comes to it: one short prompt a column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_workbook.templates.demo_columns import Kind

if TYPE_CHECKING:
    from qa_workbook.templates.demo_columns import Column, Table

__all__ = ["prompt"]

_DATE = "A date, such as 31/10/2026."
_MONTH = "Any day of the month, such as 01/10/2026. It is shown as Oct 2026."
_LIST = "Choose from the list."

GUIDANCE = {
    ("audits", "Audit ID"): "Your own number for the audit, used once. Actions and concerns name it.",
    ("audits", "Audit month"): f"The month for which the audit was asked. {_MONTH}",
    ("audits", "Team"): "The child's team, written as on the Teams sheet, which the list shows.",
    ("audits", "Child reference"): "The number in your case system. Never a name: it stays in this workbook.",
    ("audits", "Age"): "The child's age in whole years when the case was audited.",
    ("audits", "Legal status"): "The one that fits best. Every audit has one.",
    ("audits", "Auditor"): "Written as on the Staff sheet, which the list shows.",
    ("audits", "Moderator"): "Written as on the Staff sheet, which the list shows.",
    ("audits", "Auditor's team"): "The auditor's own team, so that audits of one's own team can be told.",
    ("audits", "Date submitted"): f"When the auditor handed it in. {_DATE}",
    ("audits", "Auditor's rating"): "The auditor's own rating, before moderation.",
    ("audits", "Child's view"): "What the child thought of the service. Leave blank if nobody asked.",
    ("audits", "Parent or carer's view"): "What they thought of the service. Leave blank if nobody asked.",
    ("audits", "Notes"): "For the QA team. Notes are never copied into what is published.",
    ("actions", "Audit ID"): "The audit that agreed the action, as on the Audits sheet.",
    ("actions", "Action"): "What is to be done, in a sentence.",
    ("actions", "Date completed"): f"Leave blank until it is done. {_DATE}",
    ("actions", "Last manager update"): f"When the manager last said how it stands. {_DATE}",
    ("actions", "Service ended"): "Yes if the case closed before the action was done; it then counts neither way.",
    ("concerns", "Audit ID"): "The audit that found it, as on the Audits sheet.",
    ("concerns", "Last update"): f"When the head of service last said how it stands. {_DATE}",
    ("ambassadors", "Review"): "Your own number for the record that was read.",
    ("staff", "Name"): "Used once, and written here as on the Audits sheet.",
    ("teams", "Team"): "One row a team in scope. Audits should spell it the same way.",
    ("caseload", "Children open"): "Children with an open case at the end of the month.",
}
"""By table and heading; other columns say what their note or their kind says."""

OF_A_KIND = {Kind.DATE: _DATE, Kind.MONTH: _MONTH, Kind.NUMBER: "A number.", Kind.AGE: "A number of years."}


def prompt(table: Table, column: Column) -> str:
    """What to say of a cell.

    Args:
        table: The table.
        column: One of its columns.

    Returns:
        A sentence or two; empty where the heading says it all.
    """
    said = GUIDANCE.get((table.key, column.heading)) or column.note
    return said or (_LIST if column.choices else OF_A_KIND.get(column.kind, ""))
