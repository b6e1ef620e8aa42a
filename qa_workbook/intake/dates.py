"""Months and dates as people type them, in UK order (domain section 3).

A *month number* is `12 * year + month - 1`: months then subtract, compare and group as plain integers, which keeps
every table of audits in one integer column.
"""

from __future__ import annotations

import datetime as dt
import re

__all__ = ["NotRead", "month_number", "read_date", "read_month"]


class NotRead(ValueError):  # noqa: N818 - a result of reading, handled where it arises
    """A value that could not be read; the message is what is wrong, then what to use."""


_FULL = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_MONTHS = {name[:length]: number for number, name in enumerate(_FULL, 1) for length in (3, 4, len(name))}
_WORDY = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?[\s\-/.,]*)?([a-z]+)[\s\-/.,'’]*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[t ].*)?")
_UK = re.compile(r"(?:(\d{1,2})[-/.\s])?(\d{1,2})[-/.\s](\d{4}|\d{2})(?:\s.*)?")
_COMPACT = re.compile(r"(20\d{2})(0[1-9]|1[0-2])")
_YEAR = 12
_SERIAL_FROM, _SERIAL_TO = 36526, 54789  # 1 January 2000 to 1 January 2050, as Excel numbers days from 1900
_DAYS_1904 = 1462  # what the 1904 date system counts less


def month_number(day: dt.date) -> int:
    """The month number of a day."""
    return _YEAR * day.year + day.month - 1


def read_date(value: object, *, date_1904: bool = False) -> dt.date:
    """A date from a cell.

    Args:
        value: A date, a date as text (`14/07/2022` is 14 July) or an Excel serial number.
        date_1904: Whether serial numbers count from 1904.

    Returns:
        The date.

    Raises:
        NotRead: The value is no date between 2000 and 2049, or lacks the day.
    """
    year, month, day = _parts(value, date_1904)
    if day is None:
        raise NotRead("not a date. Use day, month and year, for example 14/07/2022")
    return _date(year, month, day, "not a date. Use day, month and year, for example 14/07/2022")


def read_month(value: object, *, date_1904: bool = False) -> int:
    """A month from a cell: a date, `July 2022`, `Jul-22`, `2022-07`, `07/2022` or `202207`.

    Args:
        value: The cell's value.
        date_1904: Whether serial numbers count from 1904.

    Returns:
        The month number (`measures.periods`).

    Raises:
        NotRead: The value is no month between 2000 and 2049.
    """
    year, month, day = _parts(value, date_1904)
    return month_number(_date(year, month, day or 1, "not a month. Use a date or a month such as Jul 2022"))


def _date(year: int, month: int, day: int, requirement: str) -> dt.date:
    try:
        found = dt.date(year + 2000 if year < 100 else year, month, day)  # noqa: PLR2004 - a year of two digits
    except ValueError as fault:
        raise NotRead(requirement) from fault
    if not 2000 <= found.year < 2050:  # noqa: PLR2004 - a typing slip outside
        raise NotRead(requirement)
    return found


def _parts(value: object, date_1904: bool) -> tuple[int, int, int | None]:  # noqa: FBT001 - only called above
    if isinstance(value, dt.date):
        return value.year, value.month, value.day
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _serial(float(value), date_1904)
    text = " ".join(str(value).casefold().split())
    return _iso(text) or _uk(text) or _wordy(text) or (0, 0, None)


def _serial(number: float, date_1904: bool) -> tuple[int, int, int | None]:  # noqa: FBT001 - only called above
    compact = _COMPACT.fullmatch(f"{number:.0f}")
    if compact:
        return int(compact[1]), int(compact[2]), None
    days = number + (_DAYS_1904 if date_1904 else 0)
    if not _SERIAL_FROM <= days < _SERIAL_TO:
        return 0, 0, None
    day = dt.date(1899, 12, 30) + dt.timedelta(days=int(days))
    return day.year, day.month, day.day


def _iso(text: str) -> tuple[int, int, int | None] | None:
    found = _ISO.fullmatch(text)
    compact = _COMPACT.fullmatch(text)
    if compact:
        return int(compact[1]), int(compact[2]), None
    return (int(found[1]), int(found[2]), int(found[3]) if found[3] else None) if found else None


def _uk(text: str) -> tuple[int, int, int | None] | None:
    found = _UK.fullmatch(text)
    return (int(found[3]), int(found[2]), int(found[1]) if found[1] else None) if found else None


def _wordy(text: str) -> tuple[int, int, int | None] | None:
    found = _WORDY.fullmatch(text)
    month = _MONTHS.get(found[2]) if found else None
    return (int(found[3]), month, int(found[1]) if found[1] else None) if found and month else None
