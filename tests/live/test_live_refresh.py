"""The refresh of an open workbook, over an engine in memory that has Excel's traps and counts every call."""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import memory_engine as memory
import pytest
import xlwings as xw
from engine_parts import CALLS

from qa_workbook import addin, pipeline
from qa_workbook.errors import UserError
from qa_workbook.intake import read_closed, read_tracker
from qa_workbook.intake.live import own_names, read_open
from qa_workbook.report import build
from qa_workbook.settings import Settings
from qa_workbook.sheets.arrange import arrange
from qa_workbook.sheets.layout import SheetLayout
from qa_workbook.writeback.live import place_open

DEMO = Path(__file__).parents[2] / "workbook_templates" / "demo_tracker.xlsx"
OURS = ["Snapshot", "Ratings", "Practice areas"]
SPARKLINES = "ignore:Sparkline Group extension:UserWarning"
pytestmark = pytest.mark.filterwarnings(SPARKLINES)


class Excel:
    """Excel with one tracker open, its button ready to be clicked."""

    def __init__(self, model: memory.BookModel) -> None:
        self.model = model
        engine, self.app = memory.start(model)
        xw.engines.add(xw.Engine(impl=engine))
        xw.engines["memory"].activate()
        self.book = xw.Book(impl=engine.apps[1].books.active)

    @property
    def sheets(self) -> list[str]:
        return [sheet.name for sheet in self.model.sheets]

    def click(self) -> int:
        """Click the button; how many calls that took."""
        self.book.set_mock_caller()
        CALLS.reset()
        addin.refresh_dashboard()
        return CALLS.total


@pytest.fixture(scope="module")
def demo() -> memory.BookModel:
    return memory.tracker_model(DEMO)


@pytest.fixture
def excel(demo: memory.BookModel) -> Iterator[Excel]:
    CALLS.reset()
    yield Excel(copy.deepcopy(demo))
    CALLS.reset()
    xw.engines.active = None


def edit(model: memory.BookModel, rating: str = "Outstanding") -> None:
    """An edit that nobody saves: the final ratings of the last months."""
    audits = model.sheet("Audits").rows
    column = audits[0].index("Final rating")
    for row in audits[-40:]:
        row[column] = rating


def test_an_open_workbook_is_read_as_the_closed_one(excel: Excel) -> None:
    one, other = read_open(excel.book), read_closed(DEMO)
    assert [grid.sheet for grid in one.grids] == [grid.sheet for grid in other.grids]
    for mine, theirs in zip(one.grids, other.grids, strict=True):
        assert list(map(list, mine.rows)) == list(map(list, theirs.rows))
        assert (mine.tables, mine.hidden) == (theirs.tables, theirs.hidden)


def test_merged_headings_above_headings_are_found(excel: Excel) -> None:
    rows = [["", "", ""], ["Ratings", "", "Team"], ["First", "Final", ""], ["Good", "RI", "North"]]
    excel.model.sheets.append(memory.SheetModel("Two rows", rows, merges=[(1, 0, 1, 1), (3, 0, 3, 1)]))
    assert read_open(excel.book).grids[-1].merges == ((1, 0, 1, 1),)


def test_a_sheet_that_begins_further_down_is_read_from_its_first_cell(excel: Excel) -> None:
    excel.model.sheets.append(memory.SheetModel("One cell", [["alone"]]))
    assert [list(row) for row in read_open(excel.book).grids[-1].rows] == [["alone"]]


def test_the_first_click_adds_our_sheets_and_says_where(excel: Excel) -> None:
    excel.click()
    assert excel.sheets[-3:] == OURS
    assert excel.app.alerts == ["New sheets: Snapshot, Ratings, Practice areas. The workbook is not saved yet."]
    assert not any(name.visible for name in excel.model.names)


def test_an_edit_that_nobody_saved_reaches_the_sheets_by_values_only(excel: Excel) -> None:
    excel.click()
    before, marks = copy.deepcopy(excel.model.sheet("Snapshot").rows), copy.deepcopy(excel.model.names)
    edit(excel.model)
    excel.click()
    assert excel.model.sheet("Snapshot").rows != before
    assert excel.model.names == marks
    assert CALLS.by_name["Sheet.copy"] == 0
    assert CALLS.by_name["Range.raw_value ="] <= len(OURS)


def test_the_values_are_those_of_a_sheet_drawn_anew(excel: Excel, demo: memory.BookModel) -> None:
    excel.click()
    edit(excel.model)
    excel.click()
    filled = copy.deepcopy([excel.model.sheet(name).rows for name in OURS])
    other = copy.deepcopy(demo)
    edit(other)
    fresh = Excel(other)
    fresh.click()
    for mine, theirs in zip(filled, [fresh.model.sheet(name).rows for name in OURS], strict=True):
        assert mine == theirs
    assert any(isinstance(cell, str) and cell == "Oct 26" for row in filled[0] for cell in row)  # a text, not a date


