"""Every column of a tracker, declared once: its table, its kind of value and the headings that councils give it.

The tables and columns are those of domain section 2, the synonyms those of section 3 and of published audit forms.
A heading is compared as `text.plain` writes it: lower case, no punctuation. `names` are headings that mean the
column and nothing else; `also` are headings that may mean it where no better one stands in the same row.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

__all__ = ["TABLES", "Column", "Kind", "Table", "phrases"]

NAME, ALSO = 1.0, 0.85
"""Confidence of a heading that is a declared name, or one of the looser synonyms."""


class Kind(Enum):
    """The kind of value that a column holds, and with it the parser that reads it (`values.PARSERS`)."""

    TEXT = "text"
    MONTH = "a month"
    DATE = "a date"
    NUMBER = "a number"
    AGE = "an age in years"
    YES_NO = "Yes, No or Not applicable"
    TRUTH = "Yes or No"
    RATING = "a rating"
    OUTCOME = "an outcome"
    LEGAL_STATUS = "a legal status"
    SERVICE = "a service"
    ACTION_KIND = "care planning or non-care planning"
    ROLE = "auditor or moderator"
    FREQUENCY = "a frequency"
    REASON = "a reason"
    VIEW = "positive, mixed or negative"


@dataclass(frozen=True)
class Column:
    """One canonical column.

    Args:
        key: Its name in the canonical frame.
        kind: What its values are.
        names: Headings that mean it, plain form, the product's own heading first.
        also: Headings that may mean it where no name of it stands in the same row.
        needed: A table without this column can't be read at all.
    """

    key: str
    kind: Kind
    names: tuple[str, ...]
    also: tuple[str, ...] = ()
    needed: bool = False


@dataclass(frozen=True)
class Table:
    """One canonical table.

    Args:
        key: Its name: `audits`, `actions` …
        title: Its name for a person: `Audits`.
        columns: Its columns.
        without: What the dashboard lacks where the tracker has no such table, as a clause.
    """

    key: str
    title: str
    columns: tuple[Column, ...]
    without: str = ""

    @cached_property
    def names(self) -> dict[str, list[tuple[str, float]]]:
        """Every declared heading in plain form, with the columns that it may mean and the confidence of each."""
        names: dict[str, list[tuple[str, float]]] = {}
        for column in self.columns:
            for confidence, phrases in ((NAME, column.names), (ALSO, column.also)):
                for phrase in phrases:
                    names.setdefault(phrase, []).append((column.key, confidence))
        return names


def _column(key: str, kind: Kind, names: str, also: str = "", *, needed: bool = False) -> Column:
    return Column(key, kind, phrases(names), phrases(also), needed)


def phrases(text: str) -> tuple[str, ...]:
    """The phrases of a text that parts them with `|`."""
    return tuple(phrase.strip() for phrase in text.split("|") if phrase.strip())


def _ratings(whose: str) -> str:
    """Headings of a rating by whose or which it is: such as `moderators overall grade`."""
    what = [
        f"{overall}{rating}" for overall in ("", "overall ", "audit ") for rating in ("rating", "grade", "judgement")
    ]
    return "|".join(f"{who} {rating}" for who in whose.split("|") for rating in what)


_AUDIT_ID = "audit id|audit ref|audit reference|audit no|audit number|audit|linked audit|audit unique id"
_CHILD_REF = (
    "child reference|child ref|mosaic id|lcs no|lcs id|lcs number|liquidlogic id|case number|case no|case id|child id"
    "|person id|client id|ics number|ics id|id number|childs id|childs reference|child number|pid|system id"
    "|mosaic number|mosaic no|eclipse id|carefirst id|azeus id|childs mosaic id|child lcs id|childs lcs number"
)
_TEAM = "team|allocated team|team name|team audited|social work team|childs team|responsible team|case holding team"
_HEAD = "head of service|hos|service manager|head of service name|service head|hos name|responsible head of service"

AUDITS = Table(
    "audits", "Audits",
    (
        _column("audit_id", Kind.TEXT, _AUDIT_ID + "|unique audit ref|audit log number|unique ref|unique reference|case audit id|audit unique ref", "ref|id|reference|no|number|unique id|id number"),
        _column("month", Kind.MONTH, "audit month|month of audit|month|month audited|reporting month|audit period|month year",
                "date of audit|audit date|period|date audited|date|audit month year|month allocated|date allocated", needed=True),
        _column("service", Kind.SERVICE, "service|service area|directorate service|which service|service audited"),
        _column("team", Kind.TEXT, _TEAM, "sw team|team service"),
        _column("child_ref", Kind.TEXT, _CHILD_REF, "child|child name|name of child|childs name|initials|child initials"),
        _column("age", Kind.AGE, "age|childs age|age of child|child age|age at audit|age in years|age years|age of child at audit|current age|age at time of audit|childs age at audit"),
        _column("legal_status", Kind.LEGAL_STATUS,
                "legal status|childs legal status|case status|childs status|child status|status of child|type of case"
                "|case type|plan type|childs plan|type of plan|legal status of child|status of case|current status"
                "|care status|type of involvement|category", "status|plan|type"),
        _column("auditor", Kind.TEXT, "auditor|name of auditor|file auditor|auditors name|auditor name|audited by|completed by"
                "|auditing manager|lead auditor|case auditor"),
        _column("moderator", Kind.TEXT, "moderator|name of moderator|moderated by|moderators name|moderator name|qa moderator"
                "|moderating manager|file moderator"),
        _column("auditor_team", Kind.TEXT, "auditors team|auditor team|team of auditor|auditing team|auditors own team|auditor s team"),
        _column("elective", Kind.TRUTH, "elective|elective audit|is elective|additional elective audit|extra audit|voluntary audit"),
        _column("outcome", Kind.OUTCOME, "outcome|audit outcome|audit status|outcome of audit|completion status|return status"
                "|submission status|audit progress|status of audit|completed to standard|audit completion"
                "|accepted", "status|progress|completed|result"),
        _column("date_submitted", Kind.DATE, "date submitted|submission date|date of submission|date returned"
                "|date received|date completed|date uploaded|date audit submitted|date audit completed|returned on|submitted on", "submitted|returned"),
        _column("auditor_rating", Kind.RATING,
                _ratings("auditors|auditor|initial|original|first|unmoderated|pre moderation|auditor initial|auditors initial")
                + "|audit judgement|grade by auditor|rating by auditor|auditor overall"),
        _column("final_rating", Kind.RATING,
                _ratings("final|moderated|agreed|moderators|moderator|post moderation|final moderated|final agreed|confirmed")
                + "|overall final grade|grade after moderation|rating after moderation",
                "overall grade|overall rating|overall judgement|audit grade|audit rating|grade|rating|judgement"
                "|overall audit grade|overall audit rating|overall"),
        _column("ri_low", Kind.TRUTH, "ri low|low ri|lower end of ri|ri lower|ri lower end|lower end ri|lower ri|low end of ri|ri low end"
                "|is it low ri|low end ri|lower end of requires improvement|lower end|weaker ri"),
        _column("child_involved", Kind.YES_NO, "child spoken to|child yp spoken to|child young person spoken to|spoke to child|spoken to child"
                "|child involved|child spoken with|childs involvement|was the child spoken to|child 4 spoken to"
                "|child contributed|was child spoken to|child participation|child took part|young person spoken to"
                "|child seen or spoken to|contact with child|did you speak to the child|child contacted|child consulted|child or young person spoken to"),
        _column("child_reason", Kind.REASON, "reason child not spoken to|if not why child|why child not spoken to"
                "|reason not spoken to child|reason not child|child reason not|if child not spoken to why|reason child not involved"
                "|child reason|if no why child|child if not why|child not spoken to reason|why not child", "if not why|reason not"),
        _column("child_view", Kind.VIEW, "childs view|childs view of service|view of child|child view|childs views|child feedback"
                "|childs feedback|view child|childs view of the service|feedback from child|young persons view"),
        _column("family_involved", Kind.YES_NO, "parent or carer spoken to|family spoken to|parent carer spoken to|parents spoken to"
                "|parent spoken to|family involved|spoken to family|spoke to family|parents carers spoken to"
                "|parent carers spoken to|family involvement|was the parent spoken to|parents or carers spoken to"
                "|carer spoken to|spoke to parent carer|family took part|parent carer involved|contact with family|did you speak to the parent carer|did you speak to the family|parent carer contacted|parents carers contacted"),
        _column("family_reason", Kind.REASON, "reason parent or carer not spoken to|if not why parent carer|why family not spoken to"
                "|reason not family|family reason not|reason family not spoken to|reason not spoken to family"
                "|if family not spoken to why|family reason|reason parent not spoken to|if no why family|if not why family"
                "|parent carer reason not|reason parent carer not spoken to|why not family|why not parent carer"),
        _column("family_view", Kind.VIEW, "parent or carers view|family view|familys view|parent carer view|parent carer view of service"
                "|parents view|parents views|view of family|family feedback|parent carers view|view family|familys view of service"
                "|parent or carer view|feedback from family|parent or carer view of service|familys feedback|parent view"),
        _column("social_worker_involved", Kind.YES_NO, "social worker involved|social worker|sw involved|social worker took part"
                "|social worker spoken to|sw spoken to|social worker involvement|allocated social worker involved|sw took part"
                "|sw|was the social worker involved|done with social worker"),
        _column("team_manager_involved", Kind.YES_NO, "team manager involved|team manager|tm involved|manager involved|team manager took part"
                "|team manager spoken to|tm took part|tm|team manager involvement|practice supervisor involved|supervisor involved"),
        _column("iro_cp_chair_involved", Kind.YES_NO, "iro or cp chair involved|iro cp chair involved|iro cp chair|iro involved|cp chair involved"
                "|iro or cp chair|iro chair involved|iro cpc involved|chair involved|iro or chair involved|iro cp chair took part"
                "|iro or cp chair took part|iro or cp chair spoken to|iro cp chair spoken to|iro"),
        _column("notes", Kind.TEXT, "notes|comments|qa notes|remarks|qa comments|comment|note"),
    ),
)  # fmt: skip

ACTIONS = Table(
    "actions", "Actions",
    (
        _column("action_id", Kind.TEXT, "action id|action ref|action reference|action no|action number", "ref|id|no|number|reference"),
        _column("audit_id", Kind.TEXT, _AUDIT_ID, "id number|reference", needed=True),
        _column("kind", Kind.ACTION_KIND, "kind|action type|type of action|care planning|care planning action|kind of action|care plan action"
                "|care planning or not|is it care planning|care planning or non care planning|action category|category of action"
                "|care planning y n|care planning yes no", "type|category"),
        _column("action", Kind.TEXT, "action|recommendation|action required|agreed action|description|action agreed|recommended action"
                "|required action|what|details of action|action description|actions"),
        _column("owner", Kind.TEXT, "owner|by whom|who|responsible|responsible person|action owner|person responsible|lead|assigned to"
                "|allocated to|to be completed by whom|whose action"),
        _column("agreed", Kind.DATE, "date agreed|agreed|agreed on|date set|date action agreed|action date|date of action|date raised|date created"
                "|set on|date made", "date"),
        _column("due", Kind.DATE, "due|due date|date due|timescale|by when|target date|deadline|to be completed by|complete by|action due"
                "|due by|completion due|when|target completion date|timescale for completion", needed=True),
        _column("completed", Kind.DATE, "date completed|completed|completed on|completion date|date completed transferred|date done"
                "|date action completed|date completed or transferred|actual completion date|date closed|closed|done on|date of completion|completed date"
                "|action completed", needed=True),
        _column("last_update", Kind.DATE, "last manager update|last tm update|last update|date of last update|manager update|tm update"
                "|latest update|last updated|date last updated|date of last manager update|last team manager update|managers last update"
                "|last update from manager|update received|last manager update date"),
        _column("service_ended", Kind.TRUTH, "service ended|case closed|service closed|closed to service|service has ended|ended|service end"
                "|case closed before completion|no longer open|is service ended"),
    ),
    without="the measures of actions",
)  # fmt: skip

CONCERNS = Table(
    "concerns", "Concerns",
    (
        _column("concern_id", Kind.TEXT, "concern id|concern ref|concern reference|concern no|concern number|case of concern id"
                "|case of concern ref|coc id|coc ref", "ref|id|no|number|reference"),
        _column("audit_id", Kind.TEXT, _AUDIT_ID),
        _column("child_ref", Kind.TEXT, _CHILD_REF, "child|child name|initials"),
        _column("team", Kind.TEXT, _TEAM),
        _column("head_of_service", Kind.TEXT, _HEAD),
        _column("raised", Kind.DATE, "date raised|raised|raised on|date of concern|date opened|opened|date identified|raised date|date concern raised"
                "|date notified", "date", needed=True),
        _column("last_update", Kind.DATE, "last update|last hos update|date of last update|hos update|last head of service update|latest update"
                "|last updated|date of last hos update|head of service update|date updated|date last updated|last review|last reviewed"),
        _column("child_safe", Kind.TRUTH, "child safe|assured child is safe|child is safe|is child safe|assured safe|assured that child is safe"
                "|safe|is the child safe|child assured safe"),
        _column("plan_established", Kind.TRUTH, "plan established|assured plan in place|plan in place|appropriate plan|is plan in place|plan assured"
                "|assured plan established|appropriate plan in place|is there a plan in place|plan agreed"),
        _column("resolved", Kind.DATE, "resolved|date resolved|resolved on|date closed|closed|resolution date|date of resolution|closed on|concern resolved"
                "|date concern resolved|closed date|resolved date", needed=True),
    ),
    without="cases of concern",
)  # fmt: skip

AMBASSADORS = Table(
    "ambassadors", "Ambassadors",
    (
        _column("month", Kind.MONTH, "month|month of review|review month|month reviewed", "date|period|date of review|review date", needed=True),
        _column("ref", Kind.TEXT, "review|ref|record reviewed|review ref|record|reference|review no|review id|review number|record ref", "id|no|number"),
        _column("comment", Kind.TEXT, "comment|comments|ambassadors comment|notes|ambassador comments|feedback|ambassadors comments"),
    ),
    without="the ambassadors' review",
)  # fmt: skip
"""The questions are whichever other columns hold Yes and No: they are each council's own (`headings`)."""

