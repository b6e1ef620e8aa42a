"""What a cell of theirs means: each kind of value with its parser, applied once to every distinct value.

A parser takes the raw value of a cell that is not blank and returns ours, or raises `NotRead` with what it expected.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa_workbook.intake.columns import Kind
from qa_workbook.intake.dates import NotRead, read_date, read_month
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

RI_LOW = "Requires improvement (low)"
"""A rating that says by itself that it is at the lower end; it becomes a rating and `ri_low`."""

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


def _spellings(**lists: str) -> dict[str, str]:
    return {phrase: name for name, text in lists.items() for phrase in text.split("|")}


_RATINGS = {
    OUTSTANDING: "outstanding|o|outst|os|outstanding practice",
    GOOD: "good|g|gd|good practice",
    REQUIRES_IMPROVEMENT: "requires improvement|ri|req imp|requires improvement to be good|r|requires imp|req improvement|reqs imp"
    "|requires improvement ri|needs improvement|reqs improvement|require improvement|r i|ri high|high ri|upper ri|ri upper"
    "|requires improvement high|improvement required|rtbg|rig|ritbg",
    RI_LOW: "ri low|low ri|lower ri|ri lower|requires improvement low|requires improvement lower|ri lower end|lower end ri|ri low end"
    "|requires improvement lower end|low requires improvement|lower end of ri",
    INADEQUATE: "inadequate|inad|i|inadeq|ina|inadequate practice",
}  # fmt: skip
_RATING_OF = {phrase: rating for rating, text in _RATINGS.items() for phrase in text.split("|")}
_NO_RATING = frozenset(
    [
        "n a",
        "na",
        "not applicable",
        "not rated",
        "not graded",
        "none",
        "tbc",
        "ungraded",
        "not moderated",
        "unrated",
        "no grade",
        "no rating",
    ]
)

_OUTCOMES = {
    "accepted": "uploaded|accepted|completed|complete|completed to standard|signed off|accepted and uploaded|finalised|done|moderated"
    "|completed and uploaded|audit completed|audit complete|to standard|met standard|approved|returned and accepted|complete and uploaded"
    "|completed accepted|yes",
    "below standard": "below standard|not to standard|not accepted|rejected|did not meet standard|returned below standard|not of standard"
    "|not at standard|standard not met|does not meet standard|substandard|sub standard|returned to auditor|not uploaded",
    "not submitted": "not submitted|nil return|nil|no return|not returned|not completed|not done|not received|incomplete|non return"
    "|not complete|non submission|did not submit",
    "exempt": "exempt|exemption|exempted|exempt single month|single month exemption|director exemption|excused",
    "in progress": "in progress|started|allocated|awaiting moderation|with moderator|pending|ongoing|in moderation|not yet due|awaiting return"
    "|underway|to do|awaiting",
}  # fmt: skip
_OUTCOME_OF = {phrase: outcome for outcome, text in _OUTCOMES.items() for phrase in text.split("|")}

_LEGAL_NAMES = {
    "Assessment": "assessment|ass|c f assessment|single assessment|child and family assessment|s47|section 47|sa|caf|assess|c and f assessment|cfa",
    "Child in need": "cin|child in need|children in need|in need|s17|section 17|chin|cin plan",
    "Child protection": "cp|cpp|child protection|child protection plan|protection|in need of protection|subject to cp|subject to cp plan|cp plan",
    "Children with disabilities": "cwd|children with disabilities|disabilities|disability|disabled|disabled child|child with disabilities"
    "|children with disability|child with a disability|disabled children|child with disability|cwdt",
    "Child in care": "cic|cla|lac|looked after|in care|child in care|children in care|looked after child|child looked after|children looked after"
    "|looked after children|care order|s20|section 20|s31",
    "Care leaver": "cl|care leaver|care leavers|leaving care|leaver|care experienced|care experienced young person|former relevant|18 plus",
}  # fmt: skip
_LEGAL_OF = {phrase: status for status, text in _LEGAL_NAMES.items() for phrase in text.split("|")}
_LEGAL_PHRASES = (  # the traps of domain section 3: protection goes before need, leaver before care
    (re.compile(r"\bin need of (\w+ )*protection\b"), "protection"),
    (re.compile(r"\b(leaving|left) care\b|\bcare leavers?\b"), "leaver"),
)
_LEGAL_WORDS = (
    ("Children with disabilities", re.compile(r"\b(disab\w*|cwd)\b")),
    ("Child protection", re.compile(r"\b(protection|cpp?)\b")),
    ("Care leaver", re.compile(r"\b(leavers?|leaving)\b")),
    ("Child in care", re.compile(r"\b(care|looked|cla|lac|cic)\b")),
    ("Child in need", re.compile(r"\b(need|cin)\b")),
    ("Assessment", re.compile(r"\bassess\w*\b")),
)

_YES_NO = _spellings(
    yes="yes|y|true|1|yes seen|involved|took part|spoken to|tick",
    no="no|n|false|0|not involved|not spoken to|did not take part",
    **{"not applicable": "n a|na|not applicable|not app|none|no iro or chair"},
)
_KIND_OF = _spellings(
    **{
        "care planning": "care planning|care plan|cp|yes|y|true|care planning action|care planning actions",
        "non-care planning": "non care planning|non care plan|not care planning|no|n|false|other|non cp|practice|non care planning action"
        "|non care planning actions|noncare planning",
    }
)
_ROLE_OF = _spellings(auditor="auditor|auditors|audit", moderator="moderator|moderators|mod|moderating manager")
_FREQUENCY_OF = _spellings(
    **{
        "monthly": "monthly|every month|each month|m|1",
        "bi-monthly": "bi monthly|bimonthly|alternate months|alternate|every other month|every two months|every 2 months|alternate month",
        "reduced": "reduced|reduced level|part",
        "supporting": "supporting new moderators|supporting",
    }
)
_REASON_OF = _spellings(
    Inappropriate="inappropriate|not appropriate|deemed inappropriate|inappropriate to contact|not appropriate to contact|sensitive",
    Unreachable="unreachable|not reachable|no answer|no response|unable to contact|could not be reached|not contactable|no reply|uncontactable"
    "|unable to reach",
    Declined="declined|refused|declined to take part|did not want to|does not want to|did not wish to",
    Other="other",
)
_VIEW_OF = _spellings(
    Positive="positive|good|positive view|happy|satisfied|mostly positive|p",
    Mixed="mixed|mixed view|both|strengths and areas for development|neutral|m",
    Negative="negative|poor|negative view|unhappy|dissatisfied|mostly negative",
)


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
        if word in _NO_RATING:
            return None
        if word in _RATING_OF:
            return _RATING_OF[word]
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
    found = _OUTCOME_OF.get(word) or ("exempt" if word.startswith("exempt") and not word.endswith(_DOUBT) else None)
    if found is None:
        raise NotRead("not an outcome. Use accepted, below standard, not submitted, exempt or in progress")
    return found


def _legal_status(value: object) -> object:
    word = _word(value)
    if word in _LEGAL_OF:
        return _LEGAL_OF[word]
    for phrase, meaning in _LEGAL_PHRASES:
        word = phrase.sub(meaning, word)
    hits = [status for status, pattern in _LEGAL_WORDS if pattern.search(word)]
    if len(hits) != 1 or word.endswith(_DOUBT):
        raise NotRead("not one legal status. Use " + ", ".join(LEGAL_STATUSES[:-1]) + f" or {LEGAL_STATUSES[-1]}")
    return hits[0]


def _yes_no(value: object) -> object:
    word = _word(value)
    found = _YES_NO.get(word) or ("yes" if word.startswith("yes ") else None)
    if found is None:
        raise NotRead("not an answer. Use Yes, No or N/A")
    return found


def _truth(value: object) -> object:
    answer = _yes_no(value)
    return answer == "yes"


def _reason(value: object) -> object:
    return _REASON_OF.get(_word(value), "Other")


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
    names |= {phrase: name for phrase, name in _OTHER_SERVICES.items() if name in known}

    return lambda value: names.get(_word(value)) or _text(value)


_OTHER_SERVICES = _spellings(
    Fostering="fostering service|foster carers|in house fostering",
    **{
        "Early Help": "earlyhelp|families first|eh|early help service",
        "Youth Support": "youth support team|yst|youth justice|yjs|yot",
    },
)


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
        Kind.ACTION_KIND: _listed(_KIND_OF, "not a kind of action. Use Care planning or Non-care planning"),
        Kind.ROLE: _listed(_ROLE_OF, "not a role. Use Auditor or Moderator"),
        Kind.FREQUENCY: _listed(_FREQUENCY_OF, "not a frequency. Use Monthly, Bi-monthly or Reduced"),
        Kind.REASON: _reason,
        Kind.VIEW: _listed(_VIEW_OF, "not a view. Use Positive, Mixed or Negative"),
        Kind.AGE: _age,
        Kind.NUMBER: _number,
        Kind.TEXT: _text,
    }
    return parsers[kind]


def team_key(name: str) -> str:
    """A team's name as it is compared: `Team 1` is not `Team 11`, but `Team  1 ` is `team 1`."""
    return plain(name)
