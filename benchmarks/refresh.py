"""How long a refresh takes, beside two yardsticks that are timed in the same run.

Whole processes are timed in turn (a b c a b c …), so that a busy machine is busy for all of them:

(a) our refresh: `python -m qa_workbook refresh TRACKER --out COPY --quiet`;
(b) openpyxl merely loading the same file and saving it;
(c) the floor: a process that imports pandas, XlsxWriter, calamine and lxml and reads the same sheets with calamine.

Reach: at 50,000 audits at most a third of (b) and 1.6 times (c); at 700 at most 1.6 times (c); and time grows no faster
than rows. Run it as `python benchmarks/refresh.py`; `--check` exits with 1 when a reach is missed.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

SIZES = (700, 5_000, 50_000)
ROUNDS = {700: 9, 5_000: 5}
FEWEST_ROUNDS = 3
"""Rounds of a larger size; few, since one takes minutes."""

AT_MOST_OF_OPENPYXL = 1 / 3
AT_MOST_OF_FLOOR = 1.6
LARGE = 50_000

OPENPYXL = "import sys, openpyxl; openpyxl.load_workbook(sys.argv[1]).save(sys.argv[2])"
FLOOR = """
import sys, pandas, xlsxwriter, lxml.etree
from python_calamine import CalamineWorkbook
book = CalamineWorkbook.from_path(sys.argv[1])
for name in book.sheet_names:
    book.get_sheet_by_name(name).to_python()
"""


@dataclass(frozen=True)
class Run:
    """What one process took.

    Args:
        wall: Seconds from its start to its end.
        cpu: Seconds of processor time, user and system.
        peak: Peak resident memory in megabytes.
    """

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True)
class Result:
    """The runs of one size.

    Args:
        audits: Audits in the tracker.
        runs: Runs by contestant: `refresh`, `openpyxl`, `floor`.
    """

    audits: int
    runs: dict[str, list[Run]]

    def wall(self, name: str) -> float:
        """Median wall time of a contestant."""
        return median(run.wall for run in self.runs[name])

    def ratio(self, name: str) -> float:
        """Our wall time as a multiple of another's: the median of the rounds' own ratios."""
        pairs = zip(self.runs["refresh"], self.runs[name], strict=True)
        return median(ours.wall / theirs.wall for ours, theirs in pairs)


def contestants(tracker: Path, copy: Path) -> dict[str, list[str]]:
    """The commands that are timed, by name."""
    ours = ["-m", "qa_workbook", "refresh", str(tracker), "--out", str(copy), "--quiet"]
    return {
        "refresh": [sys.executable, *ours],
        "openpyxl": [sys.executable, "-W", "ignore", "-c", OPENPYXL, str(tracker), str(copy)],
        "floor": [sys.executable, "-c", FLOOR, str(tracker)],
    }


def run(command: list[str]) -> Run:
    """Run one process from start to end; it must succeed.

    Raises:
        SystemExit: It failed, so that its time means nothing.
    """
    begun = time.perf_counter()
    pid = os.posix_spawn(command[0], command, os.environ)
    _, status, used = os.wait4(pid, 0)
    wall = time.perf_counter() - begun
    if status:
        sys.exit(f"failed with {os.waitstatus_to_exitcode(status)}: {' '.join(command)}")
    kilobytes = used.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return Run(wall, used.ru_utime + used.ru_stime, kilobytes / 1024)


def make(tracker: Path, audits: int) -> None:
    """Make the tracker in a process of its own: what it needs of memory is not part of any figure."""
    code = (
        "import sys, pathlib; from qa_workbook.templates.demo import write_demo_tracker as write; "
        "write(pathlib.Path(sys.argv[1]), audits=int(sys.argv[2]))"
    )
    run([sys.executable, "-c", code, str(tracker), str(audits)])


def measure(folder: Path, audits: int, rounds: int) -> Result:
    """Time everybody in turn on a tracker of one size.

    Args:
        folder: Where the tracker and the copies go.
        audits: Audits in the tracker.
        rounds: How often; one more round beforehand warms the disk and is not counted.
    """
    tracker, copy = folder / f"tracker-{audits}.xlsx", folder / "copy.xlsx"
    make(tracker, audits)
    commands = contestants(tracker, copy)
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(rounds + (audits < LARGE)):
        for name, command in commands.items():
            copy.unlink(missing_ok=True)
            done = run(command)
            if number or audits >= LARGE:
                runs[name].append(done)
    return Result(audits, runs)


def print_result(result: Result) -> None:
    """Print the medians of one size and our ratios."""
    rounds = len(result.runs["floor"])
    print(f"\n{result.audits:,} audits, medians of {rounds} rounds")
    print(f"  {'':10}{'wall s':>9}{'cpu s':>9}{'peak MB':>9}{'refresh is':>13}")
    for name, runs in result.runs.items():
        wall, cpu, peak = (median(getattr(run, fact) for run in runs) for fact in ("wall", "cpu", "peak"))
        ratio = "" if name == "refresh" else f"{result.ratio(name):.2f} times"
        print(f"  {name:10}{wall:9.2f}{cpu:9.2f}{peak:9.0f}{ratio:>13}")


def reaches(results: list[Result]) -> list[tuple[str, float, float]]:
    """What is to be reached, as (what, value, the most that it may be)."""
    smallest, largest = results[0], results[-1]
    held = [
        (f"{result.audits:,} audits: times the floor", result.ratio("floor"), AT_MOST_OF_FLOOR)
        for result in {smallest.audits: smallest, largest.audits: largest}.values()
    ]
    held += [
        (f"{result.audits:,} audits: times openpyxl", result.ratio("openpyxl"), AT_MOST_OF_OPENPYXL)
        for result in results
        if result.audits >= LARGE
    ]
    held += [
        (f"{before.audits:,} to {after.audits:,} audits: time grows, per row",
         after.wall("refresh") / before.wall("refresh") / (after.audits / before.audits), 1.0)
        for before, after in pairwise(results)
    ]  # fmt: skip
    return held


def print_reaches(results: list[Result]) -> bool:
    """Print what was to be reached; tell whether all of it was."""
    print("\nReach")
    held = reaches(results)
    for what, value, most in held:
        print(f"  {'reached' if value <= most else 'MISSED ':8} {what}: {value:.2f}, at most {most:.2f}")
    return all(value <= most for _, value, most in held)


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Times a refresh beside openpyxl and beside the floor.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="AUDITS", help="sizes of the trackers")
    parser.add_argument("--rounds", type=int, help="rounds of every size; else 9 at 700, 5 at 5,000 and 3 above")
    parser.add_argument("--check", action="store_true", help="exit with 1 when a reach is missed")
    return parser.parse_args()


def main() -> int:
    """Time every size, print, and tell whether all was reached."""
    asked = arguments()
    results = []
    with tempfile.TemporaryDirectory(prefix="qa-workbook-benchmark-") as folder:
        for audits in sorted(asked.sizes):
            result = measure(Path(folder), audits, asked.rounds or ROUNDS.get(audits, FEWEST_ROUNDS))
            print_result(result)
            results.append(result)
    reached = print_reaches(results)
    return 1 if asked.check and not reached else 0


if __name__ == "__main__":
    sys.exit(main())
