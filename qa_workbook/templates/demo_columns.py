"""Every table of the demo tracker, declared once: its sheet, its columns, what may be entered and what is noted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from qa_workbook.intake.vocabulary import LEGAL_STATUSES
from qa_workbook.settings import DEFAULT_PRACTICE_AREAS, Settings
from qa_workbook.templates.demo_words import CHILD_REASONS, QUESTIONS

__all__ = ["CHOICES", "TABLES", "Cell", "Column", "Kind", "Row", "Table"]

Cell = str | int | dt.date | None
Row = dict[str, Cell]
"""A row of a table by heading; a blank cell is `None`."""


class Kind(Enum):
    """How a column is written and checked."""

    TEXT = "text"
    NUMBER = "number"
    AGE = "age"
    DATE = "date"
    MONTH = "month"


CHOICES: dict[str, tuple[str, ...]] = {
    "Services": Settings().services,
    "Legal statuses": LEGAL_STATUSES,
    "Outcomes": ("Accepted", "Below standard", "Not submitted", "Exempt", "In progress"),
    "Ratings": ("Outstanding", "Good", "Requires improvement", "Inadequate", "N/A"),
    "Answers": ("Yes", "No", "N/A"),
    "Yes or no": ("Yes", "No"),
    "Reasons": CHILD_REASONS,
    "Views": ("Positive", "Mixed", "Negative"),
    "Kinds of action": ("Care planning", "Non-care planning"),
    "Roles": ("Auditor", "Moderator"),
    "Frequencies": ("Monthly", "Bi-monthly", "Reduced"),
}
"""What the drop-down lists offer, by the title of the list on the sheet Lists."""


@dataclass(frozen=True)
class Column:
    """A column of the demo tracker.

    Args:
        heading: Its heading.
        width: Its width in characters.
        kind: How it is written and checked.
        choices: Title of the list that it offers; empty when anything may be entered.
        note: A note on its heading; empty when there is none.
    """

    heading: str
    width: float
    kind: Kind = Kind.TEXT
    choices: str = ""
    note: str = ""


@dataclass(frozen=True)
class Table:
    """A table of the demo tracker, on a sheet of its own.

    Args:
        key: Its key in the rows: `audits`.
        sheet: Name of its sheet.
        about: What a row is, for the Read me sheet.
        columns: Its columns.
        frozen: How many columns stay in view.
    """

    key: str
    sheet: str
    about: str
    columns: tuple[Column, ...]
    frozen: int = 1

    @property
    def name(self) -> str:
        """The name of the Excel table."""
        return self.sheet.replace(" ", "")

    @property
    def headings(self) -> tuple[str, ...]:
        """Its headings, in order."""
        return tuple(column.heading for column in self.columns)

    def blank_row(self) -> Row:
        """A row in which every cell is blank."""
        return dict.fromkeys(self.headings)


_ELECTIVE = "Yes: an extra audit that somebody offered. It counts as accepted, not as asked for."
_OUTCOME = "Never delete an audit: say here what became of it."
_FINAL = "The rating after moderation. This is the one that is reported."
_AREAS = tuple(Column(area, 20, choices="Ratings") for area in DEFAULT_PRACTICE_AREAS)

TABLES = (
    Table("audits", "Audits", "one audit that was asked for", (
        Column("Audit ID", 10),
        Column("Audit month", 10, Kind.MONTH, note="The first day of the month; it is shown as month and year."),
        Column("Service", 21, choices="Services"),
        Column("Team", 23),
        Column("Child reference", 10, Kind.NUMBER),
        Column("Age", 6, Kind.AGE),
        Column("Legal status", 23, choices="Legal statuses"),
        Column("Auditor", 21),
        Column("Moderator", 21),
        Column("Auditor's team", 23),
        Column("Elective", 8, choices="Yes or no", note=_ELECTIVE),
        Column("Outcome", 15, choices="Outcomes", note=_OUTCOME),
        Column("Date submitted", 11, Kind.DATE),
        Column("Auditor's rating", 20, choices="Ratings"),
        Column("Final rating", 20, choices="Ratings", note=_FINAL),
        Column("RI low", 7, choices="Yes or no", note="Only for Requires improvement: is it at the lower end?"),
        *_AREAS,
        Column("Child spoken to", 9, choices="Answers", note="N/A for a child under 4."),
        Column("Reason child not spoken to", 14, choices="Reasons"),
        Column("Child's view", 10, choices="Views"),
        Column("Parent or carer spoken to", 9, choices="Answers"),
        Column("Reason parent or carer not spoken to", 14, choices="Reasons"),
        Column("Parent or carer's view", 10, choices="Views"),
        Column("Social worker involved", 9, choices="Answers"),
        Column("Team manager involved", 9, choices="Answers"),
        Column("IRO or CP chair involved", 9, choices="Answers", note="N/A where there is no IRO or CP chair."),
        Column("Notes", 38),
    ), frozen=2),
    Table("actions", "Actions", "one action that an audit agreed", (
        Column("Action ID", 11),
        Column("Audit ID", 10),
        Column("Kind", 18, choices="Kinds of action"),
        Column("Action", 40),
        Column("Owner", 21),
        Column("Date agreed", 11, Kind.DATE),
        Column("Due date", 11, Kind.DATE),
        Column("Date completed", 11, Kind.DATE),
        Column("Last manager update", 11, Kind.DATE),
        Column("Service ended", 9, choices="Yes or no"),
    )),
    Table("concerns", "Cases of concern", "one case of concern: every Inadequate audit has one", (
        Column("Concern ID", 10),
        Column("Audit ID", 10),
        Column("Child reference", 10, Kind.NUMBER),
        Column("Team", 23),
        Column("Head of service", 21),
        Column("Date raised", 11, Kind.DATE),
        Column("Last update", 11, Kind.DATE),
        Column("Child safe", 9, choices="Yes or no"),
        Column("Plan established", 11, choices="Yes or no"),
        Column("Date resolved", 11, Kind.DATE, note="Only once the child is safe and a plan is in place."),
    )),
    Table("ambassadors", "Ambassadors", "one record that the young ambassadors read", (
        Column("Review month", 10, Kind.MONTH),
        Column("Review", 10),
        *(Column(question, 18, choices="Answers") for question in QUESTIONS),
        Column("Comment", 46),
    ), frozen=2),
    Table("staff", "Staff", "one auditor or moderator", (
        Column("Name", 24),
        Column("Role", 11, choices="Roles"),
        Column("Grade", 22),
        Column("Team", 23),
        Column("Frequency", 11, choices="Frequencies"),
        Column("Exempt", 8, choices="Yes or no"),
        Column("Reason for exemption", 24),
        Column("Monthly capacity", 10, Kind.NUMBER, note="Audits that a moderator can moderate in a month."),
    )),
    Table("teams", "Teams", "one team in scope", (
        Column("Team", 23),
        Column("Head of service", 22),
        Column("Team manager", 22),
    )),
    Table("caseload", "Caseload", "one month", (
        Column("Month", 10, Kind.MONTH),
        Column("Children open", 10, Kind.NUMBER),
    )),
)  # fmt: skip
"""The seven tables of a tracker, in the order of their sheets."""
