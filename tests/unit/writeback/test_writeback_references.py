from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_workbook.writeback.markup import parse
from qa_workbook.writeback.references import (
    key_of,
    marked_sheet,
    marker_name,
    marker_text,
    rename_in_formula,
    rename_references,
)

SHEET_NAME = st.text(
    st.characters(exclude_characters="[]:*?/\\'!", exclude_categories=("C", "Z")), min_size=1, max_size=31
)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("Snapshot", "_qa_workbook.Snapshot"),
        ("Data tables", "_qa_workbook.Data_20_tables"),
        ("a_b", "_qa_workbook.a_5f_b"),
        ("Öl & Öfen", "_qa_workbook._d6_l_20__26__20__d6_fen"),
    ],
)
def test_a_key_becomes_a_valid_defined_name_and_back(key: str, name: str) -> None:
    assert marker_name(key) == name
    assert key_of(name) == key


@given(SHEET_NAME)
def test_every_key_can_be_read_back_from_its_marker(key: str) -> None:
    assert key_of(marker_name(key)) == key
    assert marked_sheet(marker_text(key)) == key


@pytest.mark.parametrize("name", ["Snapshot", "_xlnm.Print_Area", "qa_workbook.Snapshot", "_qa_workbook._ffffffffff_"])
def test_other_names_mark_nothing(name: str) -> None:
    assert key_of(name) is None


@pytest.mark.parametrize(
    ("text", "sheet"),
    [
        ("'It''s ours'!$A$1", "It's ours"),
        ("Snapshot!$A$1", "Snapshot"),
        ("Snapshot!A1", "Snapshot"),
        ("Snapshot!$D$7", None),  # the first cell was cut and pasted elsewhere
        ("Snapshot!#REF!", None),
        ("#REF!$A$1", None),
        ("$A$1", None),
    ],
)
def test_a_marker_counts_only_while_it_refers_to_the_first_cell(text: str, sheet: str | None) -> None:
    assert marked_sheet(text) == sheet


@pytest.mark.parametrize(
    ("formula", "renamed"),
    [
        ("Snapshot!$A$1", "Board!$A$1"),
        ("'Snapshot'!A1+snapshot!B2", "'Board'!A1+Board!B2"),
        ("'Data tables'!A1", "'It''s data'!A1"),
        ("SUM(Snapshot!A1:Snapshot!A3)", "SUM(Board!A1:Board!A3)"),
        ('"Snapshot!A1"&Snapshot!A1', '"Snapshot!A1"&Board!A1'),
        ('HYPERLINK("#\'Data tables\'!A1","go")', "HYPERLINK(\"#'It''s data'!A1\",\"go\")"),
        ("[1]Snapshot!A1+MySnapshot!A1", "[1]Snapshot!A1+MySnapshot!A1"),
        ("'[other.xlsx]Snapshot'!A1", "'[other.xlsx]Snapshot'!A1"),
        ("'Snapshot:Data tables'!A1", "'Board:It''s data'!A1"),
        ("#REF!+Snapshot", "#REF!+Snapshot"),
        ("$A$1:Snapshot!B2", "$A$1:Board!B2"),
    ],
)
def test_references_follow_renamed_sheets(formula: str, renamed: str) -> None:
    assert rename_in_formula(formula, {"snapshot": "Board", "data tables": "It's data"}) == renamed


def test_sheets_that_swapped_their_names_are_told_apart() -> None:
    assert rename_in_formula("A!x+B!y", {"a": "B", "b": "A"}) == "B!x+A!y"


def test_every_place_that_holds_a_reference_is_followed() -> None:
    root = parse(
        b"<x xmlns:xm='urn:xm'><f>S!A1</f><xm:f>S!A2</xm:f><formula1>S!A3</formula1><v>S!A4</v>"
        b"<hyperlink location='S!A5' display='S!A5'/></x>"
    )
    rename_references(root, {"s": "T"})
    assert [each.text for each in root][:4] == ["T!A1", "T!A2", "T!A3", "S!A4"]
    assert dict(root[4].attrib) == {"location": "T!A5", "display": "S!A5"}
