"""Defined names of ours: the markers of our sheets, print areas and titles, and names that rendered formulas use."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa_workbook.errors import UserError
from qa_workbook.writeback.defined_names import DefinedName
from qa_workbook.writeback.mentions import sheet_mention
from qa_workbook.writeback.references import key_of, marker_name, marker_text, rename_in_formula

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa_workbook.writeback.plan import Plan
    from qa_workbook.writeback.rendered import Rendered
    from qa_workbook.writeback.workbook_part import WorkbookPart

__all__ = ["set_names"]


def set_names(workbook: WorkbookPart, plan: Plan, gone: Iterable[str], rendered: Rendered, file: str) -> None:
    """Set the names that our sheets need, and drop those of the last time.

    Args:
        workbook: The workbook, whose sheets are all listed by now.
        plan: What happens to the sheets of ours.
        gone: Keys of the sheets of ours that left.
        rendered: The rendered workbook.
        file: Name of the workbook, for messages.

    Raises:
        UserError: If a name of the person's has the name of one of ours, in whatever case.
    """
    for name in rendered.names:
        _check_free(workbook, plan, name, file)
        workbook.names.set(replace(name, text=rename_in_formula(name.text, plan.renamed)))
    _drop_stale_markers(workbook, {*(each.drawn.key for each in plan.steps), *plan.leaving} - set(gone))
    for step in plan.steps:
        at = workbook.position(step.sheet)
        ours = [replace(n, position=at, text=rename_in_formula(n.text, plan.renamed)) for n in step.drawn.names]
        wanted = {each.identity for each in ours}
        for each in workbook.names.every():
            if each.position == at and each.name.lower().startswith("_xlnm.") and each.identity not in wanted:
                workbook.names.remove(each)
        for each in ours:
            workbook.names.set(each)
        workbook.names.set(DefinedName(marker_name(step.drawn.key), None, marker_text(step.name), hidden=True))


def _check_free(workbook: WorkbookPart, plan: Plan, name: DefinedName, file: str) -> None:
    """A name that refers to one of our sheets is ours from the last time; any other is the person's."""
    found = next((each for each in workbook.names.every() if each.identity == name.identity), None)
    if found is None or found.text == name.text:
        return
    if not any(sheet_mention(step.name).exact.search(found.text.encode()) for step in plan.steps):
        requirement = "a defined name of your own has a name that the dashboard needs"
        raise UserError(
            file, requirement, "Rename it in Excel (Formulas > Name Manager), save, then refresh.", found.name
        )


def _drop_stale_markers(workbook: WorkbookPart, present: set[str]) -> None:
    """Drop the markers of sheets that are gone, lest they mark a new sheet of the same name."""
    keys = {each.lower() for each in present}
    for each in workbook.names.every():
        key = key_of(each.name)
        if key is not None and each.position is None and key.lower() not in keys:
            workbook.names.remove(each)
