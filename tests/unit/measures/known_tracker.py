"""One list of known rows, and the pieces from which the tests lay it out as councils lay out theirs.

A *block* is a list of rows of cells whose first row is headings. `save` writes sheets of blocks with XlsxWriter.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import xlsxwriter
from recount import AREAS, CORE, Action, Audit, Concern, Rows, Staff, month_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

Block = list[list[Any]]
JULY_2022 = month_of(2022, 7)
MONTHS = tuple(m for m in range(month_of(2021, 4), JULY_2022 + 1) if m != month_of(2022, 1))
TEAMS = ("Team 1", "Team 11", "Team 2", "Duty & Assessment", "Children in Care North", "Leaving Care", "Disability")
HEADS = ("A. Head", "B. O’Neill")
QUESTIONS = ("Good relationship", "Child's voice heard")
LEGAL = (
    "Assessment",
    "Child in need",
    "Child protection",
    "Children with disabilities",
    "Child in care",
    "Care leaver",
)
RATINGS = ("Outstanding", "Good", "Requires improvement", "Inadequate")


def _day(month: int, day: int) -> dt.date:
    return dt.date(month // 12, month % 12 + 1, day)


def _audits(chance: random.Random) -> list[Audit]:
    made = []
    for number in range(150):
        month = MONTHS[number % len(MONTHS)]
        team = chance.choice(TEAMS[:-1]) if number % 10 else TEAMS[1]
        outcomes = ("accepted", "not submitted", "exempt", "below standard", "in progress")
        audit = Audit(
            ref=str(1001 + number),
            month=month,
            team=team,
            child=str(chance.randrange(700, 760)),
            age=chance.randrange(19),
            legal=chance.choice(LEGAL),
            auditor=f"Auditor {number % 9}",
            elective=number % 17 == 0,
            outcome=chance.choices(outcomes, (12, 2, 1, 1, 1))[0],
            service=CORE if number % 15 else chance.choice(("Fostering", "Early Help")),
        )
        made.append(_filled(audit, chance) if audit.outcome == "accepted" else audit)
    return made


def _filled(audit: Audit, chance: random.Random) -> Audit:
    first = chance.choices(RATINGS, (1, 5, 5, 1))[0]
    final = first if chance.random() < 0.6 else chance.choices(RATINGS, (1, 4, 5, 2))[0]
    took_part = {
        who: chance.choices(("yes", "no", "not applicable"), (5, 3, 1))[0]
        for who in ("child", "family", "worker", "manager", "chair")
    }
    missed = [who for who in ("child", "family") if took_part[who] == "no"]
    given = [who for who in ("child", "family") if took_part[who] == "yes"]
    return replace(
        audit,
        first=first,
        final=final,
        low=final == "Requires improvement" and chance.random() < 0.4,
        areas=tuple(chance.choices((*RATINGS, None), (1, 5, 5, 2, 1))[0] for _ in AREAS),
        took_part=took_part,
        reasons={who: chance.choice(("Inappropriate", "Unreachable", "Declined", "Other")) for who in missed},
        views={who: chance.choice(("Positive", "Mixed", "Negative")) for who in given},
    )


def _actions(audits: list[Audit], chance: random.Random) -> list[Action]:
    made = []
    for audit in audits:
        for number in range(chance.randrange(3)):
            agreed = _day(audit.month, 20)
            due = agreed + dt.timedelta(days=chance.choice((14, 28, 60)))
            completed = agreed + dt.timedelta(days=chance.randrange(5, 90)) if chance.random() < 0.5 else None
            updated = completed or (agreed + dt.timedelta(days=7) if chance.random() < 0.5 else None)
            kind = "care planning" if number else "non-care planning"
            made.append(Action(audit.ref, kind, agreed, due, completed, updated, chance.random() < 0.05))
    return made


def _concerns(audits: list[Audit], chance: random.Random) -> list[Concern]:
    made = [
        Concern(audit.ref, chance.choice(HEADS), _day(audit.month, 21))
        for audit in audits
        if audit.final == "Inadequate"
    ]
    made += [Concern(None, HEADS[n % 2], _day(JULY_2022 - 4 * n, 30)) for n in range(1, 6)]
    for number, concern in enumerate(made):
        if number % 3 == 0:
            made[number] = replace(
                concern, updated=_day(JULY_2022, 5), safe=True, plan=True, resolved=_day(JULY_2022, 6)
            )
        elif number % 3 == 1:
            made[number] = replace(concern, updated=_day(JULY_2022, 4), safe=True)
    return [replace(c, resolved=None) if c.resolved and c.raised > c.resolved else c for c in made]


def _rows() -> Rows:
    chance = random.Random(2022)  # noqa: S311 - the same rows every time is the point
    audits = _audits(chance)
    staff = [
        Staff(f"Auditor {n}", "auditor", TEAMS[n % 5], ("monthly", "bi-monthly")[n % 2], n == 3, None) for n in range(9)
    ]
    staff += [Staff(f"Moderator {n}", "moderator", None, "monthly", n == 0, 2 + n) for n in range(4)]
    reviews = tuple(
        (month, {question: chance.choice(("yes", "no")) for question in QUESTIONS})
        for month in range(JULY_2022 - 5, JULY_2022 + 1)
        for _ in range(6)
    )
    caseload = {month: 400 + month % 12 for month in MONTHS}
    actions, concerns = _actions(audits, chance), _concerns(audits, chance)
    return Rows(tuple(audits), tuple(actions), tuple(concerns), reviews, tuple(staff), TEAMS, caseload)


ROWS = _rows()


# ------------------------------------------------------------------------------------------------ how they write


@dataclass(frozen=True)
class Writing:
    """How a council writes its values: each takes ours and the row's number, and gives theirs."""

    month: Callable[[int, int], Any] = lambda month, _: _day(month, 1)
    rating: Callable[[str, int], Any] = lambda rating, _: rating
    outcome: Callable[[str, int], Any] = lambda outcome, _: outcome.capitalize()
    legal: Callable[[str, int], Any] = lambda legal, _: legal
    answer: Callable[[str, int], Any] = lambda answer, _: {"not applicable": "N/A"}.get(answer, answer.capitalize())
    truth: Callable[[bool, int], Any] = lambda truth, _: "Yes" if truth else "No"
    kind: Callable[[str, int], Any] = lambda kind, _: kind.capitalize()
    date: Callable[[dt.date, int], Any] = lambda day, _: day
    ref: Callable[[str, int], Any] = lambda ref, _: ref
    team: Callable[[str, int], Any] = lambda team, _: team


