"""One region of a sheet -> the columns of a canonical frame, with what could not be read.

Every distinct value is parsed once, so that the cost of spellings does not grow with the rows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from qa_workbook.intake.columns import Kind
from qa_workbook.intake.findings import Finding
from qa_workbook.intake.text import plain
from qa_workbook.intake.values import CATEGORIES, NotRead

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qa_workbook.intake.arrays import Array, Truth
    from qa_workbook.intake.columns import Column
    from qa_workbook.intake.headings import Heading
    from qa_workbook.intake.regions import Region

__all__ = ["Meaning", "Read", "RegionReader"]

Coded: TypeAlias = "tuple[Array, list[object]]"
"""A column as numbers of its distinct values, which come after it; blanks are 0."""

_TOTAL = re.compile(r"(grand |sub[- ]?)?totals?\b.*|averages?|mean|sum|count", re.IGNORECASE)
_TOTAL_BEGINS = frozenset({"gr", "su", "to", "av", "me", "co"})
_ANYTHING = frozenset({Kind.TEXT, Kind.SERVICE, Kind.REASON})
"""Kinds of value that any text is one of."""

NO_VALUE = "no value"
"""What a value such as `N/A` for a rating is read as."""

_REMARK = 2
"""A row with at most so many cells, none of which can be read as what its column holds, is a remark."""


@dataclass(frozen=True)
class Meaning:
    """How one distinct value of theirs was read: a row of the value report.

    Args:
        table: Key of the table.
        column: Key of our column.
        theirs: Their value as text.
        ours: Our value; `None` when it could not be read.
        count: Rows that hold it.
    """

    table: str
    column: str
    theirs: str
    ours: str | None
    count: int


@dataclass(frozen=True)
class Read:
    """What one region gave.

    Args:
        columns: Array by key of our column, all equally long; `row` holds the row numbers as Excel shows them.
        findings: What could not be read.
        meanings: The value report.
        passed_over: Rows that are no data (totals, repeated headings, remarks), as `row 702: TOTAL`.
    """

    columns: dict[str, Array]
    findings: list[Finding]
    meanings: list[Meaning]
    passed_over: list[str]


class _Codes(dict[object, int]):
    """Distinct values numbered from 1 as they come; blanks are 0."""

    last = 0

    def __missing__(self, value: object) -> int:
        if value is None or (isinstance(value, str) and not value.strip()):
            self[value] = 0
        else:
            self.last += 1
            self[value] = self.last
        return self[value]


@dataclass
class RegionReader:
    """Reads one region.

    Args:
        region: Where the table stands.
        found: Heading by key of our column.
        parser_of: Gives the parser of a kind of value.
        identifying: Key of the column without which a row says nothing.
    """

    region: Region
    found: dict[str, Heading]
    parser_of: Callable[[Kind], Callable[[object], object]]
    identifying: str
    findings: list[Finding] = field(default_factory=list)
    meanings: list[Meaning] = field(default_factory=list)

    def read(self) -> Read:
        """Read all rows under the headings."""
        body = self.region.body
        cells = list(zip(*body, strict=True)) if body else [()] * len(self.region.grid.rows[self.region.row])
        raw = {key: _codes(cells[heading.column]) for key, heading in self.found.items()}
        keep, passed_over = self._rows(body, raw)
        columns: dict[str, Array] = {"row": np.flatnonzero(keep) + self.region.row + 2}
        for key, (codes, distinct) in raw.items():
            columns |= self._column(self.declared[key], codes[keep], distinct, columns["row"])
        return Read(columns, self.findings, self.meanings, passed_over)

    @cached_property
    def declared(self) -> dict[str, Column]:
        """Our columns by key."""
        return {column.key: column for column in self.region.table.columns}

    def _rows(self, body: Sequence[Sequence[object]], raw: dict[str, Coded]) -> tuple[Truth, list[str]]:
        """Which rows are data. A blank row, a total, a repeated heading and a remark are not."""
        filled = np.sum([codes > 0 for codes, _ in raw.values()], axis=0)
        keep: Truth = filled > 0
        named = raw[self.identifying][0] > 0
        total = self._starts_with_total(raw)
        lone = _lone(filled, keep & ~total)
        doubtful = keep & (~named | total | (filled <= _REMARK) | self._says_its_heading(raw))
        passed_over = []
        for index in np.flatnonzero(doubtful).tolist():
            why = self._no_data(body[index], int(filled[index]), named=bool(named[index] and not lone[index]))
            if why:
                keep[index] = False
                passed_over.append(f"row {index + self.region.row + 2}: {why}")
        return keep, passed_over

    def _starts_with_total(self, raw: dict[str, Coded]) -> Truth:
        first = sorted(self.found, key=lambda key: self.found[key].column)[:2]
        hits = []
        for key in first:
            codes, distinct = raw[key]
            total = np.array([False, *map(_is_total, distinct)])
            hits.append(total[codes])
        found: Truth = np.any(hits, axis=0)
        return found

    def _says_its_heading(self, raw: dict[str, Coded]) -> Truth:
        codes, distinct = raw[self.identifying]
        heading = self.found[self.identifying].text.casefold()
        said = np.array(
            [False, *(isinstance(value, str) and value.strip().casefold() == heading for value in distinct)]
        )
        found: Truth = said[codes]
        return found

    def _no_data(self, cells: Sequence[object], filled: int, *, named: bool) -> str:
        first, last = self.region.span
        texts = [str(cell).strip() for cell in cells[first : last + 1] if str(cell).strip()]
        if texts and _TOTAL.fullmatch(texts[0]):
            return texts[0]
        if sum(plain(str(cells[h.column])) == plain(h.text) for h in self.found.values()) > filled / 2:
            return "headings repeated"
        if filled > _REMARK or len(self.found) < _REMARK or self._reads_any(cells):
            return ""
        return texts[0] if not named or self.declared[self.identifying].kind not in _ANYTHING else ""

    def _reads_any(self, cells: Sequence[object]) -> bool:
        """Whether any cell holds what its column asks for: then the row is data, however little it says."""
        held = ((self.declared[key].kind, cells[heading.column]) for key, heading in self.found.items())
        return any(kind not in _ANYTHING and self._is_read(kind, cell) for kind, cell in held if str(cell).strip())

    def _is_read(self, kind: Kind, cell: object) -> bool:
        try:
            self.parser_of(kind)(cell)
        except NotRead:
            return False
        return True

    def _column(self, column: Column, codes: Array, distinct: list[object], rows: Array) -> dict[str, Array]:
        ours, wrong = self._parse(column, distinct)
        counts = np.bincount(codes, minlength=len(distinct) + 1)
        self._report(column, distinct, (ours, wrong), counts)
        if wrong:
            self._find(column, codes, distinct, wrong, rows)
        return {column.key: _array(column.kind, ours)[codes]}

    def _parse(self, column: Column, distinct: list[object]) -> tuple[list[object], dict[int, str]]:
        """Our value of each distinct one, blanks first, and what is wrong with those that can't be read, by code."""
        parse = self.parser_of(column.kind)
        ours: list[object] = [None]
        wrong: dict[int, str] = {}
        for code, value in enumerate(distinct, 1):
            try:
                ours.append(parse(value))
            except NotRead as fault:
                ours.append(None)
                wrong[code] = str(fault)
        return ours, wrong

    def _report(
        self, column: Column, distinct: list[object], parsed: tuple[list[object], dict[int, str]], counts: Array
    ) -> None:
        if column.kind in CATEGORIES or column.kind is Kind.SERVICE:
            table, (ours, wrong) = self.region.table.key, parsed
            read = [
                None if code in wrong else NO_VALUE if mine is None else str(mine) for code, mine in enumerate(ours)
            ]
            self.meanings += [
                Meaning(table, column.key, str(theirs), mine, int(count))
                for theirs, mine, count in zip(distinct, read[1:], counts[1:], strict=True)
                if count
            ]

    def _find(self, column: Column, codes: Array, distinct: list[object], wrong: dict[int, str], rows: Array) -> None:
        sheet, position = self.region.grid.sheet, self.found[column.key].column
        bad = np.isin(codes, list(wrong))
        for code, row in zip(codes[bad].tolist(), rows[bad].tolist(), strict=True):
            requirement, _, cure = wrong[code].partition(". ")
            self.findings.append(Finding(sheet, row, position, str(distinct[code - 1]), requirement, f"{cure}."))


