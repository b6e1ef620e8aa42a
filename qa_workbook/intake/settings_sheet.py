"""The tracker's own Settings sheet, which overrides the defaults (domain section 4).

The sheet is called `QA settings`. Its heading row is `Setting`, `For`, `Value`, `From`; each row below sets one thing,
and a setting that is a list (practice areas, other services, months without audits) takes
a row an item.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qa_workbook.intake.dates import NotRead, read_month
from qa_workbook.intake.findings import Finding
from qa_workbook.intake.text import plain
from qa_workbook.settings import DEFAULT_TARGETS, SETTINGS_SHEET, Settings, Target

if TYPE_CHECKING:
    from collections.abc import Callable

    from qa_workbook.intake.sources import Grid

__all__ = ["read_settings"]

SettingRow = tuple[str, str, object, object]
"""A row as (setting, for, value, from), the texts in plain form."""

_HEADINGS = ("setting", "for", "value", "from")
_MEASURES = {plain(target.measure): target.measure for target in DEFAULT_TARGETS} | {
    "requires improvement": "requires_improvement"
}


def read_settings(grids: tuple[Grid, ...], settings: Settings) -> tuple[Settings, list[Finding]]:
    """Read the Settings sheet, if the workbook has one.

    Args:
        grids: The sheets.
        settings: The defaults.

    Returns:
        The settings that hold, and what could not be read on the sheet.
    """
    grid = next((g for g in grids if plain(g.sheet) == plain(SETTINGS_SHEET)), None)
    if grid is None:
        return settings, []
    findings: list[Finding] = []
    rows = _rows(grid)
    if not rows:
        cure = "Its heading row is Setting, For, Value, From."
        return settings, [Finding(grid.sheet, 0, -1, "", "no row of headings is found, so no setting is used", cure)]
    defaults = settings
    for number, row in rows:
        try:
            settings = _apply(settings, row, defaults)
        except NotRead as fault:
            requirement, _, cure = str(fault).partition(". ")
            findings.append(Finding(grid.sheet, number, 0, str(row[0]), requirement, f"{cure}."))
    return _without_repeats(settings), findings


def _rows(grid: Grid) -> list[tuple[int, SettingRow]]:
    """The rows under the headings as (row number, (setting, for, value, from))."""
    for index, row in enumerate(grid.rows):
        texts = [plain(str(cell)) for cell in row]
        if {"setting", "value"} <= set(texts):
            at = [texts.index(h) if h in texts else None for h in _HEADINGS]
            body = enumerate(grid.rows[index + 1 :], index + 2)
            cells = ((number, [cells[i] if i is not None else "" for i in at]) for number, cells in body)
            return [(n, (plain(str(c[0])), plain(str(c[1])), c[2], c[3])) for n, c in cells if str(c[0]).strip()]
    return []


def _apply(settings: Settings, row: SettingRow, defaults: Settings) -> Settings:
    """One row; blank values change nothing."""
    name, what, value, since = row
    if value is None or str(value).strip() == "":
        return settings
    if name == "target":
        return replace(settings, targets=(*settings.targets, _target(what, value, since)))
    if name == "margin":
        field = {"up": "margin_up", "down": "margin_down", "count": "margin_count"}.get(what)
        if field is None:
            raise NotRead("not a margin. Use up, down or count in the column For")
        return _set(settings, field, _points(value))
    if name not in _SINGLE and name not in _LISTS:
        raise NotRead("not a setting that is known. Use " + ", ".join(("Target", "Margin", *_TITLES)))
    if name in _LISTS:
        field, read = _LISTS[name]
        return _set(settings, field, _more(settings, defaults, field, read(value)))
    field, read = _SINGLE[name]
    return _set(settings, field, read(value))


def _more(settings: Settings, defaults: Settings, field: str, item: object) -> object:
    """A list of the settings with one more item; the sheet's first item replaces the defaults."""
    held = getattr(settings, field)
    untouched = held is getattr(defaults, field)
    together = (item,) if untouched else (*held, item)
    return frozenset(together) if isinstance(held, frozenset) else together


def _set(settings: Settings, field: str, value: object) -> Settings:
    changed: dict[str, Any] = {field: value}
    return replace(settings, **changed)


def _target(what: str, value: object, since: object) -> Target:
    if what not in _MEASURES:
        raise NotRead("not a measure that can have a target. Use one of " + ", ".join(sorted(_MEASURES.values())))
    measure = _MEASURES[what]
    points = _number(value) if measure == "audits_accepted" else _points(value)
    return Target(measure, points, read_month(since) if since not in ("", None) else None)


def _number(value: object) -> float:
    try:
        return float(str(value).replace("%", "").strip())
    except ValueError as fault:
        raise NotRead("not a number. Use a number, for example 45") from fault


def _points(value: object) -> float:
    """A percentage as points: a cell formatted as 50 % holds 0.5."""
    number = _number(value)
    return 100 * number if isinstance(value, float) and 0 < number <= 1 else number


def _grade(value: object) -> int:
    number = _number(value)
    if number not in (1, 4):
        raise NotRead("not 1 or 4. Say which number means Outstanding")
    return int(number)


def _word(value: object) -> str:
    return " ".join(str(value).split())


_SINGLE: dict[str, tuple[str, Callable[[Any], object]]] = {
    "reporting month": ("month", read_month),
    "stretch audits per team": ("stretch_per_team", lambda value: int(_number(value))),
    "core service": ("core_service", _word),
    "grade that means outstanding": ("best_grade", _grade),
}
_LISTS: dict[str, tuple[str, Callable[[Any], object]]] = {
    "practice area": ("practice_areas", _word),
    "ambassadors question": ("questions", _word),
    "other service": ("other_services", _word),
    "month without audits": ("months_without_audits", read_month),
}
_TITLES = (*(name.capitalize() for name in _SINGLE), *(name.capitalize() for name in _LISTS))


def _without_repeats(settings: Settings) -> Settings:
    """A later row for the same measure and month wins over an earlier one and over the default."""
    latest = {(target.measure, target.since): target for target in settings.targets}
    return replace(settings, targets=tuple(latest.values()))
