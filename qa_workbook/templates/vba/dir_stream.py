"""The `dir` stream, which describes a VBA project in records (MS-OVBA 2.3.4.2)."""

from __future__ import annotations

from struct import pack
from typing import TYPE_CHECKING

from qa_workbook.templates.vba.modules import CODE_PAGE, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_workbook.templates.vba.modules import Module

__all__ = ["dir_stream"]

WINDOWS_64, ENGLISH, CODE_PAGE_NUMBER = 3, 0x409, 1252
NO_COOKIE = 0xFFFF
"""For cookies, which a writer sets to 0xFFFF and a reader ignores (MS-OVBA 2.3.4.2.3.1)."""

REFERENCES = {
    "stdole": (r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation"),
    "Office": (
        r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0"
        r"#C:\Program Files\Common Files\Microsoft Shared\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library"
    ),
}
"""Libraries beside VBA's and Excel's own, which every project has; Office's holds IRibbonControl."""


def dir_stream(project: str, modules: Sequence[Module]) -> bytes:
    """Write the records of a project, not yet compressed.

    Args:
        project: Its name.
        modules: Its modules, in order.
    """
    references = b"".join(_reference(name, library) for name, library in REFERENCES.items())
    counted = _record(0x0F, pack("<H", len(modules))) + _record(0x13, pack("<H", NO_COOKIE))
    described = b"".join(_module(module) for module in modules)
    return _information(project) + references + counted + described + _record(0x10)


def _record(number: int, content: bytes = b"") -> bytes:
    return pack("<HI", number, len(content)) + content


def _number(number: int, value: int) -> bytes:
    return _record(number, pack("<I", value))


def _twice(number: int, unicode_number: int, text: str) -> bytes:
    """Text in the code page, then in UTF-16; sizes are of encoded bytes."""
    return _record(number, text.encode(CODE_PAGE)) + _record(unicode_number, text.encode("utf-16-le"))


def _information(project: str) -> bytes:
    """PROJECTINFORMATION (MS-OVBA 2.3.4.2.1): no help file, no constants, version 1.0."""
    version = pack("<HIIH", 0x09, 4, 1, 0)  # the 4 is no size: six bytes follow (MS-OVBA 2.3.4.2.1.11)
    language = _number(0x02, ENGLISH) + _number(0x14, ENGLISH) + _record(0x03, pack("<H", CODE_PAGE_NUMBER))
    name = _record(0x04, project.encode(CODE_PAGE)) + _twice(0x05, 0x40, "")
    helping = _twice(0x06, 0x3D, "") + _number(0x07, 0) + _number(0x08, 0)
    return _number(0x01, WINDOWS_64) + language + name + helping + version + _twice(0x0C, 0x3C, "")


def _reference(name: str, library: str) -> bytes:
    """REFERENCENAME and REFERENCEREGISTERED (MS-OVBA 2.3.4.2.2.2 and 2.3.4.2.2.5)."""
    encoded = library.encode(CODE_PAGE)
    return _twice(0x16, 0x3E, name) + _record(0x0D, pack("<I", len(encoded)) + encoded + bytes(6))


def _module(module: Module) -> bytes:
    """MODULE (MS-OVBA 2.3.4.2.3.2); its source begins at 0, for there is no performance cache before it."""
    names = _twice(0x19, 0x47, module.name) + _twice(0x1A, 0x32, module.name)
    facts = _twice(0x1C, 0x48, module.description) + _number(0x31, 0) + _number(0x1E, 0)
    kind = _record(0x21 if module.kind is Kind.STANDARD else 0x22)
    return names + facts + _record(0x2C, pack("<H", NO_COOKIE)) + kind + _record(0x2B)
