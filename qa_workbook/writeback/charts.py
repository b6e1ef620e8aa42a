"""Charts that look the same in any workbook: what a chart leaves unsaid is said.

A program takes a missing element for one thing in a workbook of Excel 2007 and for the schema's default in any later
one (ECMA-376 part 1 section 21.2): there labels would show every name, lines would be smooth, corners round and gaps
zeros. XlsxWriter writes as Excel 2007 did, and the workbook that takes its charts in says of itself what it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_workbook.writeback.markup import child, insert_in_order, namespace

if TYPE_CHECKING:
    from qa_workbook.writeback.markup import Element

__all__ = ["say_everything"]

_LABELS = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
_SERIES_END = ("dPt", "dLbls", "trendline", "errBars", "cat", "xVal", "val", "yVal", "smooth", "shape", "extLst")

UNSAID: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "chartSpace": (
        ("roundedCorners",),
        ("date1904", "lang", "roundedCorners", "AlternateContent", "style", "clrMapOvr", "pivotSource", "protection",
         "chart", "spPr", "txPr", "externalData", "printSettings", "userShapes", "extLst"),
    ),
    "chart": (
        ("dispBlanksAs",),
        ("title", "autoTitleDeleted", "pivotFmts", "view3D", "floor", "sideWall", "backWall", "plotArea", "legend",
         "plotVisOnly", "dispBlanksAs", "showDLblsOverMax", "extLst"),
    ),
    "title": (("overlay",), ("tx", "layout", "overlay", "spPr", "txPr", "extLst")),
    "legend": (("overlay",), ("legendPos", "legendEntry", "layout", "overlay", "spPr", "txPr", "extLst")),
    "barChart": (
        ("varyColors",),
        ("barDir", "grouping", "varyColors", "ser", "dLbls", "gapWidth", "overlap", "serLines", "axId", "extLst"),
    ),
    "lineChart": (
        ("varyColors",),
        ("grouping", "varyColors", "ser", "dLbls", "dropLines", "hiLowLines", "upDownBars", "marker", "smooth", "axId",
         "extLst"),
    ),
    "dLbls": (
        _LABELS,
        ("dLbl", "delete", "numFmt", "spPr", "txPr", "dLblPos", *_LABELS, "separator", "showLeaderLines",
         "leaderLines", "extLst"),
    ),
    "catAx": (("delete",), ("axId", "scaling", "delete", "axPos", "majorGridlines", "minorGridlines", "title", "numFmt",
                            "majorTickMark", "minorTickMark", "tickLblPos", "spPr", "txPr", "crossAx", "crosses")),
    "valAx": (("delete",), ("axId", "scaling", "delete", "axPos", "majorGridlines", "minorGridlines", "title", "numFmt",
                            "majorTickMark", "minorTickMark", "tickLblPos", "spPr", "txPr", "crossAx", "crosses")),
}  # fmt: skip
"""By parent: the children that are added where they are missing, and the sequence of the schema."""

MEANT = {"dispBlanksAs": "gap"}
"""What a missing element means in a workbook of Excel 2007, where that is not false."""


def say_everything(root: Element) -> None:
    """Say of a chart what it leaves to the workbook that it was drawn in.

    Args:
        root: The `chartSpace` element, changed in place.
    """
    held = f"{{{namespace(root)}}}"
    for parent, (names, order) in UNSAID.items():
        for element in root.iter(f"{held}{parent}"):
            for name in names if parent != "dLbls" or child(element, "delete") is None else ():
                _say(element, name, order)
    for line in root.iter(f"{held}lineChart"):
        for series in line.iter(f"{held}ser"):
            _say(series, "smooth", _SERIES_END)
    for bar in root.iter(f"{held}barChart"):
        for series in bar.iter(f"{held}ser"):
            _say(series, "invertIfNegative", ("invertIfNegative", "pictureOptions", *_SERIES_END))


def _say(parent: Element, name: str, order: tuple[str, ...]) -> None:
    if child(parent, name) is None:
        insert_in_order(parent, name, order).set("val", MEANT.get(name, "0"))
