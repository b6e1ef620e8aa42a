"""What can be read but does not fit is said, with its cell and its cure."""

from __future__ import annotations

import pytest
from text_trackers import said, tracker_of

from qa_workbook.intake.checks import CHECKS

LOG = "Audit ID | Month | Team | Outcome | Legal status | Final rating | RI low"
ROW = "1 | Jul 2022 | North | Accepted | CIN | RI | Yes"
ACTIONS = "Audit ID | Kind | Date agreed | Due | Date completed | Last update"
CONCERNS = "Audit ID | Head of service | Date raised | Child safe | Plan in place | Date resolved"
TEAMS = "Team | Manager\nNorth | A"
STAFF = "Name | Role | Team"
CASELOAD = "Month | Children open"

BROKEN = [
    ({"Log": f"{LOG}\n{ROW}\n2 | | North | Accepted | CIN | Good |"}, "Log!B3", "the month is missing"),
    ({"Log": f"{LOG}\n{ROW}\n2 | Jul 2032 | North | Accepted | CIN | Good |"}, "Log!B2 Log!B3", "typing slip"),
    ({"Log": f"{LOG}\n{ROW}\n2 | Jul 2022 | North | | CIN | |"}, "Log!D3", "the outcome is missing"),
    ({"Log": f"{LOG}\n{ROW}\n2 | Jul 2022 | North | Accepted | CIN | |"}, "Log!F3", "without a final rating"),
    ({"Log": f"{LOG}\n{ROW}\n2 | Jul 2022 | North | Accepted | | Good |"}, "Log!E3", "without a legal status"),
    ({"Log": f"{LOG}\n{ROW}\n2 | Jul 2022 | | Accepted | CIN | Good |"}, "Log!C3", "without a team"),
    ({"Log": f"{LOG}\n{ROW}\n1 | Jul 2022 | North | Nil return | CIN | |"}, "Log!A3", "more than one row"),
    ({"Log": f"{LOG}\n{ROW}\n2 | Jul 2022 | North | Accepted | CIN | Good | Yes"}, "Log!G3", "the mark is not used"),
    ({"Log": f"{LOG}\n{ROW}\n2 | Jul 2022 | Northh | Accepted | CIN | Good |", "Teams": TEAMS}, "Log!C3",
     "not in the list"),
    ({"Actions": f"{ACTIONS}\n9 | Yes | 01/07/2022 | 08/07/2022 | | "}, "Actions!A2", "no audit has this id"),
    ({"Actions": f"{ACTIONS}\n | Yes | 01/07/2022 | 08/07/2022 | | "}, "Actions!A2", "the audit's id is missing"),
    ({"Actions": f"{ACTIONS}\n1 | Yes | 01/07/2022 | | | "}, "Actions!D2", "neither on time nor late"),
    ({"Actions": f"{ACTIONS}\n1 | | 01/07/2022 | 08/07/2022 | | "}, "Actions!B2", "without a kind"),
    ({"Actions": f"{ACTIONS}\n1 | Yes | 02/07/2022 | 08/07/2022 | 01/07/2022 |"}, "Actions!E2", "before it was agreed"),
    ({"Cases": f"{CONCERNS}\n9 | A | 01/07/2022 | | |"}, "Cases!A2", "can't be matched"),
    ({"Cases": f"{CONCERNS}\n1 | A | | No | |"}, "Cases!C2", "the date on which the concern was raised is missing"),
    ({"Cases": f"{CONCERNS}\n1 | A | 01/07/2022 | Yes | No | 02/07/2022"}, "Cases!F2", "counts as open"),
    ({"Staff": f"{STAFF}\nA | Auditor | North\nB | | North"}, "Staff!B3", "without a role"),
    ({"Open": f"{CASELOAD}\nJul 2022 | 400\nJun 2022 |"}, "Open!B3", "the number of children open is missing"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sheets", "cells", "words"), BROKEN, ids=lambda value: value if isinstance(value, str) else ""
)
def test_what_does_not_fit_is_said_once_with_its_cell(sheets: dict[str, str], cells: str, words: str) -> None:
    found = said(tracker_of(**{"Log": f"{LOG}\n{ROW}", **sheets}))
    assert [line.split(":")[0].split(" '")[0] for line in found] == cells.split()
    assert all(words in line for line in found)


def test_every_check_is_broken_above() -> None:
    words = [words for _, _, words in BROKEN]
    assert [check.requirement for check in CHECKS if not any(word in check.requirement for word in words)] == []


def test_a_cell_that_could_not_be_read_is_not_said_again_for_being_blank() -> None:
    found = said(tracker_of(Log=f"{LOG}\n{ROW}\n2 | Jul 2022 | North | Acepted | CIN | Good |"))
    assert [line.split(":")[0] for line in found] == ["Log!D3 'Acepted'"]


@pytest.mark.parametrize("service", ["Fostering", "Early Help"])
def test_audits_of_other_services_need_no_team_in_scope(service: str) -> None:
    log = f"Service | {LOG}\nCSC | {ROW}\n{service} | 2 | Jul 2022 | Elsewhere | Accepted | | Good |"
    assert said(tracker_of(Log=log, Teams=TEAMS)) == []


@pytest.mark.parametrize(
    ("services", "core", "words"),
    [
        (("CSC", "Adoption"), [True, False], "the service 'Adoption' is not in the settings"),
        (("CSC", ""), [True, True], "1 audits name no service"),
        (("East", "West"), [True, True], "none of the services (East, West)"),
    ],
)
def test_a_service_that_nobody_knows_is_said(services: tuple[str, str], core: list[bool], words: str) -> None:
    rows = [f"{service} | {ROW.replace('1 |', f'{n} |', 1)}" for n, service in enumerate(services, 1)]
    tracker = tracker_of(Log="\n".join([f"Service | {LOG}", *rows]))
    assert tracker.audits["core"].tolist() == core
    assert [words in line for line in said(tracker)] == [True]
