"""The words of the field that every later stage shares: ratings, legal statuses, outcomes (domain sections 1 and 2)."""

from __future__ import annotations

__all__ = [
    "ACTION_KINDS",
    "GOOD",
    "INADEQUATE",
    "LEGAL_STATUSES",
    "OUTCOMES",
    "OUTSTANDING",
    "RATINGS",
    "REASONS",
    "REQUIRES_IMPROVEMENT",
    "VIEWS",
]

OUTSTANDING, GOOD, REQUIRES_IMPROVEMENT, INADEQUATE = "Outstanding", "Good", "Requires improvement", "Inadequate"
RATINGS = (OUTSTANDING, GOOD, REQUIRES_IMPROVEMENT, INADEQUATE)
"""The four ratings, best first."""

OUTCOMES = ("accepted", "below standard", "not submitted", "exempt", "in progress")
LEGAL_STATUSES = (
    "Assessment",
    "Child in need",
    "Child protection",
    "Children with disabilities",
    "Child in care",
    "Care leaver",
)
ACTION_KINDS = ("care planning", "non-care planning")
REASONS = ("Inappropriate", "Unreachable", "Declined", "Other")
VIEWS = ("Positive", "Mixed", "Negative")
