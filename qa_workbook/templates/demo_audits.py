"""The audits of the demo tracker, month by month."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qa_workbook.settings import Settings
from qa_workbook.templates.demo_columns import TABLES
from qa_workbook.templates.demo_findings import settle_findings
from qa_workbook.templates.demo_story import RATES, audits_by_month, whole_shares
from qa_workbook.templates.demo_words import NOTES, OTHER_TEAMS, TEAMS

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from qa_workbook.templates.demo_columns import Row
    from qa_workbook.templates.demo_people import Member, People
    from qa_workbook.templates.demo_story import Month
    from qa_workbook.templates.demo_words import Team

__all__ = ["audit_rows"]

CORE = Settings().core_service
SERVICES = {CORE: 0.92, "Fostering": 0.03, "Early Help": 0.03, "Youth Support": 0.02}

ELECTIVE = 0.05
"""Share of a month's accepted audits that were offered, not asked for."""

LOST = {"Not submitted": 0.42, "Exempt": 0.36, "Below standard": 0.22}
"""What became of the audits that were not accepted."""
LOST_SO_FAR = {"Not submitted": 0.30, "Exempt": 0.30, "Below standard": 0.15, "In progress": 0.25}
"""The same in the reporting month, which is not yet complete."""

AGES = {"Care leaver": (17, 18), "Children with disabilities": (2, 18), "Child protection": (0, 16)}
YOUNGEST, OLDEST = 0, 17
"""Ages of the children of every other legal status."""

FIRST_REFERENCE = 410_000
REAUDIT_AFTER = 4
"""A child whose audit was Inadequate is audited again this many audit months later."""

SATURDAY = 5

STRENGTHS = {team.name: team.strength for team in (*TEAMS, *OTHER_TEAMS.values())}


@dataclass
class AuditLog:
    """The audit log as it grows from month to month.

    Args:
        rng: The source of chance.
        people: Who audits and moderates.
        rows: The rows so far.
        reference: The last child reference that was given.
    """

    rng: random.Random
    people: People
    rows: list[Row] = field(default_factory=list)
    reference: int = FIRST_REFERENCE
    _again: list[list[Row]] = field(default_factory=list)

    def add_month(self, month: Month, number: int, asked: int) -> None:
        """Add a month's audits: who was asked, what became of it, what was found.

        Args:
            month: The month.
            number: How many audit months came before it.
            asked: Audits asked for.
        """
        rows = [
            row
            for service, count in whole_shares(asked, SERVICES).items()
            for row in self._service(month, service, count, self._due_again() if service == CORE else [])
        ]
        self._name_people(rows, number)
        for row in rows:
            row["Audit ID"] = f"QA-{len(self.rows) + 1:05d}"
            self.rows.append(row)
        self._again.append([row for row in rows if row["Final rating"] == "Inadequate" and row["Service"] == CORE])

    def _due_again(self) -> list[Row]:
        return self._again[-REAUDIT_AFTER] if len(self._again) >= REAUDIT_AFTER else []

    def _service(self, month: Month, service: str, count: int, again: list[Row]) -> list[Row]:
        teams = (
            self.rng.choices(TEAMS, [team.size for team in TEAMS], k=count)
            if service == CORE
            else [OTHER_TEAMS[service]] * count
        )
        rows = [_blank(month, service, team) for team in teams]
        for row, team in zip(rows, teams, strict=True):
            self._child(row, team)
        for row, before in zip(rows, again, strict=False):
            row |= {key: before[key] for key in ("Team", "Child reference", "Age", "Legal status")}
            row["Notes"] = f"Audited again after {before['Audit ID']}."
        self._outcomes(month, rows)
        self._findings(month, rows)
        return rows

    def _child(self, row: Row, team: Team) -> None:
        self.reference += self.rng.randrange(1, 60)
        row["Child reference"] = self.reference
        if team.statuses:
            status = self.rng.choice(team.statuses)
            youngest, oldest = AGES.get(status, (YOUNGEST, OLDEST))
            row |= {"Legal status": status, "Age": self.rng.randint(youngest, oldest)}

    def _outcomes(self, month: Month, rows: list[Row]) -> None:
        """Settle what became of each audit, in shares that tell the story of the month."""
        accepted = round(len(rows) * month.rate(RATES["accepted"]))
        lost = whole_shares(len(rows) - accepted, LOST_SO_FAR if month.is_last else LOST)
        outcomes = ["Accepted"] * accepted + [name for name, count in lost.items() for _ in range(count)]
        self.rng.shuffle(outcomes)
        for row, outcome in zip(rows, outcomes, strict=True):
            row["Outcome"] = outcome
            self._submission(month, row)
        offered = [row for row in rows if row["Outcome"] == "Accepted"]
        for row in self.rng.sample(offered, round(len(offered) * ELECTIVE)):
            row["Elective"] = "Yes"

    def _submission(self, month: Month, row: Row) -> None:
        outcome = row["Outcome"]
        if outcome in ("Accepted", "Below standard"):
            row["Date submitted"] = _weekday(month.first + dt.timedelta(days=self.rng.randrange(4, 24)))
        if outcome == "Below standard":
            row["Auditor's rating"] = self.rng.choice(("Good", "Requires improvement"))
        if outcome == "Exempt":
            row["Notes"] = "Exempt this month: leave agreed."
        elif outcome == "Not submitted":
            row["Notes"] = "Reminded twice."

    def _findings(self, month: Month, rows: list[Row]) -> None:
        accepted = [row for row in rows if row["Outcome"] == "Accepted"]
        settle_findings(self.rng, month, accepted, STRENGTHS)
        for row in self.rng.sample(accepted, len(accepted) // 7):
            row["Notes"] = row["Notes"] or self.rng.choice(NOTES)

    def _name_people(self, rows: list[Row], number: int) -> None:
        auditors = _dealt(self.rng, self.people.on_duty(number), len(rows))
        moderators = _dealt(self.rng, self.people.moderating(), len(rows))
        for row, auditor, moderator in zip(rows, auditors, moderators, strict=True):
            row |= {"Auditor": auditor.name, "Auditor's team": auditor.team}
            if row["Auditor's rating"] or row["Outcome"] == "In progress":
                row["Moderator"] = moderator.name


def audit_rows(rng: random.Random, people: People, months: Sequence[Month], audits: int) -> list[Row]:
    """Invent the audits.

    Args:
        rng: The source of chance.
        people: Who audits and moderates.
        months: The audit months.
        audits: How many audits are asked for in all of them.

    Returns:
        A row an audit, by heading, in the order of the months; without the faults made on purpose.
    """
    log = AuditLog(rng, people)
    for number, (month, asked) in enumerate(zip(months, audits_by_month(audits, months), strict=True)):
        log.add_month(month, number, asked)
    return log.rows


def _blank(month: Month, service: str, team: Team) -> Row:
    known: Row = {"Audit month": month.first, "Service": service, "Team": team.name, "Elective": "No"}
    return TABLES[0].blank_row() | known


def _weekday(day: dt.date) -> dt.date:
    """The day, or the Monday after it when it lies at a weekend."""
    return day + dt.timedelta(days=7 - day.weekday()) if day.weekday() >= SATURDAY else day


def _dealt(rng: random.Random, people: list[Member], count: int) -> list[Member]:
    """So many people, each asked again only once everybody else has been."""
    dealt: list[Member] = []
    while len(dealt) < count:
        dealt += rng.sample(people, len(people))
    return dealt[:count]
