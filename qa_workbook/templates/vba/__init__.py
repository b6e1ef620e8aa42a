"""Writes a VBA project from the text of its modules: MS-OVBA in an MS-CFB container, by the standard library alone.

The project has no performance cache (MS-OVBA 2.3.4.1), so the spreadsheet program compiles it from its sources when it
first opens it: what is read in the text files is what runs.

`modules` says what a module is, `compression` packs a stream, `dir_stream` and `project_stream` describe the project,
`compound_file` puts the streams into one file, and `project` does the whole.
"""

from __future__ import annotations

from qa_workbook.templates.vba.modules import Kind, Module, class_module, document_module, standard_module
from qa_workbook.templates.vba.project import vba_project

__all__ = ["Kind", "Module", "class_module", "document_module", "standard_module", "vba_project"]
