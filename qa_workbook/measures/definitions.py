"""The registry: every measure that has a target or a trend is one declaration here (domain sections 4, 6 and 8).

Add a measure by adding a line: it is then computed for every month and quarter and every group, rated, written into the
CSV export and defined on the Definitions page.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

import numpy as np

from qa_workbook.intake.vocabulary import (
    ACTION_STATES,
    ANSWERS,
    GOOD,
    INADEQUATE,
    OUTCOMES,
    OUTSTANDING,
    RATINGS,
    REQUIRES_IMPROVEMENT,
)
from qa_workbook.measures.rules import Rule, at_least, is_false, is_in, is_true

if TYPE_CHECKING:
    import pandas as pd

    from qa_workbook.intake.arrays import Truth

__all__ = [
    "ACTIONS_ON_TIME",
    "AUDIT_MEASURES",
    "MEASURES",
    "RATING_BANDS",
    "RATING_MEASURES",
    "SNAPSHOT",
    "Better",
    "Measure",
    "Per",
    "area_column",
    "rated_as",
    "rated_at_all",
    "rating_measures",
]


class Per(Enum):
    """The period that a measure is reported for."""

    MONTH = "month"
    QUARTER = "quarter to date"


class Better(Enum):
    """The direction in which a measure gets better."""

    UP = "up"
    DOWN = "down"
    NEITHER = "neither"


@dataclass(frozen=True)
class Measure:
    """One measure.

    Args:
        key: Its name in figures and in the CSV export.
        label: Its name on a page, without the period.
        short: Its name in running text: `audits accepted`.
        per: The period that the Snapshot shows it for.
        better: Which direction is better.
        counts: Which rows the numerator counts.
        base: Which rows the denominator counts; `None` makes the measure a plain count.
    """

    key: str
    label: str
    short: str
    per: Per
    better: Better
    counts: Rule
    base: Rule | None

    @property
    def is_count(self) -> bool:
        """Whether the measure is a plain count."""
        return self.base is None

    def among(self, frame: pd.DataFrame) -> Truth:
        """Which rows the denominator counts; all rows for a plain count."""
        return self.base(frame) if self.base else np.ones(len(frame), bool)

    @property
    def columns(self) -> frozenset[str]:
        """The columns without which the measure can't be computed."""
        return self.counts.columns | (self.base.columns if self.base else frozenset())


def area_column(area: str) -> str:
    """The column of the audits' frame that holds the ratings of a practice area."""
    return f"area: {area}"


def rated_as(*ratings: str, column: str = "final_rating") -> Rule:
    """Audits with one of these ratings."""
    return is_in(column, *ratings, among=RATINGS, words="rated " + " or ".join(ratings))


def rated_at_all(column: str = "final_rating") -> Rule:
    """Audits with any rating; without one they are not counted, and that is said (domain section 1)."""
    return is_in(column, *RATINGS, among=RATINGS, words="with a rating")


ACCEPTED = is_in("outcome", "accepted", among=OUTCOMES, words="completed to standard")


def rating_measures(column: str = "final_rating", low: str = "ri_low") -> tuple[Measure, ...]:
    """The measures of one rating: of the whole audit, or of one practice area.

    Args:
        column: Column of the rating.
        low: Truth column that says whether it is at the lower end of Requires improvement.
    """
    improve, inadequate = rated_as(REQUIRES_IMPROVEMENT, column=column), rated_as(INADEQUATE, column=column)
    at_low_end, above = is_true(low, "at the lower end of it"), is_false(low, "not at the lower end of it")
    up, down, neither = Better.UP, Better.DOWN, Better.NEITHER
    declared = (
        ("outstanding", "Rated Outstanding", "Outstanding", up, rated_as(OUTSTANDING, column=column)),
        ("good", "Rated Good", "Good", up, rated_as(GOOD, column=column)),
        (
            "good_or_better",
            "Rated Good or Outstanding",
            "Good or better",
            up,
            rated_as(OUTSTANDING, GOOD, column=column),
        ),
        ("requires_improvement", "Rated Requires improvement", "Requires improvement", neither, improve),
        ("ri_not_low", "Rated Requires improvement, not at its lower end", "RI", neither, improve & above),
        ("ri_low", "Rated Requires improvement, lower end", "RI low", down, improve & at_low_end),
        ("inadequate", "Rated Inadequate", "Inadequate", down, inadequate),
        (
            "weaker",
            "Weaker practice: Inadequate or RI low",
            "weaker practice",
            down,
            inadequate | (improve & at_low_end),
        ),
    )
    rated = ACCEPTED & rated_at_all(column)
    return tuple(
        Measure(key, label, short, Per.QUARTER, better, ACCEPTED & counts, rated)
        for key, label, short, better, counts in declared
    )


