"""What followed from the demo tracker's audits: actions in all their states, and cases of concern."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from qa_workbook.templates.demo_columns import TABLES
from qa_workbook.templates.demo_story import RATES
from qa_workbook.templates.demo_words import ACTIONS

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping, Sequence

    from qa_workbook.templates.demo_columns import Row
    from qa_workbook.templates.demo_people import People
    from qa_workbook.templates.demo_story import Month

__all__ = ["action_rows", "concern_rows"]

ACTION_COUNTS = {1: 25, 2: 35, 3: 27, 4: 13}
"""How many actions an accepted audit agrees, with weights: some 1.8 an audit asked for."""

DUE_AFTER = (14, 14, 21, 28, 28, 42)
"""Days from the agreement of an action to its due date."""

CARE_PLANNING = 0.55

OTHERWISE = {"late": 62, "updated": 18, "no update": 13, "ended": 7}
"""What becomes of actions that are not done on time, with weights."""

RESOLVED = 0.72
"""Share of the cases of concern that are resolved in the end."""


class Day(NamedTuple):
    """Chance and the day as at which the tracker is filled in: nothing is entered from after it.

    Args:
        rng: The source of chance.
        as_at: The day.
    """

    rng: random.Random
    as_at: dt.date

    def after(self, day: dt.date, least: int, most: int) -> dt.date:
        """A day from `least` to `most` days after another."""
        return day + dt.timedelta(days=self.rng.randint(least, max(least, most)))

    def if_past(self, day: dt.date) -> dt.date | None:
        """The day, or nothing when it is still to come."""
        return day if day <= self.as_at else None


def action_rows(rng: random.Random, people: People, audits: Sequence[Row], months: Sequence[Month]) -> list[Row]:
    """Invent the actions of every accepted audit.

    Args:
        rng: The source of chance.
        people: Who owns actions.
        audits: The audits, in order.
        months: The audit months; the tracker is filled in as at the end of the last one.

    Returns:
        A row an action, by heading, in the order of the audits.
    """
    day, on_time = Day(rng, months[-1].last), {month.first: month.rate(RATES["on time"]) for month in months}
    rows = [
        _action(day, people, audit, on_time)
        for audit in audits
        if audit["Outcome"] == "Accepted"
        for _ in range(rng.choices(tuple(ACTION_COUNTS), tuple(ACTION_COUNTS.values()))[0])
    ]
    for number, row in enumerate(rows, 1):
        row["Action ID"] = f"ACT-{number:06d}"
    return rows


def _action(day: Day, people: People, audit: Row, on_time: Mapping[dt.date, float]) -> Row:
    planning = day.rng.random() < CARE_PLANNING
    agreed = day.after(_date(audit["Date submitted"]), 0, 4)
    due = agreed + dt.timedelta(days=day.rng.choice(DUE_AFTER))
    row: Row = {
        **TABLES[1].blank_row(),
        "Audit ID": audit["Audit ID"],
        "Kind": "Care planning" if planning else "Non-care planning",
        "Action": day.rng.choice(ACTIONS[planning]),
        "Owner": day.rng.choice(people.social_workers),
        "Date agreed": day.if_past(agreed),
        "Due date": due,
        "Service ended": "No",
    }
    fate = "on time" if day.rng.random() < on_time[_date(audit["Audit month"])] else _fate(day.rng)
    return row | _progress(day, agreed, due, fate)


def _date(cell: object) -> dt.date:
    if not isinstance(cell, dt.date):
        raise TypeError(f"{cell!r} is not a date")
    return cell


def _fate(rng: random.Random) -> str:
    return rng.choices(tuple(OTHERWISE), tuple(OTHERWISE.values()))[0]


def _progress(day: Day, agreed: dt.date, due: dt.date, fate: str) -> Row:
    """The cells that say how far an action has come; what lies after the day is left out."""
    if fate == "no update":
        return {}
    updated = day.if_past(day.after(agreed, 5, 16))
    if fate == "ended":
        return {"Last manager update": updated, "Service ended": "Yes"}
    if fate == "updated":
        return {"Last manager update": updated}
    days = (due - agreed).days
    completed = day.after(agreed, 4, days - 3) if fate == "on time" else day.after(due, 3, 110)
    done = day.if_past(completed)
    return {"Last manager update": done or updated, "Date completed": done}


def concern_rows(rng: random.Random, people: People, audits: Sequence[Row], as_at: dt.date) -> list[Row]:
    """Invent the cases of concern: one for every audit that was settled as Inadequate.

    Args:
        rng: The source of chance.
        people: Who the heads of service are.
        audits: The audits, in order.
        as_at: The day as at which the tracker is filled in.

    Returns:
        A row a case, by heading, in the order of the audits.
    """
    day = Day(rng, as_at)
    raised = (_concern(day, people, audit) for audit in audits if audit["Final rating"] == "Inadequate")
    return [{**row, "Concern ID": f"CON-{number:04d}"} for number, row in enumerate(raised, 1)]


def _concern(day: Day, people: People, audit: Row) -> Row:
    raised = min(day.after(_date(audit["Date submitted"]), 1, 5), day.as_at)
    resolved = day.if_past(day.after(raised, 45, 330)) if day.rng.random() < RESOLVED else None
    return {
        **TABLES[2].blank_row(),
        "Audit ID": audit["Audit ID"],
        "Child reference": audit["Child reference"],
        "Team": audit["Team"],
        "Head of service": people.heads[str(audit["Team"])],
        "Date raised": raised,
        "Last update": resolved or _last_update(day, raised),
        "Child safe": "Yes" if resolved or day.rng.random() < 9 / 10 else "No",
        "Plan established": "Yes" if resolved or day.rng.random() < 2 / 3 else "No",
        "Date resolved": resolved,
    }


def _last_update(day: Day, raised: dt.date) -> dt.date | None:
    """An open case was updated at some time in the last three months, or not since it was raised."""
    updated = day.as_at - dt.timedelta(days=day.rng.randrange(90))
    return updated if updated > raised else None
