"""The `PROJECT` and `PROJECTwm` streams: a VBA project's modules, protection and windows as text (MS-OVBA 2.3.1)."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from qa_workbook.templates.vba.modules import CODE_PAGE, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_workbook.templates.vba.modules import Module

__all__ = ["encrypt", "name_map", "project_stream"]

UNPROTECTED, NO_PASSWORD, VISIBLE = bytes(4), b"\x00", b"\xff"
"""Protection, password and visibility of the project (MS-OVBA 2.3.1.15 to 2.3.1.17): open to whoever looks."""

SEED = 0x60
"""Any byte would do for the encryption; with bits 1 and 2 clear no bytes to be ignored are put in."""
ENCRYPTION_VERSION = 2


def project_stream(project: str, modules: Sequence[Module]) -> bytes:
    """Write the PROJECT stream.

    Args:
        project: The project's name; its ID is made from it, so that the same name gives the same bytes.
        modules: Its modules, in order.
    """
    project_id = f"{{{uuid.uuid5(uuid.NAMESPACE_URL, f'qa-workbook/{project}')}}}".upper()
    lines = [
        f'ID="{project_id}"',
        *(_module_line(module) for module in modules),
        f'Name="{project}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        *(f'{key}="{encrypt(data, project_id)}"' for key, data in _protection()),
        "",
        "[Host Extender Info]",
        "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000",
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
    ]
    return "".join(f"{line}\r\n" for line in lines).encode(CODE_PAGE)


def _module_line(module: Module) -> str:
    version = "/&H00000000" if module.kind is Kind.DOCUMENT else ""
    return f"{module.kind.value}={module.name}{version}"


def _protection() -> tuple[tuple[str, bytes], ...]:
    return ("CMG", UNPROTECTED), ("DPB", NO_PASSWORD), ("GC", VISIBLE)


def encrypt(data: bytes, project_id: str) -> str:
    """Encrypt a fact about protection as the format wants it: in hexadecimal digits (MS-OVBA 2.4.3.2).

    Args:
        data: The fact.
        project_id: The project's ID, from which the key is made.
    """
    key = sum(project_id.encode(CODE_PAGE)) & 0xFF
    written = [SEED, SEED ^ ENCRYPTION_VERSION, SEED ^ key]
    before = key
    for byte in len(data).to_bytes(4, "little") + data:
        written.append(byte ^ (written[-2] + before) & 0xFF)
        before = byte
    return bytes(written).hex().upper()


def name_map(modules: Sequence[Module]) -> bytes:
    """Write the PROJECTwm stream: each name in the code page and in UTF-16 (MS-OVBA 2.3.3).

    It is not compressed: where it is, Excel takes the project for damaged and deletes it.
    """
    names = (name.encode(CODE_PAGE) + b"\0" + f"{name}\0".encode("utf-16-le") for name in (m.name for m in modules))
    return b"".join(names) + bytes(2)
