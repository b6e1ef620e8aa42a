"""Which heading means which column, and where each table stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from text_trackers import cells, said, tracker_of

from qa_workbook.errors import UserError
from qa_workbook.intake import Workbook, read_tracker
from qa_workbook.intake.areas import area_columns
from qa_workbook.intake.columns import AUDITS, TABLES
from qa_workbook.intake.headings import Heading, match
from qa_workbook.intake.sources import Grid, column_letter
from qa_workbook.intake.text import plain
from qa_workbook.settings import DEFAULT_PRACTICE_AREAS, Settings

LOG = "Audit ID | Month | Team | Outcome | Final rating"
ROW = "1 | Jul 2022 | T | Accepted | Good"
ALL = {table.key: table for table in TABLES}
ALL["audits"] = replace(AUDITS, columns=(*AUDITS.columns, *area_columns(DEFAULT_PRACTICE_AREAS)))


def matched(table: str, text: str) -> dict[str, str]:
    """Our column by their heading; `above > heading` is a heading of two rows, `?` what is ambiguous."""
    headings = []
    for column, written in enumerate(text.split(" | ")):
        above, _, own = written.rpartition(" > ")
        headings.append(Heading(column, own, above))
    found = match(headings, ALL[table])
    ours = {heading.text: key for key, heading in found.found.items()}
    unsure = {h.text: "?" for headings in found.ambiguous.values() for h in headings}
    return unsure | ours


@pytest.mark.parametrize(
    ("table", "theirs", "ours"),
    [
        ("audits", "Child’s legal status", "legal_status"),
        ("audits", "CHILD'S  LEGAL-STATUS (at audit)", "legal_status"),
        ("audits", "Mosaic ID", "child_ref"),
        ("audits", "Case Number", "child_ref"),
        ("audits", "LCS No.", "child_ref"),
        ("audits", "Period", "month"),
        ("audits", "Date of Audit", "month"),
        ("audits", "Name of Auditor", "auditor"),
        ("audits", "File Auditor", "auditor"),
        ("audits", "Audit judgement", "auditor_rating"),
        ("audits", "Initial grade", "auditor_rating"),
        ("audits", "Agreed rating", "final_rating"),
        ("audits", "Moderator’s overall judgement", "final_rating"),
        ("audits", "Grade (final)", "final_rating"),
        ("audits", "Overall grade > Auditor", "auditor_rating"),
        ("audits", "Overall grade > Moderated", "final_rating"),
        ("audits", "Auditor > Team", "auditor_team"),
        ("audits", "Fnal rating", "final_rating"),
        ("audits", "Risk assessment & response", "area: Risk assessment and response"),
        ("audits", "Assessment > Moderated grade", "area: Assessment"),
        ("audits", "Planning and review (final grade)", "area: Planning and review"),
        ("audits", "Worker’s star sign", None),
        ("actions", "BY WHOM", "owner"),
        ("actions", "By when", "due"),
        ("actions", "Timescale", "due"),
        ("concerns", "HoS", "head_of_service"),
        ("caseload", "Number of children open", "children_open"),
    ],
)
def test_a_heading_means_one_column(table: str, theirs: str, ours: str | None) -> None:
    assert matched(table, theirs).get(theirs.rpartition(" > ")[2]) == ours


@pytest.mark.parametrize(
    ("table", "theirs", "ours"),
    [
        ("audits", "Date of audit | Month", {"Month": "month"}),
        ("audits", "Audit grade | Final grade | Initial grade",
         {"Final grade": "final_rating", "Initial grade": "auditor_rating"}),
        ("audits", "Final grade | Moderated grade", {"Final grade": "?", "Moderated grade": "?"}),
        ("audits", "Mosaic ID | ID number", {"Mosaic ID": "?", "ID number": "?"}),
        ("audits", "Reference | Mosaic ID", {"Reference": "audit_id", "Mosaic ID": "child_ref"}),
        ("audits", "Auditor | Grade > Auditor | Grade > Moderator",
         {"Auditor": "auditor_rating", "Moderator": "final_rating"}),
        ("audits", "Status | Case status", {"Case status": "legal_status", "Status": "outcome"}),
        ("audits", "Status", {"Status": "?"}),
        ("staff", "Auditor / Moderator | Role", {"Auditor / Moderator": "name", "Role": "role"}),
        ("staff", "Auditor / Moderator", {"Auditor / Moderator": "?"}),
    ],
)  # fmt: skip
def test_headings_are_matched_one_to_one_and_a_tie_is_not_guessed(
    table: str, theirs: str, ours: dict[str, str]
) -> None:
    found = matched(table, theirs)
    assert {text: key for text, key in found.items() if text in ours} == ours


def test_no_declared_heading_is_written_otherwise_than_it_is_looked_up() -> None:
    wrong = [(t.key, name) for t in ALL.values() for name in t.names if name != plain(name)]
    assert wrong == []


def test_of_two_equal_headings_the_one_with_nothing_under_it_is_left_out() -> None:
    log = f"{LOG} | Final grade\n{ROW} |"
    assert tracker_of(Log=log).audits["final_rating"].tolist() == ["Good"]


def test_an_ambiguous_heading_is_not_used_and_is_said_with_its_cells() -> None:
    tracker = tracker_of(Log=f"{LOG} | Case status | Legal status\n{ROW} | CIN | CP")
    assert "legal_status" not in tracker.found["audits"]
    assert len(said(tracker)) == 1
    assert said(tracker)[0].startswith("Log!F1 'Case status': F1 and G1 could each be the column for legal_status")


def test_two_months_that_fit_equally_stop_the_work_with_both_named() -> None:
    with pytest.raises(UserError, match=r"the column for month of audits can't be told.*B1 and F1"):
        tracker_of(Log=f"{LOG} | Audit month\n{ROW} | Jul 2022")


def test_numbers_for_ratings_are_never_guessed() -> None:
    log = f"{LOG}\n1 | Jul 2022 | T | Accepted | 2\n2 | Jul 2022 | T | Accepted | 4"
    tracker = tracker_of(Log=log)
    assert tracker.audits["final_rating"].isna().all()
    assert [line.split(":")[0] for line in said(tracker)] == ["Log!E2 '2.0'", "Log!E3 '4.0'"]
    assert all("whether 1 or 4 is Outstanding" in line for line in said(tracker))
    assert tracker_of(Settings(best_grade=4), Log=log).audits["final_rating"].tolist() == [
        "Requires improvement",
        "Outstanding",
    ]


def test_a_log_with_one_rating_takes_it_as_the_final_one_and_says_so() -> None:
    tracker = tracker_of(Log="Audit ID | Month | Team | Outcome | Audit judgement\n" + ROW)
    assert tracker.audits["final_rating"].tolist() == ["Good"]
    assert "auditor_rating" not in tracker.found["audits"]
    assert [("one rating only" in line, line.split(" ")[0]) for line in said(tracker)] == [(True, "Log!E1")]


def test_a_log_without_outcomes_counts_what_is_rated_and_says_so() -> None:
    tracker = tracker_of(Log="Audit ID | Month | Team | Final rating\n1 | Jul 2022 | T | Good\n2 | Jul 2022 | T |")
    assert tracker.audits["outcome"].tolist() == ["accepted", "in progress"]
    assert ["no column for the outcome" in line for line in said(tracker)] == [True]


def test_a_log_without_any_rating_can_not_be_read() -> None:
    with pytest.raises(UserError, match="no column for the final rating"):
        tracker_of(Log="Audit ID | Month | Team | Outcome | Legal status\n1 | Jul 2022 | T | Accepted | CIN")


def test_a_workbook_without_a_log_can_not_be_read() -> None:
    with pytest.raises(UserError, match="no sheet has the headings of an audit log"):
        tracker_of(Teams="Team | Manager\nA | B", Notes="Month | Nothing\nJul | 1")


def test_a_hidden_log_is_read_where_there_is_no_other() -> None:
    old, new = (Grid(name, cells(f"{LOG}\n{ROW}"), hidden=hidden) for name, hidden in (("Old", True), ("New", False)))
    both = read_tracker(Workbook("t.xlsx", (old, new)), Settings())
    assert both.audits["sheet"].unique().tolist() == ["New"]
    assert len(read_tracker(Workbook("t.xlsx", (old,)), Settings()).audits) == 1


@pytest.mark.parametrize(
    ("last", "passed"),
    [
        ("TOTAL | | 2", "TOTAL"),
        ("| | Sub-total | 2 |", "Sub-total"),
        ("Totals for July | 2", "Totals for July"),
        ("Key: RI is Requires improvement", "Key: RI is Requires improvement"),
        ("RI | is Requires improvement", "RI"),
        ("Audit ID | Month | Team | Outcome | Final rating", "headings repeated"),
        ("AUDIT ID | MONTH | TEAM | OUTCOME | RATING", "headings repeated"),
    ],
)
def test_rows_that_are_no_data_are_passed_over_and_named(last: str, passed: str) -> None:
    tracker = tracker_of(Log=f"{LOG}\n{ROW}\n{last}\n{ROW.replace('1 |', '2 |')}")
    assert tracker.passed_over == (f"Log row 3: {passed}",)
    assert tracker.audits["row"].tolist() == [2, 4]
    assert said(tracker) == []


def test_a_note_in_the_column_of_the_month_is_no_audit() -> None:
    log = "Month | Team | Outcome | Final rating\nJul 2022 | T | Accepted | Good\n\nUpdated weekly"
    tracker = tracker_of(Log=log)
    assert (len(tracker.audits), tracker.passed_over, said(tracker)) == (1, ("Log row 4: Updated weekly",), [])


def test_a_team_without_anything_else_is_a_team_and_a_note_under_a_blank_row_is_not() -> None:
    teams = "Team | Head of service | Manager\nNorth | A | B\nSouth | | \nEast | A | B\n\nAs at April"
    assert tracker_of(Log=f"{LOG}\n{ROW}", Teams=teams).frames["teams"]["team"].tolist() == ["North", "South", "East"]


def test_names_alone_are_teams_where_no_row_has_more() -> None:
    teams = "Team | Manager\nNorth | \n\nSouth |\nEast |"
    assert tracker_of(Log=f"{LOG}\n{ROW}", Teams=teams).frames["teams"]["team"].tolist() == ["North", "South", "East"]


def test_headings_may_stand_under_many_rows_of_titles() -> None:
    above = "\n".join(f"A note to the reader, number {n}" for n in range(24))
    assert tracker_of(Log=f"{above}\n{LOG}\n{ROW}").audits["row"].tolist() == [26]


def test_every_row_that_is_read_says_where_it_stands() -> None:
    tracker = tracker_of(One=f"{LOG}\n\n{ROW}", Two=f"Title\n{LOG}\n{ROW.replace('1 |', '2 |')}")
    assert tracker.audits[["sheet", "row"]].to_numpy().tolist() == [["One", 3], ["Two", 3]]


def test_the_column_report_says_where_each_column_was_found() -> None:
    tracker = tracker_of(Log=f"{LOG} | Grade of auditor's\n{ROW} | Good")
    found = {c.column: (c.place, c.heading, c.confidence) for c in tracker.columns}
    assert found["final_rating"] == ("Log!E1", "Final rating", 1.0)
    assert found["auditor_rating"] == ("Log!F1", "Grade of auditor's", 0.95)
    assert found["age"] == ("", "", 0.0)


def test_the_value_report_counts_each_spelling() -> None:
    rows = [ROW.replace("Good", r).replace("1 |", f"{n} |") for n, r in enumerate(("Good", "good", "Good", "Gd?"))]
    meanings = tracker_of(Log="\n".join([LOG, *rows])).meanings
    said_of = [(m.theirs, m.ours, m.count) for m in meanings if m.column == "final_rating"]
    assert said_of == [("Good", "Good", 2), ("good", "Good", 1), ("Gd?", None, 1)]


def test_what_cannot_be_read_leaves_the_rest_of_its_row() -> None:
    tracker = tracker_of(Log=f"{LOG} | Age\n1 | Jul 2022 | T | Accepted | Gd? | 9")
    assert said(tracker) == ["Log!E2 'Gd?': not a rating. Use Outstanding, Good, RI or Inadequate."]
    assert tracker.audits["age"].tolist() == [9]


@pytest.mark.parametrize(("number", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_excels_letters(number: int, letters: str) -> None:
    assert column_letter(number) == letters


SMALL_LOG = "Audit ID | Month | Team | Outcome | Final rating\nA1 | Jul 2022 | East | Accepted | Good"
SMALL_POOL = "Name | Role | Team | Frequency | Exempt\nAda | Auditor | East | Monthly | No"


def test_lists_for_drop_downs_are_no_staff_beside_the_staff() -> None:
    tracker = tracker_of(Log=SMALL_LOG, Pool=SMALL_POOL, Lists="Role | Name\nAuditor | x\nModerator | y")
    assert tracker.frames["staff"]["name"].tolist() == ["Ada"]
    assert any(line.startswith("Lists!A1") and "is not used" in line for line in said(tracker))


def test_an_older_log_with_fewer_columns_still_counts() -> None:
    short = "Audit ID | Month | Final rating | Outcome\nA0 | Jul 2021 | RI | Accepted"
    tracker = tracker_of(Log_21=short, Log_22=SMALL_LOG + "\nA2 | Jul 2022 | East | Accepted | RI")
    assert tracker.audits["audit_id"].tolist() == ["A0", "A1", "A2"]


def test_an_optional_table_that_can_not_be_told_is_left_out_and_said() -> None:
    lists = "Role | Name | Role\nAuditor | x | Auditor"
    tracker = tracker_of(Log=SMALL_LOG, Lists=lists)
    assert "staff" not in tracker.frames
    assert any("left out" in finding for finding in said(tracker))
