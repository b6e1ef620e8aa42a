"""The workbook part: its sheets in order, and what counts them by position (ECMA-376 part 1 section 18.2)."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from lxml import etree

from qa_workbook.writeback.defined_names import WORKBOOK_ORDER, DefinedNames
from qa_workbook.writeback.markup import (
    RELATIONSHIPS,
    child,
    children,
    insert_in_order,
    local,
    make,
    namespace,
    parse,
    to_strict,
)
from qa_workbook.writeback.references import key_of, marked_sheet
from qa_workbook.writeback.relationships import Relationship, read_relationships, relationships_part, resolve

if TYPE_CHECKING:
    from qa_workbook.writeback.markup import Element
    from qa_workbook.writeback.package import Package

__all__ = ["Sheet", "WorkbookPart", "workbook_key"]

_MOST_SHEET_IDS = 65534
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A sheet as the workbook lists it: a worksheet, chart sheet, dialog sheet or macro sheet.

    Args:
        name: Its name.
        part: Key of its part; empty when the relationship is missing.
        kind: Last word of the relationship's type: `worksheet`, `chartsheet` ...
        element: The `sheet` element.
    """

    name: str
    part: str
    kind: str
    element: Element

    @property
    def sheet_id(self) -> int:
        """The id that stays with a sheet wherever it moves."""
        return int(self.element.get("sheetId", "0"))


def workbook_key(package: Package) -> str:
    """Find the workbook part by the package's relationship `officeDocument`.

    Raises:
        KeyError: If the package has none.
    """
    found = (each.part for each in package.relationships("") if each.kind == "officeDocument")
    part = next(found, "")
    if part not in package.parts():
        raise KeyError("officeDocument")
    return part


