"""What lies in `workbook_templates/` is what the sources build, byte for byte."""

from __future__ import annotations

import re
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest
from lxml import etree

from qa_workbook.errors import UserError
from qa_workbook.intake import read_closed
from qa_workbook.templates.build import build, made_with, new_tracker
from qa_workbook.templates.buttons import BUTTONS
from qa_workbook.templates.macro_sources import FOLDERS, own_module, ribbon_modules, tracker_modules
from qa_workbook.templates.ribbon import CUSTOM_UI, ribbon_addin, ribbon_xml

COMMITTED = Path(__file__).parents[3] / "workbook_templates"
FILES = ("audit_tracker.xlsm", "qa_ribbon.xlam", "demo_tracker.xlsx")
LOCKED = (COMMITTED / "VERSIONS").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rebuilt") / "new folder"
    build(folder)
    return folder


def skip_unless_installed(*names: str) -> None:
    wanted, found = ({line.split()[0]: line for line in text.splitlines()} for text in (LOCKED, made_with()))
    other = [f"{found[name]} (built with {wanted[name]})" for name in names if found[name] != wanted[name]]
    if other:
        pytest.skip(f"other versions write other files: {', '.join(other)}")


def parts(file: Path) -> list[tuple[str, tuple[int, ...], bytes]]:
    with zipfile.ZipFile(file) as archive:
        return [(entry.filename, entry.date_time, archive.read(entry)) for entry in archive.infolist()]


@pytest.mark.parametrize("name", FILES)
def test_committed_files_hold_what_a_rebuild_holds(rebuilt: Path, name: str) -> None:
    skip_unless_installed("XlsxWriter", "xlwings")
    assert parts(rebuilt / name) == parts(COMMITTED / name)


@pytest.mark.parametrize("name", FILES)
def test_committed_files_are_a_rebuild_byte_for_byte(rebuilt: Path, name: str) -> None:
    skip_unless_installed("XlsxWriter", "xlwings", "zlib")
    assert (rebuilt / name).read_bytes() == (COMMITTED / name).read_bytes()


def test_nothing_else_is_committed() -> None:
    assert {path.name for path in COMMITTED.iterdir()} == {*FILES, "VERSIONS", ".gitattributes"}


def test_the_embedded_xlwings_is_the_installed_one() -> None:
    for modules in (tracker_modules(1), ribbon_modules()):
        [source] = [module.source for module in modules if module.name == "xlwings"]
        assert f"'Version: {version('xlwings')}\r\n" in source
        assert "Redistribution and use in source and binary forms" in source


def test_the_addin_works_on_the_workbook_in_front_with_the_same_configuration() -> None:
    [tracker] = [module.source for module in tracker_modules(1) if module.name == "xlwings"]
    [addin] = [module.source for module in ribbon_modules() if module.name == "xlwings"]
    assert '--wb=" & """" & ActiveWorkbook.Name' in addin
    assert '--wb=" & """" & ThisWorkbook.Name' in tracker
    for source in (addin, tracker):
        assert 'Public Const PROJECT_NAME As String = "xlwings"\r\n' in source


def test_every_button_has_a_sub_and_every_sub_a_button() -> None:
    for module, subs in (("QaButtons", [b.sub for b in BUTTONS]), ("QaRibbon", [f"On{b.sub}" for b in BUTTONS])):
        assert re.findall(r"Public Sub (\w+)", own_module(module).source) == subs


def test_a_sub_is_one_line() -> None:
    for module in ("QaButtons", "QaRibbon"):
        bodies = re.findall(r"Public Sub .*?\r\n(.*?)End Sub", own_module(module).source, re.DOTALL)
        assert [body.count("\r\n") for body in bodies] == [1] * len(BUTTONS)


def test_macros_are_found_beside_the_package_in_a_checkout() -> None:
    assert any((folder / "QaButtons.bas").is_file() for folder in FOLDERS)


def test_the_ribbon_has_a_tab_with_a_button_for_each_thing_to_do() -> None:
    root = etree.fromstring(ribbon_xml())
    buttons = list(root.iterfind(f".//{{{CUSTOM_UI}}}button"))
    assert [tab.get("label") for tab in root.iterfind(f".//{{{CUSTOM_UI}}}tab")] == ["QA"]
    assert [button.get("onAction") for button in buttons] == [f"QaRibbon.On{button.sub}" for button in BUTTONS]
    assert all(button.get("imageMso") and button.get("supertip") for button in buttons)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(set(ids)) == len(ids)


def test_the_addin_is_an_addin_and_points_to_its_ribbon(tmp_path: Path) -> None:
    file = tmp_path / "qa.xlam"
    file.write_bytes(ribbon_addin())
    with zipfile.ZipFile(file) as archive:
        types, relationships = (archive.read(name).decode() for name in ("[Content_Types].xml", "_rels/.rels"))
        assert archive.read("customUI/customUI14.xml") == ribbon_xml()
    assert "application/vnd.ms-excel.addin.macroEnabled.main+xml" in types
    assert "sheet.macroEnabled" not in types
    assert 'ui/extensibility" Target="customUI/customUI14.xml"' in relationships


def test_a_first_tracker_is_made_with_its_own_name_in_the_commands(tmp_path: Path) -> None:
    file = tmp_path / "our audits.xlsm"
    new_tracker(file)
    home = read_closed(file).grids[0].rows
    assert 'qa-workbook refresh "our audits.xlsm"' in [row[4] for row in home]


def test_nothing_is_replaced(tmp_path: Path) -> None:
    file = tmp_path / "tracker.xlsm"
    file.write_bytes(b"ours")
    with pytest.raises(UserError, match=r"tracker.xlsm: there is such a file already. Give a new name"):
        new_tracker(file)
    assert file.read_bytes() == b"ours"


def test_a_name_that_may_not_hold_macros_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"Give it a name that ends in \.xlsm"):
        new_tracker(tmp_path / "tracker.xlsx")


def test_a_missing_folder_is_a_plain_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"can't be written \(No such file or directory\)\. Give a folder that exists"):
        new_tracker(tmp_path / "nowhere" / "tracker.xlsm")


def test_a_folder_that_is_a_file_is_a_plain_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UserError, match="the templates can't be written"):
        build(tmp_path / "file")
