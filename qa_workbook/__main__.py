"""The `qa-workbook` command: what each button does, on a closed file and without Excel."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from qa_workbook import __version__, console
from qa_workbook.errors import UserError

if TYPE_CHECKING:
    import datetime as dt

DONE, NOT_DONE, NOT_ALL_READ = 0, 1, 3
"""Exit codes; click itself exits with 2 when the command is not written as it should be."""

TRACKER = click.argument("tracker", type=click.Path(path_type=Path))
MONTH = click.option("--month", metavar="MONTH", help="Reporting month, such as 2022-07; else the last with audits.")
AS_AT = click.option("--as-at", metavar="DATE", help="Day as at which actions and concerns are judged; else month end.")


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done; 1 it could not be done, and the message says why; 2 the command is not written as it "
    "should be; 3 the tracker was read, but not everything in it (check).",
)
@click.version_option(__version__, prog_name="qa-workbook")
def cli() -> None:
    """Read an audit tracker, compute its measures, and write the dashboard into it.

    \b
    qa-workbook demo                        see it work on an invented tracker
    qa-workbook check tracker.xlsx          what is read, and what can't be
    qa-workbook refresh tracker.xlsx        write the dashboard into the tracker
    qa-workbook figures tracker.xlsx --csv figures.csv
    """  # noqa: D301 - click reads the escape


@cli.command()
@TRACKER
def check(tracker: Path) -> int:
    """Show how TRACKER is read: columns, values, and every cell that can't be.

    Exits with 0, or with 3 when something could not be read. Changes nothing.

    \b
    Example: qa-workbook check tracker.xlsx
    """  # noqa: D301 - click reads the escape
    from qa_workbook.intake import read_closed, read_tracker  # noqa: PLC0415 - pandas only when a command needs it
    from qa_workbook.settings import Settings  # noqa: PLC0415 - as above

    workbook = read_closed(tracker)
    try:
        found = read_tracker(workbook, Settings())
    except UserError as fault:
        click.echo(str(fault))
        return NOT_ALL_READ
    console.print_check(found)
    return NOT_ALL_READ if any(not finding.counted for finding in found.findings) else DONE


@cli.command()
@TRACKER
@MONTH
@AS_AT
@click.option("--csv", "csv_file", type=click.Path(path_type=Path), metavar="FILE", help="Write every figure to FILE.")
def figures(tracker: Path, month: str | None, as_at: str | None, csv_file: Path | None) -> int:
    """Compute the figures of TRACKER; print the Snapshot's, or write all to a CSV file.

    The file has a row a figure: measure, group_by, group, period, numerator, base, value. A count has no base and no
    value; a value is a fraction at full precision.

    \b
    Example: qa-workbook figures tracker.xlsx --month 2022-07 --csv figures.csv
    """  # noqa: D301 - click reads the escape
    from qa_workbook import pipeline  # noqa: PLC0415 - as above

    results = pipeline.measure(pipeline.read(tracker), _month(month), _day(as_at))
    if csv_file is None:
        console.print_figures(results)
    else:
        console.write_figures(results, csv_file, tracker)
        click.echo(f"{len(results.figures):,} figures written to {csv_file}.", err=True)
    return DONE


@cli.command()
@TRACKER
@MONTH
@AS_AT
@click.option("--out", type=click.Path(path_type=Path), metavar="COPY", help="Write a copy, leave TRACKER as it is.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing unless something goes wrong.")
def refresh(tracker: Path, month: str | None, as_at: str | None, out: Path | None, *, quiet: bool) -> int:
    """Write the dashboard into TRACKER, or bring the one in it up to date.

    Only the dashboard's own sheets are written; everything else in the workbook stays as it is. A dated backup is
    left beside it.

    \b
    Example: qa-workbook refresh tracker.xlsx --month 2022-07
    Example: qa-workbook refresh tracker.xlsx --out with-dashboard.xlsx
    """  # noqa: D301 - click reads the escape
    from qa_workbook import pipeline  # noqa: PLC0415 - as above

    with console.progress(pipeline.STEPS, quiet=quiet) as say:
        done = pipeline.refresh(tracker, _month(month), _day(as_at), out, say)
    if not quiet:
        console.print_refreshed(done)
    return DONE


@cli.command()
@click.option("--to", type=click.Path(path_type=Path), default=Path("qa-workbook-demo"), show_default=True,
              metavar="FOLDER", help="Where the demo tracker goes.")  # fmt: skip
@click.option("--quiet", "-q", is_flag=True, help="Say nothing unless something goes wrong.")
def demo(to: Path, *, quiet: bool) -> int:
    """Make an invented tracker, write its dashboard into it, and say what was found.

    \b
    Example: qa-workbook demo --to demo
    """  # noqa: D301 - click reads the escape
    from qa_workbook import pipeline  # noqa: PLC0415 - as above
    from qa_workbook.templates.demo import write_demo_tracker  # noqa: PLC0415 - as above

    try:
        to.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise UserError(str(to), "the folder can't be made", "Give another folder with --to.") from fault
    before, after = to / "tracker.xlsx", to / "tracker-with-dashboard.xlsx"
    with console.progress(("Making the demo tracker", *pipeline.STEPS), quiet=quiet) as say:
        say("Making the demo tracker")
        write_demo_tracker(before)
        done = pipeline.refresh(before, out=after, say=say)
    if not quiet:
        console.print_demo(done, before, after)
    return DONE


@cli.command()
@click.argument("new", type=click.Path(path_type=Path), metavar="NEW.xlsm")
def init(new: Path) -> int:
    """Make a blank tracker with buttons. Never replaces a file.

    \b
    Example: qa-workbook init audit-tracker.xlsm
    """  # noqa: D301 - click reads the escape
    from qa_workbook.templates.build import new_tracker  # noqa: PLC0415 - as above

    new_tracker(new)
    click.echo(f"Made {new}. Open it in Excel and start on its Home sheet.")
    return DONE


@cli.command()
@click.argument("workbook", required=False, type=click.Path(path_type=Path))
def doctor(workbook: Path | None) -> int:
    """Check whether the buttons can work on this PC, and in WORKBOOK where one is given.

    Exits with 1 where something needs mending; each line says how.

    \b
    Example: qa-workbook doctor audit-tracker.xlsm
    """  # noqa: D301 - click reads the escape
    from qa_workbook.doctor import examine  # noqa: PLC0415 - as above

    findings = examine(workbook)
    for finding in findings:
        click.echo(str(finding))
    return DONE if all(finding.is_well for finding in findings) else NOT_DONE


@cli.command()
@click.option("--to", type=click.Path(path_type=Path), default=Path("workbook_templates"), show_default=True,
              metavar="FOLDER", help="Where the templates go.")  # fmt: skip
def templates(to: Path) -> int:
    """Build the blank tracker, the add-in with the QA tab, and the demo tracker.

    \b
    Example: qa-workbook templates --to workbook_templates
    """  # noqa: D301 - click reads the escape
    from qa_workbook.templates.build import build  # noqa: PLC0415 - as above

    for file in build(to):
        click.echo(file)
    return DONE


def _month(text: str | None) -> int | None:
    from qa_workbook.intake.dates import NotRead, read_month  # noqa: PLC0415 - as above

    try:
        return None if text is None else read_month(text)
    except NotRead as fault:
        raise click.BadParameter(f"'{text}' is no month. Write it as 2022-07.", param_hint="--month") from fault


def _day(text: str | None) -> dt.date | None:
    from qa_workbook.intake.dates import NotRead, read_date  # noqa: PLC0415 - as above

    try:
        return None if text is None else read_date(text)
    except NotRead as fault:
        raise click.BadParameter(f"'{text}' is no date. Write it as 2022-07-31.", param_hint="--as-at") from fault


def main() -> NoReturn:
    """Run the command; a person never sees a traceback."""
    gc.disable()  # the process is short and makes no garbage worth collecting: a tenth of a click
    try:
        code = cli(standalone_mode=False)
    except UserError as fault:
        click.echo(f"qa-workbook: {fault}", err=True)
        code = NOT_DONE
    except click.ClickException as fault:
        fault.show()
        code = fault.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("qa-workbook: stopped. Nothing was changed.", err=True)
        code = NOT_DONE
    except BrokenPipeError:  # `qa-workbook check tracker.xlsx | head`
        sys.stderr.close()
        code = DONE
    except Exception as fault:  # noqa: BLE001 - whatever it is, a person gets a sentence and the log the traceback
        click.echo(f"qa-workbook: {console.log_fault(fault)}", err=True)
        code = NOT_DONE
    sys.exit(code)


def program() -> NoReturn:
    """Run the command as a process of its own, and end it without taking everything in it apart: a tenth of a click."""
    try:
        main()
    except SystemExit as end:
        _flush()
        os._exit(int(end.code or DONE))


def _flush() -> None:
    with suppress(BrokenPipeError, ValueError):  # whoever read the output has gone, or it was closed
        sys.stdout.flush()
        sys.stderr.flush()


if __name__ == "__main__":
    program()
