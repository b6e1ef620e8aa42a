"""Programs and packages that prove the macros from outside; a test that lacks one skips, and in CI fails."""

from __future__ import annotations

import importlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any, NoReturn

import pytest

PROBE = Path(__file__).with_name("libreoffice_probe.py")
SYSTEM_PACKAGES = "/usr/lib/python3/dist-packages"
PYTHONS = (sys.executable, "/usr/bin/python3")


def missing(what: str, cure: str) -> NoReturn:
    words = f"{what} is not installed: {cure}"
    if os.environ.get("QA_WORKBOOK_REQUIRE_TOOLS") == "1":
        pytest.fail(words)
    pytest.skip(words)


def package(name: str) -> ModuleType:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        missing(name, 'pip install ".[test]"')


def validated(file: Path) -> str:
    """What the Open XML SDK's validator says of a file."""
    home = Path(os.environ.get("OOXML_VALIDATOR_HOME", Path.home() / ".cache" / "ooxml-validator"))
    found = next((path for path in home.glob("**/ooxml-validator-*/ooxml-validator") if path.is_file()), None)
    if found is None:
        missing("the Open XML validator", ".ci/run installs it")
    return subprocess.run([found, file], capture_output=True, text=True, check=False).stdout


def asked_of_libreoffice(*files: Path) -> dict[str, Any]:
    """What LibreOffice finds in workbooks and what their macros do, by file name (`libreoffice_probe`)."""
    if shutil.which("soffice") is None:
        missing("LibreOffice", "apt-get install libreoffice-calc python3-uno")
    environment = os.environ | {"PYTHONPATH": SYSTEM_PACKAGES}
    python = next((python for python in PYTHONS if _has_uno(python, environment)), None)
    if python is None:
        missing("python3-uno", "apt-get install python3-uno")
    done = subprocess.run(
        [python, PROBE, *files], capture_output=True, text=True, check=False, env=environment, timeout=120
    )
    assert done.returncode == 0, done.stderr
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers


def _has_uno(python: str, environment: dict[str, str]) -> bool:
    if not Path(python).exists():
        return False
    return (
        subprocess.run([python, "-c", "import uno"], capture_output=True, check=False, env=environment).returncode == 0
    )
