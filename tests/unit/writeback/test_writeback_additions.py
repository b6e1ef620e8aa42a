"""What a person puts on a sheet of ours goes on, or is said."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlsxwriter

from qa_workbook.errors import UserError
from qa_workbook.writeback import place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Draw = Callable[..., bytes]
    Parts = Callable[[Path], dict[str, bytes]]
    Repack = Callable[[Path, Callable[[dict[str, bytes]], None]], None]

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHAPE = (
    b"<xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>30</xdr:row><xdr:rowOff>0</xdr:rowOff>"
    b"</xdr:from><xdr:to><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>33</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>"
    b'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="My arrow"><a:hlinkClick xmlns:r="'
    + OFFICE.encode()
    + b'" r:id="rId9"/></xdr:cNvPr><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:prstGeom prst="rightArrow"><a:avLst/>'
    b"</a:prstGeom></xdr:spPr></xdr:sp><xdr:clientData/></xdr:twoCellAnchor>"
)


def add_shape(held: dict[str, bytes]) -> None:
    drawing = "xl/drawings/drawing1.xml"
    held[drawing] = held[drawing].replace(b"</xdr:wsDr>", SHAPE + b"</xdr:wsDr>")
    link = (
        f'<Relationship Id="rId9" Type="{OFFICE}/hyperlink" Target="https://example.org/mine" TargetMode="External"/>'
    )
    rels = "xl/drawings/_rels/drawing1.xml.rels"
    held[rels] = held[rels].replace(b"</Relationships>", link.encode() + b"</Relationships>")


def relate(held: dict[str, bytes], kind: str, target: str, identifier: str) -> None:
    rels = "xl/worksheets/_rels/sheet2.xml.rels"
    new = f'<Relationship Id="{identifier}" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>'
    held[rels] = held[rels].replace(b"</Relationships>", new.encode())


def add_note(held: dict[str, bytes]) -> None:
    """A note as Excel writes it, taken from a workbook that has one."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet().write_comment("B2", "Mine, of old")
    with zipfile.ZipFile(file) as package:
        held["xl/comments1.xml"] = package.read("xl/comments1.xml")
        held["xl/drawings/vmlDrawing1.vml"] = package.read("xl/drawings/vmlDrawing1.vml")
    relate(held, "comments", "../comments1.xml", "rId20")
    relate(held, "vmlDrawing", "../drawings/vmlDrawing1.vml", "rId21")
    sheet = "xl/worksheets/sheet2.xml"
    held[sheet] = re.sub(rb'(<drawing r:id="[^"]*"/>)', rb'\1<legacyDrawing r:id="rId21"/>', held[sheet])
    comments = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
    types = f'<Override PartName="/xl/comments1.xml" ContentType="{comments}"/>'
    types += '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/></Types>'
    held["[Content_Types].xml"] = held["[Content_Types].xml"].replace(b"</Types>", types.encode())


def test_a_shape_of_theirs_stays_above_ours(tracker: Path, draw: Draw, parts: Parts, repack: Repack) -> None:
    place(tracker, draw("Snapshot"))
    repack(tracker, add_shape)
    for value in (0.3, 0.4):
        placed = place(tracker, draw("Snapshot", value=value))
        after = parts(tracker)
        drawing = after["xl/drawings/drawing1.xml"]
        assert re.findall(rb'cNvPr id="(\d+)" name="([^"]*)"', drawing) == [
            (b"3", b"qa_workbook Chart 1"),
            (b"2", b"My arrow"),
        ]
        assert b"https://example.org/mine" in after["xl/drawings/_rels/drawing1.xml.rels"]
        assert b'r:id="rIdU1"' in drawing
        assert placed.notes == ()
    assert sum("charts/chart" in name for name in after) == 1


def test_a_shape_of_theirs_stays_when_we_draw_nothing(tracker: Path, draw: Draw, parts: Parts, repack: Repack) -> None:
    place(tracker, draw("Snapshot"))
    repack(tracker, add_shape)
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.add_worksheet("Snapshot").write(0, 0, "plain")
    place(tracker, file.getvalue())
    after = parts(tracker)
    assert b"My arrow" in after["xl/drawings/drawing1.xml"]
    assert b"qa_workbook" not in after["xl/drawings/drawing1.xml"]
    assert b"<drawing " in after["xl/worksheets/sheet2.xml"]
    assert "xl/charts/chart1.xml" not in after


def test_a_note_of_theirs_stays(tracker: Path, draw: Draw, parts: Parts, repack: Repack) -> None:
    place(tracker, draw("Snapshot"))
    repack(tracker, add_note)
    before = parts(tracker)
    for value in (0.3, 0.4):
        assert place(tracker, draw("Snapshot", value=value)).notes == ()
    after = parts(tracker)
    assert after["xl/comments1.xml"] == before["xl/comments1.xml"]
    assert after["xl/drawings/vmlDrawing1.vml"] == before["xl/drawings/vmlDrawing1.vml"]
    with pytest.warns(UserWarning, match="not supported"):
        book = openpyxl.load_workbook(tracker)
    assert book["Snapshot"]["B2"].comment.text == "Mine, of old"


def test_a_note_that_can_not_stay_is_said_and_backed_up(tracker: Path, draw: Draw, repack: Repack) -> None:
    def noted(_: Any, sheet: Any) -> None:
        sheet.write_comment("A1", "Ours")

    place(tracker, draw("Snapshot"))
    repack(tracker, add_note)
    placed = place(tracker, draw("Snapshot", also=noted), keep_backup=False)
    assert placed.backup is not None
    assert placed.notes == (
        "Snapshot: a note at B2 that had been put on this sheet could not be kept.",
        f"What could not be kept is in {placed.backup.name}.",
    )
    assert place(tracker, draw("Snapshot", also=noted)).notes == ()


@pytest.mark.parametrize(("kind", "what"), [("ctrlProp", "a button"), ("oleObject", "an embedded document")])
def test_what_can_not_go_on_is_named(tracker: Path, draw: Draw, repack: Repack, kind: str, what: str) -> None:
    place(tracker, draw("Snapshot"))

    def add(held: dict[str, bytes]) -> None:
        relate(held, kind, "../embeddings/thing.bin", "rId30")
        held["xl/embeddings/thing.bin"] = b"thing"

    repack(tracker, add)
    notes = place(tracker, draw("Snapshot")).notes
    assert notes[0].startswith(f"Snapshot: {what}")


def test_what_others_rely_on_stops_the_refresh(tracker: Path, draw: Draw, repack: Repack) -> None:
    place(tracker, draw("Snapshot"))
    repack(tracker, lambda held: relate(held, "pivotTable", "../pivotTables/pivotTable1.xml", "rId30"))
    before = tracker.read_bytes()
    with pytest.raises(UserError, match="Snapshot: a pivot table was put on this sheet"):
        place(tracker, draw("Snapshot"))
    assert tracker.read_bytes() == before


@pytest.mark.filterwarnings("ignore:.* extension is not supported")
def test_after_a_save_by_openpyxl_nothing_is_doubled(tracker: Path, draw: Draw, parts: Parts) -> None:
    place(tracker, draw())
    book = openpyxl.load_workbook(tracker)
    book.save(tracker)
    placed = place(tracker, draw(value=0.6))
    assert placed.replaced == ("Snapshot", "Data tables")
    drawings = [data for name, data in parts(tracker).items() if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name)]
    assert [each.count(b"<xdr:graphicFrame ") for each in drawings] == [1, 1]
    assert openpyxl.load_workbook(tracker).sheetnames == ["Audit Log", "Snapshot", "Data tables"]
