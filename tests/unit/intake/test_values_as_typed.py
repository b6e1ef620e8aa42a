"""What each cell of theirs means: a table a kind of value."""

from __future__ import annotations

from typing import Any

import pytest

from qa_workbook.intake.columns import Kind
from qa_workbook.intake.dates import NotRead
from qa_workbook.intake.values import parser

SERVICES = ("Children's Social Care", "Fostering", "Early Help", "Youth Support")

READ: dict[Kind, dict[Any, list[Any]]] = {
    Kind.RATING: {
        "Outstanding": ["Outstanding", "outst.", "O"],
        "Good": ["good ", "GOOD", "G", "Good practice"],
        "Requires improvement": [
            "RI", "r.i.", "Req. Imp", "Req Imp.", "Requires Improvement", "Requires improvement to be good",
            "Requires-Improvement",
        ],
        "Requires improvement (low)": ["RI low", "Low RI", "RI (low)", "RI - Lower end", "lower end of RI"],
        "Inadequate": ["Inad", "inadequate", "Inadeq.", "I"],
        None: ["N/A", "TBC", "Not rated", "none"],
        NotRead: ["Gd?", "1", 4.0, "Good/RI", "RI or Good", "Goodish", "Met"],
    },
    Kind.LEGAL_STATUS: {
        "Assessment": ["Assessment", "C&F Assessment", "S47", "Single assessment", "Child & Family assessment"],
        "Child in need": ["CIN", "CiN", "Child in need", "Section 17", "CIN Plan", "need"],
        "Child protection": ["CP", "in need of protection", "Child in need of protection", "CP Plan", "CPP"],
        "Children with disabilities": ["CwD", "Disabled children", "Disability"],
        "Child in care": ["LAC", "CLA", "CiC", "looked after", "Looked-after child", "Child in Care", "In care (s20)"],
        "Care leaver": ["leaving care", "Care Leaver", "Care leavers 18+", "Care experienced", "left care leaver"],
        NotRead: ["CIN/CP", "Closed", "CIN and CLA", "?", "EHCP", "careful"],
    },
    Kind.OUTCOME: {
        "accepted": ["Uploaded", "Completed", "complete", "Signed-off", "Accepted & uploaded"],
        "below standard": ["Not to standard", "Rejected", "Below standard", "Not accepted"],
        "not submitted": ["Nil return", "not submitted", "Not completed", "incomplete"],
        "exempt": ["Exempt", "Exempt (single month)", "Exempt - sickness", "Exemption"],
        "in progress": ["In progress", "with moderator", "Allocated"],
        NotRead: ["?", "see notes", "Accepted?no"],
    },
    Kind.YES_NO: {
        "yes": ["Yes", "Y", "✓", "✔", True, 1.0, "Yes - by phone"],
        "no": ["No", "n", False, 0.0],
        "not applicable": ["N/A", "n.a.", "Not applicable", "none"],
        NotRead: ["Partly", "No?yes", 2.0, "unsure"],
    },
    Kind.ACTION_KIND: {
        "care planning": ["Care Planning", "Yes", "care plan"],
        "non-care planning": ["Non-Care Planning", "Non care planning", "No", "Other"],
        NotRead: ["Maybe"],
    },
    Kind.REASON: {
        "Inappropriate": ["Inappropriate", "Not appropriate"],
        "Unreachable": ["No answer", "unable to contact"],
        "Declined": ["Refused", "declined"],
        "Other": ["Moved abroad"],
    },
    Kind.VIEW: {"Positive": ["Good", "positive"], "Mixed": ["Both", "mixed"], "Negative": ["Poor"], NotRead: ["Hm"]},
    Kind.AGE: {
        0.0: ["8 months", "unborn", "3 wks", "<1", 0.0],
        3.0: ["3.9", 3.99, "3 years", "3yrs old"],
        14.0: ["14", 14.0, "14 y"],
        25.0: [25],
        NotRead: ["26", -1.0, "teenager", "14/15", 44756.0],
    },
    Kind.NUMBER: {4517.0: ["4,517", 4517, " 4517 "], 0.0: [0], NotRead: ["about 40", -3, float("nan"), "inf"]},
    Kind.TEXT: {"525417": [525417.0, "525417", " 525417 "], "A 1": ["A \n 1", "A\u00a01"], "1.5": [1.5]},
    Kind.SERVICE: {
        "Children's Social Care": ["Children’s Social Care", "CSC", "childrens social care "],
        "Fostering": ["fostering", "Fostering Service"],
        "Youth Support": ["YST"],
        "Adoption": ["Adoption"],
    },
    Kind.FREQUENCY: {"bi-monthly": ["Bi-monthly", "alternate months"], "monthly": ["Monthly"], NotRead: ["rarely"]},
    Kind.ROLE: {"moderator": ["Moderator"], "auditor": ["Auditors"], NotRead: ["Chair"]},
}  # fmt: skip
CASES = [(kind, theirs, ours) for kind, rows in READ.items() for ours, many in rows.items() for theirs in many]


@pytest.mark.parametrize(("kind", "theirs", "ours"), CASES, ids=lambda value: getattr(value, "name", None))
def test_a_value_is_read_or_refused(kind: Kind, theirs: Any, ours: Any) -> None:
    parse = parser(kind, SERVICES, None, date_1904=False)
    if ours is NotRead:
        with pytest.raises(NotRead, match=r"\. Use |\. Say so"):
            parse(theirs)
    else:
        assert parse(theirs) == ours


@pytest.mark.parametrize(
    ("best", "grade", "rating"),
    [(1, 1.0, "Outstanding"), (1, "2", "Good"), (1, "Grade 4", "Inadequate"), (4, 1, "Inadequate"), (4, 3.0, "Good"),
     (4, "4", "Outstanding"), (1, 5, None), (4, "0", None), (1, 2.5, None)],
)  # fmt: skip
def test_a_number_is_a_rating_once_its_direction_is_said(best: int, grade: Any, rating: str | None) -> None:
    parse = parser(Kind.RATING, SERVICES, best, date_1904=False)
    if rating is None:
        with pytest.raises(NotRead, match="not a rating"):
            parse(grade)
    else:
        assert parse(grade) == rating
