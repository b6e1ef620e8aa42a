"""Teams: bands of practice and coverage (domain section 7, figure 8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from qa_workbook.intake.vocabulary import GOOD, INADEQUATE, OUTSTANDING, RATINGS
from qa_workbook.measures.counting import in_span, share
from qa_workbook.measures.figures import percent
from qa_workbook.measures.periods import month_label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qa_workbook.intake.arrays import Array
    from qa_workbook.measures.figures import Figure
    from qa_workbook.measures.source import Source
    from qa_workbook.settings import Settings

__all__ = ["BANDS", "Counts", "band", "team_bands", "team_figures"]

BANDS = ("Too few", "Weaker practice", "Meeting both targets", "Variable", "Developing", "Mixed")
"""In the order in which they are tested; every team in scope is in exactly one."""

LEAST_AUDITS, WEAKER_FROM, VARIABLE_FROM = 2, 40, 40
_SPAN, _RECENT, _MANY = 6, 3, 3


class Counts(NamedTuple):
    """Audits of one team.

    Args:
        rated: Audits with a final rating.
        good: Those rated Good or Outstanding.
        weaker: Those rated Inadequate or at the lower end of Requires improvement.
        inadequate: Those rated Inadequate.
    """

    rated: int
    good: int
    weaker: int
    inadequate: int


def band(counts: Counts, settings: Settings, month: int) -> str:
    """The band of one team.

    Args:
        counts: Its audits in the last six audit months.
        settings: For the targets of good or better and of inadequate.
        month: Reporting month.

    Returns:
        The first band whose test holds. Shares are judged as shown, in whole per cent.
    """
    rated, good, weaker, inadequate = counts
    if rated < LEAST_AUDITS:
        return "Too few"
    goods, worst = percent(good, rated), percent(inadequate, rated)
    if percent(weaker, rated) >= WEAKER_FROM:
        return "Weaker practice"
    if goods >= _target("good_or_better", settings, month) and worst <= _target("inadequate", settings, month):
        return "Meeting both targets"
    if goods >= VARIABLE_FROM:
        return "Variable"
    return "Developing" if inadequate == 0 else "Mixed"


def _target(measure: str, settings: Settings, month: int) -> float:
    target = settings.target(measure, month)
    return target.value if target else {"good_or_better": 50, "inadequate": 9}[measure]


def team_bands(source: Source) -> dict[str, str]:
    """The band of every team in scope, in the order of the tracker's list."""
    final = source.core["final_rating"].cat.codes.to_numpy()
    inside = source.accepted & (final >= 0) & (source.team_codes >= 0)
    inside &= in_span(source.core["month"].to_numpy(), source.periods.last(_SPAN)).codes >= 0
    bad = final == RATINGS.index(INADEQUATE)
    low = source.core["ri_low"].to_numpy() & (final == RATINGS.index("Requires improvement"))
    good = np.isin(final, [RATINGS.index(OUTSTANDING), RATINGS.index(GOOD)])
    counts = zip(*(_per_team(source, inside & truth) for truth in (inside, good, bad | low, bad)), strict=True)
    month = source.periods.month
    return {team: band(Counts(*four), source.settings, month) for team, four in zip(source.teams, counts, strict=True)}


def _per_team(source: Source, truth: Array) -> list[int]:
    return [int(n) for n in np.bincount(source.team_codes[truth], minlength=len(source.teams))]


def team_figures(source: Source) -> Iterator[Figure]:
    """Bands and coverage; none without a list of teams in scope.

    Args:
        source: The tracker with its periods.
    """
    if not source.teams or not source.has("audits", "team"):
        return
    months, teams = source.core["month"].to_numpy(), len(source.teams)
    held = list(team_bands(source).values())
    span = in_span(months, source.periods.last(_SPAN)).periods[0]
    for name in BANDS:
        yield share("team_band", span, held.count(name), teams, "band", name)
    counted = source.accepted & (source.team_codes >= 0)
    this_month = _per_team(source, counted & (months == source.periods.month))
    yield share("teams_not_audited", month_label(source.periods.month), this_month.count(0), teams)
    recent = in_span(months, source.periods.last(_RECENT))
    audits = [min(n, _MANY) for n in _per_team(source, counted & (recent.codes >= 0))]
    for number in range(_MANY + 1):
        group = str(number) if number < _MANY else f"{_MANY}+"
        yield share("teams_by_audits", recent.periods[0], audits.count(number), teams, "audits", group)
