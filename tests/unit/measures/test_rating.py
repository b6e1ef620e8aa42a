"""The RAG rating, at and around each limit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qa_workbook.measures.definitions import MEASURES
from qa_workbook.measures.figures import Figure
from qa_workbook.measures.rating import Rag, rate
from qa_workbook.settings import Settings, Target

JULY_2022 = 12 * 2022 + 6
GREEN, AMBER, RED, NOT_RATED = Rag.GREEN, Rag.AMBER, Rag.RED, Rag.NOT_RATED


def figure(key: str, numerator: int, base: int | None, group_by: str = "") -> Figure:
    value = numerator / base if base else None
    return Figure(key, group_by, "a group" if group_by else "", "Jul 22", numerator, base, value)


@pytest.mark.parametrize(
    ("key", "numerator", "base", "expected"),
    [
        ("good_or_better", 100, 200, GREEN),
        ("good_or_better", 99, 200, GREEN),  # 49.5 % is shown as 50 %
        ("good_or_better", 98, 200, AMBER),
        ("good_or_better", 80, 200, AMBER),  # 10 points under
        ("good_or_better", 78, 200, RED),
        ("inadequate", 7, 74, GREEN),  # 9.46 % is shown as 9 %
        ("inadequate", 20, 200, AMBER),
        ("inadequate", 30, 200, AMBER),  # 6 points over
        ("inadequate", 32, 200, RED),
        ("inadequate", 0, 5, GREEN),
        ("audits_accepted", 45, None, GREEN),
        ("audits_accepted", 41, None, AMBER),  # 10 % of 45 is 4.5
        ("audits_accepted", 40, None, RED),
        ("audits_accepted", 0, None, RED),
        ("good_or_better", 4, 4, NOT_RATED),
        ("good_or_better", 0, 0, NOT_RATED),
        ("requires_improvement", 20, 40, NOT_RATED),
    ],
)
def test_the_number_as_shown_is_judged(key: str, numerator: int, base: int | None, expected: Rag) -> None:
    assert rate(MEASURES[key], figure(key, numerator, base), Settings(), JULY_2022) is expected


def test_without_a_figure_nothing_is_rated() -> None:
    assert rate(MEASURES["inadequate"], None, Settings(), JULY_2022) is NOT_RATED


def test_a_measure_that_gets_better_in_neither_direction_is_not_rated() -> None:
    settings = replace(Settings(), targets=(Target("requires_improvement", 50),))
    found = rate(MEASURES["requires_improvement"], figure("requires_improvement", 30, 40), settings, JULY_2022)
    assert found is NOT_RATED


def test_the_target_of_a_count_is_not_that_of_a_group() -> None:
    counted = figure("audits_accepted", 5, None, "team")
    assert rate(MEASURES["audits_accepted"], counted, Settings(), JULY_2022) is NOT_RATED


def test_a_past_period_is_judged_by_the_target_of_its_own_time() -> None:
    settings = replace(Settings(), targets=(Target("inadequate", 20), Target("inadequate", 9, since=JULY_2022)))
    measure, found = MEASURES["inadequate"], figure("inadequate", 20, 100)
    assert [rate(measure, found, settings, month) for month in (JULY_2022 - 1, JULY_2022)] == [GREEN, RED]
