"""The add-in with the QA tab, for trackers that have no macros of their own (MS-CUSTOMUI, Office 2010 and later)."""

from __future__ import annotations

import io
from itertools import groupby
from typing import TYPE_CHECKING

import xlsxwriter  # type: ignore[import-untyped]
from lxml import etree

from qa_workbook.templates.buttons import BUTTONS
from qa_workbook.templates.macro_sources import ribbon_modules
from qa_workbook.templates.packages import CREATED, repacked
from qa_workbook.templates.vba import vba_project

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa_workbook.templates.buttons import Button

__all__ = ["ribbon_addin", "ribbon_xml"]

CUSTOM_UI = "http://schemas.microsoft.com/office/2009/07/customui"
PART = "customUI/customUI14.xml"
RELATIONSHIP = (
    f'<Relationship Id="rIdQaRibbon" Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility" '
    f'Target="{PART}"/></Relationships>'
)
WORKBOOK_TYPE, ADDIN_TYPE = "ms-excel.sheet.macroEnabled.main+xml", "ms-excel.addin.macroEnabled.main+xml"

PROJECT = "QaWorkbook"
"""Name of the VBA project; no module may have the same."""


def ribbon_addin() -> bytes:
    """Make the add-in.

    Returns:
        The bytes of an `.xlam`; the same versions of what it is made with give the same bytes.
    """
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        about = {"title": "QA tab", "comments": "Adds the QA tab to Excel, for audit trackers.", "created": CREATED}
        workbook.set_properties(about)
        workbook.add_worksheet("About").write(0, 0, "This add-in puts the QA tab on Excel's ribbon.")
        workbook.add_vba_project(io.BytesIO(vba_project(ribbon_modules(), PROJECT)), is_stream=True)
    return repacked(content.getvalue(), _as_addin, {PART: ribbon_xml()})


def _as_addin(name: str, part: bytes) -> bytes:
    """Make an add-in of a workbook, and point from the package to its ribbon (ECMA-376 part 2)."""
    if name == "[Content_Types].xml":
        return part.replace(WORKBOOK_TYPE.encode(), ADDIN_TYPE.encode())
    return part.replace(b"</Relationships>", RELATIONSHIP.encode()) if name == "_rels/.rels" else part


def ribbon_xml() -> bytes:
    """The QA tab as its XML part: a group for each kind of work, with a large button for each thing to do."""
    nsmap = {None: CUSTOM_UI}
    root = etree.Element(_tag("customUI"), nsmap=nsmap)  # type: ignore[arg-type] # stubs forget the default namespace
    tabs = etree.SubElement(etree.SubElement(root, _tag("ribbon")), _tag("tabs"))
    tab = etree.SubElement(tabs, _tag("tab"), id="qaTab", label="QA", keytip="Q")
    for name, buttons in groupby(BUTTONS, key=lambda button: button.group):
        _add_group(tab, name, buttons)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _add_group(tab: etree._Element, name: str, buttons: Iterable[Button]) -> None:
    group = etree.SubElement(tab, _tag("group"), id=f"qa{name}", label=name)
    for button in buttons:
        facts = {"id": f"qa{button.sub}", "label": button.label, "size": "large", "imageMso": button.icon}
        words = {"screentip": button.label, "supertip": button.about, "onAction": f"QaRibbon.On{button.sub}"}
        etree.SubElement(group, _tag("button"), facts | words)


def _tag(name: str) -> str:
    return f"{{{CUSTOM_UI}}}{name}"
