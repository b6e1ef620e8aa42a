from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import python_calamine

from qa_workbook.errors import UserError
from qa_workbook.writeback import inspect, place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Draw = Callable[..., bytes]
    Parts = Callable[[Path], dict[str, bytes]]
    Repack = Callable[[Path, Callable[[dict[str, bytes]], None]], None]


UNSUPPORTED = pytest.mark.filterwarnings("ignore:.* extension is not supported")  # openpyxl knows no sparklines


def swap(name: str, *pairs: tuple[bytes, bytes]) -> Callable[[dict[str, bytes]], None]:
    def change(held: dict[str, bytes]) -> None:
        for old, new in pairs:
            assert old in held[name], (old, held[name])
            held[name] = held[name].replace(old, new)

    return change


def rename(old: str, new: str) -> Callable[[dict[str, bytes]], None]:
    """What Excel does to the workbook part when a person renames a sheet."""

    def change(held: dict[str, bytes]) -> None:
        text = held["xl/workbook.xml"].decode()
        text = text.replace(f'name="{old}"', f'name="{new}"')
        inside = new.replace("'", "''")
        held["xl/workbook.xml"] = re.sub(rf">(?:{old}|'{old}')!", f">'{inside}'!", text).encode()

    return change


def names_of(path: Path) -> list[str]:
    return python_calamine.CalamineWorkbook.from_path(path).sheet_names


def test_sheets_come_at_the_end_and_everything_else_stays(tracker: Path, draw: Draw, parts: Parts) -> None:
    before = parts(tracker)
    placed = place(tracker, draw())
    after = parts(tracker)
    assert placed.added == ("Snapshot", "Data tables")
    assert (placed.replaced, placed.removed, placed.notes) == ((), (), ())
    assert names_of(tracker) == ["Audit Log", "Snapshot", "Data tables"]
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
    assert placed.backup is not None
    assert parts(placed.backup) == before
    assert re.fullmatch(r"tracker \(backup \d{4}-\d\d-\d\d \d{4}\)\.xlsx", placed.backup.name)


@UNSUPPORTED
def test_our_sheets_read_as_they_were_drawn(tracker: Path, draw: Draw) -> None:
    place(tracker, draw(formulas=True))
    book = openpyxl.load_workbook(tracker, rich_text=True)
    sheet = book["Snapshot"]
    assert sheet["A1"].value == "Snapshot, drawn"
    assert (sheet["A1"].font.name, sheet["A1"].fill.fgColor.rgb) == ("Arial", "FF12436D")
    assert sheet["B2"].number_format == '0.0 "pts"'
    assert str(sheet["A3"].value) == "plain bold end"
    assert sheet["A12"].value == "='Snapshot'!A2+1"
    assert sheet.print_area == "'Snapshot'!$A$1:$H$20"
    assert len(sheet._charts) == 1
    assert [rule.stopIfTrue for group in sheet.conditional_formatting for rule in group.rules] == [True]
    assert sheet["ZZ900"].font.name == "Calibri"
    grid = python_calamine.CalamineWorkbook.from_path(tracker).get_sheet_by_name("Snapshot").to_python()
    assert grid[1] == [0.1, 0.2, 0.5]


def test_a_refresh_that_changes_nothing_writes_nothing(tracker: Path, draw: Draw) -> None:
    place(tracker, draw(formulas=True), keep_backup=False)
    once = tracker.read_bytes()
    again = place(tracker, draw(formulas=True))
    assert (again.replaced, again.backup) == (("Snapshot", "Data tables"), None)
    assert tracker.read_bytes() == once


def test_a_refresh_shows_new_figures_in_the_same_parts(tracker: Path, draw: Draw, parts: Parts) -> None:
    place(tracker, draw())
    before = parts(tracker)
    place(tracker, draw(value=0.4))
    after = parts(tracker)
    assert list(after) == list(before)
    assert after["xl/styles.xml"] == before["xl/styles.xml"]
    assert b"<v>0.4</v>" in after["xl/worksheets/sheet2.xml"]