class WorkbookPart:
    """The workbook part of a package, open for changes.

    Args:
        package: The package.

    Raises:
        KeyError: If there is no workbook part or no list of sheets.
    """

    def __init__(self, package: Package) -> None:
        self.package = package
        self.part = workbook_key(package)
        self.root = parse(package.read(self.part))
        self._relationships = parse(package.read(relationships_part(self.part)))
        self._before = etree.tostring(self.root), etree.tostring(self._relationships)
        listed = child(self.root, "sheets")
        if local(self.root) != "workbook" or listed is None:
            raise KeyError("sheets")
        self._listed = listed
        self._order = list(children(listed, "sheet"))
        self.names = DefinedNames(self.root)

    @property
    def strict(self) -> bool:
        """Whether the workbook is written in the strict namespaces."""
        return namespace(self.root) == _STRICT_MAIN

    @property
    def date1904(self) -> bool:
        """Whether days are counted from 1904 (section 18.17.4.1)."""
        properties = child(self.root, "workbookPr")
        return properties is not None and properties.get("date1904", "0").strip() in {"1", "true"}

    @property
    def folder(self) -> str:
        """The folder of the workbook part, in its own case; `xl` nearly always."""
        return posixpath.dirname(self.package.name(self.part))

    def relationships(self) -> list[Relationship]:
        """List the workbook's relationships as changed."""
        return read_relationships(self.part, self._relationships)

    def related(self, kind: str) -> str | None:
        """Find the key of the existing part that the workbook relates to as `kind`, such as `styles`."""
        present = self.package.parts()
        return next((each.part for each in self.relationships() if each.kind == kind and each.part in present), None)

    def sheets(self) -> list[Sheet]:
        """List the sheets in order."""
        by_id = {each.id: each for each in self.relationships()}
        return [_sheet(each, by_id) for each in children(self._listed, "sheet")]

    def own_sheets(self) -> dict[str, Sheet]:
        """Find our sheets by the markers, wherever they were moved and however they were renamed.

        Returns:
            Worksheets by key, in the order of the workbook. A marker whose sheet is gone, or that left the
            first cell, counts for nothing; of two markers on a sheet the first counts.
        """
        marked: dict[str, str] = {}
        for each in self.names.every():
            key, sheet = key_of(each.name), marked_sheet(each.text)
            if key is not None and sheet is not None and each.position is None:
                marked.setdefault(sheet.lower(), key)
        found = ((marked.get(each.name.lower()), each) for each in self.sheets() if each.kind == "worksheet")
        present = self.package.parts()
        return {key: each for key, each in found if key is not None and each.part in present}

    def add_sheet(self, name: str, part_name: str, *, state: str | None, after: Sheet | None) -> Sheet:
        """List a new sheet.

        Args:
            name: Its name, as yet unused.
            part_name: Name of its part.
            state: `hidden` or `veryHidden`; `None` for a visible sheet.
            after: The sheet that it follows; `None` for the end.

        Returns:
            The sheet.
        """
        prefixes = cast("dict[str, str]", dict(self._listed.nsmap))  # the stubs know no default namespace
        prefixes.update({} if self._uri in prefixes.values() else {"r": self._uri})
        new = etree.Element(f"{{{namespace(self._listed)}}}sheet", nsmap=prefixes)
        new.set("name", name)
        new.set("sheetId", str(self._free_sheet_id()))
        if state:
            new.set("state", state)
        new.set(f"{{{self._uri}}}id", self.relate("worksheet", part_name))
        place = len(self._listed) if after is None else self._listed.index(after.element) + 1
        self._listed.insert(place, new)
        return next(each for each in self.sheets() if each.element is new)

    def remove_sheet(self, sheet: Sheet) -> None:
        """Take a sheet off the list, with its relationship."""
        self._listed.remove(sheet.element)
        self.unrelate(sheet.part)

    def relate(self, kind: str, part_name: str) -> str:
        """Relate the workbook to a part.

        Args:
            kind: Last word of the relationship's type.
            part_name: Name of the part.

        Returns:
            The id of the relationship.
        """
        used = {each.id for each in self.relationships()}
        number = next(n for n in range(1, len(used) + 2) if f"rId{n}" not in used)
        target = posixpath.relpath(part_name, self.folder or ".")
        attributes = {"Id": f"rId{number}", "Type": f"{self._uri}/{kind}", "Target": target}
        self._relationships.append(make(self._relationships, "Relationship", attributes))
        return f"rId{number}"

    def unrelate(self, part: str) -> None:
        """Drop the relationships of the workbook to a part."""
        for each in list(children(self._relationships, "Relationship")):
            inside = each.get("TargetMode") != "External"
            if inside and resolve(self.part, str(each.get("Target", ""))) == part:
                self._relationships.remove(each)

    def renumber(self) -> None:
        """Let everything that counts sheets by position follow sheets that came or went.

        That is `localSheetId` of names and `activeTab` and `firstSheet` of the windows (sections 18.2.5 and
        18.2.30); a window whose active sheet went shows the first visible one. To be called once, before
        names of new sheets are set.
        """
        order = list(children(self._listed, "sheet"))
        moved = {at: order.index(each) if each in order else None for at, each in enumerate(self._order)}
        self.names.renumber(moved, added=len(order) - len(self._order))
        first = next((at for at, each in enumerate(order) if each.get("state", "visible") == "visible"), 0)
        for view in children(child(self.root, "bookViews"), "workbookView"):
            for attribute in ("activeTab", "firstSheet"):
                old = int(view.get(attribute, "0"))
                new = moved.get(old, old)
                if new != old:
                    view.set(attribute, str(first if new is None else new))
        self._order = order

    def position(self, sheet: Sheet) -> int:
        """Give the position of a sheet, counted from 0."""
        return self._order.index(sheet.element)

    def active_sheet(self) -> Element | None:
        """Give the `sheet` element that the first window shows."""
        view = child(self.root, "bookViews", "workbookView")
        at = int(view.get("activeTab", "0")) if view is not None else 0
        return self._order[at] if at < len(self._order) else None

    def need_window(self) -> None:
        """Make sure that there is a window, to which the views of our sheets belong."""
        if child(self.root, "bookViews", "workbookView") is None:
            views = child(self.root, "bookViews")
            views = insert_in_order(self.root, "bookViews", WORKBOOK_ORDER) if views is None else views
            views.append(make(self.root, "workbookView"))

    def recalculate_on_load(self, *, insist: bool) -> None:
        """Have formulas calculated when the workbook is opened: some read cells that were written without Excel.

        Args:
            insist: Whether also when the workbook says outright that they should not be.
        """
        calculation = child(self.root, "calcPr")
        if calculation is None:
            calculation = insert_in_order(self.root, "calcPr", WORKBOOK_ORDER)
        said = calculation.get("fullCalcOnLoad")
        if said is None or (insist and said not in {"1", "true"}):
            calculation.set("fullCalcOnLoad", "1")

    def stage(self) -> None:
        """Let the part and its relationships be written, if they changed."""
        self.package.stage_changed(self.part, self.root, self._before[0])
        self.package.stage_changed(relationships_part(self.part), self._relationships, self._before[1])

    @property
    def _uri(self) -> str:
        return to_strict(f'"{RELATIONSHIPS}"'.encode()).decode().strip('"') if self.strict else RELATIONSHIPS

    def _free_sheet_id(self) -> int:
        used = {each.sheet_id for each in self.sheets()}
        above = max(used, default=0) + 1
        return above if above <= _MOST_SHEET_IDS else next(n for n in range(1, above) if n not in used)


def _sheet(element: Element, by_id: dict[str, Relationship]) -> Sheet:
    identifier = next((str(value) for key, value in element.attrib.items() if str(key).endswith("}id")), "")
    related = by_id.get(identifier)
    part, kind = (related.part, related.kind) if related else ("", "")
    return Sheet(str(element.get("name", "")), part, kind, element)
