"""A tracker seen for one report: its frames with the periods, groups and joins that the calculations share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from qa_workbook.intake.text import plain
from qa_workbook.intake.vocabulary import OUTCOMES

if TYPE_CHECKING:
    import pandas as pd

    from qa_workbook.intake.arrays import Array, Truth
    from qa_workbook.intake.tracker import Tracker
    from qa_workbook.measures.periods import Periods
    from qa_workbook.measures.rules import Rule
    from qa_workbook.settings import Settings

__all__ = ["Source"]

MONTHS_SHOWN = 12
"""Table 2 shows 12 audit months, which may reach back beyond the window of 15 months (domain section 6)."""


@dataclass(frozen=True)
class Source:
    """A tracker for one report.

    Args:
        tracker: The tracker.
        periods: The periods of the report.
    """

    tracker: Tracker
    periods: Periods

    @property
    def settings(self) -> Settings:
        """The settings that hold."""
        return self.tracker.settings

    @property
    def audits(self) -> pd.DataFrame:
        """All audits, of every service."""
        return self.tracker.audits

    @cached_property
    def core(self) -> pd.DataFrame:
        """The audits of the core service."""
        return self.audits if self.audits["core"].all() else self.audits[self.audits["core"].to_numpy()]

    @cached_property
    def months(self) -> tuple[int, ...]:
        """Months that monthly figures are given for: the window of 15 months, and 12 audit months at least."""
        return tuple(sorted({*self.periods.window, *self.periods.last(MONTHS_SHOWN)}))

    @cached_property
    def services(self) -> tuple[str, ...]:
        """The services of the settings, then any others that the log names."""
        others = self.audits["service"].dropna().unique().tolist()
        return tuple(dict.fromkeys((*self.settings.services, *(s for s in others if not self.audits["core"].all()))))

    @cached_property
    def teams(self) -> tuple[str, ...]:
        """The teams in scope, in the order of the tracker's list; none without that list."""
        frame = self.tracker.frames.get("teams")
        return (
            ()
            if frame is None
            else tuple({plain(team): team for team in reversed(frame["team"].dropna())}.values())[::-1]
        )

    @cached_property
    def team_codes(self) -> Array:
        """Position of each core audit's team among the teams in scope; -1 for none."""
        position = {plain(team): number for number, team in enumerate(self.teams)}
        names = self.core["team"]
        known = {name: position.get(plain(name), -1) for name in names.dropna().unique()}
        return np.array([known.get(name, -1) for name in names], np.int64)

    @cached_property
    def auditor_teams(self) -> pd.Series[Any] | None:
        """The team of each core audit's auditor, from the log or else the list of staff; `None` if neither has it."""
        if self.has("audits", "auditor_team"):
            return self.core["auditor_team"]
        if not (self.has("audits", "auditor") and self.has("staff", "team")):
            return None
        staff = self.tracker.frames["staff"]
        team_of = {plain(name): team for name, team in zip(staff["name"], staff["team"], strict=True) if name and team}
        auditors = self.core["auditor"]
        return auditors.map({name: team_of.get(plain(name)) for name in auditors.dropna().unique()})

    @cached_property
    def accepted(self) -> Array:
        """Which core audits are accepted."""
        outcome: Array = self.core["outcome"].cat.codes.to_numpy()
        accepted: Truth = (outcome == OUTCOMES.index("accepted")) & (self.core["month"].to_numpy() >= 0)
        return accepted

    def has(self, table: str, column: str = "") -> bool:
        """Whether the tracker has a table, or a column of it."""
        return self.tracker.has(table, column)

    def truth(self, rule: Rule, frame: pd.DataFrame) -> Array:
        """A rule tested on a frame; the same rule on the same frame is tested once."""
        key = (id(rule), id(frame))
        if key not in self._tested:
            self._tested[key] = (rule, frame, rule(frame))
        return self._tested[key][2]

    @cached_property
    def _tested(self) -> dict[tuple[int, int], tuple[Rule, pd.DataFrame, Truth]]:
        return {}

    @cached_property
    def actions(self) -> pd.DataFrame:
        """The actions of accepted core audits, each with its audit's `month` and `child_ref`."""
        audits = self.core[self.accepted]
        position = {audit_id.casefold(): number for number, audit_id in enumerate(audits["audit_id"]) if audit_id}
        actions = self.tracker.frames["actions"]
        at = np.array([position.get(i.casefold(), -1) if i else -1 for i in actions["audit_id"]], np.int64)
        held, at = actions[at >= 0], at[at >= 0]
        return held.assign(
            month=audits["month"].to_numpy()[at], child_ref=audits["child_ref"].to_numpy()[at], row_of_audit=at
        )