def test_a_renamed_and_moved_sheet_keeps_its_name_and_place(
    tracker: Path, draw: Draw, parts: Parts, repack: Repack
) -> None:
    place(tracker, draw(formulas=True))
    repack(tracker, rename("Snapshot", "The board's page"))
    repack(
        tracker,
        lambda held: held.update(
            {
                "xl/workbook.xml": re.sub(
                    rb"(<sheet [^>]*Audit Log[^>]*/>)(<sheet [^>]*/>)",
                    rb"\2\1",
                    held["xl/workbook.xml"].replace(b'localSheetId="1"', b'localSheetId="0"'),
                )
            }
        ),
    )
    placed = place(tracker, draw(value=0.3, formulas=True))
    assert placed.replaced == ("The board's page", "Data tables")
    assert names_of(tracker) == ["The board's page", "Audit Log", "Data tables"]
    assert inspect(tracker).own == {"Snapshot": "The board's page", "Data tables": "Data tables"}
    after = parts(tracker)
    ours = [
        data
        for name, data in after.items()
        if b"The board" in data and name.startswith("xl/") and "workbook" not in name
    ]
    assert len(ours) == 2  # the sheet, with its formula, format and sparkline, and its chart
    assert not any(b"Snapshot!" in data or b"Snapshot'!" in data for data in after.values())
    assert (
        b"<definedName name=\"_xlnm.Print_Area\" localSheetId=\"0\">'The board''s page'!$A$1:$H$20<"
        in after["xl/workbook.xml"]
    )


def test_new_sheets_follow_the_last_of_ours_and_positions_are_counted_anew(
    make_book: Callable[..., Path], draw: Draw, parts: Parts, repack: Repack
) -> None:
    tracker = make_book()
    place(tracker, draw("Snapshot"))

    def add_sheet_behind(held: dict[str, bytes]) -> None:
        swap(
            "xl/workbook.xml",
            (b"</sheets>", b'<sheet name="Mine" sheetId="9" r:id="rId1"/></sheets>'),
            (b"</definedNames>", b'<definedName name="here" localSheetId="2">Mine!$A$1</definedName></definedNames>'),
            (b"<workbookView ", b'<workbookView activeTab="2" '),
        )(held)

    repack(tracker, add_sheet_behind)
    place(tracker, draw("Snapshot", "Data tables"))
    assert inspect(tracker).sheet_names == ("Audit Log", "Snapshot", "Data tables", "Mine")
    workbook = parts(tracker)["xl/workbook.xml"]
    assert b'<definedName name="here" localSheetId="3">' in workbook
    assert b'activeTab="3"' in workbook
    assert b'sheetId="10"' in workbook


def test_sheets_not_drawn_any_more_go_with_their_parts(tracker: Path, draw: Draw, parts: Parts) -> None:
    place(tracker, draw("Snapshot"))
    only = set(parts(tracker))
    place(tracker, draw("Data tables", "Snapshot"))
    placed = place(tracker, draw("Snapshot"))
    after = parts(tracker)
    assert placed.removed == ("Data tables",)
    assert set(after) == only
    assert b"Data" not in after["xl/workbook.xml"]
    assert b'localSheetId="1"' in after["xl/workbook.xml"]


@pytest.mark.parametrize(
    "formula", ["='Data tables'!A2", "=SUM('Audit Log:Data tables'!A2)", "=HYPERLINK(\"#'Data tables'!A1\")"]
)
def test_a_sheet_that_a_formula_uses_is_kept(make_book: Callable[..., Path], draw: Draw, formula: str) -> None:
    tracker = make_book(also=lambda book: book.worksheets()[0].write_formula("D4", formula))
    place(tracker, draw())
    placed = place(tracker, draw("Snapshot"))
    assert placed.removed == ()
    assert placed.notes == (
        "Data tables: not part of the dashboard any more, but kept as it was, because something of yours uses it.",
    )
    assert names_of(tracker) == ["Audit Log", "Snapshot", "Data tables"]
    assert inspect(tracker).own.keys() == {"Snapshot", "Data tables"}


def test_formulas_that_read_our_sheets_are_calculated_when_opened(
    make_book: Callable[..., Path], draw: Draw, parts: Parts, repack: Repack
) -> None:
    tracker = make_book(also=lambda book: book.worksheets()[0].write_formula("D4", "='Snapshot'!A2"))
    repack(tracker, swap("xl/workbook.xml", (b' fullCalcOnLoad="1"', b"")))
    place(tracker, draw())
    assert b"fullCalcOnLoad" not in parts(tracker)["xl/workbook.xml"]
    place(tracker, draw(value=0.9))
    assert b'fullCalcOnLoad="1"' in parts(tracker)["xl/workbook.xml"]


