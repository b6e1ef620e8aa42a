"""Writing into a person's workbook, which is closed: our sheets are put in, and nothing else changes.

XlsxWriter draws the sheets into a workbook in memory; `place` takes them out of it and puts them into the
workbook on the level of its package (ECMA-376 part 2). Every part that is not ours is copied as it is, to
the byte. Our sheets are known by hidden defined names, so that they may be renamed and moved.
"""

from __future__ import annotations

from qa_workbook.writeback.placing import Placement, WorkbookFacts, inspect, place
from qa_workbook.writeback.save import BACKUPS_KEPT

__all__ = ["BACKUPS_KEPT", "Placement", "WorkbookFacts", "inspect", "place"]
