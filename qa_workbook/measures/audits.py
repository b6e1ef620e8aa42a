"""The measures whose rows are audits: overall, by legal status, practice area, service and team."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from qa_workbook.intake.vocabulary import LEGAL_STATUSES
from qa_workbook.measures.available import can_measure
from qa_workbook.measures.counting import by_month, by_quarter, in_span
from qa_workbook.measures.definitions import AUDIT_MEASURES, RATING_MEASURES, Measure, area_column, rating_measures

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa_workbook.measures.counting import Buckets
    from qa_workbook.measures.figures import Figure
    from qa_workbook.measures.source import Source

__all__ = ["audit_figures"]


def audit_figures(source: Source) -> Iterator[Figure]:
    """Every measure of audits for every month and quarter and, of the ratings, for every group.

    Args:
        source: The tracker with its periods.
    """
    yield from _measured(source.core, AUDIT_MEASURES, _months_and_quarters(source, source.core), source)
    yield from _by_legal_status(source)
    yield from _by_area(source)
    yield from _by_service(source)
    yield from _by_team(source)


def _measured(
    frame: pd.DataFrame, measures: Iterable[Measure], buckets: list[Buckets], source: Source
) -> Iterator[Figure]:
    for measure in measures:
        if can_measure(source.tracker, measure):
            counts = source.truth(measure.counts, frame)
            base = source.truth(measure.base, frame) if measure.base else None
            for bucket in buckets:
                yield from bucket.figures(measure, counts, base)


def _months_and_quarters(source: Source, frame: pd.DataFrame) -> list[Buckets]:
    months = frame["month"].to_numpy()
    return [by_month(months, source.months), _quarters(source, frame)]


def _quarters(source: Source, frame: pd.DataFrame) -> Buckets:
    return by_quarter(frame["month"].to_numpy(), source.periods.quarters, source.periods.month)


def _by_legal_status(source: Source) -> Iterator[Figure]:
    if source.has("audits", "legal_status"):
        codes: Any = source.core["legal_status"].cat.codes.to_numpy()
        buckets = _quarters(source, source.core).grouped("legal status", LEGAL_STATUSES, codes)
        yield from _measured(source.core, RATING_MEASURES, [buckets], source)


def _by_area(source: Source) -> Iterator[Figure]:
    quarters = _quarters(source, source.core)
    zeros = np.zeros(len(source.core), np.int64)
    for area in source.settings.practice_areas:
        if source.has("audits", area_column(area)):
            column = area_column(area)
            buckets = quarters.grouped("practice area", (area,), zeros)
            yield from _measured(source.core, rating_measures(column, f"{column} low"), [buckets], source)


def _by_service(source: Source) -> Iterator[Figure]:
    audits = source.audits
    named = audits["service"].where(~audits["core"], source.settings.core_service)
    groups = [service for service in source.services if (named == service).any()]
    codes = pd.Categorical(named, categories=groups).codes
    yield from _measured(audits, RATING_MEASURES, [_quarters(source, audits).grouped("service", groups, codes)], source)


def _by_team(source: Source) -> Iterator[Figure]:
    """Ratings of every team in scope over the last six audit months (domain section 7)."""
    if source.teams:
        span = in_span(source.core["month"].to_numpy(), source.periods.last(6))
        buckets = span.grouped("team", source.teams, source.team_codes)
        yield from _measured(source.core, RATING_MEASURES, [buckets], source)
