"""The words of the demo tracker: an invented council with its teams, names, legal statuses and phrases."""

from __future__ import annotations

from dataclasses import dataclass

from qa_workbook.intake.vocabulary import LEGAL_STATUSES

__all__ = [
    "ACTIONS",
    "CHILD_REASONS",
    "COUNCIL",
    "FIRST_NAMES",
    "HEADS",
    "NOTES",
    "OTHER_TEAMS",
    "QUESTIONS",
    "SURNAMES",
    "TEAMS",
    "Team",
]

COUNCIL = "Larkshire County Council"

FIRST_NAMES = (
    "Ainsley", "Blair", "Casey", "Devon", "Ellis", "Frankie", "Glenn", "Hollis", "Indigo", "Jules", "Kerry", "Lane",
    "Morgan", "Noel", "Ocean", "Perry", "Quinn", "Robin", "Sam", "Toni", "Umi", "Val", "Wynn", "Yael",
)  # fmt: skip
SURNAMES = (
    "Ashgrove", "Birchwell", "Cloverfield", "Dunwood", "Elmsgate", "Fernhollow", "Gorseby", "Hazelmoor", "Ivybank",
    "Juniperhill", "Kestrelby", "Larkmead", "Mossgate", "Nettleham", "Oakmere", "Pinewick", "Quillmoor", "Rowanby",
    "Sedgefell", "Thistlegate", "Umbermoor", "Vetchley", "Willowfell", "Yarrowby",
)  # fmt: skip
"""Surnames made of plants, birds and places, so that nobody is met in them."""

HEADS = ("Assessment", "Safeguarding", "Family Support", "Children in Care", "Specialist")
"""Heads of service, one for each part of the service; `demo_people` gives them names."""


@dataclass(frozen=True)
class Team:
    """A team of the invented council.

    Args:
        name: Its name.
        part: The part of the service that it belongs to, whose head of service it has.
        statuses: Legal statuses of its children; one that is named twice is twice as likely.
        size: How often it is audited, 1 for an ordinary team.
        strength: How good its practice is, in standard deviations from the council's mean.
    """

    name: str
    part: str
    statuses: tuple[str, ...]
    size: float = 1.0
    strength: float = 0.0


_ASSESSMENT, _NEED, _PROTECTION, _DISABILITY, _CARE, _LEAVER = LEGAL_STATUSES

_OF_A_LOCALITY = {  # part of the service: the teams there and the legal statuses of their children
    "Assessment": (("Assessment",), (_ASSESSMENT, _ASSESSMENT, _ASSESSMENT, _NEED)),
    "Safeguarding": (("Safeguarding 1", "Safeguarding 2"), (_NEED, _PROTECTION, _PROTECTION)),
    "Family Support": (("Family Support",), (_NEED, _NEED, _NEED, _PROTECTION)),
    "Children in Care": (("Children in Care",), (_CARE,)),
}
_LOCALITIES = {"North": 0.9, "South": 0.1, "East": -0.2, "West": -0.8}  # name: strength of practice there
_STRENGTHS = {"Assessment": 0.2, "Safeguarding": -0.3, "Family Support": 0.0, "Children in Care": 0.4}


def _local_teams() -> tuple[Team, ...]:
    return tuple(
        Team(f"{locality} {name}", part, statuses, strength=strength + _STRENGTHS[part])
        for locality, strength in _LOCALITIES.items()
        for part, (names, statuses) in _OF_A_LOCALITY.items()
        for name in names
    )


TEAMS = (
    *_local_teams(),
    Team("Disabled Children", "Specialist", (_DISABILITY,), size=1.5, strength=0.3),
    Team("Leaving Care 1", "Specialist", (_LEAVER,), strength=0.5),
    Team("Leaving Care 2", "Specialist", (_LEAVER,), size=0.6, strength=-0.4),
    # Audited so seldom that it stays under two audits in six months: the band "too few" has an example.
    Team("Young Carers", "Specialist", (_NEED,), size=0.05, strength=0.6),
)
"""The teams in scope of the core service."""

OTHER_TEAMS = {
    "Fostering": Team("Fostering", "Specialist", (), strength=0.6),
    "Early Help": Team("Early Help", "Family Support", (), strength=0.2),
    "Youth Support": Team("Youth Support", "Specialist", ()),
}
"""Teams of the services that are reported beside the core service."""

CHILD_REASONS = ("Inappropriate", "Unreachable", "Declined", "Other")

QUESTIONS = (
    "Can I tell that my worker knows me?",
    "Is my summary about me?",
    "Is my view written down?",
    "Is it clear what I enjoy and do well?",
    "Could I follow why things were decided?",
)
"""What the young ambassadors ask of each record."""

ACTIONS = {
    True: (
        "Write the plan again with the family", "Hold the review that is late", "Update the risk assessment",
        "Agree a contingency plan", "Bring the plan to the core group", "Record the child's wishes in the plan",
        "Ask health to add to the plan", "Start permanence planning",
    ),
    False: (
        "Add two months to the chronology", "Record supervision with reasons", "Visit and see the child alone",
        "Complete the genogram", "Start life story work", "Send the assessment to the parents",
        "Record management oversight on file", "Find the father and include him",
    ),
}  # fmt: skip
"""Actions that audits agree; `True` holds those about care planning."""

NOTES = (
    "Warm, child-centred recording.", "Supervision looks back more than ahead.", "Direct work is shown on file.",
    "Plan has no dates.", "Moderated together with the auditor.", "Father is missing from the assessment.",
)  # fmt: skip
