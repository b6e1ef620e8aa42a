"""What the README says is so: its commands run, its links lead somewhere, its targets are the product's."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from qa_workbook.__main__ import cli
from qa_workbook.measures.definitions import SNAPSHOT
from qa_workbook.settings import Settings

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])

SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\((?!https?:)([^)#]*)#?([^)]*)\)")


def commands() -> list[list[str]]:
    """Every qa-workbook command of the README, in order, without the name of the program."""
    parts = (part for block in SHELL.findall(README) for line in block.splitlines() for part in line.split("&&"))
    return [shlex.split(part)[1:] for part in parts if part.strip().startswith("qa-workbook")]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, tuple[int, str]]]:
    """Run the README's commands one after the other in one folder, as a reader would."""
    folder, codes = tmp_path_factory.mktemp("reader"), {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for command in commands():
            result = CliRunner().invoke(cli, command, standalone_mode=False)
            if result.exception:
                raise result.exception
            codes[shlex.join(command)] = (result.return_value, result.output)
    return folder, codes


def test_readme_shows_every_command() -> None:
    assert {command[0] for command in commands()} == set(cli.commands)


def test_commands_end_as_the_readme_says(done: tuple[Path, dict[str, tuple[int, str]]]) -> None:
    codes = {text: code for text, (code, _) in done[1].items() if not text.startswith("doctor")}
    assert codes == {text: 3 if text.startswith("check") else 0 for text in codes}


def test_the_doctor_ends_by_what_it_finds(done: tuple[Path, dict[str, tuple[int, str]]]) -> None:
    code, output = next(result for text, result in done[1].items() if text.startswith("doctor"))
    assert code == ("MEND" in output)
    assert "ok    macros of the workbook" in output


def test_findings_that_the_readme_quotes_are_those_of_the_demo(done: tuple[Path, dict[str, tuple[int, str]]]) -> None:
    [quoted] = re.findall(r"```text\n(.*?)```", README, re.DOTALL)
    said = next(output for text, (_, output) in done[1].items() if text.startswith("check"))
    assert quoted.splitlines() == [line.strip() for line in said.splitlines() if line.startswith("  Audits!")][-2:]


def test_commands_leave_the_files_that_the_readme_names(done: tuple[Path, dict[str, tuple[int, str]]]) -> None:
    folder = done[0]
    made = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    backups = {name for name in made if re.fullmatch(r"qa-workbook-demo/tracker \(backup [\d-]+ \d{4}\)\.xlsx", name)}
    assert len(backups) == 1
    assert made - backups == {
        "figures.csv",
        "september.xlsx",
        "qa-workbook-demo/tracker.xlsx",
        "qa-workbook-demo/tracker-with-dashboard.xlsx",
        "audit-tracker.xlsm",
        "templates/VERSIONS",
        "templates/audit_tracker.xlsm",
        "templates/demo_tracker.xlsx",
        "templates/qa_ribbon.xlam",
    }


def test_set_up_is_two_commands() -> None:
    blocks = [block.strip() for block in SHELL.findall(README)]
    assert blocks[:2] == ["pip install . && qa-workbook demo", 'pip install ".[test]" && pytest']


@pytest.mark.parametrize("command", sorted(cli.commands))
def test_options_of_a_command_are_described(command: str) -> None:
    options = [
        name for option in cli.commands[command].params if isinstance(option, click.Option) for name in option.opts
    ]
    missing = [name for name in options if name.startswith("--") and name not in README]
    assert missing == []


def test_measures_and_targets_are_the_products() -> None:
    rows = re.findall(r"^\| ([^|]+) \| [^|]+ \| [^|]+ \| ([^|]+) \|$", README, re.MULTILINE)
    stated = {label: target for label, target in rows if label in {measure.label for measure in SNAPSHOT}}
    wanted = {measure.label: Settings().target(measure.key, 0) for measure in SNAPSHOT}
    shown = {label: f"{target.value:g}" if target else "none" for label, target in wanted.items()}
    assert {label: target.split(" %")[0] for label, target in stated.items()} == shown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for file, heading in LINK.findall(text):
        target = page.parent / file if file else page
        assert target.exists(), f"{page.name}: {file}"
        if heading:
            headings = re.findall(r"^#+ (.+)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert heading in {re.sub(r"[^\w -]", "", name.lower()).replace(" ", "-") for name in headings}
