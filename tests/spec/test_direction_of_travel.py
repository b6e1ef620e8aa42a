"""The tables of this folder against the rules: the July 2022 snapshot, and an invented series for every rule."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest
from spec_tables import JULY_2022, invented, rows

import qa_workbook
from qa_workbook.measures.definitions import MEASURES
from qa_workbook.measures.direction import Direction, direction
from qa_workbook.measures.direction.caution import CAUTION, STOP
from qa_workbook.measures.direction.movement import MOVEMENT
from qa_workbook.measures.direction.pattern import PATTERN
from qa_workbook.measures.direction.series import Series
from qa_workbook.measures.direction.target import TARGET
from qa_workbook.measures.figures import Figures
from qa_workbook.measures.periods import Periods
from qa_workbook.measures.rating import rate
from qa_workbook.settings import Settings

TRACKER = Path(__file__).parents[3] / "shared" / "data" / "council_a.xlsx"
SNAPSHOT_ROWS = rows("direction_of_travel.md")
INVENTED_ROWS = rows("invented_series.md")


@pytest.fixture(scope="module")
def july_2022() -> tuple[Figures, Periods]:
    if not TRACKER.exists():
        pytest.skip("the council's tracker is not beside this repository")
    results = qa_workbook.measure(qa_workbook.read(TRACKER), JULY_2022)
    return results.figures, results.periods


def plain(text: str) -> str:
    """A sentence as the tables write it: with ordinary spaces."""
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize("row", SNAPSHOT_ROWS, ids=lambda row: row["measure"])
def test_a_snapshot_row_states_the_facts_of_the_report(row: dict[str, str], july_2022: tuple[Figures, Periods]) -> None:
    figures, periods = july_2022
    measure, settings = MEASURES[row["measure"]], Settings()
    said = direction(measure, figures, periods, settings)
    latest = Series.of(measure, figures, periods, settings).figure
    assert latest is not None
    assert str(latest.shown) == row["now"].removesuffix(" %")
    assert rate(measure, latest, settings, periods.month).value == row["rating"]
    for cell in filter(None, re.split(", ", row["compared with"])):
        _check_compared(cell, said)
    for cell in filter(None, (row["pattern"], row["target"])):
        rule, _, words = cell.partition(": ")
        statement = next(s for s in said.statements if s.rule == rule)
        assert all(word in plain(statement.text) for word in filter(None, words.split(", ")))
    assert row["must not say"] not in said.sentence
    if not row["pattern"]:
        assert {s.rule for s in said.statements}.isdisjoint({"in a row", "improvement held", "alternating"})


def _check_compared(cell: str, said: Direction) -> None:
    """`40 % in Q1 22/23`: among the inputs and in the sentence; in brackets: among the inputs."""
    shown, label = cell.strip("()").split(" in ")
    inputs = set(chain.from_iterable(s.inputs for s in said.statements if s.rule != "skipped"))
    assert (label, int(shown.removesuffix(" %"))) in inputs
    if not cell.startswith("("):
        assert shown in plain(said.sentence)
        names_its_end_only = any(s.rule.startswith("improvement") for s in said.statements)
        assert names_its_end_only or label.split()[0] in said.sentence


@pytest.mark.parametrize("row", INVENTED_ROWS, ids=lambda row: row["case"])
def test_an_invented_series_gives_its_sentence(row: dict[str, str]) -> None:
    measure, figures, periods, settings = invented(row["measure"], row["target"], row["figures, latest last"].split())
    said = direction(measure, figures, periods, settings).sentence
    assert plain(said) == row["sentence"]
    assert not re.search(r"\d[ %]*(?<!\u00a0)%", said), "a percentage has a no-break space"


def test_the_invented_series_reach_every_rule() -> None:
    spoken = set()
    for row in INVENTED_ROWS:
        given = invented(row["measure"], row["target"], row["figures, latest last"].split())
        series = Series.of(*given)
        kinds = [STOP] if any(rule(series) for rule in STOP) else [MOVEMENT, PATTERN, TARGET]
        spoken |= {next((rule for rule in rules if rule(series)), None) for rules in kinds}
        if len(kinds) > 1:
            said = [s for s in direction(*given).statements if s.rule not in {"skipped", "target changed"}]
            spoken |= {rule for rule in CAUTION if rule(series, said)}
    assert {*STOP, *MOVEMENT, *PATTERN, *TARGET, *CAUTION} <= spoken
