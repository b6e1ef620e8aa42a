"""What the buttons in Excel call: each function works on the workbook whose button was clicked, and saves nothing.

A button's macro runs the function in a Python of its own and waits for it. What goes wrong ends as one plain sentence,
which Excel shows. Every button has a command that does the same on the closed file: `qa-workbook --help`.
"""

from __future__ import annotations

import sys
from functools import wraps
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    import xlwings as xw

    from qa_workbook.intake.tracker import Tracker
    from qa_workbook.pipeline import Refreshed
    from qa_workbook.writeback.live import LivePlacement

    Say = Callable[[str], None]

__all__ = [
    "check_data",
    "collect_returns",
    "issue_returns",
    "publish_leaders_workbook",
    "refresh_dashboard",
    "set_up_tracker",
]

ADD_IN = (".xlam", ".xla")
"""Endings of files that hold buttons for other workbooks."""


def _button(work: Callable[[xw.Book, Say], None]) -> Callable[[], None]:
    """Run a button's work on the workbook in front, with its progress in the status bar."""

    @wraps(work)
    def clicked() -> None:
        from qa_workbook.errors import UserError  # noqa: PLC0415 - nothing is imported before a click needs it

        try:
            _on_the_workbook(work)
        except UserError as fault:
            sys.exit(str(fault))
        except Exception as fault:  # noqa: BLE001 - whatever it is, a person gets a sentence and the log the traceback
            from qa_workbook.console import log_fault  # noqa: PLC0415 - hardly ever needed

            words = log_fault(fault)
            sys.exit(words[0].upper() + words[1:])

    return clicked


def _on_the_workbook(work: Callable[[xw.Book, Say], None]) -> None:
    book = _caller()
    app = book.app

    def say(step: str) -> None:
        app.status_bar = f"QA: {step} …"

    try:
        work(book, say)
    finally:
        app.status_bar = False  # Excel's own words again


def _caller() -> xw.Book:
    """The workbook whose button was clicked; for a button of the add-in, the workbook in front of it."""
    import xlwings as xw  # noqa: PLC0415 - as above

    book = xw.Book.caller()
    if not book.name.lower().endswith(ADD_IN):
        return book
    front = book.app.books.active
    return book if front is None else front


@_button
def refresh_dashboard(book: xw.Book, say: Say) -> None:
    """Write the dashboard into the workbook, or bring it up to date: `qa-workbook refresh`."""
    from qa_workbook.pipeline import refresh_open  # noqa: PLC0415 - as above

    done = refresh_open(book, say=say)
    if message := _after_refresh(done):
        book.app.alert(message, "QA dashboard")


def _after_refresh(done: Refreshed[LivePlacement]) -> str:
    """What a person must hear: where new sheets are, and sums that do not come out. A usual refresh says nothing."""
    added, removed = done.placement.added, done.placement.removed
    broken = [f"{sum_.name} ({sum_.words})" for sum_ in done.results.reconciliations if sum_.holds is False]
    said = [
        f"New sheets: {', '.join(added)}." if added else "",
        f"Sheets that went: {', '.join(removed)}." if removed else "",
        f"NOT RECONCILED: {'; '.join(broken)}." if broken else "",
        "The workbook is not saved yet." if added or removed else "",
    ]
    return " ".join(filter(None, said))


@_button
def check_data(book: xw.Book, say: Say) -> None:
    """List what of the workbook can't be read, in a new workbook: `qa-workbook check`."""
    from qa_workbook.intake.live import read_open  # noqa: PLC0415 - as above
    from qa_workbook.intake.tracker import read_tracker  # noqa: PLC0415 - as above
    from qa_workbook.settings import Settings  # noqa: PLC0415 - as above
    from qa_workbook.writeback.live_check import show_check  # noqa: PLC0415 - as above

    say("Reading the tracker")
    tracker = read_tracker(read_open(book), Settings())
    say("Listing what was found")
    show_check(book.app, tracker)
    book.app.alert(_after_check(tracker), "QA data check")


def _after_check(tracker: Tracker) -> str:
    lost = sum(not finding.counted for finding in tracker.findings)
    read = f"{len(tracker.audits):,} audits read. "
    if lost:
        return f"{read}{lost:,} facts could not be read or counted: the new workbook says where, and what to do."
    return f"{read}Everything was read. The new workbook says how."


@_button
def publish_leaders_workbook(book: xw.Book, say: Say) -> None:  # noqa: ARG001 - every button has the same form
    """Make the leaders' workbook, which is not there yet."""
    raise _not_yet("the leaders' workbook", "Until then share a PDF of the dashboard (File > Export).")


@_button
def set_up_tracker(book: xw.Book, say: Say) -> None:  # noqa: ARG001 - as above
    """Show how columns and words are read, where that can be corrected, which is not there yet."""
    raise _not_yet("setting up a tracker by a button", "Until then 'Check data' shows how everything is read.")


@_button
def issue_returns(book: xw.Book, say: Say) -> None:  # noqa: ARG001 - as above
    """Make the moderators' forms, which are not there yet."""
    raise _not_yet("issuing returns", "Until then moderators write their ratings into the tracker.")


@_button
def collect_returns(book: xw.Book, say: Say) -> None:  # noqa: ARG001 - as above
    """Read the moderators' forms, which are not there yet."""
    raise _not_yet("collecting returns", "Until then moderators write their ratings into the tracker.")


def _not_yet(what: str, meanwhile: str) -> Exception:
    from qa_workbook.errors import UserError  # noqa: PLC0415 - as above

    return UserError("This button", f"{what} is not there yet", f"Nothing was changed. {meanwhile}")
