"""What is to be said of headings that can't be told or are not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_workbook.intake.findings import Finding
from qa_workbook.intake.sources import column_letter

if TYPE_CHECKING:
    from qa_workbook.intake.headings import Heading, Match
    from qa_workbook.intake.regions import Region

__all__ = ["ambiguous", "beside", "unused"]


def ambiguous(region: Region, key: str, headings: tuple[Heading, ...]) -> Finding:
    """Headings that fit a column equally well, or one that fits several: a question for the person."""
    cells = " and ".join(f"{column_letter(h.column)}{region.row + 1}" for h in headings)
    if len(headings) == 1:
        requirement = f"this heading ({cells}) could mean more than one of our columns, so it is not used for {key}"
    else:
        requirement = f"{cells} could each be the column for {key}, so none is used"
    first = headings[0]
    cure = "Change a heading so that one of them says exactly what it holds, then refresh."
    return Finding(region.grid.sheet, region.row + 1, first.column, first.text, requirement, cure)


def unused(region: Region, matched: Match) -> list[Finding]:
    """Headings of a table that mean none of our columns: most are the council's own, but one may be misnamed."""
    told = {*matched.found.values(), *(heading for headings in matched.ambiguous.values() for heading in headings)}
    left = [heading for heading in region.headings if heading.filled and heading not in told]
    requirement = f"this heading is none that is known for {region.table.title.lower()}, so the column is not used"
    cure = "If it holds one of the columns for which none is found, give it that heading."
    sheet, row = region.grid.sheet, region.row + 1
    return [Finding(sheet, row, heading.column, heading.text, requirement, cure, counted=True) for heading in left]


def beside(region: Region) -> Finding:
    """A table with few of the headings of another one of its kind: lists for drop-downs mostly, but that is said."""
    first = region.headings[0]
    requirement = f"another sheet has the fuller table of {region.table.title.lower()}, so what stands here is not used"
    cure = "If it belongs to that table, put its rows there."
    return Finding(region.grid.sheet, region.row + 1, first.column, first.text, requirement, cure, counted=True)
