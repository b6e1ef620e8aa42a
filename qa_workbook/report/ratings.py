"""The Ratings page: figures 1 to 7, all audits and each legal status (domain section 6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_workbook.intake.vocabulary import LEGAL_STATUSES
from qa_workbook.report.bands import FIVE_BANDS, Group, bands_of, section
from qa_workbook.report.model import Note, Notes, Page
from qa_workbook.report.words import header

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa_workbook.measures.results import Results
    from qa_workbook.report.model import Block

__all__ = ["ratings"]

ALL = Group("all", "all audits")
BY = "legal status"


def ratings(results: Results) -> Page:
    """The Ratings page."""
    return Page("ratings", "Ratings", header(results, "Ratings of audits"), tuple(_blocks(results)))


def _blocks(results: Results) -> Iterator[Block]:
    groups = _groups(results)
    bands = bands_of(results, ALL, *groups)
    for number, group in enumerate((ALL, *groups), start=1):
        name = group.name if group.group else "All audits"
        yield section(results, f"Figure {number} · {name}", group, bands)
    if bands is not FIVE_BANDS:
        yield Notes(((Note("RI low is not recorded, so that RI is shown undivided."),),))
    if not groups:
        yield Notes(((Note(results.unavailable.get(BY, "No audits have a legal status.")),),))


def _groups(results: Results) -> tuple[Group, ...]:
    """Every legal status, in the order of the field, or none where the tracker has no column for it."""
    if not results.figures.groups("good_or_better", BY):
        return ()
    return tuple(Group(f"status{i}", name, BY, name) for i, name in enumerate(LEGAL_STATUSES, start=1))
