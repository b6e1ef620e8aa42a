"""The stages come one after another: a package imports only those before it, `settings` and `errors`."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "qa_workbook"
STAGES = ("intake", "measures", "report", "returns", "sheets", "templates", "writeback")
"""In the order of the data, which is that of the alphabet."""

SHARED = {"settings", "errors"}
FILES = [path for stage in STAGES for path in sorted((PACKAGE / stage).rglob("*.py"))]


def modules_of(source: str, package: tuple[str, ...]) -> set[str]:
    """The modules and packages of `qa_workbook` that a source imports anywhere, by their first name.

    Args:
        source: Python source.
        package: The package that it lies in, for relative imports: `("qa_workbook", "intake")`.
    """
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join(filter(None, (*above, node.module)))
            names = [f"{base}.{alias.name}" for alias in node.names]
        else:
            continue
        found |= {f"{name}.".split(".")[1] for name in names if name.split(".")[0] == "qa_workbook"}
    return found


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import qa_workbook.report.model", {"report"}),
        ("from qa_workbook import sheets", {"sheets"}),
        ("from qa_workbook.report import build", {"report"}),
        ("def f():\n    from qa_workbook.writeback import place", {"writeback"}),
        ("if TYPE_CHECKING:\n    from qa_workbook.sheets.layout import Layout", {"sheets"}),
        ("from ..sheets import layout", {"sheets"}),
        ("from . import dates", {"intake"}),
        ("import qa_workbook", {""}),
        ("import pandas.sheets", set()),
    ],
)
def test_every_way_of_importing_is_seen(source: str, expected: set[str]) -> None:
    assert modules_of(source, ("qa_workbook", "intake")) == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_stage_imports_only_the_stages_before_it(path: Path) -> None:
    inside = path.relative_to(PACKAGE).parts
    allowed = {*STAGES[: STAGES.index(inside[0]) + 1], *SHARED}
    imported = modules_of(path.read_text(encoding="utf-8"), ("qa_workbook", *inside[:-1]))
    assert imported - allowed == set()


@pytest.mark.parametrize(("module", "allowed"), [("errors", set()), ("settings", {"errors"})])
def test_what_all_stages_share_stands_on_its_own(module: str, allowed: set[str]) -> None:
    source = (PACKAGE / f"{module}.py").read_text(encoding="utf-8")
    assert modules_of(source, ("qa_workbook",)) <= allowed


def test_every_package_is_a_stage() -> None:
    assert list(STAGES) == sorted(STAGES)
    assert {path.parent.name for path in PACKAGE.glob("*/__init__.py")} <= set(STAGES)
