"""Every figure of the tracker beside this repository, counted a second time from its cells, read with openpyxl."""

from __future__ import annotations

import datetime as dt
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from recount import AREAS, Action, Audit, Concern, Rows, Staff, differences, month_of, recount

from qa_workbook import measure, read

if TYPE_CHECKING:
    from qa_workbook.intake import Tracker

COUNCIL_A = Path(__file__).parents[4] / "shared" / "data" / "council_a.xlsx"
pytestmark = pytest.mark.skipif(not COUNCIL_A.exists(), reason="../shared/data/council_a.xlsx is not there")

RATINGS = {
    "outstanding": "Outstanding",
    "good": "Good",
    "ri": "Requires improvement",
    "requires improvement": "Requires improvement",
    "requires improvement to be good": "Requires improvement",
    "inadequate": "Inadequate",
    "inad": "Inadequate",
}
LEGAL = {
    "Assessment": "Assessment",
    "CIN": "Child in need",
    "CP": "Child protection",
    "CwD": "Children with disabilities",
    "CiC": "Child in care",
    "Care Leaver": "Care leaver",
}
OUTCOMES = {
    "Uploaded": "accepted",
    "Not to standard": "below standard",
    "Nil return": "not submitted",
    "Exempt (single month)": "exempt",
}
ANSWERS = {"Yes": "yes", "No": "no", "N/A": "not applicable", None: None}


def month(cell: Any) -> int:
    if isinstance(cell, dt.datetime):
        return month_of(cell.year, cell.month)
    for form in ("%B %Y", "%b %y", "%b-%y", "%b %Y", "%Y-%m"):
        try:
            return month(dt.datetime.strptime(cell.strip(), form))  # noqa: DTZ007 - a month has no time zone
        except ValueError:
            continue
    raise AssertionError(cell)


def day(cell: Any) -> dt.date | None:
    return cell.date() if cell else None


def rating(cell: Any) -> str | None:
    return RATINGS[cell.strip().lower()] if cell else None


def text(cell: Any) -> str | None:
    return None if cell is None else str(cell).strip()


@pytest.fixture(scope="module")
def rows() -> Rows:
    import openpyxl  # noqa: PLC0415 - only where the tracker is there

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of what it would lose on saving
        book = openpyxl.load_workbook(COUNCIL_A, data_only=True)
    sheets = {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}
    return Rows(
        tuple(_audit(r) for r in sheets["Audit Log"][4:] if r[0] and r[0] != "TOTAL"),
        tuple(
            Action(r[1], r[2].lower(), r[5].date(), day(r[6]), day(r[7]), day(r[8]), r[9] == "Yes")
            for r in sheets["Action Tracker"][3:]
        ),
        tuple(
            Concern(r[1], r[4], r[5].date(), day(r[6]), r[7] == "Yes", r[8] == "Yes", day(r[9]))
            for r in sheets["Cases of Concern"][1:]
        ),
        tuple(
            (month(r[0]), {q: ANSWERS[a] or "" for q, a in zip(sheets["Ambassadors"][1][2:7], r[2:7], strict=True)})
            for r in sheets["Ambassadors"][2:]
        ),
        tuple(Staff(r[0], r[1].lower(), r[3], r[4].lower(), r[5] == "Yes", r[7]) for r in sheets["Auditor pool"][1:]),
        tuple(r[0] for r in sheets["Teams"][1:]),
        {month(r[0]): r[1] for r in sheets["Open cases"][1:]},
    )


def _audit(r: list[Any]) -> Audit:
    answers = [ANSWERS[r[i]] for i in (21, 24, 27, 28, 29)]
    return Audit(
        ref=r[0], month=month(r[1]), service=r[2], team=text(r[3]), child=text(r[4]), age=r[5],
        legal=LEGAL[r[6]] if r[6] else None, auditor=r[7], elective=r[9] == "Yes", outcome=OUTCOMES[r[10]],
        first=rating(r[12]), final=rating(r[13]), low=r[14] == "Yes", areas=tuple(rating(cell) for cell in r[15:21]),
        took_part=dict(zip(("child", "family", "worker", "manager", "chair"), answers, strict=True)),
        reasons={"child": r[22], "family": r[25]}, views={"child": r[23], "family": r[26]},
    )  # fmt: skip


@pytest.fixture(scope="module")
def tracker() -> Tracker:
    return read(COUNCIL_A)


@pytest.mark.parametrize(
    ("reported", "as_at"),
    [
        ((2022, 7), None),
        ((2022, 6), None),
        ((2021, 12), None),
        ((2022, 7), dt.date(2022, 7, 10)),
        ((2022, 7), dt.date(2022, 9, 5)),
        ((2022, 4), dt.date(2022, 7, 31)),
    ],
)
def test_every_figure_is_what_a_second_count_gives(
    reported: tuple[int, int], as_at: dt.date | None, rows: Rows, tracker: Tracker
) -> None:
    assert len(AREAS) == len(rows.audits[0].areas)
    results = measure(tracker, month_of(*reported), as_at)
    assert differences(results, recount(rows, month_of(*reported), as_at)) == []


def test_everything_in_the_tracker_is_read(tracker: Tracker) -> None:
    assert [str(finding) for finding in tracker.findings] == []
    assert tracker.passed_over == ("Audit Log row 702: TOTAL",)
