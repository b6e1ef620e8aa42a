"""What a person put on a sheet of ours: found before the sheet is drawn anew, and put back after.

Shapes, pictures and charts of theirs, notes and threaded comments go on. What can't is named in a sentence;
what other parts of the workbook rely on stops the work.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from lxml import etree

from qa_workbook.errors import UserError
from qa_workbook.writeback.markup import child, local, parse
from qa_workbook.writeback.relationships import Relationship

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa_workbook.writeback.markup import Element
    from qa_workbook.writeback.package import Package
    from qa_workbook.writeback.rendered import RenderedSheet
    from qa_workbook.writeback.workbook_part import Sheet

__all__ = ["Additions", "find_additions", "mark_own", "merge_drawing", "not_kept"]

_OWN_OBJECT = "qa_workbook "
"""So the names of our charts and pictures begin (the Selection Pane shows them), which tells them from a person's."""

_COMMENTS = frozenset({"comments", "threadedComment"})
_RELIED_ON = {"pivotTable": "pivot table", "slicer": "slicer", "timeline": "timeline"}
_LEFT = {
    "ctrlProp": "a button or another control",
    "control": "an ActiveX control",
    "oleObject": "an embedded document",
    "package": "an embedded document",
    "queryTable": "a query",
    "image": "a background picture",
    "customProperty": "a property set by an add-in",
}


@dataclass(frozen=True, slots=True)
class Additions:
    """What a person put on a sheet of ours.

    Args:
        anchors: Their drawing objects, with the relationships that these use, by id.
        objects: Those relationships.
        comments: The relationships to their notes and threaded comments.
        lost: Sentences on what can't be kept.
        selected: Whether a window has the sheet selected.
    """

    anchors: tuple[Element, ...] = ()
    objects: tuple[Relationship, ...] = ()
    comments: tuple[Relationship, ...] = ()
    lost: tuple[str, ...] = ()
    selected: bool = False

    @property
    def parts(self) -> set[str]:
        """Keys of the parts that must stay for them."""
        return {each.part for each in (*self.objects, *self.comments) if not each.external}

    @property
    def any(self) -> bool:
        """Whether a person put anything there."""
        return bool(self.anchors or self.comments or self.lost)


def find_additions(package: Package, old: Sheet, drawn: RenderedSheet | None, rendered: Package) -> Additions:
    """Find what a person put on a sheet of ours since the last refresh.

    Args:
        package: The workbook's package, as yet unchanged.
        old: The sheet.
        drawn: The same sheet drawn anew; `None` if it was not.
        rendered: The rendered package.

    Returns:
        What was found.

    Raises:
        UserError: If other parts rely on something there, such as a slicer on its pivot table.
    """
    related = package.relationships(old.part)
    root = parse(package.read(old.part))
    for each in related:
        if each.kind in _RELIED_ON:
            what = _RELIED_ON[each.kind]
            cure = f"Move the {what} to a sheet of your own, save, then refresh."
            raise UserError(old.name, f"a {what} was put on this sheet, which a refresh draws anew", cure)
    lost = [not_kept(old.name, what) for kind, what in _LEFT.items() if any(each.kind == kind for each in related)]
    comments = _comments(package, root, related)
    if drawn is not None and b"<legacyDrawing " in rendered.read(drawn.part):
        lost += _lost_comments(package, comments, rendered, drawn, old.name)
        comments = ()
    anchors, objects = _objects(package, related)
    selected = any(each.get("tabSelected") in {"1", "true"} for each in root.iter("{*}sheetView"))
    return Additions(anchors, objects, comments, tuple(dict.fromkeys(lost)), selected=selected)


def _comments(package: Package, root: Element, related: list[Relationship]) -> tuple[Relationship, ...]:
    """Notes need their drawing: the one that the sheet names, not that of a picture in the page's header."""
    legacy = child(root, "legacyDrawing")
    shown = "" if legacy is None else next((str(v) for k, v in legacy.attrib.items() if str(k).endswith("}id")), "")
    found = tuple(
        each
        for each in related
        if each.part in package.parts() and (each.kind in _COMMENTS or (each.kind == "vmlDrawing" and each.id == shown))
    )
    return found if any(each.kind == "comments" for each in found) else ()


