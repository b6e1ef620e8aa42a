from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

import pytest

from qa_workbook.errors import UserError
from qa_workbook.writeback import inspect, place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Change = Callable[[dict[str, bytes]], None]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def put(name: str, old: bytes, new: bytes) -> Change:
    def change(held: dict[str, bytes]) -> None:
        assert old in held[name]
        held[name] = held[name].replace(old, new, 1)

    return change


def related(name: str, kind: bytes) -> Change:
    new = b'<Relationship Id="rId88" Type="' + kind + b'" Target="x/y.xml"/></Relationships>'
    return put(name, b"</Relationships>", new)


SIGNATURE = b"http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
MAIN_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (related("_rels/.rels", SIGNATURE), "digitally signed"),
        (related("xl/_rels/workbook.xml.rels", OFFICE + b"/revisionHeaders"), "shared workbook"),
        (
            put("xl/workbook.xml", b"<bookViews>", b'<workbookProtection lockStructure="1"/><bookViews>'),
            "structure is protected",
        ),
        (
            put("[Content_Types].xml", MAIN_TYPE, b"application/vnd.ms-excel.sheet.binary.macroEnabled.main"),
            "binary workbook",
        ),
        (put("[Content_Types].xml", MAIN_TYPE, b"application/vnd.ms-excel.addin.macroEnabled.main+xml"), "add-in"),
        (put("xl/_rels/workbook.xml.rels", b'/worksheet"', b'/chartsheet"'), "no worksheet"),
        (put("xl/workbook.xml", b"<sheets>", b"<sheet>"), "damaged"),
        (put("xl/workbook.xml", b"?>", b"?><!DOCTYPE workbook [<!ENTITY x 'y'>]>"), "damaged"),
        (lambda held: held.pop("[Content_Types].xml"), "damaged"),
        (lambda held: held.pop("_rels/.rels"), "not an Excel workbook"),
        (lambda held: held.pop("xl/workbook.xml"), "not an Excel workbook"),
    ],
)
def test_what_must_not_be_changed_is_refused(
    tracker: Path, draw: Callable[..., bytes], repack: Callable[[Path, Change], None], change: Change, said: str
) -> None:
    repack(tracker, change)
    before = tracker.read_bytes()
    for attempt in (lambda: inspect(tracker), lambda: place(tracker, draw("Snapshot"))):
        with pytest.raises(UserError, match=said) as refused:
            attempt()
        assert re.fullmatch(r"tracker\.xlsx: [^.]+\. .+\.", str(refused.value))
    assert tracker.read_bytes() == before
    assert sorted(each.name for each in tracker.parent.iterdir()) == ["tracker.xlsx"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "encrypted with a password"),
        ("a.xls", OLE + b"\0" * 600, "Excel 97-2003"),
        ("a.xlsx", OLE + b"\0" * 600, "Excel 97-2003"),
        ("a.csv", b"month,rating\n", "text file"),
        ("a.xlsb", b"PK\3\4", "binary workbook"),
        ("a.docx", b"PK\3\4", "not an Excel workbook"),
        ("a.xlsx", b"", "empty"),
        ("a.xlsx", b"month,rating\n", "not an Excel workbook, or it is damaged"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(UserError, match=said):
        inspect(file)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no such file"):
        inspect(tmp_path / "gone.xlsx")
    with pytest.raises(UserError, match="it is not a file"):
        inspect(tmp_path)


@pytest.mark.parametrize(
    ("lock", "content", "who"),
    [
        ("~$tracker.xlsx", b"\x08Jo Black" + b" " * 46, "by Jo Black"),
        ("~$tracker.xlsx", b"", "elsewhere"),
        (".~lock.tracker.xlsx#", b",jo,pc,01.01.2024 10:00,file:///x;", "elsewhere"),
        (".~lock.tracker.xlsx#", b"Jo Black,jo,pc,01.01.2024 10:00,file:///x;", "by Jo Black"),
    ],
)
def test_a_workbook_that_is_open_elsewhere_is_refused(
    tracker: Path, draw: Callable[..., bytes], lock: str, content: bytes, who: str
) -> None:
    (tracker.parent / lock).write_bytes(content)
    before = tracker.read_bytes()
    with pytest.raises(UserError, match=f"it is open {who}. Close it there"):
        place(tracker, draw())
    assert tracker.read_bytes() == before


def test_a_read_only_file_or_folder_is_refused(tracker: Path, draw: Callable[..., bytes], tmp_path: Path) -> None:
    tracker.chmod(0o444)
    with pytest.raises(UserError, match="marked read-only"):
        place(tracker, draw())
    assert place(tracker, draw(), out=tmp_path / "copy.xlsx").added == ("Snapshot", "Data tables")
    with pytest.raises(UserError, match="there is no such folder"):
        place(tracker, draw(), out=tmp_path / "gone" / "copy.xlsx")
    if sys.platform != "win32":
        locked = tmp_path / "locked"
        locked.mkdir()
        locked.chmod(0o555)
        with pytest.raises(UserError, match="nothing may be written in this folder"):
            place(tracker, draw(), out=locked / "copy.xlsx")
        locked.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right on Windows")
def test_a_link_goes_on_pointing_to_the_workbook(tracker: Path, draw: Callable[..., bytes], tmp_path: Path) -> None:
    (tmp_path / "links").mkdir()
    link = tmp_path / "links" / "shown.xlsx"
    link.symlink_to(tracker)
    tracker.chmod(0o640)
    placed = place(link, draw("Snapshot"))
    assert link.is_symlink()
    assert inspect(tracker).own == {"Snapshot": "Snapshot"}
    assert placed.backup is not None
    assert placed.backup.parent == tracker.parent
    assert os.stat(tracker).st_mode & 0o777 == 0o640  # noqa: PTH116
