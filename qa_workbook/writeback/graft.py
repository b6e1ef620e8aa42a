"""The graft: rendered sheets put into a workbook's package, which stays what it was otherwise."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml import etree

from qa_workbook.writeback.additions import Additions
from qa_workbook.writeback.archive import part_key
from qa_workbook.writeback.calc_chain import leave_chain
from qa_workbook.writeback.carry import Carrier
from qa_workbook.writeback.departures import Departures, find_departures
from qa_workbook.writeback.markup import Element, parse, to_strict
from qa_workbook.writeback.naming import set_names
from qa_workbook.writeback.package import CONTENT_TYPES
from qa_workbook.writeback.plan import Plan, make_plan
from qa_workbook.writeback.styles import EMPTY_STYLES, StyleMap, StyleSheet
from qa_workbook.writeback.tables import TABLE, TableSpace
from qa_workbook.writeback.workbook_part import WorkbookPart

if TYPE_CHECKING:
    from qa_workbook.writeback.package import Package
    from qa_workbook.writeback.rendered import Rendered

__all__ = ["Outcome", "graft"]

_STYLES = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_STYLE_OF_CELL = re.compile(rb'<(?:\w+:)?(?:c|row|col)\s[^>]*\b(?:s|style)="(\d+)"')


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a graft did.

    Args:
        added: Names of the sheets that are new.
        replaced: Names of the sheets that were drawn anew.
        removed: Names of the sheets of ours that went.
        notes: Sentences that a person should read.
        lost: Sentences on what a person had put on our sheets and could not be kept.
    """

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    removed: tuple[str, ...]
    notes: tuple[str, ...]
    lost: tuple[str, ...]


def graft(package: Package, rendered: Rendered, file: str) -> Outcome:
    """Put every rendered sheet into a package: in place of the one that it was last time, or behind.

    Args:
        package: The workbook's package; changes are staged in it, nothing is written.
        rendered: The rendered workbook.
        file: Name of the workbook, for messages.

    Returns:
        What was done.

    Raises:
        UserError: If a sheet, a name or a table of the person's is in the way.
        zipfile.BadZipFile: If a part of the workbook is damaged.
    """
    workbook = WorkbookPart(package)
    plan = make_plan(workbook, rendered, file)
    departures = find_departures(workbook, plan, rendered)
    _clear(workbook, plan, departures)
    plan = _list_sheets(workbook, plan, rendered)
    set_names(workbook, plan, departures.sheets, rendered, file)
    formulas = _carry(workbook, plan, rendered, departures, file)
    read = bool(departures.mentioned & {each.name for each in plan.replaced})
    if formulas or read:
        workbook.recalculate_on_load(insist=read)
    workbook.stage()
    if (types := package.types.changed()) is not None:
        package.stage(package.name(CONTENT_TYPES), types)
    added = tuple(each.name for each in plan.steps if each.old is None)
    removed = tuple(each.name for each in departures.sheets.values())
    replaced = tuple(each.name for each in plan.replaced)
    return Outcome(added, replaced, removed, departures.notes, departures.lost)


def _clear(workbook: WorkbookPart, plan: Plan, departures: Departures) -> None:
    """Drop what leaves, and take our formulas off the calculation chain."""
    leave_chain(workbook, {each.sheet_id for each in (*plan.replaced, *departures.sheets.values())})
    for part in departures.parts:
        workbook.package.drop(part)
    for sheet in departures.sheets.values():
        workbook.remove_sheet(sheet)


def _list_sheets(workbook: WorkbookPart, plan: Plan, rendered: Rendered) -> Plan:
    """List the new sheets behind the last of ours, or at the end; every sheet then counts by its new position."""
    workbook.package.types.declare_relationships()
    last = max(plan.replaced, key=workbook.position, default=None)
    steps = []
    for step in plan.steps:
        sheet, part_name = step.old, ""
        if sheet is not None:
            part_name = workbook.package.name(sheet.part)
        else:
            wanted = posixpath.join(workbook.folder, rendered.package.name(step.drawn.part).removeprefix("xl/"))
            part_name = workbook.package.free_name(wanted)
            last = sheet = workbook.add_sheet(step.name, part_name, state=step.drawn.state, after=last)
        steps.append(replace(step, present=sheet, part_name=part_name))
    workbook.renumber()
    workbook.need_window()
    return replace(plan, steps=tuple(steps))


def _carry(workbook: WorkbookPart, plan: Plan, rendered: Rendered, departures: Departures, file: str) -> bool:
    """Carry the parts of each sheet, and tell whether any has formulas."""
    package, ready = workbook.package, dict[str, Element]()
    renamed = _admit_tables(workbook, rendered, ready)
    part, root = _styles(workbook)
    before = etree.tostring(root)
    styles = StyleMap(rendered.styles, rendered.palette, StyleSheet(root, file))
    carrier = Carrier(
        rendered=rendered,
        package=package,
        folder=workbook.folder,
        styles=styles,
        names=plan.renamed,
        tables=renamed,
        ready=ready,
        strict=workbook.strict,
    )
    for step in plan.steps:
        additions = departures.additions.get(step.drawn.key, Additions())
        active = step.sheet.element is workbook.active_sheet()
        carrier.sheet(step.drawn.part, step.part_name, replace(additions, selected=additions.selected and active))
    package.stage_changed(part, root, before)
    return carrier.formulas


def _admit_tables(workbook: WorkbookPart, rendered: Rendered, ready: dict[str, Element]) -> dict[str, str]:
    """Give tables of ours free ids and names, and tell the new name of each that could not keep its own."""
    drawn = sorted(each for each in rendered.package.parts() if rendered.package.types.of(each) == TABLE)
    if not drawn:
        return {}
    space = TableSpace(workbook.package, (each.name for each in workbook.names.every()))
    ready.update({each: parse(rendered.package.read(each)) for each in drawn})
    names = [space.admit(ready[each]) for each in drawn]
    return {old: new for old, new in names if old != new.lower()}


def _styles(workbook: WorkbookPart) -> tuple[str, Element]:
    """Find the styles part, or make one that leaves every cell of the workbook as it looks."""
    part = workbook.related("styles")
    package = workbook.package
    if part is not None:
        return part, parse(package.read(part))
    promised = next((each.part for each in workbook.relationships() if each.kind == "styles" and each.part), None)
    name = promised or package.free_name(posixpath.join(workbook.folder, "styles.xml"))
    if promised is None:
        workbook.relate("styles", name)
    empty = to_strict(EMPTY_STYLES) if workbook.strict else EMPTY_STYLES
    package.stage(name, empty)
    package.types.declare(name, _STYLES)
    root = parse(empty)
    StyleSheet(root, name).pad(_highest_style(workbook))
    return part_key(name), root


def _highest_style(workbook: WorkbookPart) -> int:
    """Find the highest style that a cell names, though none is defined: it must go on meaning none."""
    package, highest = workbook.package, 0
    for sheet in workbook.sheets():
        if sheet.part in package.parts():
            highest = max((highest, *map(int, _STYLE_OF_CELL.findall(package.read(sheet.part)))))
    return highest
