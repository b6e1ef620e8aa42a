"""The look of everything, keyed by meaning: change a colour here and nowhere else (domain section 14).

Colours are RGB and every style names its font, because a sheet may be put into a workbook with another theme and
another default font. A test computes the contrast of every pair of colours that meet.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from qa_workbook.measures.rating import Rag
from qa_workbook.report.model import Mark, Sense

__all__ = [
    "FONT",
    "LOOKS",
    "MARKS",
    "RAGS",
    "SIGNALS",
    "TAB",
    "Colour",
    "Format",
    "Look",
    "Paint",
    "Style",
    "contrast",
    "number_format",
]

FONT = "Arial"

LINEAR_TO = 0.04045
"""Where sRGB stops being linear (IEC 61966-2-1)."""


class Colour:
    """The palette: the Analysis Function's, the RAG fills of domain section 14, and greys between them."""

    NAVY = "#12436D"
    TEAL = "#28A197"
    WINE = "#801650"
    ORANGE = "#F46A25"
    CHARCOAL = "#3D3D3D"
    RED = "#D4351C"
    GREEN = "#00703C"
    AMBER = "#FFB81C"
    DEEP_RED = "#A82A14"
    STEEL = "#7C93A8"
    GREY = "#686868"
    QUIET = "#505A5F"
    RULE = "#C9CED3"
    PALE = "#EEF2F6"
    MIST = "#E1E5E9"
    WHITE = "#FFFFFF"
    BLACK = "#000000"


TAB = Colour.NAVY
"""The colour of the tab of every sheet of ours."""


@dataclass(frozen=True, slots=True)
class Paint:
    """A fill, and the colour of the text on it."""

    fill: str
    text: str


RAGS = {
    Rag.GREEN: Paint(Colour.GREEN, Colour.WHITE),
    Rag.AMBER: Paint(Colour.AMBER, Colour.BLACK),
    Rag.RED: Paint(Colour.RED, Colour.WHITE),
    Rag.NOT_RATED: Paint(Colour.MIST, Colour.CHARCOAL),
}

MARKS = {
    Mark.OUTSTANDING: Paint(Colour.NAVY, Colour.WHITE),
    Mark.GOOD: Paint(Colour.TEAL, Colour.BLACK),
    # Between its neighbours in lightness both with RI low above it and without; muted, so that both ends stand out.
    Mark.RI: Paint(Colour.GREY, Colour.WHITE),
    Mark.RI_LOW: Paint(Colour.ORANGE, Colour.BLACK),
    Mark.INADEQUATE: Paint(Colour.WINE, Colour.WHITE),
    # Light enough for black labels, which stay legible where they stick out of a low column.
    Mark.COUNT: Paint(Colour.STEEL, Colour.BLACK),
    Mark.BASELINE: Paint(Colour.RED, Colour.BLACK),
    Mark.STRETCH: Paint(Colour.CHARCOAL, Colour.BLACK),
}

SIGNALS = {"Better": Colour.GREEN, "Worse": Colour.DEEP_RED}
"""Colours of the text of a change, by a word in it."""


class Format(Enum):
    """How a number is written."""

    TEXT = "General"
    COUNT = "#,##0"
    SHARE = "0\\ %"


