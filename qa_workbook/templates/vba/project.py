"""A whole VBA project as the bytes of `vbaProject.bin` (MS-OVBA 2.2)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from qa_workbook.templates.vba.compound_file import compound_file
from qa_workbook.templates.vba.compression import compress
from qa_workbook.templates.vba.dir_stream import dir_stream
from qa_workbook.templates.vba.modules import CODE_PAGE
from qa_workbook.templates.vba.project_stream import name_map, project_stream

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qa_workbook.templates.vba.modules import Module

__all__ = ["vba_project"]

NO_CACHE = bytes.fromhex("CC61FFFF000000")
"""The `_VBA_PROJECT` stream of a project that holds sources only (MS-OVBA 2.3.4.1)."""


def vba_project(modules: Sequence[Module], name: str = "VBAProject") -> bytes:
    """Write a VBA project.

    Args:
        modules: Its modules: those of the workbook and its sheets first, under the code names that the workbook gives
            them, or Excel makes new ones.
        name: The project's name; no module may have it.

    Returns:
        The file; the same modules give the same bytes.

    Raises:
        ValueError: Two modules have one name but for case, or a module has the project's name.
    """
    used = Counter(used.lower() for used in (name, *(module.name for module in modules)))
    if twice := [used_name for used_name, count in used.items() if count > 1]:
        raise ValueError(f"a project and its modules each need a name of their own: {', '.join(twice)}")
    sources = {module.name: compress(module.source.encode(CODE_PAGE)) for module in modules}
    return compound_file({
        "VBA": {"_VBA_PROJECT": NO_CACHE, "dir": compress(dir_stream(name, modules)), **sources},
        "PROJECT": project_stream(name, modules),
        "PROJECTwm": name_map(modules),
    })  # fmt: skip
