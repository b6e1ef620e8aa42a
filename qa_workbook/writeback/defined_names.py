"""Defined names of a workbook (ECMA-376 part 1 section 18.2.5): unique by name and sheet, whatever their case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_workbook.writeback.markup import child, children, insert_in_order, make, take

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qa_workbook.writeback.markup import Element

__all__ = ["WORKBOOK_ORDER", "DefinedName", "DefinedNames"]

WORKBOOK_ORDER = (  # CT_Workbook
    "fileVersion", "fileSharing", "workbookPr", "AlternateContent", "revisionPtr", "workbookProtection",
    "bookViews", "sheets", "functionGroups", "externalReferences", "definedNames", "calcPr", "oleSize",
    "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing", "fileRecoveryPr",
    "webPublishObjects", "extLst",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A defined name.

    Args:
        name: The name.
        position: Position of the only sheet where it holds; `None` for the whole workbook.
        text: What it refers to.
        hidden: Whether the name manager leaves it out.
    """

    name: str
    position: int | None
    text: str
    hidden: bool = False

    @property
    def identity(self) -> tuple[str, int | None]:
        """What is unique in a workbook."""
        return self.name.lower(), self.position


class DefinedNames:
    """The defined names of a workbook, open for changes.

    Args:
        workbook: The `workbook` element, changed in place.
    """

    def __init__(self, workbook: Element) -> None:
        self._workbook = workbook

    def every(self) -> list[DefinedName]:
        """List the names in order."""
        return [_read(each) for each in self._elements()]

    def set(self, name: DefinedName) -> None:
        """Add a name, or let the one that is there refer to something else."""
        found = next((each for each in self._elements() if _read(each).identity == name.identity), None)
        if found is None:
            found = self._append(name)
        if _read(found) != name:
            found.text = name.text
            take(found, "hidden")
            if name.hidden:
                found.set("hidden", "1")

    def remove(self, name: DefinedName) -> None:
        """Drop a name."""
        for each in self._elements():
            if _read(each).identity == name.identity:
                self._parent().remove(each)

    def renumber(self, moved: Mapping[int, int | None], added: int) -> None:
        """Let names of a sheet follow it.

        Args:
            moved: New position by old; `None` for a sheet that went, whose names go with it.
            added: By how many sheets the workbook grew. A name of a sheet that never existed moves up, lest
                a new sheet inherit it.
        """
        for each in self._elements():
            old = _read(each).position
            if old is None:
                continue
            new = moved.get(old, old + max(added, 0))
            if new is None:
                self._parent().remove(each)
            elif new != old:
                each.set("localSheetId", str(new))

    def _append(self, name: DefinedName) -> Element:
        parent = self._parent()
        new = make(parent, "definedName", {"name": name.name})
        if name.position is not None:
            new.set("localSheetId", str(name.position))
        parent.append(new)
        return new

    def _elements(self) -> list[Element]:
        return list(children(child(self._workbook, "definedNames"), "definedName"))

    def _parent(self) -> Element:
        found = child(self._workbook, "definedNames")
        return insert_in_order(self._workbook, "definedNames", WORKBOOK_ORDER) if found is None else found


def _read(element: Element) -> DefinedName:
    position = element.get("localSheetId")
    hidden = element.get("hidden") in {"1", "true"}
    return DefinedName(str(element.get("name", "")), int(position) if position else None, element.text or "", hidden)