def _by_turns(*forms: str) -> Any:
    def month(number: int, row: int) -> Any:
        first = dt.date(number // 12, number % 12 + 1, 1)
        return first if forms[row % len(forms)] == "date" else first.strftime(forms[row % len(forms)])

    return month


MONTH_FORMS = ("%B %Y", "%b %y", "%b-%y", "%Y-%m", "date", " %b %Y ", "%m/%Y", "%b ’%y", "%Y%m", "%d/%m/%Y", "%b-%Y")
SHORT = Writing(
    month=_by_turns(*MONTH_FORMS),
    rating=lambda rating, row: {
        "Requires improvement": ("RI", "Req. Imp", "ri ", "Requires Improvement to be Good", "Requires-imp")[row % 5],
        "Good": ("good ", "GOOD", "G")[row % 3],
        "Inadequate": ("Inad", "inadequate", "Inad.")[row % 3],
        "Outstanding": ("Outstanding", "Outst.")[row % 2],
    }[rating],
    outcome=lambda outcome, row: {
        "accepted": ("Completed", "Uploaded ", "Signed-off")[row % 3],
        "below standard": "Not to standard",
        "not submitted": "NIL RETURN",
        "exempt": "Exempt – sickness",
        "in progress": "With moderator",
    }[outcome],
    legal=lambda legal, row: {
        "Assessment": ("C&F Assessment", "Single Assessment")[row % 2],
        "Child in need": ("CIN", "Child in Need (s17)")[row % 2],
        "Child protection": ("CP", "in need of protection", "CP Plan", "Child in need of protection")[row % 4],
        "Children with disabilities": ("CwD", "Children with Disabilities (CwD)")[row % 2],
        "Child in care": ("LAC", "CLA", "CiC", "Looked-after", "Looked After Child (s20)")[row % 5],
        "Care leaver": ("Leaving care", "Care Leaver 18+", "care leavers")[row % 3],
    }[legal],
    answer=lambda answer, row: {"yes": ("Y", "yes", "✓", "Yes ")[row % 4], "no": "N"}.get(answer, "N/A"),
    truth=lambda truth, row: ("Y" if truth else ("N", None)[row % 2]),
    kind=lambda kind, row: (kind, {"care planning": "Yes", "non-care planning": "No"}[kind])[row % 2],
    date=lambda day, row: (day, day.strftime("%d/%m/%Y"), day.strftime("%d %B %Y"), day.strftime("%d.%m.%y"))[row % 4],
    ref=lambda ref, row: (ref, int(ref), f" {ref} ")[row % 3],
    team=lambda team, row: (team, f" {team} ", team.upper(), team.replace("&", "and"))[row % 4],
)  # fmt: skip


Getter = tuple[str, "Callable[[Any], Any]"]
"""A kind of writing (empty for none) and what to write of a row."""

AUDIT_CELLS: dict[str, Getter] = {
    "audit_id": ("ref", lambda a: a.ref),
    "month": ("month", lambda a: a.month),
    "service": ("", lambda a: a.service),
    "team": ("team", lambda a: a.team),
    "child_ref": ("ref", lambda a: a.child),
    "age": ("", lambda a: a.age),
    "legal_status": ("legal", lambda a: a.legal),
    "auditor": ("", lambda a: a.auditor),
    "elective": ("truth", lambda a: a.elective),
    "outcome": ("outcome", lambda a: a.outcome),
    "auditor_rating": ("rating", lambda a: a.first),
    "final_rating": ("rating", lambda a: a.final),
    "ri_low": ("truth", lambda a: a.low if a.final else None),
    **{f"area {n}": ("rating", lambda a, n=n: a.areas[n]) for n in range(len(AREAS))},
    "child_involved": ("answer", lambda a: a.took_part.get("child")),
    "child_reason": ("", lambda a: a.reasons.get("child")),
    "child_view": ("", lambda a: a.views.get("child")),
    "family_involved": ("answer", lambda a: a.took_part.get("family")),
    "family_reason": ("", lambda a: a.reasons.get("family")),
    "family_view": ("", lambda a: a.views.get("family")),
    "social_worker_involved": ("answer", lambda a: a.took_part.get("worker")),
    "team_manager_involved": ("answer", lambda a: a.took_part.get("manager")),
    "iro_cp_chair_involved": ("answer", lambda a: a.took_part.get("chair")),
}
ACTION_CELLS: dict[str, Getter] = {
    "audit_id": ("ref", lambda a: a.audit),
    "kind": ("kind", lambda a: a.kind),
    "owner": ("", lambda _: "Somebody"),
    "agreed": ("date", lambda a: a.agreed),
    "due": ("date", lambda a: a.due),
    "completed": ("date", lambda a: a.completed),
    "last_update": ("date", lambda a: a.updated),
    "service_ended": ("truth", lambda a: a.ended),
}
CONCERN_CELLS: dict[str, Getter] = {
    "audit_id": ("ref", lambda c: c.audit),
    "head_of_service": ("", lambda c: c.head),
    "raised": ("date", lambda c: c.raised),
    "last_update": ("date", lambda c: c.updated),
    "child_safe": ("truth", lambda c: c.safe),
    "plan_established": ("truth", lambda c: c.plan),
    "resolved": ("date", lambda c: c.resolved),
}
STAFF_CELLS: dict[str, Getter] = {
    "name": ("", lambda s: s.name),
    "role": ("", lambda s: s.role.capitalize()),
    "team": ("team", lambda s: s.team),
    "frequency": ("", lambda s: s.frequency.capitalize()),
    "exempt": ("truth", lambda s: s.exempt),
    "capacity": ("", lambda s: s.capacity),
}
OUR_HEADINGS: dict[str, dict[str, str]] = {
    "audits": {
        "audit_id": "Audit ID", "month": "Audit month", "service": "Service", "team": "Team",
        "child_ref": "Child reference", "age": "Age", "legal_status": "Legal status", "auditor": "Auditor",
        "elective": "Elective", "outcome": "Outcome", "auditor_rating": "Auditor's rating",
        "final_rating": "Final rating", "ri_low": "RI low", **{f"area {n}": area for n, area in enumerate(AREAS)},
        "child_involved": "Child spoken to", "child_reason": "Reason child not spoken to", "child_view": "Child's view",
        "family_involved": "Parent or carer spoken to", "family_reason": "Reason parent or carer not spoken to",
        "family_view": "Parent or carer's view", "social_worker_involved": "Social worker involved",
        "team_manager_involved": "Team manager involved", "iro_cp_chair_involved": "IRO or CP chair involved",
    },
    "actions": {
        "audit_id": "Audit ID", "kind": "Kind", "owner": "Owner", "agreed": "Date agreed", "due": "Due",
        "completed": "Date completed", "last_update": "Last manager update", "service_ended": "Service ended",
    },
    "concerns": {
        "audit_id": "Audit ID", "head_of_service": "Head of service", "raised": "Date raised",
        "last_update": "Last update", "child_safe": "Child safe", "plan_established": "Plan established",
        "resolved": "Resolved",
    },
    "staff": {
        "name": "Name", "role": "Role", "team": "Team", "frequency": "Frequency", "exempt": "Exempt",
        "capacity": "Monthly capacity",
    },
}  # fmt: skip


def block(table: str, writing: Writing, headings: dict[str, str], rows: Sequence[Any] | None = None) -> Block:
    """One table as a block; a column whose heading is `""` is left out, and the order is that of `headings`."""
    cells = {"audits": AUDIT_CELLS, "actions": ACTION_CELLS, "concerns": CONCERN_CELLS, "staff": STAFF_CELLS}[table]
    held = getattr(ROWS, table) if rows is None else rows
    keys = [key for key, heading in headings.items() if heading]
    body = [[_written(writing, *cells[key], row, number) for key in keys] for number, row in enumerate(held)]
    return [[headings[key] for key in keys], *body]


def _written(writing: Writing, kind: str, get: Callable[[Any], Any], row: Any, number: int) -> Any:
    value = get(row)
    return value if value is None or not kind else getattr(writing, kind)(value, number)


def headings(table: str, **theirs: str) -> dict[str, str]:
    """Our headings of a table with some of theirs; `""` leaves a column out."""
    return {**OUR_HEADINGS[table], **theirs}


def teams_block(*heads: str) -> Block:
    """The teams in scope."""
    return [list(heads or ("Team", "Head of service", "Manager")), *([team, HEADS[0], "M. Manager"] for team in TEAMS)]


def caseload_block(writing: Writing, *heads: str) -> Block:
    """The children open."""
    return [
        list(heads or ("Month", "Children open")),
        *([writing.month(month, 0), children] for month, children in ROWS.caseload.items()),
    ]


def ambassadors_block(writing: Writing) -> Block:
    """The ambassadors' reviews."""
    body = [
        [writing.month(month, 0), f"R{number}", *(answers[q].capitalize() for q in QUESTIONS), ""]
        for number, (month, answers) in enumerate(ROWS.ambassadors)
    ]
    return [["Month", "Review", *QUESTIONS, "Comment"], *body]


# ------------------------------------------------------------------------------------------------- how they lay out


@dataclass
class Sheet:
    """One worksheet."""

    name: str
    cells: Block
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    tables: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: bool = False
    hidden_columns: tuple[int, ...] = ()
    hidden_rows: tuple[int, ...] = ()


def under(titles: Sequence[Sequence[Any]], cells: Block) -> Block:
    """A block under rows of titles."""
    return [*map(list, titles), *cells]


def shifted(cells: Block, columns: int) -> Block:
    """A block with blank leading columns."""
    return [[None] * columns + row for row in cells]


def spaced(cells: Block, *before: int) -> Block:
    """A block with a blank column before each of these columns."""
    return [[cell for n, own in enumerate(row) for cell in ((None, own) if n in before else (own,))] for row in cells]


def beside(left: Block, right: Block, gap: int = 1) -> Block:
    """Two blocks side by side."""
    width = max(map(len, left)) + gap
    rows = max(len(left), len(right))
    left, right = left + [[]] * (rows - len(left)), right + [[]] * (rows - len(right))
    return [[*one, *([None] * (width - len(one))), *other] for one, other in zip(left, right, strict=True)]


def save(path: Path, sheets: Sequence[Sheet], *, date_1904: bool = False) -> Path:
    """Write a workbook."""
    with xlsxwriter.Workbook(path, {"date_1904": date_1904}) as book:
        date = book.add_format({"num_format": "dd/mm/yyyy"})
        for made in sheets:
            _write(book.add_worksheet(made.name), made, date)
        book.worksheets()[next(n for n, made in enumerate(sheets) if not made.hidden)].activate()
    return path


def _write_cell(sheet: Any, row: int, column: int, cell: Any, date: Any) -> None:
    if isinstance(cell, dt.date):
        sheet.write_datetime(row, column, dt.datetime(cell.year, cell.month, cell.day), date)  # noqa: DTZ001
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell)
    elif cell is not None:
        sheet.write(row, column, cell)


def _write(sheet: Any, made: Sheet, date: Any) -> None:
    for number, row in enumerate(made.cells):
        for column, cell in enumerate(row):
            _write_cell(sheet, number, column, cell, date)
    for first_row, first, last_row, last in made.merges:
        sheet.merge_range(first_row, first, last_row, last, made.cells[first_row][first])
    for first_row, first, last_row, last in made.tables:
        columns = [{"header": head} for head in made.cells[first_row][first : last + 1]]
        sheet.add_table(first_row, first, last_row, last, {"columns": columns})
    for column in made.hidden_columns:
        sheet.set_column(column, column, None, None, {"hidden": True})
    for row in made.hidden_rows:
        sheet.set_row(row, None, None, {"hidden": True})
    if made.hidden:
        sheet.hide()


def plain_sheets(writing: Writing | None = None) -> list[Sheet]:
    """The known rows under our own headings."""
    how = writing or Writing()
    made = [Sheet(table.capitalize(), block(table, how, headings(table))) for table in OUR_HEADINGS]
    return [
        *made,
        Sheet("Teams", teams_block()),
        Sheet("Caseload", caseload_block(how)),
        Sheet("Ambassadors", ambassadors_block(how)),
    ]
