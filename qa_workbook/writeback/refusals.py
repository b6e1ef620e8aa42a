"""Workbooks that are refused, each with a sentence that says why and what to do."""

from __future__ import annotations

import errno
import os
import re
import stat
import struct
import zipfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from lxml import etree

from qa_workbook.errors import UserError
from qa_workbook.writeback.markup import child
from qa_workbook.writeback.workbook_part import workbook_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qa_workbook.writeback.package import Package
    from qa_workbook.writeback.workbook_part import WorkbookPart

__all__ = ["check_file", "check_package", "check_unlocked", "check_workbook", "check_writable", "plain_faults"]

_SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # MS-CFB 2.2
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")  # MS-OFFCRYPTO 2.3.4.4
_BINARY = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
_ADD_IN = "application/vnd.ms-excel.addin.macroEnabled.main+xml"
_SAVE_AS = "Open it in Excel, use File > Save As to save it as an Excel workbook (.xlsx or .xlsm), and use that."
_OTHER_FORMATS = {
    ".xls": ("it is in the format of Excel 97-2003", _SAVE_AS),
    ".xlsb": ("it is a binary workbook", _SAVE_AS),
    ".csv": ("it is a text file, which can't hold a dashboard", _SAVE_AS),
    ".ods": ("it is an OpenDocument spreadsheet", _SAVE_AS),
    ".xlam": ("it is an add-in, whose sheets nobody sees", "Choose the workbook that holds the tracker."),
}
_NOT_A_WORKBOOK = ("it is not an Excel workbook", "Choose an .xlsx or .xlsm file.")
_DAMAGED = "the file is damaged, so nothing was written"
_MEND = "Open it in Excel, let Excel repair it, save it, then try again; or go back to a backup."

_MALFORMED = (
    zipfile.BadZipFile, zlib.error, struct.error, etree.LxmlError, EOFError, KeyError, ValueError,
    IndexError, OverflowError, AttributeError, TypeError, NotImplementedError, RuntimeError, MemoryError,
)  # fmt: skip
"""What parsing meets in a damaged file. It is reading others' files alone that stands under it."""

_REASONS = {
    errno.ENOSPC: ("there is no room left on the drive", "Make room, then try again."),
    errno.EDQUOT: ("there is no room left on the drive", "Make room, then try again."),
    errno.EROFS: ("the drive is read-only", "Copy the workbook to a folder of your own and use that."),
    errno.ENOENT: ("it can't be found", "Check the name and the folder."),
    errno.ENAMETOOLONG: ("its name is too long", "Give it a shorter name."),
}


@contextmanager
def plain_faults(file: str) -> Iterator[None]:
    """Turn what a damaged file or a failing drive raises into a sentence.

    Args:
        file: Name of the workbook.

    Raises:
        UserError: In place of any fault of the file or the drive.
    """
    try:
        yield
    except UserError:
        raise
    except PermissionError as fault:
        cure = "Close it in Excel, here and on other PCs; if it is not open, ask for the right to change it."
        raise UserError(file, "it is open elsewhere, or it may not be changed", cure) from fault
    except OSError as fault:
        said = f"the drive reported: {fault.strerror or fault}"
        requirement, cure = _REASONS.get(
            fault.errno or 0, (said, "Check the drive and the connection, then try again.")
        )
        raise UserError(file, requirement, cure) from fault
    except zipfile.LargeZipFile as fault:
        raise UserError(file, "it is larger than 4 GB", "Remove data from it, then try again.") from fault
    except _MALFORMED as fault:
        raise UserError(file, _DAMAGED, _MEND) from fault


def check_file(path: Path) -> None:
    """Refuse what is no workbook by its name or by its first bytes.

    Args:
        path: The file.

    Raises:
        UserError: If it is missing, a folder, encrypted, or of another format.
    """
    if not path.exists():
        raise UserError(path.name, "there is no such file", f"Check the name and the folder {path.parent}.")
    if not path.is_file():
        raise UserError(path.name, "it is not a file", _NOT_A_WORKBOOK[1])
    with path.open("rb") as handle:
        start = handle.read(len(_OLE))
        if start == _OLE:
            _refuse_ole(path, handle.read())
    suffix = path.suffix.lower()
    if suffix not in _SUFFIXES:
        raise UserError(path.name, *_OTHER_FORMATS.get(suffix, _NOT_A_WORKBOOK))
    if not start:
        raise UserError(path.name, "the file is empty", "Choose the workbook that holds the tracker.")
    if not zipfile.is_zipfile(path):
        raise UserError(path.name, "it is not an Excel workbook, or it is damaged", _MEND)


