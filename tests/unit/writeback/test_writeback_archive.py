from __future__ import annotations

import io
import zipfile

import pytest

from qa_workbook.writeback.archive import Archive, ArchiveWriter, part_key


class Unseekable(io.RawIOBase):
    """Makes zipfile write sizes after the data, as programs that stream do."""

    def __init__(self) -> None:
        self.held = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self.held += bytes(data)  # type: ignore[call-overload]
        return len(bytes(data))  # type: ignore[call-overload]


def copied(data: bytes) -> bytes:
    out = io.BytesIO()
    archive, writer = Archive(io.BytesIO(data)), ArchiveWriter(out)
    for entry in archive.entries:
        writer.copy(archive, entry)
    writer.close(archive.comment)
    return out.getvalue()


def listed(data: bytes) -> list[tuple[str, bytes, int, tuple[int, ...]]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return [(each.filename, package.read(each), each.CRC, each.date_time) for each in package.infolist()]


def test_a_copy_of_a_plain_zip_is_the_same_to_the_byte() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.xml", "a" * 1000)
        package.writestr(zipfile.ZipInfo("b.bin", (2001, 2, 3, 4, 5, 6)), b"\0" * 10)
        package.comment = b"of old"
    assert copied(file.getvalue()) == file.getvalue()


def test_sizes_that_follow_the_data_are_written_before_it() -> None:
    stream = Unseekable()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:  # type: ignore[call-overload]
        package.writestr("a.xml", "a" * 1000)
    before = bytes(stream.held)
    with zipfile.ZipFile(io.BytesIO(copied(before))) as package:
        assert package.infolist()[0].flag_bits & 8 == 0
    assert listed(copied(before)) == listed(before)


def test_stale_zip64_records_are_dropped() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package, package.open("a.xml", "w", force_zip64=True) as entry:
        entry.write(b"a" * 50)
    after = copied(file.getvalue())
    assert listed(after) == listed(file.getvalue())
    assert b"\x01\x00\x10\x00" not in after


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_names_in_any_script_duplicates_and_leading_bytes_are_kept() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, data in (("ä/ß.xml", b"1"), ("twice", b"2"), ("twice", b"3"), ("folder/", b"")):
            package.writestr(name, data)
    assert [each[:2] for each in listed(copied(b"MZ stub" + file.getvalue()))] == [
        ("ä/ß.xml", b"1"),
        ("twice", b"2"),
        ("twice", b"3"),
        ("folder/", b""),
    ]


@pytest.mark.parametrize("name", ["/xl/Workbook.xml", "XL\\workbook.XML", "xl/work%62ook.xml", "xl/workbook.xml"])
def test_part_names_compare_as_opc_says(name: str) -> None:
    assert part_key(name) == "xl/workbook.xml"


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_damaged_entry_is_found(packing: int) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as package:
        package.writestr("a.xml", bytes(range(256)) * 9)
    damaged = bytearray(file.getvalue())
    damaged[60] ^= 0xFF
    archive = Archive(io.BytesIO(bytes(damaged)))
    with pytest.raises((zipfile.BadZipFile, Exception), match=r"checksum|decompress"):
        archive.read(archive.entries[0])


def test_packings_that_workbooks_do_not_use_are_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_BZIP2) as package:
        package.writestr("a.xml", b"a")
    archive = Archive(io.BytesIO(file.getvalue()))
    with pytest.raises(zipfile.BadZipFile, match="packed in a way"):
        archive.read(archive.entries[0])
