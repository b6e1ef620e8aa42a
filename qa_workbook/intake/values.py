"""What a cell of theirs means: each kind of value with its parser, applied once to every distinct value.

A parser takes the raw value of a cell that is not blank and returns ours, or raises `NotRead` with what it expected.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa_workbook.intake.columns import Kind
from qa_workbook.intake.dates import NotRead, read_date, read_month
from qa_workbook.intake.spellings import (
    FREQUENCY_OF,
    KIND_OF,
    LEGAL_OF,
    LEGAL_PHRASES,
    LEGAL_WORDS,
    NO_RATING,
    OTHER_SERVICES,
    OUTCOME_OF,
    RATING_OF,
    REASON_OF,
    RI_LOW,
    ROLE_OF,
    VIEW_OF,
    YES_NO,
)
from qa_workbook.intake.text import plain
from qa_workbook.intake.vocabulary import (
    ACTION_KINDS,
    ANSWERS,
    GOOD,
    INADEQUATE,
    LEGAL_STATUSES,
    OUTCOMES,
    OUTSTANDING,
    REASONS,
    REQUIRES_IMPROVEMENT,
    VIEWS,
)

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["CATEGORIES", "RI_LOW", "NotRead", "parser", "team_key"]

CATEGORIES: dict[Kind, tuple[str, ...]] = {
    Kind.RATING: (OUTSTANDING, GOOD, REQUIRES_IMPROVEMENT, RI_LOW, INADEQUATE),
    Kind.OUTCOME: OUTCOMES,
    Kind.LEGAL_STATUS: LEGAL_STATUSES,
    Kind.YES_NO: ANSWERS,
    Kind.ACTION_KIND: ACTION_KINDS,
    Kind.ROLE: ("auditor", "moderator", "other"),
    Kind.FREQUENCY: ("monthly", "bi-monthly", "reduced", "supporting", "other"),
    Kind.REASON: REASONS,
    Kind.VIEW: VIEWS,
}
"""Our values of each kind that has a fixed list, in reporting order (domain section 2)."""


def _listed(spellings: dict[str, str], expected: str) -> Callable[[object], object]:
    def parse(value: object) -> object:
        found = spellings.get(_word(value))
        if found is None:
            raise NotRead(expected)
        return found

    return parse


_DOUBT = "?"


def _word(value: object) -> str:
    """A value in plain form; a question mark stays, so that `Good?` is no rating."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = str(value)
    return "yes" if text in {"✓", "✔"} else plain(text) + (_DOUBT if _DOUBT in text else "")


def _rating(best_grade: int | None) -> Callable[[object], object]:
    def parse(value: object) -> object:
        word = _word(value)
        if word in NO_RATING:
            return None
        if word in RATING_OF:
            return RATING_OF[word]
        return _graded(word, best_grade)

    return parse


def _graded(word: str, best_grade: int | None) -> str:
    grade = re.fullmatch(r"(?:grade |rating )?([1-4])", word)
    if not grade:
        raise NotRead("not a rating. Use Outstanding, Good, RI or Inadequate")
    if best_grade is None:
        raise NotRead(
            "a number for a rating, and nobody has said whether 1 or 4 is Outstanding. Say so in the settings"
        )
    four = (OUTSTANDING, GOOD, REQUIRES_IMPROVEMENT, INADEQUATE)
    return four[int(grade[1]) - 1] if best_grade == 1 else four[4 - int(grade[1])]


def _outcome(value: object) -> object:
    word = _word(value)
    found = OUTCOME_OF.get(word) or ("exempt" if word.startswith("exempt") and not word.endswith(_DOUBT) else None)
    if found is None:
        raise NotRead("not an outcome. Use accepted, below standard, not submitted, exempt or in progress")
    return found


