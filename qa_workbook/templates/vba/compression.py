"""Compression of the streams of a VBA project (MS-OVBA 2.4.1)."""

from __future__ import annotations

from collections import defaultdict
from struct import pack

__all__ = ["compress"]

CHUNK = 4096
"""Bytes of a DecompressedChunk; no copy token reaches back over its start (MS-OVBA 2.4.1.1.3)."""

SIGNATURE = b"\x01"
COMPRESSED, RAW = 0xB000, 0x3000
"""Flag and signature of a CompressedChunkHeader (MS-OVBA 2.4.1.1.5); its size is added."""

SHORTEST = 3
"""Fewest bytes that a copy token stands for (MS-OVBA 2.4.1.3.19.1)."""

PATIENCE = 48
"""How many earlier places are compared for the longest match: more would hardly shorten a module."""

Token = tuple[bool, bytes]
"""Whether it is a copy token, and its bytes."""


def compress(data: bytes) -> bytes:
    """Compress a stream into a CompressedContainer (MS-OVBA 2.4.1.1.1).

    Args:
        data: The stream: text, or records. A last chunk of 3,641 to 4,095 bytes in which hardly anything recurs would
            come out with zeros after it, because the format has no other form for it (MS-OVBA 2.4.1.3.10).

    Returns:
        The signature and a chunk for each 4,096 bytes of the data.
    """
    chunks = (_chunk(data[at : at + CHUNK]) for at in range(0, len(data), CHUNK))
    return SIGNATURE + b"".join(chunks)


def _chunk(chunk: bytes) -> bytes:
    """One chunk with its header (MS-OVBA 2.4.1.3.7); raw where compression would lengthen it (2.4.1.3.10)."""
    packed = _token_sequences(_tokens(chunk))
    if len(packed) > CHUNK:
        return pack("<H", RAW | CHUNK - 1) + chunk.ljust(CHUNK, b"\0")
    return pack("<H", COMPRESSED | len(packed) - 1) + packed


def _token_sequences(tokens: list[Token]) -> bytes:
    """Eight tokens after a byte that tells which of them are copy tokens (MS-OVBA 2.4.1.1.7)."""
    packed = bytearray()
    for at in range(0, len(tokens), 8):
        eight = tokens[at : at + 8]
        packed.append(sum(is_copy << bit for bit, (is_copy, _) in enumerate(eight)))
        packed += b"".join(token for _, token in eight)
    return bytes(packed)


def _tokens(chunk: bytes) -> list[Token]:
    """The tokens of a chunk, each the longest match that is found (MS-OVBA 2.4.1.3.8 and 2.4.1.3.19)."""
    tokens: list[Token] = []
    seen: defaultdict[bytes, list[int]] = defaultdict(list)
    at = 0
    while at < len(chunk):
        start, length = _longest(chunk, at, seen[chunk[at : at + SHORTEST]])
        tokens.append((True, _copy_token(at, at - start, length)) if length else (False, chunk[at : at + 1]))
        for place in range(at, at + max(length, 1)):
            seen[chunk[place : place + SHORTEST]].append(place)
        at += max(length, 1)
    return tokens


def _longest(chunk: bytes, at: int, places: list[int]) -> tuple[int, int]:
    """Where the longest match for what comes begins, and its length; 0 when there is none (MS-OVBA 2.4.1.3.19.4)."""
    most = min(len(chunk) - at, (0xFFFF >> _offset_bits(at)) + SHORTEST)
    if most < SHORTEST:
        return at, 0
    lengths = [(_common(chunk, place, at, most), place) for place in places[-PATIENCE:]]
    length, place = max(lengths, default=(0, at))
    return place, length


def _common(chunk: bytes, one: int, other: int, most: int) -> int:
    length = SHORTEST
    while length < most and chunk[one + length] == chunk[other + length]:
        length += 1
    return length


def _offset_bits(at: int) -> int:
    """How many bits of a copy token hold the offset: as many as the chunk so far needs (MS-OVBA 2.4.1.3.19.1)."""
    return max((at - 1).bit_length(), 4)


def _copy_token(at: int, offset: int, length: int) -> bytes:
    return pack("<H", (offset - 1) << (16 - _offset_bits(at)) | length - SHORTEST)
