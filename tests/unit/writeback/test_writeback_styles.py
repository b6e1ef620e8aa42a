from __future__ import annotations

import pytest
from lxml import etree

from qa_workbook.errors import UserError
from qa_workbook.writeback.colours import Palette, fix_colours
from qa_workbook.writeback.markup import MAIN, children, local, parse
from qa_workbook.writeback.styles import EMPTY_STYLES, StyleMap, StyleSheet

OFFICE = Palette(("FFFFFF", "000000", "EEECE1", "1F497D", "4F81BD", *(["C0504D"] * 7)))
SOURCE = f"""<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0 p"/></numFmts>
<fonts count="2"><font><sz val="11"/><color theme="1"/><name val="Calibri"/><scheme val="minor"/></font>
<font><b/><sz val="11"/><color theme="4" tint="-0.5"/><name val="Arial"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FF12436D"/></patternFill></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="164" fontId="1" fillId="2" borderId="0" xfId="0"><alignment wrapText="1"/></xf></cellXfs>
<dxfs count="1"><dxf><numFmt numFmtId="164" formatCode="0.0 p"/><fill><patternFill><bgColor rgb="FFD4351C"/>
</patternFill></fill></dxf></dxfs></styleSheet>""".encode()


def entries(root: etree._Element, section: str) -> list[etree._Element]:
    return [entry for each in children(root, section) for entry in each]


def lengths(root: etree._Element) -> dict[str, int]:
    return {local(each): len(each) for each in root}


def test_styles_are_appended_and_what_was_there_stays() -> None:
    theirs = parse(SOURCE.replace(b"Arial", b"Verdana").replace(b"0.0 p", b"0.00 q"))
    before = {local(each): [etree.tostring(one) for one in each] for each in theirs}
    styles = StyleMap(parse(SOURCE), OFFICE, StyleSheet(theirs, "book.xlsx"))
    assert styles.cell("1") == "2"
    for section, held in before.items():
        assert [etree.tostring(one) for one in entries(theirs, section)][: len(held)] == held
    assert [dict(each.attrib) for each in entries(theirs, "numFmts")][1] == {
        "numFmtId": "165",
        "formatCode": "0.0 p",
    }
    assert entries(theirs, "cellXfs")[2].get("applyFont") == "1"


def test_the_default_style_of_ours_says_everything() -> None:
    theirs = parse(SOURCE.replace(b'numFmtId="0" fontId="0"', b'numFmtId="14" fontId="1"'))
    position = StyleMap(parse(SOURCE), OFFICE, StyleSheet(theirs, "book.xlsx")).cell("0")
    style = entries(theirs, "cellXfs")[int(position)]
    font = entries(theirs, "fonts")[int(str(style.get("fontId")))]
    assert position != "0"
    assert style.get("numFmtId") == "0"
    assert [(local(each), dict(each.attrib)) for each in font] == [
        ("sz", {"val": "11"}),
        ("color", {"rgb": "FF000000"}),
        ("name", {"val": "Calibri"}),
    ]


def test_a_second_time_adds_nothing() -> None:
    theirs = parse(EMPTY_STYLES)
    for _ in range(2):
        styles = StyleMap(parse(SOURCE), OFFICE, StyleSheet(theirs, "book.xlsx"))
        found = [styles.cell("0"), styles.cell("1"), styles.differential("0")]
        size = lengths(theirs)
    assert found == ["1", "2", "0"]
    assert size == {"numFmts": 1, "fonts": 3, "fills": 3, "borders": 1, "cellStyleXfs": 1, "cellXfs": 3, "dxfs": 1}
    assert list(size) == ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "dxfs"]


def test_reserved_entries_that_are_missing_come_first() -> None:
    theirs = parse(f'<styleSheet xmlns="{MAIN}"><fills><fill><patternFill/></fill></fills></styleSheet>'.encode())
    StyleMap(parse(SOURCE), OFFICE, StyleSheet(theirs, "book.xlsx")).cell("1")
    kinds = [each[0].get("patternType") for each in entries(theirs, "fills")]
    assert kinds == [None, "gray125", "solid"]


def test_a_fill_in_the_second_place_is_never_taken_for_ours() -> None:
    solid = SOURCE.replace(b'<fill><patternFill patternType="gray125"/></fill>', b"")
    theirs = parse(solid)
    position = int(StyleMap(parse(SOURCE), OFFICE, StyleSheet(theirs, "book.xlsx")).cell("1"))
    assert entries(theirs, "cellXfs")[position].get("fillId") == "2"


def test_prefixed_and_strict_styles_get_entries_in_their_own_namespace() -> None:
    theirs = parse(b'<x:styleSheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"/>')
    StyleMap(parse(SOURCE), OFFICE, StyleSheet(theirs, "book.xlsx")).cell("1")
    assert {each.prefix for each in theirs.iter()} == {"x"}


def test_more_formats_than_excel_allows_are_refused() -> None:
    theirs = parse(SOURCE)
    sheet = StyleSheet(theirs, "book.xlsx")
    sheet.pad(70_000)
    with pytest.raises(UserError, match="as many cell formats as Excel allows"):
        StyleMap(parse(SOURCE), OFFICE, sheet).cell("1")


@pytest.mark.parametrize(
    ("colour", "expected"),
    [
        ('theme="0"', "FFFFFFFF"),
        ('theme="1"', "FF000000"),
        ('theme="4" tint="-0.249977111117893"', "FF376092"),
        ('theme="4" tint="0.39997558519241921"', "FF95B3D7"),
    ],
)
def test_theme_colours_become_what_excel_shows(colour: str, expected: str) -> None:
    root = fix_colours(parse(f"<font><color {colour}/></font>".encode()), OFFICE)
    assert dict(root[0].attrib) == {"rgb": expected}
