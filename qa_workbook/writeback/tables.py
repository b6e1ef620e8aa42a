"""Excel tables of ours: ids are unique in a workbook, names too, and names share a space with defined names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa_workbook.writeback.markup import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa_workbook.writeback.markup import Element
    from qa_workbook.writeback.package import Package

__all__ = ["TABLE", "TableSpace", "rename_tables"]

TABLE = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
_TABLE_IN_FORMULA = re.compile(r"(?<![\w.\\])([^\W\d][\w.\\]*)(?=\[)")


class TableSpace:
    """The ids and names of tables that are taken in a workbook.

    Args:
        package: The package; tables that leave have been dropped.
        names: The defined names of the workbook.
    """

    def __init__(self, package: Package, names: Iterable[str]) -> None:
        self._names = {each.lower() for each in names}
        self._ids: set[int] = set()
        for part in package.parts():
            if package.types.of(part) == TABLE:
                self._take(parse(package.read(part)))

    def admit(self, table: Element) -> tuple[str, str]:
        """Give a table of ours a free id and a free name.

        Args:
            table: The `table` element, changed in place.

        Returns:
            The name that it had in lower case, and the one that it has now.
        """
        wanted = str(table.get("displayName", table.get("name", "Table")))
        name, number = wanted, 2
        while name.lower() in self._names:
            name, number = f"{wanted}_{number}", number + 1
        identifier = int(table.get("id", "1"))
        table.set("id", str(identifier if identifier not in self._ids else max(self._ids) + 1))
        table.set("name", name)
        table.set("displayName", name)
        self._take(table)
        return wanted.lower(), name

    def _take(self, table: Element) -> None:
        self._ids.add(int(table.get("id", "0")))
        self._names |= {str(table.get(each, "")).lower() for each in ("name", "displayName")}


def rename_tables(formula: str, names: dict[str, str]) -> str:
    """Follow renamed tables in the structured references of a formula (ECMA-376 part 1 section 18.17.6.4)."""
    return _TABLE_IN_FORMULA.sub(lambda found: names.get(found[1].lower(), found[1]), formula)
