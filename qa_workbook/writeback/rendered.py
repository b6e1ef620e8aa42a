"""The rendered workbook: the sheets that XlsxWriter drew, with everything that they need from it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_workbook.writeback.colours import Palette
from qa_workbook.writeback.markup import children, parse
from qa_workbook.writeback.package import Package
from qa_workbook.writeback.styles import EMPTY_STYLES
from qa_workbook.writeback.workbook_part import WorkbookPart

if TYPE_CHECKING:
    from qa_workbook.writeback.defined_names import DefinedName
    from qa_workbook.writeback.markup import Element

__all__ = ["Rendered", "RenderedSheet", "read_rendered"]


@dataclass(frozen=True, slots=True)
class RenderedSheet:
    """A sheet that was drawn.

    Args:
        key: Its name when drawn: what stays the same however the sheet is called later.
        part: Key of its part in the rendered package.
        state: `hidden` or `veryHidden`; `None` for a visible sheet.
        names: The names that hold only there, such as the print area.
    """

    key: str
    part: str
    state: str | None
    names: tuple[DefinedName, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Rendered:
    """A rendered workbook, taken apart.

    Args:
        package: Its package.
        sheets: Its sheets in order.
        names: The names that hold in the whole workbook.
        styles: Its `styleSheet` element.
        palette: The colours of its theme.
        strings: Its shared strings, the `si` elements by position.
    """

    package: Package
    sheets: tuple[RenderedSheet, ...]
    names: tuple[DefinedName, ...]
    styles: Element
    palette: Palette
    strings: tuple[Element, ...]


def read_rendered(data: bytes) -> Rendered:
    """Take a rendered workbook apart.

    Args:
        data: The bytes of an `.xlsx` file that XlsxWriter drew.

    Returns:
        Its sheets and what they need.
    """
    package = Package(io.BytesIO(data))
    workbook = WorkbookPart(package)
    names = workbook.names.every()
    sheets = (
        RenderedSheet(each.name, each.part, each.element.get("state"), tuple(n for n in names if n.position == at))
        for at, each in enumerate(workbook.sheets())
    )
    styles = _part(package, workbook.related("styles"))
    strings = _part(package, workbook.related("sharedStrings"))
    return Rendered(
        package,
        tuple(sheets),
        tuple(each for each in names if each.position is None),
        parse(EMPTY_STYLES) if styles is None else styles,
        Palette.of(_part(package, workbook.related("theme"))),
        tuple(children(strings, "si")),
    )


def _part(package: Package, part: str | None) -> Element | None:
    return None if part is None else parse(package.read(part))
