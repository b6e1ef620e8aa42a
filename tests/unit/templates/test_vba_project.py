"""The VBA project says what was put into it, and refuses what VBA would not take."""

from __future__ import annotations

import re
import struct

import pytest

from qa_workbook.templates.vba import Module, class_module, document_module, standard_module, vba_project
from qa_workbook.templates.vba.compound_file import LONGEST_NAME, compound_file
from qa_workbook.templates.vba.dir_stream import dir_stream
from qa_workbook.templates.vba.project_stream import encrypt, name_map, project_stream

BUTTONS = 'Attribute VB_Name = "Buttons"\nPublic Sub Go()\nEnd Sub\n'
CLASS = """\
VERSION 1.0 CLASS
BEGIN
  MultiUse = -1  'True
END
Attribute VB_Name = "Box"
Attribute VB_GlobalNameSpace = False
Attribute VB_Creatable = False
Attribute VB_PredeclaredId = False
Attribute VB_Exposed = True
Attribute VB_Description = "A ""box""\\r\\nof things"
Option Explicit
"""


@pytest.fixture
def modules() -> list[Module]:
    return [
        document_module("ThisWorkbook"),
        document_module("Sheet1"),
        standard_module(BUTTONS),
        class_module(CLASS),
    ]


def test_line_ends_become_those_of_vba() -> None:
    assert standard_module(BUTTONS).source == BUTTONS.replace("\n", "\r\n")
    assert standard_module(BUTTONS.replace("\n", "\r\n")) == standard_module(BUTTONS)


def test_a_class_loses_its_preamble_and_gets_the_attributes_of_a_class_in_a_project() -> None:
    lines = class_module(CLASS).source.split("\r\n")
    assert lines[:2] == ['Attribute VB_Name = "Box"', 'Attribute VB_Base = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"']
    assert lines[5:8] == [
        "Attribute VB_Exposed = True",
        "Attribute VB_TemplateDerived = False",
        "Attribute VB_Customizable = False",
    ]
    assert lines[9] == "Option Explicit"


def test_a_description_is_read_from_its_attribute() -> None:
    assert class_module(CLASS).description == 'A "box"\r\nof things'
    assert standard_module(BUTTONS).description == ""


@pytest.mark.parametrize(
    ("name", "base"), [("ThisWorkbook", "0{00020819-"), ("Sheet1", "0{00020820-"), ("Sheet12", "0{00020820-")]
)
def test_a_document_module_has_the_base_of_its_kind(name: str, base: str) -> None:
    assert f'Attribute VB_Base = "{base}' in document_module(name).source


@pytest.mark.parametrize("name", ["", "1st", "_a", "with space", "Ångström", "x" * 32])
def test_a_name_that_vba_does_not_allow_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="a module begins with an Attribute VB_Name of up to 31 letters"):
        standard_module(f'Attribute VB_Name = "{name}"\n')


def test_a_character_outside_the_code_page_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError, match="position 33"):
        standard_module('Attribute VB_Name = "Buttons"\r\n\' \N{CHECK MARK}\r\n')


def test_two_modules_of_one_name_are_refused(modules: list[Module]) -> None:
    with pytest.raises(ValueError, match="a name of their own: buttons"):
        vba_project([*modules, standard_module(BUTTONS.replace("Buttons", "BUTTONS"))])


def test_a_module_may_not_be_named_as_the_project(modules: list[Module]) -> None:
    with pytest.raises(ValueError, match="a name of their own: box"):
        vba_project(modules, "Box")


def records(stream: bytes) -> list[tuple[int, bytes]]:
    """The records of a dir stream; that of the version has six bytes, whatever its size says."""
    found, at = [], 0
    while at < len(stream):
        number, size = struct.unpack_from("<HI", stream, at)
        size = 6 if number == 0x09 else size
        found.append((number, stream[at + 6 : at + 6 + size]))
        at += 6 + size
    return found