def of_last_month(model: memory.BookModel) -> None:
    """Let every sheet of ours say in its heading, its figures and its footer what another month would."""
    for name in OURS:
        sheet = model.sheet(name)
        sheet.rows[0][0], sheet.footer = "of last month", "of last month"


def test_footers_follow(excel: Excel) -> None:
    excel.click()
    of_last_month(excel.model)
    excel.click()
    assert all(excel.model.sheet(name).footer.endswith("as at 31 October 2026") for name in OURS)


def test_the_persons_place_and_settings_are_as_before(excel: Excel) -> None:
    excel.model.active, excel.app.selection = 3, "$B$2:$C$4"
    excel.app.state["calculation"] = "semiautomatic"
    state = dict(excel.app.state)
    excel.click()
    assert (excel.model.active, excel.app.selection, excel.app.state) == (3, "$B$2:$C$4", state)
    assert excel.app.books == [excel.model]


def test_renamed_and_moved_sheets_are_kept_where_they_are(excel: Excel) -> None:
    excel.click()
    excel.book.sheets["Ratings"].name = "The month's ratings"
    excel.model.sheets.insert(0, excel.model.sheets.pop(excel.sheets.index("The month's ratings")))
    drop_layouts(excel.model)
    excel.click()
    assert excel.sheets[0] == "The month's ratings"
    assert "Ratings" not in excel.sheets
    assert len(excel.sheets) == len(set(excel.sheets)) == 14


def drop_layouts(model: memory.BookModel) -> None:
    """As after a write into the closed file: the sheets are known, their layouts are not."""
    model.names[:] = [name for name in model.names if not re.search(r"\.[0-9a-f]{16}$", name.name)]


def test_formulas_and_names_of_the_person_read_the_new_sheet(excel: Excel) -> None:
    excel.click()
    notes = excel.model.sheet("QA notes")
    notes.rows.append(["", "", ""])
    notes.formulas[0, 0] = "=Snapshot!B5+'Practice areas'!C1"
    excel.model.names.append(memory.NameModel("OurShare", "=Snapshot!$B$5"))
    drop_layouts(excel.model)
    excel.click()
    assert notes.formulas[0, 0] == "=Snapshot!B5+'Practice areas'!C1"
    assert next(name.reference for name in excel.model.names if name.name == "OurShare") == "=Snapshot!$B$5"


def test_a_row_put_in_by_the_person_has_the_sheet_drawn_anew(excel: Excel) -> None:
    excel.click()
    mark = next(name for name in excel.model.names if name.name.startswith("_qa_workbook.Snapshot."))
    mark.reference = re.sub(r"\d+$", lambda row: str(int(row[0]) + 1), mark.reference)
    excel.click()
    assert CALLS.by_name["Sheet.copy"] == 1
    assert excel.sheets[-3:] == OURS


@pytest.mark.parametrize("harm", ["chart", "protection"])
def test_a_sheet_without_its_charts_or_locked_is_drawn_anew(excel: Excel, harm: str) -> None:
    excel.click()
    sheet = excel.model.sheet("Snapshot")
    if harm == "chart":
        sheet.alts.pop()
    else:
        sheet.protected = True
        edit(excel.model)
    excel.click()
    assert (len(excel.model.sheet("Snapshot").alts), excel.model.sheet("Snapshot").protected) == (2, False)


@pytest.mark.parametrize(
    ("fact", "sentence"), [("protected", "its structure is protected"), ("shared", "it is shared in the old way")]
)
def test_what_excel_would_not_allow_is_refused_in_one_sentence(excel: Excel, fact: str, sentence: str) -> None:
    setattr(excel.model, fact, True)
    before = copy.deepcopy(excel.model)
    with pytest.raises(SystemExit, match=sentence) as stopped:
        excel.click()
    assert excel.model == before
    assert str(stopped.value).startswith("demo_tracker.xlsx: ")
    assert excel.app.state["status_bar"] is False


def test_a_sheet_of_the_persons_with_our_name_is_never_taken(excel: Excel) -> None:
    excel.model.sheets.append(memory.SheetModel("snapshot", [["mine"]]))
    with pytest.raises(SystemExit, match="Rename your sheet 'snapshot'"):
        excel.click()
    assert excel.model.sheet("snapshot").rows == [["mine"]]


