from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from invented import AREAS, MONTH, results

from qa_workbook.measures.definitions import MEASURES, SNAPSHOT, Per
from qa_workbook.measures.figures import Figures
from qa_workbook.measures.periods import Periods, month_end, month_label, quarter_label, quarter_number
from qa_workbook.measures.results import Reconciliation
from qa_workbook.report import build
from qa_workbook.report.model import Charts, Notes, Number, Page, Section, Summary, Table
from qa_workbook.report.words import FAILED, listed, padded


@cache
def pages() -> dict[str, Page]:
    return {page.key: page for page in build(results())}


def block(page: Page, kind: type) -> object:
    return next(held for held in page.blocks if isinstance(held, kind))


def charts(page: Page) -> list:
    found = [chart for held in page.blocks if isinstance(held, Charts) for chart in held.charts]
    return found + [held.chart for held in page.blocks if isinstance(held, Section) and held.chart]


def test_pages_come_in_reading_order() -> None:
    assert [page.name for page in build(results())] == ["Snapshot", "Ratings", "Practice areas"]


@pytest.mark.parametrize("row", range(len(SNAPSHOT)), ids=[measure.key for measure in SNAPSHOT])
def test_row_shows_its_figure_and_ends_its_trend_with_it(row: int) -> None:
    measure = SNAPSHOT[row]
    period = month_label(MONTH) if measure.per is Per.MONTH else quarter_label(quarter_number(MONTH))
    figure = results().figures.get(measure.key, period)
    label, _, now, counts, held, _, trend, _ = block(pages()["snapshot"], Table).rows[row]
    assert (label, held) == (measure.label, period)
    shown = None if figure is None else figure.percent if figure.base is not None else figure.numerator
    scale = 1 if measure.is_count else 100
    assert now.value == (None if shown is None else shown / scale)
    assert trend.values[-1] == now.value
    assert counts == ("" if figure is None or figure.base is None else f"{figure.numerator} of {figure.base}")


def test_row_without_its_column_says_why() -> None:
    row = block(pages()["snapshot"], Table).rows[-1]
    assert row[1:4] == ("Not rated", Number(None, is_share=True), "")
    assert row[-1] == "Not available: no column for IRO or CP chair involved in the audit log."


def test_every_rag_word_occurs() -> None:
    assert {row[1] for row in block(pages()["snapshot"], Table).rows} == {"Green", "Amber", "Red", "Not rated"}


def test_tiles_say_better_or_worse_and_the_target() -> None:
    tiles = block(pages()["snapshot"], Summary).tiles
    assert [(tile.change.replace("\u00a0", " "), tile.verdict.replace("\u00a0", " ")) for tile in tiles] == [
        ("▼ Worse: 44 in Oct", "Red · target ≥ 45"),
        ("▲ Better: 40 % in Q2", "Green · target ≥ 50 %"),
        ("▼ Better: 15 % in Q2", "Green · target ≤ 9 %"),
        ("About the same: 32 % in Oct", "Red · target ≥ 80 %"),
    ]


def test_chart_titles_have_ten_words_or_fewer_and_alt_text_holds_for_any_month() -> None:
    for chart in (chart for page in pages().values() for chart in charts(page)):
        assert len(chart.title.split(" ")) <= 10
        assert chart.alt.startswith("Columns")
        assert not set(chart.alt) & set("0123456789")


def test_bands_of_a_quarter_share_out_all_audits() -> None:
    for chart in (chart for page in pages().values() for chart in charts(page) if chart.key != "audits"):
        for shares in zip(*(series.values for series in chart.series), strict=True):
            total = sum(share or 0 for share in shares)
            assert total in (0, pytest.approx(1, abs=0.02))


def test_group_without_rated_audits_is_still_named() -> None:
    last = pages()["ratings"].blocks[-1]
    assert last == Section("Figure 7 · Care leaver", None, "No audits rated in Q3 30/31 to Q3 31/32.", None)


def test_areas_without_ri_low_are_shown_in_four_bands_and_say_so_once() -> None:
    page = pages()["practice_areas"]
    assert [len(chart.series) for chart in charts(page)] == [4, 4]
    assert sum(isinstance(held, Notes) for held in page.blocks) == 1
    assert [held.heading for held in page.blocks if isinstance(held, Section)] == [
        f"Figure {number} · {area}" for number, area in enumerate(AREAS, start=9)
    ]


def test_missing_legal_status_leaves_one_line_that_says_why() -> None:
    held = results()
    figures = Figures.of(figure for figure in held.figures if figure.group_by != "legal status")
    page = build(replace(held, figures=figures, unavailable={"legal status": "No column for it."}))[1]
    assert [type(one) for one in page.blocks] == [Section, Notes]
    assert page.blocks[-1].lines[0][0].text == "No column for it."


def test_failed_reconciliation_shouts_with_both_sides() -> None:
    page = build(results(Reconciliation("groups = total", holds=False, words="39 and 40")))[0]
    note = block(page, Notes).lines[0][1]
    assert note.can_fail
    assert note.text == f"{FAILED}: groups = total (39 and 40)"


def test_foot_counts_and_names_the_skipped_month() -> None:
    (counted, reconciled), (reading,) = block(pages()["snapshot"], Notes).lines
    assert counted.text == "40 audits counted · 3 rows not counted in full (qa-workbook check lists them)"
    assert reconciled.text == "The one reconciliation holds"
    assert "Aug 31 had no audits and is skipped." in reading.text


def test_one_month_of_data_keeps_the_shape_of_charts_and_trends() -> None:
    held = results()
    labels = {month_label(MONTH), quarter_label(quarter_number(MONTH))}
    figures = Figures.of(figure for figure in held.figures if figure.period in labels)
    page = build(replace(held, figures=figures, periods=Periods(MONTH, month_end(MONTH), (MONTH,))))[0]
    ratings, audits = charts(page)
    assert (len(ratings.categories), len(audits.categories)) == (5, 12)
    assert audits.series[0].values == (*[None] * 11, 40)
    assert {tile.change for tile in block(page, Summary).tiles} == {"No earlier figure"}


@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_words_in_a_row(words: list[str], text: str) -> None:
    assert listed(words) == text


def test_padding_keeps_the_last() -> None:
    assert padded([1, 2, 3], 2, None) == (2, 3)
    assert padded([1], 3, None) == (None, None, 1)


def test_every_measure_of_the_snapshot_is_registered() -> None:
    assert {measure.key for measure in SNAPSHOT} <= set(MEASURES)
