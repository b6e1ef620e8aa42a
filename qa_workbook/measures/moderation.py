"""Moderation: how often the final rating differs from the auditor's (domain section 8, table 1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from qa_workbook.intake.text import plain
from qa_workbook.intake.vocabulary import INADEQUATE, RATINGS
from qa_workbook.measures.counting import by_month, in_span, share
from qa_workbook.measures.figures import Figure
from qa_workbook.measures.periods import month_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from qa_workbook.intake.arrays import Array, Truth
    from qa_workbook.measures.counting import Buckets
    from qa_workbook.measures.source import Source

__all__ = ["moderation_figures", "weighted_kappa"]

LEAST_FOR_KAPPA = 20
"""Kappa is given from so many audits on, and never alone (domain section 8)."""

_SPAN = 6


def moderation_figures(source: Source) -> Iterator[Figure]:
    """Table 1 for every month shown and for the last six audit months, with the matrix and the agreement.

    Args:
        source: The tracker with its periods.
    """
    if not source.has("audits", "auditor_rating"):
        return
    months = source.core["month"].to_numpy()
    span = in_span(months, source.periods.last(_SPAN))
    yield from _effect(source, by_month(months, source.months))
    if span.periods[0] not in {month_label(month) for month in source.months}:
        yield from _effect(source, span)
    yield from _matrix(source, span)
    yield from _by_own_team(source, span)


def _codes(source: Source) -> tuple[Array, Array, Truth]:
    """Auditor's and final rating of every core audit, and which audits have both and are accepted."""
    auditor = source.core["auditor_rating"].cat.codes.to_numpy()
    final = source.core["final_rating"].cat.codes.to_numpy()
    return auditor, final, source.accepted & (auditor >= 0) & (final >= 0)


def _effect(source: Source, buckets: Buckets) -> Iterator[Figure]:
    auditor, final, both = _codes(source)
    worst = RATINGS.index(INADEQUATE)
    facts = {
        "upgraded": (final < auditor, both),
        "downgraded": (final > auditor, both),
        "inadequate_found_by_moderator": (auditor != worst, both & (final == worst)),
        "moderation_agreed": (final == auditor, both),
    }
    for measure, (counts, base) in facts.items():
        totals = zip(buckets.periods, buckets.count(counts & base), buckets.count(base), strict=True)
        for period, numerator, of in totals:
            yield share(measure, period, numerator, of)


def _matrix(source: Source, span: Buckets) -> Iterator[Figure]:
    """Auditor by final rating, and kappa where there are enough audits for it."""
    auditor, final, both = _codes(source)
    inside = both & (span.codes >= 0)
    counts = np.bincount(4 * auditor[inside] + final[inside], minlength=16).reshape(4, 4)
    total, period = int(counts.sum()), span.periods[0]
    for row, theirs in enumerate(RATINGS):
        for column, ours in enumerate(RATINGS):
            label = f"{theirs} to {ours}"
            yield share("moderation_matrix", period, int(counts[row, column]), total, "auditor to final rating", label)
    kappa = weighted_kappa(counts.tolist())
    if total >= LEAST_FOR_KAPPA and kappa is not None:
        yield Figure("moderation_kappa", "", "", period, None, total, kappa)


def weighted_kappa(matrix: list[list[int]]) -> float | None:
    """Cohen's kappa with quadratic weights.

    Args:
        matrix: Counts, auditor's rating by row and final rating by column, ratings in order.

    Returns:
        Up to 1 (full agreement); `None` where all audits have one and the same rating, which leaves it undefined.

    Source:
        Cohen (1968), Psychological Bulletin 70(4), with weights (i - j) squared.
    """
    size, total = len(matrix), sum(map(sum, matrix))
    rows, columns = [sum(row) for row in matrix], [sum(column) for column in zip(*matrix, strict=True)]
    cells = [(i, j) for i in range(size) for j in range(size)]
    seen = sum((i - j) ** 2 * matrix[i][j] for i, j in cells)
    expected = sum((i - j) ** 2 * rows[i] * columns[j] for i, j in cells) / total if total else 0
    return 1 - seen / expected if expected else None


def _by_own_team(source: Source, span: Buckets) -> Iterator[Figure]:
    """Changed ratings where the auditor audited the own team, against other teams."""
    teams = source.auditor_teams
    if teams is None:
        return
    auditor, final, both = _codes(source)
    number: dict[str, int] = {}
    theirs, audited = _numbered(teams, number), _numbered(source.core["team"], number)
    groups = np.where((theirs < 0) | (audited < 0), -1, (theirs != audited).astype(np.int64))
    split = span.grouped("auditor", ("own team", "other team"), groups)
    for group, counts, base in zip(
        split.groups, split.count(both & (final != auditor)), split.count(both), strict=True
    ):
        yield share("moderation_changed", span.periods[0], counts, base, "auditor", group)


def _numbered(names: pd.Series[Any], number: dict[str, int]) -> Array:
    """The same number for the same team's name; -1 for none."""
    known = {name: number.setdefault(plain(name), len(number)) for name in names.dropna().unique()}
    return np.array([known.get(name, -1) for name in names], np.int64)
