"""Workbooks of other people and other programs: nothing of theirs may change, ours must be readable."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import warnings
import zipfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
import python_calamine
from lxml import etree

import qa_workbook
from qa_workbook.errors import UserError
from qa_workbook.report import build
from qa_workbook.sheets.arrange import arrange
from qa_workbook.sheets.xlsx import render
from qa_workbook.templates.demo import write_demo_tracker
from qa_workbook.writeback import inspect, place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SHEETS = ("QA Snapshot", "QA Evidence", "QA Data")
FOREIGN = Path(__file__).parents[3] / "shared" / "data" / "foreign"
FILES = sorted(FOREIGN.glob("*.xls?"))
CHANGED = re.compile(
    r"(\[content_types\]\.xml|(.*/)?workbook\.xml|(.*/)?_rels/workbook\.xml\.rels|(.*/)?styles\d*\.xml)"
)
VALIDATORS = sorted(
    Path(os.environ.get("OOXML_VALIDATOR_HOME", Path.home() / ".cache" / "ooxml-validator")).glob(
        "**/ooxml-validator-*/ooxml-validator"
    )
)

pytestmark = pytest.mark.skipif(not FILES, reason="the foreign workbooks are not beside the repository")


def packed(path: Path) -> dict[str, tuple[int, bytes]]:
    """Raw bytes of every entry, as packed, with the packing."""
    found = {}
    with zipfile.ZipFile(path) as package, path.open("rb") as handle:
        for info in package.infolist():
            handle.seek(info.header_offset + 26)
            lengths = handle.read(4)
            handle.seek(int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little"), 1)
            found[info.filename] = info.compress_type, handle.read(info.compress_size)
    return found


def said(element: etree._Element) -> Iterator[tuple[str, ...]]:
    """Everything that a part says, an item each, with the path of names to it; `count` aside."""
    for each in element.iter("{*}*"):
        path = "/".join(str(one.tag) for one in (*reversed(list(each.iterancestors())), each))
        yield path, "text", (each.text or "").strip()
        for name, value in each.attrib.items():
            if name != "count":
                yield path, str(name), str(value)


def only_additions(before: bytes, after: bytes) -> Counter[tuple[str, ...]]:
    """What a part said before and does not say after."""
    return Counter(said(etree.fromstring(before))) - Counter(said(etree.fromstring(after)))


def first_entries(before: bytes, after: bytes) -> bool:
    """Whether every section of the styles begins with what it held."""
    old, new = etree.fromstring(before), etree.fromstring(after)
    sections = {each.tag: [etree.tostring(one, method="c14n") for one in each] for each in new.iterchildren("{*}*")}
    return all(
        sections[each.tag][: len(each)] == [etree.tostring(one, method="c14n") for one in each]
        for each in old.iterchildren("{*}*")
    )


@pytest.fixture(params=FILES, ids=lambda path: path.name[:24])
def foreign(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    copy = tmp_path / request.param.name
    shutil.copyfile(request.param, copy)
    return copy


def readable(path: Path, sheets: tuple[str, ...]) -> list[str]:
    """Readers that can open a workbook and these sheets."""
    able = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, read in {"calamine": read_calamine, "openpyxl": read_openpyxl}.items():
            try:
                read(path, sheets)
            except Exception:  # noqa: BLE001, S112  # whatever a reader makes of others' files
                continue
            able.append(name)
    return able


def read_calamine(path: Path, sheets: tuple[str, ...]) -> None:
    book = python_calamine.CalamineWorkbook.from_path(path)
    for sheet in sheets:
        assert book.get_sheet_by_name(sheet).to_python()[0][0] == f"{sheet}: drawn"


def read_openpyxl(path: Path, sheets: tuple[str, ...]) -> None:
    with path.open("rb") as handle:
        book = openpyxl.load_workbook(handle)
    for sheet in sheets:
        assert book[sheet]["A1"].value == f"{sheet}: drawn"
        assert book[sheet]["A1"].font.name == "Arial"
        assert len(book[sheet]._charts) == 1


def test_nothing_of_theirs_changes(foreign: Path, draw: Callable[..., bytes]) -> None:
    original, able, before = foreign.read_bytes(), readable(foreign, ()), packed(foreign)
    try:
        placed = place(foreign, draw())
    except UserError:
        assert foreign.read_bytes() == original
        return
    assert placed.added == SHEETS
    assert placed.backup is not None
    assert placed.backup.read_bytes() == original
    after = packed(foreign)
    assert not set(before) - set(after)
    changed = {name for name in before if before[name] != after[name]}
    assert all(CHANGED.fullmatch(name.lower()) for name in changed)
    with zipfile.ZipFile(placed.backup) as old, zipfile.ZipFile(foreign) as new:
        for name in changed:
            missing = only_additions(old.read(name), new.read(name))
            assert not missing
            assert "styles" not in name or first_entries(old.read(name), new.read(name))
    assert set(able) <= set(readable(foreign, SHEETS))
    assert set(inspect(foreign).own) == set(SHEETS)


def test_a_second_refresh_changes_nothing_and_a_third_only_our_figures(
    foreign: Path, draw: Callable[..., bytes]
) -> None:
    try:
        place(foreign, draw(), keep_backup=False)
    except UserError:
        pytest.skip("refused")
    once = foreign.read_bytes()
    place(foreign, draw(), keep_backup=False)
    assert foreign.read_bytes() == once
    before = packed(foreign)
    place(foreign, draw(value=0.4), keep_backup=False)
    after = packed(foreign)
    assert list(after) == list(before)
    changed = {name for name in before if before[name] != after[name]}
    assert all("/worksheets/" in name or "/charts/" in name for name in changed)
    place(foreign, draw(value=0.1), keep_backup=False)
    assert foreign.read_bytes() == once


@pytest.fixture(scope="session")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The sheets of the demo's dashboard."""
    tracker = tmp_path_factory.mktemp("demo") / "tracker.xlsx"
    write_demo_tracker(tracker)
    return render(arrange(build(qa_workbook.measure(qa_workbook.read(tracker)))))


