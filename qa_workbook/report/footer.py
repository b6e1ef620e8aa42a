"""The foot of the Snapshot: what was counted, whether the sums come out, and what to know when reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_workbook.measures.periods import month_label, quarter_label
from qa_workbook.report.model import Note, Notes
from qa_workbook.report.words import FAILED, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa_workbook.measures.results import Results

__all__ = ["notes"]


def notes(results: Results) -> Notes:
    """Two lines: counts and reconciliations; then what to know when reading."""
    return Notes(((Note(_counted(results)), Note(_reconciled(results), can_fail=True)), (Note(_reading(results)),)))


def _counted(results: Results) -> str:
    left_out = results.rows_not_counted
    rows = "no row left out" if not left_out else f"{left_out:,} row{'s' * (left_out != 1)} not counted in full"
    audits = results.audits_counted
    return (
        f"{audits:,} audit{'s' * (audits != 1)} counted · {rows}{' (qa-workbook check lists them)' if left_out else ''}"
    )


def _reconciled(results: Results) -> str:
    failed = [f"{check.name} ({check.words})" for check in results.reconciliations if check.holds is False]
    held = sum(check.holds is True for check in results.reconciliations)
    open_ = sum(check.holds is None for check in results.reconciliations)
    if failed:
        return f"{FAILED}: {failed[0]}" + (f", and {len(failed) - 1} more" if failed[1:] else "")
    unjudged = f", {open_} could not be judged" if open_ else ""
    hold = f"All {held} reconciliations hold" if held > 1 else "The one reconciliation holds"
    return f"{hold}{unjudged}" if held else "No reconciliation could be judged"


def _reading(results: Results) -> str:
    return " ".join(_remarks(results))


def _remarks(results: Results) -> Iterator[str]:
    periods = results.periods
    if periods.is_quarter_to_date:
        yield f"{quarter_label(periods.quarter)} is to date."
    skipped = [month_label(month) for month in periods.skipped]
    if skipped:
        verb = "had no audits and is" if len(skipped) == 1 else "had no audits and are"
        yield f"{listed(skipped)} {verb} skipped."
    yield "RI is Requires improvement; RI low, its lower end. Perhaps by chance: within the 95\u00a0% interval."