def test_the_dir_stream_lists_modules_with_their_kinds(modules: list[Module]) -> None:
    found = records(dir_stream("VBAProject", modules))
    names = [content.decode() for number, content in found if number == 0x19]
    kinds = [number for number, _ in found if number in (0x21, 0x22)]
    assert names == ["ThisWorkbook", "Sheet1", "Buttons", "Box"]
    assert kinds == [0x22, 0x22, 0x21, 0x22]


def test_the_dir_stream_gives_sizes_of_encoded_text(modules: list[Module]) -> None:
    found = dict(records(dir_stream("VBAProject", modules)))
    assert found[0x04] == b"VBAProject"
    assert found[0x1C] == b'A "box"\r\nof things'
    assert found[0x48].decode("utf-16-le") == 'A "box"\r\nof things'
    assert found[0x0F] == b"\x04\x00"
    assert found[0x31] == bytes(4)


def test_references_are_ole_and_office_only(modules: list[Module]) -> None:
    found = [content for number, content in records(dir_stream("VBAProject", modules)) if number == 0x0D]
    sizes = [int.from_bytes(content[:4], "little") for content in found]
    assert [content[4 : 4 + size].rsplit(b"#")[-1] for content, size in zip(found, sizes, strict=True)] == [
        b"OLE Automation",
        b"Microsoft Office 16.0 Object Library",
    ]


def decrypted(text: str) -> tuple[int, bytes]:
    """The key and the fact in an encrypted one (MS-OVBA 2.4.3.3)."""
    seed, version, key, *rest = bytes.fromhex(text)
    assert seed ^ version == 2
    before, older, last, plain = seed ^ key, key, version, []
    for byte in rest:
        before = byte ^ (last + before) & 0xFF
        plain.append(before)
        last, older = older, byte
    facts = bytes(plain[(seed & 6) // 2 :])
    assert int.from_bytes(facts[:4], "little") == len(facts) - 4
    return seed ^ key, facts[4:]


def test_the_reader_of_protection_reads_what_excel_wrote() -> None:
    """From the quickstart workbook of xlwings, whose ID is the key."""
    key = sum(b"{5CF9CDAB-B77B-4FE4-BD7E-D29900070E1B}") & 0xFF
    assert decrypted("8D8FA61394EA98EA98EA98EA98") == (key, bytes(4))
    assert decrypted("8D8FA61394EF95EF95EF") == (key, b"\x00")
    assert decrypted("8D8FA61394EF95EF9510") == (key, b"\xff")


@pytest.mark.parametrize("fact", [bytes(4), b"\x00", b"\xff", b"secret"])
def test_protection_is_encrypted_with_the_project_s_id(fact: bytes) -> None:
    project = "{5CF9CDAB-B77B-4FE4-BD7E-D29900070E1B}"
    assert decrypted(encrypt(fact, project)) == (sum(project.encode()) & 0xFF, fact)


def test_the_project_stream_lists_modules_by_kind(modules: list[Module]) -> None:
    text = project_stream("VBAProject", modules).decode()
    assert re.findall(r"^(Document|Module|Class)=(.*)\r$", text, re.MULTILINE) == [
        ("Document", "ThisWorkbook/&H00000000"),
        ("Document", "Sheet1/&H00000000"),
        ("Module", "Buttons"),
        ("Class", "Box"),
    ]
    assert re.search(r'^ID="\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}"\r$', text, re.MULTILINE)
    assert "\n" not in text.replace("\r\n", "")


def test_the_name_map_is_plain(modules: list[Module]) -> None:
    assert name_map(modules[2:3]) == b"Buttons\0" + "Buttons\0".encode("utf-16-le") + bytes(2)


def test_same_modules_same_bytes(modules: list[Module]) -> None:
    assert vba_project(modules) == vba_project(list(modules))


def test_a_long_name_in_a_compound_file_is_refused() -> None:
    with pytest.raises(ValueError, match=f"has {LONGEST_NAME} characters at most"):
        compound_file({"x" * (LONGEST_NAME + 1): b""})


def test_too_much_for_one_header_is_refused() -> None:
    with pytest.raises(ValueError, match="needs more FAT sectors than its header lists"):
        compound_file({"much": bytes(7_200_000)})
