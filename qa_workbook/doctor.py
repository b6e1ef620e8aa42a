"""Checks whether buttons can work on a PC: each finding with its cure. It changes nothing."""

from __future__ import annotations

import re
import struct
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from qa_workbook.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Finding", "examine", "module_version"]

OLDEST_PYTHON = (3, 11)
MACRO_FORMATS = (".xlsm", ".xlam")
_VERSION = re.compile(rb"'Version: (\d+(?:\.\d+)+)")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked.

    Args:
        what: What was checked.
        found: What was found.
        cure: What to do; empty when all is well.
    """

    what: str
    found: str
    cure: str = ""

    @property
    def is_well(self) -> bool:
        """Whether nothing needs to be done."""
        return not self.cure

    def __str__(self) -> str:
        return f"{'ok  ' if self.is_well else 'MEND'}  {self.what}: {self.found}" + (
            f" {self.cure}" if self.cure else ""
        )


def examine(workbook: Path | None = None) -> list[Finding]:
    """Check this PC, and a workbook on it.

    Args:
        workbook: A tracker with buttons, or the add-in with the QA tab; `None` checks the PC alone.

    Returns:
        The findings, in the order in which a button needs what they are about.

    Raises:
        UserError: The workbook is missing.
    """
    found = [_python(), *_xlwings(), _config(), _folder(Path(tempfile.gettempdir()), "folder for logs")]
    if workbook is None:
        return found
    if not workbook.is_file():
        raise UserError(workbook.name, "there is no such file", f"Check the name and the folder {workbook.parent}.")
    return [*found, *_workbook(workbook)]


def _python() -> Finding:
    found = f"{sys.version_info.major}.{sys.version_info.minor}, {sys.executable}"
    wanted = ".".join(map(str, OLDEST_PYTHON))
    return Finding("Python", found, "" if sys.version_info >= OLDEST_PYTHON else f"Install Python {wanted} or later.")


def _xlwings() -> Iterator[Finding]:
    """The package, and on a Mac the script by which Excel starts Python."""
    try:
        installed = version("xlwings")
    except PackageNotFoundError:
        yield Finding("xlwings", "not installed", "Install this package again with pip: it brings xlwings.")
        return
    yield Finding("xlwings", installed)
    if sys.platform == "darwin":
        scripts = Path.home() / "Library/Application Scripts/com.microsoft.Excel"
        is_there = (scripts / f"xlwings-{installed}.applescript").is_file()
        cure = "" if is_there else "Run once: xlwings runpython install"
        yield Finding("script for buttons", "installed" if is_there else "missing", cure)


def _config() -> Finding:
    """The user's xlwings.conf: which Python the buttons start."""
    from xlwings import USER_CONFIG_FILE  # noqa: PLC0415 - xlwings takes a while to import

    key = "INTERPRETER_MAC" if sys.platform == "darwin" else "INTERPRETER_WIN"
    file, cure = Path(USER_CONFIG_FILE), "Run once, with this Python: xlwings config create --force"
    if not file.is_file():
        return Finding("Python of the buttons", f"there is no {file}, so they look for any python on the PATH.", cure)
    text = file.read_text(encoding="utf-8-sig", errors="replace")
    settings = dict(re.findall(r'^"([^"]+)","([^"]*)"', text, re.MULTILINE))
    if settings.get("CONDA ENV"):
        return Finding("Python of the buttons", f"conda environment {settings['CONDA ENV']}")
    named = Path(settings.get(key, ""))
    if named.is_file() and named.parent == Path(sys.executable).parent:  # its pythonw.exe will do too
        return Finding("Python of the buttons", str(named))
    return Finding("Python of the buttons", f"{file} names '{settings.get(key, '')}', not this Python.", cure)


def _folder(folder: Path, what: str) -> Finding:
    try:
        with tempfile.NamedTemporaryFile(dir=folder):
            return Finding(what, f"{folder} can be written to")
    except OSError:
        return Finding(
            what, f"nothing may be written in {folder}.", "Use a folder of your own, or ask IT for the right."
        )


