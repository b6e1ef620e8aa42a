"""What stays is read through once: is every part whole, and which sheets and tables of ours does it speak of?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa_workbook.writeback.package import Package

__all__ = ["read_through", "sheet_mention", "table_mention"]

_LONGEST = 512  # bytes that a mention may take, lest it fall between two pieces


@dataclass(frozen=True, slots=True)
class Mention:
    """How a sheet or table is written in formulas.

    Args:
        name: Its name.
        plain: Its name as bytes in lower case, for a quick look.
        exact: The forms in which it is referred to.
    """

    name: str
    plain: bytes
    exact: re.Pattern[bytes]


def sheet_mention(sheet: str) -> Mention:
    """Tell how a sheet is referred to: `Sheet!`, `'Sheet'!`, `Sheet:Other!`, or as the source of a pivot table."""
    name = re.escape(escape(sheet.replace("'", "''"), quote=False).encode())
    name = name.replace(b"''", b"(?:''|&apos;&apos;)").replace(b"'", b"(?:'|&apos;)") if b"'" in name else name
    forms = rb"(?:%b)(?:'|&apos;)?!|(?:%b):[^<>!]{1,200}!|sheet=\"%b\"" % (name, name, name)
    return Mention(sheet, _plain(sheet), re.compile(forms, re.IGNORECASE))


def table_mention(table: str) -> Mention:
    """Tell how a table is referred to: `Table[`, or as the source of a pivot table."""
    name = re.escape(escape(table, quote=False).encode())
    return Mention(table, _plain(table), re.compile(rb"%b\[|name=\"%b\"" % (name, name), re.IGNORECASE))


def read_through(package: Package, mentions: Iterable[Mention], without: set[str], unsearched: set[str]) -> set[str]:
    """Read every part that is copied, and look for mentions in its XML.

    Args:
        package: The package.
        mentions: What to look for.
        without: Keys of the parts that leave.
        unsearched: Keys of the parts that are only checked.

    Returns:
        The names that were found.

    Raises:
        zipfile.BadZipFile: If a part does not match its checksum.
    """
    wanted, found = list(mentions), set[str]()
    for entry in package.archive.entries:
        if entry.key in without:
            continue
        skip = not entry.key.endswith(".xml") or entry.key.startswith("docprops/") or entry.key in unsearched
        for piece in _overlapping(package.archive.unpacked(entry)):
            if skip or len(found) == len(wanted):
                continue
            lower = piece.lower()
            found |= {each.name for each in wanted if each.plain in lower and each.exact.search(piece)}
    return found


def _overlapping(pieces: Iterable[bytes]) -> Iterator[bytes]:
    tail = b""
    for piece in pieces:
        yield tail + piece if tail else piece
        tail = piece[-_LONGEST:]


def _plain(name: str) -> bytes:
    """The longest run of plain letters and digits: found whatever is escaped around it."""
    runs = re.findall(r"[A-Za-z0-9 ]+", name)
    return max(runs, key=len, default="").encode().lower()