STAFF = Table(
    "staff", "Staff",
    (
        _column("name", Kind.TEXT, "name|staff name|full name|auditor|auditor name|member of staff|employee|auditor moderator|auditor or moderator"
                "|staff member", needed=True),
        _column("role", Kind.ROLE, "role|audit role|role in audit|auditor or moderator|auditor moderator|function|role in audits|qa role", needed=True),
        _column("grade", Kind.TEXT, "grade|job title|position|job role|post|job"),
        _column("team", Kind.TEXT, _TEAM),
        _column("frequency", Kind.FREQUENCY, "frequency|audit frequency|how often|monthly or bi monthly|audits how often|frequency of audit"),
        _column("exempt", Kind.TRUTH, "exempt|currently exempt|is exempt|standing exemption|exempt now|exemption"),
        _column("reason", Kind.TEXT, "reason|exemption reason|reason exempt|reason for exemption|why exempt|exempt reason"),
        _column("capacity", Kind.NUMBER, "monthly capacity|capacity|audits can moderate a month|moderation capacity|audits a month|can moderate"
                "|moderations a month|number can moderate|capacity to moderate|moderates a month|monthly moderation capacity|moderations per month"
                "|audits per month"),
    ),
    without="the pool of staff and the capacity to moderate",
)  # fmt: skip

TEAMS = Table(
    "teams", "Teams",
    (
        _column("team", Kind.TEXT, _TEAM, "name|service team", needed=True),
        _column("head_of_service", Kind.TEXT, _HEAD),
        _column("manager", Kind.TEXT, "manager|team manager|team manager name|tm|manager name|name of team manager|name of manager"),
    ),
    without="the bands and the coverage of teams",
)  # fmt: skip

CASELOAD = Table(
    "caseload", "Caseload",
    (
        _column("month", Kind.MONTH, "month|reporting month|month end|month year", "date|period|as at|at end of", needed=True),
        _column("children_open", Kind.NUMBER, "children open|children open to csc|open cases|children open to childrens social care|number of children open"
                "|caseload|open children|children open to social care|total open|children with an open case|cases open|number open"
                "|number of open cases|total children open|open caseload|no of children open|children open at month end|open referrals"
                "|children and young people open", needed=True),
    ),
    without="the share of children open",
)  # fmt: skip

TABLES = (AUDITS, ACTIONS, CONCERNS, AMBASSADORS, STAFF, TEAMS, CASELOAD)
