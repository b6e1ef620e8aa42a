"""A tracker, rendered sheets, and a look into packages."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAMES = ("Snapshot", "Data tables")


def draw_sheet(book: xlsxwriter.Workbook, name: str, *, value: float, formulas: bool) -> Any:
    bold = book.add_format({"font_name": "Arial", "bold": True, "bg_color": "#12436D", "font_color": "#FFFFFF"})
    share = book.add_format({"font_name": "Arial", "num_format": '0.0 "pts"'})
    red = book.add_format({"bg_color": "#D4351C"})
    sheet = book.add_worksheet(name)
    sheet.write(0, 0, f"{name}, drawn", bold)
    sheet.write_row(1, 0, [value, 0.2, 0.5], share)
    sheet.write_rich_string(2, 0, "plain ", bold, "bold", " end")
    sheet.conditional_format(
        "A2:C2", {"type": "formula", "criteria": f"='{name}'!$A$2>0.1", "format": red, "stop_if_true": True}
    )
    sheet.add_sparkline("E2", {"range": f"'{name}'!A2:C2"})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": f"='{name}'!$A$2:$C$2"})
    sheet.insert_chart("G2", chart, {"description": "Three shares"})
    sheet.write_url("A8", f"internal:'{NAMES[-1]}'!A1", string="go")
    sheet.print_area("A1:H20")
    if formulas:
        sheet.write_formula("A12", f"='{name}'!A2+1", share, value + 1)
    return sheet


@pytest.fixture
def draw() -> Callable[..., bytes]:
    """Draw sheets as the product does: a chart, a sparkline, formats, links and a print area on each."""

    def drawn(
        *names: str,
        value: float = 0.1,
        formulas: bool = False,
        also: Callable[[Any, Any], None] | None = None,
        options: dict[str, Any] | None = None,
    ) -> bytes:
        file = io.BytesIO()
        with xlsxwriter.Workbook(file, {"in_memory": True, **(options or {})}) as book:
            for name in names or NAMES:
                sheet = draw_sheet(book, name, value=value, formulas=formulas)
                if also is not None:
                    also(book, sheet)
        return file.getvalue()

    return drawn


@pytest.fixture
def make_book(tmp_path: Path) -> Callable[..., Path]:
    """Make a workbook of somebody's, with the sheets and whatever else is wanted."""

    def made(
        name: str = "tracker.xlsx", *, also: Callable[[Any], None] | None = None, sheet: str = "Audit Log"
    ) -> Path:
        path = tmp_path / name
        with xlsxwriter.Workbook(str(path)) as book:
            log = book.add_worksheet(sheet)
            log.write_row(0, 0, ["Audit", "Rating"])
            log.write_row(1, 0, ["A1", "Good"], book.add_format({"italic": True}))
            if also is not None:
                also(book)
        return path

    return made


@pytest.fixture
def tracker(make_book: Callable[..., Path]) -> Path:
    return make_book()


@pytest.fixture
def parts() -> Callable[[Path], dict[str, bytes]]:
    """Unpack a workbook: bytes by part name."""

    def unpacked(path: Path) -> dict[str, bytes]:
        with zipfile.ZipFile(path) as package:
            return {name: package.read(name) for name in package.namelist()}

    return unpacked


@pytest.fixture
def repack() -> Callable[[Path, Callable[[dict[str, bytes]], None]], None]:
    """Change the parts of a workbook, as another program would."""

    def repacked(path: Path, change: Callable[[dict[str, bytes]], None]) -> None:
        with zipfile.ZipFile(path) as package:
            held = {name: package.read(name) for name in package.namelist()}
        change(held)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in held.items():
                package.writestr(name, data)

    return repacked
