"""The tracker's own settings: every row of the sheet `QA settings`."""

from __future__ import annotations

from typing import Any

import pytest
from text_trackers import cells

from qa_workbook.intake.settings_sheet import read_settings
from qa_workbook.intake.sources import Grid
from qa_workbook.settings import Settings

JULY_2022 = 12 * 2022 + 6
HEADS = "Setting | For | Value | From"


def read(text: str) -> tuple[Settings, list[str]]:
    """The settings of a sheet of these rows, and the findings."""
    settings, findings = read_settings((Grid("Log", [[""]]), Grid("QA Settings", cells(text))), Settings())
    return settings, [str(finding) for finding in findings]


@pytest.mark.parametrize(
    ("row", "name", "value"),
    [
        ("Reporting month | | July 2022", "month", JULY_2022),
        ("Stretch audits per team | | 3", "stretch_per_team", 3),
        ("Margin | Up | 5", "margin_up", 5),
        ("Margin | down | 4 %", "margin_down", 4),
        ("Margin | count | 20", "margin_count", 20),
        ("Core service | | Children and Families", "core_service", "Children and Families"),
        ("Grade that means Outstanding | | 4", "best_grade", 4),
        ("Practice area | | Assessment\nPractice area | | Voice of the child", "practice_areas",
         ("Assessment", "Voice of the child")),
        ("Other service | | Adoption", "other_services", ("Adoption",)),
        ("Ambassadors' question | | Kind words?", "questions", ("Kind words?",)),
        ("Month without audits | | Jan 22\nMonth without audits | | Aug 22", "months_without_audits",
         frozenset({12 * 2022, 12 * 2022 + 7})),
        ("Reporting month | | ", "month", None),
    ],
)  # fmt: skip
def test_a_row_sets_one_thing(row: str, name: str, value: Any) -> None:
    settings, findings = read(f"Our settings\n{HEADS}\n{row}")
    assert (getattr(settings, name), findings) == (value, [])


def test_a_list_may_repeat_the_defaults_and_add_to_them() -> None:
    areas = (*Settings().practice_areas, "Voice of the child")
    rows = "\n".join(f"Practice area | | {area}" for area in areas)
    assert read(f"{HEADS}\n{rows}")[0].practice_areas == areas


@pytest.mark.parametrize(
    ("rows", "month", "value"),
    [
        ("Target | Good or better | 60 |", JULY_2022, 60),
        ("Target | good_or_better | 60 | Aug 2022", JULY_2022, 50),
        ("Target | good_or_better | 60 | Jul 2022", JULY_2022, 60),
        ("Target | good_or_better | 60 | [2022-04-01]\nTarget | good_or_better | 40 | Jul 2021", JULY_2022, 60),
        ("Target | good_or_better | 60 | Apr 2022\nTarget | good_or_better | 40 | Jul 2021", JULY_2022 - 6, 40),
        ("Target | good_or_better | 60 | Apr 2022\nTarget | good_or_better | 70 | Apr 2022", JULY_2022, 70),
        ("Target | Good or better | 55 % |", JULY_2022, 55),
    ],
)
def test_a_target_holds_from_its_month(rows: str, month: int, value: float) -> None:
    target = read(f"{HEADS}\n{rows}")[0].target("good_or_better", month)
    assert target is not None
    assert target.value == value


@pytest.mark.parametrize(("cell", "points"), [(0.5, 50), (1.0, 100), (50.0, 50), (0.0, 0)])
def test_a_cell_formatted_as_a_percentage_holds_a_fraction(cell: float, points: float) -> None:
    grid = Grid("QA settings", [["Setting", "For", "Value", "From"], ["Target", "Inadequate", cell, ""]])
    target = read_settings((grid,), Settings())[0].target("inadequate", JULY_2022)
    assert target is not None
    assert target.value == pytest.approx(points)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Targett | Good or better | 60", "not a setting that is known"),
        ("Target | Happiness | 60", "not a measure that can have a target"),
        ("Target | Inadequate | low", "not a number"),
        ("Margin | sideways | 5", "not a margin"),
        ("Grade that means Outstanding | | 3", "not 1 or 4"),
        ("Reporting month | | soon", "not a month"),
        ("Target | Inadequate | 9 | someday", "not a month"),
    ],
)
def test_a_row_that_cannot_be_read_is_said_and_changes_nothing(row: str, words: str) -> None:
    settings, findings = read(f"{HEADS}\n{row}")
    assert settings == Settings()
    assert [(words in line, line.startswith("QA Settings!A2 ")) for line in findings] == [(True, True)]


def test_a_sheet_without_headings_is_said() -> None:
    settings, findings = read("Reporting month | July 2022")
    assert settings == Settings()
    assert ["no row of headings" in line for line in findings] == [True]


def test_a_tracker_without_the_sheet_keeps_the_defaults() -> None:
    assert read_settings((Grid("Log", [[""]]),), Settings()) == (Settings(), [])
