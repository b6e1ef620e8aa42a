"""The Tracker: a council's workbook as canonical frames, with everything that could not be read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from qa_workbook.errors import UserError
from qa_workbook.intake.areas import area_columns
from qa_workbook.intake.arrays import categorical
from qa_workbook.intake.checks import check
from qa_workbook.intake.columns import AUDITS, TABLES, Kind
from qa_workbook.intake.defaults import ASSUMED, with_defaults
from qa_workbook.intake.findings import Finding
from qa_workbook.intake.headings import match
from qa_workbook.intake.questions import question_columns
from qa_workbook.intake.reading import RegionReader
from qa_workbook.intake.regions import find_regions
from qa_workbook.intake.remarks import ambiguous, beside, unused
from qa_workbook.intake.settings_sheet import read_settings
from qa_workbook.intake.sources import column_letter
from qa_workbook.intake.spellings import RI_LOW
from qa_workbook.intake.values import CATEGORIES, parser
from qa_workbook.intake.vocabulary import RATINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from qa_workbook.intake.arrays import Array
    from qa_workbook.intake.columns import Column, Table
    from qa_workbook.intake.headings import Match
    from qa_workbook.intake.reading import Meaning, Read
    from qa_workbook.intake.regions import Region
    from qa_workbook.intake.sources import Workbook
    from qa_workbook.settings import Settings

__all__ = ["ColumnFound", "Tracker", "read_tracker"]


@dataclass(frozen=True)
class ColumnFound:
    """One row of the column report.

    Args:
        table: Title of our table.
        column: Key of our column.
        place: Where their heading stands: `Audit Log!N4`; empty when there is none.
        heading: Their heading; empty when there is none.
        confidence: 1 for a declared name, less for a looser one, 0 for none.
    """

    table: str
    column: str
    place: str
    heading: str
    confidence: float


@dataclass(frozen=True)
class Tracker:
    """A tracker as read.

    Args:
        name: File name.
        settings: The defaults, overridden by the workbook's own Settings sheet.
        frames: One frame a table that the workbook has, by key (`columns.TABLES`): a row a record, in the workbook's
            order; every canonical column is there, blank where the workbook has none. `sheet` and `row` say where
            each record stands.
        found: Canonical columns that the workbook really has, by table.
        questions: The ambassadors' questions, in their order.
        findings: What could not be read or does not fit; none is dropped.
        columns: The column report.
        meanings: The value report.
        passed_over: Rows that are no data, as `Audit Log row 702: TOTAL`.
    """

    name: str
    settings: Settings
    frames: Mapping[str, pd.DataFrame]
    found: Mapping[str, frozenset[str]]
    questions: tuple[str, ...]
    findings: tuple[Finding, ...]
    columns: tuple[ColumnFound, ...]
    meanings: tuple[Meaning, ...]
    passed_over: tuple[str, ...]

    def has(self, table: str, column: str = "") -> bool:
        """Whether the workbook has a table, or a column of it, that was read or could be assumed."""
        if not column:
            return table in self.frames
        return column.removesuffix(" low") in self.found.get(table, ()) or column in ASSUMED

    @property
    def audits(self) -> pd.DataFrame:
        """The audits, a row an audit asked for."""
        return self.frames["audits"]


def read_tracker(workbook: Workbook, settings: Settings) -> Tracker:
    """Read a tracker.

    Args:
        workbook: The raw grids.
        settings: The defaults.

    Returns:
        The canonical frames with findings, column report and value report.

    Raises:
        UserError: No table of audits is found, or its month or rating can't be told.
    """
    settings, findings = read_settings(workbook.grids, settings)
    tables = (replace(AUDITS, columns=(*AUDITS.columns, *area_columns(settings.practice_areas))), *TABLES[1:])
    regions, lists = find_regions(workbook.grids, tables)
    if not any(region.table.key == "audits" for region in regions):
        raise _no_audits(workbook)
    intake = _Intake(workbook, settings, [*findings, *map(beside, lists)])
    for table in tables:
        intake.read_table(table, [region for region in regions if region.table.key == table.key])
    return intake.tracker()


def _no_audits(workbook: Workbook) -> UserError:
    return UserError(
        workbook.name,
        "no sheet has the headings of an audit log",
        "It needs a row of headings with at least the month of the audit, the team, the final rating and the outcome.",
    )


class _Intake:
    """Collects the tables of one workbook."""

    def __init__(self, workbook: Workbook, settings: Settings, findings: list[Finding]) -> None:
        self.workbook = workbook
        self.settings = settings
        self.findings = findings
        self.frames: dict[str, pd.DataFrame] = {}
        self.found: dict[str, frozenset[str]] = {}
        self.columns: list[ColumnFound] = []
        self.meanings: list[Meaning] = []
        self.passed_over: list[str] = []
        self.places: dict[tuple[str, str, str], int] = {}
        self.questions: tuple[str, ...] = ()
        parse = partial(
            parser, services=settings.services, best_grade=settings.best_grade, date_1904=workbook.date_1904
        )
        self.parser_of: Callable[[Kind], Callable[[object], object]] = parse

    def tracker(self) -> Tracker:
        self.findings += check(self.frames, self.found, self.places, self.findings)
        return Tracker(
            self.workbook.name, self.settings, self.frames, self.found, self.questions, tuple(self.findings),
            tuple(self.columns), tuple(self.meanings), tuple(self.passed_over),
        )  # fmt: skip

    def read_table(self, table: Table, regions: list[Region]) -> None:
        parts = [part for region in regions for part in self._parts(region)]
        if not parts:
            return
        found = frozenset().union(*(read.columns for _, read in parts))
        frames = [_frame(region, read) for region, read in parts]
        self.frames[table.key] = frames[0] if len(frames) == 1 else pd.concat(frames, ignore_index=True)
        self.found[table.key] = found - {"row"}
        if table.key == "audits":
            self.frames["audits"], said = with_defaults(self.frames["audits"], self.found["audits"], self.settings)
            self.findings += said
            if self.frames["audits"]["ri_low"].any():  # where no column of its own says it, the rating itself may
                self.found["audits"] |= {"ri_low"}

    def _parts(self, region: Region) -> Iterator[tuple[Region, Read]]:
        """What a region gives; an optional table that can't be told from its headings is left out, and that is said."""
        try:
            yield self._read_region(region)
        except UserError as fault:
            if region.table.key == "audits":
                raise
            requirement = f"{fault.requirement}, so what stands here is left out"
            self.findings.append(Finding(region.grid.sheet, region.row + 1, -1, "", requirement, fault.cure))

    def _read_region(self, region: Region) -> tuple[Region, Read]:
        region = _with_filled(region)
        if region.table.key == "ambassadors":
            region = question_columns(region, self.settings.questions)
            asked = (column.key for column in region.table.columns if column.kind is Kind.YES_NO)
            self.questions = tuple(dict.fromkeys((*self.questions, *asked)))
        matched = self._settled(region, match(region.headings, region.table))
        self._report(region, matched)
        identifying = next((c.key for c in region.table.columns if c.needed and c.key in matched.found), "")
        read = RegionReader(region, matched.found, self.parser_of, identifying).read()
        self.findings += read.findings
        self.meanings += read.meanings
        self.passed_over += [f"{region.grid.sheet} {row}" for row in read.passed_over]
        return region, read

    def _settled(self, region: Region, matched: Match) -> Match:
        """Say what is ambiguous, and stop where nothing can be told without it."""
        for key, headings in matched.ambiguous.items():
            self.findings.append(ambiguous(region, key, headings))
        missing = [c.key for c in region.table.columns if c.needed and c.key not in matched.found]
        if missing:
            first = self.findings[-1] if matched.ambiguous else None
            raise UserError(
                region.grid.sheet,
                f"the column for {missing[0].replace('_', ' ')} of {region.table.title.lower()} can't be told",
                str(first) if first else "Give the column a heading that says so.",
            )
        return self._single_rating(region, matched) if region.table.key == "audits" else matched

    def _single_rating(self, region: Region, matched: Match) -> Match:
        """A log with one rating only: it is the final one, and that is said."""
        if "final_rating" in matched.found or "final_rating" in matched.ambiguous:
            return matched
        if "auditor_rating" not in matched.found:
            raise UserError(
                region.grid.sheet, "no column for the final rating is found", "Give it the heading 'Final rating'."
            )
        only = matched.found.pop("auditor_rating")
        matched.found["final_rating"] = only
        matched.confidence["final_rating"] = matched.confidence.pop("auditor_rating")
        requirement = "there is one rating only, so it is taken as the final one and moderation is not reported"
        cure = "Give the column of the moderated rating the heading 'Final rating', if there is one."
        self.findings.append(
            Finding(region.grid.sheet, region.row + 1, only.column, only.text, requirement, cure, counted=True)
        )
        return matched

    def _report(self, region: Region, matched: Match) -> None:
        self.findings += unused(region, matched)
        for column in region.table.columns:
            heading = matched.found.get(column.key)
            place = f"{region.grid.sheet}!{column_letter(heading.column)}{region.row + 1}" if heading else ""
            if heading:
                self.places[region.table.key, column.key, region.grid.sheet] = heading.column
            confidence = matched.confidence.get(column.key, 0.0)
            text = heading.text if heading else ""
            self.columns.append(ColumnFound(region.table.title, column.key, place, text, confidence))


