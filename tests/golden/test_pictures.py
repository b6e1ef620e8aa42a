"""The sheets of an invented council, as pictures in text, against those that a person has looked at.

After a change that is meant, look at the sheets and write the pictures anew: `python tests/golden/test_pictures.py`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import results

from qa_workbook.report import build
from qa_workbook.sheets.arrange import arrange

HERE = Path(__file__).parent


def pictures() -> dict[str, str]:
    return {layout.key: layout.to_text() for layout in arrange(build(results()))}


@pytest.mark.parametrize("key", ["snapshot", "ratings", "practice_areas"])
def test_sheet_looks_as_before(key: str) -> None:
    assert pictures()[key] == (HERE / f"{key}.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    for key, picture in pictures().items():
        (HERE / f"{key}.txt").write_text(picture, encoding="utf-8")
