"""Saving: a temporary file, checked, then put in the place of the workbook in one step, after a backup."""

from __future__ import annotations

import filecmp
import os
import re
import shutil
import stat
import tempfile
import zlib
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from qa_workbook.errors import UserError
from qa_workbook.writeback.archive import Archive, ArchiveWriter
from qa_workbook.writeback.markup import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qa_workbook.writeback.package import Package

__all__ = [
    "BACKUPS_KEPT",
    "Fingerprint",
    "Saved",
    "check_opens",
    "fingerprint",
    "put_in_place",
    "temporary_beside",
    "write",
]

BACKUPS_KEPT = 10
"""So many of the newest backups stay beside a workbook, and always the oldest: what was before the first refresh."""

_BACKUP = re.compile(r" \(backup \d{4}-\d{2}-\d{2} \d{4}(?: \d+)?\)")
_TAIL = 1 << 16


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What tells whether a file changed meanwhile.

    Args:
        size: Its size in bytes.
        modified: When it was modified, in nanoseconds.
        tail: CRC of its last bytes. There a zip keeps the checksum of every entry, so it tells what a coarse
            clock does not.
    """

    size: int
    modified: int
    tail: int


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save did.

    Args:
        backup: The backup, if there is one.
        cleared: Names of older backups that were deleted.
    """

    backup: Path | None
    cleared: tuple[str, ...]


def fingerprint(path: Path) -> Fingerprint:
    """Take the fingerprint of a file."""
    with path.open("rb") as handle:
        status = os.fstat(handle.fileno())
        handle.seek(max(0, status.st_size - _TAIL))
        return Fingerprint(status.st_size, status.st_mtime_ns, zlib.crc32(handle.read()))


@contextmanager
def temporary_beside(target: Path) -> Iterator[Path]:
    """Make an empty file in the folder of another, since only within a drive a rename is one step.

    Args:
        target: The file that it is going to replace.

    Yields:
        The temporary file. Whatever happens, it is gone in the end.
    """
    descriptor, name = tempfile.mkstemp(prefix=".qa-workbook-", suffix=".tmp", dir=target.parent)
    os.close(descriptor)
    try:
        yield Path(name)
    finally:
        with suppress(OSError):
            Path(name).unlink(missing_ok=True)


def write(package: Package, temporary: Path) -> None:
    """Write a package with its staged changes, down to the drive, and read it back.

    Args:
        package: The package.
        temporary: An empty file.

    Raises:
        OSError: If the drive fails, or does not give back what was written.
    """
    with temporary.open("r+b") as handle:
        crcs = _write_entries(package, handle)
        handle.flush()
        os.fsync(handle.fileno())
        _check_entries(package, handle, crcs)


def put_in_place(temporary: Path, source: Path, target: Path, seen: Fingerprint, *, backup: bool) -> Saved:
    """Let a file that was written and checked take the place of the workbook.

    Args:
        temporary: The file.
        source: The workbook as it was read.
        target: The file to replace: `source` itself or another, which need not exist.
        seen: The fingerprint of `source` from before it was read.
        backup: Whether a dated backup is left when the target exists.

    Returns:
        The backup. When the target would stay the same to the last byte, nothing is done and there is none.

    Raises:
        UserError: If the workbook changed meanwhile.
        OSError: If the drive fails; the target is then as it was.
    """
    if fingerprint(source) != seen:
        requirement = "it was changed by somebody else in the meantime, so nothing was written"
        raise UserError(source.name, requirement, "Make sure that nobody has it open, then try again.")
    old = target if target.exists() else None
    if old is not None and filecmp.cmp(temporary, old, shallow=False):
        return Saved(None, ())
    temporary.chmod(stat.S_IMODE((old or source).stat().st_mode) | stat.S_IWUSR)
    made = _back_up(old) if old is not None and backup else None
    try:
        temporary.replace(target)
    except BaseException:
        if made is not None:
            made.unlink(missing_ok=True)
        raise
    return Saved(made, _clear_backups(target) if made else ())


def _write_entries(package: Package, handle: BinaryIO) -> list[int]:
    """Copy what stays, in its order; a changed part takes the place of the old one, a new one comes last."""
    writer, staged = ArchiveWriter(handle), dict(package.staged)
    changed = set(staged)
    for entry in package.archive.entries:
        if entry.key in staged:
            name, data = staged.pop(entry.key)
            writer.add(name, data, entry.info.date_time)
        elif entry.key not in package.dropped and entry.key not in changed:
            writer.copy(package.archive, entry)
    for name, data in staged.values():
        writer.add(name, data)
    writer.close(package.archive.comment)
    return writer.packed_crc