def _with_filled(region: Region) -> Region:
    """The same region, its headings knowing whether anything stands under them."""
    headings = tuple(
        heading if any(_is_filled(row[heading.column]) for row in region.body) else replace(heading, filled=False)
        for heading in region.headings
    )
    return replace(region, headings=headings)


def _is_filled(cell: object) -> bool:
    return cell is not None and cell != ""


def _frame(region: Region, read: Read) -> pd.DataFrame:
    """The canonical frame of one region: every column of the table, blank where the workbook has none."""
    size = len(read.columns["row"])
    arrays: dict[str, Any] = {"sheet": categorical(np.zeros(size, np.int8), (region.grid.sheet,))}
    arrays["row"] = read.columns["row"]
    for column in region.table.columns:
        array = read.columns.get(column.key)
        arrays |= _canonical(column, _blank(column.kind, size) if array is None else array)
    return pd.DataFrame(arrays, copy=False)


def _blank(kind: Kind, size: int) -> Array:
    if kind in CATEGORIES:
        return np.full(size, -1, np.int8)
    if kind is Kind.MONTH:
        return np.full(size, -1, np.int64)
    if kind is Kind.DATE:
        return np.full(size, "NaT", "datetime64[D]")
    if kind in (Kind.AGE, Kind.NUMBER):
        return np.full(size, np.nan)
    return np.zeros(size, bool) if kind is Kind.TRUTH else np.full(size, None, object)


def _canonical(column: Column, array: Array) -> dict[str, Any]:
    """An array as it stands in the frame; a rating splits into the rating and whether it is at the lower end."""
    if column.kind is Kind.RATING:
        low = CATEGORIES[Kind.RATING].index(RI_LOW)
        ratings = np.where(array >= low, array - 1, array)
        return {column.key: categorical(ratings, RATINGS), f"{column.key} low": array == low}
    if column.kind in CATEGORIES:
        return {column.key: categorical(array, CATEGORIES[column.kind])}
    return {column.key: pd.Series(array, dtype=object) if array.dtype == object else array}
