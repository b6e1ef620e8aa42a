"""What people type for each of our values, in plain form (`text.plain`): domain section 3."""

from __future__ import annotations

import re

from qa_workbook.intake.vocabulary import GOOD, INADEQUATE, OUTSTANDING, REQUIRES_IMPROVEMENT

__all__ = [
    "FREQUENCY_OF",
    "KIND_OF",
    "LEGAL_OF",
    "LEGAL_PHRASES",
    "LEGAL_WORDS",
    "NO_RATING",
    "OTHER_SERVICES",
    "OUTCOME_OF",
    "RATING_OF",
    "REASON_OF",
    "RI_LOW",
    "ROLE_OF",
    "VIEW_OF",
    "YES_NO",
]

RI_LOW = "Requires improvement (low)"
"""A rating that says by itself that it is at the lower end; it becomes a rating and `ri_low`."""


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
RATING_OF = {phrase: rating for rating, text in _RATINGS.items() for phrase in text.split("|")}
NO_RATING = frozenset(
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
OUTCOME_OF = {phrase: outcome for outcome, text in _OUTCOMES.items() for phrase in text.split("|")}

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
LEGAL_OF = {phrase: status for status, text in _LEGAL_NAMES.items() for phrase in text.split("|")}
LEGAL_PHRASES = (  # the traps of domain section 3: protection goes before need, leaver before care
    (re.compile(r"\bin need of (\w+ )*protection\b"), "protection"),
    (re.compile(r"\b(leaving|left) care\b|\bcare leavers?\b"), "leaver"),
)
LEGAL_WORDS = (
    ("Children with disabilities", re.compile(r"\b(disab\w*|cwd)\b")),
    ("Child protection", re.compile(r"\b(protection|cpp?)\b")),
    ("Care leaver", re.compile(r"\b(leavers?|leaving)\b")),
    ("Child in care", re.compile(r"\b(care|looked|cla|lac|cic)\b")),
    ("Child in need", re.compile(r"\b(need|cin)\b")),
    ("Assessment", re.compile(r"\bassess\w*\b")),
)

YES_NO = _spellings(
    yes="yes|y|true|1|yes seen|involved|took part|spoken to|tick",
    no="no|n|false|0|not involved|not spoken to|did not take part",
    **{"not applicable": "n a|na|not applicable|not app|none|no iro or chair"},
)
KIND_OF = _spellings(
    **{
        "care planning": "care planning|care plan|cp|yes|y|true|care planning action|care planning actions",
        "non-care planning": "non care planning|non care plan|not care planning|no|n|false|other|non cp|practice|non care planning action"
        "|non care planning actions|noncare planning",
    }
)
ROLE_OF = _spellings(auditor="auditor|auditors|audit", moderator="moderator|moderators|mod|moderating manager")
FREQUENCY_OF = _spellings(
    **{
        "monthly": "monthly|every month|each month|m|1",
        "bi-monthly": "bi monthly|bimonthly|alternate months|alternate|every other month|every two months|every 2 months|alternate month",
        "reduced": "reduced|reduced level|part",
        "supporting": "supporting new moderators|supporting",
    }
)
REASON_OF = _spellings(
    Inappropriate="inappropriate|not appropriate|deemed inappropriate|inappropriate to contact|not appropriate to contact|sensitive",
    Unreachable="unreachable|not reachable|no answer|no response|unable to contact|could not be reached|not contactable|no reply|uncontactable"
    "|unable to reach",
    Declined="declined|refused|declined to take part|did not want to|does not want to|did not wish to",
    Other="other",
)
VIEW_OF = _spellings(
    Positive="positive|good|positive view|happy|satisfied|mostly positive|p",
    Mixed="mixed|mixed view|both|strengths and areas for development|neutral|m",
    Negative="negative|poor|negative view|unhappy|dissatisfied|mostly negative",
)
OTHER_SERVICES = _spellings(
    Fostering="fostering service|foster carers|in house fostering",
    **{
        "Early Help": "earlyhelp|families first|eh|early help service",
        "Youth Support": "youth support team|yst|youth justice|yjs|yot",
    },
)
