"""The Practice areas page: figures 9 to 14, one for each area of practice that audits rate (domain section 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_workbook.report.bands import FIVE_BANDS, Group, bands_of, section
from qa_workbook.report.model import Note, Notes, Page
from qa_workbook.report.words import header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa_workbook.measures.results import Results
    from qa_workbook.report.model import Block

__all__ = ["practice_areas"]

FIRST = 9
"""Number of the page's first figure (domain section 6)."""

BY = "practice area"


def practice_areas(results: Results) -> Page:
    """The Practice areas page."""
    return Page("practice_areas", "Practice areas", header(results, "Practice areas"), tuple(_blocks(results)))


def _blocks(results: Results) -> Iterator[Block]:
    rated = results.figures.groups("good_or_better", BY)
    areas = [area for area in results.settings.practice_areas if area in rated]
    groups = [Group(f"area{i}", area, BY, area) for i, area in enumerate(areas, start=1)]
    if not groups:
        yield _note(results.unavailable.get(BY, "The audit log has no column for the rating of a practice area."))
        return
    bands = bands_of(results, *groups)
    for number, group in enumerate(groups, start=FIRST):
        yield section(results, f"Figure {number} · {group.name}", group, bands)
    if bands is not FIVE_BANDS:
        yield _note("RI low is recorded for the whole audit only, so that RI is shown undivided here.")


def _note(text: str) -> Notes:
    return Notes(((Note(text),),))
