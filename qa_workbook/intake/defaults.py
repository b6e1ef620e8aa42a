"""What an audit log leaves unsaid: the service, the outcome. Whatever is assumed is said in a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qa_workbook.intake.arrays import categorical
from qa_workbook.intake.findings import Finding
from qa_workbook.intake.vocabulary import OUTCOMES

if TYPE_CHECKING:
    import pandas as pd

    from qa_workbook.intake.arrays import Array, Truth
    from qa_workbook.settings import Settings

__all__ = ["ASSUMED", "with_defaults"]

ASSUMED = frozenset({"outcome", "elective"})
"""Columns of audits that every log has: where it has none, the values are assumed."""


def with_defaults(
    audits: pd.DataFrame, found: frozenset[str], settings: Settings
) -> tuple[pd.DataFrame, list[Finding]]:
    """Complete the audits' frame.

    Args:
        audits: The audits as read.
        found: Columns that the workbook really has.
        settings: The settings, for the services.

    Returns:
        The frame with `core` (the audit is of the core service), `ri_low` from the rating where the rating says it, and
        an outcome for every audit of a log that has none; and what was assumed.
    """
    sheet = str(audits["sheet"].iloc[0]) if len(audits) else ""
    core, said = _core(audits["service"].to_numpy(), settings, sheet)
    frame = audits.assign(core=core, ri_low=audits["ri_low"] | audits["final_rating low"])
    if "outcome" not in found:
        frame["outcome"] = _outcome(frame)
        said.append(_assumed(
            sheet, "there is no column for the outcome, so an audit with a final rating counts as accepted and one "
            "without as in progress",
            "Add a column 'Outcome' if audits are also exempt, not submitted or below standard.",
        ))  # fmt: skip
    return frame, said


def _core(services: Array, settings: Settings, sheet: str) -> tuple[Truth, list[Finding]]:
    """Which audits are of the core service: those that say so, and those that say nothing."""
    named = {service for service in services if service is not None}
    unknown = sorted(named - set(settings.services))
    blank = np.array([service is None for service in services], bool)
    if unknown and not named & set(settings.services):
        requirement = f"none of the services ({', '.join(unknown)}) is one of the settings, so all audits count as "
        cure = "Name the core service and the others in the settings, if they are different services."
        return np.ones(len(services), bool), [_assumed(sheet, requirement + settings.core_service, cure)]
    said = [_assumed(sheet, f"the service '{name}' is not in the settings, so its audits are not in the core measures",
                     "Correct the name, or add the service to the settings.") for name in unknown]  # fmt: skip
    if named and blank.any():
        requirement = f"{blank.sum()} audits name no service and count as {settings.core_service}"
        said.append(_assumed(sheet, requirement, "Fill in the service."))
    return blank | (services == settings.core_service), said


def _outcome(audits: pd.DataFrame) -> pd.Categorical[str]:
    rated = audits["final_rating"].notna()
    return categorical(np.where(rated, OUTCOMES.index("accepted"), OUTCOMES.index("in progress")), OUTCOMES)


def _assumed(sheet: str, requirement: str, cure: str) -> Finding:
    return Finding(sheet, 0, -1, "", requirement, cure, counted=True)
