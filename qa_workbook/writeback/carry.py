"""The parts of the rendered sheets carried into the workbook's package, under free names, with their relationships."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from typing import TYPE_CHECKING

from qa_workbook.writeback.additions import Additions, mark_own, merge_drawing
from qa_workbook.writeback.charts import say_everything
from qa_workbook.writeback.markup import RELATIONSHIPS, child, insert_in_order, parse, serialise, to_strict
from qa_workbook.writeback.references import rename_in_formula, rename_references
from qa_workbook.writeback.relationships import Relationship
from qa_workbook.writeback.sheet_part import SHEET_ORDER, fit_sheet, fit_styles, has_formulas
from qa_workbook.writeback.tables import rename_tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qa_workbook.writeback.markup import Element
    from qa_workbook.writeback.package import Package
    from qa_workbook.writeback.rendered import Rendered
    from qa_workbook.writeback.styles import StyleMap

__all__ = ["Carrier"]

_WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.drawing+xml"
_EMPTY_DRAWING = (
    b'<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    b'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
)


class Carrier:
    """Carries parts from the rendered package to the workbook's.

    Args:
        rendered: The rendered workbook.
        package: The package that takes them in; parts of ours from the last time have been dropped.
        folder: The folder of its workbook part.
        styles: Where the rendered styles are found now.
        names: The present name of each renamed sheet by the drawn one in lower case.
        tables: The present name of each table by the drawn one in lower case.
        ready: Parts of the rendered package that were made fit beforehand, by key.
        strict: Whether the package is written in the strict namespaces.
    """

    def __init__(
        self,
        *,
        rendered: Rendered,
        package: Package,
        folder: str,
        styles: StyleMap,
        names: Mapping[str, str],
        tables: dict[str, str],
        ready: Mapping[str, Element],
        strict: bool,
    ) -> None:
        self._rendered, self._package, self._folder = rendered, package, folder
        self._styles, self._names, self._tables, self._ready = styles, names, tables, ready
        self._strict = strict
        self._carried: dict[str, str] = {}
        self.formulas = False
        """Whether a sheet that was carried has formulas."""

    def sheet(self, part: str, name: str, additions: Additions) -> None:
        """Carry a worksheet with everything that it reaches.

        Args:
            part: Key of its part in the rendered package.
            name: Name of its part in the workbook's package.
            additions: What a person had put on it.
        """
        root = parse(self._rendered.package.read(part))
        fit_sheet(root, self._rendered, self._styles, self._names)
        self._rename_tables(root)
        for view in root.iter("{*}sheetView") if additions.selected else ():
            view.set("tabSelected", "1")
        self.formulas |= has_formulas(root)
        relationships = []
        for each in self._rendered.package.relationships(part):
            addition = additions if each.kind == "drawing" else Additions()
            relationships += self._related(each, name, addition)
        if additions.anchors and not any(each.kind == "drawing" for each in relationships):
            relationships.append(self._new_drawing(root, name, additions))
        relationships += self._comments(root, name, additions)
        self._put(name, serialise(root), _WORKSHEET, relationships)

    def free_name(self, name: str) -> str:
        """Choose a free name in the workbook's package for a part of the rendered one."""
        return self._package.free_name(posixpath.join(self._folder, name.removeprefix("xl/")))

    def _related(self, relationship: Relationship, source: str, additions: Additions) -> list[Relationship]:
        """Carry the target of a relationship along; one that leads nowhere stays behind."""
        if relationship.external:
            target = relationship.target
            return [
                replace(relationship, target=rename_in_formula(target, self._names) if target[:1] == "#" else target)
            ]
        if relationship.part not in self._rendered.package.parts():
            return []
        name = self._part(relationship.part, relationship.kind, additions)
        return [replace(relationship, target=posixpath.relpath(name, posixpath.dirname(source)))]

    def _part(self, part: str, kind: str, additions: Additions) -> str:
        if part in self._carried:
            return self._carried[part]
        package = self._rendered.package
        name = self._carried[part] = self.free_name(package.name(part))
        relationships = [new for each in package.relationships(part) for new in self._related(each, name, Additions())]
        data = self._fitted(part, kind)
        if additions.anchors:
            merged, more = merge_drawing(parse(self._translated(data)), additions)
            data, relationships = serialise(merged), relationships + self._pointing(more, name)
        self._put(name, data, package.types.of(part), relationships)
        return name

    def _fitted(self, part: str, kind: str) -> bytes:
        data = self._rendered.package.read(part)
        if kind == "drawing":
            root = parse(data)
            mark_own(root)
        elif part in self._ready:
            root = self._ready[part]
            fit_styles(root, self._styles)
            self._rename_tables(root)
        elif kind == "chart":
            root = parse(data)
            say_everything(root)
        elif kind in {"vmlDrawing", "chartUserShapes"} and self._names:
            root = parse(data)
        else:
            return data
        rename_references(root, self._names)
        return serialise(root)

    def _new_drawing(self, root: Element, source: str, additions: Additions) -> Relationship:
        name = self.free_name("xl/drawings/drawing1.xml")
        merged, more = merge_drawing(parse(self._translated(_EMPTY_DRAWING)), additions)
        self._put(name, serialise(merged), _DRAWING, self._pointing(more, name))
        self._point(root, "drawing", "rIdU0")
        target = posixpath.relpath(name, posixpath.dirname(source))
        return Relationship("rIdU0", f"{RELATIONSHIPS}/drawing", target, external=False, part="")

    def _comments(self, root: Element, source: str, additions: Additions) -> list[Relationship]:
        kept = self._pointing([replace(each, id=f"rIdU{at}") for at, each in enumerate(additions.comments, 1)], source)
        for each in kept:
            if each.kind == "vmlDrawing" and child(root, "legacyDrawing") is None:
                self._point(root, "legacyDrawing", each.id)
        return kept

    def _point(self, root: Element, element: str, identifier: str) -> None:
        insert_in_order(root, element, SHEET_ORDER).set(f"{{{RELATIONSHIPS}}}id", identifier)

    def _pointing(self, relationships: list[Relationship], source: str) -> list[Relationship]:
        """Write the targets of a person's parts, which stay where they are, as seen from a new source."""
        folder = posixpath.dirname(source)
        return [
            each if each.external else replace(each, target=posixpath.relpath(self._package.name(each.part), folder))
            for each in relationships
        ]

    def _rename_tables(self, root: Element) -> None:
        formulas = root.iter("{*}f", "{*}calculatedColumnFormula", "{*}totalsRowFormula")
        for element in formulas if self._tables else ():
            element.text = rename_tables(element.text or "", self._tables)

    def _put(self, name: str, data: bytes, content_type: str, relationships: list[Relationship]) -> None:
        self._package.stage(name, self._translated(data))
        self._package.types.declare(name, content_type)
        if self._strict:
            relationships = [
                replace(each, type=to_strict(f'"{each.type}"'.encode()).decode().strip('"')) for each in relationships
            ]
        self._package.relate(name, relationships)

    def _translated(self, data: bytes) -> bytes:
        return to_strict(data) if self._strict else data