def _refuse_ole(path: Path, data: bytes) -> None:
    if _ENCRYPTED_STREAM in data:
        cure = "Open it in Excel and take the password off (File > Info > Protect Workbook), save, then try again."
        raise UserError(path.name, "it is encrypted with a password", cure)
    raise UserError(path.name, *_OTHER_FORMATS[".xls"])


def check_unlocked(path: Path) -> None:
    """Refuse a workbook that is open elsewhere.

    Args:
        path: The file.

    Raises:
        UserError: If the file is there by which Excel (`~$name`) or LibreOffice (`.~lock.name#`) says that
            it is open.
    """
    for lock in (path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#")):
        if os.path.lexists(lock):
            cure = f"Close it there, then try again. If nobody has it open, delete the left-over file {lock.name}."
            raise UserError(path.name, f"it is open{_owner(lock)}", cure)


def _owner(lock: Path) -> str:
    try:
        raw = lock.read_bytes()[:200]
    except OSError:
        return " elsewhere"
    if lock.name.startswith("~$"):  # a length, then the user's name in one byte a letter
        name = raw[1 : 1 + raw[0]].decode("cp1252", "replace").strip() if raw else ""
    else:  # name,user,host,date,profile;
        name = raw.decode("utf-8", "replace").partition(",")[0].strip()
    return f" by {name}" if re.fullmatch(r"[\w .,'-]+", name) else " elsewhere"


def check_writable(path: Path) -> None:
    """Refuse a file that is marked read-only, which a rename would not respect.

    Args:
        path: The file; it need not exist.

    Raises:
        UserError: If it is read-only, or its folder can't be written to.
    """
    if path.exists() and not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        cure = "Take the mark off (right-click > Properties > Read-only), or use a copy."
        raise UserError(path.name, "it is marked read-only", cure)
    folder = path.parent
    if not folder.is_dir():
        raise UserError(str(folder), "there is no such folder", "Make it, or choose another.")
    if not folder.stat().st_mode & 0o222 or not os.access(folder, os.W_OK):
        raise UserError(str(folder), "nothing may be written in this folder", "Use a copy in a folder of your own.")


def check_package(package: Package, file: str) -> None:
    """Refuse a package that must not be changed, or is no workbook.

    Args:
        package: The package.
        file: Its name, for messages.

    Raises:
        UserError: If it is signed, a binary workbook, an add-in, or no workbook at all.
    """
    if any(each.type.endswith("/digital-signature/origin") for each in package.relationships("")):
        cure = "Remove the signature in Excel (File > Info > View Signatures), refresh, then sign it again."
        raise UserError(file, "it is digitally signed, and any change would break the signature", cure)
    try:
        content_type = package.types.of(workbook_key(package))
    except KeyError as fault:
        raise UserError(file, *_NOT_A_WORKBOOK) from fault
    if content_type == _BINARY:
        raise UserError(file, *_OTHER_FORMATS[".xlsb"])
    if content_type == _ADD_IN:
        raise UserError(file, *_OTHER_FORMATS[".xlam"])
    if "wordprocessingml" in content_type or "presentationml" in content_type:
        raise UserError(file, *_NOT_A_WORKBOOK)


def check_workbook(workbook: WorkbookPart, file: str) -> None:
    """Refuse a workbook whose sheets may not be changed.

    Args:
        workbook: The workbook part.
        file: Its name, for messages.

    Raises:
        UserError: If it is shared in the old way, its structure is protected, or it has no worksheet.
    """
    if any(each.kind == "revisionHeaders" for each in workbook.relationships()):
        cure = "Stop sharing it in Excel (Review > Unshare Workbook), save, then try again."
        raise UserError(file, "it is a shared workbook that tracks changes", cure)
    protection = child(workbook.root, "workbookProtection")
    if protection is not None and protection.get("lockStructure", "0").strip() in {"1", "true"}:
        cure = "Take the protection off in Excel (Review > Protect Workbook), save, then try again."
        raise UserError(file, "its structure is protected, so no sheet can be added", cure)
    if not any(each.kind == "worksheet" for each in workbook.sheets()):
        raise UserError(file, "it has no worksheet", "Choose the workbook that holds the tracker.")