def test_the_dashboard_itself_comes_through(foreign: Path, dashboard: bytes) -> None:
    before, able = packed(foreign), readable(foreign, ())
    try:
        placed = place(foreign, dashboard, keep_backup=False)
    except UserError:
        assert packed(foreign) == before
        return
    assert placed.added == ("Snapshot", "Ratings", "Practice areas")
    after = packed(foreign)
    assert all(CHANGED.fullmatch(name.lower()) for name in before if before[name] != after[name])
    if "calamine" in able:
        book = python_calamine.CalamineWorkbook.from_path(foreign)
        assert book.get_sheet_by_name("Snapshot").to_python()[0][0] == "Quality assurance snapshot"


def errors_of(path: Path) -> Counter[tuple[str, str]]:
    """Errors by kind and part; places within a part are left off, for they move when something is added before them."""
    done = subprocess.run([str(VALIDATORS[0]), str(path)], capture_output=True, text=True, check=False)
    reported = json.loads(done.stdout or "{}")
    errors = reported["errors"] if isinstance(reported, dict) else reported[0]["errors"]
    return Counter((str(each["description"]), str(each["path"]).lower()) for each in errors)


@pytest.mark.skipif(not VALIDATORS, reason="the Open XML SDK validator is not installed")
def test_the_validator_finds_nothing_new(tmp_path: Path, draw: Callable[..., bytes], dashboard: bytes) -> None:
    grafted = []
    for number, file in enumerate(FILES[::4]):
        copy = tmp_path / file.name
        shutil.copyfile(file, copy)
        try:
            place(copy, dashboard if number % 2 else draw(), keep_backup=False)
        except UserError:
            continue
        grafted.append((file, copy))
    assert len(grafted) > 5
    with ThreadPoolExecutor(2) as pool:
        before = pool.map(errors_of, [file for file, _ in grafted])
        after = pool.map(errors_of, [copy for _, copy in grafted])
        new = {copy.name: now - was for (_, copy), was, now in zip(grafted, before, after, strict=True) if now - was}
    assert new == {}


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_draws_the_dashboard_in_them(tmp_path: Path, draw: Callable[..., bytes]) -> None:
    copies = []
    for file in FILES[4::19]:
        copy = tmp_path / file.name
        shutil.copyfile(file, copy)
        place(copy, draw(), keep_backup=False)
        copies.append(copy)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out")]
    subprocess.run([*command, *map(str, copies)], check=True, capture_output=True, timeout=120)
    for copy in copies:
        saved = next((tmp_path / "out").glob(f"{copy.stem}.xlsx"))
        assert set(inspect(saved).own) == set(SHEETS)  # the markers survive another program
        assert place(saved, draw()).replaced == SHEETS
        read_calamine(saved, SHEETS)
        with zipfile.ZipFile(saved) as package:
            charts = [name for name in package.namelist() if re.fullmatch(r"xl/charts/chart\d+\.xml", name)]
            drawn = [name for name in charts if b"QA Snapshot" in package.read(name)]
        assert len(drawn) == 1
