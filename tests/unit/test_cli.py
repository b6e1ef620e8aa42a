"""The command: what a person sees, and what a script can tell from the exit code."""

from __future__ import annotations

import csv
import gc
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from qa_workbook.__main__ import cli, main

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Run = Callable[..., tuple[int, str, str]]

DONE, NOT_DONE, WRONGLY_WRITTEN, NOT_ALL_READ = 0, 1, 2, 3
LOG = [["Audit ID", "Month", "Team", "Outcome", "Final rating"], ["1", "Jul 2022", "North", "Accepted", "Good"]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Run the command in this process; its exit code, output and error output."""

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["qa-workbook", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        return int(ended.value.code or 0), *capsys.readouterr()

    yield run
    gc.enable()  # the command switches it off for its own short life


def write(path: Path, rows: list[list[str]]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Log")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    return write(tmp_path / "tracker.xlsx", LOG)


def test_a_tracker_that_is_read_whole_ends_with_0(run: Run, tracker: Path) -> None:
    code, out, _ = run("check", tracker)
    assert code == DONE
    assert "Everything was read." in out


def test_a_tracker_that_is_not_read_whole_ends_with_3_and_says_which_cell(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("check", write(tmp_path / "t.xlsx", [*LOG, ["2", "Jul 2022", "North", "Accepted", "Gd?"]]))
    assert code == NOT_ALL_READ
    assert "Log!E3 'Gd?': not a rating. Use Outstanding, Good, RI or Inadequate." in out


def test_a_remark_that_leaves_every_audit_counted_ends_with_0(run: Run, tmp_path: Path) -> None:
    without_outcome = [[*row[:3], row[4]] for row in LOG]
    code, out, _ = run("check", write(tmp_path / "t.xlsx", without_outcome))
    assert code == DONE
    assert "0 not read or not counted, 1 to know about" in out


def test_a_workbook_without_audits_is_checked_with_3_and_has_no_figures(run: Run, tmp_path: Path) -> None:
    path = write(tmp_path / "t.xlsx", [["Team", "Manager"], ["North", "A"]])
    code, out, _ = run("check", path)
    assert (code, "no sheet has the headings of an audit log" in out) == (NOT_ALL_READ, True)
    code, _, err = run("figures", path)
    assert (code, "no sheet has the headings of an audit log" in err) == (NOT_DONE, True)


def _missing(folder: Path) -> Path:
    return folder / "none.xlsx"


def _text(folder: Path) -> Path:
    path = folder / "text.xlsx"
    path.write_text("Month,Team\nJul 2022,North\n", encoding="utf-8")
    return path


def _empty(folder: Path) -> Path:
    path = folder / "empty.xlsx"
    path.touch()
    return path


def _protected(folder: Path) -> Path:
    """A password to open makes the workbook an OLE compound file, as the old .xls is."""
    path = folder / "protected.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    return path


def _cut_short(folder: Path) -> Path:
    path = write(folder / "cut.xlsx", LOG)
    path.write_bytes(path.read_bytes()[:-200])
    return path


def _document(folder: Path) -> Path:
    import zipfile  # noqa: PLC0415 - only here

    path = folder / "letter.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<document/>")
    return path


@pytest.mark.parametrize("command", ["check", "figures"])
@pytest.mark.parametrize(
    ("make", "words"),
    [
        (_missing, "there is no such file"),
        (lambda folder: folder, "this is a folder"),
        (_text, "this is not a workbook that can be read"),
        (_empty, "this is not a workbook that can be read"),
        (_protected, "protected by a password or in the old .xls format"),
        (_cut_short, "this is not a workbook that can be read"),
        (_document, "this is not a workbook that can be read"),
    ],
    ids=["missing", "folder", "text", "empty", "password", "cut short", "another document"],
)
def test_a_file_that_is_no_tracker_ends_with_1_and_one_sentence(
    run: Run, tmp_path: Path, command: str, make: Callable[[Path], Path], words: str
) -> None:
    code, out, err = run(command, make(tmp_path))
    assert (code, out) == (NOT_DONE, "")
    assert words in err
    assert len(err.splitlines()) == 1
    assert "should not" not in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["figures", "{}", "--month", "soon"], "'soon' is no month. Write it as 2022-07."),
        (["figures", "{}", "--month", "2022-13"], "'2022-13' is no month"),
        (["figures", "{}", "--as-at", "July 2022"], "'July 2022' is no date. Write it as 2022-07-31."),
        (["figures"], "Missing argument 'TRACKER'"),
        (["check", "{}", "--month", "2022-07"], "No such option"),
        (["frobnicate"], "No such command 'frobnicate'"),
    ],
)
def test_a_command_that_is_not_written_as_it_should_be_ends_with_2(
    run: Run, tracker: Path, words: list[str], said: str
) -> None:
    code, _, err = run(*(word.format(tracker) for word in words))
    assert (code, said in err) == (WRONGLY_WRITTEN, True)


def test_a_month_without_audits_ends_with_1_and_says_which_there_are(run: Run, tracker: Path) -> None:
    code, _, err = run("figures", tracker, "--month", "2022-06")
    assert (code, "no audits were asked for in June 2022" in err, "Jul 22" in err) == (NOT_DONE, True, True)


def test_every_figure_goes_into_the_csv_file(run: Run, tracker: Path, tmp_path: Path) -> None:
    code, out, err = run("figures", tracker, "--csv", tmp_path / "f.csv")
    rows = list(csv.DictReader((tmp_path / "f.csv").read_text(encoding="utf-8").splitlines()))
    assert (code, out) == (DONE, "")
    assert f"{len(rows)} figures written to" in err
    first = {
        "measure": "audits_accepted",
        "group_by": "",
        "group": "",
        "period": "Jul 22",
        "numerator": "1",
        "base": "",
    }
    assert rows[0] == {**first, "value": ""}
    assert {row["value"] for row in rows if row["measure"] == "good"} == {"1.0"}


def test_the_csv_file_never_takes_the_place_of_the_tracker(run: Run, tracker: Path) -> None:
    before = tracker.read_bytes()
    code, _, err = run("figures", tracker, "--csv", tracker.parent / "." / tracker.name)
    assert (code, "this is the tracker itself" in err) == (NOT_DONE, True)
    assert tracker.read_bytes() == before


@pytest.mark.parametrize("target", ["none/f.csv", "."], ids=["missing folder", "a folder"])
def test_a_csv_file_that_cannot_be_written_ends_with_1(run: Run, tracker: Path, target: str) -> None:
    code, _, err = run("figures", tracker, "--csv", tracker.parent / target)
    assert (code, "the file can't be written" in err, "should not" in err) == (NOT_DONE, True, False)


def test_the_figures_of_the_snapshot_are_printed_with_their_counts(run: Run, tracker: Path) -> None:
    code, out, _ = run("figures", tracker)
    assert code == DONE
    assert re.search(r"^\s+Rated Good or Outstanding\s+Not rated\s+100 %\s+1 of 1\s", out, re.MULTILINE)
    assert len([line for line in out.splitlines() if line.startswith("  ")]) == 14


@pytest.mark.parametrize("command", ["", *cli.commands])
def test_help_shows_how_it_is_used(run: Run, command: str) -> None:
    code, out, _ = run(*filter(None, [command, "--help"]))
    assert code == DONE
    assert re.search(rf"^\s+(Example: )?qa-workbook {command}", out, re.MULTILINE)


def test_as_a_process_it_ends_as_a_script_expects_without_colours(tracker: Path) -> None:
    environment = {**os.environ, "PYTHONWARNINGS": "error", "PYTHONIOENCODING": "utf-8"}
    words = [sys.executable, "-m", "qa_workbook"]
    done = subprocess.run([*words, "figures", tracker], capture_output=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (DONE, b"")
    assert b"Rated Good or Outstanding" in done.stdout
    assert b"\x1b" not in done.stdout
    lost = subprocess.run([*words, "check", tracker.parent], capture_output=True, env=environment, check=False)
    assert (lost.returncode, b"Traceback" in lost.stderr) == (NOT_DONE, False)


def test_a_day_before_the_reporting_month_can_not_be_the_day_as_at(run: Run, tracker: Path) -> None:
    code, _, err = run("figures", tracker, "--as-at", "2022-06-30")
    assert (code, "this day is before July 2022" in err) == (NOT_DONE, True)


def test_the_process_ends_with_the_same_code_as_the_command(tracker: Path) -> None:
    command = [sys.executable, "-m", "qa_workbook", "check"]
    done = subprocess.run([*command, str(tracker)], capture_output=True, check=False)
    assert (done.returncode, done.stdout.count(b"Everything was read."), done.stderr) == (DONE, 1, b"")
    gone = subprocess.run([*command, "none.xlsx"], capture_output=True, check=False)
    assert (gone.returncode, gone.stderr.count(b"\n")) == (NOT_DONE, 1)
