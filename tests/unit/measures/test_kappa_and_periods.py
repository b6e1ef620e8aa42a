"""Kappa by a worked example, and the periods of a financial year."""

from __future__ import annotations

import datetime as dt

import pytest

from qa_workbook.measures.moderation import weighted_kappa
from qa_workbook.measures.periods import Periods, month_label, quarter_label, quarter_months, quarter_number, span_label

JULY_2022 = 12 * 2022 + 6


def test_kappa_is_what_it_is_by_hand() -> None:
    """Row sums 5, 5 and column sums 4, 6, one step apart: seen 3; expected (5*6 + 5*4) / 10 = 5; 1 - 3/5 = 0.4."""
    assert weighted_kappa([[3, 2], [1, 4]]) == pytest.approx(0.4)


def test_kappa_weighs_a_step_of_two_fourfold() -> None:
    """All sums 1: seen 4 + 4 = 8; expected (four steps of 1 and two of 2, (4*1 + 2*4) / 3 = 4); 1 - 8/4 = -1."""
    assert weighted_kappa([[0, 0, 1], [0, 1, 0], [1, 0, 0]]) == pytest.approx(-1)


@pytest.mark.parametrize(
    ("matrix", "kappa"),
    [([[5, 0], [0, 5]], 1.0), ([[0, 5], [5, 0]], -1.0), ([[9, 0], [0, 0]], None), ([[0, 0], [0, 0]], None)],
    ids=["always agreed", "never agreed", "one rating only", "no audits"],
)
def test_kappa_at_its_limits(matrix: list[list[int]], kappa: float | None) -> None:
    assert weighted_kappa(matrix) == kappa


@pytest.mark.parametrize(
    ("year", "month", "label"),
    [(2022, 3, "Q4 21/22"), (2022, 4, "Q1 22/23"), (2022, 7, "Q2 22/23"), (2022, 12, "Q3 22/23"), (2023, 1, "Q4 22/23"),
     (1999, 12, "Q3 99/00"), (2000, 1, "Q4 99/00")],
)  # fmt: skip
def test_a_financial_year_runs_from_april_to_march(year: int, month: int, label: str) -> None:
    number = 12 * year + month - 1
    assert quarter_label(quarter_number(number)) == label
    assert number in quarter_months(quarter_number(number))


def test_the_fifteen_months_are_the_quarter_to_date_and_the_four_before_it() -> None:
    every = tuple(range(JULY_2022 - 24, JULY_2022 + 1))
    periods = Periods(JULY_2022, dt.date(2022, 7, 31), tuple(m for m in every if month_label(m) != "Jan 22"))
    assert [quarter_label(q) for q in periods.quarters] == ["Q2 21/22", "Q3 21/22", "Q4 21/22", "Q1 22/23", "Q2 22/23"]
    assert [month_label(m) for m in (periods.window[0], periods.window[-1])] == ["Jul 21", "Jul 22"]
    assert [month_label(m) for m in periods.skipped] == ["Jan 22"]
    assert [month_label(m) for m in periods.last(3)] == ["May 22", "Jun 22", "Jul 22"]
    assert periods.previous(12 * 2022 + 1) == 12 * 2021 + 11


def test_a_past_month_stands_as_at_its_own_end_and_never_later_than_the_report() -> None:
    periods = Periods(JULY_2022, dt.date(2022, 8, 12), (JULY_2022 - 1, JULY_2022))
    assert periods.as_at_of(JULY_2022) == dt.date(2022, 8, 12)
    assert periods.as_at_of(JULY_2022 - 1) == dt.date(2022, 6, 30)
    assert Periods(JULY_2022, dt.date(2022, 6, 15), (JULY_2022,)).as_at_of(JULY_2022 - 1) == dt.date(2022, 6, 15)


def test_one_month_is_named_once_and_a_span_by_its_ends() -> None:
    assert (span_label(JULY_2022, JULY_2022), span_label(JULY_2022 - 2, JULY_2022)) == ("Jul 22", "May 22 to Jul 22")
