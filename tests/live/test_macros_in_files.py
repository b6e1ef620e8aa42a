"""Other programs read the macros in the built files: olevba, olefile, pyvbaanalysis, Microsoft's validator."""

from __future__ import annotations

import io
import warnings
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from live_tools import package, validated

from qa_workbook.templates.build import build
from qa_workbook.templates.macro_sources import ribbon_modules, tracker_modules
from qa_workbook.templates.tracker_template import SHEETS, blank_tracker
from qa_workbook.templates.vba import Kind, Module, standard_module, vba_project
from qa_workbook.templates.vba.compound_file import compound_file

MACRO_FILES = {"audit_tracker.xlsm": tracker_modules(SHEETS), "qa_ribbon.xlam": ribbon_modules()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("templates")
    build(folder)
    return folder


def container(file: Path) -> Any:
    with zipfile.ZipFile(file) as archive:
        content = archive.read("xl/vbaProject.bin")
    return package("olefile").OleFileIO(io.BytesIO(content), raise_defects=10)


@pytest.mark.parametrize(("name", "modules"), MACRO_FILES.items(), ids=MACRO_FILES)
def test_olevba_finds_every_source_byte_for_byte(folder: Path, name: str, modules: list[Module]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own dependencies use what later versions of Python drop
        olevba = package("oletools.olevba")
    parser = olevba.VBA_Parser(str(folder / name))
    found = {file: code for _, _, file, code in parser.extract_macros()}
    endings = {Kind.STANDARD: "bas", Kind.CLASS: "cls", Kind.DOCUMENT: "cls"}
    assert found == {f"{module.name}.{endings[module.kind]}": module.source for module in modules}


@pytest.mark.parametrize(("name", "modules"), MACRO_FILES.items(), ids=MACRO_FILES)
def test_olefile_finds_the_streams_of_a_project_and_no_defect(folder: Path, name: str, modules: list[Module]) -> None:
    ole = container(folder / name)
    streams = {"/".join(parts) for parts in ole.listdir()}
    own = {f"VBA/{module.name}" for module in modules}
    assert streams == {"PROJECT", "PROJECTwm", "VBA/_VBA_PROJECT", "VBA/dir"} | own
    assert ole.openstream("VBA/_VBA_PROJECT").read() == bytes.fromhex("CC61FFFF000000")
    assert ole.parsing_issues == []


NAMES = st.text("abcXYZ019_", min_size=1, max_size=31)
STREAMS = st.dictionaries(NAMES.map(str.upper), st.integers(0, 9_000).map(lambda size: b"\xa5" * size), max_size=12)


@given(STREAMS)
@settings(deadline=None, max_examples=60)
def test_any_streams_come_back_from_a_compound_file(streams: dict[str, bytes]) -> None:
    content = compound_file({"STORE": streams, "ALONE": b"x"})
    ole = package("olefile").OleFileIO(io.BytesIO(content), raise_defects=10)
    assert ole.parsing_issues == []
    assert {name: ole.openstream(f"STORE/{name}").read() for name in streams} == streams
    assert len(ole.listdir()) == len(streams) + 1


def test_a_stream_of_many_fat_sectors_comes_back() -> None:
    content = bytes(range(256)) * 8_000
    ole = package("olefile").OleFileIO(io.BytesIO(compound_file({"much": content})), raise_defects=10)
    assert ole.openstream("much").read() == content


def analysed(file: Path) -> dict[str, list[str]]:
    """What is found in the product's own modules; xlwings' own style is xlwings' own affair."""
    found = package("pyvbaanalysis").analyze_office_file(str(file))
    return {name: [problem.code for problem in problems] for name, problems in found.items() if name != "xlwings"}


@pytest.mark.parametrize("name", MACRO_FILES)
def test_static_analysis_finds_nothing_in_the_macros(folder: Path, name: str) -> None:
    found = analysed(folder / name)
    assert "QaButtons" in found
    assert {module: codes for module, codes in found.items() if codes} == {}


FAULTY = """\
Attribute VB_Name = "QaFaulty"
Option Explicit
Public Sub Go()
    RunPithon "import qa_workbook.addin"
    undeclared = 1
End Sub
"""


def test_static_analysis_would_find_an_unknown_sub_and_an_undeclared_variable(tmp_path: Path) -> None:
    file = tmp_path / "faulty.xlsm"
    file.write_bytes(blank_tracker(modules=[*tracker_modules(SHEETS), standard_module(FAULTY)]))
    assert set(analysed(file)["QaFaulty"]) >= {"undeclared-variable", "unknown-call"}


@pytest.mark.parametrize("name", ["audit_tracker.xlsm", "qa_ribbon.xlam", "demo_tracker.xlsx"])
def test_the_open_xml_validator_finds_nothing(folder: Path, name: str) -> None:
    said = validated(folder / name)
    assert '"ok": true' in said, said


def test_olefile_reads_an_empty_project() -> None:
    ole = package("olefile").OleFileIO(io.BytesIO(vba_project([])), raise_defects=10)
    assert ole.exists("VBA/dir")
