"""Months and dates as people type them."""

from __future__ import annotations

import datetime as dt

import pytest

from qa_workbook.intake.dates import NotRead, month_number, read_date, read_month

JULY_2022 = 12 * 2022 + 6


@pytest.mark.parametrize(
    "typed",
    [
        "July 2022", "Jul 22", "Jul-22", "jul22", "JULY 22", "Jul. 2022", "Jul ’22", "July '22", "July, 2022",
        "07/2022", "7/22", "7-2022", "2022-07", "2022/7", "2022.07", "202207", 202207.0, "14/07/2022", "14.07.22",
        "14th July 2022", "1 Jul 22", "2022-07-14", "2022-07-14 00:00:00", "14/07/2022 09:30", dt.date(2022, 7, 31),
        44756, 44756.75,
        dt.datetime(2022, 7, 31, 23, 59),  # noqa: DTZ001 - as a cell gives it
        "  July   2022 ",
    ],
)  # fmt: skip
def test_a_month_is_read_however_it_is_typed(typed: object) -> None:
    assert read_month(typed) == JULY_2022


@pytest.mark.parametrize(
    ("name", "number"),
    [("Jan", 1), ("Febr", 2), ("February", 2), ("Mar", 3), ("Apr", 4), ("May", 5), ("June", 6), ("Augu", 8),
     ("Sept", 9), ("Sep", 9), ("Oct", 10), ("Nov", 11), ("Dece", 12)],
)  # fmt: skip
def test_every_month_has_its_names(name: str, number: int) -> None:
    assert read_month(f"{name} 2021") == month_number(dt.date(2021, number, 1))


@pytest.mark.parametrize(
    "typed",
    ["Q2 22/23", "July", "2022", "13/2022", "Juli 2022", "Smarch 22", "July 1999", "July 2050", "32/07/2022",
     "31/06/2022", "TBC", "22/23", True, 7, -1, 1e12, float("nan"), dt.time(12, 30), "07/14/2022"],
)  # fmt: skip
def test_what_is_no_month_is_not_guessed(typed: object) -> None:
    with pytest.raises(NotRead, match="not a month"):
        read_month(typed)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("04/05/2022", dt.date(2022, 5, 4)),
        ("4.5.22", dt.date(2022, 5, 4)),
        ("4 May 2022", dt.date(2022, 5, 4)),
        ("4th of May", None),
        ("Wednesday 4 May 2022", None),
        ("29/02/2024", dt.date(2024, 2, 29)),
        ("29/02/2023", None),
        ("July 2022", None),
        ("ASAP", None),
        (44685, dt.date(2022, 5, 4)),
        (44685.99, dt.date(2022, 5, 4)),
    ],
)
def test_a_date_is_in_uk_order_and_has_a_day(typed: object, day: dt.date | None) -> None:
    if day is None:
        with pytest.raises(NotRead, match="not a date"):
            read_date(typed)
    else:
        assert read_date(typed) == day


def test_a_bare_serial_counts_from_the_workbooks_own_date() -> None:
    assert read_date(44685 - 1462, date_1904=True) == dt.date(2022, 5, 4)
    assert read_month(44685 - 1462, date_1904=True) == 12 * 2022 + 4