def test_a_fault_is_one_sentence_that_names_the_log(
    excel: Excel, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    excel.book.set_mock_caller()
    CALLS.reset(fail_at=20)
    with pytest.raises(SystemExit) as stopped:
        addin.refresh_dashboard()
    log = tmp_path / "qa-workbook.log"
    assert str(log) in str(stopped.value)
    assert "Traceback" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("redraws", [False, True])
def test_an_error_at_any_call_leaves_the_workbook_as_it_was(excel: Excel, *, redraws: bool) -> None:
    """Every call fails once, up to the first deletion of an old sheet, from which there is no way back."""
    place_open(excel.book, _layouts(excel)[:1], own_names(excel.book))
    if redraws:
        drop_layouts(excel.model)
    edit(excel.model)
    excel.model.sheet(OURS[0]).rows[0][0] = "of last month"  # the footer is then written too
    layouts = _layouts(excel)[:1]
    before, state, reached = copy.deepcopy(excel.model), dict(excel.app.state), 0
    while _fails(excel, layouts, reached + 1) and "Sheet.delete" not in CALLS.by_name:
        if CALLS.by_name["Range.raw_value ="] and CALLS.failed.startswith("App."):
            break  # all is written, and Excel's settings are being set back
        reached += 1
        assert _facts(excel.model) == _facts(before), (reached, CALLS.failed)
        if not CALLS.failed.startswith(("App.", "Book.close")):  # what could not be set back or closed stays so, alone
            assert excel.app.state == state
            assert excel.app.books == [excel.model]
        excel.app.state.update(state)
        excel.app.books[:] = [excel.model]
    assert CALLS.by_name["Sheet.delete"] == redraws
    assert reached > (60 if redraws else 12)


def _fails(excel: Excel, layouts: tuple[SheetLayout, ...], fail_at: int) -> bool:
    own = own_names(excel.book)
    CALLS.reset(fail_at)
    try:
        place_open(excel.book, layouts, own)
    except RuntimeError:
        return True
    return False


def _layouts(excel: Excel) -> tuple[SheetLayout, ...]:
    return arrange(build(pipeline.measure(read_tracker(read_open(excel.book), Settings()))))


def _facts(model: memory.BookModel) -> object:
    """A workbook but for the order of its names, which nobody sees."""
    return model.sheets, sorted((name.name, name.reference) for name in model.names), model.active


def test_the_number_of_calls_does_not_grow_with_the_audits(demo: memory.BookModel) -> None:
    many = copy.deepcopy(demo)
    audits = many.sheet("Audits")
    audits.rows = audits.rows[:1] + audits.rows[1:] * 72
    assert len(audits.rows) > 50_000
    excel, others = Excel(many), Excel(copy.deepcopy(demo))
    assert excel.click() == others.click()  # the sheets are copied in
    assert excel.click() == others.click()


def test_a_click_that_writes_values_takes_fewer_than_150_calls(excel: Excel) -> None:
    excel.click()
    edit(excel.model)
    of_last_month(excel.model)
    calls = excel.click()
    assert CALLS.by_name["Range.raw_value ="] == len(OURS)
    assert calls < 150
    assert excel.click() < 150


def test_the_check_lists_findings_in_a_workbook_of_its_own(excel: Excel) -> None:
    before = copy.deepcopy(excel.model)
    excel.book.set_mock_caller()
    addin.check_data()
    listed = excel.app.books[-1]
    assert [sheet.name for sheet in listed.sheets] == ["Findings", "Columns", "Values"]
    assert listed.sheets[0].rows[1][:2] == ["Audits!O660", "Good/RI"]
    assert "700 audits read." in excel.app.alerts[0]
    assert excel.model == before


def test_a_button_of_the_add_in_works_on_the_workbook_in_front(excel: Excel) -> None:
    addin_book = memory.BookModel("qa_ribbon.xlam", [memory.SheetModel("About")])
    excel.app.books.append(addin_book)
    xw.Book(impl=memory.Book(excel.book.app.impl, addin_book)).set_mock_caller()
    addin.refresh_dashboard()
    assert excel.sheets[-3:] == OURS


@pytest.mark.parametrize("name", ["publish_leaders_workbook", "set_up_tracker", "issue_returns", "collect_returns"])
def test_what_is_not_there_yet_says_so(excel: Excel, name: str) -> None:
    excel.book.set_mock_caller()
    with pytest.raises(SystemExit, match="is not there yet"):
        getattr(addin, name)()


def test_a_time_of_day_and_a_blank_day_are_read_as_in_a_closed_file(excel: Excel) -> None:
    moments = [dt.datetime.fromisoformat(text) for text in ("1899-12-30 13:05", "2026-07-01")]
    excel.model.sheets.append(memory.SheetModel("Times", [moments]))
    assert read_open(excel.book).grids[-1].rows[0] == [dt.time(13, 5), dt.date(2026, 7, 1)]


def test_errors_that_a_person_can_mend_are_told_by_the_reading_too(excel: Excel) -> None:
    excel.model.sheets[:] = [memory.SheetModel("Empty", [["nothing"]])]
    with pytest.raises(UserError, match="no sheet has the headings"):
        pipeline.refresh_open(excel.book)
