"""The calculation chain: in which order Excel last calculated the formulas (ECMA-376 part 1 section 18.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from qa_workbook.writeback.markup import children, parse

if TYPE_CHECKING:
    from qa_workbook.writeback.workbook_part import WorkbookPart

__all__ = ["leave_chain"]


def leave_chain(workbook: WorkbookPart, sheet_ids: set[int]) -> None:
    """Take the cells of our sheets off the chain: an entry without its formula makes Excel repair the workbook.

    Args:
        workbook: The workbook.
        sheet_ids: Ids of the sheets that leave or are drawn anew. An entry without a sheet id has that of
            the entry before.
    """
    part = workbook.related("calcChain")
    if part is None:
        return
    root = parse(workbook.package.read(part))
    before, sheet, written = etree.tostring(root), "", ""
    for each in list(children(root, "c")):
        sheet = str(each.get("i", sheet))
        if sheet.isdigit() and int(sheet) in sheet_ids:
            root.remove(each)
            continue
        if each.get("i") is None and sheet != written:
            each.set("i", sheet)
        written = sheet
    workbook.package.stage_changed(part, root, before)
    if not len(root):  # an empty chain is against the schema; Excel builds a new one
        workbook.unrelate(part)
        workbook.package.drop(part)
