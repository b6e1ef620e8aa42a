"""Whatever a file holds, the answer is a sentence or a good workbook, and the original is never harmed."""

from __future__ import annotations

import datetime as dt
import io
import random
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import python_calamine
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_workbook.errors import UserError
from qa_workbook.writeback import inspect, place

if TYPE_CHECKING:
    from collections.abc import Callable


def workbook() -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.set_properties({"created": dt.datetime(2000, 1, 1, tzinfo=dt.UTC)})  # the same bytes in every worker
        log = book.add_worksheet("Audit Log")
        log.write_row(0, 0, ["Audit", "Rating", "Month"])
        log.write_formula("D2", "=A1&B1", None, "x")
        log.write_comment("A1", "a note")
        book.define_name("ratings", "='Audit Log'!$B$2:$B$9")
    return file.getvalue()


WHOLE = workbook()


def attempt(data: bytes, rendered: bytes) -> bool:
    """Place sheets in a file; tell whether it was done. Either way nothing else may be left or harmed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tracker.xlsx"
        path.write_bytes(data)
        try:
            placed = place(path, rendered, keep_backup=False)
        except UserError:
            assert path.read_bytes() == data
            assert [each.name for each in Path(folder).iterdir()] == ["tracker.xlsx"]
            return False
        assert placed.added
        assert set(inspect(path).own) >= set(placed.added)
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None
        return True


@settings(derandomize=True, max_examples=150, deadline=None, database=None)
@given(flips=st.lists(st.tuples(st.integers(0, len(WHOLE) - 1), st.integers(1, 255)), min_size=1, max_size=4))
def test_flipped_bits(draw: Callable[..., bytes], flips: list[tuple[int, int]]) -> None:
    data = bytearray(WHOLE)
    for place_, bits in flips:
        data[place_] ^= bits
    attempt(bytes(data), draw("QA Snapshot"))


@pytest.mark.parametrize("length", [*range(0, 400, 40), *range(400, len(WHOLE), 700), len(WHOLE) - 1])
def test_files_that_are_cut_short(draw: Callable[..., bytes], length: int) -> None:
    assert not attempt(WHOLE[:length], draw("QA Snapshot"))


def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(held: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in held.items():
            package.writestr(name, data)
    return file.getvalue()


@pytest.mark.parametrize("name", sorted(parts()))
def test_parts_that_are_missing_empty_or_garbled(draw: Callable[..., bytes], name: str) -> None:
    rendered, held = draw("QA Snapshot"), parts()
    chance = random.Random(name)  # noqa: S311  # the same garbling on every run
    without = {other: data for other, data in held.items() if other != name}
    attempt(packed(without), rendered)
    attempt(packed({**held, name: b""}), rendered)
    attempt(packed({**held, name: b"<a><b></a>"}), rendered)
    for _ in range(6):
        data = bytearray(held[name])
        for _ in range(3):
            data[chance.randrange(len(data))] = chance.randrange(256)
        attempt(packed({**held, name: bytes(data)}), rendered)


def test_entities_are_never_expanded(draw: Callable[..., bytes]) -> None:
    held = parts()
    bomb = b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
    held["xl/styles.xml"] = held["xl/styles.xml"].replace(b"<styleSheet", bomb + b"<styleSheet")
    assert not attempt(packed(held), draw("QA Snapshot"))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_entries_with_one_name_the_last_counts(draw: Callable[..., bytes], tmp_path: Path) -> None:
    file = io.BytesIO(WHOLE)
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("xl/workbook.xml", parts()["xl/workbook.xml"].replace(b"Audit Log", b"Audit Two"))
    path = tmp_path / "tracker.xlsx"
    path.write_bytes(file.getvalue())
    place(path, draw("QA Snapshot"))
    assert python_calamine.CalamineWorkbook.from_path(path).sheet_names == ["Audit Two", "QA Snapshot"]
    with zipfile.ZipFile(path) as package:
        assert package.namelist().count("xl/workbook.xml") == 1


@pytest.mark.parametrize(
    "respell",
    [
        lambda name: name.replace("/", "\\"),
        lambda name: f"/{name}",
        lambda name: name.replace("xl/", "XL/").replace("workbook.xml", "WorkBook.XML"),
    ],
    ids=["backslashed", "absolute", "odd case"],
)
def test_part_names_in_odd_spellings(draw: Callable[..., bytes], respell: Callable[[str], str]) -> None:
    odd = {name if name.startswith("[") else respell(name): data for name, data in parts().items()}
    assert attempt(packed(odd), draw("QA Snapshot"))


TRANSITIONAL = b"http://schemas.openxmlformats.org/"
STRICT = (
    (b"spreadsheetml/2006/main", b"spreadsheetml/main"),
    (b"officeDocument/2006/relationships", b"officeDocument/relationships"),
    (b"drawingml/2006/", b"drawingml/"),
)


def strict() -> bytes:
    held = parts()
    for name, data in held.items():
        for old, new in STRICT:
            data = data.replace(TRANSITIONAL + old, b"http://purl.oclc.org/ooxml/" + new)  # noqa: PLW2901
        held[name] = data
    held["xl/workbook.xml"] = held["xl/workbook.xml"].replace(b"<workbook ", b'<workbook conformance="strict" ')
    return packed(held)


def test_a_strict_workbook_gets_strict_sheets(draw: Callable[..., bytes], tmp_path: Path) -> None:
    path = tmp_path / "tracker.xlsx"
    path.write_bytes(strict())
    place(path, draw(), keep_backup=False)
    once = path.read_bytes()
    place(path, draw())
    assert path.read_bytes() == once
    with zipfile.ZipFile(path) as package:
        ours = [name for name in package.namelist() if "charts/" in name or "sheet2" in name or "drawing1.xml" in name]
        assert len(ours) > 4
        for name in (*ours, "xl/workbook.xml", "xl/styles.xml"):
            assert b"spreadsheetml/2006/main" not in package.read(name)
            assert b"drawingml/2006" not in package.read(name)
            assert b"officeDocument/2006" not in package.read(name)


def test_a_prefixed_workbook_without_styles_strings_or_windows(draw: Callable[..., bytes], tmp_path: Path) -> None:
    main = TRANSITIONAL + b"spreadsheetml/2006/main"
    office = TRANSITIONAL + b"officeDocument/2006/relationships"
    package = TRANSITIONAL + b"package/2006/"
    types = b"application/vnd.openxmlformats-officedocument.spreadsheetml."
    held = {
        "[Content_Types].xml": b'<t:Types xmlns:t="%bcontent-types">'
        b'<t:Default Extension="xml" ContentType="application/xml"/>'
        b'<t:Override PartName="/_rels/.rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        b'<t:Override PartName="/book.xml" ContentType="%bsheet.main+xml"/>'
        b'<t:Override PartName="/one.xml" ContentType="%bworksheet+xml"/></t:Types>' % (package, types, types),
        "_rels/.rels": b'<Relationships xmlns="%brelationships"><Relationship Id="a" Type="%b/officeDocument" '
        b'Target="/book.xml"/></Relationships>' % (package, office),
        "_rels/book.xml.rels": b'<r:Relationships xmlns:r="%brelationships"><r:Relationship Id="one" '
        b'Type="%b/worksheet" Target="one.xml"/></r:Relationships>' % (package, office),
        "book.xml": b'<x:workbook xmlns:x="%b"><x:sheets><x:sheet xmlns:rel="%b" name="One" sheetId="7" rel:id="one"/>'
        b"</x:sheets></x:workbook>" % (main, office),
        "one.xml": b'<x:worksheet xmlns:x="%b"><x:sheetData><x:row r="1"><x:c r="A1" s="3"><x:v>4</x:v></x:c></x:row>'
        b"</x:sheetData></x:worksheet>" % main,
    }
    path = tmp_path / "tracker.xlsx"
    path.write_bytes(packed(held))
    assert place(path, draw()).added == ("QA Snapshot", "QA Evidence", "QA Data")
    once = path.read_bytes()
    place(path, draw())
    assert path.read_bytes() == once
    with zipfile.ZipFile(path) as done:
        assert b'name="QA Snapshot" sheetId="8"' in done.read("book.xml")
        assert b"<x:bookViews><x:workbookView/></x:bookViews>" in done.read("book.xml")
        styles = done.read("styles1.xml")
        blank = b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        assert styles.count(blank) == 4  # the style that their cell names goes on meaning none
        assert b'Extension="rels"' in done.read("[Content_Types].xml")
