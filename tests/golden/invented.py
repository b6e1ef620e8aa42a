"""An invented council's figures, in which every kind of row, RAG word and gap occurs once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from qa_workbook.intake.vocabulary import LEGAL_STATUSES
from qa_workbook.measures.figures import Figure, Figures
from qa_workbook.measures.periods import Periods, month_end, month_label, month_number, quarter_label, quarter_number
from qa_workbook.measures.results import Reconciliation, Results
from qa_workbook.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTH = month_number(dt.date(2031, 11, 1))
SKIPPED = month_number(dt.date(2031, 8, 1))
MONTHS = tuple(month for month in range(month_number(dt.date(2030, 10, 1)), MONTH + 1) if month != SKIPPED)
QUARTERS = tuple(dict.fromkeys(quarter_number(month) for month in MONTHS))

BANDS = {  # outstanding, good, RI not low, RI low, inadequate, a quarter each
    "": ((2, 48, 58, 25, 13), (1, 39, 44, 20, 26), (1, 26, 23, 17, 7), (2, 52, 40, 22, 20), (9, 20, 5, 4, 2)),
    "Assessment": ((0, 7, 8, 3, 2), (1, 5, 4, 3, 4), (0, 5, 1, 4, 2), (0, 9, 4, 4, 2), (0, 1, 3, 0, 0)),
    "Child in need": ((0, 16, 22, 9, 3), (0, 10, 17, 6, 10), (0, 8, 11, 6, 2), (0, 20, 10, 6, 9), (2, 6, 1, 3, 1)),
    "Child protection": ((1, 5, 8, 6, 2), (0, 6, 9, 4, 5), (0, 4, 5, 4, 1), (1, 8, 7, 5, 3), (3, 5, 0, 1, 0)),
    "Children with disabilities": ((0, 5, 4, 1, 0), (0, 4, 3, 1, 1), (0, 0, 0, 0, 0), (0, 3, 2, 1, 1), (1, 2, 0, 0, 0)),
    "Child in care": ((1, 12, 8, 4, 5), (0, 9, 6, 3, 4), (1, 6, 4, 2, 1), (1, 9, 10, 4, 3), (3, 6, 1, 0, 1)),
    "Care leaver": ((0, 0, 0, 0, 0),) * 5,
}

AREAS = {
    area: tuple((o, g, low + high, 0, i) for o, g, low, high, i in BANDS[group])
    for area, group in (("Assessment", ""), ("Planning and review", "Child in need"), ("Permanence", "Care leaver"))
}

QUARTERLY = {  # numerator and base, a quarter each
    "assessment_good": ((49, 146), (42, 130), (25, 74), (60, 136), (16, 35)),
    "planning_good": ((47, 146), (39, 130), (23, 74), (58, 136), (21, 40)),
    "oversight_good": ((60, 146), (52, 130), (30, 74), (60, 136), (18, 40)),
    "child_involved": ((48, 118), (40, 111), (28, 62), (40, 115), (1, 3)),
    "family_involved": ((98, 144), (88, 128), (48, 73), (88, 133), (33, 40)),
    "social_worker_involved": ((143, 146), (128, 130), (74, 74), (134, 136), (40, 40)),
    "team_manager_involved": ((141, 146), (126, 130), (72, 74), (130, 136), (36, 40)),
}  # iro_cp_chair_involved: the tracker has no column for it

MONTHLY = {  # numerator a month, and what is added to it for the base
    "audits_accepted": ((49, 52, 45, 50, 51, 45, 39, 30, 44, 52, 52, 44, 40), None),
    "completion_rate": ((49, 52, 45, 50, 51, 45, 39, 30, 44, 52, 52, 44, 40), 4),
    "actions_on_time": ((20, 24, 31, 28, 22, 15, 16, 20, 28, 33, 30, 28, 27), 60),
}


def results(*checks: Reconciliation) -> Results:
    """One report of the invented council."""
    return Results(
        Periods(MONTH, month_end(MONTH), MONTHS),
        Settings(month=MONTH),
        Figures.of(_figures()),
        {"iro_cp_chair_involved": "no column for IRO or CP chair involved in the audit log"},
        40,
        3,
        (Reconciliation("bands = teams in scope", True, "43 and 43"), *checks),  # noqa: FBT003 - a fact of the record
    )


def _figure(measure: str, period: str, numerator: int, base: int | None, *of: str) -> Figure:
    return Figure(measure, *(of or ("", "")), period, numerator, base, numerator / base if base else None)


def _figures() -> Iterator[Figure]:
    for measure, (numerators, more) in MONTHLY.items():
        for month, numerator in zip(MONTHS, numerators, strict=True):
            yield _figure(measure, month_label(month), numerator, None if more is None else numerator + more)
    for measure, pairs in QUARTERLY.items():
        for quarter, (numerator, base) in zip(QUARTERS, pairs, strict=True):
            yield _figure(measure, quarter_label(quarter), numerator, base)
    yield from _ratings("", "", BANDS[""])
    for status in LEGAL_STATUSES:
        yield from _ratings("legal status", status, BANDS[status])
    for area, bands in AREAS.items():
        yield from _ratings("practice area", area, bands)
    yield _figure("audits_stretch", month_label(MONTH), 86, None)


def _ratings(group_by: str, group: str, bands: tuple[tuple[int, ...], ...]) -> Iterator[Figure]:
    for quarter, (outstanding, good, ri, low, inadequate) in zip(QUARTERS, bands, strict=True):
        numerators = {
            "outstanding": outstanding,
            "good": good,
            "good_or_better": outstanding + good,
            "requires_improvement": ri + low,
            "ri_not_low": ri,
            "ri_low": low,
            "inadequate": inadequate,
            "weaker": low + inadequate,
        }
        base = outstanding + good + ri + low + inadequate
        yield from (_figure(key, quarter_label(quarter), n, base, group_by, group) for key, n in numerators.items())
