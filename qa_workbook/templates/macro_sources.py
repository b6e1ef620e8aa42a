"""The modules of the VBA projects: this product's own from `macros/`, xlwings' from the installed package.

xlwings' module must be that of the installed version: it starts the Python side, which checks.
"""

from __future__ import annotations

from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from qa_workbook.templates.vba import class_module, document_module, standard_module
from qa_workbook.templates.vba.modules import CODE_PAGE

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from qa_workbook.templates.vba import Module

__all__ = ["own_module", "ribbon_modules", "tracker_modules"]

FOLDERS: tuple[Traversable, ...] = (
    files("qa_workbook.templates") / "macros",  # in the installed package
    Path(__file__).parents[2] / "macros",  # in a checkout
)


def tracker_modules(sheets: int) -> list[Module]:
    """The modules of the blank tracker.

    Args:
        sheets: How many worksheets it has: each has a module, under the code name that XlsxWriter gives it.
    """
    return [*_documents(sheets), own_module("QaButtons"), _from_xlwings("xlwings.bas"), _dictionary()]


def ribbon_modules() -> list[Module]:
    """The modules of the add-in with the QA tab.

    Its xlwings is the one for add-ins, which works on the workbook in front instead of the one that holds the macros.
    That one would look for a configuration of its own; it is told to share xlwings', so that
    `xlwings config create` serves the buttons of both.
    """
    xlwings = _from_xlwings("xlwings_custom_addin.bas", 'PROJECT_NAME As String = "myaddin"', '= "xlwings"')
    return [*_documents(1), own_module("QaButtons"), own_module("QaRibbon"), xlwings, _dictionary()]


def own_module(name: str) -> Module:
    """One of this product's own modules, by name."""
    file = next(file for folder in FOLDERS if (file := folder / f"{name}.bas").is_file())
    return standard_module(file.read_bytes().decode(CODE_PAGE))


def _documents(sheets: int) -> list[Module]:
    names = ("ThisWorkbook", *(f"Sheet{number}" for number in range(1, sheets + 1)))
    return [document_module(name) for name in names]


def _from_xlwings(file: str, setting: str = "", value: str = "") -> Module:
    """A module of xlwings; a setting must be there to be given another value."""
    text = _xlwings_text(file)
    if setting not in text:
        raise ValueError(f"xlwings' {file} has no {setting}")
    return standard_module(text.replace(setting, setting.partition("=")[0].rstrip() + " " + value) if setting else text)


def _dictionary() -> Module:
    """What xlwings uses on a Mac for a dictionary."""
    return class_module(_xlwings_text("addin/Dictionary.cls"))


def _xlwings_text(file: str) -> str:
    """The text of a file that xlwings ships; xlwings itself is not imported, for that takes a while."""
    spec = find_spec("xlwings")
    if spec is None or spec.origin is None:
        raise ValueError("xlwings is not installed")
    return (Path(spec.origin).parent / file).read_bytes().decode(CODE_PAGE)
