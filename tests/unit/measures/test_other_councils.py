"""One known tracker laid out as other councils lay out theirs: every figure is the same as from a second count."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from known_tracker import (
    JULY_2022,
    MONTHS,
    ROWS,
    SHORT,
    TEAMS,
    Block,
    Sheet,
    Writing,
    ambassadors_block,
    beside,
    block,
    caseload_block,
    headings,
    plain_sheets,
    save,
    shifted,
    spaced,
    teams_block,
    under,
)
from recount import Counted, differences, recount

from qa_workbook import measure, read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from recount import Key

    from qa_workbook.intake import Tracker


@cache
def counted() -> Counted:
    return recount(ROWS, JULY_2022)


def _said(tracker: Tracker) -> list[str]:
    return [str(finding) for finding in tracker.findings]


THEIR_AUDITS = headings(
    "audits", month="Date of Audit", audit_id="Audit ref", child_ref="Mosaic ID", team="Allocated Team",
    age="Child’s age", legal_status="Case status", auditor="Name of Auditor", auditor_rating="Audit judgement",
    final_rating="Agreed rating", outcome="Audit status", elective="Elective audit?", ri_low="Lower end of RI?",
    service="Service area", child_involved="Child / YP spoken to?", child_reason="If not, why (child)",
    child_view="View of child", family_involved="Parent/carer spoken to?", family_reason="If not, why (parent/carer)",
    family_view="Parents’ views", social_worker_involved="SW involved", team_manager_involved="TM involved",
    iro_cp_chair_involved="IRO / CP Chair", **{"area 0": "Quality of assessment", "area 1": "Risk management",
    "area 2": "SMART planning", "area 3": "Direct work", "area 4": "Permanency", "area 5": "Management oversight"},
)  # fmt: skip
THEIR_ACTIONS = headings(
    "actions", audit_id="Audit Ref.", kind="Care planning (Y/N)", owner="BY WHOM", agreed="Date set", due="By when",
    completed="Completion date", last_update="Last TM update", service_ended="Case closed?",
)  # fmt: skip
THEIR_CONCERNS = headings(
    "concerns", audit_id="Audit No.", head_of_service="HoS", raised="Date of concern", last_update="Last HoS update",
    child_safe="Is the child safe?", plan_established="Plan in place?", resolved="Date closed",
)  # fmt: skip
KEY: Block = [
    [],
    ["Notes: audits are due on the last Friday."],
    ["Key", None],
    ["RI = Requires improvement"],
    ["* elective audits are extra"],
]


def other_words() -> list[Sheet]:
    """Other names, order and words; titles, leading and spacer columns; totals, notes and a key under the data."""
    audits = block("audits", SHORT, THEIR_AUDITS)
    total = ["TOTAL", None, None, len(ROWS.audits)]
    log = spaced(under([["Core audit programme"], ["Updated weekly by QA"], []], [*audits, [], total, *KEY]), 5, 13)
    actions = [*block("actions", SHORT, THEIR_ACTIONS), ["Grand total", None, len(ROWS.actions)]]
    return [
        Sheet("Front", [["Children’s audit programme"], ["See the tabs"]]),
        Sheet("Who", teams_block("Allocated team", "HoS", "TM")),
        Sheet("Open children", caseload_block(SHORT, "Month end", "Number of children open")),
        Sheet("Pool", block("staff", SHORT, headings("staff", name="Auditor / Moderator", role="Audit role"))),
        Sheet("Recs", shifted(actions, 2)),
        Sheet("CoC", under([["Cases of concern"], []], block("concerns", SHORT, THEIR_CONCERNS))),
        Sheet("Young inspectors", ambassadors_block(SHORT)),
        Sheet("Core audits", shifted(log, 1)),
    ]


def merged_headings() -> list[Sheet]:
    """Headings of two rows, merged across and down; hidden columns and rows; headings repeated among the rows."""
    heads = headings("audits", auditor_rating="Auditor", final_rating="Moderated", auditor="Auditor name")
    log = block("audits", Writing(), heads)
    first = list(heads).index("auditor_rating")
    area = list(heads).index("area 0")
    top: list[Any] = list(log[0])
    bottom: list[Any] = [None] * len(top)
    merges = []
    for start, count, group in ((first, 2, "Overall grade"), (area, 6, "Area of practice (moderated grade)")):
        bottom[start : start + count] = top[start : start + count]
        top[start : start + count] = [group] + [None] * (count - 1)
        merges.append((2, start, 2, start + count - 1))
    merges += [(2, n, 3, n) for n, cell in enumerate(bottom) if cell is None]
    body = log[1:]
    repeated = [log[0][n] if cell is None else cell for n, cell in enumerate(bottom)]
    cells = [["AUDIT LOG"], [], top, bottom, *body[:60], repeated, *body[60:110], [], repeated, *body[110:]]
    sheets = plain_sheets()
    sheets[0] = Sheet("Log", cells, merges, hidden_columns=(5, 8, 14), hidden_rows=(30, 31, 90))
    return sheets


def a_log_a_year() -> list[Sheet]:
    """Two logs with their columns in another order, and a hidden copy of the first."""
    new = headings("audits")
    old = dict(reversed(list(THEIR_AUDITS.items())))
    years = [[a for a in ROWS.audits if (a.month >= MONTHS[11]) is later] for later in (False, True)]
    first = under([["2021/22"]], block("audits", SHORT, old, years[0]))
    return [
        Sheet("Archive 21-22 (old copy)", first, hidden=True),
        Sheet("Audits 21-22", first),
        Sheet("Audits 22-23", block("audits", Writing(), new, years[1])),
        *plain_sheets()[1:],
    ]


def excel_tables() -> list[Sheet]:
    """Excel tables away from the corner, with cells around them, and two of them side by side."""
    sheets = []
    for made in plain_sheets()[:4]:
        rows, columns = len(made.cells), len(made.cells[0])
        cells = under([["Do not sort"], *([[]] * 29)], shifted(made.cells, 3))
        sheets.append(Sheet(made.name, cells, tables=[(30, 3, 29 + rows, 2 + columns)]))
    teams, caseload = teams_block(), caseload_block(Writing())
    side = under([["Reference"]], beside(teams, caseload, gap=0))
    tables = [(1, 0, len(teams), 2), (1, 3, len(caseload), 4)]
    return [*sheets, Sheet("Reference", side, tables=tables), plain_sheets()[-1]]


def reference_sheet() -> list[Sheet]:
    """Teams, caseload and staff on one sheet, side by side and with a blank column between."""
    sheets = plain_sheets()
    two = beside(teams_block(), caseload_block(Writing()))
    three = beside(two, block("staff", Writing(), headings("staff")), gap=2)
    return [*sheets[:3], Sheet("Reference", under([["Reference data"], []], three)), sheets[-1]]


def stacked_reference() -> list[Sheet]:
    """Teams, caseload and staff on one sheet, one under the other, each with a title and a note."""
    sheets = plain_sheets()
    cells = [
        ["Teams"], *teams_block(), ["Total", None, len(TEAMS)], ["as at April"], [],
        ["Children open"], [], *caseload_block(Writing()), [],
        ["Pool"], *block("staff", Writing(), headings("staff")), [], ["Reviewed in May"],
    ]  # fmt: skip
    return [*sheets[:3], Sheet("Reference", cells), sheets[-1]]


def low_in_the_rating() -> list[Sheet]:
    """The lower end said in the rating itself; months without a service's own spelling; ids as numbers."""
    sheets = plain_sheets()
    heads = headings("audits", ri_low="", service="Directorate / service")
    rows = block("audits", Writing(ref=lambda ref, _: float(ref)), heads)
    position = [k for k, v in heads.items() if v].index("final_rating")
    spellings = ("RI low", "Low RI", "Requires improvement (low)", "RI - lower end")
    for number, (audit, row) in enumerate(zip(ROWS.audits, rows[1:], strict=True)):
        row[position] = spellings[number % 4] if audit.low else row[position]
    sheets[0] = Sheet("Log", rows)
    return sheets


