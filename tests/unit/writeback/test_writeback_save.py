from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any

import pytest

from qa_workbook.errors import UserError
from qa_workbook.writeback import BACKUPS_KEPT, place, placing, save

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def files(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "no room left"),
        (OSError(errno.EIO, "Input/output error"), "the drive reported: Input/output error"),
        (PermissionError(errno.EACCES, "Permission denied"), "open elsewhere, or it may not be changed"),
    ],
)
@pytest.mark.parametrize("where", ["fsync", "replace", "copyfileobj"])
def test_a_failing_drive_leaves_the_workbook_as_it_was(
    tracker: Path,
    draw: Callable[..., bytes],
    monkeypatch: pytest.MonkeyPatch,
    *,
    fault: OSError,
    said: str,
    where: str,
) -> None:
    before, rendered = tracker.read_bytes(), draw()

    def fail(*_: Any, **__: Any) -> None:
        raise fault

    monkeypatch.setattr(save.shutil if where == "copyfileobj" else os, where, fail)
    with pytest.raises(UserError, match=said):
        place(tracker, rendered)
    assert tracker.read_bytes() == before
    assert files(tracker.parent) == ["tracker.xlsx"]


def test_what_is_written_wrongly_is_thrown_away(
    tracker: Path, draw: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, rendered, sync = tracker.read_bytes(), draw(), os.fsync

    def spoil(descriptor: int) -> None:
        sync(descriptor)
        os.pwrite(descriptor, b"\xff" * 8, 400)

    monkeypatch.setattr(os, "fsync", spoil)
    with pytest.raises(UserError):
        place(tracker, rendered)
    assert tracker.read_bytes() == before
    assert files(tracker.parent) == ["tracker.xlsx"]


def test_a_workbook_that_changed_meanwhile_is_not_overwritten(
    tracker: Path, draw: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered, graft = draw(), placing.graft

    def slow(*given: Any) -> Any:
        done = graft(*given)
        status = tracker.stat()
        data = bytearray(tracker.read_bytes())
        data[-30] ^= 1
        tracker.write_bytes(bytes(data))
        os.utime(tracker, ns=(status.st_atime_ns, status.st_mtime_ns))  # a clock too coarse to tell
        return done

    monkeypatch.setattr(placing, "graft", slow)
    with pytest.raises(UserError, match="changed by somebody else in the meantime"):
        place(tracker, rendered)
    assert files(tracker.parent) == ["tracker.xlsx"]


def test_backups_never_overwrite_and_do_not_pile_up(tracker: Path, draw: Callable[..., bytes]) -> None:
    first = tracker.read_bytes()
    mine = tracker.parent / "tracker (backup of mine).xlsx"
    mine.write_bytes(b"mine")
    made = [place(tracker, draw("Snapshot", value=number)) for number in range(BACKUPS_KEPT + 3)]
    backups = [each.backup for each in made if each.backup is not None]
    assert len(set(backups)) == BACKUPS_KEPT + 3
    left = [each for each in backups if each.exists()]
    assert left == [backups[0], *backups[-BACKUPS_KEPT:]]
    assert backups[0].read_bytes() == first
    assert made[-1].notes == (f"Older backups were deleted: {backups[2].name}.",)
    assert mine.read_bytes() == b"mine"


def test_no_backup_when_none_is_wanted(tracker: Path, draw: Callable[..., bytes]) -> None:
    assert place(tracker, draw(), keep_backup=False).backup is None
    assert files(tracker.parent) == ["tracker.xlsx"]
