"""What only the package of a closed workbook tells: whose the sheets are, the date system, and the Excel tables.

calamine reads a sheet anew for each table that it is asked about, so the tables' ranges are read here from their parts.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from qa_workbook.settings import OWN_SHEET_PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    Element = etree._Element  # noqa: SLF001 - the name that lxml's stubs give it

__all__ = ["PACKAGE_FAULTS", "PackageFacts", "column_number", "read_package", "sheet_of"]

PACKAGE_FAULTS = (OSError, zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError, NotImplementedError)
"""What a damaged package raises; `FileNotFoundError` is one of them."""

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)")


@dataclass(frozen=True)
class PackageFacts:
    """What the package tells.

    Args:
        own: Names of the sheets that a refresh owns.
        date_1904: Whether dates count from 1904.
        tables: By sheet, its Excel tables as (row of the headings, first column, last column), from 0.
    """

    own: frozenset[str]
    date_1904: bool
    tables: Mapping[str, tuple[tuple[int, int, int], ...]]


def read_package(path: Path) -> PackageFacts:
    """Read the workbook part and the table parts (ECMA-376 part 1, 18.2 and 18.5).

    Raises:
        One of `PACKAGE_FAULTS`: The file is missing or no package of a workbook.
    """
    with zipfile.ZipFile(path) as package:
        parts = _Parts(package)
        book = parts.only_target("", "/officeDocument")
        root = parts.root(book)
        sheets = dict(parts.targets(book, "/worksheet"))
        tables = {
            str(sheet.get("name")): tuple(parts.tables(sheets[_id(sheet)]))
            for sheet in root.iterfind("{*}sheets/{*}sheet")
            if _id(sheet) in sheets
        }
    names = root.iterfind("{*}definedNames/{*}definedName")
    own = {sheet_of(n.text or "") for n in names if str(n.get("name")).lower().startswith(OWN_SHEET_PREFIX)}
    date_1904 = any(p.get("date1904") in {"1", "true"} for p in root.iterfind("{*}workbookPr"))
    return PackageFacts(frozenset(own), date_1904, tables)


class _Parts:
    """The parts of a package by name, whatever the case and the slashes of its entries."""

    def __init__(self, package: zipfile.ZipFile) -> None:
        self.package = package
        self.entries = {_plain(name): name for name in package.namelist()}

    def root(self, part: str) -> Element:
        return etree.fromstring(self.package.read(self.entries[_plain(part)]), _PARSER)

    def targets(self, part: str, kind: str) -> Iterator[tuple[str, str]]:
        """Relationships of a part whose type ends so, as (id, part)."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if _plain(rels) not in self.entries:
            return
        for relationship in self.root(rels):
            target = str(relationship.get("Target", "")).replace("\\", "/")
            if str(relationship.get("Type", "")).endswith(kind) and relationship.get("TargetMode") != "External":
                yield str(relationship.get("Id")), posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")

    def only_target(self, part: str, kind: str) -> str:
        for _, target in self.targets(part, kind):
            return target
        raise KeyError(f"no relationship {kind}")

    def tables(self, sheet: str) -> Iterator[tuple[int, int, int]]:
        for _, part in self.targets(sheet, "/table"):
            if _plain(part) in self.entries:
                table = self.root(part)
                found = _RANGE.fullmatch(str(table.get("ref")))
                if found and table.get("headerRowCount") != "0":
                    yield int(found[2]) - 1, column_number(found[1]), column_number(found[3])


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _id(sheet: Element) -> str:
    return next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")


def column_number(letters: str) -> int:
    """The number of a column, from 0, by its letters: A is 0, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def sheet_of(reference: str) -> str:
    """The sheet that a reference such as `'Audit Log'!$A$1` names."""
    sheet = reference.rsplit("!", 1)[0]
    return sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
