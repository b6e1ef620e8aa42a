"""Asks LibreOffice about workbooks, over UNO, and prints what it says as JSON.

It runs by whatever Python can import `uno`, which need not be the tests' own, so it imports nothing of the product.

usage: libreoffice_probe.py FILE…     a file whose xlwings module is a stub has its macros run
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.script.provider import ScriptFrameworkErrorException

ALWAYS_EXECUTE = 4
URL = "vnd.sun.star.script:VBAProject.{}?language=Basic&location=document"
START_SECONDS = 60


def main() -> None:
    with tempfile.TemporaryDirectory() as profile:
        pipe = f"qa{Path(profile).name}"
        office = subprocess.Popen([
            "soffice", "--headless", "--norestore", "--nologo", "--nodefault",
            f"-env:UserInstallation={Path(profile).as_uri()}", f"--accept=pipe,name={pipe};urp;",
        ])  # fmt: skip
        try:
            desktop = connected(pipe)
            answers = {Path(file).name: asked(desktop, Path(file)) for file in sys.argv[1:]}
            desktop.terminate()
            office.wait(timeout=20)
        finally:
            office.kill()
    sys.stdout.write(json.dumps(answers))


def connected(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    until = time.monotonic() + START_SECONDS
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except NoConnectException:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def asked(desktop: Any, file: Path) -> dict[str, Any]:
    how = (PropertyValue(Name="Hidden", Value=True), PropertyValue(Name="MacroExecutionMode", Value=ALWAYS_EXECUTE))
    document = desktop.loadComponentFromURL(file.as_uri(), "_blank", 0, how)
    try:
        library = document.BasicLibraries.getByName("VBAProject")
        modules = {name: library.getByName(name) for name in library.ElementNames}
        runs = runs_of(document, modules) if "Recorded" in modules.get("xlwings", "") else {}
        return {"modules": modules, "buttons": buttons_of(document), "runs": runs, "month": picked_month(document)}
    finally:
        document.dispose()


def buttons_of(document: Any) -> dict[str, str]:
    """Which script each button of the first sheet is bound to, by what stands on it."""
    forms = document.Sheets.getByIndex(0).DrawPage.Forms
    bound = {}
    for form in (forms.getByIndex(at) for at in range(forms.Count)):
        for at in range(form.Count):
            bound[form.getByIndex(at).Label] = " ".join(event.ScriptCode for event in form.getScriptEvents(at))
    return bound


def picked_month(document: Any) -> dict[str, Any]:
    """What the Settings sheet makes of the month on the Home sheet: first as it is, then for September 2026."""
    choices = named(document, "MonthChoices")
    cell, setting = named(document, "ReportingMonth"), document.Sheets.getByName("QA settings").getCellByPosition(2, 1)
    latest = setting.String
    cell.getCellByPosition(0, 0).Formula = "2026-09-01"
    return {"latest": latest, "settings": setting.Value, "choices": [row[0] for row in choices.DataArray]}


def named(document: Any, name: str) -> Any:
    return document.NamedRanges.getByName(name).ReferredCells


def runs_of(document: Any, modules: dict[str, str]) -> dict[str, str]:
    """What each Sub without arguments gives to the stub, which writes it into a cell of the first sheet."""
    cell = document.Sheets.getByIndex(0).getCellRangeByName("Z1")
    said = {}
    for module in ("QaButtons", "Driver"):
        lines = [line.split() for line in modules.get(module, "").splitlines() if line.startswith("Public Sub")]
        for name in (words[2].removesuffix("()") for words in lines):
            cell.String = ""
            said[f"{module}.{name}"] = run(document, f"{module}.{name}") or cell.String
    return said


def run(document: Any, macro: str) -> str:
    """Run a macro; returns what went wrong."""
    try:
        document.getScriptProvider().getScript(URL.format(macro)).invoke((), (), ())
    except ScriptFrameworkErrorException as fault:
        return f"failed: {fault.Message}"
    return ""


if __name__ == "__main__":
    main()
