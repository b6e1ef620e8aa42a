"""Builds what lies in `workbook_templates/`, and makes a person's first tracker."""

from __future__ import annotations

import zlib
from importlib.metadata import version
from typing import TYPE_CHECKING

from qa_workbook.errors import UserError
from qa_workbook.templates.demo import write_demo_tracker
from qa_workbook.templates.ribbon import ribbon_addin
from qa_workbook.templates.tracker_template import blank_tracker

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["build", "made_with", "new_tracker"]

TRACKER, ADDIN, DEMO, VERSIONS = "audit_tracker.xlsm", "qa_ribbon.xlam", "demo_tracker.xlsx", "VERSIONS"
MACRO_FORMAT = ".xlsm"


def build(folder: Path) -> tuple[Path, ...]:
    """Build all templates into a folder.

    Args:
        folder: Where to; it is made when it is missing, and files of these names in it are replaced.

    Returns:
        The blank tracker, the add-in with the QA tab, the demo tracker, and a list of what they were made with. With
        the same versions of that, a rebuild gives the same bytes.

    Raises:
        UserError: The folder can't be made, or a file can't be written.
    """
    made = [folder / name for name in (TRACKER, ADDIN, DEMO, VERSIONS)]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        made[0].write_bytes(blank_tracker())
        made[1].write_bytes(ribbon_addin())
        write_demo_tracker(made[2])
        made[3].write_text(made_with(), encoding="utf-8", newline="\n")
    except OSError as fault:
        cure = "Close the templates in Excel, or give a folder that you may write to."
        raise UserError(str(folder), f"the templates can't be written ({fault.strerror})", cure) from fault
    return tuple(made)


def made_with() -> str:
    """What decides over the bytes of the templates, a line each: two packages, and the library that packs files."""
    packages = "".join(f"{name} {version(name)}\n" for name in ("XlsxWriter", "xlwings"))
    return f"{packages}zlib {zlib.ZLIB_RUNTIME_VERSION}\n"


def new_tracker(path: Path) -> None:
    """Make a blank tracker with buttons.

    Args:
        path: The new file; its name ends in `.xlsm`, the format that may hold macros.

    Raises:
        UserError: There is such a file already, its name ends otherwise, or it can't be written.
    """
    if path.suffix.lower() != MACRO_FORMAT:
        raise UserError(str(path), "a tracker with buttons holds macros", "Give it a name that ends in .xlsm.")
    content = blank_tracker(file=path.name)
    try:
        with path.open("xb") as file:
            file.write(content)
    except FileExistsError as fault:
        raise UserError(str(path), "there is such a file already", "Give a new name: nothing is replaced.") from fault
    except OSError as fault:
        cure = "Give a folder that exists and that you may write to."
        raise UserError(str(path), f"the file can't be written ({fault.strerror})", cure) from fault
