"""What the doctor finds on a PC, and the cure that it gives."""

from __future__ import annotations

import sys
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

from qa_workbook import doctor
from qa_workbook.errors import UserError

TEMPLATES = Path(__file__).parents[2] / "workbook_templates"
TRACKER, RIBBON = TEMPLATES / "audit_tracker.xlsm", TEMPLATES / "qa_ribbon.xlam"


def of(findings: list[doctor.Finding], what: str) -> doctor.Finding:
    return next(finding for finding in findings if finding.what == what)


@pytest.fixture(autouse=True)
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "xlwings.conf"
    monkeypatch.setattr("xlwings.USER_CONFIG_FILE", str(file))
    return file


@pytest.mark.parametrize("workbook", [TRACKER, RIBBON], ids=lambda path: path.name)
def test_the_templates_hold_the_installed_version(workbook: Path) -> None:
    assert doctor.module_version(workbook) == version("xlwings")
    assert of(doctor.examine(workbook), "macros of the workbook").is_well


def test_another_version_says_which_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_installed", lambda: "0.30.1")
    found = of(doctor.examine(TRACKER), "macros of the workbook")
    assert found.found == f"xlwings {version('xlwings')}, but 0.30.1 is installed."
    assert f"pip install xlwings=={version('xlwings')}" in found.cure


def test_a_workbook_without_xlwings_says_where_to_get_one(tmp_path: Path) -> None:
    workbook = tmp_path / "bare.xlsm"
    with zipfile.ZipFile(workbook, "w") as package:
        package.writestr("xl/vbaProject.bin", b"no module here")
    assert "qa-workbook init" in of(doctor.examine(workbook), "macros of the workbook").cure


def test_a_workbook_without_macros_is_well() -> None:
    assert of(doctor.examine(TEMPLATES / "demo_tracker.xlsx"), "macros of the workbook").is_well


def test_no_config_is_mended_by_one_command() -> None:
    found = of(doctor.examine(), "Python of the buttons")
    assert "xlwings config create" in found.cure


@pytest.mark.parametrize(("python", "is_well"), [(sys.executable, True), ("C:\\other\\python.exe", False)])
def test_the_config_must_name_this_python(config: Path, python: str, *, is_well: bool) -> None:
    config.write_text(f'"INTERPRETER_WIN","{python}"\n"USE UDF SERVER","False"\n', encoding="utf-8")
    assert of(doctor.examine(), "Python of the buttons").is_well is is_well


def test_a_conda_environment_is_named(config: Path) -> None:
    config.write_text('"CONDA PATH","C:\\conda"\n"CONDA ENV","qa"\n', encoding="utf-8")
    assert of(doctor.examine(), "Python of the buttons").found == "conda environment qa"


def test_a_workbook_that_is_open_is_told(tmp_path: Path) -> None:
    workbook = tmp_path / "tracker.xlsm"
    workbook.write_bytes(TRACKER.read_bytes())
    (tmp_path / "~$tracker.xlsm").touch()
    assert "open in Excel" in of(doctor.examine(workbook), "workbook").found


def test_a_missing_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="there is no such file"):
        doctor.examine(tmp_path / "none.xlsm")


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "text.xlsm").write_text("no zip", encoding="utf-8")
    with pytest.raises(UserError, match="not a workbook"):
        doctor.examine(tmp_path / "text.xlsm")


def test_a_finding_reads_as_one_line() -> None:
    assert str(doctor.Finding("Python", "3.12")) == "ok    Python: 3.12"
    assert str(doctor.Finding("Python", "3.9.", "Install Python 3.11 or later.")).startswith(
        "MEND  Python: 3.9. Install"
    )
