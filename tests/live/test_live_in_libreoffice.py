"""The add-in drives a real spreadsheet program: a tracker open in LibreOffice is read, refreshed, saved and drawn."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from live_tools import missing, validated

from qa_workbook import pipeline
from qa_workbook.writeback import inspect

DRIVE = Path(__file__).with_name("office_drive.py")
DEMO = Path(__file__).parents[2] / "workbook_templates" / "demo_tracker.xlsx"
OURS = ["Snapshot", "Ratings", "Practice areas"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="module")
def answers(folder: Path) -> dict[str, Any]:
    if shutil.which("soffice") is None:
        missing("LibreOffice", "apt-get install libreoffice-calc python3-uno")
    tracker = folder / "tracker.xlsx"
    tracker.write_bytes(DEMO.read_bytes())
    pipeline.refresh(tracker, out=folder / "closed.xlsx")
    environment = os.environ | {"TMPDIR": str(folder)}
    command = [sys.executable, DRIVE, tracker, folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=120)
    if "No module named 'uno'" in done.stderr:
        missing("python3-uno for this Python", "apt-get install python3-uno, and use the system's version of Python")
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_open_workbook_is_read_as_the_closed_one(answers: dict[str, Any]) -> None:
    assert set(answers["same_grids"].values()) == {True}


def test_the_first_refresh_copies_the_sheets_in_with_their_charts(answers: dict[str, Any]) -> None:
    first = answers["first"]
    assert first["sheets"][-3:] == OURS
    assert [first["charts"][name] for name in OURS] == [2, 7, 6]


@pytest.mark.parametrize(
    ("when", "before"), [("first", "before"), ("second", "before_second"), ("third", "before_second")]
)
def test_the_persons_sheets_stay_cell_for_cell(answers: dict[str, Any], when: str, before: str) -> None:
    assert answers[when]["theirs"] == answers[before]
    assert answers[when]["charts"]["Our chart"] == 1


@pytest.mark.parametrize("when", ["first", "second", "third"])
def test_the_person_is_where_they_were(answers: dict[str, Any], when: str) -> None:
    assert answers[when]["in_front"] == ["Audits", "$C$5:$D$6"]
    assert answers[when]["calculation"] == "automatic"
    assert answers[when]["open"] == 1
    assert answers[when]["said"][-1] is False


def test_an_edit_that_nobody_saved_is_in_the_second_refresh(answers: dict[str, Any]) -> None:
    assert answers["old_share"] != answers["new_share"]
    assert answers["first"]["alt"] == answers["second"]["alt"]


def test_the_second_refresh_wrote_values_only(answers: dict[str, Any]) -> None:
    assert answers["second"]["names"] == answers["first"]["names"]
    assert answers["second"]["sheets"] == answers["first"]["sheets"]


def test_a_text_like_a_month_stays_a_text(answers: dict[str, Any]) -> None:
    """A program that reads texts as if typed would have made dates, which are numbers, of them."""
    texts = [cell for row in answers["new_share"] for cell in row if isinstance(cell, str)]
    assert "Oct 26" in texts
    assert [len(row) for row in answers["new_share"]] == [25] * 37


def test_a_sheet_that_lost_its_mark_is_drawn_anew_in_its_place(answers: dict[str, Any]) -> None:
    assert answers["third"]["sheets"] == answers["first"]["sheets"]
    assert answers["third"]["charts"] == answers["first"]["charts"]


def test_what_was_saved_is_known_to_a_closed_refresh(folder: Path, answers: dict[str, Any]) -> None:
    assert answers
    assert inspect(folder / "second.xlsx").own == {name: name for name in OURS}
    done = pipeline.refresh(folder / "second.xlsx", out=folder / "again.xlsx")
    assert done.placement.replaced == tuple(OURS)
    assert done.placement.added == ()


def test_what_was_saved_has_no_fault_but_libreoffices_own(folder: Path, answers: dict[str, Any]) -> None:
    """LibreOffice's own faults are those that it makes when it copies the same sheets by itself, and saves."""
    assert answers
    assert faults(folder / "second.xlsx") <= faults(folder / "imported.xlsx")


def faults(file: Path) -> set[str]:
    return {fault["description"] for fault in json.loads(validated(file))["errors"]}


def test_it_can_be_drawn(folder: Path, answers: dict[str, Any]) -> None:
    assert answers
    if shutil.which("pdftoppm") is None:
        missing("pdftoppm", "apt-get install poppler-utils")
    subprocess.run(["pdftoppm", "-r", "50", "-singlefile", folder / "snapshot.pdf", folder / "drawn"], check=True)
    header, size, depth, pixels = (folder / "drawn.ppm").read_bytes().split(b"\n", 3)
    assert (header, depth) == (b"P6", b"255")
    assert int(size.split()[0]) > int(size.split()[1])
    assert {b"\x12\x43\x6d"} <= {pixels[at : at + 3] for at in range(0, len(pixels), 3)}  # the navy of the ratings
