"""The buttons, declared once: the Sub that each calls, its words, its icon, and the command that does the same."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["BUTTONS", "NOT_YET", "Button"]

NOT_YET = "not there yet; the button says so"
"""In place of a command, where neither the button nor the command does anything yet."""


@dataclass(frozen=True)
class Button:
    """A button on the Home sheet and on the QA tab.

    Args:
        sub: Name of its Sub in `macros/QaButtons.bas`.
        label: What stands on it.
        about: What it does, in a sentence or two.
        command: Its equal on the command line, with `{file}` for the tracker's name; or `NOT_YET`.
        icon: Name of one of Office's own icons (imageMso).
        group: Group of the QA tab.
    """

    sub: str
    label: str
    about: str
    command: str
    icon: str
    group: str = "Dashboard"

    @property
    def macro(self) -> str:
        """The Sub with its module."""
        return f"QaButtons.{self.sub}"


BUTTONS = (
    Button(
        "RefreshDashboard", "Refresh dashboard",
        "Writes the dashboard into this workbook, or brings it up to date. Your own sheets stay as they are.",
        "qa-workbook refresh {file}", "RefreshAll",
    ),
    Button(
        "CheckData", "Check data",
        "Lists every cell that can't be read, and how to mend it. Nothing is left out in silence.",
        "qa-workbook check {file}", "DataValidation",
    ),
    Button(
        "PublishLeadersWorkbook", "Publish for leaders",
        "Makes the leaders' workbook: the dashboard without a child's reference or a note from a record.",
        NOT_YET, "ExportExcel",
    ),
    Button(
        "SetUpTracker", "Set up tracker",
        "Shows how your columns and words are read, in sheets where you can correct it.",
        NOT_YET, "PropertySheet", "Tracker",
    ),
    Button(
        "IssueReturns", "Issue returns",
        "Makes a form for each moderator with the audits that wait for a rating.",
        NOT_YET, "FileSendAsAttachment", "Returns",
    ),
    Button(
        "CollectReturns", "Collect returns",
        "Reads the forms that came back, and adds what is new to the tracker.",
        NOT_YET, "ImportExcel", "Returns",
    ),
)  # fmt: skip
"""In the order in which they stand."""
