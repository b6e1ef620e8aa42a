"""The blank tracker: what stands in it, how it guides whoever fills it, and that the product reads it once filled."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from qa_workbook import pipeline
from qa_workbook.__main__ import cli
from qa_workbook.errors import UserError
from qa_workbook.intake import Tracker
from qa_workbook.settings import Settings
from qa_workbook.templates.buttons import BUTTONS
from qa_workbook.templates.demo import write_demo_tracker
from qa_workbook.templates.demo_columns import CHOICES, TABLES, Kind, Table
from qa_workbook.templates.demo_rows import demo_rows
from qa_workbook.templates.tracker_template import SHEETS, blank_tracker

SHEET_NAMES = ["Home", *(table.sheet for table in TABLES), "QA settings", "Lists"]
LONGEST_PROMPT, LONGEST_TITLE = 255, 32


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "audit_tracker.xlsm"
    path.write_bytes(blank_tracker())
    return path


@pytest.fixture(scope="module")
def workbook(file: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(file)


@pytest.fixture(scope="module")
def blank(file: Path) -> Tracker:
    return pipeline.read(file)


def checks_by_column(sheet: Worksheet) -> dict[int, DataValidation]:
    return {next(iter(c.sqref.ranges)).min_col: c for c in sheet.data_validations.dataValidation}


def test_sheets_stand_in_order_and_the_lists_are_hidden(workbook: openpyxl.Workbook) -> None:
    assert workbook.sheetnames == SHEET_NAMES
    assert len(SHEET_NAMES) == SHEETS
    assert [sheet.title for sheet in workbook if sheet.sheet_state == "hidden"] == ["Lists"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.key)
def test_each_table_is_an_excel_table_with_one_blank_row(workbook: openpyxl.Workbook, table: Table) -> None:
    sheet = workbook[table.sheet]
    [found] = sheet.tables.values()
    assert found.column_names == list(table.headings)
    assert found.ref.startswith("A1:")
    assert found.ref.endswith("2")
    assert sheet.freeze_panes is not None
    assert sheet.max_row == 1


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.key)
def test_dates_are_shown_as_dates_in_rows_yet_to_come(workbook: openpyxl.Workbook, table: Table) -> None:
    formats = {Kind.DATE: "dd/mm/yyyy", Kind.MONTH: "mmm yyyy"}
    dimensions = workbook[table.sheet].column_dimensions.values()
    for number, column in enumerate(table.columns, 1):
        [shape] = [dimension for dimension in dimensions if (dimension.min or 0) <= number <= (dimension.max or 0)]
        if column.kind in formats:
            assert shape.number_format == formats[column.kind]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.key)
def test_lists_are_offered_and_prompts_fit(workbook: openpyxl.Workbook, table: Table) -> None:
    checks = checks_by_column(workbook[table.sheet])
    for number, column in enumerate(table.columns, 1):
        check = checks.get(number)
        if column.choices:
            assert check is not None
            assert check.type == "list"
        if check is not None:
            assert str(check.sqref) == f"{(letter := get_column_letter(number))}2:{letter}5001"
            assert len(check.prompt or "") <= LONGEST_PROMPT
            assert len(check.promptTitle or "") <= LONGEST_TITLE


def test_most_columns_guide_whoever_fills_them(workbook: openpyxl.Workbook) -> None:
    columns = sum(len(table.columns) for table in TABLES)
    prompts = [c for table in TABLES for c in checks_by_column(workbook[table.sheet]).values() if c.prompt]
    assert len(prompts) > 0.8 * columns


def test_teams_and_people_are_offered_from_their_tables(workbook: openpyxl.Workbook) -> None:
    audits = checks_by_column(workbook["Audits"])
    assert [audits[number].formula1 for number in (4, 8)] == ["TeamNames", "StaffNames"]
    assert not audits[4].showErrorMessage
    assert workbook.defined_names["TeamNames"].attr_text == "Teams[Team]"
    assert workbook.defined_names["StaffNames"].attr_text == "Staff[Name]"


def test_lists_hold_the_choices_and_the_months(workbook: openpyxl.Workbook) -> None:
    columns = list(workbook["Lists"].iter_cols(min_row=3, values_only=True))
    offered = {cells[0]: [cell for cell in cells[1:] if cell] for cells in columns}
    months = offered.pop("List: Months")
    assert offered == {f"List: {title}": list(choices) for title, choices in CHOICES.items()}
    assert months[:2] == ["latest", "=DATE(YEAR(TODAY()),MONTH(TODAY())-0,1)"]
    assert len(months) == 25


def test_cached_months_are_the_first_days_of_months(file: Path) -> None:
    lists = openpyxl.load_workbook(file, data_only=True)["Lists"]
    cached = [cell.value.date() for cell in lists["L"][4:28]]
    assert cached[:2] == [dt.date(2026, 1, 1), dt.date(2025, 12, 1)]
    assert cached[-1] == dt.date(2024, 2, 1)


def test_the_month_is_picked_on_the_home_sheet(workbook: openpyxl.Workbook) -> None:
    cell = workbook.defined_names["ReportingMonth"].attr_text
    [check] = workbook["Home"].data_validations.dataValidation
    assert cell == f"Home!$C${str(check.sqref)[1:]}"
    assert workbook["Home"][str(check.sqref)].value == "latest"
    assert check.formula1 == "MonthChoices"


def test_home_says_each_button_s_command(workbook: openpyxl.Workbook) -> None:
    text = [cell for row in workbook["Home"].iter_rows(values_only=True) for cell in row if cell]
    for button in BUTTONS:
        assert button.label in text
        assert button.command.format(file="audit_tracker.xlsm") in text


def test_the_settings_sheet_says_the_defaults(blank: Tracker) -> None:
    assert blank.settings == Settings()


def test_a_blank_tracker_is_read_without_a_finding(blank: Tracker) -> None:
    assert {key: len(frame) for key, frame in blank.frames.items()} == {table.key: 0 for table in TABLES}
    assert blank.findings == ()
    places = {column.place.split("!")[0] for column in blank.columns if column.place}
    assert places == {table.sheet for table in TABLES}


def test_the_command_checks_a_blank_tracker_and_says_that_it_is_blank(file: Path) -> None:
    done = CliRunner().invoke(cli, ["check", str(file)], standalone_mode=False)
    assert done.exception is None
    assert done.return_value == 0
    assert re.search(r"Audits +0 rows", done.output)


def test_a_blank_tracker_has_no_dashboard_yet(file: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"^audit_tracker\.xlsm: "):
        pipeline.refresh(file, out=tmp_path / "out.xlsm")


def test_every_column_of_the_template_is_one_that_is_known(blank: Tracker) -> None:
    known = {(column.place.split("!")[0], column.heading) for column in blank.columns}
    for table in TABLES:
        missing = {heading for heading in table.headings if (table.sheet, heading) not in known}
        # Until something stands under them, the ambassadors' questions can't be told from other columns.
        assert missing == ({h for h in table.headings if h.endswith("?")} if table.key == "ambassadors" else set())


def test_filled_it_is_read_as_the_demo_tracker_is(tmp_path: Path) -> None:
    filled, demo = tmp_path / "filled.xlsm", tmp_path / "demo.xlsx"
    filled.write_bytes(blank_tracker(demo_rows(audits=120)))
    write_demo_tracker(demo, audits=120)
    ours, theirs = pipeline.read(filled), pipeline.read(demo)
    assert ours.frames.keys() == theirs.frames.keys()
    assert all(ours.frames[key].equals(theirs.frames[key]) for key in ours.frames)
    assert ours.questions == theirs.questions
    assert ours.findings == theirs.findings


def test_same_bytes_again(file: Path) -> None:
    assert blank_tracker() == file.read_bytes()