def _workbook(workbook: Path) -> Iterator[Finding]:
    yield _folder(workbook.resolve().parent, "folder of the workbook")
    if workbook.with_name(f"~${workbook.name}").exists():
        cure = "Buttons work on it there; close it before you use a command on it."
        yield Finding("workbook", f"{workbook.name} is open in Excel.", cure)
    if (marked := _mark_of_the_web(workbook)) is not None:
        yield marked
    yield _module(workbook)


def _mark_of_the_web(workbook: Path) -> Finding | None:
    """Windows notes beside a file that it came from the web or an e-mail; Excel then blocks its macros."""
    if sys.platform != "win32":
        return None
    try:
        zone = Path(f"{workbook}:Zone.Identifier").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return Finding("Mark of the Web", "none")
    if "ZoneId=3" not in zone and "ZoneId=4" not in zone:
        return Finding("Mark of the Web", "none")
    cure = "Right-click the file > Properties > Unblock, or move it to a trusted location."
    return Finding(
        "Mark of the Web", "Windows has marked the file as coming from the internet: macros are blocked.", cure
    )


def _module(workbook: Path) -> Finding:
    """The VBA module of xlwings inside the workbook must be of the installed version."""
    what, installed = "macros of the workbook", _installed()
    if workbook.suffix.lower() not in MACRO_FORMATS:
        return Finding(
            what, f"a {workbook.suffix} workbook holds none; use the QA tab (qa_ribbon.xlam) or the commands"
        )
    held = module_version(workbook)
    if held is None:
        cure = "Make a new one: qa-workbook init NEW.xlsm, or qa-workbook templates for the QA tab."
        return Finding(what, "xlwings' module is not among them.", cure)
    if held == installed:
        return Finding(what, f"xlwings {held}, as installed")
    cure = f"Install that version (pip install xlwings=={held}), or take a new workbook: qa-workbook init NEW.xlsm."
    return Finding(what, f"xlwings {held}, but {installed or 'none'} is installed.", cure)


def _installed() -> str:
    try:
        return version("xlwings")
    except PackageNotFoundError:
        return ""


def module_version(workbook: Path) -> str | None:
    """The version of xlwings' VBA module inside a workbook.

    Args:
        workbook: An `.xlsm` or `.xlam` file.

    Returns:
        The version, such as `0.37.8`; `None` when there is no such module.

    Raises:
        UserError: The file is no workbook that can be read.
    """
    try:
        with zipfile.ZipFile(workbook) as package:
            parts = [name for name in package.namelist() if name.lower().endswith("vbaproject.bin")]
            projects = [package.read(name) for name in parts]
    except (OSError, zipfile.BadZipFile) as fault:
        raise UserError(
            workbook.name, "this is not a workbook that can be read", "Open and save it in Excel."
        ) from fault
    found = (_VERSION.search(text) for project in projects for text in _texts(project))
    return next((match[1].decode() for match in found if match), None)


def _texts(project: bytes) -> Iterator[bytes]:
    """Whatever in a VBA project is compressed text (MS-OVBA 2.4.1): a module's begins with `Attribute`.

    The streams of a project lie in whole sectors one after the other nearly always; the version stands in the first
    lines of a module, so its first chunk is enough.
    """
    for found in re.finditer(rb"\x01[\x00-\xff][\xb0-\xbf]\x00Attribut", project):
        yield _first_chunk(project[found.start() + 1 :])


def _first_chunk(data: bytes) -> bytes:
    """Decompress one chunk (MS-OVBA 2.4.1.3): up to 4096 bytes of text."""
    end = min(len(data), (struct.unpack_from("<H", data)[0] & 0x0FFF) + 3)
    text, at = bytearray(), 2
    while at < end:
        flags, at = data[at], at + 1
        for bit in range(8):
            if at >= end:
                break
            if not flags >> bit & 1:
                text.append(data[at])
                at += 1
            else:
                at = _copy(text, struct.unpack_from("<H", data, at)[0], at)
    return bytes(text)


def _copy(text: bytearray, token: int, at: int) -> int:
    """Repeat what an earlier place holds; a token's bits are shared out by how much text there is (2.4.1.3.19)."""
    bits = max(4, (len(text) - 1).bit_length())
    length, offset = (token & (0xFFFF >> bits)) + 3, (token >> (16 - bits)) + 1
    for _ in range(length):
        text.append(text[-offset])
    return at + 2
