"""What a person can mend, kept apart from bugs.

Every message, whether it stops the work (`UserError`) or only leaves a fact out (a finding of `intake`), has the same
four parts: the place, the value found there, what was required, and the cure.
"""

from __future__ import annotations

__all__ = ["UserError", "sentence"]


def sentence(place: str, value: object, requirement: str, cure: str) -> str:
    """Put the four parts of a message into plain words.

    Args:
        place: Where: a file, a sheet, or a cell such as `Audit Log!N27`.
        value: What stands there; `None` or empty text when nothing does or when it does not help.
        requirement: What is wrong with it, as a clause without a full stop.
        cure: What to do, as a full sentence.

    Returns:
        One line, for example `Audit Log!N27 'Gd?': not a rating. Use Outstanding, Good, RI or Inadequate.`
    """
    shown = "" if value is None or value == "" else f" '{value}'"
    return f"{place}{shown}: {requirement}. {cure}"


class UserError(Exception):
    """Something that makes the whole work impossible and that the person can mend.

    Args:
        place: Where: a file, a sheet or a cell.
        requirement: What is wrong, as a clause without a full stop.
        cure: What to do, as a full sentence.
        value: What was found there, when it helps.
    """

    def __init__(self, place: str, requirement: str, cure: str, value: object = None) -> None:
        super().__init__(sentence(place, value, requirement, cure))
        self.place = place
        self.requirement = requirement
        self.cure = cure
        self.value = value
