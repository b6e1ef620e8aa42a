"""What leaves the workbook at a refresh: the old parts of our sheets, as far as nothing else needs them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_workbook.errors import UserError
from qa_workbook.writeback.additions import Additions, find_additions, not_kept
from qa_workbook.writeback.markup import parse
from qa_workbook.writeback.mentions import read_through, sheet_mention, table_mention
from qa_workbook.writeback.references import key_of
from qa_workbook.writeback.tables import TABLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa_workbook.writeback.plan import Plan
    from qa_workbook.writeback.rendered import Rendered
    from qa_workbook.writeback.workbook_part import Sheet, WorkbookPart

__all__ = ["Departures", "find_departures"]


@dataclass(frozen=True, slots=True)
class Departures:
    """What leaves at a refresh, and what must not.

    Args:
        sheets: Sheets of ours that were not drawn any more and that nothing relies on, by key.
        additions: What a person put on each sheet that is drawn anew, by its key.
        parts: Keys of the parts that leave.
        mentioned: Names of the sheets of ours that formulas of the person's speak of.
        notes: Sentences that a person should read.
        lost: Sentences on what a person had put on our sheets and can't be kept.
    """

    sheets: dict[str, Sheet]
    additions: dict[str, Additions]
    parts: frozenset[str]
    mentioned: frozenset[str]
    notes: tuple[str, ...]
    lost: tuple[str, ...]


def find_departures(workbook: WorkbookPart, plan: Plan, rendered: Rendered) -> Departures:
    """Find what leaves. Every part that stays is read through on the way.

    Args:
        workbook: The workbook, as yet unchanged.
        plan: What happens to the sheets of ours.
        rendered: The rendered workbook.

    Returns:
        What leaves.

    Raises:
        UserError: If something of the person's relies on what a person put on a sheet of ours.
        zipfile.BadZipFile: If a part that stays does not match its checksum.
    """
    package = workbook.package
    additions = {
        step.drawn.key: find_additions(package, step.old, step.drawn, rendered.package)
        for step in plan.steps
        if step.old
    }
    old = [*plan.replaced, *plan.leaving.values()]
    tables = _tables_of_theirs(workbook, plan, rendered)
    looked_for = [*(sheet_mention(each.name) for each in old), *(table_mention(each) for each in tables)]
    mentioned = read_through(package, looked_for, _only_reached(workbook, old, ()), {workbook.part})
    mentioned |= {each.name for each in old if _named(workbook, each)}
    for table in mentioned & set(tables):
        requirement = "formulas use a table that was put on this sheet, which a refresh draws anew"
        raise UserError(tables[table], requirement, "Move the table to a sheet of your own, save, then refresh.", table)
    lost = [not_kept(sheet, f"the table {table}") for table, sheet in tables.items()]
    lost += [each for found in additions.values() for each in found.lost]
    leaving = {key: each for key, each in plan.leaving.items() if not _relied_on(workbook, each, mentioned, rendered)}
    why = "not part of the dashboard any more, but kept as it was, because something of yours uses it."
    notes = tuple(f"{each.name}: {why}" for key, each in plan.leaving.items() if key not in leaving)
    kept = {part for each in additions.values() for part in each.parts}
    parts = frozenset(_only_reached(workbook, [*plan.replaced, *leaving.values()], kept))
    return Departures(leaving, additions, parts, frozenset(mentioned), notes, tuple(lost))


def _only_reached(workbook: WorkbookPart, sheets: list[Sheet], kept: Iterable[str]) -> set[str]:
    """Give the parts that only these sheets reach. A part that nothing reaches is not ours, so it reaches too."""
    package, starts = workbook.package, frozenset(each.part for each in sheets)
    if not starts:
        return set()
    ours = package.reached(starts, without=frozenset({workbook.part}))
    others = {"", *package.parts()} - ours
    return ours - package.reached({*others, *kept}, without=starts)


def _named(workbook: WorkbookPart, sheet: Sheet) -> bool:
    """Tell whether a defined name of theirs refers to the sheet."""
    at, form = workbook.position(sheet), sheet_mention(sheet.name).exact
    names = (each for each in workbook.names.every() if each.position != at and key_of(each.name) is None)
    return any(form.search(each.text.encode()) for each in names)


def _relied_on(workbook: WorkbookPart, sheet: Sheet, mentioned: set[str], rendered: Rendered) -> bool:
    if sheet.name in mentioned:
        return True
    try:
        return find_additions(workbook.package, sheet, None, rendered.package).any
    except UserError:
        return True


def _tables_of_theirs(workbook: WorkbookPart, plan: Plan, rendered: Rendered) -> dict[str, str]:
    """Name the tables on sheets of ours that are not drawn, each with its sheet."""
    package, drawn = workbook.package, rendered.package
    ours = {_table_name(drawn.read(each)) for each in drawn.parts() if drawn.types.of(each) == TABLE}
    found = {
        _table_name(package.read(related.part)): sheet.name
        for sheet in plan.replaced
        for related in package.relationships(sheet.part)
        if related.kind == "table" and related.part in package.parts()
    }
    return {name: sheet for name, sheet in found.items() if not any(_same_but_number(name, each) for each in ours)}


def _table_name(data: bytes) -> str:
    root = parse(data)
    return str(root.get("displayName", root.get("name", "")))


def _same_but_number(name: str, drawn: str) -> bool:
    """Compare with a drawn table's name, which may have got a number so as to be unique."""
    return name.lower() == drawn.lower() or name.lower().rpartition("_")[0] == drawn.lower()
