"""What the demo tracker tells hangs together: the tables fit each other, and the story is there whatever the seed."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from qa_workbook.settings import DEFAULT_PRACTICE_AREAS, Settings
from qa_workbook.templates.demo_columns import TABLES
from qa_workbook.templates.demo_rows import BAD_RATING, demo_rows
from qa_workbook.templates.demo_story import AREAS_GOOD, RATES, whole_shares

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa_workbook.templates.demo_columns import Row

Rows = dict[str, list["Row"]]

AS_AT = dt.date(2026, 10, 31)
RATINGS = {"Outstanding", "Good", "Requires improvement", "Inadequate"}


@pytest.fixture(scope="module", params=[1, 2, 3])
def rows(request: pytest.FixtureRequest) -> Rows:
    return demo_rows(seed=request.param)


@pytest.fixture(scope="module")
def accepted(rows: Rows) -> list[Row]:
    core = Settings().core_service
    return [row for row in rows["audits"] if row["Service"] == core and row["Outcome"] == "Accepted"]


def of_quarter(rows: list[Row], first: dt.date) -> list[Row]:
    months = {first + dt.timedelta(days=31 * step) for step in range(3)}
    held = {(month.year, month.month) for month in months}
    return [
        r
        for r in rows
        if isinstance(r["Audit month"], dt.date) and (r["Audit month"].year, r["Audit month"].month) in held
    ]


def share(rows: list[Row], counts: Callable[[Row], bool]) -> float:
    return sum(counts(row) for row in rows) / len(rows)


def test_every_row_has_the_columns_of_its_table_in_order(rows: Rows) -> None:
    assert list(rows) == [table.key for table in TABLES]
    assert all(tuple(row) == table.headings for table in TABLES for row in rows[table.key])


def test_as_many_audits_as_asked_for_and_some_1_8_actions_each(rows: Rows) -> None:
    assert len(rows["audits"]) == 700
    assert 1.6 <= len(rows["actions"]) / 700 <= 2.0


@pytest.mark.parametrize(
    ("last_month", "first", "skipped"),
    [
        ("2026-10", dt.date(2025, 3, 1), dt.date(2025, 12, 1)),
        ("2026-12", dt.date(2025, 5, 1), dt.date(2025, 12, 1)),
        ("2027-01", dt.date(2025, 6, 1), dt.date(2026, 12, 1)),
    ],
)
def test_nineteen_audit_months_without_the_december_before(last_month: str, first: dt.date, skipped: dt.date) -> None:
    made = demo_rows(audits=200, last_month=last_month)
    months = sorted({row["Audit month"] for row in made["audits"] if isinstance(row["Audit month"], dt.date)})
    assert (len(months), months[0], f"{months[-1]:%Y-%m}") == (19, first, last_month)
    assert skipped not in months
    assert skipped in [row["Month"] for row in made["caseload"]]


def test_exactly_two_cells_are_wrong(rows: Rows) -> None:
    bad = [row for row in rows["audits"] if row["Final rating"] not in {*RATINGS, None}]
    assert [(row["Final rating"], row["Audit month"]) for row in bad] == [(BAD_RATING, dt.date(2026, 10, 1))]
    assert [row["Outcome"] for row in rows["audits"] if row["Audit month"] is None] == ["Accepted"]


def test_only_accepted_audits_have_findings(rows: Rows) -> None:
    for row in rows["audits"]:
        findings = [
            row[heading] for heading in ("Final rating", "Assessment", "Child spoken to", "Team manager involved")
        ]
        assert all(findings) if row["Outcome"] == "Accepted" else not any(findings)


def test_every_outcome_occurs_and_only_the_last_month_is_in_progress(rows: Rows) -> None:
    outcomes = Counter(row["Outcome"] for row in rows["audits"])
    assert set(outcomes) == {"Accepted", "Below standard", "Not submitted", "Exempt", "In progress"}
    assert {row["Audit month"] for row in rows["audits"] if row["Outcome"] == "In progress"} == {dt.date(2026, 10, 1)}


def test_answers_apply_to_the_child(accepted: list[Row]) -> None:
    for row in accepted:
        assert isinstance(row["Age"], int)
        assert 0 <= row["Age"] <= 18
        assert (row["Child spoken to"] == "N/A") == (row["Age"] < 4)
        assert (row["IRO or CP chair involved"] == "N/A") == (
            row["Legal status"] not in ("Child protection", "Child in care")
        )


def test_only_requires_improvement_has_a_lower_end(rows: Rows) -> None:
    assert all((row["RI low"] is not None) == (row["Final rating"] == "Requires improvement") for row in rows["audits"])


def test_moderation_changes_a_plausible_share_of_ratings(accepted: list[Row]) -> None:
    assert 0.10 <= share(accepted, lambda row: row["Auditor's rating"] != row["Final rating"]) <= 0.15


def test_every_inadequate_audit_has_one_case_of_concern_and_nothing_else_has(rows: Rows) -> None:
    inadequate = [row["Audit ID"] for row in rows["audits"] if row["Final rating"] == "Inadequate"]
    assert [row["Audit ID"] for row in rows["concerns"]] == inadequate


def test_cases_of_concern_are_open_old_and_resolved(rows: Rows) -> None:
    open_cases = [row for row in rows["concerns"] if row["Date resolved"] is None]
    resolved = [row for row in rows["concerns"] if row["Date resolved"] is not None]
    assert len(open_cases) > 10
    assert len(resolved) > 10
    assert any(row["Date raised"] < dt.date(2025, 10, 31) for row in open_cases)
    assert all(row["Child safe"] == row["Plan established"] == "Yes" for row in resolved)


def test_every_action_belongs_to_an_accepted_audit(rows: Rows) -> None:
    accepted_ids = {row["Audit ID"] for row in rows["audits"] if row["Outcome"] == "Accepted"}
    assert {row["Audit ID"] for row in rows["actions"]} == accepted_ids


def state(row: Row) -> str:
    """The state of an action, tested in the order of domain section 11."""
    due, completed = row["Due date"], row["Date completed"]
    assert isinstance(due, dt.date)
    if isinstance(completed, dt.date):
        return "on time" if completed <= due else "late"
    if row["Service ended"] == "Yes":
        return "service ended"
    if row["Last manager update"] is None:
        return "no update"
    return "not yet due" if due >= AS_AT else "overdue"


def test_actions_are_in_all_six_states(rows: Rows) -> None:
    states = Counter(state(row) for row in rows["actions"])
    assert set(states) == {"on time", "late", "service ended", "no update", "not yet due", "overdue"}
    assert min(states.values()) >= 10


def test_nothing_is_entered_from_after_the_last_month(rows: Rows) -> None:
    entered = (
        cell for table in rows.values() for row in table for heading, cell in row.items() if heading != "Due date"
    )
    assert max(cell for cell in entered if isinstance(cell, dt.date)) <= AS_AT


def test_the_reporting_quarter_mixes_green_amber_and_red(accepted: list[Row]) -> None:
    now = [row for row in of_quarter(accepted, dt.date(2026, 10, 1)) if row["Final rating"] in RATINGS]
    assert share(now, lambda row: row["Final rating"] in ("Good", "Outstanding")) >= 0.50
    assert share(now, lambda row: row["Final rating"] == "Inadequate") <= 0.09
    assert 0.40 <= share(now, lambda row: row["Planning and review"] in ("Good", "Outstanding")) < 0.50
    assert share(now, lambda row: row["Management oversight and supervision"] in ("Good", "Outstanding")) < 0.40


def test_practice_has_improved_over_the_months(accepted: list[Row]) -> None:
    before, now = (of_quarter(accepted, dt.date(year, month, 1)) for year, month in ((2025, 4), (2026, 7)))
    good = [share(rows, lambda row: row["Final rating"] in ("Good", "Outstanding")) for rows in (before, now)]
    assert good[1] - good[0] > 0.08


def test_some_group_is_too_small_to_judge(accepted: list[Row]) -> None:
    now = of_quarter(accepted, dt.date(2026, 10, 1))
    assert min(Counter(row["Legal status"] for row in now).values()) < 5


def test_teams_and_people_are_known_to_their_tables(rows: Rows) -> None:
    teams, names = {row["Team"] for row in rows["teams"]}, [row["Name"] for row in rows["staff"]]
    core = [row for row in rows["audits"] if row["Service"] == Settings().core_service]
    assert {row["Team"] for row in core} <= teams
    assert {row[who] for row in rows["audits"] for who in ("Auditor", "Moderator")} <= {*names, None}
    assert len(set(names)) == len(names)


def test_staff_pool_has_bi_monthly_exempt_and_capacity(rows: Rows) -> None:
    assert {row["Frequency"] for row in rows["staff"]} == {"Monthly", "Bi-monthly", "Reduced"}
    assert all((row["Exempt"] == "Yes") == (row["Reason for exemption"] is not None) for row in rows["staff"])
    assert sum(row["Monthly capacity"] or 0 for row in rows["staff"] if row["Role"] == "Moderator") > 40


def test_some_children_are_audited_again(accepted: list[Row]) -> None:
    assert max(Counter(row["Child reference"] for row in accepted).values()) >= 2


def test_stories_name_the_practice_areas_that_are_the_default() -> None:
    assert tuple(AREAS_GOOD) == DEFAULT_PRACTICE_AREAS
    assert {len(rates) for rates in (*AREAS_GOOD.values(), *RATES.values())} == {8}


def test_same_arguments_same_rows_and_another_seed_other_rows() -> None:
    assert demo_rows(audits=150, seed=4) == demo_rows(audits=150, seed=4)
    assert demo_rows(audits=150, seed=4) != demo_rows(audits=150, seed=5)


def test_too_few_audits_are_refused() -> None:
    with pytest.raises(ValueError, match="100 audits or more, not 99"):
        demo_rows(audits=99)


def test_whole_shares_add_up() -> None:
    assert whole_shares(10, {"a": 1, "b": 1, "c": 1}) == {"a": 4, "b": 3, "c": 3}
