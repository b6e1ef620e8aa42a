"""Whom and what each figure counts, on trackers small enough to count by eye."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from recount import month_of
from small_trackers import JULY_2022, LOG, by_group, counts, figures_of, said, tracker_of

from qa_workbook.errors import UserError
from qa_workbook.measures.calculate import measure
from qa_workbook.measures.figures import percent
from qa_workbook.settings import Settings


@pytest.mark.parametrize(
    ("count", "base", "shown"),
    [
        (1, 8, 13),
        (3, 8, 38),
        (1, 200, 1),
        (1, 201, 0),
        (7, 74, 9),
        (0, 7, 0),
        (7, 7, 100),
        (199, 200, 100),
        (17, 40, 43),
    ],
)
def test_a_half_is_rounded_up(count: int, base: int, shown: int) -> None:
    assert percent(count, base) == shown


def test_a_share_of_nothing_has_no_value() -> None:
    tracker = tracker_of(Log=f"{LOG}\n1 | Jun 2022 | T | Accepted | Good\n2 | Jul 2022 | T | Nil return |")
    figure = next(f for f in figures_of(tracker, "good_or_better") if f.period == "Q2 22/23")
    assert (figure.numerator, figure.base, figure.value, figure.percent) == (0, 0, None, None)


def test_elective_audits_count_as_done_but_not_as_asked_for() -> None:
    log = """Audit ID | Month | Team | Outcome | Final rating | Elective
        1 | Jul 2022 | T | Accepted | Good | Yes
        2 | Jul 2022 | T | Accepted | Good | No
        3 | Jul 2022 | T | Nil return | |
        4 | Jul 2022 | T | Below standard | | Yes"""
    assert counts(tracker_of(Log=log), "completion_rate", "Jul 22") == (2, 2)


def test_children_under_four_or_of_unknown_age_are_aside() -> None:
    log = """Audit ID | Month | Outcome | Final rating | Age | Child spoken to
        1 | Jul 2022 | Accepted | Good | 3 | Yes
        2 | Jul 2022 | Accepted | Good | 4 | Yes
        3 | Jul 2022 | Accepted | Good | 17 | No
        4 | Jul 2022 | Accepted | Good | 9 | N/A
        5 | Jul 2022 | Accepted | Good | 8 months | No
        6 | Jul 2022 | Accepted | Good | | No
        7 | Jul 2022 | Nil return | | 9 | No"""
    assert counts(tracker_of(Log=log), "child_involved", "Q2 22/23") == (1, 2)


def test_a_month_without_audits_is_skipped_and_never_a_zero() -> None:
    rows = [
        f"{n} | {month} | T | Accepted | Good"
        for n, month in enumerate(("Nov 2021", "Dec 2021", "Feb 2022", "Mar 2022"))
    ]
    actions = """Audit ID | Due | Date completed | Last update
        1 | 31/01/2022 | 10/01/2022 | 10/01/2022
        1 | 31/01/2022 | | 10/01/2022"""
    tracker = tracker_of(Log="\n".join([LOG, *rows]), Actions=actions)
    results = measure(tracker, month_of(2022, 3))
    assert results.figures.get("audits_accepted", "Jan 22") is None
    assert results.periods.skipped == (month_of(2022, 1),)
    assert counts(tracker, "actions_on_time", "Feb 22", month=month_of(2022, 3)) == (1, 2)


def test_a_month_that_the_settings_skip_is_skipped_though_it_has_audits() -> None:
    log = f"{LOG}\n1 | Jun 2022 | T | Accepted | Good\n2 | Jul 2022 | T | Accepted | Good"
    tracker = tracker_of(replace(Settings(), months_without_audits=frozenset({JULY_2022})), Log=log)
    assert measure(tracker).periods.month == month_of(2022, 6)
    with pytest.raises(UserError, match="no audits were asked for in July 2022"):
        measure(tracker, JULY_2022)


def test_a_quarter_to_date_ends_with_the_reporting_month() -> None:
    rows = [f"{month} | {month} 2022 | T | Accepted | Good" for month in ("Jun", "Jul", "Aug", "Sep")]
    tracker = tracker_of(Log="\n".join([LOG, *rows]))
    assert counts(tracker, "good_or_better", "Q2 22/23", month=month_of(2022, 8)) == (2, 2)
    assert measure(tracker, month_of(2022, 8)).periods.is_quarter_to_date
    assert not measure(tracker, month_of(2022, 9)).periods.is_quarter_to_date


@pytest.mark.parametrize(
    ("months", "reported"),
    [
        (("Jun 2022", "Jul 2022"), JULY_2022),
        (("Jun 2022", "Jul 2022", "Jul 2032"), JULY_2022),
        (("Jul 2012", "Jun 2022", "Jul 2022"), JULY_2022),
        (("Mar 2020", "Apr 2020", "Jun 2022", "Jul 2022"), JULY_2022),
        (("Mar 2020", "Apr 2020", "Jul 2022"), month_of(2020, 4)),
        (("Jul 2022",), JULY_2022),
    ],
    ids=["last", "late slip", "early slip", "a long pause", "one alone", "one only"],
)
def test_the_month_reported_is_the_last_that_does_not_stand_alone(months: tuple[str, ...], reported: int) -> None:
    rows = [f"{n} | {month} | T | Accepted | Good" for n, month in enumerate(months)]
    assert measure(tracker_of(Log="\n".join([LOG, *rows]))).periods.month == reported


def test_the_month_reported_has_an_accepted_audit() -> None:
    log = f"{LOG}\n1 | Jun 2022 | T | Accepted | Good\n2 | Jul 2022 | T | In progress |"
    assert measure(tracker_of(Log=log)).periods.month == month_of(2022, 6)


def test_a_tracker_without_an_accepted_audit_says_so() -> None:
    with pytest.raises(UserError, match="no audit of the core service has been accepted"):
        measure(tracker_of(Log=f"{LOG}\n1 | Jul 2022 | T | Nil return |"))


def test_team_1_is_not_team_11() -> None:
    log = [
        f"{n} | Jul 2022 | {team} | Accepted | Good"
        for n, team in enumerate(("Team 1", "Team 11", "team  11 ", "TEAM 11"))
    ]
    teams = "Team | Manager\nTeam 1 | A\nTeam 11 | B\nteam 11 | B"
    tracker = tracker_of(Log="\n".join([LOG, *log]), Teams=teams)
    assert by_group(tracker, "good", "team") == {"Team 1": 1, "Team 11": 3}
    assert by_group(tracker, "teams_by_audits") == {"0": 0, "1": 1, "2": 0, "3+": 1}


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        ("Good", "Too few"),
        ("Inadequate Good Good Good", "Variable"),
        ("Inadequate Good", "Weaker practice"),
        ("low low Good Good Good", "Weaker practice"),
        ("low Good Good Good", "Meeting both targets"),
        ("Good RI", "Meeting both targets"),
        ("Good Good RI RI RI", "Variable"),
        ("Good RI RI", "Developing"),
        ("Good RI RI Inadequate", "Mixed"),
        ("RI RI", "Developing"),
    ],
)
def test_a_team_is_in_the_first_band_that_fits(ratings: str, expected: str) -> None:
    rows = [
        f"{n} | Jul 2022 | North | Accepted | {'RI low' if r == 'low' else r}" for n, r in enumerate(ratings.split())
    ]
    tracker = tracker_of(Log="\n".join([LOG, *rows]), Teams="Team | Manager\nNorth | A")
    assert [band for band, number in by_group(tracker, "team_band").items() if number] == [expected]


def test_other_services_are_reported_beside_the_core() -> None:
    log = """Audit ID | Month | Service | Outcome | Final rating
        1 | Jul 2022 | Children’s Social Care | Accepted | Good
        2 | Jul 2022 | Fostering | Accepted | Good
        3 | Jul 2022 | Fostering | Accepted | RI
        4 | Jul 2022 | CSC | Accepted | RI"""
    tracker = tracker_of(Log=log)
    assert counts(tracker, "audits_accepted", "Jul 22") == (2, None)
    assert by_group(tracker, "good", "service") == {"Children's Social Care": 1, "Fostering": 1}


def test_a_moderation_counts_audits_that_both_have_rated() -> None:
    log = """Audit ID | Month | Outcome | Auditor rating | Final rating
        1 | Jul 2022 | Accepted | Good | RI
        2 | Jul 2022 | Accepted | Good | Inadequate
        3 | Jul 2022 | Accepted | Inadequate | Inadequate
        4 | Jul 2022 | Accepted | RI | Good
        5 | Jul 2022 | Accepted | | Good
        6 | Jul 2022 | Accepted | RI | RI low"""
    tracker = tracker_of(Log=log)
    found = {k: counts(tracker, k, "Jul 22") for k in ("upgraded", "downgraded", "inadequate_found_by_moderator")}
    assert found == {"upgraded": (1, 5), "downgraded": (2, 5), "inadequate_found_by_moderator": (1, 2)}


def test_auditors_in_their_own_team_are_known_by_name_however_it_is_written() -> None:
    log = """Audit ID | Month | Team | Auditor | Outcome | Auditor rating | Final rating
        1 | Jul 2022 | North | A. Auditor | Accepted | Good | RI
        2 | Jul 2022 | South | a auditor | Accepted | Good | Good"""
    staff = "Name | Role | Team\nA. Auditor | Auditor | north\nM. Other | Moderator |"
    changed = figures_of(tracker_of(Log=log, Staff=staff), "moderation_changed")
    assert [(f.group, f.numerator, f.base) for f in changed] == [("own team", 1, 1), ("other team", 0, 1)]


# ----------------------------------------------------------------------------------------------- actions and concerns

ACTION_LOG = f"{LOG}\n1 | Jun 2022 | T | Accepted | Good\n2 | Jul 2022 | T | Accepted | Good"
ACTION_HEADS = "Audit ID | Kind | Due | Date completed | Last update | Service ended"


@pytest.mark.parametrize(
    ("cells", "as_at", "state"),
    [
        ("15/07/2022 | 15/07/2022 | 16/07/2022 | No", "2022-07-31", "on time"),
        ("15/07/2022 | 16/07/2022 | 16/07/2022 | Yes", "2022-07-31", "late"),
        ("15/07/2022 | | | Yes", "2022-07-31", "service ended"),
        ("15/07/2022 | | | No", "2022-07-31", "no update"),
        ("15/09/2022 | | | No", "2022-07-31", "no update"),
        ("31/07/2022 | | 01/07/2022 | No", "2022-07-31", "not yet due"),
        ("30/07/2022 | | 01/07/2022 | No", "2022-07-31", "overdue"),
        ("15/07/2022 | 14/07/2022 | 10/07/2022 | No", "2022-07-13", "not yet due"),
        ("12/07/2022 | 14/07/2022 | 14/07/2022 | No", "2022-07-13", "no update"),
        ("12/07/2022 | 14/07/2022 | 12/07/2022 | No", "2022-07-13", "overdue"),
        (" | | | No", "2022-07-31", "no update"),
        (" | | | Yes", "2022-07-31", "service ended"),
        (" | 10/07/2022 | 10/07/2022 | No", "2022-07-31", None),
        (" | | 10/07/2022 | No", "2022-07-31", None),
    ],
)
def test_the_state_of_an_action_is_the_first_that_holds(cells: str, as_at: str, state: str | None) -> None:
    tracker = tracker_of(Log=ACTION_LOG, Actions=f"{ACTION_HEADS}\n2 | Care planning | {cells}")
    found = by_group(tracker, "actions", as_at=dt.date.fromisoformat(as_at))
    assert [name for name, number in found.items() if number] == ([state] if state else [])


def test_actions_on_time_leave_out_what_has_ended_or_has_no_due_date_and_the_last_is_said() -> None:
    actions = f"""{ACTION_HEADS}
        1 | Care planning | 15/07/2022 | 10/07/2022 | |
        1 | Care planning | 15/07/2022 | | |
        1 | Care planning | 15/07/2022 | | | Yes
        1 | Care planning | | 10/07/2022 | |
        1 | Care planning | | | |
        2 | Care planning | 15/07/2022 | 10/07/2022 | |"""
    tracker = tracker_of(Log=ACTION_LOG, Actions=actions)
    assert counts(tracker, "actions_on_time", "Jul 22") == (1, 2)
    assert [line.split(":")[0] for line in said(tracker)] == ["Actions!C5", "Actions!C6"]


def test_an_action_whose_state_cannot_be_told_does_not_change_that_of_others() -> None:
    one = f"{ACTION_HEADS}\n2 | Care planning | | | | No"
    two = f"{one}\n2 | Care planning | 01/01/2022 | 01/01/2022 | 01/01/2022 | No"
    assert by_group(tracker_of(Log=ACTION_LOG, Actions=one), "actions")["no update"] == 1
    assert by_group(tracker_of(Log=ACTION_LOG, Actions=two), "actions")["no update"] == 1


def test_a_tracker_that_records_no_updates_has_no_action_without_one() -> None:
    actions = "Audit ID | Kind | Due | Date completed\n2 | Care planning | 15/07/2022 |"
    found = by_group(tracker_of(Log=ACTION_LOG, Actions=actions), "actions")
    assert [name for name, number in found.items() if number] == ["overdue"]


@pytest.mark.parametrize("ref", ["A/2", "a/2", " A/2 "])
def test_actions_find_their_audit_whatever_the_case_and_spaces(ref: str) -> None:
    log = f"{LOG}\nA/2 | Jul 2022 | T | Accepted | Good"
    tracker = tracker_of(Log=log, Actions=f"{ACTION_HEADS}\n{ref} | Care planning | 15/07/2022 | | | No")
    assert sum(by_group(tracker, "actions").values()) == 1
    assert said(tracker) == []


def test_an_action_of_no_audit_is_not_counted_and_is_said() -> None:
    log = f"{LOG}\nA/2 | Jul 2022 | T | Accepted | Good"
    tracker = tracker_of(Log=log, Actions=f"{ACTION_HEADS}\nA-2 | Care planning | 15/07/2022 | | | No")
    assert sum(by_group(tracker, "actions").values()) == 0
    assert ["no audit has this id" in line for line in said(tracker)] == [True]


def test_actions_without_ids_of_audits_are_left_out_with_the_reason() -> None:
    log = "Month | Team | Outcome | Final rating\nJul 2022 | T | Accepted | Good"
    tracker = tracker_of(Log=log, Actions=f"{ACTION_HEADS}\n2 | Care planning | 15/07/2022 | | | No")
    results = measure(tracker)
    assert not [f for f in results.figures if f.measure.startswith("action")]
    assert "audit id" in results.unavailable["actions_on_time"]
    assert "audit id" in results.unavailable["actions"]


CONCERN_HEADS = "Audit ID | Head of service | Date raised | Last update | Child safe | Plan in place | Date resolved"
CONCERNS = f"""{CONCERN_HEADS}
    1 | A | 30/07/2021 | | Yes | Yes |
    2 | A | 31/07/2021 | 05/07/2022 | Yes | Yes |
    3 | B | 31/01/2022 | 05/06/2022 | Yes | No | 10/07/2022
    4 | B | 30/01/2022 | 05/07/2022 | Yes | Yes | 10/07/2022
    5 | B | 30/04/2022 | 05/08/2022 | Yes | Yes | 10/08/2022
    6 | B | 10/07/2022 | | No | No |
    7 | B | 02/08/2022 | | No | No |"""


@pytest.mark.parametrize(
    ("as_at", "expected"),
    [
        (
            "2022-07-31",
            {"raised": 1, "open": 5, "open_over_12_months": 1, "updated": 2, "resolved": 1, "due_update": 3},
        ),
        (
            "2022-07-05",
            {"raised": 0, "open": 5, "open_over_12_months": 0, "updated": 2, "resolved": 0, "due_update": 3},
        ),
        (
            "2022-08-12",
            {"raised": 1, "open": 5, "open_over_12_months": 2, "updated": 2, "resolved": 1, "due_update": 2},
        ),
    ],
)
def test_concerns_are_counted_as_at_a_day(as_at: str, expected: dict[str, int]) -> None:
    tracker = tracker_of(Log=ACTION_LOG, Concerns=CONCERNS)
    day = dt.date.fromisoformat(as_at)
    assert {key: counts(tracker, f"concerns_{key}", "Jul 22", as_at=day)[0] for key in expected} == expected


def test_open_concerns_age_from_the_same_day_of_the_month() -> None:
    ages = {f.group: f.numerator for f in figures_of(tracker_of(Log=ACTION_LOG, Concerns=CONCERNS), "concerns_open")}
    assert [ages[f"{age} months"] for age in ("up to 3", "over 3 to 6", "over 6 to 12", "over 12")] == [2, 1, 1, 1]


def test_a_concern_resolved_without_assurance_is_open_and_is_said() -> None:
    tracker = tracker_of(Log=ACTION_LOG, Concerns=f"{CONCERN_HEADS}\n1 | A | 01/06/2022 | | Yes | No | 10/07/2022")
    assert counts(tracker, "concerns_open", "Jul 22") == (1, None)
    assert ["this one counts as open" in line for line in said(tracker)] == [True]


def test_a_tracker_without_assurances_believes_the_date() -> None:
    tracker = tracker_of(Log=ACTION_LOG, Concerns="Audit ID | Team | Date raised | Last update | Date resolved\n"
                         "1 | T | 01/06/2022 | | 10/07/2022")  # fmt: skip
    assert counts(tracker, "concerns_resolved", "Jul 22") == (1, None)


def test_every_inadequate_audit_is_matched_to_its_case_of_concern() -> None:
    log = f"{LOG}\n1 | Jul 2022 | T | Accepted | Inadequate\n2 | Jul 2022 | T | Accepted | Inadequate"
    tracker = tracker_of(Log=log, Concerns=f"{CONCERN_HEADS}\n1 | A | 01/07/2022 | | No | No |")
    broken = [r for r in measure(tracker).reconciliations if r.holds is False]
    assert [r.words for r in broken] == ["1 and 2"]


def test_the_ambassadors_months_may_stand_on_two_sheets_with_other_questions() -> None:
    first = "Ambassadors' review | | \nMonth | Review | Good summary\nJun 2022 | R1 | Yes\nJul 2022 | R2 | No"
    second = "Ambassadors' review | | \nMonth | Review | Clear words\nJul 2022 | R3 | Yes"
    tracker = tracker_of(Log=ACTION_LOG, Ambassadors_1=first, Ambassadors_2=second)
    found = {(f.group, f.period): (f.numerator, f.base) for f in figures_of(tracker, "ambassadors")}
    assert found == {
        ("Good summary", "Jun 22"): (1, 1), ("Good summary", "Jul 22"): (0, 1),
        ("Clear words", "Jun 22"): (0, 0), ("Clear words", "Jul 22"): (1, 1),
    }  # fmt: skip


def test_a_question_of_the_ambassadors_keeps_its_answers_when_some_are_none() -> None:
    reviews = """Ambassadors | | | |
        Month | Review | Kind words | Worker's name | Clear
        Jul 2022 | R1 | Yes | Ann | No
        Jul 2022 | R2 | Partly | Ben | No
        Jul 2022 | R3 | Sometimes | Cy | No
        Jul 2022 | R4 | No | Di | No
        Jul 2022 | R5 | Yes | Ed | No"""
    tracker = tracker_of(Log=ACTION_LOG, Ambassadors=reviews)
    assert by_group(tracker, "ambassadors") == {"Kind words": 2, "Clear": 0}
    places = [line.split(":")[0] for line in said(tracker)]
    assert places == ["Ambassadors!D2 'Worker's name'", "Ambassadors!C4 'Partly'", "Ambassadors!C5 'Sometimes'"]
