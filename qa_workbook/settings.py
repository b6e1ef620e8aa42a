"""Settings: what a council may decide for itself, with the defaults that hold until it does.

Every stage may import this module; it imports only `errors`. A tracker's own Settings sheet overrides the defaults
(`qa_workbook.intake.settings_sheet` reads it); nothing needs a file on a PC.
"""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["OWN_SHEET_PREFIX", "RAG_BASE", "SETTINGS_SHEET", "Settings", "Target"]

OWN_SHEET_PREFIX = "_qa_workbook."
"""Hidden global defined names that begin so mark the sheets that a refresh owns; a slug of the sheet's key follows."""

SETTINGS_SHEET = "QA settings"
"""The sheet in which a tracker overrides the defaults below."""

RAG_BASE = 5
"""A share with a smaller base is not rated (domain section 4)."""


@dataclass(frozen=True, slots=True)
class Target:
    """A target that holds from a month on, so that a past period is judged by the target of its own time.

    Args:
        measure: Key of the measure.
        value: A whole percentage for a share (50 is 50 %), a number for a count.
        since: First month in which it holds, as a month number (`measures.periods`); `None` is always.
    """

    measure: str
    value: float
    since: int | None = None


DEFAULT_TARGETS = (  # domain section 4
    Target("audits_accepted", 45),
    Target("completion_rate", 90),
    Target("good_or_better", 50),
    Target("inadequate", 9),
    Target("actions_on_time", 80),
    Target("assessment_good", 50),
    Target("planning_good", 50),
    Target("oversight_good", 50),
    Target("child_involved", 80),
    Target("family_involved", 80),
    Target("social_worker_involved", 95),
    Target("team_manager_involved", 95),
    Target("iro_cp_chair_involved", 95),
)

DEFAULT_PRACTICE_AREAS = (  # domain section 2
    "Assessment",
    "Risk assessment and response",
    "Planning and review",
    "Relational intervention and review",
    "Permanence",
    "Management oversight and supervision",
)


@dataclass(frozen=True)
class Settings:
    """Everything that a council may set.

    Args:
        month: Reporting month as a month number, or `None` for the last audit month with data.
        targets: Targets by measure, each with the month from which it holds.
        stretch_per_team: Audits a team and month that the stretch target asks for (domain section 4).
        margin_up: Points by which a share that should rise may miss its target and still be amber.
        margin_down: The same for a share that should fall.
        margin_count: The same for a count, in per cent of the target.
        practice_areas: The areas of practice that audits rate, in reporting order.
        questions: The ambassadors' questions; empty takes them from the tracker's own headings.
        core_service: The service that the measures are about.
        other_services: Services reported beside it.
        months_without_audits: Months in which no audits are asked for, although the tracker may hold some.
        best_grade: For numeric grades, the number that means Outstanding (1 or 4); `None` when nobody has said:
            the direction differs between councils and is asked, never guessed.
    """

    month: int | None = None
    targets: tuple[Target, ...] = DEFAULT_TARGETS
    stretch_per_team: int = 2
    margin_up: float = 10
    margin_down: float = 6
    margin_count: float = 10
    practice_areas: tuple[str, ...] = DEFAULT_PRACTICE_AREAS
    questions: tuple[str, ...] = ()
    core_service: str = "Children's Social Care"
    other_services: tuple[str, ...] = ("Fostering", "Early Help", "Youth Support")
    months_without_audits: frozenset[int] = field(default_factory=frozenset)
    best_grade: int | None = None

    @property
    def services(self) -> tuple[str, ...]:
        """All services, the core service first."""
        return (self.core_service, *self.other_services)

    def target(self, measure: str, month: int) -> Target | None:
        """The target of a measure that holds in a month.

        Args:
            measure: Key of the measure.
            month: Month number of the period's last month.

        Returns:
            The latest target that has begun by then; `None` when the measure has none.
        """
        begun = [t for t in self.targets if t.measure == measure and (t.since is None or t.since <= month)]
        return max(begun, key=lambda t: -1 if t.since is None else t.since, default=None)