def number_format(number: Format, sense: Sense = Sense.NONE) -> str:
    """The number format, with the sign that says how a target is to be read."""
    return f'"{sense.value} "{number.value}' if sense.value else number.value


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks.

    Args:
        size: Font size in points.
        bold: Whether the text is bold.
        colour: Colour of the text.
        fill: Colour of the cell.
        align: Horizontal place of the text.
        valign: Vertical place of the text.
        wrap: Whether the text may take several lines.
        indent: Steps of space beside the text.
        rule: Colour of a line under the cell.
        gap: Whether a white line parts it from the cells beside it.
    """

    size: float = 9
    bold: bool = False
    colour: str = Colour.BLACK
    fill: str = ""
    align: str = "left"
    valign: str = "vcenter"
    wrap: bool = False
    indent: int = 0
    rule: str = ""
    gap: bool = False


class Style(Enum):
    """What a cell is; the value is its name in a text picture."""

    PLAIN = "plain"
    TITLE = "title"
    PERIOD_BAND = "period band"
    TILE_LABEL = "tile label"
    TILE_VALUE = "tile value"
    TILE_CHANGE = "tile change"
    TILE_RAG = "tile rag"
    FINDINGS_HEADING = "findings heading"
    FINDING = "finding"
    HEADING = "heading"
    HEADING_NUMBER = "number heading"
    HEADING_CENTRE = "centre heading"
    LABEL = "label"
    RAG = "rag"
    NOW = "now"
    COUNTS = "counts"
    PERIOD = "period"
    TARGET = "target"
    TREND = "trend"
    SENTENCE = "sentence"
    SECTION = "section"
    ROW_PERIOD = "row period"
    COUNT = "count"
    SHARE = "share"
    MAIN_SHARE = "main share"
    MEANING = "meaning"
    NOTE = "note"
    CHECK = "check"
    SOURCE_TITLE = "source title"
    SOURCE_HEADING = "source heading"
    SOURCE_LABEL = "source label"
    SOURCE_VALUE = "source value"


_TILE = Look(fill=Colour.PALE, indent=1, gap=True)
_ROW = Look(rule=Colour.RULE)
_HEADING = Look(bold=True, colour=Colour.WHITE, fill=Colour.CHARCOAL, wrap=True)
_SOURCE = Look(size=8, colour=Colour.QUIET)

LOOKS = {
    Style.PLAIN: Look(),
    Style.TITLE: Look(size=18, bold=True, colour=Colour.WHITE, fill=Colour.NAVY, indent=1),
    Style.PERIOD_BAND: Look(size=11, colour=Colour.WHITE, fill=Colour.NAVY, align="right", indent=1),
    Style.TILE_LABEL: replace(_TILE, bold=True, colour=Colour.CHARCOAL, valign="bottom"),
    Style.TILE_VALUE: replace(_TILE, size=24, bold=True, colour=Colour.NAVY),
    Style.TILE_CHANGE: replace(_TILE, bold=True, colour=Colour.CHARCOAL, valign="top"),
    Style.TILE_RAG: replace(_TILE, bold=True, fill=Colour.MIST, colour=Colour.CHARCOAL),
    Style.FINDINGS_HEADING: Look(size=11, bold=True, colour=Colour.NAVY, indent=1),
    Style.FINDING: Look(indent=1, wrap=True, size=9.5, valign="top"),
    Style.HEADING: replace(_HEADING, indent=1),
    Style.HEADING_NUMBER: replace(_HEADING, align="right"),
    Style.HEADING_CENTRE: replace(_HEADING, align="center"),
    Style.LABEL: replace(_ROW, bold=True, wrap=True, indent=1),
    Style.RAG: replace(_ROW, bold=True, align="center", gap=True, fill=Colour.MIST, colour=Colour.CHARCOAL),
    Style.NOW: replace(_ROW, size=12, bold=True, align="right"),
    Style.COUNTS: replace(_ROW, colour=Colour.CHARCOAL, align="right"),
    Style.PERIOD: replace(_ROW, colour=Colour.CHARCOAL, align="center"),
    Style.TARGET: replace(_ROW, align="right", indent=1),
    Style.TREND: _ROW,
    Style.SENTENCE: replace(_ROW, wrap=True, indent=1),
    Style.SECTION: Look(size=12, bold=True, colour=Colour.NAVY, rule=Colour.NAVY),
    Style.ROW_PERIOD: replace(_ROW, bold=True, indent=1),
    Style.COUNT: replace(_ROW, align="right", colour=Colour.QUIET),
    Style.SHARE: replace(_ROW, align="right"),
    Style.MAIN_SHARE: replace(_ROW, align="right", bold=True),
    Style.MEANING: Look(wrap=True, size=10, indent=1),
    Style.NOTE: Look(size=8, colour=Colour.QUIET),
    Style.CHECK: Look(size=8, bold=True, colour=Colour.QUIET),
    Style.SOURCE_TITLE: replace(_SOURCE, bold=True, size=10, colour=Colour.NAVY),
    Style.SOURCE_HEADING: replace(_SOURCE, bold=True, align="right", rule=Colour.RULE),
    Style.SOURCE_LABEL: replace(_SOURCE, rule=Colour.RULE),
    Style.SOURCE_VALUE: replace(_SOURCE, align="right", rule=Colour.RULE),
}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, relative luminance).

    Args:
        one: A colour as `#RRGGBB`.
        other: Another.
    """
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= LINEAR_TO else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
