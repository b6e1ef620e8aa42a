"""Compressed streams come back as they were, by a reader written from MS-OVBA 2.4.1.3.1 to 2.4.1.3.6."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa_workbook.templates.vba.compression import CHUNK, compress


def decompressed(container: bytes) -> bytes:
    assert container[0] == 1
    at, data = 1, bytearray()
    while at < len(container):
        header = int.from_bytes(container[at : at + 2], "little")
        assert header >> 12 & 0b111 == 0b011
        end = at + (header & 0xFFF) + 3
        data += _tokens(container[at + 2 : end]) if header >> 15 else container[at + 2 : end]
        at = end
    return bytes(data)


def _tokens(packed: bytes) -> bytes:
    at, chunk = 0, bytearray()
    while at < len(packed):
        flags, at = packed[at], at + 1
        for bit in range(8):
            if at >= len(packed):
                break
            if flags >> bit & 1:
                _copy(chunk, int.from_bytes(packed[at : at + 2], "little"))
                at += 2
            else:
                chunk.append(packed[at])
                at += 1
    return bytes(chunk)


def _copy(chunk: bytearray, token: int) -> None:
    bits = max(math.ceil(math.log2(len(chunk))), 4)
    offset, length = (token >> (16 - bits)) + 1, (token & (0xFFFF >> bits)) + 3
    for _ in range(length):
        chunk.append(chunk[-offset])


WORDS = st.lists(st.sampled_from([b"Sub ", b"End Sub\r\n", b"    ", b"x", b"Dim a As Long\r\n"]), max_size=1500)


@given(WORDS.map(b"".join))
def test_text_comes_back(text: bytes) -> None:
    assert decompressed(compress(text)) == text


@given(st.binary(max_size=3_600))
def test_any_bytes_come_back(data: bytes) -> None:
    assert decompressed(compress(data)) == data


@pytest.mark.parametrize("length", [0, 1, 2, 3, 4, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK + 7])
def test_runs_come_back_at_every_edge_of_a_chunk(length: int) -> None:
    assert decompressed(compress(b"a" * length)) == b"a" * length


def test_what_cannot_be_compressed_is_kept_raw() -> None:
    data = b"".join(number.to_bytes(2, "little") for number in range(0, 2 * CHUNK, 4))
    assert len(data) == CHUNK
    raw = bytes((byte * 167 + at * 59 + (at >> 3) * 31) & 0xFF for at, byte in enumerate(data))
    packed = compress(raw)
    assert len(packed) == 1 + 2 + CHUNK
    assert decompressed(packed) == raw


def test_the_example_of_the_specification_comes_out_as_short() -> None:
    """MS-OVBA 3.2.3: the longest run of one letter; 73 letters take a chunk of nine bytes."""
    assert compress(b"a" * 73).hex() == "0103b002614500"


def test_text_gets_shorter() -> None:
    text = b"Public Sub Refresh()\r\n    RunPython command\r\nEnd Sub\r\n" * 400
    assert len(compress(text)) < len(text) / 10
