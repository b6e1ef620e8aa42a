"""The functions for cells answer as the dashboard does, and read the tracker once for all cells of a calculation."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from qa_workbook import pipeline, udfs
from qa_workbook.intake import read_closed
from qa_workbook.measures.definitions import MEASURES
from qa_workbook.measures.direction import direction
from qa_workbook.measures.statistics import wilson

DEMO = Path(__file__).parents[2] / "workbook_templates" / "demo_tracker.xlsx"


@pytest.fixture(scope="module")
def results() -> Any:
    return pipeline.measure(pipeline.read(DEMO))


@pytest.fixture(autouse=True)
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A tracker in front, whose readings are noted."""
    noted: list[str] = []

    def read_open(book: Any) -> Any:
        noted.append(book.fullname)
        return read_closed(DEMO)

    monkeypatch.setattr("xlwings.Book.caller", lambda: SimpleNamespace(fullname="tracker.xlsm"))
    monkeypatch.setattr("qa_workbook.intake.live.read_open", read_open)
    udfs._MEMORIES.clear()
    return noted


def test_a_share_is_that_of_the_dashboard(results: Any) -> None:
    figure = results.figures.get("good_or_better", "Q3 26/27")
    assert udfs.qa_figure("good_or_better") == figure.value
    assert udfs.qa_figure("good_or_better", "Q3 26/27", part="numerator") == figure.numerator
    assert udfs.qa_figure("good_or_better", part="base") == figure.base


def test_a_count_has_a_number_and_no_base(results: Any) -> None:
    assert udfs.qa_figure("audits_accepted") == results.figures.get("audits_accepted", "Oct 26").numerator
    assert udfs.qa_figure("audits_accepted", part="base") == ""


@pytest.mark.parametrize("period", ["Aug 26", "August 2026", dt.datetime(2026, 8, 15, tzinfo=dt.UTC)])
def test_a_month_may_be_written_as_people_do(results: Any, period: object) -> None:
    assert udfs.qa_figure("audits_accepted", period) == results.figures.get("audits_accepted", "Aug 26").numerator


def test_a_group_is_asked_for_by_its_name(results: Any) -> None:
    group = results.figures.groups("good_or_better", "legal status")[0]
    held = results.figures.get("good_or_better", "Q3 26/27", "legal status", group)
    assert udfs.qa_figure("good_or_better", "", "legal status", group) == held.value


def test_what_has_no_figure_is_a_blank() -> None:
    assert udfs.qa_figure("good_or_better", "", "team", "No such team") == ""


def test_the_word_and_the_sentence_are_those_of_the_snapshot(results: Any) -> None:
    measure = MEASURES["good_or_better"]
    assert udfs.qa_rag("good_or_better") == "Green"
    said = direction(measure, results.figures, results.periods, results.settings).sentence
    assert udfs.qa_direction("good_or_better") == said


def test_wilson_bounds_are_those_of_the_statistics() -> None:
    assert (udfs.qa_wilson_low(7.0, 35.0), udfs.qa_wilson_high(7.0, 35.0)) == wilson(7, 35)


@pytest.mark.parametrize(("numerator", "base"), [(8, 7), (-1, 5), (0, 0), ("x", 3), (None, None)])
def test_impossible_counts_say_what_to_give(numerator: object, base: object) -> None:
    assert udfs.qa_wilson_low(numerator, base) == udfs.qa_wilson_high(numerator, base)
    assert "Give a numerator" in udfs.qa_wilson_low(numerator, base)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: udfs.qa_figure("goodness"), "no such measure"),
        (lambda: udfs.qa_figure("good_or_better", "when?"), "Write Q2 22/23 or Jul 22"),
        (lambda: udfs.qa_figure("good_or_better", part="denominator"), "value, numerator or base"),
    ],
)
def test_a_mistake_is_told_in_the_cell(call: Any, words: str) -> None:
    assert words in call()


def test_a_hundred_cells_read_the_tracker_once(reads: list[str]) -> None:
    for _ in range(100):
        udfs.qa_figure("good_or_better")
    assert reads == ["tracker.xlsm"]


def test_after_a_pause_it_is_read_anew_and_computed_only_when_changed(
    reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    udfs.qa_figure("good_or_better")
    held = udfs._MEMORIES["tracker.xlsm"].results
    monkeypatch.setattr(udfs, "PAUSE", -1.0)
    udfs.qa_figure("good_or_better")
    assert len(reads) == 2
    assert udfs._MEMORIES["tracker.xlsm"].results is held


def test_a_button_imports_nothing_heavy_before_it_is_clicked() -> None:
    code = "import sys, qa_workbook.addin; print(sorted({'pandas', 'xlwings', 'lxml', 'click'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
