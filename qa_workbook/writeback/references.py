"""References to sheets: in formulas, in charts and links, and in the names that mark our sheets.

A sheet's name in a formula stands in quotes, doubled inside, unless it is a plain word (ECMA-376 part 1
section 18.17.2.2).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qa_workbook.settings import OWN_SHEET_PREFIX
from qa_workbook.writeback.markup import local

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qa_workbook.writeback.markup import Element

__all__ = ["key_of", "marked_sheet", "marker_name", "marker_text", "quoted", "rename_in_formula", "rename_references"]

_PLAIN = re.compile(r"[^\W\d][\w.]*")
_LIKE_A_CELL = re.compile(r"(?i)[a-z]{1,3}\d+|r\d*(c\d*)?|c\d*|true|false")
_TOKEN = re.compile(
    r"""
    "(?:[^"]|"")*"                        # a text
    | '((?:[^']|'')+)'(?=!)               # a quoted sheet, or a range of sheets
    | (?<![\w.\]'!$])([^\W\d][\w.]*)(?=!) # a plain word before the mark of a sheet
    """,
    re.VERBOSE,
)
_MARKED = re.compile(r"(?:'((?:[^']|'')+)'|([^'!#]+))!\$?A\$?1")
_ESCAPED = re.compile(r"_([0-9a-f]+)_")

# Every element and attribute that holds a formula or a reference with a sheet in it: worksheets, tables,
# charts, sparklines (xm:f), extended formats, form controls (x:Fmla... in VML), and links of shapes.
_FORMULAS = frozenset(
    [
        "f",
        "formula",
        "formula1",
        "formula2",
        "calculatedColumnFormula",
        "totalsRowFormula",
        "sqref",
        "definedName",
        "FmlaLink",
        "FmlaRange",
        "FmlaGroup",
        "FmlaPict",
        "FmlaTxbx",
    ]
)
_LINKS = ("location", "textlink", "fmla", "fmlaLink", "fmlaRange")


def marker_name(key: str) -> str:
    """Name the hidden defined name that marks the sheet of this key.

    Letters and digits stay; any other character is its code in hexadecimal between low lines, since a
    defined name can't hold it and the key must be read back.
    """
    return OWN_SHEET_PREFIX + re.sub(r"[^A-Za-z0-9]", lambda found: f"_{ord(found[0]):x}_", key)


def key_of(name: str) -> str | None:
    """Read the key back from a defined name; `None` if the name marks no sheet of ours."""
    if not name.lower().startswith(OWN_SHEET_PREFIX.lower()):
        return None
    try:
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), name[len(OWN_SHEET_PREFIX) :])
    except (ValueError, OverflowError):
        return None


def marker_text(sheet: str) -> str:
    """Write what the defined name of a sheet refers to."""
    return quoted(sheet, always=True) + "!$A$1"


def marked_sheet(text: str) -> str | None:
    """Read which sheet a marker refers to.

    Only the first cell counts. When somebody cuts that cell and pastes it on a sheet of their own, the name
    follows it there, and that sheet must never be taken for ours.
    """
    found = _MARKED.fullmatch(text.strip().removeprefix("=").removeprefix("$"))
    if found is None:
        return None
    return found[1].replace("''", "'") if found[1] else found[2]


def quoted(sheet: str, *, always: bool = False) -> str:
    """Write a sheet's name as a formula wants it."""
    plain = _PLAIN.fullmatch(sheet) and not _LIKE_A_CELL.fullmatch(sheet)
    return sheet if plain and not always else "'" + sheet.replace("'", "''") + "'"


def rename_in_formula(formula: str, names: Mapping[str, str]) -> str:
    """Follow renamed sheets in a formula.

    Args:
        formula: A formula or reference, with or without `=` or `#` in front.
        names: The present name by the old one in lower case.

    Returns:
        The formula with every reference to an old name, ranges of sheets and link texts such as
        `"#Sheet!A1"` included.
    """

    def renamed(token: re.Match[str]) -> str:
        if token[0].startswith('"#'):
            return '"' + rename_in_formula(token[0][1:-1].replace('""', '"'), names).replace('"', '""') + '"'
        sheets = token[1].replace("''", "'") if token[1] else token[2]
        if sheets is None:
            return token[0]
        present = [names.get(each.lower(), each) for each in sheets.split(":")]
        if ":".join(present) == sheets:
            return token[0]
        always = bool(token[1]) or any(quoted(each) != each for each in present)
        return quoted(":".join(present), always=always)

    return _TOKEN.sub(renamed, formula) if "!" in formula else formula


def rename_references(root: Element, names: Mapping[str, str]) -> None:
    """Follow renamed sheets in a whole part: formulas, charts, sparklines, formats, validations, links.

    Args:
        root: The part's root element, changed in place.
        names: The present name by the old one in lower case; nothing is touched when there are none.
    """
    for element in root.iter() if names else ():
        if local(element) in _FORMULAS and element.text:
            element.text = rename_in_formula(element.text, names)
        for link in _LINKS:
            if (value := element.get(link)) is not None:
                element.set(link, rename_in_formula(str(value), names))
