"""The Snapshot: one page from which a director sees in five seconds how things stand (domain section 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_workbook.measures.definitions import MEASURES, SNAPSHOT, Better, Per
from qa_workbook.measures.direction import direction, headlines
from qa_workbook.measures.direction.series import Series as Movement
from qa_workbook.measures.direction.words import short_label
from qa_workbook.measures.periods import WINDOW_QUARTERS, month_label, quarter_label
from qa_workbook.measures.rating import rate
from qa_workbook.report import bands, footer, volume
from qa_workbook.report.model import (
    Charts,
    Column,
    Kind,
    Narrative,
    Number,
    Page,
    Sense,
    Summary,
    Table,
    Tile,
    Trend,
)
from qa_workbook.report.words import counts, header, number, padded, plain_sentence, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa_workbook.measures.definitions import Measure
    from qa_workbook.measures.figures import Figure
    from qa_workbook.measures.results import Results
    from qa_workbook.report.model import Chart, Content

__all__ = ["snapshot"]

TILES = {
    "audits_accepted": "Audits accepted",
    "good_or_better": "Good or better",
    "inadequate": "Inadequate",
    "actions_on_time": "Actions on time",
}
"""What the tiles show: enough audits, good enough, none unsafe, and acted upon."""

HEADLINES_ROOM, LINE = 5, 100
"""Lines kept for the headline findings, and the characters that surely fit on one."""

SLOTS = {Per.MONTH: 15, Per.QUARTER: WINDOW_QUARTERS}
"""Periods kept for a trend, so that the page keeps its shape while a quarter fills up."""

COLUMNS = (
    Column("Measure", Kind.LABEL),
    Column("RAG", Kind.RAG),
    Column("Now", Kind.NOW),
    Column("k of n", Kind.COUNTS),
    Column("Period", Kind.PERIOD),
    Column("Target", Kind.TARGET),
    Column("15 months", Kind.TREND),
    Column("Direction of travel", Kind.SENTENCE),
)


def snapshot(results: Results) -> Page:
    """The Snapshot page."""
    tiles = tuple(_tile(results, MEASURES[key], label) for key, label in TILES.items())
    blocks = (
        Summary(tiles, Narrative("Headline findings", tuple(_findings(results)))),
        Table(COLUMNS, tuple(_row(results, measure) for measure in SNAPSHOT)),
        Charts((_ratings(results), volume.chart(results))),
        footer.notes(results),
    )
    return Page("snapshot", "Snapshot", header(results, "Quality assurance snapshot"), blocks, on_one_sheet=True)


def _findings(results: Results) -> Iterator[str]:
    """The headline findings, the most important first, as many as there is room for."""
    lines = 0
    for statement in headlines(results.figures, results.periods, results.settings):
        lines += 1 + len(statement.text) // LINE
        if lines <= HEADLINES_ROOM:
            yield statement.text


def _ratings(results: Results) -> Chart:
    everyone = bands.Group("ratings", "all audits")
    return bands.chart(results, everyone, bands.bands_of(results, everyone))


def _row(results: Results, measure: Measure) -> tuple[Content, ...]:
    figure = _figure(results, measure)
    rag = rate(measure, figure, results.settings, results.periods.month)
    return (
        measure.label,
        rag.value,
        number(measure, figure),
        counts(figure),
        _period(results, measure),
        _target(results, measure),
        _trend(results, measure),
        _sentence(results, measure, figure),
    )


def _sentence(results: Results, measure: Measure, figure: Figure | None) -> str:
    """The direction of travel, or why the measure is not there."""
    if figure is None and measure.key in results.unavailable:
        return plain_sentence(f"not available: {results.unavailable[measure.key]}")
    return direction(measure, results.figures, results.periods, results.settings).sentence


def _tile(results: Results, measure: Measure, label: str) -> Tile:
    figure = _figure(results, measure)
    rag = rate(measure, figure, results.settings, results.periods.month)
    return Tile(label, number(measure, figure), _change(results, measure), f"{rag.value} · {_aim(results, measure)}")


def _aim(results: Results, measure: Measure) -> str:
    """The target in words, with its sense."""
    target = results.settings.target(measure.key, results.periods.month)
    return f"target {_sense(measure).value} {written(measure, target.value)}" if target else "no target"


def _change(results: Results, measure: Measure) -> str:
    """Better, worse or about the same as the period before, by the rules of the direction of travel."""
    moved = Movement.of(measure, results.figures, results.periods, results.settings)
    points = moved.points
    if len(points) < 2 or points[-1].label != moved.label:  # noqa: PLR2004 - a change is between two
        return "No earlier figure"
    before, now = points[-2:]
    step = moved.step(before, now)
    arrow, verdict = "▲" if step > 0 else "▼", "Better" if step == moved.better else "Worse"
    word = f"{arrow} {verdict}:" if step else "About the same:"
    return f"{word} {written(measure, before.shown)} in {short_label(moved, before)}"


def _target(results: Results, measure: Measure) -> Content:
    target = results.settings.target(measure.key, results.periods.month)
    if target is None:
        return Number(None, not measure.is_count)
    return Number(target.value if measure.is_count else target.value / 100, not measure.is_count, _sense(measure))


def _sense(measure: Measure) -> Sense:
    return {Better.UP: Sense.AT_LEAST, Better.DOWN: Sense.AT_MOST, Better.NEITHER: Sense.NONE}[measure.better]


def _trend(results: Results, measure: Measure) -> Trend:
    """The measure's fifteen months in its own period, so that the last point is the number shown."""
    labels = _periods(results, measure.per)
    shown = [number(measure, results.figures.get(measure.key, label)).value for label in labels]
    slots, unit = SLOTS[measure.per], measure.per.name.lower()
    return Trend(measure.label, unit, padded(labels, slots, ""), padded(shown, slots, None), not measure.is_count)


def _periods(results: Results, per: Per) -> tuple[str, ...]:
    periods = results.periods
    if per is Per.QUARTER:
        return tuple(quarter_label(quarter) for quarter in periods.quarters)
    return tuple(month_label(month) for month in periods.window)


def _period(results: Results, measure: Measure) -> str:
    return _periods(results, measure.per)[-1]


def _figure(results: Results, measure: Measure) -> Figure | None:
    return results.figures.get(measure.key, _period(results, measure))
