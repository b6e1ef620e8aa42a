"""The product against what was published for July 2022: the report's own text, and the list of its figures."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from spec_tables import JULY_2022, rows

from qa_workbook import measure, read

if TYPE_CHECKING:
    from qa_workbook.measures.figures import Figure, Figures

DATA = Path(__file__).parents[3] / "shared" / "data"
COUNCIL_A, PUBLISHED = DATA / "council_a.xlsx", DATA / "published_july_2022.csv"
TABLE = rows("published_july_2022_report.md")
PRINTED = [row for row in TABLE if "reason" not in row]
EXCEPTIONS = [row for row in TABLE if "reason" in row]
FORM = re.compile(
    r"(?P<mean>mean )?(?P<count>\d+\b(?! ?%))?(?:(?:^| )of (?P<base>\d+))? ?\(?(?:(?P<percent>\d+) %\)?)?"
)


@pytest.fixture(scope="module")
def figures() -> Figures:
    if not COUNCIL_A.exists():
        pytest.skip("../shared/data/council_a.xlsx is not there")
    return measure(read(COUNCIL_A), JULY_2022).figures


def says(printed: str, figure: Figure) -> bool:
    """Whether a figure is what is printed, in each number that is."""
    found = FORM.fullmatch(printed)
    assert found, f"'{printed}' is not written as the table explains"
    assert any(found.groupdict().values())
    numerator, base = figure.numerator, figure.base
    count = (2 * (numerator or 0) + base) // (2 * base) if found["mean"] and base else numerator
    theirs = (found["count"], found["base"], found["percent"])
    return all(
        text is None or int(text) == ours for text, ours in zip(theirs, (count, base, figure.percent), strict=True)
    )


def name(row: dict[str, str]) -> str:
    return " ".join(filter(None, (row["section"], row["measure"], row["group"], row["period"])))


@pytest.mark.parametrize("row", PRINTED, ids=name)
def test_the_tracker_gives_what_the_report_prints(row: dict[str, str], figures: Figures) -> None:
    figure = figures.get(row["measure"], row["period"], row["group by"], row["group"])
    assert figure is not None
    assert says(row["printed"], figure), figure


@pytest.mark.parametrize("row", EXCEPTIONS, ids=name)
def test_where_the_report_prints_another_figure_it_is_known_which(row: dict[str, str], figures: Figures) -> None:
    figure = figures.get(row["measure"], row["period"], row["group by"], row["group"])
    if row["the tracker gives"] == "none":
        assert figure is None
    else:
        assert figure is not None
        assert says(row["the tracker gives"], figure), figure
        assert not says(row["printed"], figure)


def test_the_tracker_gives_every_published_figure_with_its_counts(figures: Figures) -> None:
    if not PUBLISHED.exists():
        pytest.skip("../shared/data/published_july_2022.csv is not there")
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        published = list(csv.DictReader(file))
    wrong = [line for row in published for line in differences(row, figures)]
    assert (wrong, len(published)) == ([], 351)


def differences(row: dict[str, str], figures: Figures) -> list[str]:
    """What differs in one row of the list of published figures; a blank is not compared with a number."""
    key = (row["measure"], row["period"], row["group_by"], row["group"])
    figure = figures.get(*key)
    ours = (figure.numerator, figure.base, figure.percent) if figure else None
    theirs = tuple(round(float(row[c])) if row[c] else None for c in ("numerator", "base", "percent"))
    return [] if ours == theirs else [f"{key}: published {theirs}, the tracker gives {ours}"]
