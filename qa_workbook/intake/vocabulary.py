"""The words of the field that later stages share: ratings, legal statuses, outcomes (domain sections 1, 2 and 11)."""

from __future__ import annotations

__all__ = [
    "ACTION_KINDS",
    "ACTION_STATES",
    "ANSWERS",
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
ANSWERS = ("yes", "no", "not applicable")
ACTION_KINDS = ("care planning", "non-care planning")
ACTION_STATES = ("on time", "late", "service ended", "no update", "not yet due", "overdue")
"""In the order in which they are tested; exactly one holds, but for an action without a due date (section 11)."""

REASONS = ("Inappropriate", "Unreachable", "Declined", "Other")
VIEWS = ("Positive", "Mixed", "Negative")
