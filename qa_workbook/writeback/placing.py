"""Looking at a closed workbook, and placing rendered sheets in it: the whole way of a write-back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qa_workbook.errors import UserError
from qa_workbook.writeback.graft import graft
from qa_workbook.writeback.package import Package
from qa_workbook.writeback.refusals import (
    check_file,
    check_package,
    check_unlocked,
    check_workbook,
    check_writable,
    plain_faults,
)
from qa_workbook.writeback.rendered import read_rendered
from qa_workbook.writeback.save import check_opens, fingerprint, put_in_place, temporary_beside, write
from qa_workbook.writeback.workbook_part import WorkbookPart

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from qa_workbook.writeback.graft import Outcome
    from qa_workbook.writeback.save import Saved

__all__ = ["Placement", "WorkbookFacts", "inspect", "place"]


@dataclass(frozen=True, slots=True)
class WorkbookFacts:
    """What has to be known of a workbook before sheets are drawn for it.

    Args:
        date1904: Whether it counts days from 1904, so that dates must be drawn that way.
        sheet_names: The names of all sheets, in order.
        own: The sheets of ours that it has: present name by key, the key being the name under which the
            sheet was drawn.
    """

    date1904: bool
    sheet_names: tuple[str, ...]
    own: dict[str, str]


@dataclass(frozen=True, slots=True)
class Placement:
    """What a write-back did.

    Args:
        path: The file that holds the sheets now.
        backup: The copy of what was there before; `None` if there was nothing, nothing changed, or none was
            asked for.
        added: Names of the sheets that are new.
        replaced: Names of the sheets that were drawn anew, in their place.
        removed: Names of the sheets of ours that went, since they were not drawn any more.
        notes: Sentences that a person should read, for instance on what they had put on a sheet of ours.
    """

    path: Path
    backup: Path | None
    added: tuple[str, ...]
    replaced: tuple[str, ...]
    removed: tuple[str, ...]
    notes: tuple[str, ...]


def inspect(path: Path | str) -> WorkbookFacts:
    """Look at a closed workbook, without reading its data.

    Args:
        path: The workbook.

    Returns:
        What has to be known before drawing.

    Raises:
        UserError: If it is missing, open elsewhere, encrypted, signed, shared, protected, damaged, or no
            .xlsx or .xlsm workbook.
    """
    workbook = Path(path)
    with plain_faults(workbook.name):
        real = _checked(workbook)
        with real.open("rb") as handle:
            part = _open(handle, workbook.name)[1]
            own = {key: each.name for key, each in part.own_sheets().items()}
            return WorkbookFacts(part.date1904, tuple(each.name for each in part.sheets()), own)


def place(
    workbook: Path | str, rendered: bytes, *, out: Path | str | None = None, keep_backup: bool = True
) -> Placement:
    """Put every sheet of a rendered workbook into a closed workbook.

    A sheet that is there from the last time is drawn anew where it is, under the name that it has; new ones
    follow the last of ours, or come at the end; those not drawn any more go, unless something of the
    person's uses them.

    Args:
        workbook: The workbook.
        rendered: An `.xlsx` file by XlsxWriter. The name of each sheet is its key.
        out: Where to write a copy; the workbook is then left as it is. `None` writes the workbook itself.
        keep_backup: Whether a dated copy is left beside a file that is replaced; the newest `BACKUPS_KEPT` stay, and
            the oldest. One is left in any case when something of the person's could not be kept.

    Returns:
        What was done.

    Raises:
        UserError: If the workbook can't be worked on (see `inspect`), may not be written, has a sheet of the
            person's with a name of ours, or was changed meanwhile. It is then as it was.
    """
    path, drawn = Path(workbook), read_rendered(rendered)
    with plain_faults(path.name):
        real = _checked(path)
        target = real if out is None else _checked_target(Path(out), real)
        check_writable(target)
        seen = fingerprint(real)
        with temporary_beside(target) as temporary:
            with real.open("rb") as handle:  # closed before the end, since Windows replaces no open file
                package, _ = _open(handle, path.name)
                done = graft(package, drawn, path.name)
                write(package, temporary)
            check_opens(temporary, real, (*done.added, *done.replaced))
            saved = put_in_place(temporary, real, target, seen, backup=keep_backup or bool(done.lost))
    notes = (*done.notes, *done.lost, *_on_backups(saved, done, saved.backup if out is None else path))
    return Placement(path if out is None else Path(out), saved.backup, done.added, done.replaced, done.removed, notes)


def _on_backups(saved: Saved, done: Outcome, kept: Path | None) -> Iterator[str]:
    if done.lost and kept is not None:
        yield f"What could not be kept is in {kept.name}."
    if saved.cleared:
        yield f"Older backups were deleted: {', '.join(saved.cleared)}."


def _checked(path: Path) -> Path:
    """Follow a link to the file itself, which is what gets replaced."""
    check_file(path)
    real = path.resolve()
    for each in {path, real}:
        check_unlocked(each)
    return real


def _checked_target(out: Path, source: Path) -> Path:
    if out.suffix.lower() != source.suffix.lower():
        cure = f"Let the name of the copy end in {source.suffix}."
        raise UserError(out.name, f"a copy has to be of the same kind as the workbook, {source.suffix}", cure)
    check_unlocked(out)
    return out.resolve()


def _open(handle: BinaryIO, name: str) -> tuple[Package, WorkbookPart]:
    package = Package(handle)
    check_package(package, name)
    part = WorkbookPart(package)
    check_workbook(part, name)
    return package, part
