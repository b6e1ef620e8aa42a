"""A workbook, closed or open in Excel -> the Tracker: canonical frames with findings.

`sources` reads raw grids, `regions` finds the tables, `headings` matches their columns to those declared in `columns`,
`reading` and `values` read the cells, `checks` compares what was read, and `tracker` puts it together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qa_workbook.intake.findings import Finding
    from qa_workbook.intake.sources import Workbook, read_closed
    from qa_workbook.intake.tracker import Tracker, read_tracker

__all__ = ["Finding", "Tracker", "Workbook", "read_closed", "read_tracker"]

_HOME = {
    "Finding": "findings",
    "Workbook": "sources",
    "read_closed": "sources",
    "Tracker": "tracker",
    "read_tracker": "tracker",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the module holds
    """Import a name when it is first used: `intake.dates` is wanted by stages that need no pandas."""
    if name not in _HOME:
        raise AttributeError(name)
    from importlib import import_module  # noqa: PLC0415 - only here

    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
