"""What a page says, not where it stands: the parts that every page is made of.

Values are finished here: a share is the whole percentage that a person reads, as a fraction (`0.2` for 20 %), so that a
cell, a chart's label and a sentence can't round it three ways (`measures.figures.Figure.percent`, half up).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

__all__ = [
    "Block",
    "Chart",
    "ChartKind",
    "Charts",
    "Column",
    "Content",
    "Header",
    "Kind",
    "Mark",
    "Narrative",
    "Note",
    "Notes",
    "Number",
    "Page",
    "Section",
    "Sense",
    "Series",
    "Summary",
    "Table",
    "Tile",
    "Trend",
]


class Sense(Enum):
    """How a target is to be read; the value is its sign."""

    NONE = ""
    AT_LEAST = "≥"
    AT_MOST = "≤"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is shown.

    Args:
        value: A whole percentage as a fraction for a share, a count otherwise; `None` is shown as a dash.
        is_share: Whether it is a share.
        sense: For a target, how it is to be read.
    """

    value: float | None
    is_share: bool = False
    sense: Sense = Sense.NONE


@dataclass(frozen=True, slots=True)
class Trend:
    """A series that is drawn small beside its row.

    Args:
        name: Name of the series, unique on its page.
        unit: What a period is: `month` or `quarter`; trends of one unit share their periods.
        periods: Labels of the periods, in order.
        values: A number a period as in `Number`; `None` leaves a gap.
        is_share: Whether the numbers are shares.
    """

    name: str
    unit: str
    periods: tuple[str, ...]
    values: tuple[float | None, ...]
    is_share: bool


Content = str | Number | Trend
"""What a cell of a table holds."""


class Kind(Enum):
    """What a column of a table is about; its look follows from this."""

    LABEL = "label"
    RAG = "rag"
    NOW = "now"
    COUNTS = "counts"
    PERIOD = "period"
    TARGET = "target"
    TREND = "trend"
    SENTENCE = "sentence"
    QUARTER = "quarter"
    COUNT = "count"
    SHARE = "share"
    MAIN_SHARE = "main share"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Args:
        heading: Its heading; empty where the heading of the column before covers it too.
        kind: What it is about.
    """

    heading: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one heading row.

    Args:
        columns: Its columns.
        rows: A content a column, in order.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Content, ...], ...]


class Mark(Enum):
    """What a series of a chart means; its colour follows from this."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    RI = "ri"
    RI_LOW = "ri low"
    INADEQUATE = "inadequate"
    COUNT = "count"
    BASELINE = "baseline"
    STRETCH = "stretch"


class ChartKind(Enum):
    """The kinds of charts."""

    SHARES = "100 % stacked columns"
    COUNTS = "columns against lines"


@dataclass(frozen=True, slots=True)
class Series:
    """A series of a chart: a number a category, as in `Number`; `None` leaves a gap."""

    name: str
    mark: Mark
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart.

    Args:
        key: Its name, unique on its page.
        kind: How it is drawn.
        title: The finding, in ten words or fewer.
        shows: What it shows, for those who can't see it; a sentence that does not depend on the numbers.
        categories: Labels along the axis; a line feed parts two lines.
        series: From the bottom of the stack to its top; lines after columns.
    """

    key: str
    kind: ChartKind
    title: str
    shows: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]

    @property
    def alt(self) -> str:
        """The text for those who can't see the chart.

        It says what the chart shows and where the finding stands, so that it holds as long as the chart does: a new
        month changes cells and nothing else.
        """
        return f"{self.shows} The title of the chart says the finding; the figures stand in cells of this sheet."


@dataclass(frozen=True, slots=True)
class Header:
    """The band at the top of a page: its title, the period in words, the day as at which everything is computed."""

    title: str
    period: str
    as_at: str


@dataclass(frozen=True, slots=True)
class Tile:
    """A headline number that says good or bad at a glance.

    Args:
        label: What it is.
        value: The number.
        change: Better or worse than when, with the earlier number.
        verdict: The RAG word first, then the target.
    """

    label: str
    value: Number
    change: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Narrative:
    """A heading and its sentences, each on a line of its own."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Tiles with the findings beside them."""

    tiles: tuple[Tile, ...]
    findings: Narrative


@dataclass(frozen=True, slots=True)
class Charts:
    """Charts side by side."""

    charts: tuple[Chart, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered figure: heading, table, sentence and chart, never parted by a page break.

    Args:
        heading: Its number and what it is about.
        table: Its table; `None` where there is nothing to show.
        sentence: What it means, or why there is nothing to show.
        chart: Its chart, or none.
    """

    heading: str
    table: Table | None
    sentence: str
    chart: Chart | None


@dataclass(frozen=True, slots=True)
class Note:
    """A remark under or between the rest; one that is wrong must shout.

    Args:
        text: The remark.
        can_fail: Whether its text may begin with the word of failure (`report.words.FAILED`).
    """

    text: str
    can_fail: bool = False


@dataclass(frozen=True, slots=True)
class Notes:
    """Lines of remarks; the remarks of one line share its width."""

    lines: tuple[tuple[Note, ...], ...]


Block = Summary | Table | Charts | Section | Notes


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the report.

    Args:
        key: Its key, for names that a reader does not see.
        name: Its name, 31 characters or fewer: that of its sheet.
        header: The band at its top.
        blocks: What it says, in reading order.
        on_one_sheet: Whether it is printed on exactly one sheet of paper.
    """

    key: str
    name: str
    header: Header
    blocks: tuple[Block, ...]
    on_one_sheet: bool = False
