"""A module of a VBA project, from the text of a `.bas` or `.cls` file (MS-OVBA 2.3.4.3, MS-VBAL 4.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

__all__ = ["CODE_PAGE", "Kind", "Module", "class_module", "document_module", "standard_module"]

CODE_PAGE = "cp1252"
"""Encoding of sources and names; the project says so (PROJECTCODEPAGE, MS-OVBA 2.3.4.2.1.4)."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,30}\Z")
_NAME_LINE = re.compile(r'Attribute VB_Name = "(.*)"\r\n')
_DESCRIPTION = re.compile(r'^Attribute VB_Description = "(.*)"\r$', re.MULTILINE)
_PREAMBLE = re.compile(r"VERSION .*?\r\nBEGIN\r\n.*?\r\nEND\r\n", re.DOTALL | re.IGNORECASE)

_CLASS = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"
_WORKBOOK = "0{00020819-0000-0000-C000-000000000046}"
_SHEET = "0{00020820-0000-0000-C000-000000000046}"
WORKBOOK_MODULE = "ThisWorkbook"

_DOCUMENT_HEAD = """\
Attribute VB_Name = "{name}"
Attribute VB_Base = "{base}"
Attribute VB_GlobalNameSpace = False
Attribute VB_Creatable = False
Attribute VB_PredeclaredId = True
Attribute VB_Exposed = True
Attribute VB_TemplateDerived = False
Attribute VB_Customizable = True
"""


class Kind(Enum):
    """The kind of a module, by its word in the PROJECT stream (MS-OVBA 2.3.1.7)."""

    DOCUMENT = "Document"
    STANDARD = "Module"
    CLASS = "Class"


@dataclass(frozen=True)
class Module:
    """A module of a VBA project.

    Args:
        kind: Its kind.
        source: Its source with attributes, lines ending as in the project: CR LF.
    """

    kind: Kind
    source: str

    def __post_init__(self) -> None:
        line = _NAME_LINE.match(self.source)
        if line is None or not _NAME.match(line[1]):
            found = self.source.partition("\r\n")[0]
            raise ValueError(
                f"a module begins with an Attribute VB_Name of up to 31 letters, digits and _, not {found!r}"
            )
        self.source.encode(CODE_PAGE)  # a character that VBA can't hold is found here, with its place

    @property
    def name(self) -> str:
        """Its name."""
        return self.source.split('"', 2)[1]

    @property
    def description(self) -> str:
        """What its description attribute says, line ends written out; empty without one."""
        found = _DESCRIPTION.search(self.source)
        return found[1].replace(r"\r\n", "\r\n").replace('""', '"') if found else ""


def standard_module(text: str) -> Module:
    """A module from the text of a `.bas` file, whatever its line ends.

    Raises:
        ValueError: It does not begin with a name that VBA allows, or holds a character outside code page 1252.
    """
    return Module(Kind.STANDARD, _with_crlf(text))


def class_module(text: str) -> Module:
    """A module from the text of a `.cls` file.

    An exported class begins with a preamble that is no part of its source, and lacks three attributes that every class
    in a project has; both are put right as Excel does on import.

    Raises:
        ValueError: As for `standard_module`.
    """
    name, rest = _PREAMBLE.sub("", _with_crlf(text), count=1).split("\r\n", 1)
    source = f'{name}\r\nAttribute VB_Base = "{_CLASS}"\r\n{rest}'
    own = "Attribute VB_TemplateDerived = False\r\nAttribute VB_Customizable = False\r\n"
    return Module(Kind.CLASS, re.sub(r"(Attribute VB_Exposed = \w+\r\n)", rf"\g<1>{own}", source, count=1))


def document_module(name: str) -> Module:
    """The empty module of the workbook (`ThisWorkbook`) or of a worksheet (any other name)."""
    base = _WORKBOOK if name == WORKBOOK_MODULE else _SHEET
    return Module(Kind.DOCUMENT, _with_crlf(_DOCUMENT_HEAD.format(name=name, base=base)))


def _with_crlf(text: str) -> str:
    return "\r\n".join(text.splitlines()) + "\r\n"
