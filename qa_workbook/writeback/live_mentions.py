"""What of the person's reads our sheets in an open workbook: Excel lets it break when such a sheet is replaced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qa_workbook.settings import OWN_SHEET_PREFIX

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import xlwings as xw

__all__ = ["Mentions", "read_mentions"]


@dataclass(frozen=True, slots=True)
class Mentions:
    """Formulas and defined names of the person's that name sheets of ours.

    Args:
        cells: Each cell, with its formula as it was.
        names: Each defined name, with what it referred to.
        sheets: The sheets of ours that are named.
    """

    cells: tuple[tuple[xw.Range, str], ...]
    names: tuple[tuple[xw.Name, str], ...]
    sheets: frozenset[str]

    def write(self) -> None:
        """Write them as they were, so that they read the sheets that have those names now."""
        for cell, formula in self.cells:
            cell.formula = formula
        for name, reference in self.names:
            name.refers_to = reference


def read_mentions(book: xw.Book, ours: Collection[str]) -> Mentions:
    """Find them: one block read a sheet.

    Args:
        book: The workbook.
        ours: The present names of our sheets; without any, nothing is read.
    """
    if not ours:
        return Mentions((), (), frozenset())
    theirs = [sheet for sheet in book.sheets if sheet.name not in ours]
    cells = [found for sheet in theirs for found in _formulas(sheet, ours)]
    names = [(name, name.refers_to or "") for name in book.names if not name.name.lower().startswith(OWN_SHEET_PREFIX)]
    named = [(name, reference) for name, reference in names if _named(reference, ours)]
    texts = [text for _, text in (*cells, *named)]
    return Mentions(
        tuple(cells), tuple(named), frozenset(name for name in ours if any(_named(t, [name]) for t in texts))
    )


def _formulas(sheet: xw.Sheet, ours: Collection[str]) -> Iterator[tuple[xw.Range, str]]:
    used = sheet.used_range
    for row, formulas in enumerate(_rows(used.formula)):
        for column, formula in enumerate(formulas):
            if isinstance(formula, str) and formula.startswith("=") and _named(formula, ours):
                yield used[row, column], formula


def _rows(block: Any) -> Any:  # noqa: ANN401 - Excel gives a single cell as itself, xlwings a single row as one list
    if not isinstance(block, (list, tuple)):
        return [[block]]
    return block if block and isinstance(block[0], (list, tuple)) else [block]


def _named(formula: str, sheets: Collection[str]) -> bool:
    """Whether a formula names one of these sheets; a text that looks like it does no harm."""
    text = formula.lower()
    return any(f"{name}!" in text or f"{name}'!" in text for name in (s.lower().replace("'", "''") for s in sheets))
