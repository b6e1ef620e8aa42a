"""The whole way: a tracker -> figures -> pages -> sheets -> placed in the workbook.

Each step is one stage package, in the order in which the packages are listed.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from qa_workbook.settings import Settings

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    import xlwings as xw

    from qa_workbook.intake.tracker import Tracker
    from qa_workbook.measures.results import Results
    from qa_workbook.sheets.layout import SheetLayout
    from qa_workbook.writeback import Placement
    from qa_workbook.writeback.live import LivePlacement

    Say = Callable[[str], None]

__all__ = ["STEPS", "Refreshed", "measure", "read", "refresh", "refresh_open"]

STEPS = ("Reading the tracker", "Computing the figures", "Drawing the sheets", "Writing the workbook")
"""What a refresh does, in order; `refresh` says each as it begins it."""

Where = TypeVar("Where", "Placement", "LivePlacement")


@dataclass(frozen=True)
class Refreshed(Generic[Where]):
    """What a refresh did.

    Args:
        tracker: The tracker as read, with its findings.
        results: The figures.
        placement: Where the sheets were written, and how.
    """

    tracker: Tracker
    results: Results
    placement: Where


def read(path: Path, settings: Settings | None = None) -> Tracker:
    """Read a closed tracker.

    Args:
        path: The workbook.
        settings: What holds where the workbook's own Settings sheet says nothing; `None` is the defaults.

    Raises:
        UserError: The file is no workbook that can be read, or holds no audit log.
    """
    from qa_workbook.intake import read_closed  # noqa: PLC0415 - nothing is imported before it is needed

    with ThreadPoolExecutor(1) as reader:  # the file is read while pandas is imported
        workbook = reader.submit(read_closed, path)
        from qa_workbook.intake import read_tracker  # noqa: PLC0415 - imports pandas

        return read_tracker(workbook.result(), settings or Settings())


def measure(tracker: Tracker, month: int | None = None, as_at: dt.date | None = None) -> Results:
    """Compute every figure of a tracker for a month (`measures.calculate.measure`)."""
    from qa_workbook.measures.calculate import measure as calculate  # noqa: PLC0415 - as above

    return calculate(tracker, month, as_at)


def refresh(
    path: Path,
    month: int | None = None,
    as_at: dt.date | None = None,
    out: Path | None = None,
    say: Say = lambda _: None,
) -> Refreshed[Placement]:
    """Read a closed tracker and write its dashboard into it.

    Args:
        path: The tracker.
        month: Reporting month; `None` is that of the settings, or else the last audit month with data.
        as_at: Day as at which actions and concerns are judged; `None` is the end of the reporting month.
        out: Write a copy here and leave the tracker as it is; `None` writes into the tracker and keeps a backup.
        say: Is told each of `STEPS` as it begins.

    Returns:
        What was found, computed and written.

    Raises:
        UserError: The workbook can't be worked on, or holds no audits; it is then untouched.
    """
    from qa_workbook.sheets.xlsx import render  # noqa: PLC0415 - as above
    from qa_workbook.writeback import inspect, place  # noqa: PLC0415 - as above

    say(STEPS[0])
    facts = inspect(path)
    tracker = read(path)
    results, layouts = _lay_out(tracker, month, as_at, say)
    rendered = render(layouts, date_1904=facts.date1904)
    say(STEPS[3])
    return Refreshed(tracker, results, place(path, rendered, out=out))


def refresh_open(
    book: xw.Book,
    month: int | None = None,
    as_at: dt.date | None = None,
    say: Say = lambda _: None,
) -> Refreshed[LivePlacement]:
    """Read the tracker that is open in Excel, unsaved edits included, and write its dashboard into it.

    Args:
        book: The open workbook; it is not saved.
        month: As in `refresh`.
        as_at: As in `refresh`.
        say: Is told each of `STEPS` as it begins.

    Returns:
        What was found, computed and written.

    Raises:
        UserError: The workbook can't be worked on, or holds no audits; it is then untouched.
    """
    from qa_workbook.intake.live import own_names, read_open  # noqa: PLC0415 - as above
    from qa_workbook.intake.tracker import read_tracker  # noqa: PLC0415 - as above
    from qa_workbook.writeback.live import place_open  # noqa: PLC0415 - as above

    say(STEPS[0])
    own = own_names(book)
    workbook = read_open(book, own)
    tracker = read_tracker(workbook, Settings())
    results, layouts = _lay_out(tracker, month, as_at, say)
    say(STEPS[3])
    return Refreshed(tracker, results, place_open(book, layouts, own, date_1904=workbook.date_1904))


def _lay_out(
    tracker: Tracker, month: int | None, as_at: dt.date | None, say: Say
) -> tuple[Results, tuple[SheetLayout, ...]]:
    """Compute the figures of a tracker and lay out their pages: the same for a closed workbook and an open one."""
    say(STEPS[1])
    results = measure(tracker, month, as_at)
    from qa_workbook.report import build  # noqa: PLC0415 - as above
    from qa_workbook.sheets.arrange import arrange  # noqa: PLC0415 - as above

    say(STEPS[2])
    return results, arrange(build(results))
