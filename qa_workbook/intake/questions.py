"""The ambassadors' questions: each council's own, so they are the columns of answers that no heading of ours means."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qa_workbook.intake.columns import Column, Kind
from qa_workbook.intake.text import plain

if TYPE_CHECKING:
    from qa_workbook.intake.headings import Heading
    from qa_workbook.intake.regions import Region

__all__ = ["question_columns"]

_ANSWERS = frozenset({"yes", "no", "y", "n", "n a", "na", "not applicable", "true", "false"})


def question_columns(region: Region, questions: tuple[str, ...]) -> Region:
    """The region with a column for every question.

    Args:
        region: The ambassadors' table.
        questions: The questions of the settings; empty takes every column in which most cells are answers.

    Returns:
        The same region; its table has a Yes/No column for each question, named by its heading.
    """
    ours = {
        heading for heading in region.headings if any(variant in region.table.names for variant in heading.variants)
    }
    wanted = {plain(question) for question in questions}
    asked = [
        heading
        for heading in region.headings
        if heading not in ours and (plain(heading.text) in wanted if wanted else _holds_answers(region, heading))
    ]
    columns = tuple(Column(heading.text, Kind.YES_NO, (plain(heading.text),)) for heading in asked)
    return replace(region, table=replace(region.table, columns=(*region.table.columns, *columns)))


def _holds_answers(region: Region, heading: Heading) -> bool:
    """Whether most of its cells are answers; the others are then said to be none."""
    values = [value for row in region.body if (value := plain(str(row[heading.column])))]
    return 2 * sum(value in _ANSWERS for value in values) > len(values)
