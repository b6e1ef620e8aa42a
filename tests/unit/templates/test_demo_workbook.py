"""The demo tracker's file: what other readers find in it is what was invented, and Excel has nothing to repair."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from qa_workbook.errors import UserError
from qa_workbook.templates.demo import demo_rows, write_demo_tracker
from qa_workbook.templates.demo_columns import CHOICES, TABLES

if TYPE_CHECKING:
    from qa_workbook.templates.demo_columns import Table

SHEETS = ["Read me", *(table.sheet for table in TABLES), "Our chart", "QA notes", "Lists"]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("demo") / "tracker.xlsx"
    write_demo_tracker(path)
    return path


@pytest.fixture(scope="module")
def workbook(file: Path) -> openpyxl.Workbook:
    with pytest.warns(UserWarning, match="Sparkline"):  # the council's own sparkline, which openpyxl would drop
        return openpyxl.load_workbook(file)


def test_sheets_stand_in_order_and_the_lists_are_hidden(workbook: openpyxl.Workbook) -> None:
    assert workbook.sheetnames == SHEETS
    assert [sheet.title for sheet in workbook if sheet.sheet_state == "hidden"] == ["Lists"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.key)
def test_cells_are_the_rows(file: Path, table: Table) -> None:
    cells = CalamineWorkbook.from_path(file).get_sheet_by_name(table.sheet).to_python()
    wanted = [["" if cell is None else cell for cell in row.values()] for row in demo_rows()[table.key]]
    assert cells[0] == list(table.headings)
    assert cells[1:] == wanted


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.key)
def test_each_table_is_an_excel_table_with_headings_in_view(workbook: openpyxl.Workbook, table: Table) -> None:
    sheet = workbook[table.sheet]
    [found] = sheet.tables.values()
    assert found.ref == sheet.dimensions
    assert sheet.freeze_panes is not None
    assert sheet.print_title_rows == "$1:$1"


def test_lists_hold_the_choices(workbook: openpyxl.Workbook) -> None:
    lists = workbook["Lists"]
    offered = {cells[0].value: [cell.value for cell in cells[1:] if cell.value] for cells in lists.iter_cols(min_row=3)}
    assert offered == {f"List: {title}": list(choices) for title, choices in CHOICES.items()}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.key)
def test_columns_with_choices_have_a_drop_down_list(workbook: openpyxl.Workbook, table: Table) -> None:
    checks = workbook[table.sheet].data_validations.dataValidation
    listed = {cells.min_col for check in checks if check.type == "list" for cells in check.sqref.ranges}
    assert listed == {number for number, column in enumerate(table.columns, 1) if column.choices}


def test_the_council_keeps_a_chart_a_text_box_notes_and_formats_of_its_own(
    file: Path, workbook: openpyxl.Workbook
) -> None:
    with zipfile.ZipFile(file) as archive:
        parts = archive.namelist()
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    assert "xl/charts/chart1.xml" in parts
    assert "Ours: drawn by the QA team" in drawing
    assert workbook["Audits"]["P1"].comment is not None
    assert len(workbook["Audits"].conditional_formatting) == 2


def test_own_formulas_hold_the_value_that_a_spreadsheet_would_compute(file: Path, workbook: openpyxl.Workbook) -> None:
    october = demo_rows()["audits"]
    asked = sum(row["Audit month"] == dt.date(2026, 10, 1) for row in october)
    assert workbook["Our chart"]["B22"].value == "=COUNTIFS(Audits[Audit month],A22)"
    assert CalamineWorkbook.from_path(file).get_sheet_by_name("Our chart").to_python()[21][1] == asked


def test_read_me_says_what_is_wrong_on_purpose(workbook: openpyxl.Workbook) -> None:
    text = " ".join(str(cell.value) for row in workbook["Read me"].iter_rows() for cell in row if cell.value)
    assert "Every person, team and child in this workbook is invented" in text
    assert "one final rating reads 'Good/RI' and one audit has no month" in text


def test_same_arguments_same_bytes(file: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    write_demo_tracker(again)
    assert again.read_bytes() == file.read_bytes()


def test_a_missing_folder_is_a_plain_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"can't be written\. Close it in Excel, or name a folder that exists"):
        write_demo_tracker(tmp_path / "nowhere" / "tracker.xlsx", audits=100)


def test_the_open_xml_validator_finds_nothing(file: Path) -> None:
    home = Path(os.environ.get("OOXML_VALIDATOR_HOME", Path.home() / ".cache" / "ooxml-validator"))
    found = [path for path in home.glob("**/ooxml-validator-*/ooxml-validator") if path.is_file()]
    if not found and not os.environ.get("QA_WORKBOOK_REQUIRE_TOOLS"):
        pytest.skip("the Open XML validator is not installed (.ci/run installs it)")
    said = subprocess.run([found[0], file], capture_output=True, text=True, check=False).stdout
    assert '"ok": true' in said, said