def _area(key: str, label: str, short: str, area: str) -> Measure:
    column = area_column(area)
    good = ACCEPTED & rated_as(OUTSTANDING, GOOD, column=column)
    return Measure(key, label, short, Per.QUARTER, Better.UP, good, ACCEPTED & rated_at_all(column))


def _took_part(key: str, label: str, short: str, among: Rule = ACCEPTED) -> Measure:
    yes = among & is_in(key, "yes", among=ANSWERS, words="took part")
    asked = among & is_in(key, "yes", "no", among=ANSWERS, words="taking part applies and is recorded")
    return Measure(key, label, short, Per.QUARTER, Better.UP, yes, asked)


RATING_MEASURES = rating_measures()
"""Measures of the rating of the whole audit: also computed by legal status, practice area, service and team."""

RATING_BANDS = ("outstanding", "good", "ri_not_low", "ri_low", "inadequate")
"""The measures that share out all rated audits: their shares add up to 100 % (domain section 6)."""

AUDIT_MEASURES = (
    Measure("audits_accepted", "Audits completed to standard", "audits accepted", Per.MONTH, Better.UP, ACCEPTED, None),
    Measure("completion_rate", "Audit completion", "audit completion", Per.MONTH, Better.UP, ACCEPTED,
            is_false("elective", "asked for, elective audits aside")),
    *RATING_MEASURES,
    _area("assessment_good", "Assessment good or better", "assessment", "Assessment"),
    _area("planning_good", "Planning good or better", "planning", "Planning and review"),
    _area("oversight_good", "Management oversight good or better", "management oversight",
          "Management oversight and supervision"),
    _took_part("child_involved", "Child (4 or older) spoken to", "children spoken to",
               ACCEPTED & at_least("age", 4, "child aged 4 or older")),
    _took_part("family_involved", "Parent or carer spoken to", "parents or carers spoken to"),
    _took_part("social_worker_involved", "Social worker involved", "social workers involved"),
    _took_part("team_manager_involved", "Team manager involved", "team managers involved"),
    _took_part("iro_cp_chair_involved", "IRO or CP chair involved", "IROs or CP chairs involved"),
)  # fmt: skip
"""Measures whose rows are the audits of the core service."""

ACTIONS_ON_TIME = Measure(
    "actions_on_time", "Audit actions done on time", "actions on time", Per.MONTH, Better.UP,
    is_in("state", "on time", among=ACTION_STATES, words="completed by their due date"),
    is_false("service_ended", "of the previous audit month's audits, service ended aside"),
)  # fmt: skip
"""The one measure of the Snapshot whose rows are actions."""

MEASURES = {measure.key: measure for measure in (*AUDIT_MEASURES, ACTIONS_ON_TIME)}

SNAPSHOT = tuple(MEASURES[key] for key in (
    "audits_accepted", "completion_rate", "good_or_better", "requires_improvement", "inadequate", "actions_on_time",
    "assessment_good", "planning_good", "oversight_good", "child_involved", "family_involved",
    "social_worker_involved", "team_manager_involved", "iro_cp_chair_involved",
))  # fmt: skip
"""The 14 rows of the Snapshot, in reporting order (domain section 4)."""
