"""Styles of ours brought into the workbook's: appended or found, never changed (ECMA-376 part 1 section 18.8).

A cell names its style by position, so what the workbook has stays where it is, and equal entries are used
again: a second refresh adds nothing.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from qa_workbook.errors import UserError
from qa_workbook.writeback.colours import Palette, fix_colours
from qa_workbook.writeback.markup import MAIN, child, children, insert_in_order, local, make, namespace, signature

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa_workbook.writeback.markup import Element, Signature

__all__ = ["EMPTY_STYLES", "StyleMap", "StyleSheet"]

_ORDER = (  # CT_Stylesheet
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles",
    "colors", "extLst",
)  # fmt: skip
_RESERVED = {  # entries that a reader takes for granted, whatever the workbook has
    "fonts": ("<font><sz val='11'/><name val='Calibri'/><family val='2'/></font>",),
    "fills": (
        "<fill><patternFill patternType='none'/></fill>",
        "<fill><patternFill patternType='gray125'/></fill>",
    ),
    "borders": ("<border><left/><right/><top/><bottom/><diagonal/></border>",),
    "cellStyleXfs": ("<xf numFmtId='0' fontId='0' fillId='0' borderId='0'/>",),
    "cellXfs": ("<xf numFmtId='0' fontId='0' fillId='0' borderId='0' xfId='0'/>",),
}
_FIRST_CUSTOM_FORMAT = 164
_MOST_FORMATS = 65490  # Excel specifications and limits: cell formats in a workbook
_APPLIED = ("NumberFormat", "Font", "Fill", "Border", "Alignment", "Protection")

EMPTY_STYLES = f'<styleSheet xmlns="{MAIN}"/>'.encode()
"""What a workbook without a styles part starts from."""


class StyleSheet:
    """The styles of a workbook, to which others can be added.

    Args:
        root: The `styleSheet` element, changed in place.
        file: Name of the workbook, for messages.
    """

    def __init__(self, root: Element, file: str) -> None:
        self._root, self._file = root, file
        self._known: dict[str, dict[Signature, int]] = {}
        self._length: dict[str, int] = {}
        for section in _RESERVED:
            self._reserve(section)

    def adopt(self, section: str, entry: Element) -> int:
        """Find an entry, or append it.

        Args:
            section: `fonts`, `fills`, `borders`, `cellXfs` or `dxfs`.
            entry: The entry, in any namespace; it is copied.

        Returns:
            Its position in the section.
        """
        known = self._positions(section)
        says = signature(entry)
        if says not in known:
            known[says] = self._append(section, entry)
        return known[says]

    def pad(self, highest: int) -> None:
        """Append cell styles that say nothing, until the section reaches this position."""
        for _ in range(min(highest, _MOST_FORMATS - 1) + 1 - self._length["cellXfs"]):
            self._append("cellXfs", etree.fromstring(_RESERVED["cellXfs"][0]))

    def number_format(self, code: str) -> int:
        """Find the id of a custom number format by its code, or give it a free one."""
        formats = self._section("numFmts")
        for each in children(formats, "numFmt"):
            if each.get("formatCode") == code:
                return int(each.get("numFmtId", "0"))
        free = 1 + max((_FIRST_CUSTOM_FORMAT - 1, *self._used_formats()))
        self._append("numFmts", etree.Element("numFmt", {"numFmtId": str(free), "formatCode": code}))
        return free

    def normal(self) -> str:
        """Give the position of the style *Normal* among the named styles."""
        styles = children(child(self._root, "cellStyles"), "cellStyle")
        found = next((each.get("xfId") for each in styles if each.get("builtinId") == "0"), None)
        return str(found) if found and int(found) < self._length["cellStyleXfs"] else "0"

    def _used_formats(self) -> Iterable[int]:
        for each in self._root.iter(f"{{{namespace(self._root)}}}numFmt", f"{{{namespace(self._root)}}}xf"):
            yield int(each.get("numFmtId", "0"))

    def _section(self, name: str) -> Element:
        found = child(self._root, name)
        return insert_in_order(self._root, name, _ORDER) if found is None else found

    def _reserve(self, section: str) -> None:
        self._positions(section)
        present = self._length[section]
        for entry in _RESERVED[section][present:]:
            self._append(section, etree.fromstring(entry))
        self._known.pop(section)

    def _positions(self, section: str) -> dict[Signature, int]:
        if section not in self._known:
            entries = list(self._section(section).iterchildren(tag=etree.Element))
            self._length[section] = len(entries)
            # The first of equals counts, as it did when ours was appended.
            self._known[section] = {
                signature(each): at
                for at, each in reversed(list(enumerate(entries)))
                if section != "fills" or _is_fill_at(at, each)
            }
        return self._known[section]

    def _append(self, section: str, entry: Element) -> int:
        parent = self._section(section)
        if section == "cellXfs" and self._length[section] >= _MOST_FORMATS:
            cure = "Clear unused formats (for instance with Inquire > Clean Excess Cell Formatting), then refresh."
            raise UserError(self._file, "the workbook has as many cell formats as Excel allows", cure)
        if section not in self._length:
            self._length[section] = len(list(parent.iterchildren(tag=etree.Element)))
        parent.append(_like(parent, entry))
        self._length[section] += 1
        parent.set("count", str(self._length[section]))
        return self._length[section] - 1


def _is_fill_at(position: int, fill: Element) -> bool:
    """Excel draws the first two fills as none and gray, whatever they say, so nothing else counts there."""
    pattern = child(fill, "patternFill")
    kind = None if pattern is None else pattern.get("patternType", "none")
    return position > 1 or kind == ("none", "gray125")[position]


def _like(parent: Element, entry: Element) -> Element:
    copy = make(parent, local(entry), {str(key): str(value) for key, value in entry.attrib.items()})
    copy.text = entry.text
    copy.extend([_like(copy, each) for each in entry.iterchildren(tag=etree.Element)])
    return copy


class StyleMap:
    """Where the styles of a rendered workbook are found in the workbook that takes them in.

    Each is added when it is first asked for, so that only what the sheets use comes in.

    Args:
        source: The rendered `styleSheet` element.
        palette: The theme colours that the rendered styles were drawn with.
        target: The styles that take them in.
    """

    def __init__(self, source: Element, palette: Palette, target: StyleSheet) -> None:
        root = fix_colours(deepcopy(source), palette)
        for scheme in list(root.iter("{*}scheme")):  # the font of the theme would win over the name beside it
            scheme.getparent().remove(scheme)  # type: ignore[union-attr]
        self._target = target
        self._sections = {
            name: [] if (section := child(root, name)) is None else list(section)
            for name in ("fonts", "fills", "borders", "cellXfs", "dxfs")
        }
        self._codes = {
            str(each.get("numFmtId")): str(each.get("formatCode"))
            for each in children(child(root, "numFmts"), "numFmt")
        }
        self._cell: dict[str, str] = {}

    def cell(self, style: str) -> str:
        """Give the position of a cell style in the workbook.

        Args:
            style: Its position in the rendered workbook.

        Returns:
            Its position there: a style that says everything, so that neither the default font nor the first
            format of the workbook shows through.
        """
        if style not in self._cell:
            self._cell[style] = str(
                self._target.adopt("cellXfs", self._explicit(self._sections["cellXfs"][int(style)]))
            )
        return self._cell[style]

    def differential(self, style: str) -> str:
        """Give the position of a differential style (of a conditional format, a table or a filter) in the workbook."""
        entry = deepcopy(self._sections["dxfs"][int(style)])
        for each in children(entry, "numFmt"):
            each.set("numFmtId", self._format(str(each.get("numFmtId")), str(each.get("formatCode"))))
        return str(self._target.adopt("dxfs", entry))

    def _explicit(self, xf: Element) -> Element:
        full = deepcopy(xf)
        full.set("numFmtId", self._format(str(xf.get("numFmtId", "0")), None))
        for section, attribute in (("fonts", "fontId"), ("fills", "fillId"), ("borders", "borderId")):
            entry = self._sections[section][int(xf.get(attribute, "0"))]
            full.set(attribute, str(self._target.adopt(section, entry)))
        full.set("xfId", self._target.normal())
        for each in _APPLIED:
            full.set(f"apply{each}", "1")
        return full

    def _format(self, identifier: str, code: str | None) -> str:
        code = code or self._codes.get(identifier)
        return identifier if code is None else str(self._target.number_format(code))
