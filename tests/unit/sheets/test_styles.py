from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest

from qa_workbook.measures.rating import Rag
from qa_workbook.report.bands import FIVE_BANDS, FOUR_BANDS
from qa_workbook.report.model import Mark
from qa_workbook.sheets.styles import LOOKS, MARKS, RAGS, SIGNALS, Colour, Style, contrast

TEXT, MARK, NEIGHBOURS = 4.5, 3.0, 1.7
"""WCAG 2.2, 1.4.3 and 1.4.11; neighbours are also parted by white gaps, in the order of the legend."""


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("style", Style)
def test_every_style_is_legible(style: Style) -> None:
    look = LOOKS[style]
    assert contrast(look.colour, look.fill or Colour.WHITE) >= TEXT


@pytest.mark.parametrize("rag", Rag)
def test_every_rag_word_is_legible(rag: Rag) -> None:
    assert contrast(RAGS[rag].text, RAGS[rag].fill) >= TEXT


@pytest.mark.parametrize("mark", Mark)
def test_every_mark_stands_out_and_bears_its_label(mark: Mark) -> None:
    assert contrast(MARKS[mark].fill, Colour.WHITE) >= MARK
    if mark not in {Mark.BASELINE, Mark.STRETCH}:  # lines have no labels
        assert contrast(MARKS[mark].fill, MARKS[mark].text) >= TEXT


@pytest.mark.parametrize("bands", [FIVE_BANDS, FOUR_BANDS], ids=["five bands", "four bands"])
def test_neighbours_differ_by_lightness(bands: tuple) -> None:
    fills = [MARKS[band.mark].fill for band in bands]
    assert min(contrast(*pair) for pair in pairwise(fills)) >= NEIGHBOURS


@pytest.mark.parametrize("colour", SIGNALS.values())
def test_signals_are_legible_on_a_tile(colour: str) -> None:
    assert contrast(colour, LOOKS[Style.TILE_CHANGE].fill) >= TEXT


def test_pages_and_layouts_import_neither_pandas_nor_xlsxwriter() -> None:
    code = (
        "import sys, qa_workbook.report, qa_workbook.sheets.arrange; print({'pandas', 'xlsxwriter'} & set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.strip() == b"set()"
