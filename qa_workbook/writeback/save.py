"""Saving: a temporary file, checked, then put in the place of the workbook in one step, after a backup."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from qa_workbook.errors import UserError
from qa_workbook.writeback.archive import Archive, ArchiveWriter
from qa_workbook.writeback.markup import parse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qa_workbook.writeback.package import Package

__all__ = ["BACKUPS_KEPT", "Fingerprint", "Saved", "fingerprint", "save"]

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


def save(
    package: Package, source: Path, target: Path, seen: Fingerprint, sheets: Iterable[str], *, backup: bool
) -> Saved:
    """Write a package with its staged changes.

    Args:
        package: The package, opened from `source`.
        source: The workbook as it was read.
        target: The file to write: `source` itself or another.
        seen: The fingerprint of `source` from before it was read.
        sheets: Names of our sheets, to be read back.
        backup: Whether a dated backup is left when the target exists.

    Returns:
        The backup. When the target would be the same to the last byte, nothing is written and there is none.

    Raises:
        UserError: If the workbook changed meanwhile, or what was written does not read back.
        OSError: If the drive fails. The target is then as it was, and nothing is left behind.
    """
    made = None
    temporary = _temporary(target)
    try:
        _write(package, temporary)
        _check_opens(temporary, source, sheets)
        _check_unchanged(source, seen)
        if not target.exists():
            temporary.replace(target)
            return Saved(None, ())
        if _same(temporary, target):
            return Saved(None, ())
        shutil.copymode(target, temporary)
        made = _back_up(target) if backup else None
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            if made is not None:
                made.unlink(missing_ok=True)
        raise
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
    return Saved(made, _clear_backups(target) if made else ())


def _temporary(target: Path) -> Path:
    """Make an empty file in the same folder, since a rename is one step only within a drive."""
    descriptor, name = tempfile.mkstemp(prefix=".qa-workbook-", suffix=".tmp", dir=target.parent)
    os.close(descriptor)
    usual = os.umask(0)
    os.umask(usual)
    Path(name).chmod(0o666 & ~usual)
    return Path(name)


def _write(package: Package, temporary: Path) -> None:
    with temporary.open("r+b") as handle:
        crcs = _write_entries(package, handle)
        handle.flush()
        os.fsync(handle.fileno())
        _check_entries(package, handle, crcs)


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


def _check_unchanged(source: Path, seen: Fingerprint) -> None:
    if fingerprint(source) != seen:
        requirement = "it was changed by somebody else in the meantime, so nothing was written"
        raise UserError(source.name, requirement, "Make sure that nobody has it open, then try again.")


def _check_opens(temporary: Path, source: Path, sheets: Iterable[str]) -> None:
    """Open the result as intake will, and read our sheets, unless intake can't open the workbook as it was either."""
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
    except Exception as fault:  # noqa: BLE001  # calamine raises errors of many kinds
        return str(fault)
    return None


def _same(one: Path, other: Path) -> bool:
    return one.stat().st_size == other.stat().st_size and one.read_bytes() == other.read_bytes()


def _back_up(target: Path) -> Path:
    """Copy a file beside itself under a dated name that no file has."""
    stamp, number = datetime.now().strftime("%Y-%m-%d %H%M"), 1  # noqa: DTZ005  # a person reads it on their own clock
    while True:
        again = f" {number}" if number > 1 else ""
        copy = target.with_name(f"{target.stem} (backup {stamp}{again}){target.suffix}")
        try:
            with copy.open("xb") as handle, target.open("rb") as original:
                shutil.copyfileobj(original, handle, 1 << 20)
                handle.flush()
                os.fsync(handle.fileno())
        except FileExistsError:
            number += 1
            continue
        except BaseException:
            copy.unlink(missing_ok=True)
            raise
        shutil.copystat(target, copy)
        return copy


def _clear_backups(target: Path) -> tuple[str, ...]:
    """Delete all backups of a workbook but the oldest and the newest."""
    mine = [
        each
        for each in target.parent.iterdir()
        if each.suffix == target.suffix
        and each.name.startswith(target.stem)
        and _BACKUP.fullmatch(each.name[len(target.stem) : -len(target.suffix)])
    ]
    mine.sort(key=_age)
    gone = []
    for each in mine[1:-BACKUPS_KEPT]:
        with suppress(OSError):
            each.unlink()
            gone.append(each.name)
    return tuple(gone)


def _age(backup: Path) -> tuple[str, int]:
    stamp, number = re.findall(r"\(backup ([\d-]+ \d{4})(?: (\d+))?\)", backup.name)[-1]
    return stamp, int(number or 1)
