"""The rows of the demo tracker as plain Python, so that figures can be worked out from them by other means."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from qa_workbook.templates.demo_audits import audit_rows
from qa_workbook.templates.demo_followup import action_rows, concern_rows
from qa_workbook.templates.demo_people import invent_people
from qa_workbook.templates.demo_story import story_months
from qa_workbook.templates.demo_words import QUESTIONS, TEAMS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_workbook.templates.demo_columns import Row
    from qa_workbook.templates.demo_people import People
    from qa_workbook.templates.demo_story import Month

__all__ = ["BAD_RATING", "demo_rows"]

BAD_RATING = "Good/RI"
"""Two ratings in one cell: one of the two cells that are wrong on purpose."""

AMBASSADOR_MONTHS, REVIEWS = 8, 7
YES = (0.80, 0.70, 0.55, 0.65, 0.45)
"""How often the answer to each of the ambassadors' questions is Yes."""
COMMENTS = ("I could hear the young person in this.", "Too many long words.", "The plan was clear and kind.")

FEWEST = 100

FIRST_CASELOAD, CASELOAD_STEP = 1_870, 9


def demo_rows(*, audits: int = 700, seed: int = 1, last_month: str = "2026-10") -> dict[str, list[Row]]:
    """Invent everything that stands in the demo tracker.

    Args:
        audits: Audits asked for, 100 or more.
        seed: Seed of the invention: the same arguments give the same rows.
        last_month: The last audit month, as `2026-10`; nothing is entered from after its end.

    Returns:
        Rows by table (`audits`, `actions`, `concerns`, `ambassadors`, `staff`, `teams`, `caseload`), each row a dict
        by heading, in the order of the columns; `None` is a blank cell. Exactly two cells are wrong on purpose, both
        among the audits: a final rating that reads `Good/RI` and a month that is missing.

    Raises:
        ValueError: Fewer than 100 audits: the story needs a few in every month.
    """
    if audits < FEWEST:
        raise ValueError(f"a demo tracker needs {FEWEST} audits or more, not {audits}")
    rng = random.Random(seed)  # noqa: S311 - an invention, not a secret
    people, months = invent_people(rng), story_months(last_month)
    asked = audit_rows(rng, people, months, audits)
    rows: dict[str, list[Row]] = {
        "audits": asked,
        "actions": action_rows(rng, people, asked, months),
        "concerns": concern_rows(rng, people, asked, months[-1].last),
        "ambassadors": _ambassadors(rng, months),
        "staff": [member.row for member in (*people.auditors, *people.moderators)],
        "teams": _teams(people),
        "caseload": _caseload(rng, story_months(last_month, with_december=True)),
    }
    _spoil(asked, months)
    return rows


def _ambassadors(rng: random.Random, months: Sequence[Month]) -> list[Row]:
    return [
        {
            "Review month": month.first,
            "Review": f"{month.first:%y%m}-{number}",
            **{question: "Yes" if rng.random() < yes else "No" for question, yes in zip(QUESTIONS, YES, strict=True)},
            "Comment": rng.choice((None, *COMMENTS)),
        }
        for month in months[-AMBASSADOR_MONTHS:]
        for number in range(1, REVIEWS + 1)
    ]


def _teams(people: People) -> list[Row]:
    return [
        {"Team": team.name, "Head of service": people.heads[team.name], "Team manager": people.managers[team.name]}
        for team in TEAMS
    ]


def _caseload(rng: random.Random, months: Sequence[Month]) -> list[Row]:
    return [
        {"Month": month.first, "Children open": FIRST_CASELOAD + CASELOAD_STEP * number + rng.randint(-25, 25)}
        for number, month in enumerate(months)
    ]


def _spoil(audits: list[Row], months: Sequence[Month]) -> None:
    """Make the two faults: in the reporting month a rating, in the month before it a month."""
    _a_good_one(audits, months[-1])["Final rating"] = BAD_RATING
    _a_good_one(audits, months[-2])["Audit month"] = None


def _a_good_one(audits: list[Row], month: Month) -> Row:
    return [row for row in audits if row["Audit month"] == month.first and row["Final rating"] == "Good"][2]
