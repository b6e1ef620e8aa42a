"""What the test engines for xlwings share: they stand in for Excel, so that xlwings' own object model does the work.

Every use of something that in Excel crosses from one process to another is counted.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from typing import Any

from xlwings import base_classes

LOCAL = {
    "api", "app", "apps", "book", "books", "charts", "engine", "max_cells_per_read", "max_cells_per_write", "names",
    "options", "pid", "sheet", "sheets", "snapshot", "tables",
}  # fmt: skip
"""Names that hand on an object or a collection; what is asked of it then counts."""


class Calls:
    """Counts calls by name; may be told to fail at one of them."""

    def __init__(self) -> None:
        self.by_name: Counter[str] = Counter()
        self.fail_at = 0
        self.failed = ""

    @property
    def total(self) -> int:
        return self.by_name.total()

    def reset(self, fail_at: int = 0) -> None:
        self.by_name.clear()
        self.fail_at = fail_at

    def add(self, name: str) -> None:
        self.by_name[name] += 1
        if self.total == self.fail_at:
            self.failed = name
            raise RuntimeError(f"the engine was told to fail here: {name}")


CALLS = Calls()


class Counted:
    """Counts each use of a public name, as a property that is read or set, or as a method."""

    def __getattribute__(self, name: str) -> Any:
        if not name.startswith("_") and name not in LOCAL:
            CALLS.add(f"{type(self).__name__}.{name}")
        return object.__getattribute__(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        if not name.startswith("_") and name not in LOCAL:
            CALLS.add(f"{type(self).__name__}.{name} =")
        object.__setattr__(self, name, value)


class Engine:
    """An engine for xlwings around one app."""

    type = "desktop"

    def __init__(self, name: str, app: Any) -> None:
        self.name = name
        self.apps = Apps(app)

    @staticmethod
    def prepare_xl_data_element(value: Any, _options: Any) -> Any:
        return "" if value is None else value

    @staticmethod
    def clean_value_data(data: Any, days: Any, empty_as: Any, _numbers: Any, _errors: Any) -> list[list[Any]]:
        return [[clean(cell, days, empty_as) for cell in row] for row in data]


def clean(cell: Any, days: Any, empty_as: Any) -> Any:
    """A value as xlwings makes it of one of Excel's; the engines give errors as `None`, for xlwings reads them so."""
    if cell == "" or cell is None:
        return empty_as if cell == "" else None
    if isinstance(cell, dt.datetime):
        parts = ("year", "month", "day", "hour", "minute", "second", "microsecond")
        return days(**{part: getattr(cell, part) for part in parts}, tzinfo=None)
    return cell


class Apps(base_classes.Apps):
    def __init__(self, app: Any) -> None:
        self._app = app

    def keys(self) -> list[int]:
        return [1]

    def __iter__(self) -> Iterator[Any]:
        return iter([self._app])

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> Any:
        return self._app
