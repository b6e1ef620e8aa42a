"""Drives the add-in against a tracker that is open in LibreOffice, and prints what came of it as JSON.

It runs in a process of its own: importing `uno` changes how Python imports.

usage: office_drive.py TRACKER FOLDER     FOLDER holds `closed.xlsx`, refreshed without LibreOffice, which is saved anew
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from itertools import zip_longest
from pathlib import Path
from typing import Any

sys.path.append("/usr/lib/python3/dist-packages")  # at the end: only `uno` is wanted from there

import office_engine
import xlwings as xw
from libreoffice_probe import connected

from qa_workbook import addin
from qa_workbook.intake import read_closed
from qa_workbook.intake.live import own_names, read_open

OURS = ("Snapshot", "Ratings", "Practice areas")


def main(tracker: Path, folder: Path) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        pipe = f"qa{Path(profile).name}"
        office = subprocess.Popen(
            ["soffice", "--headless", "--norestore", "--nologo", "--nodefault",
             f"-env:UserInstallation={Path(profile).as_uri()}", f"--accept=pipe,name={pipe};urp;"],
            start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            answers = driven(connected(pipe), tracker, folder)
        finally:
            os.killpg(office.pid, signal.SIGKILL)
    sys.stdout.write(json.dumps(answers))


def driven(desktop: Any, tracker: Path, folder: Path) -> dict[str, Any]:
    engine, impl = office_engine.start(desktop, tracker)
    xw.engines.add(xw.Engine(impl=engine))
    xw.engines["office"].activate()
    book = xw.Book(impl=impl)
    book.set_mock_caller()
    impl.save(folder / "untouched.xlsx")
    answers: dict[str, Any] = {"same_grids": same_grids(tracker, book), "before": theirs(book)}
    book.sheets["Audits"].activate()
    book.sheets["Audits"].range("C5:D6").select()
    answers["first"] = pressed(book, impl)
    impl.save(folder / "first.xlsx")
    answers["old_share"] = shown(book)
    # An edit that nobody saves: the final ratings of the last months.
    book.sheets["Audits"].range("O650:O701").raw_value = [["Outstanding"]] * 52
    answers["before_second"] = theirs(book)
    answers["second"] = pressed(book, impl)
    answers["new_share"] = shown(book)
    impl.save(folder / "second.xlsx")
    next(name for name in book.names if name.name.startswith("_qa_workbook.Ratings.")).delete()
    answers["third"] = pressed(book, impl)
    impl.draw("Snapshot", folder / "snapshot.pdf")
    answers["months"] = book.sheets["Snapshot"].range("T11:Y13").impl.raw_value[0]
    resaved = impl._app.books.open(str(folder / "closed.xlsx"))
    resaved.save(folder / "resaved.xlsx")
    untouched = impl._app.books.open(str(folder / "untouched.xlsx"))
    for sheet in OURS:
        untouched._doc.Sheets.importSheet(resaved._doc, sheet, len(untouched.sheets))
    untouched.save(folder / "imported.xlsx")
    return answers


def same_grids(tracker: Path, book: xw.Book) -> dict[str, bool]:
    """Whether the sheets of the open workbook are read as those of the closed one."""
    pairs = zip(read_open(book).grids, read_closed(tracker).grids, strict=True)
    return {one.sheet: near(one.rows, other.rows) and one.tables == other.tables for one, other in pairs}


def near(rows: Any, others: Any) -> bool:
    lines = zip(rows, others, strict=True)
    cells = [(a, b) for row, other in lines for a, b in zip_longest(row, other, fillvalue="")]
    return all(a == b or (isinstance(a, float) and isinstance(b, float) and abs(a - b) < 1e-9) for a, b in cells)


def pressed(book: xw.Book, impl: Any) -> dict[str, Any]:
    """Press the button; what the workbook is like then."""
    start = time.perf_counter()
    addin.refresh_dashboard()
    taken = time.perf_counter() - start
    return {
        "seconds": taken, "theirs": theirs(book), "sheets": [sheet.name for sheet in book.sheets],
        "charts": {sheet.name: len(sheet.charts) for sheet in book.sheets}, "names": own_names(book),
        "alt": [shape.Description for shape in book.sheets["Snapshot"].api.shapes()],
        "in_front": [book.sheets.active.name, book.app.selection.address], "open": len(book.app.books),
        "calculation": book.app.calculation, "said": impl._app._said[-5:],
    }  # fmt: skip


def theirs(book: xw.Book) -> dict[str, list[str]]:
    """Every formula and value of the person's sheets, as one text a row."""
    sheets = (sheet for sheet in book.sheets if sheet.name not in OURS)
    return {sheet.name: [repr(row) for row in sheet.used_range.impl.formula] for sheet in sheets}


def shown(book: xw.Book) -> list[Any]:
    """The Snapshot's cells."""
    return [list(row) for row in book.sheets["Snapshot"].range("A1:Y37").impl.raw_value]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
