"""Intervals against published worked examples and against their defining equation."""

from __future__ import annotations

from math import sqrt

import pytest

from qa_workbook.measures.statistics import Z_95, change_could_be_chance, newcombe, wilson

# Newcombe (1998), Statistics in Medicine 17, 857-872, table I: score method without continuity correction.
SINGLE = [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]

# Newcombe (1998), Statistics in Medicine 17, 873-890, table II: method 10.
DIFFERENCES = [
    ((56, 70, 48, 80), (0.0524, 0.3339)),
    ((9, 10, 3, 10), (0.1705, 0.8090)),
    ((6, 7, 2, 7), (0.0582, 0.8062)),
    ((5, 56, 0, 29), (-0.0381, 0.1926)),
    ((0, 10, 0, 20), (-0.1611, 0.2775)),
    ((0, 10, 0, 10), (-0.2775, 0.2775)),
    ((10, 10, 0, 20), (0.6791, 1.0)),
    ((10, 10, 0, 10), (0.6075, 1.0)),
]


@pytest.mark.parametrize(("k", "n", "low", "high"), SINGLE)
def test_wilson_gives_the_published_limits(k: int, n: int, low: float, high: float) -> None:
    assert wilson(k, n) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("counts", "limits"), DIFFERENCES)
def test_newcombe_gives_the_published_limits(counts: tuple[int, int, int, int], limits: tuple[float, float]) -> None:
    assert newcombe(*counts) == pytest.approx(limits, abs=5e-5)


@pytest.mark.parametrize("n", [1, 5, 35, 146])
def test_a_wilson_limit_is_a_share_that_lies_z_standard_errors_off(n: int) -> None:
    for k in range(n + 1):
        for limit in wilson(k, n):
            assert abs(k / n - limit) == pytest.approx(Z_95 * sqrt(limit * (1 - limit) / n), abs=1e-9)


def test_the_limits_mirror_each_other() -> None:
    low, high = newcombe(7, 35, 54, 136)
    assert newcombe(54, 136, 7, 35) == pytest.approx((-high, -low))
    assert newcombe(28, 35, 82, 136) == pytest.approx((-high, -low))


def test_chance_explains_what_the_interval_does_not_exclude() -> None:
    assert not change_could_be_chance(7, 35, 54, 136)
    assert change_could_be_chance(20, 33, 90, 136)
    assert change_could_be_chance(0, 10, 0, 10)


@pytest.mark.parametrize(("k", "n"), [(0, 0), (1, 0), (-1, 5), (6, 5)])
def test_what_is_no_share_is_refused_with_a_sentence(k: int, n: int) -> None:
    with pytest.raises(ValueError, match=r"base.*\.$"):
        wilson(k, n)
