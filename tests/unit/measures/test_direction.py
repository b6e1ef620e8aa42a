"""The direction of travel for any series at all, for groups, and its titles and headlines."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa_workbook.measures.definitions import MEASURES, Better, Measure, Per
from qa_workbook.measures.direction import Direction, Statement, direction, finding, headlines
from qa_workbook.measures.figures import Figure, Figures
from qa_workbook.measures.periods import Periods, month_end, month_label, quarter_label
from qa_workbook.settings import Settings, Target

JUNE_2022, JULY_2022 = 12 * 2022 + 5, 12 * 2022 + 6
LONGEST = 160
MOST_NUMBERS = 3
PERIOD = re.compile(r"\b(Q\d \d\d/\d\d|Q\d|[A-Z][a-z]{2} \d\d|15 months)\b")

shares = st.integers(0, 60).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))
counts = st.tuples(st.integers(0, 90), st.none())


@st.composite
def reports(draw: st.DrawFn) -> tuple[Measure, Figures, Periods, Settings]:
    """A measure with a random series, gaps, skipped months and up to two targets."""
    key = draw(st.sampled_from(["good_or_better", "inadequate", "completion_rate", "audits_accepted"]))
    measure = replace(MEASURES[key], better=draw(st.sampled_from(Better)))
    month = draw(st.sampled_from([JUNE_2022, JULY_2022]))
    held = draw(st.lists(st.integers(month - 14, month), unique=True))
    periods = Periods(month, month_end(month), tuple(sorted({*held, month})))
    quarterly = measure.per is Per.QUARTER
    labels = [quarter_label(q) for q in periods.quarters] if quarterly else [month_label(m) for m in periods.window]
    found = [draw(st.none() | (counts if measure.is_count else shares)) for _ in labels]
    figures = [
        Figure(key, "", "", label, pair[0], pair[1], pair[0] / pair[1] if pair[1] else None)
        for label, pair in zip(labels, found, strict=True)
        if pair is not None
    ]
    values = draw(st.lists(st.integers(0, 100), max_size=2))
    sinces = (None, draw(st.integers(month - 14, month)))
    targets = tuple(Target(key, value, since) for value, since in zip(values, sinces, strict=False))
    return measure, Figures.of(figures), periods, replace(Settings(), targets=targets)


def numbers(text: str) -> list[str]:
    """The numbers of a text, besides the names of periods."""
    return re.findall(r"\d+", PERIOD.sub("", text))


def held(statements: tuple[Statement, ...]) -> set[str]:
    """Every number among the inputs of statements, as a text."""
    return {f"{value:g}" for s in statements for _, value in s.inputs if isinstance(value, int | float)}


@settings(derandomize=True, deadline=None, max_examples=600)
@given(reports())
def test_any_series_gives_a_short_sentence_whose_numbers_are_among_the_inputs(
    report: tuple[Measure, Figures, Periods, Settings],
) -> None:
    said = direction(*report)
    assert re.fullmatch(r"[A-Z0-9][^.]*\.", said.sentence)
    assert len(said.sentence) <= LONGEST
    assert said.sentence.count(";") <= 1
    assert len(numbers(said.sentence)) <= MOST_NUMBERS
    assert set(numbers(said.sentence)) <= held(said.statements)
    assert len(finding(*report).split(" ")) <= 10


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.lists(reports(), min_size=1, max_size=4))
def test_any_report_gives_at_most_five_headlines_of_at_most_three_numbers(
    drawn: list[tuple[Measure, Figures, Periods, Settings]],
) -> None:
    figures = Figures({key: figure for _, found, _, _ in drawn for key, figure in found.by_key.items()})
    said = headlines(figures, drawn[0][2], Settings())
    assert len(said) <= 5
    for statement in said:
        assert statement.text.endswith(".")
        assert len(numbers(statement.text)) <= MOST_NUMBERS
        assert set(numbers(statement.text)) <= held((statement,))


def quarters(key: str, *cells: tuple[int, int], group: str = "") -> Figures:
    """Figures of the quarters up to Q2 22/23."""
    last = 4 * 2022 + 1
    labels = [quarter_label(q) for q in range(last - len(cells) + 1, last + 1)]
    group_by = "legal status" if group else ""
    return Figures.of(Figure(key, group_by, group, p, k, n, k / n) for p, (k, n) in zip(labels, cells, strict=True))


def july(month: int = JULY_2022) -> Periods:
    return Periods(month, month_end(month), tuple(range(12 * 2021 + 6, month + 1)))


GOOD = [(50, 146), (40, 130), (27, 74), (54, 136), (7, 35)]


def said_of(figures: Figures, key: str = "good_or_better", group: str = "") -> Direction:
    group_by = "legal status" if group else ""
    return direction(MEASURES[key], figures, july(), Settings(), group_by=group_by, group=group)


def test_a_group_is_judged_by_its_own_figures_alone() -> None:
    whole, group = quarters("good_or_better", *GOOD), quarters("good_or_better", (1, 4), group="Care leaver")
    both = Figures({**whole.by_key, **group.by_key})
    assert said_of(both, group="Care leaver").sentence == "1 of 4: too few to judge."
    assert said_of(both) == said_of(whole)


def test_a_quarter_to_date_is_noted_for_the_page_and_a_whole_quarter_is_not() -> None:
    figures, measure = quarters("good_or_better", *GOOD), MEASURES["good_or_better"]
    september = july(JULY_2022 + 2)
    assert [note.rule for note in said_of(figures).notes] == ["quarter to date"]
    assert direction(measure, figures, september, Settings()).notes == ()


def test_a_statement_tells_why() -> None:
    movement = said_of(quarters("good_or_better", *GOOD)).statements[0]
    assert movement.rule == "change since both periods before"
    assert ("Q1 22/23", 40) in movement.inputs
    assert ("Q1 22/23, counts", "54 of 136") in movement.inputs
    assert ("95 % interval of the change since Q1 22/23", (-32.7, -2.0)) in movement.inputs


@pytest.mark.parametrize(
    ("key", "cells", "title"),
    [
        ("good_or_better", GOOD, "Good or better halved to 20 % this quarter"),
        ("good_or_better", [(20, 100), (41, 100)], "Good or better doubled to 41 % this quarter"),
        ("good_or_better", [(50, 100), (20, 100), (22, 100)], "Good or better steady at 22 %, below target"),
        ("good_or_better", [(7, 35)], "Good or better at 20 %, below target"),
        ("good_or_better", [(20, 40), (1, 4)], "Good or better: 1 of 4, too few to judge"),
        ("inadequate", [(4, 40), (3, 40), (4, 40), (3, 40)], "Inadequate: target met in alternate quarters"),
        ("family_involved", [(90, 136), (20, 33)], "Parents or carers spoken to fell to 61 % from 66 %"),
        ("planning_good", [(23, 74), (58, 136), (10, 35)], "Planning: rise in Q1 not sustained"),
        ("social_worker_involved", [(99, 100)] * 5, "Social workers involved at 99 %, target met throughout"),
    ],
)
def test_a_title_says_the_finding(key: str, cells: list[tuple[int, int]], title: str) -> None:
    found = finding(MEASURES[key], quarters(key, *cells), july(), Settings())
    assert found.replace("\u00a0", " ") == title


@pytest.mark.parametrize(
    ("accepted", "title"),
    [
        ([30, 44, 52, 40, 44, 35], "Baseline of 45 met once in six months"),
        ([30, 44, 44, 40, 44, 35], "Baseline of 45 not met in six months"),
        ([50, 44, 52, 45, 44, 47], "Baseline of 45 met four times in six months"),
        ([50, 46, 52, 45, 48, 47], "Baseline of 45 met in all six months"),
        ([52, 35], "Audits accepted fell to 35 from 52"),
    ],
)
def test_the_title_of_a_count_says_how_often_its_baseline_was_met(accepted: list[int], title: str) -> None:
    months = range(JULY_2022 - len(accepted) + 1, JULY_2022 + 1)
    figures = Figures.of(
        Figure("audits_accepted", "", "", month_label(m), n, None, None) for m, n in zip(months, accepted, strict=True)
    )
    assert finding(MEASURES["audits_accepted"], figures, july(), Settings()) == title


def test_the_headlines_say_what_got_worse_what_is_red_what_is_met_and_what_is_thin() -> None:
    series = {
        "good_or_better": GOOD,
        "inadequate": [(13, 146), (26, 130), (7, 74), (20, 136), (3, 35)],
        "planning_good": [(40, 100), (60, 100)],
        "iro_cp_chair_involved": [(70, 70), (66, 66), (30, 30), (72, 72), (23, 25)],
        "child_involved": [(60, 100), (5, 7)],
    }
    figures = Figures.of(figure for key, cells in series.items() for figure in quarters(key, *cells))
    said = headlines(figures, july(), Settings())
    assert [s.text.replace("\u00a0", " ") for s in said] == [
        "Good or better fell from 40 % in Q1 to 20 %, more than chance would explain.",
        "Red: Good or better.",
        "Target met: Inadequate and planning.",
        "Planning rose from 40 % in Q1 to 60 %, more than chance would explain.",
        "Too few to judge a change: children spoken to.",
    ]
