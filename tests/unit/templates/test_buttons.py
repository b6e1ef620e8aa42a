"""What the buttons say of themselves must be so."""

from __future__ import annotations

import pytest

from qa_workbook import addin
from qa_workbook.__main__ import cli
from qa_workbook.templates.buttons import BUTTONS, NOT_YET, Button


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: button.sub)
def test_a_button_has_its_function_and_its_command(button: Button) -> None:
    name = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in button.sub).lstrip("_")
    assert callable(getattr(addin, name))
    assert button.command == NOT_YET or button.command.split()[1] in cli.commands
