"""The people of the demo tracker: heads of service, team managers, auditors, moderators. All are invented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_workbook.templates.demo_words import FIRST_NAMES, HEADS, OTHER_TEAMS, SURNAMES, TEAMS

if TYPE_CHECKING:
    import random

    from qa_workbook.templates.demo_columns import Row
    from qa_workbook.templates.demo_words import Team

__all__ = ["Member", "People", "invent_people"]

AUDITORS, MODERATORS, SOCIAL_WORKERS = 62, 16, 60

GRADES = ("Team manager", "Advanced practitioner", "Senior manager")
ABSENCES = ("Long-term absence", "Secondment", "Improvement work", "Phased return")

EVERY_FIFTH, EVERY_ELEVENTH = 5, 11
"""Which auditors audit every other month, and which are exempt."""


@dataclass(frozen=True)
class Member:
    """An auditor or moderator.

    Args:
        name: Full name.
        role: Auditor or Moderator.
        grade: Job title.
        team: Team that they belong to.
        frequency: Monthly, Bi-monthly or Reduced.
        reason: Why they are exempt; empty when they are not.
        capacity: Audits that a moderator can moderate in a month.
    """

    name: str
    role: str
    grade: str
    team: str
    frequency: str
    reason: str = ""
    capacity: int | None = None

    @property
    def row(self) -> Row:
        """The row of the table Staff."""
        return {
            "Name": self.name,
            "Role": self.role,
            "Grade": self.grade,
            "Team": self.team,
            "Frequency": self.frequency,
            "Exempt": "Yes" if self.reason else "No",
            "Reason for exemption": self.reason or None,
            "Monthly capacity": self.capacity,
        }


@dataclass(frozen=True)
class People:
    """Everybody in the tracker.

    Args:
        auditors: Auditors.
        moderators: Moderators.
        managers: Manager by name of the team.
        heads: Head of service by name of the team, teams of the other services too.
        social_workers: Social workers, who own actions.
    """

    auditors: tuple[Member, ...]
    moderators: tuple[Member, ...]
    managers: dict[str, str]
    heads: dict[str, str]
    social_workers: tuple[str, ...]

    def on_duty(self, month: int) -> list[Member]:
        """The auditors who are asked in a month: nobody who is exempt, and half of the bi-monthly ones."""
        able = [member for member in self.auditors if not member.reason]
        return [m for i, m in enumerate(able) if m.frequency == "Monthly" or (i + month) % 2 == 0]

    def moderating(self) -> list[Member]:
        """The moderators, each as often as their capacity."""
        return [member for member in self.moderators for _ in range(member.capacity or 0)]


def invent_people(rng: random.Random) -> People:
    """Invent everybody.

    Args:
        rng: The source of chance.

    Returns:
        People with names of their own: no name is given twice.
    """
    names = [f"{first} {last}" for first in FIRST_NAMES for last in SURNAMES]
    rng.shuffle(names)
    given = iter(names)
    head_of = {part: next(given) for part in HEADS}
    return People(
        auditors=tuple(_auditor(next(given), number) for number in range(AUDITORS)),
        moderators=tuple(_moderator(next(given), number) for number in range(MODERATORS)),
        managers={team.name: next(given) for team in TEAMS},
        heads={team.name: head_of[team.part] for team in _all_teams()},
        social_workers=tuple(next(given) for _ in range(SOCIAL_WORKERS)),
    )


def _all_teams() -> tuple[Team, ...]:
    return (*TEAMS, *OTHER_TEAMS.values())


def _auditor(name: str, number: int) -> Member:
    exempt = number % EVERY_ELEVENTH == EVERY_ELEVENTH - 1
    return Member(
        name, "Auditor", GRADES[number % len(GRADES)], TEAMS[number % len(TEAMS)].name,
        frequency="Bi-monthly" if number % EVERY_FIFTH == 0 else "Monthly",
        reason=ABSENCES[number // EVERY_ELEVENTH % len(ABSENCES)] if exempt else "",
    )  # fmt: skip


def _moderator(name: str, number: int) -> Member:
    exempt = number == MODERATORS - 1
    reduced = number % EVERY_FIFTH == EVERY_FIFTH - 1
    return Member(
        name, "Moderator", "Quality assurance lead" if number % 2 else "Senior manager", "Quality Assurance",
        frequency="Reduced" if reduced else "Monthly",
        reason="Long-term absence" if exempt else "",
        capacity=0 if exempt else 1 if reduced else 3 + number % 3,
    )  # fmt: skip