def _legal_status(value: object) -> object:
    word = _word(value)
    if word in LEGAL_OF:
        return LEGAL_OF[word]
    for phrase, meaning in LEGAL_PHRASES:
        word = phrase.sub(meaning, word)
    hits = [status for status, pattern in LEGAL_WORDS if pattern.search(word)]
    if len(hits) != 1 or word.endswith(_DOUBT):
        raise NotRead("not one legal status. Use " + ", ".join(LEGAL_STATUSES[:-1]) + f" or {LEGAL_STATUSES[-1]}")
    return hits[0]


def _yes_no(value: object) -> object:
    word = _word(value)
    found = YES_NO.get(word) or ("yes" if word.startswith("yes ") else None)
    if found is None:
        raise NotRead("not an answer. Use Yes, No or N/A")
    return found


def _truth(value: object) -> object:
    answer = _yes_no(value)
    return answer == "yes"


def _reason(value: object) -> object:
    return REASON_OF.get(_word(value), "Other")


def _age(value: object) -> object:
    text = str(value).strip().casefold()
    if re.fullmatch(r"unborn|under (1|one)|<\s*1|\d+ ?(weeks?|wks?|months?|mths?|days?)( old)?", text):
        return 0.0
    years = re.fullmatch(r"(\d{1,2})(\.\d+)?\s*(y|yr|yrs|year|years|y/?o)?\.?( old)?", text)
    if not years or float(years[1]) > _OLDEST:
        raise NotRead(f"not an age in years. Use a whole number from 0 to {_OLDEST}")
    return float(years[1])


_OLDEST = 25
"""Care leavers are supported to 25 (Children and Social Work Act 2017, section 3)."""


def _number(value: object) -> object:
    text = str(value).replace(",", "").strip()
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number < float("inf"):
        raise NotRead("not a number. Use a number from 0 up, or leave the cell empty")
    return number


def _text(value: object) -> object:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return " ".join(str(value).split()) or None


def _service(known: tuple[str, ...]) -> Callable[[object], object]:
    core, names = known[0], {plain(name): name for name in known}
    names |= dict.fromkeys(
        ("csc", "childrens social care", "social care", "core", "childrens services", "safeguarding and care"), core
    )
    names |= {phrase: name for phrase, name in OTHER_SERVICES.items() if name in known}

    return lambda value: names.get(_word(value)) or _text(value)


def parser(
    kind: Kind, services: tuple[str, ...], best_grade: int | None, *, date_1904: bool
) -> Callable[[object], object]:
    """The parser of a kind of value.

    Args:
        kind: The kind.
        services: The services of the settings, the core service first.
        best_grade: The number that means Outstanding, where numeric grades are used and somebody has said so.
        date_1904: Whether the workbook's serial dates count from 1904.

    Returns:
        A function of a raw value that is not blank; it returns ours (`None` for a value that says *no value*).
    """
    parsers: dict[Kind, Callable[[object], object]] = {
        Kind.MONTH: lambda value: read_month(value, date_1904=date_1904),
        Kind.DATE: lambda value: read_date(value, date_1904=date_1904),
        Kind.RATING: _rating(best_grade),
        Kind.SERVICE: _service(services),
        Kind.OUTCOME: _outcome,
        Kind.LEGAL_STATUS: _legal_status,
        Kind.YES_NO: _yes_no,
        Kind.TRUTH: _truth,
        Kind.ACTION_KIND: _listed(KIND_OF, "not a kind of action. Use Care planning or Non-care planning"),
        Kind.ROLE: _listed(ROLE_OF, "not a role. Use Auditor or Moderator"),
        Kind.FREQUENCY: _listed(FREQUENCY_OF, "not a frequency. Use Monthly, Bi-monthly or Reduced"),
        Kind.REASON: _reason,
        Kind.VIEW: _listed(VIEW_OF, "not a view. Use Positive, Mixed or Negative"),
        Kind.AGE: _age,
        Kind.NUMBER: _number,
        Kind.TEXT: _text,
    }
    return parsers[kind]


def team_key(name: str) -> str:
    """A team's name as it is compared: `Team 1` is not `Team 11`, but `Team  1 ` is `team 1`."""
    return plain(name)
