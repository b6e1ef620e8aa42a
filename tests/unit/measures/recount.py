"""A second count of every figure, in plain Python from plain rows: it shares no code with the product.

A month is `12 * year + month - 1`. A count is (numerator, base); a plain count has no base.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qa_workbook.measures.results import Results

__all__ = [
    "AREAS",
    "CORE",
    "Action",
    "Audit",
    "Concern",
    "Rows",
    "Staff",
    "differences",
    "label",
    "month_of",
    "recount",
]

CORE = "Children's Social Care"
AREAS = (
    "Assessment",
    "Risk assessment and response",
    "Planning and review",
    "Relational intervention and review",
    "Permanence",
    "Management oversight and supervision",
)
_LEGAL = (
    "Assessment", "Child in need", "Child protection", "Children with disabilities", "Child in care", "Care leaver",
)  # fmt: skip
_SERVICES = (CORE, "Fostering", "Early Help", "Youth Support")
_BEST_FIRST = ("Outstanding", "Good", "Requires improvement", "Inadequate")
_PEOPLE = {
    "child_involved": "child",
    "family_involved": "family",
    "social_worker_involved": "worker",
    "team_manager_involved": "manager",
    "iro_cp_chair_involved": "chair",
}
_AREA_OF = {"assessment_good": AREAS[0], "planning_good": AREAS[2], "oversight_good": AREAS[5]}


@dataclass(frozen=True)
class Audit:
    """One audit asked for, in our own words; `None` is a blank."""

    ref: str
    month: int
    team: str | None
    child: str | None = None
    age: int | None = None
    legal: str | None = None
    auditor: str | None = None
    elective: bool = False
    outcome: str | None = "accepted"
    first: str | None = None
    final: str | None = None
    low: bool = False
    areas: tuple[str | None, ...] = (None,) * len(AREAS)
    took_part: dict[str, str | None] = field(default_factory=dict)
    reasons: dict[str, str | None] = field(default_factory=dict)
    views: dict[str, str | None] = field(default_factory=dict)
    service: str = CORE


@dataclass(frozen=True)
class Action:
    """One action agreed in an audit."""

    audit: str
    kind: str
    agreed: dt.date
    due: dt.date | None
    completed: dt.date | None = None
    updated: dt.date | None = None
    ended: bool = False


@dataclass(frozen=True)
class Concern:
    """One case of concern."""

    audit: str | None
    head: str
    raised: dt.date
    updated: dt.date | None = None
    safe: bool = False
    plan: bool = False
    resolved: dt.date | None = None


class Staff(NamedTuple):
    """One auditor or moderator."""

    name: str
    role: str
    team: str | None
    frequency: str
    exempt: bool
    capacity: int | None


@dataclass(frozen=True)
class Rows:
    """A whole tracker."""

    audits: tuple[Audit, ...]
    actions: tuple[Action, ...]
    concerns: tuple[Concern, ...]
    ambassadors: tuple[tuple[int, dict[str, str]], ...]
    staff: tuple[Staff, ...]
    teams: tuple[str, ...]
    caseload: dict[int, int]


Key = tuple[str, str, str, str]
Counted = dict[Key, tuple[int | None, int | None]]


def month_of(year: int, month: int) -> int:
    """The number of a month."""
    return 12 * year + month - 1


def label(month: int) -> str:
    """`Jul 22`."""
    return f"{calendar.month_abbr[month % 12 + 1]} {month // 12 % 100:02d}"


def quarter(month: int) -> str:
    """`Q2 22/23`: financial years run April to March."""
    year, number = divmod(month - 3, 12)
    return f"Q{number // 3 + 1} {year % 100:02d}/{(year + 1) % 100:02d}"


def _first_day(month: int) -> dt.date:
    return dt.date(month // 12, month % 12 + 1, 1)


def _last_day(month: int) -> dt.date:
    return _first_day(month + 1) - dt.timedelta(days=1)


def _half_up(count: int, base: int) -> int:
    return int(100 * count / base + 0.5)


def _years_before(day: dt.date, months: int) -> dt.date:
    number = month_of(day.year, day.month) - months
    return min(_first_day(number) + dt.timedelta(days=day.day - 1), _last_day(number))


class _Recount:
    def __init__(self, rows: Rows, month: int, as_at: dt.date | None) -> None:
        self.rows, self.month = rows, month
        self.as_at = as_at or _last_day(month)
        self.core = [a for a in rows.audits if a.service == CORE]
        self.asked = sorted({a.month for a in self.core if a.month <= month})
        first = month - (month - 3) % 3 - 12
        window = [m for m in self.asked if m >= first]
        self.months = sorted({*window, *self.asked[-12:]})
        self.quarters = list(dict.fromkeys(quarter(m) for m in window))
        self.accepted = [a for a in self.core if a.outcome == "accepted"]
        self.found: Counted = {}

    def put(self, key: Key, numerator: int | None, base: int | None = None) -> None:
        assert key not in self.found
        self.found[key] = (numerator, base)

    def span(self, count: int) -> str:
        held = self.asked[-count:]
        return label(held[0]) if len(held) == 1 else f"{label(held[0])} to {label(held[-1])}"

    def in_last(self, count: int, audits: Iterable[Audit]) -> list[Audit]:
        return [a for a in audits if a.month in self.asked[-count:]]

    def periods(self, audits: list[Audit]) -> Iterable[tuple[str, list[Audit]]]:
        yield from ((label(m), [a for a in audits if a.month == m]) for m in self.months)
        yield from self.by_quarter(audits)

    def by_quarter(self, audits: list[Audit]) -> Iterable[tuple[str, list[Audit]]]:
        yield from ((q, [a for a in audits if quarter(a.month) == q and a.month <= self.month]) for q in self.quarters)

    # ------------------------------------------------------------------------------------------ audits

    def audits(self) -> None:
        for period, held in self.periods(self.core):
            done = [a for a in held if a.outcome == "accepted"]
            self.put(("audits_accepted", "", "", period), len(done))
            self.put(("completion_rate", "", "", period), len(done), sum(not a.elective for a in held))
            self.ratings(done, "", "", period, lambda a: (a.final, a.low))
            for measure, area in _AREA_OF.items():
                rated = [r for a in done if (r := a.areas[AREAS.index(area)])]
                good = sum(r in {"Good", "Outstanding"} for r in rated)
                self.put((measure, "", "", period), good, len(rated))
            for measure, who in _PEOPLE.items():
                among = [a for a in done if who != "child" or (a.age is not None and a.age >= 4)]
                answers = Counter(a.took_part.get(who) for a in among)
                self.put((measure, "", "", period), answers["yes"], answers["yes"] + answers["no"])

    def groups(self) -> None:
        for period, held in self.by_quarter(self.accepted):
            for legal in _LEGAL:
                of_group = [a for a in held if a.legal == legal]
                self.ratings(of_group, "legal status", legal, period, lambda a: (a.final, a.low))
            for number, area in enumerate(AREAS):
                self.ratings(held, "practice area", area, period, lambda a, n=number: (a.areas[n], False))
        everyone = [a for a in self.rows.audits if a.outcome == "accepted"]
        named = {a.service for a in self.rows.audits}
        for period, held in self.by_quarter(everyone):
            for service in (s for s in _SERVICES if s in named):
                of_group = [a for a in held if a.service == service]
                self.ratings(of_group, "service", service, period, lambda a: (a.final, a.low))
        for team in self.rows.teams:
            of_group = [a for a in self.in_last(6, self.accepted) if a.team == team]
            self.ratings(of_group, "team", team, self.span(6), lambda a: (a.final, a.low))

    def ratings(
        self, audits: list[Audit], by: str, group: str, period: str, rating: Callable[[Audit], tuple[str | None, bool]]
    ) -> None:
        rated = [pair for a in audits if (pair := rating(a))[0]]
        ri = [low for name, low in rated if name == "Requires improvement"]
        count = Counter(name for name, _ in rated)
        numbers = {
            "outstanding": count["Outstanding"],
            "good": count["Good"],
            "good_or_better": count["Outstanding"] + count["Good"],
            "requires_improvement": len(ri),
            "ri_not_low": ri.count(False),
            "ri_low": ri.count(True),
            "inadequate": count["Inadequate"],
            "weaker": count["Inadequate"] + ri.count(True),
        }
        for measure, number in numbers.items():
            self.put((measure, by, group, period), number, len(rated))

    # ----------------------------------------------------------------------------------------- actions

    def state(self, action: Action, as_at: dt.date) -> str | None:
        if action.completed and action.completed <= as_at:
            if action.due is None:
                return None
            return "on time" if action.completed <= action.due else "late"
        if action.ended:
            return "service ended"
        if not (action.updated and action.updated <= as_at):
            return "no update"
        if action.due is None:
            return None
        return "not yet due" if action.due >= as_at else "overdue"

    def actions(self) -> None:
        month_of_audit = {a.ref: a.month for a in self.accepted}
        child_of = {a.ref: a.child for a in self.accepted}
        held = [(month_of_audit[x.audit], x) for x in self.rows.actions if x.audit in month_of_audit]
        for month in self.months:
            earlier = [m for m in self.asked if m < month]
            if earlier:
                as_at = self.as_at if month == self.month else min(self.as_at, _last_day(month))
                states = [self.state(x, as_at) for m, x in held if m == earlier[-1] and x.due and not x.ended]
                self.put(("actions_on_time", "", "", label(month)), states.count("on time"), len(states))
        recent = self.asked[-3:]
        begin = _first_day(self.asked[-6:][0])
        until = min(self.as_at, _last_day(self.month))
        for kind in ("care planning", "non-care planning"):
            of_kind = [(m, x, s) for m, x in held if x.kind == kind and (s := self.state(x, self.as_at))]
            states = [s for m, _, s in of_kind if m in recent]
            for state in ("on time", "late", "service ended", "no update", "not yet due", "overdue"):
                key = ("actions", f"{kind} state", state, self.span(3))
                self.put(key, states.count(state), len(states))
            older = [s for m, _, s in of_kind if m < recent[0] and s in {"no update", "overdue"}]
            self.put(("actions_outstanding_older", "kind", kind, label(self.month)), len(older))
            done = [x for _, x in held if x.kind == kind and x.completed and begin <= x.completed <= until]
            self.put(("actions_completed_6_months", "kind", kind, self.span(6)), len(done))
            if kind == "care planning":
                children = {child_of[x.audit] for x in done} - {None}
                self.put(("children_plan_changed_6_months", "", "", self.span(6)), len(children))

    # -------------------------------------------------------------------------------------- moderation

    def moderation(self) -> None:
        both = [a for a in self.accepted if a.first and a.final]
        for month in self.months:
            self.effect(label(month), [a for a in both if a.month == month])
        last = self.in_last(6, both)
        self.effect(self.span(6), last)
        pairs = Counter((a.first, a.final) for a in last)
        for first in _BEST_FIRST:
            for final in _BEST_FIRST:
                key = ("moderation_matrix", "auditor to final rating", f"{first} to {final}", self.span(6))
                self.put(key, pairs[first, final], len(last))
        team_of = {s.name: s.team for s in self.rows.staff if s.team}
        known = [(team_of[a.auditor] == a.team, a) for a in last if a.auditor in team_of and a.team]
        for own, group in ((True, "own team"), (False, "other team")):
            theirs = [a for is_own, a in known if is_own is own]
            changed = sum(a.first != a.final for a in theirs)
            self.put(("moderation_changed", "auditor", group, self.span(6)), changed, len(theirs))
        if len(last) >= 20:
            self.put(("moderation_kappa", "", "", self.span(6)), None, len(last))

    def effect(self, period: str, both: list[Audit]) -> None:
        better = [_BEST_FIRST.index(a.first or "") - _BEST_FIRST.index(a.final or "") for a in both]
        self.put(("upgraded", "", "", period), sum(b > 0 for b in better), len(both))
        self.put(("downgraded", "", "", period), sum(b < 0 for b in better), len(both))
        self.put(("moderation_agreed", "", "", period), sum(b == 0 for b in better), len(both))
        worst = [a.first != "Inadequate" for a in both if a.final == "Inadequate"]
        self.put(("inadequate_found_by_moderator", "", "", period), sum(worst), len(worst))

    # ---------------------------------------------------------------------------------- representation

    def representation(self) -> None:
        now = label(self.month)
        outcomes = Counter(a.outcome for a in self.core if a.month == self.month)
        steps = {
            "asked for": outcomes.total(),
            **{step: outcomes[step] for step in ("exempt", "not submitted", "in progress", "below standard")},
            "outcome not read": outcomes[None],
            "submitted": outcomes["below standard"] + outcomes["accepted"],
            "accepted": outcomes["accepted"],
        }
        for step, number in steps.items():
            self.put(("funnel", "step", step, now), number)
        if self.rows.staff:
            self.staff(now)
        months = self.asked[-12:]
        year = sum(a.month in months for a in self.accepted)
        stretch = 2 * len(self.rows.teams)
        self.put(("audits_accepted_12_months", "", "", now), year)
        self.put(("audits_accepted_mean_12_months", "", "", now), year, len(months))
        if stretch:
            self.put(("audits_stretch", "", "", now), stretch)
        if self.month in self.rows.caseload:
            children = self.rows.caseload[self.month]
            self.put(("share_of_children_open", "", "", now), year, children)
            if stretch:
                self.put(("stretch_share_of_children_open", "", "", now), 12 * stretch, children)

    def staff(self, now: str) -> None:
        auditors = [s for s in self.rows.staff if s.role == "auditor"]
        moderators = [s for s in self.rows.staff if s.role == "moderator"]
        steps = {
            "pool": len(auditors) + len(moderators),
            "auditors": len(auditors),
            "moderators": len(moderators),
            "auditors exempt": sum(s.exempt for s in auditors),
            "auditors bi-monthly": sum(s.frequency == "bi-monthly" and not s.exempt for s in auditors),
            "moderators exempt": sum(s.exempt for s in moderators),
            "capacity to moderate": sum(s.capacity or 0 for s in moderators if not s.exempt),
        }
        for step, number in steps.items():
            self.put(("staff", "step", step, now), number)

    # ------------------------------------------------------------------------------------- taking part

    def taking_part(self) -> None:
        for period, held in self.by_quarter(self.accepted):
            missed = Counter(a.reasons.get(w) for a in held for w in ("child", "family") if a.took_part.get(w) == "no")
            reasons = ("Inappropriate", "Unreachable", "Declined", "Other")
            for reason in reasons:
                key = ("views_not_obtained", "reason", reason, period)
                self.put(key, missed[reason], sum(missed[r] for r in reasons))
            for who in ("child", "family"):
                given = Counter(a.views.get(who) for a in held if a.took_part.get(who) == "yes")
                views = ("Positive", "Mixed", "Negative")
                for view in views:
                    self.put((f"{who}_view", "view", view, period), given[view], sum(given[v] for v in views))
        months = sorted({m for m, _ in self.rows.ambassadors if m <= self.month})[-4:]
        questions = list(dict.fromkeys(q for _, answers in self.rows.ambassadors for q in answers))
        for month in months:
            for question in questions:
                said = [a.get(question) for m, a in self.rows.ambassadors if m == month]
                key = ("ambassadors", "question", question, label(month))
                self.put(key, said.count("yes"), said.count("yes") + said.count("no"))

    # ------------------------------------------------------------------------------------------- teams

    def teams(self) -> None:
        scope = self.rows.teams
        bands = Counter(self.band([a for a in self.in_last(6, self.accepted) if a.team == t]) for t in scope)
        for band in ("Too few", "Weaker practice", "Meeting both targets", "Variable", "Developing", "Mixed"):
            self.put(("team_band", "band", band, self.span(6)), bands[band], len(scope))
        now = {a.team for a in self.accepted if a.month == self.month}
        self.put(("teams_not_audited", "", "", label(self.month)), len(set(scope) - now), len(scope))
        recent = Counter(a.team for a in self.in_last(3, self.accepted))
        audits = Counter("3+" if recent[team] >= 3 else str(recent[team]) for team in scope)
        for group in ("0", "1", "2", "3+"):
            self.put(("teams_by_audits", "audits", group, self.span(3)), audits[group], len(scope))

    @staticmethod
    def band(audits: list[Audit]) -> str:
        rated = [a for a in audits if a.final]
        if len(rated) < 2:
            return "Too few"
        good = _half_up(sum(a.final in {"Good", "Outstanding"} for a in rated), len(rated))
        worst = sum(a.final == "Inadequate" for a in rated)
        low = sum(a.final == "Requires improvement" and a.low for a in rated)
        if _half_up(worst + low, len(rated)) >= 40:
            return "Weaker practice"
        if good >= 50 and _half_up(worst, len(rated)) <= 9:
            return "Meeting both targets"
        if good >= 40:
            return "Variable"
        return "Mixed" if worst else "Developing"

    # ---------------------------------------------------------------------------------------- concerns

    def concerns(self) -> None:
        begin, until = _first_day(self.month), min(self.as_at, _last_day(self.month))
        known = [c for c in self.rows.concerns if c.raised <= self.as_at]
        over = {c for c in known if self.is_resolved(c)}
        open_ = [c for c in known if c not in over]
        year = [c for c in open_ if c.raised < _years_before(self.as_at, 12)]
        waiting = [c for c in open_ if c.raised < begin and not (c.updated and begin <= c.updated <= self.as_at)]
        now = label(self.month)
        self.put(("concerns_raised", "", "", now), sum(begin <= c.raised <= until for c in known))
        self.put(("concerns_updated", "", "", now), sum(bool(c.updated and begin <= c.updated <= until) for c in known))
        resolved = sum(bool(c.resolved and begin <= c.resolved <= until) for c in over)
        self.put(("concerns_resolved", "", "", now), resolved)
        heads = sorted({c.head for c in self.rows.concerns})
        groups = (("concerns_open", open_), ("concerns_open_over_12_months", year), ("concerns_due_update", waiting))
        for measure, held in groups:
            self.put((measure, "", "", now), len(held))
            for head in heads:
                self.put((measure, "head of service", head, now), sum(c.head == head for c in held))
        ages = Counter(self.age(c) for c in open_)
        for age in ("up to 3 months", "over 3 to 6 months", "over 6 to 12 months", "over 12 months"):
            self.put(("concerns_open", "age", age, now), ages[age], len(open_))

    def is_resolved(self, concern: Concern) -> bool:
        return bool(concern.resolved and concern.resolved <= self.as_at and concern.safe and concern.plan)

    def age(self, concern: Concern) -> str:
        for months, name in ((12, "over 12 months"), (6, "over 6 to 12 months"), (3, "over 3 to 6 months")):
            if concern.raised < _years_before(self.as_at, months):
                return name
        return "up to 3 months"


def recount(rows: Rows, month: int, as_at: dt.date | None = None) -> Counted:
    """Every figure of a tracker for a month, by (measure, group_by, group, period)."""
    counted = _Recount(rows, month, as_at)
    counted.audits()
    counted.groups()
    counted.moderation()
    counted.representation()
    counted.taking_part()
    if rows.teams:
        counted.teams()
    if rows.actions:
        counted.actions()
    if rows.concerns:
        counted.concerns()
    return counted.found


def differences(results: Results, counted: Counted) -> list[str]:
    """What the product and the second count do not agree on, a line a figure."""
    given = {figure[:4]: (figure.numerator, figure.base) for figure in results.figures}
    keys = dict.fromkeys((*given, *counted))
    return [
        f"{key}: {given.get(key)}, counted {counted.get(key)}" for key in keys if given.get(key) != counted.get(key)
    ]