def test_our_cells_leave_the_calculation_chain(tracker: Path, draw: Draw, parts: Parts, repack: Repack) -> None:
    place(tracker, draw("Snapshot", formulas=True))

    def calculate(held: dict[str, bytes]) -> None:
        chain = '<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        chain += (
            '<c r="A12" i="2"/><c r="D1" i="1"/><c r="A13" i="2"/><c r="A14"/><c r="D2" i="1"/><c r="D3"/></calcChain>'
        )
        held["xl/calcChain.xml"] = chain.encode()
        uri = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
        new = b'<Relationship Id="rId77" Type="' + uri + b'" Target="calcChain.xml"/></Relationships>'
        swap("xl/_rels/workbook.xml.rels", (b"</Relationships>", new))(held)

    repack(tracker, calculate)
    place(tracker, draw("Snapshot", value=0.7, formulas=True))
    assert re.findall(rb"<c [^>]*>", parts(tracker)["xl/calcChain.xml"]) == [
        b'<c r="D1" i="1"/>',
        b'<c r="D2" i="1"/>',
        b'<c r="D3"/>',
    ]


def test_an_emptied_chain_goes(tracker: Path, draw: Draw, parts: Parts, repack: Repack) -> None:
    place(tracker, draw("Snapshot"))

    def calculate(held: dict[str, bytes]) -> None:
        held["xl/calcChain.xml"] = b'<calcChain xmlns="urn:x"><c r="A12" i="2"/></calcChain>'
        new = b'<Relationship Id="rId77" Type="x/calcChain" Target="calcChain.xml"/></Relationships>'
        swap("xl/_rels/workbook.xml.rels", (b"</Relationships>", new))(held)

    repack(tracker, calculate)
    place(tracker, draw("Snapshot", value=0.7))
    assert "xl/calcChain.xml" not in parts(tracker)
    assert b"calcChain" not in parts(tracker)["xl/_rels/workbook.xml.rels"]


def test_a_dangling_relationship_never_gets_a_part_of_ours(
    make_book: Callable[..., Path], draw: Draw, parts: Parts, repack: Repack
) -> None:
    tracker = make_book()

    def dangle(held: dict[str, bytes]) -> None:
        held["xl/worksheets/_rels/sheet1.xml.rels"] = (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            b'<Relationship Id="rId1" '
            b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" '
            b'Target="../drawings/drawing1.xml"/></Relationships>'
        )
        held["xl/charts/_rels/chart1.xml.rels"] = held["xl/worksheets/_rels/sheet1.xml.rels"]

    repack(tracker, dangle)
    for value in (0.1, 0.2):
        place(tracker, draw("Snapshot", value=value))
        assert "xl/drawings/drawing1.xml" not in parts(tracker)
        assert "xl/charts/chart1.xml" not in parts(tracker)
        assert {"xl/drawings/drawing2.xml", "xl/charts/chart2.xml"} <= set(parts(tracker))


def test_a_sheet_of_theirs_with_our_name_is_in_the_way(make_book: Callable[..., Path], draw: Draw) -> None:
    tracker = make_book(sheet="SNAPSHOT")
    before = tracker.read_bytes()
    with pytest.raises(
        UserError, match=r"tracker\.xlsx 'SNAPSHOT': a sheet of your own has the name .* Rename your sheet"
    ):
        place(tracker, draw())
    assert tracker.read_bytes() == before


def test_a_marker_that_moved_to_their_sheet_never_gives_it_away(tracker: Path, draw: Draw, repack: Repack) -> None:
    place(tracker, draw("Snapshot"))
    repack(tracker, swap("xl/workbook.xml", (b"'Snapshot'!$A$1</", b"'Audit Log'!$C$9</")))
    assert inspect(tracker).own == {}
    with pytest.raises(UserError, match="Snapshot"):
        place(tracker, draw("Snapshot"))


def test_a_deleted_sheet_comes_back(tracker: Path, draw: Draw, repack: Repack) -> None:
    place(tracker, draw("Snapshot"))

    def delete(held: dict[str, bytes]) -> None:
        text = re.sub(rb'<sheet name="Snapshot"[^>]*/>', b"", held["xl/workbook.xml"])
        text = re.sub(rb"<definedName [^>]*localSheetId[^>]*>[^<]*</definedName>", b"", text)
        held["xl/workbook.xml"] = text.replace(b"'Snapshot'!$A$1<", b"#REF!<")

    repack(tracker, delete)
    assert place(tracker, draw("Snapshot")).added == ("Snapshot",)
    assert inspect(tracker).own == {"Snapshot": "Snapshot"}