def grouped_by_person() -> list[Sheet]:
    """`Auditor` and `Moderator` under one merged `Grade`, beside the auditors' own names under `Auditor`."""
    heads = headings("audits", auditor_rating="Auditor", final_rating="Moderator", auditor="Auditor")
    log = block("audits", Writing(), heads)
    start = list(heads).index("auditor_rating")
    over = [None] * start + ["Grade"]
    sheets = plain_sheets()
    sheets[0] = Sheet("Log", [over, *log], [(0, start, 0, start + 1)])
    return sheets


LAYOUTS = {
    "our own headings": plain_sheets,
    "other words": other_words,
    "merged headings": merged_headings,
    "a log a year": a_log_a_year,
    "excel tables": excel_tables,
    "reference sheet": reference_sheet,
    "stacked reference": stacked_reference,
    "low in the rating": low_in_the_rating,
    "grouped by person": grouped_by_person,
}


@pytest.mark.parametrize("date_1904", [False, True], ids=["1900", "1904"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_figures_are_the_same_in_every_layout(layout: str, date_1904: bool, tmp_path: Path) -> None:  # noqa: FBT001
    tracker = read(save(tmp_path / "tracker.xlsx", LAYOUTS[layout](), date_1904=date_1904))
    assert [line for line in _said(tracker) if "mark is not used" not in line] == []
    assert differences(measure(tracker, JULY_2022), counted()) == []


# ------------------------------------------------------------------------------------------- what a council lacks


def _only(**lacking: str) -> list[Sheet]:
    """Our own layout without some columns of the log."""
    sheets = plain_sheets()
    sheets[0] = Sheet("Audits", block("audits", Writing(), headings("audits", **lacking)))
    return sheets


def _without(*tables: str) -> list[Sheet]:
    return [made for made in plain_sheets() if made.name not in tables]


TEAM_FIGURES = {"team_band", "teams_not_audited", "teams_by_audits", "audits_stretch", "stretch_share_of_children_open"}
LACKING: dict[str, tuple[list[Sheet], Callable[[Key], bool], str]] = {
    "no actions": (_without("Actions"), lambda key: "action" in key[0] or "plan_changed" in key[0], "actions_on_time"),
    "no concerns": (_without("Concerns"), lambda key: key[0].startswith("concerns"), "concerns"),
    "no teams": (_without("Teams"), lambda key: key[1] == "team" or key[0] in TEAM_FIGURES, "teams"),
    "no caseload": (_without("Caseload"), lambda key: "children_open" in key[0], "caseload"),
    "no staff": (_without("Staff"), lambda key: key[0] in {"staff", "moderation_changed"}, "staff"),
    "no ambassadors": (_without("Ambassadors"), lambda key: key[0] == "ambassadors", "ambassadors"),
    "no legal status": (_only(legal_status=""), lambda key: key[1] == "legal status", "legal status"),
    "no age": (_only(age=""), lambda key: key[0] == "child_involved", "child_involved"),
    "no area": (_only(**{"area 2": ""}), lambda key: "Planning and review" in key or key[0] == "planning_good",
                "planning_good"),
    "no chair": (_only(iro_cp_chair_involved=""), lambda key: key[0] == "iro_cp_chair_involved",
                 "iro_cp_chair_involved"),
    "no child": (_only(child_ref=""), lambda key: key[0] == "children_plan_changed_6_months", ""),
    "no child's view": (_only(child_view=""), lambda key: key[0] == "child_view", ""),
    "no auditor": (_only(auditor=""), lambda key: key[0] == "moderation_changed", ""),
}  # fmt: skip


@pytest.mark.parametrize("lacking", LACKING)
def test_what_a_council_lacks_leaves_out_its_own_figures_only(lacking: str, tmp_path: Path) -> None:
    sheets, is_lost, named = LACKING[lacking]
    results = measure(read(save(tmp_path / "tracker.xlsx", sheets)), JULY_2022)
    rest = {key: count for key, count in counted().items() if not is_lost(key)}
    assert 0 < len(rest) < len(counted())
    assert differences(results, rest) == []
    assert not named or named in results.unavailable


def test_without_a_column_of_the_lower_end_the_share_of_it_is_not_made_up(tmp_path: Path) -> None:
    results = measure(read(save(tmp_path / "tracker.xlsx", _only(ri_low=""))), JULY_2022)
    assert {"ri_low", "ri_not_low", "weaker"} <= set(results.unavailable)
    lost = {f.measure for f in results.figures if not f.group_by} & {"ri_low", "ri_not_low", "weaker"}
    assert lost == set()
