"""Which sheet goes where: decided before anything is touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qa_workbook.errors import UserError

if TYPE_CHECKING:
    from qa_workbook.writeback.rendered import Rendered, RenderedSheet
    from qa_workbook.writeback.workbook_part import Sheet, WorkbookPart

__all__ = ["Plan", "Step", "make_plan"]


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to a rendered sheet.

    Args:
        drawn: The rendered sheet.
        old: The sheet of ours whose place it takes; `None` if it is new.
        present: The sheet as it is listed in the end.
        part_name: Name of its part.
    """

    drawn: RenderedSheet
    old: Sheet | None
    present: Sheet | None = None
    part_name: str = ""

    @property
    def name(self) -> str:
        """Its name in the workbook: the one that a person gave it, or its key."""
        return self.drawn.key if self.old is None else self.old.name

    @property
    def sheet(self) -> Sheet:
        """The sheet as listed.

        Raises:
            LookupError: If it is not listed yet.
        """
        if self.present is None:
            raise LookupError(self.name)
        return self.present


@dataclass(frozen=True, slots=True)
class Plan:
    """What happens to the sheets of ours.

    Args:
        steps: A step for each rendered sheet, in the order of drawing.
        leaving: Sheets of ours that were not drawn any more, by key.
    """

    steps: tuple[Step, ...]
    leaving: dict[str, Sheet]

    @property
    def renamed(self) -> dict[str, str]:
        """The present name of each sheet that has another one than its key, by the key in lower case."""
        return {each.drawn.key.lower(): each.name for each in self.steps if each.name != each.drawn.key}

    @property
    def replaced(self) -> tuple[Sheet, ...]:
        """The sheets of ours that are drawn anew."""
        return tuple(each.old for each in self.steps if each.old is not None)


def make_plan(workbook: WorkbookPart, rendered: Rendered, file: str) -> Plan:
    """Match the rendered sheets with those of ours in the workbook.

    Args:
        workbook: The workbook.
        rendered: The rendered sheets.
        file: Name of the workbook, for messages.

    Returns:
        The plan.

    Raises:
        UserError: If a sheet that is not ours has the name of a new one, in whatever case.
    """
    own = {key.lower(): (key, sheet) for key, sheet in workbook.own_sheets().items()}
    steps = tuple(Step(each, own.pop(each.key.lower(), ("", None))[1]) for each in rendered.sheets)
    taken = {each.name.lower(): each.name for each in workbook.sheets()}
    for step in steps:
        if step.old is None and step.drawn.key.lower() in taken:
            requirement = f"a sheet of your own has the name that the dashboard's sheet '{step.drawn.key}' needs"
            cure = f"Rename your sheet '{taken[step.drawn.key.lower()]}' in Excel, save, then refresh."
            raise UserError(file, requirement, cure, taken[step.drawn.key.lower()])
    return Plan(steps, dict(own.values()))
