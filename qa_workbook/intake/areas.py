"""The columns of the practice areas, which are a setting (domain section 2)."""

from __future__ import annotations

from qa_workbook.intake.columns import Column, Kind, phrases
from qa_workbook.intake.text import plain

__all__ = ["area_columns"]

_AREA_SYNONYMS = {
    "Assessment": "assessment|assessments|quality of assessment|assessment quality|assessment and analysis",
    "Risk assessment and response": "risk assessment and response|risk|risk assessment|risk and response|response to risk|risk response"
    "|risk identification and response|risk management",
    "Planning and review": "planning and review|planning|plans|smart planning|quality of planning|plan|planning and reviewing|care planning"
    "|plans and reviews|quality of plan|quality of plans",
    "Relational intervention and review": "relational intervention and review|relational intervention|relational practice|intervention|interventions"
    "|direct work|relationship based practice|intervention and review|intervention and impact|relationships",
    "Permanence": "permanence|permanency|permanence planning|permanency planning|planning for permanence",
    "Management oversight and supervision": "management oversight and supervision|management oversight|supervision|oversight"
    "|supervision and management oversight|oversight and supervision|management oversight supervision|manager oversight",
}  # fmt: skip

_AREA_WORDS = ("final", "moderated", "moderator", "moderated grade", "final grade", "rating", "grade", "final rating", "moderated rating",
               "moderator grade", "moderator rating", "judgement", "agreed", "moderators grade", "moderators rating", "agreed grade", "agreed rating")  # fmt: skip


def area_columns(areas: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns of the practice areas, which are a setting.

    Args:
        areas: Names of the areas, in reporting order.

    Returns:
        One column an area; its headings are the area's name, known variants of it, and both with words for the final rating.
    """
    found = []
    for area in areas:
        names = dict.fromkeys((plain(area), *phrases(_AREA_SYNONYMS.get(area, ""))))
        more = tuple(f"{name} {word}" for name in names for word in _AREA_WORDS)
        found.append(Column(f"area: {area}", Kind.RATING, (*names, *more)))
    return tuple(found)