def _check_entries(package: Package, handle: BinaryIO, crcs: list[int]) -> None:
    """Read back: every entry packed as it was written, every part of ours unpacked and well formed."""
    handle.seek(0)
    archive = Archive(handle)
    kept = {entry.key: entry.info for entry in package.archive.entries if entry.key not in package.staged}
    for entry, crc in zip(archive.entries, crcs, strict=True):
        found = 0
        for piece in archive.packed(entry):
            found = zlib.crc32(piece, found)
        if found != crc or (entry.key in kept and not _alike(package, entry.key, entry.info.CRC, entry.info.file_size)):
            raise OSError(f"{entry.info.filename} was not written as it should be")
        if entry.key in package.staged and entry.key.endswith((".xml", ".rels")):
            parse(archive.read(entry))


def _alike(package: Package, key: str, crc: int, size: int) -> bool:
    return any(
        each.key == key and (each.info.CRC, each.info.file_size) == (crc, size) for each in package.archive.entries
    )


def check_opens(temporary: Path, source: Path, sheets: Iterable[str]) -> None:
    """Open a result as intake will, and read our sheets.

    Args:
        temporary: The result.
        source: The workbook as it was: when intake can't open that either, it proves nothing.
        sheets: Names of our sheets.

    Raises:
        UserError: If it does not read back.
    """
    if (fault := _opens(temporary, sheets)) is not None and _opens(source, ()) is None:
        requirement = f"what was written could not be read back ({fault}), so it was thrown away"
        raise UserError(source.name, requirement, "Nothing was changed. Please report this with the workbook's layout.")


def _opens(path: Path, sheets: Iterable[str]) -> str | None:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415  # loaded for a save, not for an inspection

    try:
        with path.open("rb") as handle:
            workbook = CalamineWorkbook.from_filelike(handle)
            for name in sheets:
                workbook.get_sheet_by_name(name).to_python()
    except BaseException as fault:  # a panic of calamine's is no Exception
        if not isinstance(fault, Exception) and type(fault).__name__ != "PanicException":
            raise
        return str(fault)
    return None


def _back_up(target: Path) -> Path:
    """Copy a file beside itself under a dated name that no file has, numbered on within a minute."""
    stamp = datetime.now().strftime("%Y-%m-%d %H%M")  # noqa: DTZ005  # a person reads it on their own clock
    number = 1 + max((again for when, again in map(_age, _backups(target)) if when == stamp), default=0)
    while True:
        again = f" {number}" if number > 1 else ""
        copy = target.with_name(f"{target.stem} (backup {stamp}{again}){target.suffix}")
        try:
            _copy_to_new(target, copy)
        except FileExistsError:
            number += 1
        else:
            return copy


def _copy_to_new(original: Path, copy: Path) -> None:
    with copy.open("xb") as handle:
        try:
            with original.open("rb") as source:
                shutil.copyfileobj(source, handle, 1 << 20)
            handle.flush()
            os.fsync(handle.fileno())
        except BaseException:
            handle.close()
            copy.unlink(missing_ok=True)
            raise
    shutil.copystat(original, copy)


def _clear_backups(target: Path) -> tuple[str, ...]:
    """Delete all backups of a workbook but the oldest and the newest."""
    gone = []
    for each in _backups(target)[1:-BACKUPS_KEPT]:
        with suppress(OSError):
            each.unlink()
            gone.append(each.name)
    return tuple(gone)


def _backups(target: Path) -> list[Path]:
    """List the backups of a workbook, the oldest first."""
    start, end = len(target.stem), -len(target.suffix)
    beside = (each for each in target.parent.iterdir() if each.name.startswith(target.stem))
    mine = (each for each in beside if each.suffix == target.suffix and _BACKUP.fullmatch(each.name[start:end]))
    return sorted(mine, key=_age)


def _age(backup: Path) -> tuple[str, int]:
    stamp, number = re.findall(r"\(backup ([\d-]+ \d{4})(?: (\d+))?\)", backup.name)[-1]
    return stamp, int(number or 1)
