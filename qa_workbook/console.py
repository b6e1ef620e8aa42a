"""What the command prints: reports as plain text, progress on a terminal, and a log for what should not happen."""

from __future__ import annotations

import csv
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qa_workbook.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from qa_workbook.intake import Tracker
    from qa_workbook.measures.figures import Figure
    from qa_workbook.measures.results import Results
    from qa_workbook.pipeline import Refreshed
    from qa_workbook.writeback import Placement

__all__ = [
    "log_fault",
    "print_check",
    "print_demo",
    "print_figures",
    "print_refreshed",
    "progress",
    "write_figures",
]

PATIENCE = 1.0
"""Seconds after which work shows a progress bar."""

SURE = 1.0
_COLOURS = {"Green": "green", "Amber": "yellow", "Red": "red"}


@contextmanager
def progress(steps: Sequence[str], *, quiet: bool) -> Iterator[Callable[[str], None]]:
    """Show a bar on a terminal once the work has taken a second.

    Args:
        steps: The steps of the work.
        quiet: Show nothing.

    Yields:
        A function to be told each step as it begins.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    state = {"step": steps[0]}
    stop, bar = threading.Event(), threading.Thread(target=lambda: _show(steps, state, stop), daemon=True)
    bar.start()
    try:
        yield lambda step: state.update(step=step)
    finally:
        stop.set()
        bar.join()


def _show(steps: Sequence[str], state: dict[str, str], stop: threading.Event) -> None:
    if stop.wait(PATIENCE):
        return
    from rich.console import Console  # noqa: PLC0415 - most clicks are done before it is needed
    from rich.progress import Progress  # noqa: PLC0415 - as above

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(state["step"], total=len(steps))
        while not stop.wait(0.1):
            bar.update(task, description=state["step"], completed=steps.index(state["step"]))


def print_check(tracker: Tracker) -> None:
    """Print the column report, the value report and the findings."""
    _heading(f"{tracker.name}: how it is read")
    for key, frame in tracker.frames.items():
        sheets = ", ".join(str(sheet) for sheet in frame["sheet"].unique())
        click.echo(f"  {key.capitalize():12} {len(frame):7,} rows  {sheets}")
    for row in tracker.passed_over:
        click.echo(f"  Passed over: {row}")
    if tracker.audits.empty:
        click.echo("  There are no audits yet. Enter the first one, then check again.")
    _print_columns(tracker)
    _print_values(tracker)
    _print_left_out(tracker)
    _print_findings(tracker)


def _print_left_out(tracker: Tracker) -> None:
    from qa_workbook.measures.available import left_out  # noqa: PLC0415 - after pandas
    from qa_workbook.measures.definitions import MEASURES  # noqa: PLC0415 - as above

    reasons = {
        f"{MEASURES[key].label}: {why}." if key in MEASURES else why: None for key, why in left_out(tracker).items()
    }
    if reasons:
        _heading("Left out")
    for reason in reasons:
        click.echo(f"  {reason}")


def _print_columns(tracker: Tracker) -> None:
    _heading("Columns")
    rows = [
        (c.table, c.column, c.heading or "–", c.place or "none found", _sureness(c.confidence)) for c in tracker.columns
    ]
    _table(("table", "our column", "their heading", "place", ""), rows)


def _sureness(confidence: float) -> str:
    return "" if confidence in (0, SURE) else f"likely ({confidence:.0%})"


def _print_values(tracker: Tracker) -> None:
    _heading("Values")
    rows = [(m.table, m.column, m.theirs, m.ours or "not read", f"{m.count:,}") for m in tracker.meanings]
    _table(("table", "our column", "their value", "read as", "rows"), rows)


def _print_findings(tracker: Tracker) -> None:
    lost = [finding for finding in tracker.findings if not finding.counted]
    said = [finding for finding in tracker.findings if finding.counted]
    _heading(f"Findings: {len(lost):,} not read or not counted, {len(said):,} to know about")
    for finding in (*lost, *said):
        click.echo(f"  {finding}")
    if not tracker.findings:
        click.echo("  Everything was read.")


def print_figures(results: Results) -> None:
    """Print the Snapshot's rows: RAG, figure, counts, target and direction of travel."""
    from qa_workbook.measures.definitions import SNAPSHOT, Per  # noqa: PLC0415 - after pandas
    from qa_workbook.measures.direction import direction  # noqa: PLC0415 - as above
    from qa_workbook.measures.periods import month_label, month_long, quarter_label  # noqa: PLC0415 - as above
    from qa_workbook.measures.rating import rate  # noqa: PLC0415 - as above

    periods = results.periods
    _heading(f"{month_long(periods.month)}, {quarter_label(periods.quarter)}, as at {periods.as_at:%d %B %Y}")
    for measure in SNAPSHOT:
        label = month_label(periods.month) if measure.per is Per.MONTH else quarter_label(periods.quarter)
        figure = results.figures.get(measure.key, label)
        rag = rate(measure, figure, results.settings, periods.month).value
        sentence = direction(measure, results.figures, periods, results.settings).sentence
        word = click.style(f"{rag:9}", fg=_COLOURS.get(rag), bold=True)
        click.echo(f"  {measure.label:36} {word} {_shown(figure):>6} {_counts(figure):>14}  {sentence}")


