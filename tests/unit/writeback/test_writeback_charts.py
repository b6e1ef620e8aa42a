"""What a chart leaves unsaid must not depend on the workbook that takes it in."""

from __future__ import annotations

import io
import zipfile
from collections import Counter

import pytest
import xlsxwriter
from lxml import etree

from qa_workbook.writeback.charts import say_everything

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture
def chart() -> etree._Element:
    """Columns with labels and a line, as XlsxWriter draws them."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet("S")
        columns, line = book.add_chart({"type": "column"}), book.add_chart({"type": "line"})
        columns.add_series({"values": "=S!$A$1:$A$3", "data_labels": {"value": True}})
        line.add_series({"values": "=S!$B$1:$B$3"})
        columns.combine(line)
        columns.set_title({"name": "=S!$A$1"})
        sheet.insert_chart("D1", columns)
    with zipfile.ZipFile(file) as package:
        root = etree.fromstring(package.read("xl/charts/chart1.xml"))
    say_everything(root)
    return root


def value(root: etree._Element, path: str) -> list[str]:
    return [str(each.get("val")) for each in root.iterfind(path)]


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        (f".//{C}dLbls/{C}showVal", ["1"]),
        (f".//{C}dLbls/{C}showCatName", ["0"]),
        (f".//{C}dLbls/{C}showSerName", ["0"]),
        (f".//{C}dLbls/{C}showLegendKey", ["0"]),
        (f".//{C}lineChart/{C}ser/{C}smooth", ["0"]),
        (f"{C}roundedCorners", ["0"]),
        (f"{C}chart/{C}dispBlanksAs", ["gap"]),
        (f".//{C}barChart/{C}varyColors", ["0"]),
        (f".//{C}title/{C}overlay", ["0"]),
    ],
)
def test_it_is_said_as_it_was_meant(chart: etree._Element, path: str, meant: list[str]) -> None:
    assert value(chart, path) == meant


def test_saying_it_again_changes_nothing(chart: etree._Element) -> None:
    once = etree.tostring(chart)
    say_everything(chart)
    assert etree.tostring(chart) == once
    for labels in chart.iter(f"{C}dLbls"):
        assert max(Counter(each.tag for each in labels).values()) == 1