def test_a_name_of_theirs_is_never_taken(make_book: Callable[..., Path], draw: Draw) -> None:
    tracker = make_book(also=lambda book: book.define_name("rate", "='Audit Log'!$B$2"))
    with pytest.raises(UserError, match="'rate': a defined name of your own"):
        place(tracker, draw("Snapshot", also=lambda book, _: book.define_name("Rate", "=Snapshot!$A$2")))


@UNSUPPORTED
def test_tables_get_free_ids_and_names(make_book: Callable[..., Path], draw: Draw) -> None:
    columns = {"columns": [{"header": "a"}, {"header": "b"}], "name": "Figures"}

    def ours(_: Any, sheet: Any) -> None:
        sheet.add_table("A20:B22", {**columns, "data": [[1, 2], [3, 4]]})
        sheet.write_formula("D20", "=SUM(Figures[a])", None, 4)

    tracker = make_book(also=lambda book: book.worksheets()[0].add_table("D10:E12", columns))
    for _ in range(2):
        place(tracker, draw("Snapshot", also=ours))
        book = openpyxl.load_workbook(tracker)
        assert list(book["Snapshot"].tables) == ["Figures_2"]
        assert book["Snapshot"].tables["Figures_2"].id == 2
        assert book["Snapshot"]["D20"].value == "=SUM(Figures_2[a])"
        assert list(book["Audit Log"].tables) == ["Figures"]


def test_pictures_and_hidden_sheets_are_carried(tracker: Path, draw: Draw, parts: Parts, tmp_path: Path) -> None:
    picture = tmp_path / "dot.png"
    picture.write_bytes(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
            "a5f645400000000049454e44ae426082"
        )
    )

    def with_picture(_: Any, sheet: Any) -> None:
        sheet.insert_image("J20", str(picture))
        if sheet.get_name() == "Data tables":
            sheet.hide()

    place(tracker, draw(also=with_picture))
    after = parts(tracker)
    assert after["xl/media/image1.png"] == picture.read_bytes()
    assert b'PartName="/xl/media/image1.png" ContentType="image/png"' in after["[Content_Types].xml"]
    assert b'<sheet name="Data tables" sheetId="3" state="hidden"' in after["xl/workbook.xml"]


def test_only_one_sheet_stays_selected(tracker: Path, draw: Draw, parts: Parts, repack: Repack) -> None:
    place(tracker, draw("Snapshot"))
    assert b"tabSelected" not in parts(tracker)["xl/worksheets/sheet2.xml"]

    def select_ours(held: dict[str, bytes]) -> None:
        swap("xl/worksheets/sheet1.xml", (b' tabSelected="1"', b""))(held)
        swap("xl/worksheets/sheet2.xml", (b"<sheetView ", b'<sheetView tabSelected="1" '))(held)
        swap("xl/workbook.xml", (b"<workbookView ", b'<workbookView activeTab="1" '))(held)

    repack(tracker, select_ours)
    place(tracker, draw("Snapshot", value=0.8))
    assert b'tabSelected="1"' in parts(tracker)["xl/worksheets/sheet2.xml"]


def test_a_copy_leaves_the_workbook_alone(tracker: Path, draw: Draw, tmp_path: Path) -> None:
    before, copy = tracker.read_bytes(), tmp_path / "copy.xlsx"
    placed = place(tracker, draw(), out=copy)
    assert (placed.path, placed.backup) == (copy, None)
    assert tracker.read_bytes() == before
    assert names_of(copy) == ["Audit Log", "Snapshot", "Data tables"]
    with pytest.raises(UserError, match="of the same kind"):
        place(tracker, draw(), out=tmp_path / "copy.xlsm")


def test_facts_are_told_before_anything_is_drawn(make_book: Callable[..., Path], repack: Repack, draw: Draw) -> None:
    tracker = make_book()
    repack(tracker, swap("xl/workbook.xml", (b"<workbookPr ", b'<workbookPr date1904="1" ')))
    place(tracker, draw("Snapshot"))
    facts = inspect(tracker)
    assert (facts.date1904, facts.sheet_names, facts.own) == (True, ("Audit Log", "Snapshot"), {"Snapshot": "Snapshot"})


def test_the_package_is_light_to_import() -> None:
    code = (
        "import sys, qa_workbook.writeback; print([m for m in ('pandas','openpyxl','xlsxwriter') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