def _shown(figure: Figure | None) -> str:
    if figure is None or figure.shown is None:
        return "–"
    return f"{figure.shown:,}" if figure.base is None else f"{figure.shown} %"


def _counts(figure: Figure | None) -> str:
    return "" if figure is None or figure.base is None else f"{figure.numerator:,} of {figure.base:,}"


def write_figures(results: Results, path: Path, tracker: Path) -> None:
    """Write every figure to a CSV file (UTF-8; a blank for what a figure has not).

    Raises:
        UserError: The file is the tracker itself, or can't be written.
    """
    if path.exists() and path.samefile(tracker):
        raise UserError(str(path), "this is the tracker itself", "Give another name for the CSV file.")
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(("measure", "group_by", "group", "period", "numerator", "base", "value"))
            rows.writerows(results.figures)
    except OSError as fault:
        cure = "Close it if it is open in Excel, or give another name."
        raise UserError(str(path), f"the file can't be written ({fault.strerror})", cure) from fault


def print_refreshed(done: Refreshed[Placement]) -> None:
    """Say in a few lines what a refresh found and wrote."""
    from qa_workbook.measures.periods import month_long  # noqa: PLC0415 - after pandas

    results, placement = done.results, done.placement
    click.echo(f"{month_long(results.periods.month)}: {results.audits_counted:,} audits counted, {_trust(done)}.")
    click.echo(f"Written to {placement.path}: {', '.join((*placement.replaced, *placement.added))}.")
    if placement.backup:
        click.echo(f"As it was before: {placement.backup}")
    for note in placement.notes:
        click.echo(note)
    if done.tracker.findings:
        click.echo(f"To see what was not read: qa-workbook check {placement.path}")


def _trust(done: Refreshed[Placement]) -> str:
    results = done.results
    broken = [r for r in results.reconciliations if r.holds is False]
    rows = f"{results.rows_not_counted:,} rows not counted in full"
    if broken:
        return rows + "; NOT RECONCILED: " + "; ".join(f"{r.name} ({r.words})" for r in broken)
    return f"{rows}, all {len(results.reconciliations)} reconciliations hold"


def print_demo(done: Refreshed[Placement], before: Path, after: Path) -> None:
    """Say what the demo made and where it is."""
    print_figures(done.results)
    click.echo()
    click.echo(f"{done.results.audits_counted:,} audits counted in the month, {_trust(done)}.")
    click.echo(f"The tracker:         {before}")
    click.echo(f"With its dashboard:  {after}")


def _heading(text: str) -> None:
    click.echo()
    click.secho(text, bold=True)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    rows = list(rows)
    widths = [max(len(row[i]) for row in (heads, *rows)) for i in range(len(heads))]
    for row in (heads, *rows):
        click.echo("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def log_fault(fault: BaseException) -> str:
    """Write a traceback to a log file and say where, in one sentence."""
    import tempfile  # noqa: PLC0415 - hardly ever needed
    import traceback  # noqa: PLC0415 - as above

    log = Path(tempfile.gettempdir()) / "qa-workbook.log"
    what = f"something went wrong that should not ({type(fault).__name__})"
    try:
        with log.open("a", encoding="utf-8") as file:
            file.write("".join(traceback.format_exception(fault)) + "\n")
    except OSError:
        return f"{what}. Nothing was changed."
    return f"{what}. Nothing was changed. Please send {log} to whoever looks after this tool."