def _is_total(value: object) -> bool:
    """Whether a cell says that its row is a total; the first letters sort out nearly all that do not."""
    if not isinstance(value, str) or value.lstrip()[:2].casefold() not in _TOTAL_BEGINS:
        return False
    return _TOTAL.fullmatch(value.strip()) is not None


def _lone(filled: Array, data: Truth) -> Truth:
    """Single cells under a blank row or a total: remarks, unless the rows of this table have one cell only."""
    usual = np.median(filled[data]) if data.any() else 0
    lone: Truth = data & (filled == 1) & (np.cumsum(~data) > 0) & (usual > 1)
    return lone


def _codes(cells: Sequence[object]) -> Coded:
    """The cells of a column as numbers of their distinct values, which come after it; blanks are 0."""
    index = _Codes()
    codes = np.fromiter(map(index.__getitem__, cells), np.int64, len(cells))
    distinct = [value for value, code in index.items() if code]
    return codes, distinct


def _array(kind: Kind, ours: list[object]) -> Array:
    """Our values as an array that can be taken by code."""
    if kind in CATEGORIES:
        position = {value: number for number, value in enumerate(CATEGORIES[kind])}
        return np.array([-1 if value is None else position[str(value)] for value in ours], np.int8)
    if kind is Kind.MONTH:
        return np.array([-1 if value is None else value for value in ours], np.int64)
    if kind is Kind.DATE:
        return np.array(ours, "datetime64[D]")
    if kind in (Kind.AGE, Kind.NUMBER):
        return np.array([np.nan if value is None else value for value in ours], np.float64)
    if kind is Kind.TRUTH:
        return np.array([bool(value) for value in ours])
    array = np.empty(len(ours), object)
    array[:] = ours
    return array
