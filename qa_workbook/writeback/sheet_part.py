"""A worksheet of ours made fit for the workbook that takes it in (ECMA-376 part 1 section 18.3)."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from lxml import etree

from qa_workbook.writeback.colours import fix_colours
from qa_workbook.writeback.markup import beside_cells, child, children, insert_in_order, namespace, take
from qa_workbook.writeback.references import rename_references

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qa_workbook.writeback.markup import Element
    from qa_workbook.writeback.rendered import Rendered
    from qa_workbook.writeback.styles import StyleMap

__all__ = ["SHEET_ORDER", "fit_sheet", "fit_styles", "has_formulas"]

SHEET_ORDER = (  # CT_Worksheet
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate",
    "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks",
    "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties",
    "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF",
    "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
_LAST_COLUMN = 16384
_DEFAULT_WIDTH = "9.140625"  # 64 pixels at the default font of a rendered workbook


def fit_sheet(root: Element, rendered: Rendered, styles: StyleMap, names: Mapping[str, str]) -> None:
    """Make a rendered worksheet independent of the workbook that it was drawn in.

    Texts move into the cells, styles to their new positions, every column gets a style, theme colours become
    plain, and references follow renamed sheets. No window selects the sheet, and VBA knows nothing of it.

    Args:
        root: The `worksheet` element, changed in place.
        rendered: The rendered workbook.
        styles: Where the styles are found now.
        names: The present name of each renamed sheet by the drawn one in lower case.
    """
    _fit_cells(root, rendered.strings, styles)
    for row in _named(root, "row"):
        if row.get("s") is not None or row.get("customFormat") is not None:
            row.set("s", styles.cell(str(row.get("s", "0"))))
    _cover_columns(root, styles)
    fit_styles(root, styles)
    fix_colours(root, rendered.palette)
    rename_references(root, names)
    for view in _named(root, "sheetView"):
        take(view, "tabSelected")
    for properties in children(root, "sheetPr"):
        take(properties, "codeName")


def fit_styles(root: Element, styles: StyleMap) -> None:
    """Move every differential style of a part (formats, tables, filters, sorts) to its new position."""
    for element in (root, *beside_cells(root)):  # a table says it at its root
        for attribute in element.attrib:
            if str(attribute).lower().endswith("dxfid"):
                element.set(attribute, styles.differential(str(element.get(attribute))))


def has_formulas(root: Element) -> bool:
    """Tell whether a worksheet has a cell with a formula."""
    return next(_named(root, "f"), None) is not None


def _named(root: Element, name: str) -> Iterator[Element]:
    return root.iter(f"{{{namespace(root)}}}{name}")


def _fit_cells(root: Element, strings: tuple[Element, ...], styles: StyleMap) -> None:
    """Move styles and texts of every cell; a sheet may have a hundred thousand, so tags are put together once."""
    value, inline, text = (f"{{{namespace(root)}}}{name}" for name in ("v", "is", "t"))
    for cell in _named(root, "c"):
        cell.set("s", styles.cell(str(cell.get("s", "0"))))
        for metadata in ("cm", "vm"):  # positions in a part that stays behind
            cell.attrib.pop(metadata, "")
        if cell.get("t") == "s":
            cell.set("t", "inlineStr")
            for each in cell.findall(value):
                _put_in_line(each, strings[int(each.text or "0")], inline, text)


def _put_in_line(value: Element, string: Element, inline: str, text: str) -> None:
    """Turn the number of a shared string into the string: plain text mostly, else with the formats of its runs."""
    value.tag, value.text = inline, None
    if len(string) == 1 and string[0].tag == text:
        held = etree.SubElement(value, text, {str(name): str(held) for name, held in string[0].items()})
        held.text = string[0].text
    else:
        value.extend(deepcopy(each) for each in string)


def _cover_columns(root: Element, styles: StyleMap) -> None:
    """Give every column a style: an empty cell would else show the workbook's first format."""
    columns = child(root, "cols")
    if columns is None:
        columns = insert_in_order(root, "cols", SHEET_ORDER)
    form = child(root, "sheetFormatPr")
    width = str(form.get("defaultColWidth", _DEFAULT_WIDTH)) if form is not None else _DEFAULT_WIDTH
    covered, following = [], 1
    for each in sorted(columns, key=lambda column: int(column.get("min", "1"))):
        covered += _gap(columns, following, int(each.get("min", "1")) - 1, width)
        covered.append(each)
        following = int(each.get("max", "1")) + 1
    covered += _gap(columns, following, _LAST_COLUMN, width)
    columns[:] = covered
    for each in columns:
        each.set("style", styles.cell(str(each.get("style", "0"))))


def _gap(columns: Element, first: int, last: int, width: str) -> list[Element]:
    if first > last:
        return []
    attributes = {"min": str(first), "max": str(last), "width": width, "customWidth": "1"}
    return [etree.Element(f"{{{namespace(columns)}}}col", attributes)]
