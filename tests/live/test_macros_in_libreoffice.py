"""A spreadsheet program finds the macros, binds the buttons to them, and runs them.

LibreOffice's Basic has no conditional compilation, and with xlwings' own modules in a project no macro does anything.
So the Subs are run in a copy whose `xlwings` is a stub: its RunPython writes the command that it is given into a cell.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from types import ModuleType
from typing import Any

import pytest
from live_tools import asked_of_libreoffice

from qa_workbook import pipeline
from qa_workbook.templates.buttons import BUTTONS
from qa_workbook.templates.demo_rows import demo_rows
from qa_workbook.templates.macro_sources import own_module, ribbon_modules, tracker_modules
from qa_workbook.templates.tracker_template import SHEETS, blank_tracker
from qa_workbook.templates.vba import Module, class_module, document_module, standard_module

FUNCTIONS = {
    "RefreshDashboard": "refresh_dashboard",
    "CheckData": "check_data",
    "PublishLeadersWorkbook": "publish_leaders_workbook",
    "SetUpTracker": "set_up_tracker",
    "IssueReturns": "issue_returns",
    "CollectReturns": "collect_returns",
}

STUB = """\
Attribute VB_Name = "xlwings"
Public Function RunPython(PythonCommand As String)
    ThisWorkbook.Worksheets("Home").Range("Z1").Value = PythonCommand 'Recorded
End Function
"""
CONTROL = """\
VERSION 1.0 CLASS
BEGIN
  MultiUse = -1
END
Attribute VB_Name = "IRibbonControl"
Attribute VB_GlobalNameSpace = False
Attribute VB_Creatable = False
Attribute VB_PredeclaredId = False
Attribute VB_Exposed = True
Public Id As String
"""
DRIVER = 'Attribute VB_Name = "Driver"\n' + "".join(
    f"Public Sub Press{sub}()\n    QaRibbon.On{sub} Nothing\nEnd Sub\n" for sub in FUNCTIONS
)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("macros")
    sheets = (f"Sheet{number}" for number in range(1, SHEETS + 1))
    stubbed = [
        *(document_module(name) for name in ("ThisWorkbook", *sheets)),
        *(own_module("QaButtons"), own_module("QaRibbon"), class_module(CONTROL)),
        *(standard_module(STUB), standard_module(DRIVER)),
    ]
    files = {
        "tracker.xlsm": blank_tracker(),
        "ribbon.xlsm": blank_tracker(modules=[*tracker_modules(SHEETS)[: SHEETS + 1], *ribbon_modules()[2:]]),
        "stubbed.xlsm": blank_tracker(modules=stubbed),
        "filled.xlsm": blank_tracker(demo_rows(audits=100), modules=stubbed),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    pipeline.refresh(folder / "filled.xlsm")
    return asked_of_libreoffice(*(folder / name for name in files))


def shown(source: str) -> str:
    """A source as LibreOffice shows it: its own two lines first, no attributes, and no lines after the last."""
    lines = source.replace("\r\n", "\n").splitlines()
    kept = (line for line in lines if not re.match(r"(Rem )?Attribute |Option (VBASupport|ClassModule)\b", line))
    return "\n".join(kept).strip("\n")


@pytest.mark.parametrize(
    ("file", "modules"), [("tracker.xlsm", tracker_modules(SHEETS)), ("ribbon.xlsm", ribbon_modules()[2:])]
)
def test_every_module_is_there_with_its_source(answers: dict[str, Any], file: str, modules: list[Module]) -> None:
    found = answers[file]["modules"]
    for module in modules:
        assert shown(found[module.name]) == shown(module.source), module.name


def test_no_other_module_is_there(answers: dict[str, Any]) -> None:
    assert set(answers["tracker.xlsm"]["modules"]) == {module.name for module in tracker_modules(SHEETS)}


def test_each_button_is_bound_to_its_sub(answers: dict[str, Any]) -> None:
    place = "?language=Basic&location=document"
    wanted = {b.label: f"vnd.sun.star.script:VBAProject.QaButtons.{b.sub}{place}" for b in BUTTONS}
    assert answers["tracker.xlsm"]["buttons"] == wanted


@pytest.mark.parametrize("macro", ["QaButtons.{}", "Driver.Press{}"], ids=["button", "ribbon"])
@pytest.mark.parametrize(("sub", "function"), FUNCTIONS.items())
def test_pressing_calls_the_addin(
    answers: dict[str, Any], monkeypatch: pytest.MonkeyPatch, macro: str, sub: str, function: str
) -> None:
    called: list[str] = []
    addin = ModuleType("qa_workbook.addin")
    for name in FUNCTIONS.values():
        setattr(addin, name, lambda name=name: called.append(name))
    monkeypatch.setitem(sys.modules, "qa_workbook.addin", addin)
    monkeypatch.setattr("qa_workbook.addin", addin, raising=False)
    command = answers["stubbed.xlsm"]["runs"][macro.format(sub)]
    exec(command, {})  # noqa: S102 - the command that RunPython would give to Python
    assert called == [function]


def test_a_command_fits_between_double_quotes(answers: dict[str, Any]) -> None:
    commands = answers["stubbed.xlsm"]["runs"].values()
    assert len(commands) == 2 * len(FUNCTIONS)
    assert not any('"' in command or "\n" in command for command in commands)


def test_a_refresh_leaves_macros_and_buttons_as_they_are(answers: dict[str, Any]) -> None:
    for what in ("modules", "buttons", "runs"):
        assert answers["filled.xlsm"][what] == answers["stubbed.xlsm"][what]


def test_a_picked_month_reaches_the_settings(answers: dict[str, Any]) -> None:
    picked = answers["tracker.xlsm"]["month"]
    day = dt.date(1899, 12, 30) + dt.timedelta(days=picked["settings"])
    assert picked["latest"] == ""
    assert picked["choices"][0] == "latest"
    assert len(picked["choices"]) == 25
    assert day == dt.date(2026, 9, 1)
