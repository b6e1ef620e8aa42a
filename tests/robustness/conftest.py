"""Sheets to place, made here so that every feature that a dashboard may use takes part."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Callable

SHEETS = ("QA Snapshot", "QA Evidence", "QA Data")


def add_sheet(book: xlsxwriter.Workbook, name: str, formats: dict[str, Any], value: float) -> None:
    sheet = book.add_worksheet(name)
    sheet.write(0, 0, f"{name}: drawn", formats["head"])
    sheet.write_row(1, 0, [value, 0.2, 0.5], formats["share"])
    sheet.write_rich_string(2, 0, "plain ", formats["head"], "bold", " end")
    sheet.write_formula(3, 0, f"=SUM('{name}'!A2:C2)", formats["share"], value + 0.7)
    rule = {"type": "cell", "criteria": ">", "value": 0.3, "format": formats["red"]}
    sheet.conditional_format("A2:C2", rule)
    sheet.conditional_format("A2:C2", {"type": "formula", "criteria": f"='{name}'!$A$2>0.1", "format": formats["red"]})
    sheet.conditional_format("A5:C5", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("A6:C6", {"type": "icon_set", "icon_style": "3_arrows"})
    sheet.add_sparkline("E2", {"range": f"'{name}'!A2:C2", "series_color": "#12436D"})
    chart = book.add_chart({"type": "column", "subtype": "percent_stacked"})
    chart.add_series({"values": f"='{name}'!$A$2:$C$2", "fill": {"color": "#12436D"}, "data_labels": {"value": True}})
    chart.set_title({"name": f"='{name}'!$A$1"})
    sheet.insert_chart("G2", chart, {"description": "Three shares"})
    sheet.write_url("A8", f"internal:'{SHEETS[2]}'!A1", string="to the data")
    sheet.write_url("A9", "https://example.org/x")
    sheet.data_validation("B12", {"validate": "list", "source": f"='{name}'!$A$2:$C$2"})
    sheet.merge_range("A14:C14", "merged", formats["head"])
    sheet.set_column("A:C", 20, formats["share"])
    sheet.set_row(4, 30, formats["head"])
    sheet.freeze_panes(1, 0)
    sheet.autofilter("A1:C3")
    sheet.print_area("A1:H20")
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)
    sheet.hide_gridlines(2)


@pytest.fixture(scope="session")
def draw() -> Callable[..., bytes]:
    """Draw sheets with charts, sparklines, rules, links, names and several formats."""

    def drawn(*names: str, value: float = 0.1) -> bytes:
        file = io.BytesIO()
        with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
            formats = {
                "head": book.add_format(
                    {"font_name": "Arial", "bold": True, "bg_color": "#12436D", "font_color": "#FFFFFF", "border": 1}
                ),
                "share": book.add_format({"font_name": "Arial", "num_format": '0.0 "pts"', "align": "right"}),
                "red": book.add_format({"bg_color": "#D4351C", "num_format": "0.00"}),
            }
            for name in names or SHEETS:
                add_sheet(book, name, formats, value)
        return file.getvalue()

    return drawn
