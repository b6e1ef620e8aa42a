"""The drawn workbook, read back by an independent reader and judged by the Open XML SDK."""

from __future__ import annotations

import json
import os
import subprocess
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from invented import results

from qa_workbook.report import build
from qa_workbook.sheets.arrange import arrange
from qa_workbook.sheets.xlsx import render

LAYOUTS = arrange(build(results()))


@pytest.fixture(scope="module")
def drawn() -> bytes:
    return render(LAYOUTS)


@pytest.fixture(scope="module")
def workbook(drawn: bytes) -> openpyxl.Workbook:
    with pytest.warns(UserWarning, match="extension is not supported"):  # the sparklines
        return openpyxl.load_workbook(BytesIO(drawn))


def test_every_cell_is_there(workbook: openpyxl.Workbook) -> None:
    for layout in LAYOUTS:
        sheet = workbook[layout.name]
        read = {(c.area.row, c.area.column): sheet.cell(c.area.row + 1, c.area.column + 1).value for c in layout.cells}
        assert read == {(c.area.row, c.area.column): c.value for c in layout.cells}


def test_every_chart_is_there_and_stands_alone(workbook: openpyxl.Workbook) -> None:
    charts = {layout.name: len(workbook[layout.name]._charts) for layout in LAYOUTS}
    assert charts == {"Snapshot": 2, "Ratings": 6, "Practice areas": 2}
    for layout in LAYOUTS:
        for chart in workbook[layout.name]._charts:
            for series in chart.series:
                assert series.val.numRef.f.replace("'", "").startswith(f"{layout.name}!")


def test_only_the_page_is_printed(workbook: openpyxl.Workbook) -> None:
    sheet = workbook["Snapshot"]
    assert sheet.print_area == "'Snapshot'!$A$1:$H$37"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight is None  # one sheet of paper, as the format has it when nothing is said
    assert workbook["Ratings"].page_setup.fitToHeight == 0
    assert [b.id for b in workbook["Ratings"].row_breaks.brk] == [35, 68]
    assert workbook["Ratings"].print_title_rows == "$1:$2"


def test_every_cell_and_empty_column_names_its_font(workbook: openpyxl.Workbook) -> None:
    fonts = {cell.font.name for sheet in workbook for row in sheet.iter_rows() for cell in row}
    assert fonts == {"Arial"}


def test_same_layouts_give_the_same_bytes(drawn: bytes) -> None:
    assert render(LAYOUTS) == drawn


@pytest.mark.parametrize("date_1904", [False, True])
def test_validator_finds_nothing(tmp_path: Path, date_1904: bool) -> None:  # noqa: FBT001 - a parameter of the test
    home = Path(os.environ.get("OOXML_VALIDATOR_HOME") or Path.home() / ".cache" / "ooxml-validator")
    validator = next((p for p in home.glob("**/ooxml-validator-*/ooxml-validator") if p.is_file()), None)
    if validator is None:
        pytest.skip("the Open XML SDK validator is not installed")
    file = tmp_path / "sheets.xlsx"
    file.write_bytes(render(LAYOUTS, date_1904=date_1904))
    judged = subprocess.run([validator, file], capture_output=True, check=False)
    assert json.loads(judged.stdout)["ok"], judged.stdout
