"""What the demo tracker's accepted audits found: ratings before and after moderation, practice areas, who took part.

Shares are met as far as whole audits allow, month by month, so that the story of `demo_story` shows whatever the seed.
Which audits get the better ratings depends on the team's strength and on chance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qa_workbook.templates.demo_story import AREAS_GOOD, RATES, whole_shares
from qa_workbook.templates.demo_words import CHILD_REASONS

if TYPE_CHECKING:
    import random
    from collections.abc import Mapping

    from qa_workbook.templates.demo_columns import Row
    from qa_workbook.templates.demo_story import Month

__all__ = ["settle_findings"]

RATINGS = ("Outstanding", "Good", "Requires improvement", "Inadequate")

MODERATED = 0.12
"""Share of rated audits whose rating moderation changes; 10 to 15 % is expected (domain section 8)."""
RAISED = 0.3
"""Share of those changes that are upwards."""

AREA_OUTSTANDING, AREA_INADEQUATE = 0.03, 0.09

SPEAKING_AGE = 4
WITH_CHAIR = ("Child protection", "Child in care")
WITHOUT_PERMANENCE = ("Assessment", "Child in need")
"""Legal statuses at which permanence is often not yet a question; its area is then N/A."""

REASONS = {"Unreachable": 4, "Declined": 3, "Inappropriate": 2, "Other": 1}
VIEWS = {"Positive": 11, "Mixed": 5, "Negative": 2}
UNASKED = 0.15
"""Share of those spoken to whose view nobody wrote down."""


def settle_findings(rng: random.Random, month: Month, rows: list[Row], strengths: Mapping[str, float]) -> None:
    """Fill in what the accepted audits of a service and month found.

    Args:
        rng: The source of chance.
        month: The month.
        rows: Rows of accepted audits; changed in place.
        strengths: Strength of practice by name of the team.
    """
    quality = [strengths[str(row["Team"])] + rng.gauss(0, 1) for row in rows]
    best_first = [row for _, row in sorted(zip(quality, rows, strict=True), key=lambda pair: -pair[0])]
    _final_ratings(month, best_first)
    _auditor_ratings(rng, rows)
    _areas(rng, month, best_first)
    _taking_part(rng, month, rows)


def _final_ratings(month: Month, best_first: list[Row]) -> None:
    outstanding, good, inadequate = (month.rate(RATES[name]) for name in ("Outstanding", "Good", "Inadequate"))
    shares = (outstanding, good, 1 - outstanding - good - inadequate, inadequate)
    _fill("Final rating", best_first, dict(zip(RATINGS, shares, strict=True)))
    improving = [row for row in best_first if row["Final rating"] == "Requires improvement"]
    low = month.rate(RATES["low"])
    _fill("RI low", improving, {"No": 1 - low, "Yes": low})


def _fill(heading: str, rows: list[Row], shares: Mapping[str, float]) -> None:
    """Share values out over rows in order: the first rows get the first value."""
    counts = whole_shares(len(rows), shares)
    values = (value for value, count in counts.items() for _ in range(count))
    for row, value in zip(rows, values, strict=True):
        row[heading] = value


def _auditor_ratings(rng: random.Random, rows: list[Row]) -> None:
    for row in rows:
        row["Auditor's rating"] = row["Final rating"]
    for row in rng.sample(rows, round(len(rows) * MODERATED)):
        row["Auditor's rating"] = _before_moderation(str(row["Final rating"]), raised=rng.random() < RAISED)


def _before_moderation(final: str, *, raised: bool) -> str:
    """The auditor's rating where moderation changed it by one step, upwards or downwards."""
    at = RATINGS.index(final)
    up = raised and final != RATINGS[-1]
    return RATINGS[at + 1] if up or final == RATINGS[0] else RATINGS[at - 1]


def _areas(rng: random.Random, month: Month, best_first: list[Row]) -> None:
    for area, rates in AREAS_GOOD.items():
        rated = [row for row in best_first if area != "Permanence" or _permanence_applies(rng, row)]
        good = month.rate(rates)
        shares = (AREA_OUTSTANDING, good - AREA_OUTSTANDING, 1 - good - AREA_INADEQUATE, AREA_INADEQUATE)
        _fill(area, _reordered(rng, rated), dict(zip(RATINGS, shares, strict=True)))


def _permanence_applies(rng: random.Random, row: Row) -> bool:
    applies = row["Legal status"] not in WITHOUT_PERMANENCE or rng.random() < 1 / 2
    row["Permanence"] = None if applies else "N/A"
    return applies


def _reordered(rng: random.Random, best_first: list[Row]) -> list[Row]:
    """Much the same order: an area of practice mostly goes with the whole, not always."""
    spread = max(len(best_first) / 3, 1)
    places = [place + rng.gauss(0, spread) for place in range(len(best_first))]
    return [row for _, row in sorted(zip(places, best_first, strict=True), key=lambda pair: pair[0])]


def _taking_part(rng: random.Random, month: Month, rows: list[Row]) -> None:
    child = [row for row in rows if row["Age"] is None or int(str(row["Age"])) >= SPEAKING_AGE]
    chair = [row for row in rows if row["Legal status"] in WITH_CHAIR]
    _answers(rng, "Child spoken to", month.rate(RATES["child"]), child, rows)
    _answers(rng, "Parent or carer spoken to", month.rate(RATES["family"]), rows[len(rows) // 30 :], rows)
    _answers(rng, "Social worker involved", month.rate(RATES["social worker"]), rows, rows)
    _answers(rng, "Team manager involved", month.rate(RATES["team manager"]), rows, rows)
    _answers(rng, "IRO or CP chair involved", month.rate(RATES["chair"]), chair, rows)
    for row in rows:
        _views(rng, row, "Child spoken to", "Reason child not spoken to", "Child's view")
        _views(rng, row, "Parent or carer spoken to", "Reason parent or carer not spoken to", "Parent or carer's view")


def _answers(rng: random.Random, heading: str, yes: float, eligible: list[Row], rows: list[Row]) -> None:
    for row in rows:
        row[heading] = "N/A"
    _fill(heading, rng.sample(eligible, len(eligible)), {"Yes": yes, "No": 1 - yes})


def _views(rng: random.Random, row: Row, spoken_to: str, reason: str, view: str) -> None:
    if row[spoken_to] == "No":
        row[reason] = rng.choices(CHILD_REASONS, [REASONS[name] for name in CHILD_REASONS])[0]
    elif row[spoken_to] == "Yes" and rng.random() >= UNASKED:
        row[view] = rng.choices(tuple(VIEWS), tuple(VIEWS.values()))[0]