def not_kept(sheet: str, what: str) -> str:
    """Say that something of a person's on a sheet of ours can't be kept."""
    return f"{sheet}: {what} that had been put on this sheet could not be kept."


def _lost_comments(
    package: Package, old: Iterable[Relationship], rendered: Package, drawn: RenderedSheet, sheet: str
) -> Iterator[str]:
    ours = {cell for each in rendered.relationships(drawn.part) for cell in _commented(rendered, each)}
    theirs = {cell for each in old for cell in _commented(package, each)} - ours
    if theirs:
        yield not_kept(sheet, f"a note at {', '.join(sorted(theirs))}")


def _commented(package: Package, related: Relationship) -> list[str]:
    if related.kind != "comments":
        return []
    return [str(each.get("ref")) for each in parse(package.read(related.part)).iter("{*}comment")]


def _objects(package: Package, related: Iterable[Relationship]) -> tuple[tuple[Element, ...], tuple[Relationship, ...]]:
    part = next((each.part for each in related if each.kind == "drawing" and each.part in package.parts()), None)
    if part is None:
        return (), ()
    anchors = [each for each in parse(package.read(part)) if local(each)]
    marked = any(_is_own(each) for each in anchors)
    kept = tuple(
        each for each in anchors if not _is_own(each) and not _is_control(each) and (marked or _is_shape(each))
    )
    used = {str(value) for anchor in kept for _, value in _references(anchor)}
    return kept, tuple(each for each in package.relationships(part) if each.id in used)


def _is_own(anchor: Element) -> bool:
    named = next(anchor.iter("{*}cNvPr"), None)
    return named is not None and str(named.get("name", "")).startswith(_OWN_OBJECT)


def _is_shape(anchor: Element) -> bool:
    """Without any mark another program has saved the workbook; charts and pictures are then ours, shapes never are."""
    return next(anchor.iter("{*}graphicFrame", "{*}pic"), None) is None


def _is_control(anchor: Element) -> bool:
    return next(anchor.iter("{*}compatExt"), None) is not None


def _references(anchor: Element) -> Iterator[tuple[Element, str]]:
    for element in anchor.iter("{*}*"):
        for attribute, value in element.attrib.items():
            if str(attribute).startswith("{") and "officeDocument" in str(attribute):
                yield element, str(value)


def mark_own(drawing: Element) -> None:
    """Mark the objects of a rendered drawing as ours, by their names."""
    for each in drawing.iter("{*}cNvPr"):
        each.set("name", _OWN_OBJECT + str(each.get("name", "")))


def merge_drawing(own: Element, additions: Additions) -> tuple[Element, list[Relationship]]:
    """Put a person's objects back, above ours.

    Args:
        own: The `wsDr` element of our drawing, with its relationships kept as they are.
        additions: What a person put on the sheet.

    Returns:
        A drawing with both, and the relationships that it needs more.
    """
    theirs = additions.anchors[0].getparent()
    was = theirs if theirs is not None else own
    prefixes = cast("dict[str, str]", {**was.nsmap, **own.nsmap})  # the stubs know no default namespace
    merged = etree.Element(own.tag, nsmap=prefixes)
    for attribute, value in (*was.attrib.items(), *own.attrib.items()):
        merged.set(attribute, value)
    merged.extend(list(own))
    _free_ids(merged, additions.anchors)
    ids = {each.id: f"rIdU{number}" for number, each in enumerate(additions.objects, 1)}
    for anchor in additions.anchors:
        copy = deepcopy(anchor)
        for element, value in _references(copy):
            for attribute in element.attrib:
                if "officeDocument" in str(attribute) and element.get(attribute) == value and value in ids:
                    element.set(attribute, ids[value])
        merged.append(copy)
    more = [Relationship(ids[each.id], each.type, each.target, each.external, each.part) for each in additions.objects]
    return merged, more


def _free_ids(own: Element, theirs: Iterable[Element]) -> None:
    used = {int(each.get("id", "0")) for anchor in theirs for each in anchor.iter("{*}cNvPr")}
    free = max((*used, *(int(each.get("id", "0")) for each in own.iter("{*}cNvPr"))), default=0)
    for each in own.iter("{*}cNvPr"):
        if int(each.get("id", "0")) in used:
            free += 1
            each.set("id", str(free))
