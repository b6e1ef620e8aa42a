"""A compound file: storages and streams in one file of sectors (MS-CFB, version 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from struct import pack
from typing import TYPE_CHECKING, Union

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Storage", "compound_file"]

Storage = Mapping[str, Union[bytes, "Storage"]]
"""What is in a storage by name: streams as bytes, storages as further mappings."""

SECTOR, MINI_SECTOR, CUTOFF = 512, 64, 4096
"""Sizes of sectors, and the size from which a stream has sectors of its own (MS-CFB 2.2)."""

FREE, END_OF_CHAIN, FAT_SECTOR = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
"""Special sector numbers (MS-CFB 2.1)."""

NO_ENTRY = 0xFFFFFFFF
STORAGE, STREAM, ROOT = 1, 2, 5
BLACK = 1
"""Every entry is black: the storage's tree is then a plain binary tree, which MS-CFB 2.6.4 allows."""

LONGEST_NAME = 31
HEADER_FAT = 109
"""FAT sectors that the header can list (MS-CFB 2.2): 6.8 MB, a hundred times what the macros need."""


@dataclass
class _Entry:
    """A directory entry (MS-CFB 2.6.1)."""

    name: str
    kind: int
    content: bytes = b""
    left: int = NO_ENTRY
    right: int = NO_ENTRY
    child: int = NO_ENTRY
    start: int = END_OF_CHAIN

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le")
        ids = pack("<III", self.left, self.right, self.child)
        head = name.ljust(64, b"\0") + pack("<HBB", len(name) + 2, self.kind, BLACK) + ids
        # No class, no state, no dates: the same content gives the same bytes.
        return head + bytes(36) + pack("<IQ", self.start, len(self.content))


@dataclass
class _Chains:
    """Sectors of one size, chained as the FAT and the mini FAT chain them (MS-CFB 2.3 and 2.4)."""

    size: int
    following: list[int] = field(default_factory=list)
    content: bytearray = field(default_factory=bytearray)

    def add(self, content: bytes) -> int:
        """Append a chain; returns its first sector."""
        if not content:
            return END_OF_CHAIN
        first, count = len(self.following), -(-len(content) // self.size)
        self.following += [*range(first + 1, first + count), END_OF_CHAIN]
        self.content += content.ljust(count * self.size, b"\0")
        return first


def compound_file(root: Storage) -> bytes:
    """Write a compound file.

    Args:
        root: What it holds; names of 31 characters at most, none twice in a storage but for case.

    Returns:
        The file; the same content gives the same bytes.

    Raises:
        ValueError: A name is too long, or the content is too much for a header without further FAT sectors.
    """
    entries = [_Entry("Root Entry", ROOT)]
    entries[0].child = _add_children(entries, root)
    sectors, mini_sectors = _Chains(SECTOR), _Chains(MINI_SECTOR)
    for entry in entries[1:]:
        if entry.kind == STREAM:
            entry.start = (mini_sectors if len(entry.content) < CUTOFF else sectors).add(entry.content)
    entries[0].content = bytes(mini_sectors.content)  # the mini stream (MS-CFB 2.6.2)
    entries[0].start = sectors.add(entries[0].content)
    mini_fat = sectors.add(_table(mini_sectors.following))
    directory = sectors.add(_directory(entries))
    return _with_header(sectors, directory, mini_fat, -(-len(mini_sectors.following) * 4 // SECTOR))


def _add_children(entries: list[_Entry], storage: Storage) -> int:
    """Add the entries of a storage; returns the number of the topmost, `NO_ENTRY` when there is none."""
    first = len(entries)
    names = sorted(storage, key=_order)
    entries += [_entry(name, storage[name]) for name in names]
    for number, name in enumerate(names, first):
        content = storage[name]
        if isinstance(content, Mapping):
            entries[number].child = _add_children(entries, content)
    return _balance(entries, range(first, first + len(names)))


def _order(name: str) -> tuple[int, str]:
    """Shorter names first, then by capitals (MS-CFB 2.6.4)."""
    if len(name) > LONGEST_NAME:
        raise ValueError(f"a name in a compound file has {LONGEST_NAME} characters at most: {name!r}")
    return len(name), name.upper()


def _entry(name: str, content: bytes | Storage) -> _Entry:
    return _Entry(name, STREAM, content) if isinstance(content, bytes) else _Entry(name, STORAGE)


def _balance(entries: list[_Entry], numbers: range) -> int:
    """Make a binary tree of entries that stand in order; returns the number of its top."""
    if not numbers:
        return NO_ENTRY
    middle = len(numbers) // 2
    top = numbers[middle]
    entries[top].left = _balance(entries, numbers[:middle])
    entries[top].right = _balance(entries, numbers[middle + 1 :])
    return top


def _directory(entries: Sequence[_Entry]) -> bytes:
    """The directory's sectors, filled up with unused entries (MS-CFB 2.6.3)."""
    unused = bytes(68) + pack("<III", NO_ENTRY, NO_ENTRY, NO_ENTRY) + bytes(48)
    return b"".join(entry.packed() for entry in entries) + unused * (-len(entries) % (SECTOR // 128))


def _table(following: Sequence[int]) -> bytes:
    """Sector numbers, filled up to whole sectors with free ones."""
    numbers = [*following, *[FREE] * (-len(following) % (SECTOR // 4))]
    return pack(f"<{len(numbers)}I", *numbers)


def _with_header(sectors: _Chains, directory: int, mini_fat: int, mini_fat_sectors: int) -> bytes:
    """Append the FAT (MS-CFB 2.3), which counts its own sectors too, and put the header first (MS-CFB 2.2)."""
    first, a_sector = len(sectors.following), SECTOR // 4
    count = -(-first // (a_sector - 1))
    if count > HEADER_FAT:
        raise ValueError(f"a compound file of {first} sectors needs more FAT sectors than its header lists")
    fat = _table([*sectors.following, *[FAT_SECTOR] * count])
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += pack("<IIIIIIIII", 0, count, directory, 0, CUTOFF, mini_fat, mini_fat_sectors, END_OF_CHAIN, 0)
    listed = [*range(first, first + count), *[FREE] * (HEADER_FAT - count)]
    return head + pack(f"<{HEADER_FAT}I", *listed) + sectors.content + fat
