"""What could not be read, cell by cell."""

from __future__ import annotations

from dataclasses import dataclass

from qa_workbook.errors import sentence
from qa_workbook.intake.sources import column_letter

__all__ = ["Finding"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that could not be read or that does not fit; the other facts of its row still count.

    Args:
        sheet: Name of the worksheet.
        row: Row number as Excel shows it; 0 when the finding is about the whole sheet.
        column: Column, counted from 0; -1 when it is about the whole row or sheet.
        value: What stands there.
        requirement: What is wrong, as a clause.
        cure: What to do, as a sentence.
        counted: Whether the row still counts in full: a remark, not a fact left out.
    """

    sheet: str
    row: int
    column: int
    value: str
    requirement: str
    cure: str
    counted: bool = False

    @property
    def cell(self) -> str:
        """The cell, row or column as Excel names it; empty for a whole sheet."""
        letter = column_letter(self.column) if self.column >= 0 else ""
        return f"{letter}{self.row or ''}" if letter else (f"row {self.row}" if self.row else "")

    @property
    def place(self) -> str:
        """Sheet and cell: `Audit Log!N27`."""
        if not self.cell:
            return self.sheet
        return f"{self.sheet}, {self.cell}" if self.cell.startswith("row") else f"{self.sheet}!{self.cell}"

    def __str__(self) -> str:
        return sentence(self.place, self.value, self.requirement, self.cure)
