"""Reads the tables of this folder: Markdown that a QA officer can read, and the tests check."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qa_workbook.measures.definitions import MEASURES, Measure, Per
from qa_workbook.measures.figures import Figure, Figures
from qa_workbook.measures.periods import (
    Periods,
    month_end,
    month_label,
    quarter_label,
    quarter_months,
    quarter_number,
)
from qa_workbook.settings import Settings, Target

HERE = Path(__file__).parent
JULY_2022 = 12 * 2022 + 6


def rows(file: str) -> list[dict[str, str]]:
    """The rows of every table of a file, by heading."""
    found: list[dict[str, str]] = []
    heading: list[str] = []
    for line in (HERE / file).read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|"):
            heading = []
        elif not heading:
            heading = cells
        elif set(line) - set("|-: "):
            found.append(dict(zip(heading, cells, strict=True)))
    return found


def invented(key: str, target: str, cells: list[str]) -> tuple[Measure, Figures, Periods, Settings]:
    """An invented series that ends in July 2022: `k/n`, a count, `-` for no figure, `x` for no audits asked for."""
    measure = MEASURES[key]
    end, label = JULY_2022, month_label
    if measure.per is Per.QUARTER:
        end, label = quarter_number(JULY_2022), quarter_label
    numbers = range(end - len(cells) + 1, end + 1)
    figures = [_figure(key, label(n), cell) for n, cell in zip(numbers, cells, strict=True) if cell not in {"-", "x"}]
    held = [n for n, cell in zip(numbers, cells, strict=True) if cell != "x"]
    months = [m for n in held for m in (quarter_months(n) if measure.per is Per.QUARTER else [n]) if m <= JULY_2022]
    settings = replace(Settings(), targets=targets(key, target))
    return measure, Figures.of(figures), Periods(JULY_2022, month_end(JULY_2022), tuple(months)), settings


def _figure(key: str, label: str, cell: str) -> Figure:
    numerator, _, base = cell.partition("/")
    if not base:
        return Figure(key, "", "", label, int(numerator), None, None)
    return Figure(key, "", "", label, int(numerator), int(base), int(numerator) / int(base) if int(base) else None)


def targets(key: str, text: str) -> tuple[Target, ...]:
    """A target as written: `none`, `50`, `50 then 40 from Apr 22`, `50 from Apr 22`."""
    if text == "none":
        return ()
    found = []
    for part in text.split(" then "):
        value, _, since = part.partition(" from ")
        found.append(Target(key, float(value), month_of(since) if since else None))
    return tuple(found)


def month_of(label: str) -> int:
    """The month number of a label such as `Apr 22`."""
    return next(m for m in range(12 * 2020, 12 * 2024) if month_label(m) == label)
